// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <fmt/format.h>

#include "tests/io/gdal/temp_folder.hpp"

/// Files of one or two rows, as their producers write them.
namespace lisiere::tests {

/// A GeoJSON layer: one square of `side` degrees per text of properties, one degree apart.
inline std::string squares(std::initializer_list<std::string> properties, double side = 0.02) {
    std::string features;
    double west = 3;
    for (const std::string& text : properties) {
        if (!features.empty()) features += ',';
        features += fmt::format(
            R"({{"type":"Feature","properties":{{{0}}},"geometry":{{"type":"Polygon","coordinates":[[[{1},46],[{2},46],[{2},{3}],[{1},{3}],[{1},46]]]}}}})",
            text, west, west + side, 46 + side);
        west += 1;
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

/// The same with lines.
inline std::string lines(std::initializer_list<std::string> properties) {
    std::string features;
    double west = 3;
    for (const std::string& text : properties) {
        if (!features.empty()) features += ',';
        features += fmt::format(
            R"({{"type":"Feature","properties":{{{0}}},"geometry":{{"type":"LineString","coordinates":[[{1},46],[{2},46]]}}}})",
            text, west, west + 0.01);
        west += 1;
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

}  // namespace lisiere::tests
