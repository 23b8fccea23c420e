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

std::string headline_table(const ReportEdition& edition, std::span<const std::size_t> rows) {
    const TableRows indicators(edition.tables, "indicateurs");
    const std::string& language = edition.language;
    std::string lines;
    std::set<const AroundPlace*> marked;
    for (const ShortName& headline : edition.settings.headlines)
        for (const std::size_t row : rows) {
            if (indicators.text(row, "indicateur") != headline.id) continue;
            const std::string unit = indicators.text(row, "unite");
            const auto cell = [&](const std::optional<double>& value, const std::string& missing) {
                return value ? "<td class=\"nombre\">" + indicator_text(*value, unit, language) +
                                   "</td>"
                             : "<td class=\"nombre\"><i>" + escaped_xml(missing) + "</i></td>";
            };
            const auto value = indicators.number(row, "valeur");
            const Around around = around_of(edition.settings.around, indicators, row);
            std::string beside = cell(around.value, "–");
            if (const std::string mark = around.mark(); !mark.empty()) {
                marked.insert(around.place);
                beside.insert(beside.size() - std::string("</td>").size(), mark);
            }
            const std::string gap =
                fmt::format("<td class=\"nombre\">{}</td>",
                            around.gap ? indicator_gap_text(*around.gap, unit, language) : "–");
            lines += "<tr><th scope=\"row\">" + escaped_xml(headline.label.in(language)) + "</th>" +
                     cell(value, indicators.text(row, "motif")) +
                     cell(indicators.number(row, "valeur_commune"), "–") + beside + gap + "</tr>\n";
        }
    if (lines.empty()) return {};
    std::string notes;
    for (const AroundPlace& place : edition.settings.around)
        if (marked.contains(&place))
            notes += fmt::format("<p class=\"aide\">{} {}</p>\n", place.mark,
                                 escaped_xml(place.words.in(language)));
    const HeadlineHeads& words = edition.settings.headline_heads;
    std::string heads;
    for (const StyleText* head :
         {&words.quarter, &words.commune, &edition.settings.around.front().words, &words.gap})
        heads += fmt::format("<th scope=\"col\" class=\"nombre\">{}</th>",
                             escaped_xml(head->in(language)));
    return "<table class=\"chiffres\"><thead><tr><td></td>" + heads + "</tr></thead><tbody>\n" +
           lines + "</tbody></table>\n" + notes;
}

}  // namespace lisiere::io
