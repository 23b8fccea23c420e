// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/provenance.hpp"

namespace lisiere::io {

/// A box in degrees (WGS 84).
struct MetadataExtent {
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;
};

/// Who answers for the data; any may be empty.
struct MetadataContact {
    std::string organisation;
    std::string mail;
    std::string page;
    bool known() const { return !organisation.empty() || !mail.empty() || !page.empty(); }
};

/// A file that may be had.
struct MetadataFile {
    std::string address;
    std::string title;
    std::string media;
};

/// What is said of one layer, or of an edition.
struct MetadataSubject {
    std::string identifier;
    std::string title;
    std::string abstract;
    std::string language = "fr";
    int epsg = 0;      ///< 0: no coordinates
    std::string date;  ///< of the edition; anything but "2026-03-17" is written as unknown
    std::span<const Source> sources;
    // Of an edition: a record of a layer has none of these.
    MetadataContact contact{};
    std::string licence{};      ///< of the edition itself, told before those of its sources
    std::string maintenance{};  ///< MD_MaintenanceFrequencyCode; empty: not told
    std::vector<std::string> keywords{};
    std::vector<std::string> topics{};  ///< MD_TopicCategoryCode
    std::optional<MetadataExtent> extent{};
    std::vector<MetadataFile> files{};
};

/// An ISO 19115 record in ISO 19139 XML, elements in the order of its schema: title, abstract,
/// date, language, CRS, licences as use limitations, the sources as lineage, each once, and what
/// else the subject has. What a catalogue needs to list the file; it does not claim conformance to
/// a profile (INSPIRE asks for its themes and its statement of conformity).
std::string iso_metadata(const MetadataSubject& subject);

}  // namespace lisiere::io
