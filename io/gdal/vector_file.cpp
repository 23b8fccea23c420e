// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/vector_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/zip_file.hpp"
#include "io/gdal/session.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::string lower_extension(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

bool is_vector(const fs::path& path) {
    static constexpr std::array extensions{".shp", ".gpkg", ".geojson", ".json", ".tab",
                                           ".mif", ".gml",  ".kml",     ".fgb"};
    const std::string extension = lower_extension(path);
    return std::any_of(extensions.begin(), extensions.end(),
                       [&](const char* e) { return extension == e; });
}

bool archive_is_empty(const std::string& root) {
    const GdalErrors quiet;
    return CPLStringList(VSIReadDirRecursive(root.c_str())).size() == 0;
}

}  // namespace

std::vector<std::string> vector_members(const fs::path& file) {
    ensure_gdal();
    if (lower_extension(file) != ".zip") return {};
    const GdalErrors quiet;
    const CPLStringList entries(VSIReadDirRecursive(("/vsizip/" + file.string()).c_str()));
    std::vector<std::string> inside;
    for (int i = 0; i < entries.size(); ++i)
        if (is_vector(entries[i])) inside.emplace_back(entries[i]);
    std::sort(inside.begin(), inside.end());
    return inside;
}

std::string gdal_name(const fs::path& file, const std::string& layer, const std::string& where) {
    ensure_gdal();
    if (!fs::exists(file))
        throw InputError({where, "fichier absent", "un fichier lisible",
                          fmt::format("vérifier le chemin : {}", file.string())});
    require_no_device(file, where);
    if (lower_extension(file) != ".zip") return file.string();
    require_sane_zip(file, where);

    const std::string root = "/vsizip/" + file.string();
    const std::vector<std::string> inside = vector_members(file);
    if (inside.size() > 1 && !layer.empty()) {
        const auto named = std::find_if(inside.begin(), inside.end(), [&](const std::string& name) {
            return fs::path(name).stem().string() == layer || name == layer;
        });
        if (named != inside.end()) return root + "/" + *named;
    }
    if (inside.size() == 1) return root + "/" + inside.front();
    if (inside.empty())
        throw InputError({where,
                          archive_is_empty(root) ? "archive illisible ou vide"
                                                 : "archive sans couche vectorielle",
                          "un zip qui contient un SHP, GPKG ou GeoJSON",
                          "vérifier le téléchargement"});
    throw InputError({where, fmt::format("plusieurs fichiers : {}", fmt::join(inside, ", ")),
                      "un seul, ou son nom",
                      fmt::format("couche = \"{}\"", fs::path(inside.front()).stem().string())});
}

std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> open_vector(const std::string& name,
                                                                 const std::string& where) {
    ensure_gdal();
    const GdalErrors errors;
    std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset(
        GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR),
        [](GDALDataset* open) { GDALClose(open); });
    errors.require_memory();
    if (!dataset)
        throw InputError({where, errors.text().empty() ? "format inconnu" : errors.text(),
                          "une couche vectorielle lisible (GPKG, SHP, GeoJSON...)",
                          "le fichier est peut-être tronqué : le télécharger de nouveau"});
    errors.require_none(where, "le fichier est peut-être tronqué : le télécharger de nouveau");
    return dataset;
}

OpenLayer open_layer(const LayerSpec& spec) {
    std::string where =
        spec.file_as_written.empty() ? spec.file.filename().string() : spec.file_as_written;
    OpenLayer open{open_vector(gdal_name(spec.file, spec.layer, where), where), nullptr, where};
    std::vector<std::string> all;
    std::vector<std::string> spatial;
    for (OGRLayer* layer : open.dataset->GetLayers()) {
        all.emplace_back(layer->GetName());
        if (layer->GetGeomType() != wkbNone) spatial.emplace_back(layer->GetName());
    }
    // A zip's member chosen by its stem holds one layer, whatever that layer is called.
    if (!spec.layer.empty() && !(all.size() == 1 && spec.file.extension() == ".zip")) {
        open.layer = open.dataset->GetLayerByName(spec.layer.c_str());
        if (open.layer == nullptr) {
            const std::string near = nearest_name(spec.layer, all);
            throw InputError({where,
                              fmt::format("pas de couche « {} » ; présentes : {}", spec.layer,
                                          fmt::join(all, ", ")),
                              "une couche du fichier",
                              near.empty() ? "" : fmt::format("couche = \"{}\" ?", near)});
        }
    } else if (spatial.size() == 1) {
        open.layer = open.dataset->GetLayerByName(spatial.front().c_str());
    } else if (spatial.empty()) {
        throw InputError({where, "aucune couche avec géométrie",
                          "une couche de points, lignes ou polygones",
                          "vérifier que c'est le bon fichier"});
    } else {
        throw InputError({where, fmt::format("plusieurs couches : {}", fmt::join(spatial, ", ")),
                          "une seule, ou son nom",
                          fmt::format("couche = \"{}\"", spatial.front())});
    }
    if (spatial.size() > 1 || all.size() > 1 || !spec.layer.empty())
        open.where = fmt::format("{}, couche {}", where, open.layer->GetName());
    return open;
}

}  // namespace lisiere::io
