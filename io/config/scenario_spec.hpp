// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/street/mode.hpp"
#include "io/config/layer_spec.hpp"

namespace lisiere::io {

/// `[[scenarios.voies]]`: lines drawn in the configuration (`trace`) or in a file.
struct ScenarioWaySpec : LayerSpec {  ///< without a file when `drawing` is set
    std::string drawing;              ///< WKT, in `crs`; longitude and latitude when that is 0
    std::string kind;                 ///< `nature`: key of voirie.csv; empty: the file's own
    std::vector<street::Mode> modes;  ///< empty: those the kind is open to
    bool bridge = false;
    bool tunnel = false;
    int level = 0;
    bool one_way = false;          ///< along the line, for all but walkers
    bool joins_crossings = false;  ///< `croisements = "noeuds"`
};

/// `[[scenarios]]`: changes that are seen together.
struct ScenarioSpec {
    std::string key;   ///< "scenarios[0]"
    std::string name;  ///< letters, digits, - and _: it names a folder
    std::string title;
    std::string description;
    double tolerance_m = 15;
    std::vector<ScenarioWaySpec> ways;
};

}  // namespace lisiere::io
