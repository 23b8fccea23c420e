// SPDX-License-Identifier: Apache-2.0
// What stands beside the map of a quarter, in place of its portrait.
#include <algorithm>
#include <span>

#include "engine/table/table_rows.hpp"
#include "io/base/names.hpp"
#include "io/base/numbers.hpp"
#include "io/map/page.hpp"
#include "io/style/covered.hpp"
#include "io/style/figure_text.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

/// Of the rows of a quarter's list those with this result, those most gone to first.
std::vector<std::size_t> rows_of_list(const TableRows& rows, std::span<const std::size_t> list,
                                      std::string_view result) {
    std::vector<std::size_t> found;
    for (const std::size_t row : list)
        if (rows.text(row, "resultat") == result) found.push_back(row);
    std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
        return rows.number(a, "visites").value_or(-1) > rows.number(b, "visites").value_or(-1);
    });
    return found;
}

}  // namespace

std::string PagePainter::place_words(Canvas& canvas, const MapMark* mark, const std::string& name,
                                     const std::string& category, std::size_t cells) const {
    // Room for the number of a mark before the name of its line.
    const std::string number = mark == nullptr ? "" : mark->number + ".\u2002";
    const std::string label = category_words(category);
    if (name.empty()) return number + label;
    // A name that tells what the place is needs no category.
    if (label.empty() || folded(name).starts_with(folded(label))) return number + name;
    const std::string both = number + name + " · " + label;
    return canvas.text_width(both, figures().body()) <=
                   name_width(layout_.columns.front(), cells, layout_.scale)
               ? both
               : number + name;
}

Colour PagePainter::colour_of(const char* layer, const Value& value) const {
    for (const LayerStyle& one : job_.styles)
        if (one.layer == layer)
            if (const auto at = class_of(one, value)) return one.classes[*at].symbol.fill;
    return figures().colours.quarter;
}

std::string PagePainter::local_list_title(const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const TableRows scores(job_.tables, "listes_bilan");
    for (const std::size_t row : rows_.of("listes_bilan", quarter.code)) {
        if (scores.number(row, "niveau") != list_level) continue;
        const auto count = [&](const char* column) {
            return scores.number(row, column).value_or(0);
        };
        return style.say("page.bilan_liste", {{"trouves", count("trouves")},
                                              {"liste", count("liste")},
                                              {"en_plus", count("en_plus")}});
    }
    return style.say("page.liste_locale");
}

std::vector<MapMark> PagePainter::local_list(Canvas& canvas, const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const TableRows rows(job_.tables, "listes_locales");
    const std::span<const std::size_t> own = rows_.of("listes_locales", quarter.code);
    const std::string heads[] = {style.say("page.tete_resultat"), style.say("page.tete_visites")};
    std::vector<PageLine> lines;
    std::vector<std::pair<std::size_t, MapMark>> marks;  // with their line
    for (const auto& [result, words] : {std::pair("trouvé", style.say("page.trouve")),
                                        std::pair("manqué", style.say("page.manque")),
                                        std::pair("en plus", style.say("page.en_plus"))}) {
        const Colour colour = colour_of("listes_locales", std::string(result));
        for (const std::size_t row : rows_of_list(rows, own, result)) {
            const auto visits = rows.number(row, "visites");
            std::string name = rows.text(row, "nom_liste");
            if (name.empty()) name = rows.text(row, "nom");
            const auto* at = std::get_if<geo::Point>(&rows.table()->geometries[row]);
            if (at != nullptr)
                marks.emplace_back(lines.size(),
                                   MapMark{*at, std::to_string(marks.size() + 1), colour});
            else
                name += " (" + style.say("page.sans_lieu") + ")";
            lines.push_back({place_words(canvas, at == nullptr ? nullptr : &marks.back().second,
                                         name, rows.text(row, "categorie"), std::size(heads)),
                             style.colours.text,
                             {words, visits ? number_text(*visits, 0, job_.language) : "–"}});
        }
    }
    const std::size_t drawn =
        draw_lines(canvas, layout_.columns,
                   local_list_title(quarter) + covered_suffix(quarter.covered, job_.language),
                   heads, lines, "listes_locales", style)
            .drawn;
    std::vector<MapMark> told;
    for (auto& [line, mark] : marks)
        if (line < drawn) told.push_back(std::move(mark));
    return told;
}

std::vector<MapMark> PagePainter::facilities(Canvas& canvas, const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const TableRows rows(job_.tables, "frequentations");
    const Table* places = TableRows(job_.tables, "equipements").table();
    const std::string least = lacks_priority() ? "≥\u202f" : "";
    const std::string heads[] = {style.say("page.tete_visites"), style.say("page.tete_public")};
    std::vector<PageLine> lines;
    std::vector<MapMark> marks;
    for (const std::size_t row : rows_.of("frequentations", quarter.code)) {
        const auto visits = rows.number(row, "visites");
        const auto share = rows.number(row, "part_residents_qp");
        const bool majority = rows.flag(row, "majoritaire");
        const std::span<const std::size_t> place = places_.of(rows.text(row, "equipement"));
        const auto* at =
            place.empty() ? nullptr : std::get_if<geo::Point>(&places->geometries[place.back()]);
        marks.push_back({at == nullptr ? geo::Point{} : *at, std::to_string(lines.size() + 1),
                         colour_of("equipements", majority)});
        // A place that its source puts at its IRIS or commune is said to be there.
        const std::string grain = rows.text(row, "lieu");
        std::string name = rows.text(row, "nom");
        if (grain == "iris") name += " (" + style.say("page.place_iris") + ")";
        if (grain == "commune") name += " (" + style.say("page.place_commune") + ")";
        lines.push_back({place_words(canvas, &marks.back(), name, rows.text(row, "categorie"),
                                     std::size(heads)),
                         majority ? marks.back().colour : style.colours.text,
                         {visits ? number_text(*visits, 0, job_.language) : "–",
                          share ? least + percent_text(100 * *share, 0, job_.language) : "–"}});
    }
    const DrawnLines drawn =
        draw_lines(canvas, layout_.columns,
                   style.say("page.ou_vont") + covered_suffix(quarter.covered, job_.language),
                   heads, lines, "frequentations", style);
    marks.resize(drawn.drawn);
    return marks;
}

}  // namespace lisiere::io
