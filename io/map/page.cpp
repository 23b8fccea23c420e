// SPDX-License-Identifier: Apache-2.0
#include "io/map/page.hpp"

#include <algorithm>
#include <tuple>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/table/table_rows.hpp"
#include "io/base/names.hpp"
#include "io/base/numbers.hpp"
#include "io/map/furniture.hpp"
#include "io/map/labels.hpp"
#include "io/map/number_places.hpp"
#include "io/style/covered.hpp"
#include "io/style/mapnik_style.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

/// Priority quarters first, then those under watch.
int rank_of_kind(const std::string& kind) {
    return kind == "quartier_prioritaire" ? 0 : kind == "veille_active" ? 1 : 2;
}

/// Are dark letters read better on it than white ones?
bool is_light(const Colour& colour) {
    const auto part = [&](std::size_t at) { return std::stoi(colour.substr(at, 2), nullptr, 16); };
    constexpr double middle = 160;  // of 255
    return 0.299 * part(1) + 0.587 * part(3) + 0.114 * part(5) > middle;
}

}  // namespace

const LayerStyle* find_style(std::span<const LayerStyle> styles, const std::string& name) {
    const auto found = std::find_if(styles.begin(), styles.end(),
                                    [&](const LayerStyle& one) { return one.layer == name; });
    return found == styles.end() ? nullptr : &*found;
}

PagePainter::PagePainter(const PrintJob& job)
    : job_(job),
      layout_(page_layout(job.config, job.settings)),
      quarters_(quarter_figures(job.tables, job.settings, job.language)),
      rows_(job.tables),
      places_(TableRows(job.tables, "equipements").table(), "id"),
      base_(job.inputs, job.settings.base) {
    for (const Commune& commune : job.inputs.territory.communes)
        commune_names_[commune.code] = commune.name;
    const auto key = [this](const QuarterFigures& one) {
        return std::tuple(shape_of(one) == nullptr, rank_of_kind(one.kind),
                          folded(one.name.empty() ? one.code : one.name), commune_names(one),
                          one.code);
    };
    std::sort(quarters_.begin(), quarters_.end(),
              [&](const auto& a, const auto& b) { return key(a) < key(b); });
    std::map<std::string, std::size_t> homonyms;
    for (const QuarterFigures& quarter : quarters_) ++homonyms[folded(quarter.name)];
    for (std::size_t i = 0; i < quarters_.size(); ++i) {
        const QuarterFigures& quarter = quarters_[i];
        numbers_[quarter.code] = std::to_string(i + 1);
        const std::string own = quarter.name.empty() ? quarter.code : quarter.name;
        const std::string communes = commune_names(quarter);
        const bool homonym = homonyms[folded(quarter.name)] > 1 && !communes.empty();
        names_[quarter.code] = homonym ? own + " (" + communes + ")" : own;
    }
    place_in_communes();
}

std::string PagePainter::number_of(const QuarterFigures& quarter) const {
    return numbers_.at(quarter.code);
}

std::string PagePainter::name_of(const QuarterFigures& quarter) const {
    return names_.at(quarter.code) + covered_suffix(quarter.covered, job_.language);
}

const geo::MultiPolygon* PagePainter::shape_of(const QuarterFigures& quarter) const {
    const Table* perimeters = TableRows(job_.tables, "perimetres").table();
    if (perimeters == nullptr || quarter.row >= perimeters->geometries.size()) return nullptr;
    const auto* shape = std::get_if<geo::MultiPolygon>(&perimeters->geometries[quarter.row]);
    return shape == nullptr || shape->empty() ? nullptr : shape;
}

std::string PagePainter::commune_names(const QuarterFigures& quarter) const {
    std::string out;
    for (const std::string& code : quarter.communes) {
        const auto known = commune_names_.find(code);
        out += (out.empty() ? "" : ", ") + (known == commune_names_.end() ? code : known->second);
    }
    return out;
}

Colour PagePainter::colour_of_kind(const QuarterFigures& quarter) const {
    return colour_of("perimetres", quarter.kind + "/" + quarter.statut);
}

std::string PagePainter::kind_words(const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    if (quarter.kind == "quartier_prioritaire") return style.say("page.genre_prioritaire");
    if (quarter.kind == "veille_active") return style.say("page.genre_veille");
    if (quarter.kind == "quartier_vecu") return style.say("page.genre_vecu");
    return style.say("page.genre_comparaison");
}

void PagePainter::header(Canvas& canvas, const std::string& title, const std::string& line,
                         const std::string& caution) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const PageBox& box = layout_.header;
    const double side = 70 * s;
    TextStyle large{19 * s, style.colours.text, true};
    const double width = box.width - side - 4;
    // A long name takes two lines of smaller letters before it loses its end.
    if (canvas.text_width(title + caution, large) > width) {
        large.size_pt = 12 * s;
        large.lines = 2;
    }
    const double used = canvas.text({box.x, box.y - 1, width, box.height},
                                    name_before(canvas, width, title, caution, large), large);
    TextStyle under{8.5 * s, style.colours.quiet};
    // What the page is about and whose outline it shows: smaller letters before its end is lost.
    for (const double smaller : {7.6, 6.8})
        if (canvas.text_width(line, under) > width) under.size_pt = smaller * s;
    canvas.text({box.x, box.y + std::max(used, 7 * s) - 0.5, width, 5}, line, under);
    TextStyle right{9 * s, style.colours.text, true, Align::right};
    const PageBox corner{box.right() - side, box.y, side, 5};
    const double first = canvas.text(corner, job_.inputs.territory.name, right);
    right = {7.5 * s, style.colours.quiet, false, Align::right};
    const double second =
        canvas.text({corner.x, corner.y + first, side, 5}, style.say("page.atlas"), right);
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
    const double width = box.width - number_corner() - 2;
    text.lines = 2;
    const double used =
        canvas.text({box.x, box.y + 0.7, width, box.height},
                    style.say("page.sources", {{"sources", job_.attribution}}), text);
    text.lines = 1;
    canvas.text({box.x, box.y + 0.7 + used, box.width, box.height}, note, text);
}

double PagePainter::number_corner() const {
    return 28 * layout_.scale;
}

void PagePainter::number_page(Canvas& canvas, std::size_t number, std::size_t count) const {
    const FigureStyle style = figures();
    const PageBox& box = layout_.footer;
    TextStyle text = style.small();
    text.size_pt = 6 * layout_.scale;
    text.align = Align::right;
    canvas.text({box.right() - number_corner(), box.y + 0.7, number_corner(), box.height},
                std::to_string(number) + "\u202f/\u202f" + std::to_string(count), text);
}

PageBox PagePainter::contents_box() const {
    const PageBox& head = layout_.header;
    const double top = head.bottom() + 3 * layout_.scale;
    return {head.x, top, head.width, layout_.footer.y - 2 * layout_.scale - top};
}

void PagePainter::draw_contents_page(Canvas& canvas) const {
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    header(canvas, figures().say("page.sommaire"), figures().say("page.sommaire_ligne"));
    footer(canvas, "");
}

namespace {

/// The areas that a quarter reaches say in the legend how many people live in all that is reached
/// by then: a class is the ring, its residents are not. Of an area that ends where the streets that
/// were read end, they are a least count; of a quarter that is cut, they are its part's.
void tell_residents(LayerStyle& style, const TableRows& rows,
                    std::span<const std::size_t> of_quarter, std::optional<double> covered) {
    const auto part = [&](const std::string& language) {
        const std::string words = covered_words(covered, language);
        return words.empty() ? words : "\u00a0; " + words;
    };
    for (const std::size_t row : of_quarter) {
        const auto minutes = rows.number(row, style.column);
        const auto people = rows.number(row, "population_atteinte");
        const auto at = minutes ? class_of(style, *minutes) : std::nullopt;
        if (!at || !people) continue;
        StyleText& label = style.classes[*at].label;
        const bool least = rows.flag(row, "bord");
        for (const std::string& language : product_languages())
            label.in(language) += " (" +
                                  say("page.residents_atteints", language,
                                      {{"minutes", *minutes},
                                       {"n", *people},
                                       {"bord", truth(least)},
                                       {"partie", part(language)}}) +
                                  ")";
    }
}

/// Has the edition, anywhere, what a layer is coloured by?
bool has_values(const LayerStyle& style, const TableRows& rows) {
    if (style.rendering != Rendering::intervals) return true;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows.number(row, style.column)) return true;
    return false;
}

}  // namespace

PagePainter::DrawnLayers PagePainter::layers_of(std::span<const std::string> names,
                                                std::span<const std::string> of_quarter,
                                                const MapView& view,
                                                const QuarterFigures* quarter) const {
    DrawnLayers out;
    out.base = base_.tables(view.ground, view.scale_denominator());
    out.variants.reserve(2 * names.size());  // layers point at them
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
        if (!ground) layer.rows = rows_.in(name, view.ground);
        for (std::size_t row = 0; ground && row < layer.table->rows.size(); ++row)
            if (touches(layer.table->geometries[row], view.ground)) layer.rows.push_back(row);
        const TableRows rows(layer.table);
        // A measure that this edition lacks is no layer: it has neither colours nor legend.
        if (!ground && variant.empty() && !has_values(*layer.style, rows)) continue;
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
        if (own && quarter != nullptr && name == "isochrones" && !variant.empty())
            tell_residents(out.variants.back(), rows, layer.rows, quarter->covered);
        if (own && quarter != nullptr && is_cut(quarter->covered)) {
            LayerStyle& told = out.variants.emplace_back(*layer.style);
            told.title.fr += covered_suffix(quarter->covered, "fr");
            told.title.en += covered_suffix(quarter->covered, "en");
            layer.style = &told;
        }
        out.layers.push_back(std::move(layer));
    }
    join_discs(out);
    clear_outlines(out);
    std::stable_sort(
        out.layers.begin(), out.layers.end(),
        [](const MapLayer& a, const MapLayer& b) { return a.style->order < b.style->order; });
    return out;
}

/// The discs of the heavy stops as the ground that they cover together: one over another they would
/// be darker where platforms are many, which means nothing.
void PagePainter::join_discs(DrawnLayers& drawn) const {
    for (MapLayer& layer : drawn.layers) {
        if (layer.style->layer != "divat" || layer.rows.empty()) continue;
        std::vector<geo::MultiPolygon> discs;
        for (const std::size_t row : layer.rows)
            if (const auto* disc = std::get_if<geo::MultiPolygon>(&layer.table->geometries[row]))
                discs.push_back(*disc);
        Table joined = *layer.table;
        joined.rows = {layer.table->rows[layer.rows.front()]};
        joined.geometries = {geo::union_of(discs)};
        drawn.joined.push_back(std::move(joined));
        layer.table = &drawn.joined.front();
        layer.rows = {0};
        return;  // one layer has them
    }
}

/// Over areas coloured by a value perimeters are outlines alone: their tint would change colours
/// that the legend gives.
void PagePainter::clear_outlines(DrawnLayers& drawn) const {
    const auto coloured = [](const MapLayer& layer) {
        return layer.style->geometry == StyleGeometry::polygon &&
               layer.style->rendering == Rendering::intervals && !layer.rows.empty();
    };
    if (std::none_of(drawn.layers.begin(), drawn.layers.end(), coloured)) return;
    for (MapLayer& layer : drawn.layers) {
        if (layer.style->layer != "perimetres") continue;
        LayerStyle& clear = drawn.variants.emplace_back(*layer.style);
        for (StyleClass& one : clear.classes) one.symbol.opacity = 0;
        layer.style = &clear;
    }
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
    std::vector<NumberPlace> numbers;
    if (!subject.numbered.empty()) {
        std::vector<const geo::MultiPolygon*> shapes;
        for (const QuarterFigures* quarter : subject.numbered) shapes.push_back(shape_of(*quarter));
        numbers = place_numbers(view, shapes, disc, options.reserved);
        for (const NumberPlace& one : numbers)
            options.reserved.push_back({one.at.x - disc / 2, one.at.y - disc / 2, disc, disc});
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
    std::vector<MapLayer> named;
    for (const MapLayer& layer : drawn.layers) {
        if (layer.style->layer != "perimetres") {
            named.push_back(layer);
        } else if (subject.numbered.empty()) {
            // The page is named after its quarter: written on it, the name would hide it.
            MapLayer& others = named.emplace_back(layer);
            if (subject.quarter != nullptr) std::erase(others.rows, subject.quarter->row);
        }
    }
    draw_labels(canvas, view, named, options);
    for (const NumberPlace& one : numbers)
        if (one.apart) {
            const PagePoint leader[] = {one.anchor, one.at};
            canvas.line(leader, {style.colours.text, 0.2 * s});
        }
    const auto number = [&](const PagePoint& at, const Colour& colour, const std::string& words) {
        canvas.disc(at, disc, colour);
        canvas.circle(at, disc, {"#ffffff", 0.25 * s});
        canvas.text({at.x - disc, at.y - 1.15 * s, 2 * disc, disc}, words,
                    {5.2 * s, is_light(colour) ? style.colours.text : Colour("#ffffff"), true,
                     Align::centre});
    };
    for (const NumberPlace& one : numbers) {
        const QuarterFigures& quarter = *subject.numbered[one.index];
        number(one.at, colour_of_kind(quarter), number_of(quarter));
    }
    // The first of the table lie over the others.
    for (auto mark = subject.marks.rbegin(); mark != subject.marks.rend(); ++mark) {
        const PagePoint at = on_page(mark->at, view);
        const PageBox within{view.frame.x + disc / 2, view.frame.y + disc / 2,
                             view.frame.width - disc, view.frame.height - disc};
        if (at.x < within.x || at.x > within.right() || at.y < within.y || at.y > within.bottom())
            continue;
        number(at, mark->colour, mark->number);
    }
    draw_scale_bar(canvas, {view.frame.x, view.frame.bottom()}, view, 45 * s, style);
    const geo::Point centre{(view.ground.min_x + view.ground.max_x) / 2,
                            (view.ground.min_y + view.ground.max_y) / 2};
    draw_north(canvas, {view.frame.x + 8 * s, view.frame.y + 9 * s}, 8 * s,
               job_.north ? job_.north(centre) : 0, style);
    canvas.outline(view.frame, {style.colours.frame, 0.3});
}

void PagePainter::add_list(std::vector<MapLayer>& layers, const QuarterFigures& quarter) const {
    constexpr const char* name = "listes_locales";
    const LayerStyle* style = find_style(job_.styles, name);
    const TableRows rows(job_.tables, name);
    if (style == nullptr || std::any_of(layers.begin(), layers.end(), [&](const MapLayer& one) {
            return one.style->layer == name;
        }))
        return;
    MapLayer& list = layers.emplace_back();
    list.style = style;
    list.table = rows.table();
    const std::span<const std::size_t> own = rows_.of(name, quarter.code);
    list.rows.assign(own.begin(), own.end());
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
    std::vector<const geo::MultiPolygon*> communes;
    for (const Commune& commune : job_.inputs.territory.communes)
        communes.push_back(&commune.shape);
    // Without communes around them perimeters in a small box are blobs that place nothing.
    const bool placed = quarter != nullptr && !communes.empty();
    draw_frame(canvas, view, drawn, placed ? std::optional(inset) : std::nullopt, subject);
    if (placed) {
        std::vector<const geo::MultiPolygon*> perimeters;
        for (const QuarterFigures& other : quarters_)
            if (const geo::MultiPolygon* shape = shape_of(other)) perimeters.push_back(shape);
        draw_inset(canvas, inset, {communes, perimeters, shape_of(*quarter)}, view.ground, style);
    }
    std::vector<MapLayer> told = drawn.layers;
    // What the numbers of the table are coloured by, also at scales that do not draw the layer.
    if (plate.local_list && quarter != nullptr) add_list(told, *quarter);
    return legend(canvas, plate.figures ? layout_.legend : layout_.wide_legend, told);
}

std::size_t PagePainter::legend(Canvas& canvas, const PageBox& box,
                                std::span<const MapLayer> layers) const {
    const LegendCount count = draw_legend(canvas, box, layers, figures());
    return count.entries - count.drawn;
}

}  // namespace lisiere::io
