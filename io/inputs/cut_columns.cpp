// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/cut_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>

#include "engine/census/figures.hpp"
#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t most_letters = 10;  // of a column's name in the tables of shapefiles

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// Ends in "_1": the second of two columns that came to one name.
bool is_second(std::string_view column) {
    return column.size() == most_letters && column[most_letters - 2] == '_' &&
           is_digit(column.back());
}

/// The names that a cut column shares with others of its beginning.
std::string_view stem(std::string_view column) {
    return is_second(column) ? column.substr(0, most_letters - 2) : column;
}

std::set<std::string> terms_of(std::span<const census::IndicatorDefinition> kit) {
    std::set<std::string> terms;
    for (const census::IndicatorDefinition& definition : kit) {
        for (const census::Term& term : definition.numerator) terms.insert(upper(term.variable));
        for (const census::Term& term : definition.denominator) terms.insert(upper(term.variable));
    }
    return terms;
}

/// What the kit calls the variables whose columns may have been cut to this one.
std::set<std::string> whole_names(const census::Variable& variable,
                                  const std::set<std::string>& terms) {
    const std::string column = upper(variable.column);
    const bool census = !variable.prefix.empty();
    constexpr std::size_t year = 2;  // digits: "P21_" in front, or "19" behind
    const std::string lead = census ? column.substr(0, 1 + year + 1) : std::string();
    std::set<std::string> found;
    for (const std::string& term : terms) {
        std::string_view name = term;
        if (name.size() > 2 && name[1] == ':') {
            if (name.substr(0, 1) != variable.prefix) continue;
            name.remove_prefix(2);
        }
        const std::string whole = fmt::format("{}{}{}", lead, name, census ? "" : "00");
        // The year behind a rate is not known: its digits stand for any.
        const std::size_t known = census ? whole.size() : whole.size() - year;
        const std::string_view begin = stem(column);
        const std::size_t compared = std::min(begin.size(), known);
        const bool begins = whole.starts_with(begin.substr(0, compared)) &&
                            std::all_of(begin.begin() + static_cast<std::ptrdiff_t>(compared),
                                        begin.end(), is_digit);
        if (begins && whole.size() > column.size()) found.insert(std::string(name));
    }
    return found;
}

template <class Column>
void drop_from(std::vector<Column>& columns, std::string_view source,
               const std::set<std::string>& terms, Notices& notices) {
    std::set<std::string> seconds;
    for (const Column& column : columns) {
        const census::Variable& variable = column.variable;
        if (variable.source != source) continue;
        if (variable.column.size() > most_letters) return;  // nothing was cut
        if (is_second(variable.column)) seconds.insert(upper(stem(variable.column)));
    }
    const auto leaves = [&](const Column& column) {
        const census::Variable& variable = column.variable;
        if (variable.source != source || variable.column.size() != most_letters) return false;
        const std::set<std::string> whole = whole_names(variable, terms);
        if (whole.empty()) return false;
        const bool named = std::any_of(terms.begin(), terms.end(), [&](const std::string& term) {
            return census::names(term, variable);
        });
        if (named && seconds.contains(upper(variable.column).substr(0, most_letters - 2)))
            return false;
        notices.add(
            Severity::avertissement, "colonne_coupee", std::string(source),
            {{"colonne", variable.column}, {"entiers", fmt::format("{}", fmt::join(whole, ", "))}});
        return true;
    };
    columns.erase(std::remove_if(columns.begin(), columns.end(), leaves), columns.end());
}

}  // namespace

void drop_cut_columns(census::AreaTable& table, std::string_view source,
                      std::span<const census::IndicatorDefinition> kit, Notices& notices) {
    const std::set<std::string> terms = terms_of(kit);
    drop_from(table.counts, source, terms, notices);
    drop_from(table.rates, source, terms, notices);
}

bool may_be_shapefile(const std::filesystem::path& file) {
    const std::string extension = upper(file.extension().string());
    return extension == ".SHP" || extension == ".DBF" || extension == ".SHZ" || extension == ".ZIP";
}

}  // namespace lisiere::io
