// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/place_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/fetch/archive.hpp"
#include "io/refresh/profile.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// What a file of a kind may be called; the first is given to one that is called otherwise.
constexpr std::array<std::pair<std::string_view, std::array<std::string_view, 3>>, 13> endings{{
    {"zip", {".zip", ".gtfs", ".kmz"}},
    {"7z", {".7z", "", ""}},
    {"gz", {".gz", ".tgz", ""}},
    {"bz2", {".bz2", "", ""}},
    {"xz", {".xz", "", ""}},
    {"tar", {".tar", "", ""}},
    {"gpkg", {".gpkg", "", ""}},
    {"pbf", {".osm.pbf", ".pbf", ""}},
    {"osm", {".osm", "", ""}},
    {"geojson", {".geojson", ".json", ""}},
    {"json", {".geojson", ".json", ""}},
    {"csv", {".csv", ".txt", ".tsv"}},
    {"tif", {".tif", ".tiff", ""}},
}};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool readable(const std::string& path) {
    static constexpr std::array known{".shp", ".gpkg", ".geojson", ".json",    ".csv",
                                      ".txt", ".tab",  ".fgb",     ".tif",     ".pbf",
                                      ".osm", ".kml",  ".mif",     ".parquet", ".xlsx"};
    const std::string name = lower(path);
    return std::any_of(known.begin(), known.end(),
                       [&](const char* ending) { return name.ends_with(ending); });
}

std::string last_part(const std::string& address) {
    std::string path = address.substr(0, address.find_first_of("?#"));
    while (path.ends_with('/')) path.pop_back();
    std::string name = path.substr(path.find_last_of('/') + 1);
    for (char& c : name)
        if (c == '{' || c == '}' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '_';
    while (name.starts_with('.')) name.erase(0, 1);
    if (name.size() > 120) name = name.substr(name.size() - 120);
    return name.empty() ? "source" : name;
}

fs::path member_of(const Unpacked& unpacked, const LayerSpec& layer, const std::string& member,
                   const std::string& archive) {
    const auto refuse = [&](const std::string& found, const std::vector<std::string>& names) {
        constexpr std::size_t shown = 12;
        const std::string list = fmt::format(
            "{}{}",
            fmt::join(names.begin(),
                      names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())),
                      ", "),
            names.size() > shown ? ", …" : "");
        throw InputError({fmt::format("{}, couche {}", archive, layer.key), found,
                          "un fichier de l'archive : " + list, "membre = \"...\" dit lequel"});
    };
    std::vector<std::string> all;
    std::vector<std::string> candidates;
    for (const ArchiveEntry& entry : unpacked.files) {
        all.push_back(entry.path);
        if (readable(entry.path)) candidates.push_back(entry.path);
    }
    if (!member.empty()) {
        std::error_code error;
        if (fs::exists(unpacked.folder / member, error) && fs::path(member).is_relative() &&
            member.find("..") == std::string::npos)
            return unpacked.folder / member;
        std::vector<std::string> ending;
        for (const std::string& path : all)
            if (path.ends_with("/" + member)) ending.push_back(path);
        if (ending.size() == 1) return unpacked.folder / ending.front();
        const std::string near = nearest_name(member, all);
        refuse(fmt::format("{} « {} »{}", ending.empty() ? "aucun" : "plusieurs", member,
                           near.empty() ? "" : fmt::format(" (« {} » ?)", near)),
               ending.empty() ? all : ending);
    }
    // A shapefile comes with a .csv or .txt of explanations as often as not.
    const auto shapes = [](const std::string& path) {
        const std::string name = lower(path);
        return !name.ends_with(".csv") && !name.ends_with(".txt");
    };
    const auto drawn = std::count_if(candidates.begin(), candidates.end(), shapes);
    if (drawn == 1)
        return unpacked.folder / *std::find_if(candidates.begin(), candidates.end(), shapes);
    if (candidates.size() == 1) return unpacked.folder / candidates.front();
    refuse(candidates.empty() ? "aucun fichier que l'on sache lire"
                              : fmt::format("{} fichiers", candidates.size()),
           candidates.empty() ? all : candidates);
    return {};
}

}  // namespace

std::string source_name(const LayerSpec& layer, const RemoteSpec& remote, const std::string& kind) {
    std::string name = layer.file_as_written == remote.url
                           ? last_part(remote.url)
                           : fs::path(layer.file_as_written).filename().string();
    const auto known = std::find_if(endings.begin(), endings.end(),
                                    [&](const auto& one) { return one.first == kind; });
    if (known == endings.end()) return name;
    const bool fits = std::any_of(
        known->second.begin(), known->second.end(),
        [&](std::string_view ending) { return !ending.empty() && lower(name).ends_with(ending); });
    return fits ? name : name + std::string(known->second.front());
}

fs::path place_source(Store& store, const std::string& sha256, const LayerSpec& layer,
                      const RemoteSpec& remote, const std::string& kind, const fs::path& folder) {
    const std::string name = source_name(layer, remote, kind);
    const auto object = store.find(sha256);
    if (!object)
        throw InputError({name, "le fichier n'est plus dans sources/", "un fichier pris",
                          "relancer lisiere refresh"});
    const bool feed = kind_of_layer(layer.key) == "horaires" && remote.member.empty();
    if (!feed && is_archive(*object))
        return member_of(unpack_once(store, sha256, name), layer, remote.member, name);
    const fs::path placed = folder / sha256.substr(0, 16) / name;
    std::error_code error;
    if (fs::exists(placed, error)) return placed;
    fs::create_directories(placed.parent_path(), error);
    link_or_copy(*object, placed);
    return placed;
}

}  // namespace lisiere::io
