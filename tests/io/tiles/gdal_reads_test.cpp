// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <ogrsf_frmts.h>

#include <filesystem>
#include <string>

#include "io/tiles/write_tiles.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

TEST_CASE("GDAL reads the layers, fields and features of the MBTiles file without a word",
          "[io][tiles]") {
    GDALAllRegister();
    const fs::path path = fs::temp_directory_path() /
                          ("lisiere_gdal_reads_" + std::to_string(::getpid()) + ".mbtiles");
    const std::vector<Table> tables = tests::sample_tables();
    std::vector<io::TileLayer> layers;
    for (const Table& table : tables) layers.push_back({&table, "Essai"});
    Notices notices;
    io::write_tiles(
        layers,
        [](std::span<const geo::Point> from, std::span<geo::LonLat> to) {
            for (std::size_t i = 0; i < from.size(); ++i)
                to[i] = {3 + (from[i].x - 735000) / 71000, 50 + (from[i].y - 7030000) / 111000};
        },
        {}, path, {}, notices);
    CPLErrorReset();
    const GDALDatasetUniquePtr data(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
    REQUIRE(data != nullptr);
    REQUIRE(data->GetLayerCount() == 3);
    OGRLayer* areas = data->GetLayerByName("perimetres");
    REQUIRE(areas != nullptr);
    CHECK(wkbFlatten(areas->GetGeomType()) == wkbMultiPolygon);
    const OGRFeatureDefn& fields = *areas->GetLayerDefn();
    REQUIRE(fields.GetFieldIndex("indice_enclavement") >= 0);
    CHECK(fields.GetFieldDefn(fields.GetFieldIndex("indice_enclavement"))->GetType() == OFTReal);
    CHECK(fields.GetFieldDefn(fields.GetFieldIndex("code_qp"))->GetType() == OFTString);
    std::size_t found = 0;
    for (const auto& feature : *areas) {
        REQUIRE(feature->GetGeometryRef() != nullptr);
        if (std::string(feature->GetFieldAsString("code_qp")) != "QP059001") continue;
        ++found;
        CHECK(feature->GetFieldAsInteger64("population") == 1204);
        CHECK(feature->GetFieldAsDouble("indice_enclavement") == 61.25);
    }
    CHECK(found >= 1);
    CHECK(std::string(CPLGetLastErrorMsg()).empty());
    fs::remove(path);
}
