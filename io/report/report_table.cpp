// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "io/base/names.hpp"
#include "io/base/numbers.hpp"
#include "io/style/figure_text.hpp"
#include "io/style/product_words.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

std::ptrdiff_t position(const Table& table, const std::string& column) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const Column& one) { return one.name == column; });
    return found == table.columns.end() ? -1 : found - table.columns.begin();
}

bool is_number(const Table& table, std::ptrdiff_t at) {
    const ColumnType type = table.columns[static_cast<std::size_t>(at)].type;
    return type == ColumnType::integer || type == ColumnType::real;
}

double number_of(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value)) return *real;
    return -HUGE_VAL;
}

/// A share, 0 to 1, which readers want in percent.
bool is_share(const ReportEdition& edition, const std::string& layer, const std::string& column) {
    const auto meaning = edition.texts.find(layer, column);
    return meaning && meaning->unit == "0–1";
}

bool is_empty(const Table& table, std::ptrdiff_t at) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Value>& row) {
        return std::holds_alternative<std::monostate>(row[static_cast<std::size_t>(at)]);
    });
}

/// Digits after the comma of a column whose values are of one kind: those that its greatest needs.
int decimals_of(const Table& table, std::ptrdiff_t at, std::span<const std::size_t> rows) {
    double greatest = 0;
    bool whole = true;
    for (const std::size_t row : rows) {
        const Value& value = table.rows[row][static_cast<std::size_t>(at)];
        if (std::holds_alternative<std::monostate>(value)) continue;
        const double number = number_of(value);
        greatest = std::max(greatest, std::abs(number));
        whole = whole && number == std::floor(number);
    }
    return whole || greatest >= 1000 ? 0 : greatest >= 10 ? 1 : 2;
}

std::string title_of(const ReportEdition& edition, const ReportTable& shown,
                     const std::string& column) {
    if (const auto name = edition.settings.short_names.find(column);
        name != edition.settings.short_names.end())
        return name->second.in(edition.language);
    const auto meaning = edition.texts.find(shown.layer, column);
    return meaning ? heading(*meaning) : column;
}

/// Columns whose keys read as words once their underscores are spaces.
bool is_word(const std::string& column) {
    constexpr std::array words{"genre", "type_coupure", "composante", "periode", "methode", "mode"};
    return std::find(words.begin(), words.end(), column) != words.end();
}

/// How one column of an HTML table is written.
struct ShownColumn {
    std::string name;
    std::ptrdiff_t at = 0;
    bool share = false;
    /// None where each row has a unit of its own.
    std::optional<int> decimals;
};

/// What a row's `motif` says of a column: a reason by itself is of any, "ecart, ecart_epci : années
/// différentes (2024 et 2021) ; ..." of those that it names.
std::string reason_for(const std::string& motif, const std::string& column) {
    constexpr std::string_view of = " : ";
    constexpr std::string_view then = " ; ";
    if (motif.find(of) == std::string::npos) return motif;
    for (std::size_t at = 0; at < motif.size();) {
        const std::size_t end = std::min(motif.find(then, at), motif.size());
        const std::string part = motif.substr(at, end - at);
        const std::size_t colon = part.find(of);
        if (colon != std::string::npos &&
            (", " + part.substr(0, colon) + ",").find(", " + column + ",") != std::string::npos)
            return part.substr(colon + of.size());
        at = end + then.size();
    }
    return {};
}

std::string cell(const ReportEdition& edition, const Table& table, const ShownColumn& shown,
                 std::size_t row, bool& reason_told) {
    const auto& [column, at, share, decimals] = shown;
    const Value& value = table.rows[row][static_cast<std::size_t>(at)];
    const bool number = is_number(table, at);
    const std::string open = number ? "<td class=\"nombre\"" : "<td";
    if (std::holds_alternative<std::monostate>(value)) {
        std::string text = "–";
        const std::ptrdiff_t motif = position(table, "motif");
        if (number && !reason_told && motif >= 0) {
            const std::string reason = reason_for(
                cell_text(table.rows[row][static_cast<std::size_t>(motif)], "motif", {}), column);
            if (!reason.empty()) {
                text = "<i>" + escaped_xml(reason) + "</i>";
                reason_told = true;
            }
        }
        return open + " data-v=\"\">" + text + "</td>";
    }
    if (number)
        return fmt::format("{} data-v=\"{}\">{}</td>", open, number_of(value),
                           share      ? percent_text(100 * number_of(value), 0, edition.language)
                           : decimals ? number_text(number_of(value), *decimals, edition.language)
                                      : cell_text(value, column, edition.language));
    std::string text = cell_text(value, column, edition.language);
    if (column == "communes") text = names_of_codes(text, edition.communes);
    if (text.starts_with("https://") || text.starts_with("http://"))
        return fmt::format("<td><a href=\"{0}\">{0}</a></td>", escaped_xml(text));
    if (const auto name = edition.settings.short_names.find("comp_" + text);
        column == "composante" && name != edition.settings.short_names.end())
        text = name->second.in(edition.language);
    if (is_word(column)) std::replace(text.begin(), text.end(), '_', ' ');
    return open + ">" + escaped_xml(text) + "</td>";
}

}  // namespace

std::string cell_text(const Value& value, const std::string& column, const std::string& language) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* yes = std::get_if<bool>(&value))
        return say(*yes ? "commun.oui" : "commun.non", language);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return column.starts_with("millesime") || column == "generation"
                   ? std::to_string(*whole)
                   : number_text(static_cast<double>(*whole), 0, language);
    if (const auto* real = std::get_if<double>(&value)) {
        const double size = std::abs(*real);
        const bool plain = *real == std::floor(*real);
        return number_text(*real, plain || size >= 100 ? 0 : size >= 10 ? 1 : 2, language);
    }
    return {};
}

std::vector<std::size_t> every_row(const Table& table) {
    std::vector<std::size_t> rows(table.rows.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

std::vector<std::size_t> shown_rows(const Table& table, const ReportTable& shown,
                                    std::vector<std::size_t> rows) {
    if (const std::ptrdiff_t at = position(table, shown.sorted_by); at >= 0)
        std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
            return number_of(table.rows[a][static_cast<std::size_t>(at)]) >
                   number_of(table.rows[b][static_cast<std::size_t>(at)]);
        });
    if (shown.most_rows > 0 && rows.size() > shown.most_rows) rows.resize(shown.most_rows);
    return rows;
}

std::string html_table(const ReportEdition& edition, const HtmlTable& of) {
    const Table& table = *of.table;
    const bool mixed = position(table, "unite") >= 0;
    std::vector<ShownColumn> columns;
    for (const std::string& name : of.shown->columns) {
        const std::ptrdiff_t at = position(table, name);
        if (at < 0) continue;
        // Sectors, an EPCI: what the edition has not needs no column. A measure that is missing
        // everywhere keeps its own, with the reason.
        if ((mixed || !is_number(table, at)) && is_empty(table, at)) continue;
        ShownColumn& column = columns.emplace_back();
        column = {name, at, is_share(edition, of.shown->layer, name), {}};
        const ColumnType type = table.columns[static_cast<std::size_t>(at)].type;
        if (type == ColumnType::real && !mixed) column.decimals = decimals_of(table, at, of.rows);
    }
    const auto header = [&](const std::string& title, bool number) {
        const std::string text = escaped_xml(title);
        return fmt::format("<th scope=\"col\"{}>{}</th>", number ? " class=\"nombre\"" : "",
                           of.sortable ? "<button type=\"button\">" + text + "</button>" : text);
    };
    std::string out = fmt::format(
        "<div class=\"defile\" tabindex=\"0\" role=\"region\" "
        "aria-label=\"{0}\"><table{1}><thead><tr>",
        escaped_xml(of.shown->title.in(edition.language)), of.sortable ? " class=\"triable\"" : "");
    if (!of.links.empty()) out += header(say("rapport.perimetre", edition.language), false);
    for (const ShownColumn& column : columns)
        out += header(title_of(edition, *of.shown, column.name), is_number(table, column.at));
    out += "</tr></thead><tbody>\n";
    for (std::size_t i = 0; i < of.rows.size(); ++i) {
        out += "<tr>";
        if (!of.links.empty()) out += "<th scope=\"row\">" + of.links[i] + "</th>";
        bool reason_told = false;
        for (const ShownColumn& column : columns)
            out += cell(edition, table, column, of.rows[i], reason_told);
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

}  // namespace lisiere::io
