// SPDX-License-Identifier: Apache-2.0
#include "io/map/furniture.hpp"

#include <algorithm>
#include <cmath>

#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

std::string length_text(double metres, const FigureStyle& style) {
    if (metres < 1000) return number_text(metres, 0, style.language) + "\u202fm";
    const double km = metres / 1000;
    return number_text(km, km == std::floor(km) ? 0 : 1, style.language) + "\u202fkm";
}

struct Entry {
    std::string text;
    const LayerStyle* style = nullptr;
    const Symbol* symbol = nullptr;  ///< none: a heading
    bool blank = false;              ///< what has no value: nothing but an outline
    Colour shown = {};               ///< of an area, as the map shows it
};

/// Does a row that the map shows belong to this class of the style?
bool has_class(const MapLayer& layer, std::size_t at) {
    const auto column =
        std::find_if(layer.table->columns.begin(), layer.table->columns.end(),
                     [&](const Column& one) { return one.name == layer.style->column; });
    if (column == layer.table->columns.end()) return true;
    const auto c = static_cast<std::size_t>(column - layer.table->columns.begin());
    return std::any_of(layer.rows.begin(), layer.rows.end(), [&](std::size_t row) {
        return class_of(*layer.style, layer.table->rows[row][c]) == at;
    });
}

/// Rows that a choropleth colours.
std::size_t known_rows(const MapLayer& layer) {
    const TableRows rows(layer.table);
    return static_cast<std::size_t>(std::count_if(
        layer.rows.begin(), layer.rows.end(),
        [&](std::size_t row) { return rows.number(row, layer.style->column).has_value(); }));
}

std::vector<Entry> entries_of(const MapLayer& layer, const FigureStyle& figures) {
    const std::string& language = figures.language;
    const LayerStyle& style = *layer.style;
    std::vector<bool> there;
    for (std::size_t i = 0; i < style.classes.size(); ++i) there.push_back(has_class(layer, i));
    const std::vector<Colour> shown = shown_colours(style, there, figures.ground);
    std::vector<Entry> out;
    if (style.rendering == Rendering::single) {
        out.push_back({style.title.in(language), &style, &style.classes.front().symbol, false,
                       shown.front()});
        return out;
    }
    // Categories speak for themselves in the layers of the tree, not in those of the user.
    if (style.rendering == Rendering::intervals || is_context(style.layer))
        out.push_back({style.title.in(language), &style, nullptr});
    // Classes that the map has, no others: empty ones would be read as areas that nobody finds.
    const bool whole = style.rendering == Rendering::intervals && style.sort_column.empty();
    const std::size_t known = known_rows(layer);
    for (std::size_t i = 0; i < style.classes.size(); ++i)
        if (there[i])
            out.push_back({style.classes[i].label.in(language), &style, &style.classes[i].symbol,
                           false, shown[i]});
    // What is left without colour is told, or a map of nothing would look like a map of zeros.
    if (whole && known < layer.rows.size())
        out.push_back(
            {say("page.sans_valeur", language), &style, &style.classes.front().symbol, true});
    return out;
}

void draw_swatch(Canvas& canvas, const PageBox& box, const Entry& entry, const FigureStyle& style) {
    const Symbol& symbol = *entry.symbol;
    if (entry.blank) {
        canvas.outline(box, {style.colours.quiet, 0.2, Stroke::dotted});
        return;
    }
    switch (entry.style->geometry) {
        case StyleGeometry::polygon:
            // What lets everything through is an outline, also in the legend.
            if (symbol.opacity > 0) canvas.fill(box, entry.shown);
            canvas.outline(box, {symbol.outline, std::min(symbol.width_mm, 0.5), symbol.stroke});
            break;
        case StyleGeometry::line: {
            const PagePoint ends[] = {{box.x, box.y + box.height / 2},
                                      {box.right(), box.y + box.height / 2}};
            canvas.line(ends, {symbol.fill, symbol.width_mm, symbol.stroke});
            break;
        }
        case StyleGeometry::point: {
            const PagePoint centre{box.x + box.width / 2, box.y + box.height / 2};
            canvas.disc(centre, symbol.size_mm, symbol.fill);
            canvas.circle(centre, symbol.size_mm, {symbol.outline, symbol.width_mm});
            break;
        }
    }
}

}  // namespace

void draw_scale_bar(Canvas& canvas, PagePoint bottom_left, const MapView& view, double longest_mm,
                    const FigureStyle& style) {
    const double longest_m = longest_mm * view.scale_denominator() / 1000;
    const double power = std::pow(10.0, std::floor(std::log10(longest_m)));
    const double metres = longest_m >= 5 * power   ? 5 * power
                          : longest_m >= 2 * power ? 2 * power
                                                   : power;
    const double width = metres * 1000 / view.scale_denominator();
    const double s = style.scale;
    const PageBox ground{bottom_left.x, bottom_left.y - 8.4 * s, std::max(width, 30 * s) + 12 * s,
                         8.4 * s};
    canvas.fill(ground, "#ffffff", 0.85);
    const double y = bottom_left.y - 2 * s;
    const double x = bottom_left.x + 4 * s;
    const double height = 1.2 * s;
    canvas.fill({x, y - height, width / 2, height}, style.colours.text);
    canvas.outline(PageBox{x, y - height, width, height}, {style.colours.text, 0.2 * s});
    TextStyle text = style.small();
    text.align = Align::centre;
    text.colour = style.colours.text;
    canvas.text({x - 4, y - height - 3 * s, 8, 3}, "0", text);
    canvas.text({x + width - 8 * s, y - height - 3 * s, 16 * s, 3}, length_text(metres, style),
                text);
    text.align = Align::left;
    canvas.text({x, ground.y - 0.1, 40 * s, 3},
                "1\u202f:\u202f" + number_text(view.scale_denominator(), 0, style.language), text);
}

void draw_north(Canvas& canvas, PagePoint centre, double size_mm, double angle,
                const FigureStyle& style) {
    const auto turned = [&](double x, double y) {
        return PagePoint{centre.x + x * std::cos(angle) - y * std::sin(angle),
                         centre.y + x * std::sin(angle) + y * std::cos(angle)};
    };
    canvas.disc(centre, size_mm * 1.5, "#ffffff");
    const double h = size_mm / 2;
    const PagePoint left[] = {turned(0, -h), turned(-h * 0.55, h * 0.7), turned(0, h * 0.3)};
    const PagePoint right[] = {turned(0, -h), turned(h * 0.55, h * 0.7), turned(0, h * 0.3)};
    canvas.polygon(left, style.colours.text);
    canvas.outline(right, {style.colours.text, 0.2});
    TextStyle text = style.strong();
    text.align = Align::centre;
    const PagePoint letter = turned(0, -h - 1.6 * style.scale);
    canvas.text({letter.x - 3, letter.y - 1.5 * style.scale, 6, 4}, "N", text);
}

namespace {

/// Where each entry of a legend stands, letters and signs at one size.
struct LegendPlan {
    double scale = 1;
    std::vector<PagePoint> at;  ///< of the entries that fit
    bool whole = false;         ///< all of them, none shortened
    bool split = false;         ///< classes stand in another column than their heading
};

TextStyle text_of(const Entry& entry, const FigureStyle& style) {
    TextStyle text = style.small();
    text.colour = style.colours.text;
    text.bold = entry.symbol == nullptr;
    return text;
}

double swatch_width(const Entry& entry, double scale) {
    return entry.symbol == nullptr ? 0 : 7.5 * scale;
}

/// Down the columns from the left; the classes under a heading stay together when a column can hold
/// them.
LegendPlan plan_legend(Canvas& canvas, const PageBox& box,
                       std::span<const std::vector<Entry>> layers, const FigureStyle& style) {
    const double s = style.scale;
    const double row = 4.1 * s;
    const double gap = 4 * s;
    LegendPlan plan;
    plan.scale = s;
    plan.whole = true;
    double x = box.x;
    double y = box.y;
    double column = 0;  // width of the one being filled
    for (const std::vector<Entry>& entries : layers) {
        const double height = row * static_cast<double>(entries.size());
        const bool together = entries.front().symbol == nullptr && height <= box.height + 0.1;
        for (std::size_t e = 0; e < entries.size(); ++e) {
            const double needed = together && e == 0 ? height : row;
            if (y + needed > box.bottom() + 0.1 && y > box.y) {
                plan.split = plan.split || (e > 0 && entries.front().symbol == nullptr);
                x += column + gap;
                y = box.y;
                column = 0;
            }
            const double width = canvas.text_width(entries[e].text, text_of(entries[e], style)) +
                                 0.5 + swatch_width(entries[e], s);
            if (x + 17.5 * s > box.right() || y + row > box.bottom() + 0.1) {
                plan.whole = false;
                return plan;
            }
            plan.whole = plan.whole && x + width <= box.right() + 0.1;
            column = std::min(std::max(column, width), box.right() - x);
            plan.at.push_back({x, y});
            y += row;
        }
    }
    return plan;
}

}  // namespace

LegendCount draw_legend(Canvas& canvas, const PageBox& box, std::span<const MapLayer> layers,
                        const FigureStyle& style) {
    std::vector<std::vector<Entry>> told;
    LegendCount count;
    // The top of the map first, as in QGIS.
    for (std::size_t i = layers.size(); i-- > 0;)
        if (layers[i].style->in_legend && !layers[i].rows.empty()) {
            told.push_back(entries_of(layers[i], style));
            count.entries += told.back().size();
        }
    // Smaller letters before classes leave their heading, and before anything is left out; below
    // two thirds nobody reads them.
    FigureStyle sized = style;
    LegendPlan plan;
    bool found = false;
    for (const bool split_too : {false, true})
        for (const double smaller : {1.0, 0.93, 0.86, 0.8, 0.74, 0.68}) {
            if (found) break;
            FigureStyle tried = style;
            tried.scale = style.scale * smaller;
            LegendPlan planned = plan_legend(canvas, box, told, tried);
            if (planned.at.size() < plan.at.size()) continue;
            found = planned.whole && (split_too || !planned.split);
            plan = std::move(planned);
            sized.scale = tried.scale;
        }
    count.drawn = plan.at.size();
    const bool cut = count.drawn < count.entries;
    if (cut && count.drawn > 0) --count.drawn;  // the last place says how many are missing
    const double s = sized.scale;
    std::size_t next = 0;
    for (const std::vector<Entry>& entries : told)
        for (const Entry& entry : entries) {
            if (next >= plan.at.size()) return count;
            const PagePoint at = plan.at[next++];
            const double swatch = swatch_width(entry, s);
            const PageBox words{at.x + swatch, at.y + 0.6 * s, box.right() - at.x - swatch,
                                4.1 * s};
            if (next > count.drawn) {
                canvas.text({at.x, words.y, box.right() - at.x, words.height},
                            sized.say("page.entrees_en_plus", {{"n", count.entries - count.drawn}}),
                            sized.small());
                return count;
            }
            if (entry.symbol != nullptr)
                draw_swatch(canvas, {at.x, at.y + 0.9 * s, 6 * s, 2.2 * s}, entry, sized);
            canvas.text(words, entry.text, text_of(entry, sized));
        }
    return count;
}

void draw_inset(Canvas& canvas, const PageBox& box, const Inset& inset, const geo::Box& view,
                const FigureStyle& style) {
    geo::Box all;
    for (const geo::MultiPolygon* shape : inset.communes) all.extend(geo::bounds(*shape));
    for (const geo::MultiPolygon* shape : inset.perimeters) all.extend(geo::bounds(*shape));
    if (all.empty()) return;
    canvas.fill(box, "#ffffff");
    const double pad = 1.5;
    const double per_m = std::min((box.width - 2 * pad) / std::max(all.width(), 1.0),
                                  (box.height - 2 * pad) / std::max(all.height(), 1.0));
    const double cx = (all.min_x + all.max_x) / 2;
    const double cy = (all.min_y + all.max_y) / 2;
    const auto at = [&](const geo::Point& p) {
        return PagePoint{box.x + box.width / 2 + (p.x - cx) * per_m,
                         box.y + box.height / 2 - (p.y - cy) * per_m};
    };
    /// Points closer than a tenth of a millimetre say nothing at this size.
    const auto ring_of = [&](const geo::Ring& ring) {
        std::vector<PagePoint> out;
        for (const geo::Point& p : ring) {
            const PagePoint next = at(p);
            if (out.empty() || std::hypot(next.x - out.back().x, next.y - out.back().y) > 0.1)
                out.push_back(next);
        }
        return out;
    };
    for (const geo::MultiPolygon* shape : inset.communes)
        for (const geo::Polygon& part : *shape) {
            const auto ring = ring_of(part.outer);
            canvas.polygon(ring, style.colours.rule, 0.5);
            canvas.outline(ring, {style.colours.agglomeration, 0.15});
        }
    for (const geo::MultiPolygon* shape : inset.perimeters)
        for (const geo::Polygon& part : *shape)
            canvas.polygon(ring_of(part.outer), style.colours.commune);
    if (inset.current != nullptr)
        for (const geo::Polygon& part : *inset.current) {
            const auto ring = ring_of(part.outer);
            canvas.polygon(ring, style.colours.quarter);
            canvas.outline(ring, {style.colours.quarter, 0.4});
        }
    const PagePoint a = at({view.min_x, view.max_y});
    const PagePoint b = at({view.max_x, view.min_y});
    const PageBox frame{std::max(a.x, box.x), std::max(a.y, box.y),
                        std::min(b.x, box.right()) - std::max(a.x, box.x),
                        std::min(b.y, box.bottom()) - std::max(a.y, box.y)};
    if (frame.width > 0 && frame.height > 0) canvas.outline(frame, {style.colours.text, 0.3});
    canvas.outline(box, {style.colours.frame, 0.2});
}

}  // namespace lisiere::io
