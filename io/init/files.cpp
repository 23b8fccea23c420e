// SPDX-License-Identifier: Apache-2.0
#include "io/init/files.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/encoding.hpp"
#include "io/base/error.hpp"
#include "io/base/zip_file.hpp"
#include "io/gdal/vector_file.hpp"
#include "io/gtfs/feed_files.hpp"

namespace lisiere::io::init {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool ends_with_any(const std::string& name, std::initializer_list<const char*> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return name.ends_with(ending); });
}

/// A file of the same name with another ending, in any case.
bool has_beside(const fs::path& file, std::initializer_list<const char*> endings) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(file.parent_path(), ignored))
        if (lower(entry.path().stem().string()) == lower(file.stem().string()))
            for (const char* ending : endings)
                if (lower(entry.path().extension().string()) == ending) return true;
    return false;
}

/// Goes with another file, that speaks for it.
bool is_sidecar(const fs::path& file) {
    const std::string name = lower(file.filename().string());
    if (ends_with_any(name, {".shp.xml", ".aux.xml", ".gpkg-wal", ".gpkg-shm", ".gpkg-journal",
                             ".qml", ".qmd", ".sld", ".ovr", ".tfw", ".pgw", ".jgw"}))
        return true;
    if (ends_with_any(name, {".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qix", ".dbf"}))
        return has_beside(file, {".shp"});
    if (ends_with_any(name, {".dat", ".map", ".id", ".ind"})) return has_beside(file, {".tab"});
    return ends_with_any(name, {".mid"}) && has_beside(file, {".mif"});
}

bool is_feed_folder(const fs::path& folder) {
    return fs::is_regular_file(folder / "stops.txt") && fs::is_regular_file(folder / "trips.txt");
}

/// A zip may hold layers, a feed, or tables that have to come out of it.
FoundFile of_zip(const fs::path& file) {
    try {
        require_sane_zip(file, file.filename().string());
        const FeedFiles feed = FeedFiles::open(file);
        if (feed.has("stops.txt") && feed.has("trips.txt")) return {file, Form::gtfs, {}};
        if (!vector_members(file).empty()) return {file, Form::vector, {}};
        std::string tables;
        for (const std::string& name : feed.names())
            if (ends_with_any(lower(name), {".csv", ".txt", ".xlsx", ".xls", ".tif", ".pbf"}))
                tables += (tables.empty() ? "" : ", ") + name;
        return {file, Form::unread,
                tables.empty() ? "archive sans couche, sans table et sans horaires"
                               : fmt::format("archive à décompresser : elle contient {}", tables)};
    } catch (const InputError& error) {
        return {file, Form::unread, error.trouble().found};
    }
}

FoundFile formed(const fs::path& file) {
    const std::string name = lower(file.filename().string());
    if (ends_with_any(name, {".csv", ".txt"})) return {file, Form::table, {}};
    if (ends_with_any(name, {".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2"}))
        return {file, Form::osm, {}};
    if (ends_with_any(name, {".shp", ".gpkg", ".geojson", ".json", ".tab", ".mif", ".gml", ".kml",
                             ".fgb", ".geojsonl", ".sqlite"}))
        return {file, Form::vector, {}};
    if (ends_with_any(name, {".tif", ".tiff", ".asc", ".vrt"})) return {file, Form::raster, {}};
    if (ends_with_any(name, {".zip"})) return of_zip(file);
    if (ends_with_any(name, {".7z", ".rar", ".tar", ".tar.gz", ".tgz", ".gz"}))
        return {file, Form::unread, "archive à décompresser d'abord (seul le zip est lu en place)"};
    if (ends_with_any(name, {".xlsx", ".xls", ".ods", ".dbf"}))
        return {file, Form::unread,
                "classeur : enregistrer chaque feuille en CSV (UTF-8, une ligne de titres)"};
    if (ends_with_any(name, {".parquet", ".gdb"}))
        return {file, Form::unread, "format que Lisière ne lit pas : l'exporter en GeoPackage"};
    return {file, Form::unread, {}};
}

class Lister {
  public:
    FileList list(const std::vector<fs::path>& named) {
        std::vector<fs::path> sorted(named);
        std::sort(sorted.begin(), sorted.end());
        for (const fs::path& path : sorted) {
            if (!fs::exists(path))
                throw InputError({path.string(), "aucun fichier de ce nom",
                                  "un fichier ou un dossier existant", "vérifier le chemin"});
            if (fs::is_directory(path))
                folder(fs::absolute(path).lexically_normal(), 0);
            else
                add(fs::absolute(path).lexically_normal());
        }
        for (auto& [path, file] : found_) list_.files.push_back(std::move(file));
        std::sort(list_.remarks.begin(), list_.remarks.end());
        list_.remarks.erase(std::unique(list_.remarks.begin(), list_.remarks.end()),
                            list_.remarks.end());
        return std::move(list_);
    }

  private:
    void remark(const fs::path& path, const std::string& why) {
        list_.remarks.push_back(fmt::format("{} : {}", path.string(), why));
    }

    void add(const fs::path& file, bool named = true) {
        if (!is_utf8(file.string())) {
            remark(file.parent_path(), "un nom de fichier qui n'est pas de l'UTF-8, laissé");
            return;
        }
        std::error_code ignored;
        if (!fs::is_regular_file(file, ignored)) {
            remark(file, "ni fichier ni dossier (tube, périphérique), laissé");
            return;
        }
        // Two ways to one file are one file.
        if (!seen_.insert(fs::weakly_canonical(file).string()).second) return;
        if (!named && is_sidecar(file)) return;
        if (found_.size() >= most_files) {
            remark(file.parent_path(),
                   fmt::format("plus de {} fichiers, les suivants sont laissés", most_files));
            return;
        }
        FoundFile one = formed(file);
        if (one.form == Form::unread && one.reason.empty()) {
            ++list_.documents;
            return;
        }
        found_.emplace(file.string(), std::move(one));
    }

    void folder(fs::path path, int depth) {
        if (!path.has_filename()) path = path.parent_path();
        if (is_feed_folder(path)) {
            if (seen_.insert(fs::weakly_canonical(path).string()).second)
                found_.emplace(path.string(), FoundFile{path, Form::gtfs, {}});
            return;
        }
        if (fs::exists(path / "manifeste.json")) {
            remark(path, "une édition de Lisière, laissée");
            return;
        }
        if (depth > deepest) {
            remark(path, fmt::format("plus de {} dossiers emboîtés, laissé", deepest));
            return;
        }
        std::vector<fs::path> inside;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(path, error)) inside.push_back(entry);
        if (error) remark(path, "dossier illisible, laissé");
        std::sort(inside.begin(), inside.end());
        for (const fs::path& entry : inside) {
            if (entry.filename().string().starts_with(".")) continue;
            std::error_code ignored;
            if (fs::is_symlink(entry) && fs::is_directory(entry, ignored))
                remark(entry, "lien vers un dossier, laissé");
            else if (fs::is_directory(entry, ignored))
                folder(entry, depth + 1);
            else if (fs::is_regular_file(entry, ignored))
                add(entry, false);
        }
    }

    FileList list_;
    std::map<std::string, FoundFile> found_;
    std::set<std::string> seen_;
};

}  // namespace

FileList list_files(const std::vector<fs::path>& named) {
    return Lister().list(named);
}

}  // namespace lisiere::io::init
