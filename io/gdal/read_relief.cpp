// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_relief.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <vector>

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"
#include "io/gdal/session.hpp"

namespace lisiere::io {
namespace {

constexpr double most_cells = 2e8;
/// No ground lies beyond: a value that does is a hole that the raster does not declare (-9999,
/// -32768, -3.4e38).
constexpr float lowest_ground = -500;
constexpr float highest_ground = 9000;
constexpr double worrying_share = 0.05;

using Dataset = std::unique_ptr<GDALDataset, void (*)(GDALDataset*)>;
Dataset owned(GDALDatasetH dataset) {
    return {GDALDataset::FromHandle(dataset), [](GDALDataset* d) {
                if (d != nullptr) GDALClose(d);
            }};
}

Dataset open_raster(const LayerSpec& spec, const std::string& where) {
    require_no_device(spec.file, where);
    Dataset dataset = owned(GDALOpenEx(spec.file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                       nullptr, nullptr, nullptr));
    if (!dataset || dataset->GetRasterCount() < 1)
        throw InputError({where, "un fichier qui n'est pas une image de hauteurs",
                          "un modèle numérique de terrain (GeoTIFF)",
                          "vérifier le fichier avec gdalinfo"});
    if (spec.crs == 0 && dataset->GetSpatialRef() == nullptr)
        throw InputError({where, "pas de système de coordonnées", "un raster géoréférencé",
                          "ajouter crs = 2154 (ou un autre code EPSG) à la table"});
    return dataset;
}

/// The raster laid over the window of the working CRS; `resampling` as gdalwarp names it.
Dataset warped(GDALDataset& source, const LayerSpec& spec, const ReadContext& context,
               const std::string& where, const char* resampling) {
    CPLStringList options;
    const auto option = [&options](const std::string& name, const std::string& value) {
        options.AddString(name.c_str());
        options.AddString(value.c_str());
    };
    option("-of", "VRT");
    option("-r", resampling);
    option("-ot", "Float32");
    option("-dstnodata", "nan");
    if (spec.crs != 0) option("-s_srs", fmt::format("EPSG:{}", spec.crs));
    option("-t_srs", fmt::format("EPSG:{}", context.crs.epsg));
    if (context.window) {
        const geo::Box& box = *context.window;
        options.AddString("-te");
        for (const double bound : {box.min_x, box.min_y, box.max_x, box.max_y})
            options.AddString(fmt::format("{}", bound).c_str());
    }
    const std::unique_ptr<GDALWarpAppOptions, void (*)(GDALWarpAppOptions*)> parsed(
        GDALWarpAppOptionsNew(options.List(), nullptr), GDALWarpAppOptionsFree);
    GDALDatasetH inputs[] = {GDALDataset::ToHandle(&source)};
    Dataset result = owned(GDALWarp("", nullptr, 1, inputs, parsed.get(), nullptr));
    if (!result)
        throw InputError({where, "un raster qui ne se projette pas sur le territoire",
                          "un relief qui couvre le territoire",
                          "vérifier son système de coordonnées (crs)"});
    return result;
}

std::vector<float> values_of(GDALDataset& grid, const GdalErrors& errors,
                             const std::string& where) {
    const int columns = grid.GetRasterXSize();
    const int rows = grid.GetRasterYSize();
    std::vector<float> values(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    if (grid.GetRasterBand(1)->RasterIO(GF_Read, 0, 0, columns, rows, values.data(), columns, rows,
                                        GDT_Float32, 0, 0) != CE_None) {
        errors.require_memory();
        throw InputError({where, "un raster tronqué ou abîmé", "un GeoTIFF entier",
                          "télécharger le fichier de nouveau"});
    }
    return values;
}

/// Makes unknown what a hole has touched: cells whose nearest source, or that of a neighbour, is
/// no height of the ground (interpolated values mix holes with the ground around them). `nearest`:
/// the same grid, not interpolated.
void forget_holes(street::Heights& heights, const std::vector<float>& nearest,
                  const std::string& where, Notices& notices) {
    const auto is_hole = [](float h) { return h < lowest_ground || h > highest_ground; };
    const std::size_t holes =
        static_cast<std::size_t>(std::count_if(nearest.begin(), nearest.end(), is_hole));
    if (holes == 0 && std::none_of(heights.values.begin(), heights.values.end(), is_hole)) return;
    const auto columns = static_cast<std::ptrdiff_t>(heights.columns);
    const auto rows = static_cast<std::ptrdiff_t>(heights.rows);
    for (std::ptrdiff_t row = 0; row < rows; ++row)
        for (std::ptrdiff_t column = 0; column < columns; ++column) {
            float& own = heights.values[static_cast<std::size_t>(row * columns + column)];
            if (is_hole(own)) own = std::numeric_limits<float>::quiet_NaN();
            if (!is_hole(nearest[static_cast<std::size_t>(row * columns + column)])) continue;
            for (std::ptrdiff_t r = std::max<std::ptrdiff_t>(row - 1, 0);
                 r <= std::min(row + 1, rows - 1); ++r)
                for (std::ptrdiff_t c = std::max<std::ptrdiff_t>(column - 1, 0);
                     c <= std::min(column + 1, columns - 1); ++c)
                    heights.values[static_cast<std::size_t>(r * columns + c)] =
                        std::numeric_limits<float>::quiet_NaN();
        }
    // fmin goes past what is unknown.
    const float lowest = std::accumulate(nearest.begin(), nearest.end(), 0.0F,
                                         [](float a, float b) { return std::fmin(a, b); });
    const float highest = std::accumulate(nearest.begin(), nearest.end(), 0.0F,
                                          [](float a, float b) { return std::fmax(a, b); });
    notices.add(Severity::avertissement, "relief_invraisemblable", where,
                {{"hauteur", static_cast<double>(is_hole(lowest) ? lowest : highest)}},
                std::max<std::size_t>(holes, 1));
}

}  // namespace

street::Heights read_heights(const LayerSpec& spec, const ReadContext& context, Notices& notices) {
    ensure_gdal();
    const GdalErrors quiet;
    const std::string where = spec.file.filename().string();
    const Dataset source = open_raster(spec, where);
    const Dataset grid = warped(*source, spec, context, where, "bilinear");
    double place[6] = {};
    grid->GetGeoTransform(place);
    street::Heights heights;
    heights.corner = {place[0], place[3]};
    heights.cell_x = place[1];
    heights.cell_y = -place[5];
    if (!std::isfinite(place[0]) || !std::isfinite(place[3]) || !(heights.cell_x > 0) ||
        !(heights.cell_y > 0) || !std::isfinite(heights.cell_x + heights.cell_y))
        throw InputError({where,
                          fmt::format("des cellules de {} × {}, posées en ({}, {})", heights.cell_x,
                                      heights.cell_y, place[0], place[3]),
                          "un raster géoréférencé", "refaire l'export du relief"});
    const int columns = grid->GetRasterXSize();
    const int rows = grid->GetRasterYSize();
    if (static_cast<double>(columns) * rows > most_cells)
        throw InputError({where, fmt::format("{} × {} cellules sur le territoire", columns, rows),
                          "au plus 200 millions", "prendre un relief moins fin"});
    heights.columns = static_cast<std::size_t>(columns);
    heights.rows = static_cast<std::size_t>(rows);
    heights.values = values_of(*grid, quiet, where);
    const Dataset nearest = warped(*source, spec, context, where, "near");
    forget_holes(heights, values_of(*nearest, quiet, where), where, notices);
    const auto known = static_cast<double>(std::count_if(
        heights.values.begin(), heights.values.end(), [](float h) { return !std::isnan(h); }));
    if (known == 0)
        throw InputError(
            {where, "aucune hauteur sur le territoire", "un relief qui couvre les périmètres",
             "vérifier que c'est le bon fichier, et son système de coordonnées (crs)"});
    const double missing = 1 - known / static_cast<double>(heights.values.size());
    if (missing > worrying_share)
        notices.add(Severity::avertissement, "relief_partiel", where, {{"part", 100 * missing}});
    return heights;
}

}  // namespace lisiere::io
