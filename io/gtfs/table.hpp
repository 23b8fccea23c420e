// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/transit/timetable.hpp"
#include "io/gtfs/feed_files.hpp"

namespace lisiere::io {

struct GtfsColumn {
    std::string_view name;
    bool required = false;
};

/// One row, its columns numbered as they were asked for; a column the file does not have reads
/// empty.
class GtfsRow {
  public:
    GtfsRow(std::span<const std::string_view> fields, const std::vector<std::size_t>& columns,
            std::size_t line)
        : fields_(fields), columns_(columns), line_(line) {}
    std::string_view operator[](std::size_t column) const {
        const std::size_t at = columns_[column];
        if (at >= fields_.size()) return {};
        std::string_view text = fields_[at];
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
        while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
        return text;
    }
    std::size_t line() const { return line_; }

  private:
    std::span<const std::string_view> fields_;
    const std::vector<std::size_t>& columns_;
    std::size_t line_;
};

/// Reads one file of a feed row by row. False when the feed does not have it; InputError when a
/// required column is missing. A file of no bytes counts as a file without rows.
bool read_gtfs_table(const FeedFiles& feed, std::string_view file,
                     std::initializer_list<GtfsColumn> columns,
                     const std::function<void(const GtfsRow&)>& row);

}  // namespace lisiere::io
