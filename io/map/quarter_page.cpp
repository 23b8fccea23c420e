// SPDX-License-Identifier: Apache-2.0
// The page of a quarter: its map, its headline and its figures.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"
#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/map/page.hpp"
#include "io/style/covered.hpp"
#include "io/style/figure_text.hpp"

namespace lisiere::io {
namespace {

/// Of a lived area, what decides how its map is framed.
constexpr double main_share = 0.85;

}  // namespace

bool PagePainter::has_plate(const Plate& plate, const QuarterFigures& quarter) const {
    if (plate.facilities && rows_.of("frequentations", quarter.code).empty()) return false;
    const geo::MultiPolygon* shape = shape_of(quarter);
    if (!plate.needs_one.empty() && shape != nullptr) {
        constexpr double near_m = 250;
        const geo::Box around = geo::bounds(*shape).grown(near_m);
        if (std::none_of(plate.needs_one.begin(), plate.needs_one.end(),
                         [&](const std::string& name) { return !rows_.in(name, around).empty(); }))
            return false;
    }
    return std::all_of(plate.needs.begin(), plate.needs.end(), [&](const std::string& need) {
        const auto [name, variant] = split_variant(need);
        if (std::find(plate.of_quarter.begin(), plate.of_quarter.end(), name) ==
            plate.of_quarter.end())
            return true;
        const LayerStyle* style = find_style(job_.styles, name);
        const bool by_row = !variant.empty() && style != nullptr && !style->variant_column.empty();
        const TableRows rows(job_.tables, name);
        const std::span<const std::size_t> own = rows_.of(name, quarter.code);
        return std::any_of(own.begin(), own.end(), [&, wanted = variant](std::size_t row) {
            return !by_row || rows.text(row, style->variant_column) == wanted;
        });
    });
}

std::size_t PagePainter::draw_quarter(Canvas& canvas, const Plate& plate,
                                      const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    std::string line = plate.is_portrait() ? "" : plate.title.in(job_.language) + " · ";
    line += kind_words(quarter);
    if (!quarter.official_code.empty()) line += " " + quarter.official_code;
    if (const std::string communes = commune_names(quarter); !communes.empty())
        line += " · " + communes;
    const std::string cut = covered_words(quarter.covered, job_.language);
    if (quarter.area_ha)
        line += " · " +
                number_text(*quarter.area_ha, *quarter.area_ha < 10 ? 1 : 0, job_.language) +
                "\u202fha" + covered_suffix(quarter.covered, job_.language);
    if (!quarter.programmes.empty()) line += " · " + quarter.programmes;
    line += " · " + style.say(quarter.statut == "officiel" && cut.empty() ? "page.contour_officiel"
                              : quarter.statut == "officiel" ? "page.contour_officiel_coupe"
                              : quarter.statut == "local"    ? "page.contour_local"
                                                             : "page.contour_modelise");
    header(canvas, quarter.name.empty() ? quarter.code : quarter.name, line,
           cut.empty() ? "" : " — " + cut);
    geo::Box content;
    if (const geo::MultiPolygon* shape = shape_of(quarter)) content = geo::bounds(*shape);
    double margin = std::max(250.0, 0.25 * std::max(content.width(), content.height()));
    if (!plate.is_portrait()) {
        const geo::Box reached = bounds_of_own(plate, quarter);
        content.extend(reached);
        if (!reached.empty()) margin = 100;
    }
    Subject subject{&quarter};
    if (plate.facilities)
        subject.marks = facilities(canvas, quarter);
    else if (plate.local_list)
        subject.marks = local_list(canvas, quarter);
    else if (plate.figures)
        quarter_columns(canvas, quarter);
    const std::size_t left_out = map(canvas, plate, content, margin, subject);
    if (plate.facilities) {
        footer(canvas,
               style.say("page.note_frequentations", {{"au_moins", truth(lacks_priority())}}));
        return left_out;
    }
    if (plate.local_list) {
        footer(canvas, style.say("page.note_liste"));
        return left_out;
    }
    if (!plate.needs_one.empty()) {
        footer(canvas, context_note());
        return left_out;
    }
    if (reaches_rim(plate, quarter)) {
        footer(canvas, style.say("page.note_au_moins"));
        return left_out;
    }
    footer(canvas, style.say("page.note_indice"));
    return left_out;
}

/// Does an area of the quarter that the plate shows end where the streets end?
bool PagePainter::reaches_rim(const Plate& plate, const QuarterFigures& quarter) const {
    const TableRows areas(job_.tables, "isochrones");
    const std::span<const std::size_t> own = rows_.of("isochrones", quarter.code);
    return std::any_of(own.begin(), own.end(), [&](std::size_t row) {
        return areas.flag(row, "bord") && shows(plate, "isochrones/" + areas.text(row, "mode"));
    });
}

geo::Box PagePainter::bounds_of_own(const Plate& plate, const QuarterFigures& quarter) const {
    geo::Box box;
    const geo::MultiPolygon* home = shape_of(quarter);
    const bool beside_table = plate.local_list || plate.facilities;
    for (const std::string& full_name : plate.layers) {
        const auto [name, variant] = split_variant(full_name);
        const LayerStyle* style = find_style(job_.styles, name);
        const TableRows rows(job_.tables, name);
        const bool own = std::find(plate.of_quarter.begin(), plate.of_quarter.end(), name) !=
                         plate.of_quarter.end();
        if (!own || style == nullptr || rows.table() == nullptr) continue;
        for (const std::size_t row : rows_.of(name, quarter.code)) {
            // The widest area has crumbs all over the town; what the tables speak of is the 80 %
            // one, and what of it hangs together.
            if (beside_table && rows.number(row, "niveau").value_or(0) > list_level) continue;
            if (!variant.empty() && rows.text(row, style->variant_column) != variant) continue;
            const geo::Geometry& geometry = rows.table()->geometries[row];
            if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                box.extend(beside_table && home != nullptr
                               ? main_bounds(*shape, geo::centroid(*home), main_share)
                               : geo::bounds(*shape));
            else if (const auto* point = std::get_if<geo::Point>(&geometry))
                box.extend(*point);
        }
    }
    return box;
}

namespace {

/// What the share of the basket is a share of: a basket of four services is no basket of 27.
std::string basket_words(const QuarterFigures& quarter, const FigureStyle& style) {
    if (quarter.services_known == 0.0) return style.say("page.panier_inconnu");
    if (!quarter.services_known || !quarter.services) return style.say("page.panier");
    if (*quarter.services_known >= *quarter.services)
        return style.say("page.panier_entier", {{"services", *quarter.services}});
    return style.say("page.panier_en_partie",
                     {{"connus", *quarter.services_known}, {"services", *quarter.services}});
}

/// A rank among quarters of which others are cut is measured to their parts.
std::string rank_words(const QuarterFigures& quarter, const std::string& label,
                       const FigureStyle& style) {
    const std::size_t own = is_cut(quarter.covered) ? 1 : 0;
    const std::size_t others = quarter.rank ? quarter.ranked_cut - own : 0;
    return others == 0 ? label : style.say("page.rang_coupes", {{"rang", label}, {"n", others}});
}

/// What a head figure of the quarter counts, in words; `text`: the figure, empty where it is not
/// known.
std::string head_words(const HeadFigure& head, const std::string& text,
                       const QuarterFigures& quarter, const FigureStyle& style) {
    const std::string& label = head.label.in(style.language);
    if (head.column == "population")
        return style.say(text.empty()                  ? "page.tete_inconnue"
                         : quarter.population_official ? "page.tete_officielle"
                                                       : "page.tete_estimee",
                         {{"chiffre", label}});
    if (head.column == "rang") return rank_words(quarter, label, style);
    if (head.column == "part_panier_15_marche") return basket_words(quarter, style);
    return label;
}

}  // namespace

Tile PagePainter::tile_of(const HeadFigure& head, const QuarterFigures& quarter,
                          const FigureStyle& style) const {
    const TableRows perimeters(job_.tables, "perimetres");
    const auto text = [&](const std::string& column) {
        const auto value = perimeters.number(quarter.row, column);
        return value ? head_text(*value, head.share, job_.language) : std::string();
    };
    Tile tile{text(head.column), {}};
    tile.caption = head_words(head, tile.number, quarter, style);
    if (head.column == "rang") {
        // Of a rank what it is out of says more than its range.
        if (!tile.number.empty()) tile.number += "\u202f/\u202f" + std::to_string(quarter.ranked);
    } else if (const std::string low = text(head.low), high = text(head.high);
               !low.empty() && !high.empty()) {
        tile.caption += " (" + style.say("page.fourchette", {{"bas", low}, {"haut", high}}) + ")";
    }
    // What the source publishes of residents is of the whole quarter.
    const std::string cut = covered_words(quarter.covered, job_.language);
    const bool whole =
        head.column == "population" && (tile.number.empty() || quarter.population_official);
    if (!cut.empty() && !whole) tile.caption = cut + " · " + tile.caption;
    return tile;
}

void PagePainter::quarter_columns(Canvas& canvas, const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const double gap = 2.5 * s;
    const bool two = layout_.columns.size() > 1;
    PageBox left = layout_.columns.front();
    const auto take = [&](PageBox& column, double height) {
        const PageBox out{column.x, column.y, column.width, height};
        column.y += height + gap;
        column.height -= height + gap;
        return out;
    };
    // Beside every figure of a quarter that is cut stands that it is not the quarter's: first, so
    // that no ellipsis takes it.
    const std::string cut = covered_words(quarter.covered, job_.language);
    const auto of_part = [&](const std::string& words) {
        return cut.empty() ? words : cut + " · " + words;
    };
    std::vector<Tile> tiles;
    for (const HeadFigure& head : job_.settings.heads)
        tiles.push_back(tile_of(head, quarter, style));
    draw_tiles(canvas, take(left, 17 * s), tiles, style);

    PageBox box = take(
        left, (10 + 4.8 * static_cast<double>(std::max<std::size_t>(1, quarter.gaps.size()))) * s);
    draw_gaps(canvas, draw_heading(canvas, box, style.say("page.titre_chiffres"), style),
              job_.settings.gap_heads, quarter.gaps, style);
    PageBox right = two ? layout_.columns.back() : left;
    PageBox& next = two ? right : left;

    const auto halves = [&](const PageBox& whole) {
        const double width = (whole.width - 5 * s) / 2;
        return std::pair(PageBox{whole.x, whole.y, width, whole.height},
                         PageBox{whole.right() - width, whole.y, width, whole.height});
    };
    const auto [ages, departures] = halves(take(next, 36 * s));
    draw_ages(canvas, draw_heading(canvas, ages, of_part(style.say("page.titre_ages")), style),
              quarter.ages, style);
    draw_departures(
        canvas, draw_heading(canvas, departures, of_part(style.say("page.titre_departs")), style),
        quarter.departures, style);
    const auto [rose, components] = halves(take(next, 46 * s));
    draw_rose(canvas, draw_heading(canvas, rose, of_part(style.say("page.titre_detours")), style),
              quarter, find_style(job_.styles, "roses"), style);
    draw_components(
        canvas,
        draw_heading(canvas, components, of_part(style.say("page.titre_composantes")), style),
        quarter.components, style);
    if (!quarter.summary.empty() || quarter.at_edge || !quarter.reserve.empty()) {
        PageBox& last = two ? left : next;
        TextStyle words = style.body();
        const std::string edge = quarter.at_edge ? " " + style.say("page.au_bord") : "";
        const std::string reserve =
            quarter.reserve.empty()
                ? ""
                : " " + style.say("page.reserve_population", {{"reserve", quarter.reserve}});
        const std::string told = quarter.summary + edge + reserve;
        // A long sentence takes smaller letters before it takes an ellipsis.
        constexpr double least_pt = 5.5;
        constexpr int any = 99;
        words.lines = any;
        while (words.size_pt > least_pt &&
               canvas.text_height(last.width, told, words) > last.height)
            words.size_pt -= 0.25;
        const double one = canvas.text_height(last.width, "x", words);
        words.lines = static_cast<int>(std::max(1.0, std::floor(last.height / one)));
        canvas.text(last, told, words);
    }
}

}  // namespace lisiere::io
