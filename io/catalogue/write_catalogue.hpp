// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/provenance.hpp"
#include "io/catalogue/record.hpp"
#include "io/config/run_config.hpp"
#include "io/report/iso_metadata.hpp"
#include "io/report/manifest.hpp"
#include "io/style/catalogue_settings.hpp"

namespace lisiere::io {

inline constexpr const char* catalogue_name = "catalogue.jsonld";
inline constexpr const char* iso_record_name = "metadonnees.xml";

/// An edition, written but for its records.
struct CatalogueSubject {
    const RunConfig& config;
    int epsg = 0;
    std::optional<MetadataExtent> extent;
    std::span<const Source> sources;
    std::span<const HashedFile> files;
    std::function<std::string(std::string_view table)> title_of;
};

/// What the records tell: the configuration's words, else those of styles/fiche.toml. The day is
/// `date_edition`, else `date` of [atlas] when that is one.
CatalogueRecord catalogue_record(const CatalogueSubject& subject, const CatalogueSettings& settings,
                                 std::vector<Licence> licences);

/// The same as an ISO 19139 record, with what the profile of DCAT has no place for.
std::string iso_record(const CatalogueRecord& record, const CatalogueSettings& settings);

/// Writes both into `folder`. Notices: `fiche_incomplete` when [catalogue] is there without what a
/// catalogue asks for, `licence_a_partager` when it declares a licence that a source does not let
/// it choose. OutputError.
void write_catalogue(const CatalogueRecord& record, const CatalogueSettings& settings,
                     const std::filesystem::path& folder, Notices& notices);

}  // namespace lisiere::io
