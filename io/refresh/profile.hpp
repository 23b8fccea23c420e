// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "io/config/run_config.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/inputs/read_inputs.hpp"

namespace lisiere::io {

/// What one declared file holds, before any of it is understood.
struct FileProfile {
    std::string kind;    ///< of layer: "horaires", "perimetres"
    std::string key;     ///< where the configuration declares it: "horaires[0]"
    std::string file;    ///< as written
    std::string sha256;  ///< of its bytes
    std::optional<double> rows;
    std::vector<std::string> columns;  ///< ascending; empty: a format without any
    std::optional<geo::Box> degrees;   ///< of its shapes, longitude and latitude
};

/// One perimeter as it was read.
struct PerimeterProfile {
    std::string name;
    std::optional<geo::Point> centre;  ///< working CRS; none without an outline
    double area_m2 = 0;
};

/// What the inputs of an edition are in numbers: kept beside it, and what the inputs of the next
/// are compared with.
struct Profile {
    std::vector<FileProfile> files;
    std::map<std::string, std::map<std::string, double>> measures;  ///< kind of layer → measure
    std::map<std::string, PerimeterProfile> perimeters;             ///< by code
    /// The feed whose service ends first, and its last day (ISO); empty without timetables.
    std::string first_to_end;
    std::string end_of_service;
};

/// Opens every declared file with the reader of its kind. A file with the bytes and the declaration
/// that `known` has already seen is not opened again. InputError: it cannot be opened.
std::vector<FileProfile> profile_files(const RunConfig& config, const Fingerprint& files,
                                       const std::vector<FileProfile>& known);
FileProfile profile_file(const LayerSpec& layer, const std::string& sha256);
/// "horaires" of "horaires[0]", "perimetres" of "perimetres[1].contours".
std::string kind_of_layer(const std::string& key);

/// The rest of a profile, from what a run has read. Cost: one pass over stops, streets, cells.
void measure_inputs(const ReadOutcome& read, Profile& profile);

nlohmann::ordered_json to_json(const Profile& profile);
Profile profile_of(const nlohmann::ordered_json& json);

}  // namespace lisiere::io
