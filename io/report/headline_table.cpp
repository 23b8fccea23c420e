// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>
#include <set>
#include <string>

#include "engine/table/table_rows.hpp"
#include "io/report/report_table.hpp"
#include "io/style/around.hpp"
#include "io/style/figure_text.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {

ToldHeadlines told_headlines(const ReportEdition& edition, std::span<const std::size_t> rows) {
    const TableRows indicators(edition.tables, "indicateurs");
    const std::string& language = edition.language;
    ToldHeadlines told;
    std::set<const AroundPlace*> marked;
    for (const ShortName& headline : edition.settings.headlines)
        for (const std::size_t row : rows) {
            if (indicators.text(row, "indicateur") != headline.id) continue;
            const std::string unit = indicators.text(row, "unite");
            const auto cell = [&](const std::optional<double>& value) {
                return ToldCell{
                    value ? indicator_text(*value, unit, language) : "–", true, false, {}};
            };
            const auto value = indicators.number(row, "valeur");
            ToldCell own = cell(value);
            if (!value) own = {indicators.text(row, "motif"), true, true, {}};
            const Around around = around_of(edition.settings.around, indicators, row);
            ToldCell beside = cell(around.value);
            if (const std::string mark = around.mark(); !mark.empty()) {
                marked.insert(around.place);
                beside.text += mark;
            }
            const ToldCell gap{around.gap ? indicator_gap_text(*around.gap, unit, language) : "–",
                               true,
                               false,
                               {}};
            told.lines.push_back(
                {headline.label.in(language),
                 {own, cell(indicators.number(row, "valeur_commune")), beside, gap}});
        }
    for (const AroundPlace& place : edition.settings.around)
        if (marked.contains(&place))
            told.notes.push_back(fmt::format("{} {}", place.mark, place.words.in(language)));
    const HeadlineHeads& words = edition.settings.headline_heads;
    for (const StyleText* head :
         {&words.quarter, &words.commune, &edition.settings.around.front().words, &words.gap})
        told.heads.push_back(head->in(language));
    return told;
}

std::string headline_table(const ReportEdition& edition, std::span<const std::size_t> rows) {
    const ToldHeadlines told = told_headlines(edition, rows);
    if (told.lines.empty()) return {};
    std::string out = "<table class=\"chiffres\"><thead><tr><td></td>";
    for (const std::string& head : told.heads)
        out += "<th scope=\"col\" class=\"nombre\">" + escaped_xml(head) + "</th>";
    out += "</tr></thead><tbody>\n";
    for (const ToldHeadlines::Line& line : told.lines) {
        out += "<tr><th scope=\"row\">" + escaped_xml(line.label) + "</th>";
        for (const ToldCell& cell : line.cells) {
            const std::string text =
                cell.text == "–" && !cell.reason ? "<i>–</i>" : escaped_xml(cell.text);
            out += "<td class=\"nombre\">" + (cell.reason ? "<i>" + text + "</i>" : text) + "</td>";
        }
        out += "</tr>\n";
    }
    out += "</tbody></table>\n";
    for (const std::string& note : told.notes)
        out += "<p class=\"aide\">" + escaped_xml(note) + "</p>\n";
    return out;
}

}  // namespace lisiere::io
