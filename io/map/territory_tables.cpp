// SPDX-License-Identifier: Apache-2.0
// What stands beside the map of a territory.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/map/page.hpp"
#include "io/style/around.hpp"
#include "io/style/covered.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

/// Decimals that a reader can use: none from a thousand on.
int decimals_of(double value) {
    return std::abs(value) >= 1000 ? 0 : 1;
}

}  // namespace

/// Its number on the map and its name.
PageLine PagePainter::line_of(const QuarterFigures& quarter) const {
    return {(shape_of(quarter) == nullptr ? "" : number_of(quarter) + ".\u2002") +
                names_.at(quarter.code),
            colour_of_kind(quarter),
            {},
            false,
            covered_suffix(quarter.covered, job_.language)};
}

void PagePainter::quarter_table(Canvas& canvas,
                                std::span<const QuarterFigures* const> quarters) const {
    const FigureStyle style = figures();
    struct Figure {
        std::string head;
        std::optional<double> QuarterFigures::*value;
    };
    std::vector<Figure> shown{
        {style.say("page.tete_habitants"), &QuarterFigures::population},
        {style.say("page.tete_indice"), &QuarterFigures::index},
        {style.say("page.tete_rang") + (rank_note(quarters).empty() ? "" : "*"),
         &QuarterFigures::rank}};
    // A column that no quarter has anything in says nothing.
    std::erase_if(shown, [&](const Figure& figure) {
        return std::none_of(quarters.begin(), quarters.end(), [&](const QuarterFigures* one) {
            return (one->*figure.value).has_value();
        });
    });
    std::vector<std::string> heads;
    for (const Figure& figure : shown) heads.push_back(figure.head);
    std::vector<PageLine> lines;
    std::string undrawn;
    std::size_t without = 0;
    for (const QuarterFigures* quarter : quarters) {
        if (shape_of(*quarter) == nullptr) {
            const std::string communes = commune_names(*quarter);
            undrawn += (undrawn.empty() ? "" : " · ") +
                       (quarter->name.empty() ? quarter->code : quarter->name) +
                       (communes.empty() ? "" : " (" + communes + ")");
            ++without;
            continue;
        }
        PageLine& line = lines.emplace_back(line_of(*quarter));
        for (const Figure& figure : shown) {
            const std::optional<double>& value = quarter->*figure.value;
            line.cells.push_back(value ? number_text(*value, 0, job_.language) : std::string("–"));
        }
    }
    DrawnLines drawn = draw_lines(canvas, layout_.columns, style.say("page.les_quartiers"), heads,
                                  lines, "perimetres", style);
    if (without > 0 && !drawn.rest.empty()) {
        PageBox& room = drawn.rest.front();
        const PageBox box =
            draw_heading(canvas, room, style.say("page.sans_contour", {{"n", without}}), style);
        TextStyle small = style.small();
        const double one = canvas.text_height(box.width, "x", small);
        small.lines = static_cast<int>(std::max(1.0, std::floor(box.height / one)));
        const double used = canvas.text(box, undrawn, small);
        const double top = box.y + used + 4 * style.scale;
        room = {room.x, top, room.width, std::max(0.0, room.bottom() - top)};
    }
    const std::vector<Bar> bars = index_bars(quarters);
    if (!bars.empty() && !drawn.rest.empty() &&
        drawn.rest.front().height >= bars_height(bars.size(), style))
        draw_bars(canvas,
                  draw_heading(canvas, drawn.rest.front(), style.say("page.indices"), style), bars,
                  style);
}

std::vector<Bar> PagePainter::index_bars(std::span<const QuarterFigures* const> quarters) const {
    std::vector<Bar> bars;
    for (const QuarterFigures* quarter : quarters) {
        if (!quarter->index) continue;
        const PageLine line = line_of(*quarter);
        Bar& bar = bars.emplace_back();
        bar.name = line.name;
        bar.caution = line.caution;
        bar.value = number_text(*quarter->index, 0, job_.language);
        bar.colour = quarter->kind == "quartier_prioritaire" ? figures().colours.quarter
                                                             : figures().colours.commune;
        bar.length = *quarter->index / 100;
        if (quarter->index_low && quarter->index_high) {
            bar.low = *quarter->index_low / 100;
            bar.high = *quarter->index_high / 100;
        }
    }
    std::stable_sort(bars.begin(), bars.end(),
                     [](const Bar& a, const Bar& b) { return a.length > b.length; });
    return bars;
}

void PagePainter::sector_table(Canvas& canvas,
                               std::span<const QuarterFigures* const> quarters) const {
    const FigureStyle style = figures();
    const std::string heads[] = {style.say("page.tete_habitants")};
    const auto people = [&](const std::optional<double>& value) {
        return std::vector{value ? number_text(*value, 0, job_.language) : std::string("–")};
    };
    // In the order of their file, which is the plan's; quarters of none come last.
    const TableRows sectors(job_.tables, job_.cartography.reference);
    std::vector<std::string> names;
    for (std::size_t row = 0; row < sectors.size(); ++row)
        if (const std::string name = sectors.text(row, "nom");
            !name.empty() && std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    names.emplace_back();
    const TableRows rows(job_.tables, "perimetres");
    std::vector<PageLine> lines;
    for (const std::string& name : names) {
        std::vector<const QuarterFigures*> members;
        for (const QuarterFigures* quarter : quarters)
            if (rows.text(quarter->row, "secteur") == name) members.push_back(quarter);
        if (members.empty()) continue;
        const std::string sector = name.empty() ? style.say("page.hors_secteur") : name;
        std::optional<double> sum = 0;
        for (const QuarterFigures* quarter : members)
            sum = sum && quarter->population ? std::optional(*sum + *quarter->population)
                                             : std::nullopt;
        lines.push_back({sector, style.colours.text, people(sum), true});
        for (const QuarterFigures* quarter : members) {
            PageLine& line = lines.emplace_back(line_of(*quarter));
            line.cells = people(quarter->population);
        }
    }
    draw_lines(canvas, layout_.columns, style.say("page.quartiers_par_secteur"), heads, lines,
               "perimetres", style);
}

void PagePainter::indicator_table(Canvas& canvas, std::span<const QuarterFigures* const> quarters,
                                  const Plate& plate) const {
    const FigureStyle style = figures();
    const std::string& indicator = plate.indicator;
    const HeadlineHeads& words = job_.settings.gap_heads;
    const std::string heads[] = {words.quarter.in(job_.language), words.commune.in(job_.language),
                                 words.around.in(job_.language)};
    const TableRows rows(job_.tables, "indicateurs");
    std::vector<PageLine> lines;
    std::string title;
    for (const QuarterFigures* quarter : quarters) {
        PageLine& line = lines.emplace_back(line_of(*quarter));
        line.cells.assign(std::size(heads), "–");
        for (const std::size_t row : rows_.of("indicateurs", quarter->code)) {
            if (rows.text(row, "indicateur") != indicator) continue;
            if (title.empty()) title = indicator_words(indicator);
            const Around around = around_of(job_.settings.around, rows, row);
            const std::optional<double> values[] = {
                rows.number(row, "valeur"), rows.number(row, "valeur_commune"), around.value};
            for (std::size_t i = 0; i < std::size(values); ++i)
                if (values[i])
                    line.cells[i] = number_text(*values[i], decimals_of(*values[i]), job_.language);
            line.cells.back() += around.mark();
            if (!values[0] && !rows.text(row, "motif").empty())
                line.cells[0] = rows.text(row, "motif");
        }
    }
    DrawnLines drawn =
        draw_lines(canvas, layout_.columns, title.empty() ? style.say("page.les_quartiers") : title,
                   heads, lines, "indicateurs", style);
    if (drawn.rest.empty()) return;
    const std::vector<Bar> bars = class_bars(plate);
    const double height = bars_height(bars.size(), style);
    PageBox& room = drawn.rest.front();
    if (bars.empty() || room.height < height) return;
    draw_bars(canvas,
              draw_heading(canvas, {room.x, room.y, room.width, height},
                           style.say("page.zones_par_classe"), style),
              bars, style);
    room = {room.x, room.y + height + 4 * style.scale, room.width,
            room.height - height - 4 * style.scale};
    const std::vector<PageLine> communes = commune_lines(indicator);
    // Three lines tell something; fewer would only say how many are missing.
    if (communes.empty() || room.height < bars_height(3, style)) return;
    const std::string value_head[] = {style.say("page.tete_valeur")};
    draw_lines(canvas, std::span(&room, 1), style.say("page.par_commune"), value_head, communes,
               "communes", style);
}

std::vector<Bar> PagePainter::class_bars(const Plate& plate) const {
    for (const std::string& full_name : plate.needs) {
        const auto [name, variant] = split_variant(full_name);
        const TableRows rows(job_.tables, name);
        const auto style =
            std::find_if(job_.styles.begin(), job_.styles.end(),
                         [&, layer = name](const LayerStyle& one) { return one.layer == layer; });
        if (style == job_.styles.end() || rows.table() == nullptr || !style->is_choropleth())
            continue;
        const LayerStyle drawn = as_variant(*style, variant);
        const std::vector<std::size_t> counts = rows_by_class(drawn, *rows.table());
        const double most =
            std::max(1.0, static_cast<double>(*std::max_element(counts.begin(), counts.end())));
        std::vector<Bar> bars;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const bool known = i < drawn.classes.size();
            if (!known && counts[i] == 0) continue;
            Bar& bar = bars.emplace_back();
            bar.name = known ? drawn.classes[i].label.in(job_.language)
                             : figures().say("page.sans_valeur");
            bar.value = number_text(static_cast<double>(counts[i]), 0, job_.language);
            bar.colour = known ? drawn.classes[i].symbol.fill : figures().colours.rule;
            bar.length = static_cast<double>(counts[i]) / most;
        }
        return bars;
    }
    return {};
}

std::vector<PageLine> PagePainter::commune_lines(const std::string& indicator) const {
    const TableRows rows(job_.tables, "communes");
    std::vector<std::pair<double, std::string>> known;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (const auto value = rows.number(row, indicator))
            known.emplace_back(*value, rows.text(row, "nom_com"));
    std::stable_sort(known.begin(), known.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PageLine> lines;
    for (const auto& [value, name] : known)
        lines.push_back({name,
                         figures().colours.text,
                         {number_text(value, decimals_of(value), job_.language)}});
    return lines;
}

std::string PagePainter::category_words(const std::string& category) const {
    for (const access::Category& one : job_.inputs.categories)
        if (one.id == category) return one.label;
    return category;
}

std::string PagePainter::indicator_words(const std::string& indicator) const {
    const auto unit = [](const census::IndicatorDefinition& one) {
        return one.unit.empty() ? std::string() : " (" + one.unit + ")";
    };
    for (const ShortName& name : job_.settings.gaps)
        for (const census::IndicatorDefinition& one : job_.inputs.indicators)
            if (name.id == indicator && one.id == indicator)
                return name.label.in(job_.language) + unit(one);
    for (const census::IndicatorDefinition& one : job_.inputs.indicators)
        if (one.id == indicator) return one.label + unit(one);
    return indicator;
}

std::string PagePainter::indicator_note(const Plate& plate) const {
    const FigureStyle style = figures();
    std::string note;
    const TableRows told(job_.tables, "zones_indicateurs");
    for (std::size_t row = 0; row < told.size() && note.empty(); ++row) {
        const std::string name = told.text(row, "couche") + "/" + told.text(row, "indicateur");
        if (std::find(plate.needs.begin(), plate.needs.end(), name) == plate.needs.end()) continue;
        std::string source = told.text(row, "source");
        for (const Source& one : job_.inputs.sources)
            if (one.id == source) source = one.title;
        const auto year = told.number(row, "millesime");
        const std::string vintage = year ? std::to_string(std::lround(*year)) : "";
        note = style.say("page.carte_source",
                         {{"source", source},
                          {"annee", year ? ", " + vintage : vintage},
                          {"officielle", truth(told.text(row, "statut") == "officiel")}}) +
               " ";
    }
    return note + style.say("page.sans_couleur");
}

void PagePainter::heavy_stops(Canvas& canvas) const {
    const FigureStyle style = figures();
    const TableRows discs(job_.tables, "divat");
    // Without a disc nothing is within reach.
    const double radius = discs.size() > 0 ? discs.number(0, "rayon_m").value_or(-1) : -1;
    const TableRows rows(job_.tables, "perimetres");
    struct Near {
        double metres;
        const QuarterFigures* quarter;
    };
    std::vector<Near> near;
    std::size_t priority = 0;
    std::size_t priority_near = 0;
    for (const QuarterFigures& quarter : quarters_) {
        const bool official = quarter.kind == "quartier_prioritaire";
        const auto metres = rows.number(quarter.row, "arret_lourd_distance_m");
        priority += official ? 1 : 0;
        if (!metres || *metres > radius) continue;
        priority_near += official ? 1 : 0;
        near.push_back({*metres, &quarter});
    }
    if (near.empty()) {
        const PageBox box = draw_heading(canvas, layout_.columns.front(),
                                         style.say("page.pres_arret_lourd_titre"), style);
        canvas.text(
            box, radius >= 0 ? style.say("page.aucun_pres") : style.say("page.aucun_arret_lourd"),
            style.small());
        return;
    }
    std::stable_sort(near.begin(), near.end(),
                     [](const Near& a, const Near& b) { return a.metres < b.metres; });
    std::vector<PageLine> lines;
    for (const Near& one : near) {
        PageLine& line = lines.emplace_back(line_of(*one.quarter));
        line.name += std::exchange(line.caution, {}) + " · " +
                     rows.text(one.quarter->row, "arret_lourd_nom");
        line.cells.push_back(number_text(one.metres, 0, job_.language));
    }
    const std::string heads[] = {std::string("m")};
    const std::string title = style.say(
        "page.pres_arret_lourd", {{"rayon", radius}, {"n", priority_near}, {"tous", priority}});
    draw_lines(canvas, layout_.columns, title, heads, lines, "perimetres", style);
}

}  // namespace lisiere::io
