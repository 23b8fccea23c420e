// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace lisiere::io {

/// What the first bytes of a file say that it is: "zip", "7z", "gz", "bz2", "xz", "zst", "rar",
/// "tar", "gpkg", "sqlite", "pbf", "osm", "shp", "fgb", "parquet", "pmtiles", "tif", "pdf", "html",
/// "xml", "geojson", "json", "csv" (any other text), "vide", "binaire" (none of these).
std::string content_kind(const std::filesystem::path& file);

/// Whether a file of `kind` may stand for one of `wanted`: the same word, or one that reads as it
/// (json as geojson, any text as csv, a zip as gtfs). An empty list takes anything but a web page
/// and nothing at all.
bool kind_allowed(std::string_view kind, std::span<const std::string> wanted);

/// The kind in a French sentence: "une page web (« Connexion »)", with the title where there is
/// one.
std::string kind_in_words(std::string_view kind, const std::filesystem::path& file);

/// Whether the file reaches the end that its format announces: the central directory of a zip, the
/// header at the end of a 7z. Half of either has none. True for other kinds.
bool reaches_its_end(std::string_view kind, const std::filesystem::path& file);

}  // namespace lisiere::io
