// SPDX-License-Identifier: Apache-2.0
#include "io/init/vintage.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "engine/core/ascii.hpp"
#include "io/layers/variable_name.hpp"

namespace lisiere::io::init {
namespace fs = std::filesystem;
namespace {

/// The year that most of the named columns carry; 0: none.
int year_of_columns(const Item& item, const Kind& kind) {
    std::map<int, std::size_t> seen;
    for (const ColumnInfo& column : item.layer.info.columns) {
        const ColumnRole role = kind.schema.role(column.name);
        if (role != ColumnRole::comptage && role != ColumnRole::taux) continue;
        if (const int year = parse_variable(column.name, 0, "").vintage; year > 0) ++seen[year];
    }
    const auto most = std::max_element(
        seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == seen.end() ? 0 : most->first;
}

/// The one year that a column says on every row; 0: none, or several.
int year_of_rows(const Item& item, const std::string& field) {
    const auto column = item.fit->columns.find(field);
    if (column == item.fit->columns.end()) return 0;
    std::set<std::string> values;
    for (const auto& row : item.layer.rows)
        if (column->second < row.size()) values.insert(row[column->second]);
    return values.size() == 1 ? std::atoi(values.begin()->c_str()) : 0;
}

}  // namespace

int year_of_name(const fs::path& file) {
    const std::string name = file.stem().string();
    int year = 0;
    for (std::size_t i = 0; i < name.size();) {
        std::size_t end = i;
        while (end < name.size() && is_digit(name[end])) ++end;
        if (end - i == 4)
            if (const int found = std::atoi(name.substr(i, 4).c_str());
                found >= 1990 && found < 2100)
                year = found;
        i = std::max(end, i + 1);
    }
    return year;
}

void find_vintage(Item& item, const Kind& kind) {
    item.year = year_of_columns(item, kind);
    if (item.year == 0) item.year = year_of_rows(item, "annee");
    if (item.year >= 1962 && item.year < 2100) return;
    item.year = year_of_name(item.file);
    item.year_by_name = item.year != 0;
}

}  // namespace lisiere::io::init
