// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <regex>
#include <string>
#include <vector>

namespace lisiere::io::init {

/// [[sources]] of geodata/catalogue.toml: an official source by its name.
struct CatalogueEntry {
    std::string id;
    std::string title;
    std::string producer;
    std::string licence;
    std::string period;     ///< how often it is published
    std::string published;  ///< where, a page by its name
    bool verified = false;  ///< somebody has opened that page
    std::string schema;     ///< of geodata/schemas, or "osm", "gtfs", "raster"
    std::vector<std::string> signatures;
    std::vector<std::regex> columns;  ///< one of them must be there
    int generation = 0;               ///< 2015, 2024; 0: any
    std::string section;              ///< table of the configuration that it feeds
    int rank = 4;                     ///< 1: nothing without it ... 4: local
    std::string unlocks;
    std::vector<std::string> formats;
    std::vector<std::string> feeds;  ///< layers of an edition
};

/// In the file's order. InputError with the entry when one is wrong.
std::vector<CatalogueEntry> read_catalogue();

}  // namespace lisiere::io::init
