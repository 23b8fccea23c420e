// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>

#include "engine/table/table_rows.hpp"
#include "io/base/numbers.hpp"
#include "io/report/report_table.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

constexpr double width = 260;  ///< of the bars
constexpr double radius = 80;  ///< of the rose, for a detour of `most`
constexpr double most = 3;     ///< a longer detour, or none, fills the sector

}  // namespace

std::string component_bars(const ReportEdition& edition, std::size_t row) {
    const TableRows perimeters(edition.tables, "perimetres");
    std::string bars;
    double top = 0;
    for (const std::string& column : perimeters.columns_starting("comp_")) {
        const auto value = perimeters.number(row, column);
        if (!value) continue;
        const auto name = edition.settings.short_names.find(column);
        const std::string title =
            name == edition.settings.short_names.end() ? column : name->second.in(edition.language);
        bars += fmt::format(
            "<text x=\"0\" y=\"{0:.0f}\">{1}</text><text x=\"{2:.0f}\" y=\"{0:.0f}\" "
            "text-anchor=\"end\" font-weight=\"700\">{3}</text><rect x=\"0\" y=\"{4:.0f}\" "
            "width=\"{2:.0f}\" height=\"7\" class=\"fond\"/><rect x=\"0\" y=\"{4:.0f}\" "
            "width=\"{5:.1f}\" height=\"7\" class=\"barre\"/>",
            top + 12, escaped_xml(title), width, number_text(*value, 0, edition.language), top + 17,
            width * *value / 100);
        top += 34;
    }
    if (bars.empty()) return {};
    const std::string label = say("rapport.dessin_composantes", edition.language);
    return fmt::format(
        "<svg role=\"img\" aria-label=\"{0}\" width=\"{1:.0f}\" height=\"{2:.0f}\" "
        "viewBox=\"0 0 {1:.0f} {2:.0f}\" font-size=\"13\">{3}<path d=\"M {4:.0f} 0 "
        "V {2:.0f}\" class=\"repere\"/></svg>",
        label, width, top, bars, width / 2);
}

std::string detour_rose(const ReportEdition& edition, std::span<const std::size_t> rows) {
    const TableRows roses(edition.tables, "roses");
    std::string sectors;
    constexpr double step = 2 * std::numbers::pi / 16;
    for (const std::size_t row : rows) {
        const auto sector = roses.number(row, "secteur");
        const auto detour = roses.number(row, "detour");
        const bool closed = roses.flag(row, "ferme");
        if (!sector || (!detour && !closed)) continue;
        const double r = radius * (closed || !detour ? 1 : std::min(1.0, *detour / most));
        const std::array ends{(*sector - 0.5) * step, (*sector + 0.5) * step};
        sectors += fmt::format(
            "<path d=\"M 0 0 L {:.1f} {:.1f} A {:.1f} {:.1f} 0 0 1 {:.1f} {:.1f} Z\" "
            "class=\"{}\"><title>{}{}</title></path>",
            r * std::sin(ends[0]), -r * std::cos(ends[0]), r, r, r * std::sin(ends[1]),
            -r * std::cos(ends[1]), closed ? "ferme" : "ouvert",
            escaped_xml(roses.text(row, "direction")),
            closed ? " : " + escaped_xml(roses.text(row, "nom_coupure"))
                   : " : ×" + number_text(*detour, 1, edition.language));
    }
    if (sectors.empty()) return {};
    const std::string label = say("rapport.dessin_rose", edition.language);
    std::string circles;
    for (int i = 1; i <= 3; ++i)
        circles += fmt::format("<circle r=\"{:.1f}\" class=\"repere\"/>", radius * i / most);
    return fmt::format(
        "<svg role=\"img\" aria-label=\"{}\" width=\"200\" height=\"200\" "
        "viewBox=\"-100 -100 200 200\" font-size=\"12\">{}{}<text y=\"-86\" "
        "text-anchor=\"middle\">N</text></svg>",
        label, sectors, circles);
}

}  // namespace lisiere::io
