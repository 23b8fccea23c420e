// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"

namespace lisiere::io {

/// Delimited text, one reader for GTFS and census tables: BOM, quotes (doubled quotes inside),
/// CRLF, `;` `,` or tab (guessed from the header unless given), blank lines skipped, short rows
/// padded with empty fields (longer ones keep all their fields), lines whose bytes are not UTF-8
/// taken as CP1252, each by itself. Zero-copy where nothing must be unescaped.
struct CsvOptions {
    char delimiter = 0;     ///< 0: guess
    bool transcode = true;  ///< DEFAULT: non-UTF-8 text is taken as CP1252
};

/// Calls `row(fields, line)` for each data row after the header; `header(names)` once first. Views
/// are valid during the call only. Cost: one pass; about 1 s per GB in cache. Unterminated quote:
/// InputError with the line.
void read_csv(
    std::string_view text, const std::string& file, const CsvOptions& options,
    const std::function<void(std::span<const std::string_view> names)>& header,
    const std::function<void(std::span<const std::string_view> fields, std::size_t line)>& row);

/// A whole table in memory, for the small ones (census, geodata/reference).
struct CsvTable {
    std::string file;
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  ///< line number of each row in the file
    std::optional<std::size_t> column(std::string_view name) const;  ///< case-insensitive
    /// InputError naming the nearest existing column when there is none.
    std::size_t require(std::string_view name) const;
};
CsvTable read_csv_table(const std::string& path, const CsvOptions& options = {});
CsvTable parse_csv_table(std::string_view text, const std::string& file,
                         const CsvOptions& options = {});

/// French and English numbers: "5 019 573", "52,1", "52.1", "-3", with ordinary, no-break or narrow
/// spaces, "1.234.567" and "1,234,567.8"; a trailing "%" is allowed. Markers, in any case: "s", "c"
/// → secret; "nd", "ns", "N/A", "NA", "" → non_disponible. nullopt: not a number.
std::optional<Maybe<double>> parse_number(std::string_view text);

/// The nearest of `names` to `wanted` by edit distance, for messages; empty when none is near
/// (more than one letter in `one_in` changes).
std::string nearest_name(std::string_view wanted, std::span<const std::string> names,
                         std::size_t one_in = 2);

}  // namespace lisiere::io
