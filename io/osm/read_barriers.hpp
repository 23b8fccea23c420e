// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/units.hpp"
#include "engine/street/barrier.hpp"
#include "io/osm/read_streets.hpp"

namespace lisiere::io {

/// One line of geodata/reference/coupures.csv: which OSM objects walkers cannot cross.
struct BarrierRule {
    std::string key;
    std::string value;
    street::BarrierKind kind = street::BarrierKind::autre;
    bool rim = false;       ///< the object is an area and its rim the barrier; else it is a line
    SquareMetres smallest;  ///< areas below are no barrier
    std::vector<std::pair<std::string, std::string>>
        except;  ///< an object with one of these tags is none
};

/// In the file's order, which is the order of precedence. InputError with file and line.
std::vector<BarrierRule> read_barrier_rules(const std::filesystem::path& file);
/// geodata/reference/coupures.csv.
std::vector<BarrierRule> read_barrier_rules();

/// Barrier pieces of an OSM file, in the working CRS, by the first rule that an object meets: lines
/// as they are (in pieces where nodes are missing), rims of areas and of multipolygons' outer
/// rings, closed. `bridge`, `tunnel` (also culverts and `covered=yes`) and `layer` are as tagged;
/// `id` is "way/123"; `source` is left to the caller. The size of an area whose ring the file cuts
/// open is not known: it is kept. Notices: coupures_lues, noeuds_manquants. InputError: unreadable,
/// truncated or not OSM.
std::vector<street::BarrierPiece> read_barriers(
    const std::filesystem::path& file, const Project& project, Notices& notices,
    const std::vector<BarrierRule>& rules = read_barrier_rules());

}  // namespace lisiere::io
