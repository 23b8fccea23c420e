// SPDX-License-Identifier: Apache-2.0
#include "io/reference/modes.hpp"

#include <algorithm>
#include <array>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {

std::vector<ModeRange> read_modes(const std::filesystem::path& file) {
    using transit::Mode;
    static constexpr std::array all = {Mode::tram, Mode::metro, Mode::train,        Mode::bus,
                                       Mode::bhns, Mode::ferry, Mode::telepherique, Mode::autre};
    const CsvTable table = read_csv_table(file.string());
    const std::size_t first = table.require("route_type_min");
    const std::size_t last = table.require("route_type_max");
    const std::size_t mode = table.require("mode");
    std::vector<ModeRange> modes;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const std::vector<std::string>& fields = table.rows[row];
        const auto from = parse_whole(fields[first]);
        const auto to = parse_whole(fields[last]);
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](Mode m) { return to_text(m) == fields[mode]; });
        if (!from || !to || found == all.end())
            throw InputError({file.string() + ", ligne " + std::to_string(table.lines[row]),
                              fields[first] + ";" + fields[last] + ";" + fields[mode],
                              "deux nombres entiers et un mode (tram, metro, train, bus, bhns, "
                              "ferry, telepherique, autre)",
                              "corriger la ligne"});
        modes.push_back({*from, *to, *found});
    }
    return modes;
}

std::optional<transit::Mode> mode_of(const std::vector<ModeRange>& modes, long route_type) {
    for (const ModeRange& range : modes)
        if (range.first <= route_type && route_type <= range.last) return range.mode;
    return std::nullopt;
}

}  // namespace lisiere::io
