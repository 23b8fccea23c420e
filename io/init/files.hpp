// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace lisiere::io::init {

/// How a file is to be opened. What it holds is another matter.
enum class Form { vector, table, raster, osm, gtfs, unread };

struct FoundFile {
    std::filesystem::path path;  ///< absolute
    Form form = Form::unread;
    std::string reason;  ///< of `unread`: what it is and what to do about it; empty: no data
};

struct FileList {
    std::vector<FoundFile> files;      ///< by path, each once, whatever order they were named in
    std::vector<std::string> remarks;  ///< what was not looked at
    std::size_t documents = 0;         ///< files that are no data: pictures, texts, projects
};

/// The files among `named` and, for folders, all of those in them: at most `deepest` levels down
/// and `most_files` in all. A GTFS folder is one file; sidecars of shapefiles and MapInfo belong to
/// their main file; hidden things, editions and configurations are left. InputError when a named
/// path does not exist.
FileList list_files(const std::vector<std::filesystem::path>& named);

constexpr int deepest = 8;
constexpr std::size_t most_files = 2000;

}  // namespace lisiere::io::init
