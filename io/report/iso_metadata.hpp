// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "engine/core/provenance.hpp"

namespace lisiere::io {

/// What is said of one layer.
struct MetadataSubject {
    std::string identifier;
    std::string title;
    std::string abstract;
    std::string language = "fr";
    int epsg = 0;      ///< 0: no coordinates
    std::string date;  ///< of the edition; anything but "2026-03-17" is written as unknown
    std::span<const Source> sources;
};

/// A short ISO 19115 record in ISO 19139 XML: title, abstract, date, language, CRS, licences as use
/// limitations, and the sources as lineage, each once. What a catalogue needs to list the file; it
/// does not claim conformance to a profile (INSPIRE asks for more: contact, extent, themes).
std::string iso_metadata(const MetadataSubject& subject);

}  // namespace lisiere::io
