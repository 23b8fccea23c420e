// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/table.hpp"

#include <limits>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {

bool read_gtfs_table(const FeedFiles& feed, std::string_view file,
                     std::initializer_list<GtfsColumn> columns,
                     const std::function<void(const GtfsRow&)>& row) {
    const std::optional<std::string> text = feed.text(file);
    if (!text) return false;
    if (text->find_first_not_of("\xEF\xBB\xBF \r\n\t") == text->npos) return true;
    const std::string where = feed.name() + ", " + std::string(file);
    std::vector<std::size_t> at;
    read_csv(
        *text, where, {},
        [&](std::span<const std::string_view> names) {
            CsvTable header;
            header.file = where;
            header.names.assign(names.begin(), names.end());
            for (const GtfsColumn& column : columns)
                at.push_back(column.required
                                 ? header.require(column.name)
                                 : header.column(column.name)
                                       .value_or(std::numeric_limits<std::size_t>::max()));
        },
        [&](std::span<const std::string_view> fields, std::size_t line) {
            row(GtfsRow(fields, at, line));
        });
    return true;
}

}  // namespace lisiere::io
