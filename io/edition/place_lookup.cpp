// SPDX-License-Identifier: Apache-2.0
#include "io/edition/place_lookup.hpp"

namespace lisiere::io {

std::vector<CodedArea> coded_areas(std::span<const census::AreaTable> tables) {
    std::vector<CodedArea> areas;
    for (const census::AreaTable& table : tables) {
        if (table.references_only) continue;
        for (const census::Area& area : table.areas) areas.push_back({area.id, area.shape});
    }
    return areas;
}

lisiere::LocateOptions locate_options(const RunConfig& config) {
    lisiere::LocateOptions options;
    options.priority = config.priority_geography;
    options.bands.clear();
    for (const double metres : config.band_distances) options.bands.push_back(Metres{metres});
    return options;
}

}  // namespace lisiere::io
