// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/provenance.hpp"
#include "io/catalogue/products.hpp"
#include "io/config/output_config.hpp"
#include "io/reference/licences.hpp"
#include "io/report/iso_metadata.hpp"

namespace lisiere::io {

/// What a catalogue is told of an edition. Texts are in the edition's language.
struct CatalogueRecord {
    std::string identifier;  ///< the same from one edition of a territory to the next
    std::string title;
    std::string description;
    std::string language = "fr";
    std::string address;  ///< of the folder, with a last slash; empty: relative to the record
    std::string date;     ///< of the edition, "2026-03-17"; empty: not known
    CatalogueConfig declared;
    std::string periodicity;  ///< of the European vocabulary frequency; empty: not declared
    std::vector<std::string> keywords;
    std::vector<std::string> themes;  ///< of the European vocabulary data-theme
    int epsg = 0;
    std::optional<MetadataExtent> extent;
    std::vector<Source> sources;
    std::vector<Licence> licences;  ///< those that texts are looked up in
    std::vector<Product> products;
};

}  // namespace lisiere::io
