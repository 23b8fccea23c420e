// SPDX-License-Identifier: Apache-2.0
#include "io/map/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/geo/measure.hpp"
#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/map/base_map.hpp"
#include "io/map/furniture.hpp"
#include "io/map/labels.hpp"
#include "io/style/mapnik_style.hpp"

namespace lisiere::io {
namespace {

template <class Styles>
const LayerStyle* find_style(const Styles& styles, const std::string& name) {
    const auto found = std::find_if(styles.begin(), styles.end(),
                                    [&](const LayerStyle& one) { return one.layer == name; });
    return found == styles.end() ? nullptr : &*found;
}

/// Of a lived area, what decides how its map is framed.
constexpr double main_share = 0.85;

}  // namespace

PagePainter::PagePainter(const PrintJob& job)
    : job_(job),
      layout_(page_layout(job.config, job.settings)),
      quarters_(quarter_figures(job.tables, job.settings, job.language)) {}

const geo::MultiPolygon* PagePainter::shape_of(const QuarterFigures& quarter) const {
    const Table* perimeters = TableRows(job_.tables, "perimetres").table();
    if (perimeters == nullptr || quarter.row >= perimeters->geometries.size()) return nullptr;
    const auto* shape = std::get_if<geo::MultiPolygon>(&perimeters->geometries[quarter.row]);
    return shape == nullptr || shape->empty() ? nullptr : shape;
}

std::string PagePainter::commune_names(const QuarterFigures& quarter) const {
    std::string out;
    for (const std::string& code : quarter.communes) {
        std::string name = code;
        for (const Commune& commune : job_.inputs.territory.communes)
            if (commune.code == code) name = commune.name;
        out += (out.empty() ? "" : ", ") + name;
    }
    return out;
}

std::string PagePainter::kind_words(const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    if (quarter.kind == "quartier_prioritaire")
        return style.words("Quartier prioritaire de la politique de la ville",
                           "Quartier prioritaire (priority quarter)");
    if (quarter.kind == "veille_active")
        return style.words("Quartier de veille active", "Veille active (watched quarter)");
    if (quarter.kind == "quartier_vecu") return style.words("Quartier vécu", "Lived quarter");
    return style.words("Périmètre de comparaison", "Comparison perimeter");
}

void PagePainter::header(Canvas& canvas, const std::string& title, const std::string& line) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const PageBox& box = layout_.header;
    const double side = 70 * s;
    TextStyle large{19 * s, style.colours.text, true};
    const double width = box.width - side - 4;
    // A long name takes two lines of smaller letters before it loses its end.
    if (canvas.text_width(title, large) > width) {
        large.size_pt = 12 * s;
        large.lines = 2;
    }
    const double used = canvas.text({box.x, box.y - 1, width, box.height}, title, large);
    TextStyle under{8.5 * s, style.colours.quiet};
    // What the page is about and whose outline it shows: smaller letters before its end is lost.
    for (const double smaller : {7.6, 6.8})
        if (canvas.text_width(line, under) > width) under.size_pt = smaller * s;
    canvas.text({box.x, box.y + std::max(used, 7 * s) - 0.5, width, 5}, line, under);
    TextStyle right{9 * s, style.colours.text, true, Align::right};
    const PageBox corner{box.right() - side, box.y, side, 5};
    const double first = canvas.text(corner, job_.inputs.territory.name, right);
    right = {7.5 * s, style.colours.quiet, false, Align::right};
    const double second = canvas.text(
        {corner.x, corner.y + first, side, 5},
        style.words("Atlas de la géographie prioritaire", "Atlas of the priority geography"),
        right);
    if (!job_.config.date.empty())
        canvas.text({corner.x, corner.y + first + second, side, 5}, job_.config.date, right);
    const PagePoint rule[] = {{box.x, box.bottom()}, {box.right(), box.bottom()}};
    canvas.line(rule, {style.colours.quarter, 0.6 * s});
}

void PagePainter::footer(Canvas& canvas, const std::string& note) const {
    const FigureStyle style = figures();
    const PageBox& box = layout_.footer;
    const PagePoint rule[] = {{box.x, box.y}, {box.right(), box.y}};
    canvas.line(rule, {style.colours.rule, 0.2});
    TextStyle text = style.small();
    text.size_pt = 6 * layout_.scale;
    text.lines = 2;
    const double used =
        canvas.text({box.x, box.y + 0.7, box.width, box.height},
                    style.words("Sources : ", "Sources: ") + job_.attribution, text);
    text.lines = 1;
    canvas.text({box.x, box.y + 0.7 + used, box.width, box.height}, note, text);
}

PagePainter::DrawnLayers PagePainter::layers_of(std::span<const std::string> names,
                                                std::span<const std::string> of_quarter,
                                                const MapView& view,
                                                const QuarterFigures* quarter) const {
    DrawnLayers out;
    out.base = base_map(job_.inputs, view.ground, view.scale_denominator(), job_.settings.base);
    out.variants.reserve(names.size());  // layers point at them
    for (const std::string& full_name : names) {
        const auto [name, variant] = split_variant(full_name);
        MapLayer layer;
        layer.style = find_style(job_.styles, name);
        layer.table = TableRows(job_.tables, name).table();
        const bool ground = layer.style == nullptr;
        if (ground) {
            layer.style = find_style(job_.cartography.base, name);
            layer.table = TableRows(out.base, name).table();
        }
        if (layer.style == nullptr || layer.table == nullptr) continue;
        // The scale ranges of the styles hold on paper as in QGIS: no town under its bus stops.
        // Those of the base map are base_map's.
        if (!ground && zoom_of_scale(view.scale_denominator()) < layer.style->min_zoom) continue;
        layer.rows = rows_in(*layer.table, view.ground);
        const TableRows rows(layer.table);
        if (!variant.empty() && has_variant(*layer.style, variant)) {
            if (const std::string& column = layer.style->variant_column; !column.empty())
                std::erase_if(layer.rows, [&, value = variant](std::size_t row) {
                    return rows.text(row, column) != value;
                });
            layer.style = &out.variants.emplace_back(as_variant(*layer.style, variant));
        }
        const bool own = std::find(of_quarter.begin(), of_quarter.end(), name) != of_quarter.end();
        if (own && quarter != nullptr)
            std::erase_if(layer.rows,
                          [&](std::size_t row) { return rows.text(row, "code") != quarter->code; });
        out.layers.push_back(std::move(layer));
    }
    std::stable_sort(
        out.layers.begin(), out.layers.end(),
        [](const MapLayer& a, const MapLayer& b) { return a.style->order < b.style->order; });
    return out;
}

/// The map with its names, scale bar and arrow; nothing is written where the inset goes.
void PagePainter::draw_frame(Canvas& canvas, const MapView& view, const DrawnLayers& drawn,
                             const std::optional<PageBox>& inset, const Subject& subject) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    MapOptions options{job_.cartography.background, s, {}};
    options.reserved = {{view.frame.x, view.frame.y, 16 * s, 18 * s},
                        {view.frame.x, view.frame.bottom() - 9 * s, 50 * s, 9 * s}};
    if (inset) options.reserved.push_back(*inset);
    const double disc = 3.6 * s;
    for (const MapMark& mark : subject.marks) {
        const PagePoint at = on_page(mark.at, view);
        options.reserved.push_back({at.x - disc / 2, at.y - disc / 2, disc, disc});
    }
    draw_map(canvas, view, drawn.layers, options);
    if (subject.commune != nullptr) {
        std::vector<std::vector<PagePoint>> rings;
        const auto add = [&](const geo::Ring& ring) {
            std::vector<PagePoint>& points = rings.emplace_back();
            for (const geo::Point& p : ring) points.push_back(on_page(p, view));
        };
        for (const geo::Polygon& part : subject.commune->shape) {
            add(part.outer);
            for (const geo::Ring& hole : part.holes) add(hole);
        }
        canvas.veil(view.frame, rings, "#ffffff", 0.6);
    }
    draw_labels(canvas, view, drawn.layers, options);
    // The first of the table lie over the others.
    for (auto mark = subject.marks.rbegin(); mark != subject.marks.rend(); ++mark) {
        const PagePoint at = on_page(mark->at, view);
        const PageBox within{view.frame.x + disc / 2, view.frame.y + disc / 2,
                             view.frame.width - disc, view.frame.height - disc};
        if (at.x < within.x || at.x > within.right() || at.y < within.y || at.y > within.bottom())
            continue;
        canvas.disc(at, disc, mark->colour);
        canvas.circle(at, disc, {"#ffffff", 0.25 * s});
        canvas.text({at.x - disc, at.y - 1.15 * s, 2 * disc, disc}, mark->number,
                    {5.2 * s, "#ffffff", true, Align::centre});
    }
    canvas.outline(view.frame, {style.colours.frame, 0.3});
    draw_scale_bar(canvas, {view.frame.x, view.frame.bottom()}, view, 45 * s, style);
    const geo::Point centre{(view.ground.min_x + view.ground.max_x) / 2,
                            (view.ground.min_y + view.ground.max_y) / 2};
    draw_north(canvas, {view.frame.x + 8 * s, view.frame.y + 9 * s}, 8 * s,
               job_.north ? job_.north(centre) : 0, style);
}

std::size_t PagePainter::map(Canvas& canvas, const Plate& plate, const geo::Box& content,
                             double margin_m, const Subject& subject) const {
    const QuarterFigures* quarter = subject.quarter;
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const MapView view = view_of(content, margin_m, plate.figures ? layout_.map : layout_.wide_map);
    const DrawnLayers drawn = layers_of(plate.layers, plate.of_quarter, view, quarter);
    const double side = 34 * s;
    const PageBox inset{view.frame.right() - side, view.frame.y, side, side};
    draw_frame(canvas, view, drawn, quarter == nullptr ? std::nullopt : std::optional(inset),
               subject);
    if (quarter != nullptr) {
        std::vector<const geo::MultiPolygon*> communes;
        for (const Commune& commune : job_.inputs.territory.communes)
            communes.push_back(&commune.shape);
        std::vector<const geo::MultiPolygon*> perimeters;
        for (const QuarterFigures& other : quarters_)
            if (const geo::MultiPolygon* shape = shape_of(other)) perimeters.push_back(shape);
        draw_inset(canvas, inset, {communes, perimeters, shape_of(*quarter)}, view.ground, style);
    }
    return legend(canvas, plate.figures ? layout_.legend : layout_.wide_legend, drawn.layers);
}

std::size_t PagePainter::legend(Canvas& canvas, const PageBox& box,
                                std::span<const MapLayer> layers) const {
    const LegendCount count = draw_legend(canvas, box, layers, figures());
    return count.entries - count.drawn;
}

bool PagePainter::has_plate(const Plate& plate, const QuarterFigures& quarter) const {
    const TableRows visited(job_.tables, "frequentations");
    bool any = !plate.facilities;
    for (std::size_t row = 0; row < visited.size() && !any; ++row)
        any = visited.text(row, "code") == quarter.code;
    if (!any) return false;
    const geo::MultiPolygon* shape = shape_of(quarter);
    if (!plate.needs_one.empty() && shape != nullptr) {
        constexpr double near_m = 250;
        const geo::Box around = geo::bounds(*shape).grown(near_m);
        if (std::none_of(plate.needs_one.begin(), plate.needs_one.end(),
                         [&](const std::string& name) {
                             const Table* table = TableRows(job_.tables, name).table();
                             return table != nullptr && !rows_in(*table, around).empty();
                         }))
            return false;
    }
    return std::all_of(plate.needs.begin(), plate.needs.end(), [&](const std::string& need) {
        const std::string name = split_variant(need).first;
        if (std::find(plate.of_quarter.begin(), plate.of_quarter.end(), name) ==
            plate.of_quarter.end())
            return true;
        const TableRows rows(job_.tables, name);
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (rows.text(row, "code") == quarter.code) return true;
        return false;
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
    if (quarter.area_ha)
        line += " · " +
                number_text(*quarter.area_ha, *quarter.area_ha < 10 ? 1 : 0, job_.language) +
                "\u202fha";
    if (!quarter.programmes.empty()) line += " · " + quarter.programmes;
    line += quarter.statut == "officiel" ? style.words(" · contour officiel", " · official outline")
            : quarter.statut == "local" ? style.words(" · contour fourni par les acteurs locaux",
                                                      " · outline supplied by local actors")
                                        : style.words(" · contour modélisé", " · modelled outline");
    header(canvas, quarter.name.empty() ? quarter.code : quarter.name, line);
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
        footer(
            canvas,
            style.words("Visites attendues par semaine (modèle de choix) ; public QP : part de "
                        "tous ses visiteurs qui habite la géographie prioritaire. Modélisé, sans "
                        "valeur réglementaire.",
                        "Expected visits a week (choice model); QP public: share of all its "
                        "visitors who live in the priority geography. Modelled, without legal "
                        "value."));
        return left_out;
    }
    if (plate.local_list) {
        footer(
            canvas,
            style.words("Trouvé : dans l'aire qui contient 80 % des visites attendues (modèle de "
                        "choix, sans valeur réglementaire). – : lieu qu'aucune couche "
                        "d'équipements n'a, dont le modèle ne sait rien.",
                        "Found: in the area that holds 80% of the expected visits (choice model, "
                        "without legal value). –: a place that no layer of facilities has, of "
                        "which the model knows nothing."));
        return left_out;
    }
    if (!plate.needs_one.empty()) {
        footer(canvas, context_note());
        return left_out;
    }
    footer(canvas,
           style.words("L'indice d'enclavement est propre à Lisière (0 le moins, 100 le plus "
                       "enclavé des habitants de la zone d'étude) ; les autres contours sont "
                       "modélisés, sans valeur réglementaire.",
                       "The enclosure index is Lisière's own (0 the least, 100 the most enclosed "
                       "of the study area's residents); other outlines are modelled, without "
                       "legal value."));
    return left_out;
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
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.text(row, "code") != quarter.code) continue;
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
    const auto text = [&](const std::optional<double>& value, int decimals) {
        return value ? number_text(*value, decimals, job_.language) : std::string();
    };
    const std::string unknown = style.words("non disponible", "not available");
    std::vector<Tile> tiles;
    tiles.push_back({text(quarter.population, 0),
                     !quarter.population ? style.words("habitants : ", "residents: ") + unknown
                     : quarter.population_official
                         ? style.words("habitants (valeur officielle)", "residents (official)")
                         : style.words("habitants (estimation)", "residents (estimate)")});
    std::string range = style.words("indice d'enclavement, sur 100", "enclosure index, of 100");
    if (quarter.index_low && quarter.index_high)
        range += fmt::format(" ({}{}{})", text(quarter.index_low, 0), style.words(" à ", " to "),
                             text(quarter.index_high, 0));
    tiles.push_back({text(quarter.index, 0), range});
    tiles.push_back({quarter.rank
                         ? text(quarter.rank, 0) + "\u202f/\u202f" + std::to_string(quarter.ranked)
                         : "",
                     style.words("rang, du plus au moins enclavé",
                                 "rank, from the most to the least enclosed")});
    tiles.push_back({quarter.basket ? number_text(100 * *quarter.basket, 0, job_.language) +
                                          (job_.language == "en" ? "%" : "\u202f%")
                                    : "",
                     style.words("des services courants à 15 min à pied",
                                 "of everyday services within 15 min on foot")});
    draw_tiles(canvas, take(left, 17 * s), tiles, style);

    PageBox box = take(
        left, (10 + 4.8 * static_cast<double>(std::max<std::size_t>(1, quarter.gaps.size()))) * s);
    draw_gaps(canvas,
              draw_heading(canvas, box,
                           style.words("Quartier, commune, reste de l'EPCI (¹ entier, ² zone)",
                                       "Quarter, commune, rest of EPCI (¹ whole, ² area)"),
                           style),
              quarter.gaps, style);
    PageBox right = two ? layout_.columns.back() : left;
    PageBox& next = two ? right : left;

    const auto halves = [&](const PageBox& whole) {
        const double width = (whole.width - 5 * s) / 2;
        return std::pair(PageBox{whole.x, whole.y, width, whole.height},
                         PageBox{whole.right() - width, whole.y, width, whole.height});
    };
    const auto [ages, departures] = halves(take(next, 36 * s));
    draw_ages(canvas,
              draw_heading(canvas, ages,
                           style.words("Âges (% des habitants)", "Ages (% of residents)"), style),
              quarter.ages, style);
    draw_departures(canvas,
                    draw_heading(canvas, departures,
                                 style.words("Départs par heure", "Departures an hour"), style),
                    quarter.departures, style);
    const auto [rose, components] = halves(take(next, 46 * s));
    draw_rose(canvas,
              draw_heading(canvas, rose,
                           style.words("Détours à pied, par direction", "Walking detours"), style),
              quarter, find_style(job_.styles, "roses"), style);
    draw_components(
        canvas,
        draw_heading(canvas, components,
                     style.words("Enclavement, en centiles", "Enclosure, in percentiles"), style),
        quarter.components, style);
    if (!quarter.summary.empty() || quarter.at_edge) {
        PageBox& last = two ? left : next;
        TextStyle words = style.body();
        const std::string edge = quarter.at_edge
                                     ? style.words(" Au bord des données : mesures incomplètes.",
                                                   " At the edge of the data: incomplete measures.")
                                     : "";
        // A long sentence takes smaller letters before it takes an ellipsis.
        constexpr double least_pt = 5.5;
        constexpr int any = 99;
        words.lines = any;
        while (words.size_pt > least_pt &&
               canvas.text_height(last.width, quarter.summary + edge, words) > last.height)
            words.size_pt -= 0.25;
        const double one = canvas.text_height(last.width, "x", words);
        words.lines = static_cast<int>(std::max(1.0, std::floor(last.height / one)));
        canvas.text(last, quarter.summary + edge, words);
    }
}

}  // namespace lisiere::io
