// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/report/report_table.hpp"
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
            const auto epci = indicators.number(row, "valeur_epci");
            const auto around = epci ? epci : indicators.number(row, "valeur_zone");
            std::string gap = "<td class=\"nombre\">–</td>";
            if (value && around) {
                const double by = *value - *around;
                const int decimals = std::abs(by) >= 1000 ? 0 : 1;
                gap = fmt::format("<td class=\"nombre\">{}{}{}</td>", by < 0 ? "−" : "+",
                                  number_text(std::abs(by), decimals, edition.language),
                                  unit == "%" ? "\u202fpt" : "");
            }
            lines += "<tr><th scope=\"row\">" + escaped_xml(headline.label.in(edition.language)) +
                     "</th>" + cell(value, indicators.text(row, "motif")) +
                     cell(indicators.number(row, "valeur_commune"), "–") + cell(around, "–") + gap +
                     "</tr>\n";
        }
    if (lines.empty()) return {};
    std::string heads;
    for (const char* head :
         {english ? "quarter" : "quartier", "commune", english ? "agglomeration" : "agglomération",
          english ? "gap" : "écart"})
        heads += fmt::format("<th scope=\"col\" class=\"nombre\">{}</th>", head);
    return "<table class=\"chiffres\"><thead><tr><td></td>" + heads + "</tr></thead><tbody>\n" +
           lines + "</tbody></table>\n";
}

}  // namespace lisiere::io
