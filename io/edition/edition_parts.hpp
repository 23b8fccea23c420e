// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/provenance.hpp"
#include "engine/table/table.hpp"
#include "io/gdal/projector.hpp"
#include "io/report/iso_metadata.hpp"
#include "io/style/qgis_project.hpp"

namespace lisiere::io {

/// "INSEE 2018, 2021 · IGN 2023": each producer once (a source without one by its title), with the
/// vintages of its sources, in the order of the configuration.
std::string attribution_of(const std::vector<Source>& sources);

/// Radians clockwise from the grid's north to the meridian's.
double true_north(const Projector& projector, const geo::Point& at);

/// The box in degrees that holds a box of the territory's CRS: its sides are curves there, looked
/// at in a few places each.
MetadataExtent extent_in_degrees(const Projector& projector, const geo::Box& box);

/// A place to jump to for each perimeter with an outline.
std::vector<ProjectBookmark> bookmarks_of(const Table& perimeters);

/// Code and file name of the perimeters whose pages and data are not named as their code.
std::map<std::string, std::string> page_names_of(const Table& perimeters);

}  // namespace lisiere::io
