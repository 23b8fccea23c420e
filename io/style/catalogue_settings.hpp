// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// A file of an edition that its catalogue record announces.
struct ProductSettings {
    std::string file;  ///< relative to the edition; `folder/*.ext` stands for each file
    std::string media;
    std::string format;  ///< of the European vocabulary file-type; may be empty
    StyleText title;
    bool mapped = false;  ///< has coordinates in the territory's CRS
    bool each() const { return file.find('*') != std::string::npos; }
};

/// How often an edition is made, in two vocabularies.
struct PeriodicitySettings {
    std::string dcat;  ///< term of the European vocabulary frequency
    std::string iso;   ///< MD_MaintenanceFrequencyCode
};

/// styles/fiche.toml: `{territoire}` in title and description stands for the territory's name.
struct CatalogueSettings {
    StyleText title;
    StyleText description;
    std::vector<StyleText> keywords;
    std::vector<std::string> themes;  ///< of the European vocabulary data-theme
    std::vector<std::string> topics;  ///< MD_TopicCategoryCode
    std::map<std::string, PeriodicitySettings> periodicities;
    std::vector<ProductSettings> products;
};

/// `styles`: the folder. ConfigError for an unknown key, no TOML, a periodicity without its two
/// terms, a product announced twice.
CatalogueSettings read_catalogue_settings(const std::filesystem::path& styles);

}  // namespace lisiere::io
