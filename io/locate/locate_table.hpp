// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

struct LocateOptions {
    std::filesystem::path input;                  ///< "-": standard input
    std::optional<std::filesystem::path> output;  ///< DEFAULT: standard output
    /// Columns named by the user, by field of geodata/schemas/localiser.toml. DEFAULT: recognised.
    std::map<std::string, std::string> columns;
    int crs = 0;  ///< EPSG of the coordinates; DEFAULT 0: told by their values
    std::vector<std::filesystem::path>
        bases;             ///< of addresses; DEFAULT: those of the configuration
    unsigned threads = 0;  ///< DEFAULT: the configuration's, else as many as cores
};

struct LocateOutcome {
    std::size_t lines = 0;
    std::size_t located = 0;  ///< with a place inside the study area
    std::size_t in_perimeter = 0;
    std::size_t in_band = 0;                                      ///< outside, within a band
    std::vector<std::pair<std::string, std::size_t>> perimeters;  ///< by code, those with lines
    std::vector<std::pair<std::string, std::size_t>> levels;      ///< of geocoding, best first
    std::vector<std::pair<std::string, std::size_t>> reasons;  ///< of not locating better, by text
    std::vector<std::string> renamed;  ///< our columns whose name the file already had
    Notices notices;
};

/// Adds to each line of a delimited file where it lies: perimeters, band, IRIS, commune, distance
/// to the nearest priority perimeter.
/// - Every line comes out, in order, its own fields as written (text in UTF-8), then ours. Lines of
///   another width than the header are not located; extra fields move behind ours.
/// - Bounded memory whatever the length; the same bytes whatever the thread count.
/// - A file is written beside its place and moved there when whole. OutputError when it cannot be.
/// - Nothing of the lines is kept, logged or cached: counts only leave this function.
/// InputError, ConfigError: see place_columns, CsvStream, read_gazetteer, read_territory.
LocateOutcome locate_table(const RunConfig& config, const LocateOptions& options,
                           const Progress& progress);

}  // namespace lisiere::io
