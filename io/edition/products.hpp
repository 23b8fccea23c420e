// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/enclavement/distribution.hpp"
#include "engine/scenario/scenario.hpp"
#include "io/edition/material.hpp"
#include "io/gdal/projector.hpp"
#include "io/report/manifest.hpp"

/// The products of an edition, one a file: each is made from the material and nothing else, and
/// writes below one folder.
namespace lisiere::io::products {

struct Target {
    std::filesystem::path folder;  ///< of the edition: exists
    Notices& notices;
    const Progress& progress;
};

/// lisiere.gpkg: every table, with its style, its words and its metadata.
void geopackage(const Material& material, const Target& target);
/// territoire.qgz: the GeoPackage as QGIS opens it at once: groups, drawing order, what is shown at
/// first.
void project(const Material& material, const Target& target);
/// tables/: CSV, and the dictionary of their columns.
void tables(const Material& material, const Target& target);
/// distribution.csv of an edition that measured one.
void distribution(const enclavement::Distribution& own, const Target& target);
/// tuiles/ and carte/: the pyramid of tiles, its style, the web map.
void web_map(const Material& material, const Target& target);
/// carte/adresses/: what the web map finds addresses in, each with what `lisiere locate` says of
/// it.
void addresses(const Material& material, const Projector& projector, const Target& target);
/// rapport.html and the pages beside it.
void html_report(const Material& material, const Target& target);
/// tableaux.xlsx.
void workbook(const Material& material, const Target& target);
/// atlas/: plates as PDF, PNG and SVG.
void atlas(const Material& material, const Target& target);
/// Of a scenario: its one plate.
void scenario_plate(const Material& material, const scenario::Scenario& scenario,
                    const Target& target);
/// Of a scenario: what the map of its edition shows of it (`show_scenarios`). `base`: fingerprint
/// of that edition.
void scenario_map(const Material& material, const std::string& base, const Target& target);
/// The catalogue records, which tell sizes and hashes of `files`: last of all; they join them.
void catalogue(const Material& material, std::vector<HashedFile>& files, const Target& target);

}  // namespace lisiere::io::products
