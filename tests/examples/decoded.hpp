// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// What the demo's files hold, as text and rows, whatever their bytes.
namespace lisiere::demo {

std::filesystem::path committed();  ///< examples/demo
/// A town written afresh, once for the whole test program, removed at its end.
const std::filesystem::path& fresh();
/// The same with two copies side by side.
const std::filesystem::path& doubled();

std::string bytes_of(const std::filesystem::path& file);
std::map<std::string, std::string> zip_texts(const std::filesystem::path& file);
/// One line per feature: fields and WKT with a fixed number of decimals.
std::vector<std::string> layer_lines(const std::filesystem::path& file);
/// One line per OSM object: type, number, tags, place or node list.
std::vector<std::string> osm_lines(const std::filesystem::path& file);

/// Rows of a delimited text, by column name. Quotes are honoured, a byte order mark and CR are
/// dropped.
using Row = std::map<std::string, std::string>;
std::vector<Row> rows(const std::string& text, char separator);
/// Rows of the first layer of a vector file, with `AREA`, `MINX`, `MINY` and `WKT` of its shape.
std::vector<Row> layer_rows(const std::filesystem::path& file);

}  // namespace lisiere::demo
