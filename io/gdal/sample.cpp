// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/sample.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "engine/core/ascii.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/error.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/gdal/row_builder.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/spatial_reference.hpp"
#include "io/gdal/vector_file.hpp"

namespace lisiere::io {
namespace {

constexpr GIntBig read_through = 50000;

std::string in_words(const OGRGeometry& geometry) {
    switch (geometry.getDimension()) {
        case 0:
            return "points";
        case 1:
            return "lignes";
        default:
            return "polygones";
    }
}

/// The geometry that most of the rows have.
std::string most_frequent(const std::map<std::string, std::size_t>& seen) {
    const auto most = std::max_element(
        seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == seen.end() ? std::string() : most->first;
}

geo::Box in_degrees(const std::string& crs, const geo::Box& box) {
    return box_in("EPSG:4326", box, geo::Crs{std::atoi(crs.c_str())});
}

/// Where the layer lies when its own system does not say it, by the system that would.
void assume_crs(LayerSample& sample) {
    LayerInfo& info = sample.info;
    if (info.extent_degrees || info.extent.empty()) return;
    const std::string likely = likely_crs(info.extent);
    int epsg = 0;
    std::from_chars(likely.data(), likely.data() + likely.size(), epsg);
    if (epsg == 0 || likely.find("axes invers") != std::string::npos) return;
    sample.assumed_crs = epsg;
    info.extent_degrees = in_degrees(std::to_string(epsg), info.extent);
}

/// In metres, degrees taken at their length along a meridian.
double median_side(std::vector<double>& sides, int epsg) {
    if (sides.empty()) return 0;
    constexpr double metres_per_degree = 111195;
    const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
    std::nth_element(sides.begin(), middle, sides.end());
    const bool degrees = epsg != 0 && parse_crs(fmt::format("EPSG:{}", epsg)).IsGeographic() != 0;
    return *middle * (degrees ? metres_per_degree : 1);
}

LayerSample sample_layer(GDALDataset& dataset, OGRLayer& layer, std::size_t rows) {
    LayerSample sample{describe(dataset, layer), {}, 0, {}};
    const GIntBig count = std::max<GIntBig>(layer.GetFeatureCount(), 0);
    const bool spread = count <= read_through;
    const auto step = spread ? std::max<GIntBig>(1, count / static_cast<GIntBig>(rows)) : 1;
    std::map<std::string, std::size_t> shapes;
    std::vector<double> sides;
    GIntBig at = 0;
    layer.ResetReading();
    while (sample.rows.size() < rows) {
        const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
        if (!feature) break;
        if (at++ % step != 0) continue;
        std::vector<std::string>& row = sample.rows.emplace_back();
        for (int i = 0; i < feature->GetFieldCount(); ++i)
            row.emplace_back(feature->IsFieldSetAndNotNull(i)
                                 ? std::string(trimmed(feature->GetFieldAsString(i)))
                                 : std::string());
        const OGRGeometry* geometry = feature->GetGeometryRef();
        if (geometry != nullptr && !geometry->IsEmpty()) {
            ++shapes[in_words(*geometry)];
            OGREnvelope box;
            geometry->getEnvelope(&box);
            sides.push_back(std::max(box.MaxX - box.MinX, box.MaxY - box.MinY));
        }
    }
    if (sample.info.geometry == "mixte") sample.info.geometry = most_frequent(shapes);
    assume_crs(sample);
    sample.median_side_m =
        median_side(sides, sample.assumed_crs != 0 ? sample.assumed_crs : sample.info.epsg);
    return sample;
}

LayerSample sample_table(const std::filesystem::path& file, std::size_t rows) {
    const std::string name = file.filename().string();
    LayerSample sample;
    sample.info.name = file.stem().string();
    CsvStream stream(file, name);
    for (const std::string& column : stream.names())
        sample.info.columns.push_back({column, "", ""});
    CsvBlock block;
    while (stream.next(block))
        read_records(block, name, stream.delimiter(),
                     [&](std::span<const std::string_view> fields, std::string_view, std::size_t) {
                         ++sample.info.features;
                         if (sample.rows.size() == rows) return;
                         std::vector<std::string>& row = sample.rows.emplace_back();
                         for (const std::string_view field : fields)
                             row.emplace_back(trimmed(field));
                         row.resize(std::max(row.size(), stream.names().size()));
                     });
    return sample;
}

std::vector<LayerSample> sample_vector(const std::string& name, const std::string& where,
                                       std::size_t rows) {
    const auto dataset = open_vector(name, where);
    const GdalErrors errors;
    std::vector<LayerSample> samples;
    for (OGRLayer* layer : dataset->GetLayers())
        samples.push_back(sample_layer(*dataset, *layer, rows));
    errors.require_none(where, "le fichier est peut-être tronqué : le télécharger de nouveau");
    if (samples.size() > 1)
        for (LayerSample& sample : samples) sample.couche = sample.info.name;
    return samples;
}

}  // namespace

std::vector<LayerSample> sample_layers(const std::filesystem::path& file, std::size_t rows) {
    LayerSpec spec;
    spec.file = file;
    if (is_table(spec)) return {sample_table(file, rows)};
    const std::string where = file.filename().string();
    const std::vector<std::string> members = vector_members(file);
    if (members.size() < 2) return sample_vector(gdal_name(file, "", where), where, rows);
    std::vector<LayerSample> all;
    for (const std::string& member : members) {
        const std::string name = "/vsizip/" + file.string() + "/" + member;
        for (LayerSample& sample : sample_vector(name, where + ", " + member, rows)) {
            // A member is chosen by its stem; one that holds several layers cannot be told further.
            sample.couche = std::filesystem::path(member).stem().string();
            all.push_back(std::move(sample));
        }
    }
    return all;
}

RasterInfo inspect_raster(const std::filesystem::path& file) {
    ensure_gdal();
    const GdalErrors errors;
    const std::unique_ptr<GDALDataset, void (*)(GDALDataset*)> dataset(
        GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY),
        [](GDALDataset* open) { GDALClose(open); });
    if (!dataset || dataset->GetRasterCount() < 1)
        throw InputError({file.filename().string(), "un fichier qui n'est pas une image",
                          "un raster lisible (GeoTIFF)",
                          "le fichier est peut-être tronqué : le télécharger de nouveau"});
    RasterInfo info;
    info.bands = dataset->GetRasterCount();
    info.columns = dataset->GetRasterXSize();
    info.lines = dataset->GetRasterYSize();
    info.numbers = dataset->GetRasterBand(1)->GetRasterDataType() != GDT_Byte;
    const OGRSpatialReference* srs = dataset->GetSpatialRef();
    double place[6] = {};
    if (srs == nullptr || dataset->GetGeoTransform(place) != CE_None) return info;
    info.epsg = epsg_of(*srs);
    const geo::Box box{place[0], place[3] + place[5] * info.lines,
                       place[0] + place[1] * info.columns, place[3]};
    if (info.epsg != 0) info.degrees = in_degrees(std::to_string(info.epsg), box);
    return info;
}

}  // namespace lisiere::io
