// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"
#include "engine/street/mode.hpp"
#include "io/config/layer_spec.hpp"

namespace lisiere::io {

/// `[[scenarios.voies]]`: drawn in the configuration (`trace`) or in a file, or named by their ids.
struct ScenarioWaySpec : LayerSpec {  ///< without a file when `drawing` or `ids` is set
    enum class Action { ajouter, fermer, pietonniser } action = Action::ajouter;
    std::string drawing;              ///< WKT, in `crs`; longitude and latitude when that is 0
    std::vector<std::int64_t> ids;    ///< not of added ones
    std::string kind;                 ///< `nature`: key of voirie.csv; empty: the file's own
    std::vector<street::Mode> modes;  ///< empty: those the kind is open to; of a closure: all
    bool across = false;              ///< `par = "travers"`: cut where the line crosses
    bool bridge = false;
    bool tunnel = false;
    int level = 0;
    bool one_way = false;          ///< along the line, for all but walkers
    bool joins_crossings = false;  ///< `croisements = "noeuds"`
    bool has_file() const { return drawing.empty() && ids.empty(); }
};

/// `[[scenarios.equipements]]`
struct ScenarioFacilitySpec {
    enum class Action { ajouter, deplacer, supprimer, capacite } action = Action::ajouter;
    std::string key;  ///< "scenarios[0].equipements[1]"
    std::string id;   ///< of the one that is there; of an added one its own
    std::string name;
    std::string category;
    std::optional<geo::LonLat> at;
    std::optional<double> capacity;  ///< > 0
};

/// `[[scenarios.lignes.service]]`
struct ScenarioServiceSpec {
    std::string days;  ///< "tous", "ouvrables", "samedi", "dimanche"
    Seconds first{0};
    Seconds last{0};
    double headway_min = 0;
};

/// `[[scenarios.lignes]]`
struct ScenarioLineSpec {
    enum class Action { ajouter, modifier, supprimer } action = Action::ajouter;
    std::string key;
    std::string name;  ///< `nom` of an added one, `ligne` of one that is there
    std::string mode = "bus";
    double speed_kmh = 0;
    double dwell_s = 20;
    bool both_ways = true;
    std::vector<std::string> stops;  ///< ids, or WKT points in degrees
    std::vector<ScenarioServiceSpec> services;
    double frequency = 1;
    double speed = 1;
};

/// `[[scenarios]]`: changes that are seen together.
struct ScenarioSpec {
    std::string key;   ///< "scenarios[0]"
    std::string name;  ///< letters, digits, - and _: it names a folder
    std::string title;
    std::string description;
    double tolerance_m = 15;
    std::vector<ScenarioWaySpec> ways;
    std::vector<ScenarioFacilitySpec> facilities;
    std::vector<ScenarioLineSpec> lines;
};

}  // namespace lisiere::io
