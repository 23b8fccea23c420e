// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <set>
#include <string_view>

#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/report/report_table.hpp"
#include "io/style/around.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

std::string with_unit(double value, const std::string& unit, const std::string& language) {
    const std::string number = number_text(value, std::abs(value) >= 1000 ? 0 : 1, language);
    if (unit == "%") return number + (language == "en" ? "%" : "\u202f%");
    return unit.find("€") == std::string::npos ? number : number + "\u202f€";
}

}  // namespace

std::string headline_table(const ReportEdition& edition, std::span<const std::size_t> rows) {
    const TableRows indicators(edition.tables, "indicateurs");
    const bool english = edition.language == "en";
    std::string lines;
    std::set<AroundKind> marked;
    for (const ShortName& headline : edition.settings.headlines)
        for (const std::size_t row : rows) {
            if (indicators.text(row, "indicateur") != headline.id) continue;
            const std::string unit = indicators.text(row, "unite");
            const auto cell = [&](const std::optional<double>& value, const std::string& missing) {
                return value ? "<td class=\"nombre\">" + with_unit(*value, unit, edition.language) +
                                   "</td>"
                             : "<td class=\"nombre\"><i>" + escaped_xml(missing) + "</i></td>";
            };
            const auto value = indicators.number(row, "valeur");
            const Around around = around_of(indicators, row);
            std::string beside = cell(around.value, "–");
            if (const std::string_view mark = mark_of(around.kind); !mark.empty()) {
                marked.insert(around.kind);
                beside.insert(beside.size() - std::string_view("</td>").size(), mark);
            }
            std::string gap = "<td class=\"nombre\">–</td>";
            if (around.gap) {
                const double by = *around.gap;
                const int decimals = std::abs(by) >= 1000 ? 0 : 1;
                gap = fmt::format("<td class=\"nombre\">{}{}{}</td>", by < 0 ? "−" : "+",
                                  number_text(std::abs(by), decimals, edition.language),
                                  unit == "%" ? "\u202fpt" : "");
            }
            lines += "<tr><th scope=\"row\">" + escaped_xml(headline.label.in(edition.language)) +
                     "</th>" + cell(value, indicators.text(row, "motif")) +
                     cell(indicators.number(row, "valeur_commune"), "–") + beside + gap + "</tr>\n";
        }
    if (lines.empty()) return {};
    std::string notes;
    for (const AroundKind kind : marked)
        notes += fmt::format("<p class=\"aide\">{} {}</p>\n", mark_of(kind),
                             escaped_xml(words_of(kind, edition.language)));
    std::string heads;
    for (const std::string_view head :
         {std::string_view(english ? "quarter" : "quartier"), std::string_view("commune"),
          head_of_around(edition.language), std::string_view(english ? "gap" : "écart")})
        heads += fmt::format("<th scope=\"col\" class=\"nombre\">{}</th>", head);
    return "<table class=\"chiffres\"><thead><tr><td></td>" + heads + "</tr></thead><tbody>\n" +
           lines + "</tbody></table>\n" + notes;
}

}  // namespace lisiere::io
