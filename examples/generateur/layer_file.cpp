// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/layer_file.hpp"

#include <cpl_conv.h>
#include <ogrsf_frmts.h>

#include <stdexcept>

namespace lisiere::demo {

struct LayerFile::State {
    std::unique_ptr<GDALDataset> dataset;
    OGRLayer* layer = nullptr;
};

LayerFile::LayerFile(const std::filesystem::path& file, const char* driver,
                     const std::string& layer, int epsg, const std::vector<Column>& columns)
    : state_(std::make_unique<State>()) {
    GDALAllRegister();
    // A fixed date inside the file: the same town gives the same bytes.
    CPLSetConfigOption("OGR_CURRENT_DATE", "2026-01-01T00:00:00.000Z");
    CPLSetConfigOption("OGR_SQLITE_JOURNAL", "DELETE");
    std::filesystem::remove(file);
    const auto fail = [&] { throw std::runtime_error("écriture impossible : " + file.string()); };
    GDALDriver* found = GetGDALDriverManager()->GetDriverByName(driver);
    if (found == nullptr) fail();
    state_->dataset.reset(found->Create(file.string().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!state_->dataset) fail();
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    state_->layer = state_->dataset->CreateLayer(layer.c_str(), &crs, wkbMultiPolygon, nullptr);
    if (state_->layer == nullptr) fail();
    for (const Column& column : columns) {
        OGRFieldDefn field(column.name.c_str(), column.type == Column::Type::text      ? OFTString
                                                : column.type == Column::Type::integer ? OFTInteger
                                                                                       : OFTReal);
        state_->layer->CreateField(&field);
    }
    if (state_->layer->StartTransaction() != OGRERR_NONE) fail();
}

LayerFile::~LayerFile() = default;

void LayerFile::close() {
    if (state_->layer->CommitTransaction() != OGRERR_NONE)
        throw std::runtime_error("écriture impossible : fin de fichier");
    state_->dataset.reset();
}

void LayerFile::add(const std::vector<std::vector<Line>>& polygons,
                    const std::vector<Value>& values) {
    OGRFeature feature(state_->layer->GetLayerDefn());
    for (std::size_t k = 0; k < values.size(); ++k) {
        const int at = static_cast<int>(k);
        if (const auto* text = std::get_if<std::string>(&values[k]))
            feature.SetField(at, text->c_str());
        if (const auto* whole = std::get_if<int>(&values[k])) feature.SetField(at, *whole);
        if (const auto* real = std::get_if<double>(&values[k])) feature.SetField(at, *real);
    }
    OGRMultiPolygon shape;
    for (const std::vector<Line>& rings : polygons) {
        OGRPolygon polygon;
        for (const Line& line : rings) {
            OGRLinearRing ring;
            for (const Point& p : line) ring.addPoint(p.x, p.y);
            polygon.addRing(&ring);
        }
        shape.addGeometry(&polygon);
    }
    feature.SetGeometry(&shape);
    if (state_->layer->CreateFeature(&feature) != OGRERR_NONE)
        throw std::runtime_error("écriture impossible : une ligne est refusée");
}

}  // namespace lisiere::demo
