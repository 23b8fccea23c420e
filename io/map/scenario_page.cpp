// SPDX-License-Identifier: Apache-2.0
// The page of a scenario: the same ground before and after, what changes there, and who gains.
#include <algorithm>

#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/map/furniture.hpp"
#include "io/map/page.hpp"
#include "io/map/placed_rows.hpp"

namespace lisiere::io {
namespace {

/// Is the value in the class that holds 0?
bool is_unchanged(const LayerStyle& style, double value) {
    return std::any_of(style.classes.begin(), style.classes.end(), [&](const StyleClass& one) {
        const auto holds = [&](double number) {
            return (!one.above || number > *one.above) && (!one.up_to || number <= *one.up_to);
        };
        return holds(0) && holds(value);
    });
}

/// Where the last map says that something changes, and the ways themselves; everything when
/// nothing does.
geo::Box changed_ground(const PrintJob& job, const std::string& difference) {
    const auto [name, variant] = split_variant(difference);
    geo::Box changed;
    geo::Box all;
    for (const Table& table : job.tables) {
        const bool ways = table.name == "scenario_voies";
        if (table.name != name && !ways) continue;
        const TableRows rows(&table);
        const auto style =
            std::find_if(job.styles.begin(), job.styles.end(),
                         [&](const LayerStyle& one) { return one.layer == table.name; });
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const geo::Box box = bounds_of(table.geometries[row]);
            if (box.empty()) continue;
            all.extend(box);
            if (ways) {
                changed.extend(box);
            } else if (style != job.styles.end()) {
                const LayerStyle drawn = as_variant(*style, variant);
                const auto value = rows.number(row, drawn.column);
                if (value && !is_unchanged(drawn, *value)) changed.extend(box);
            }
        }
    }
    return changed.empty() ? all : changed;
}

}  // namespace

std::size_t PagePainter::draw_scenario(Canvas& canvas, const Plate& plate) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    header(canvas, job_.scenario_title, job_.scenario_text);

    const PageBox body{layout_.header.x, layout_.header.bottom() + 2 * s, layout_.header.width,
                       layout_.footer.y - layout_.header.bottom() - 4 * s};
    const double gap = 3 * s;
    const double heading = 6 * s;
    const double below = 52 * s;
    const auto count = static_cast<double>(plate.panels.size());
    const bool portrait = layout_.paper.height_mm > layout_.paper.width_mm;
    const geo::Box content = changed_ground(job_, plate.panels.back().layer);
    std::size_t left_out = 0;
    const double maps_height = body.height - below;
    for (std::size_t i = 0; i < plate.panels.size(); ++i) {
        const auto at = static_cast<double>(i);
        PageBox panel;
        if (portrait) {
            const double height = (maps_height - gap * count) / count;
            panel = {body.x, body.y + at * (height + gap), body.width, height};
        } else {
            const double width = (body.width - gap * (count - 1)) / count;
            panel = {body.x + at * (width + gap), body.y, width, maps_height - gap};
        }
        const Plate::Panel& told = plate.panels[i];
        canvas.text({panel.x, panel.y, panel.width, heading}, told.title.in(job_.language),
                    {9 * s, style.colours.text, true});
        const PageBox frame{panel.x, panel.y + heading, panel.width, panel.height - heading};
        const MapView view = view_of(
            content, std::max(150.0, 0.1 * std::max(content.width(), content.height())), frame);
        std::vector<std::string> names = plate.layers;
        names.push_back(told.layer);
        const DrawnLayers drawn = layers_of(names, {}, view, nullptr);
        draw_frame(canvas, view, drawn, std::nullopt, {});
        // The first map and the last have their legends: before and after are drawn alike.
        const double top = body.bottom() - below + gap;
        const PageBox first{body.x, top, 44 * s, below - gap};
        const double half = (body.width - first.width - 2 * gap) / 2;
        const PageBox last{first.right() + gap, top, half * 0.9, first.height};
        const auto only = [&](const std::string& layer) {
            std::vector<MapLayer> one;
            for (const MapLayer& own : drawn.layers)
                if (own.style->layer == split_variant(layer).first) one.push_back(own);
            return one;
        };
        if (i == 0) left_out += legend(canvas, first, only(told.layer));
        if (i + 1 == plate.panels.size()) {
            left_out += legend(canvas, last, drawn.layers);
            const PageBox table{last.right() + gap, top, body.right() - last.right() - gap,
                                first.height};
            scenario_table(canvas, std::span(&table, 1));
        }
    }
    footer(canvas, style.say("page.note_scenario"));
    return left_out;
}

void PagePainter::scenario_table(Canvas& canvas, std::span<const PageBox> columns) const {
    const FigureStyle style = figures();
    const TableRows rows(job_.tables, "scenario_perimetres");
    const std::string heads[] = {"≥\u202f1\u202fmin", "≥\u202f5\u202fmin", "≥\u202f10\u202fmin",
                                 style.say("page.indice_avant"), style.say("page.indice_apres")};
    std::vector<std::size_t> order;
    for (std::size_t row = 0; row < rows.size(); ++row) order.push_back(row);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rows.number(a, "gagnants_1_marche").value_or(0) >
               rows.number(b, "gagnants_1_marche").value_or(0);
    });
    std::vector<PageLine> lines;
    for (const std::size_t row : order) {
        const auto cell = [&](const char* column, int decimals) {
            const auto value = rows.number(row, column);
            return value ? number_text(*value, decimals, job_.language) : std::string("–");
        };
        lines.push_back(
            {rows.text(row, "nom_qp"),
             colour_of("scenario_perimetres", rows.text(row, "genre")),
             {cell("gagnants_1_marche", 0), cell("gagnants_5_marche", 0),
              cell("gagnants_10_marche", 0), cell("indice_avant", 1), cell("indice_apres", 1)}});
    }
    draw_lines(canvas, columns, style.say("page.habitants_qui_gagnent"), heads, lines,
               "scenario_perimetres", style);
}

}  // namespace lisiere::io
