// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "engine/transit/timetable.hpp"

namespace lisiere::io {

/// `route_type` values from `first` to `last` are of this mode.
struct ModeRange {
    long first = 0;
    long last = 0;
    transit::Mode mode = transit::Mode::autre;
};

/// geodata/reference/modes_gtfs.csv: route_type_min;route_type_max;mode;libelle_fr;source.
std::vector<ModeRange> read_modes(const std::filesystem::path& file);
/// The mode of a route type by the first range that holds it; nullopt when none does.
std::optional<transit::Mode> mode_of(const std::vector<ModeRange>& modes, long route_type);

}  // namespace lisiere::io
