// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/dataset_files.hpp"

#include <algorithm>
#include <memory>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "io/gdal/session.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> names(const fs::path& file) {
    std::vector<std::string> all;
    for (const fs::path& one : dataset_files(file)) all.push_back(one.filename().string());
    return all;
}

void write_point(const fs::path& file, const char* driver) {
    ensure_gdal();
    const std::unique_ptr<GDALDataset> made(GetGDALDriverManager()->GetDriverByName(driver)->Create(
        file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    REQUIRE(made);
    OGRLayer* layer = made->CreateLayer("q", nullptr, wkbPoint, nullptr);
    OGRFieldDefn code("CODE", OFTString);
    REQUIRE(layer->CreateField(&code) == OGRERR_NONE);
    OGRFeature feature(layer->GetLayerDefn());
    OGRPoint point(1, 2);
    feature.SetGeometry(&point);
    REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
}

}  // namespace

TEST_CASE("a layer of several files is all of them", "[io][gdal]") {
    const TempFolder folder;
    write_point(folder.path("q.tab"), "MapInfo File");
    folder.write("other.dat", "");
    const auto tab = names(folder.path("q.tab"));
    CHECK(tab.front() == "q.tab");
    for (const char* part : {"q.dat", "q.map", "q.id"})
        CHECK(std::find(tab.begin(), tab.end(), part) != tab.end());
    CHECK(std::find(tab.begin(), tab.end(), "other.dat") == tab.end());

    write_point(folder.path("s.shp"), "ESRI Shapefile");
    folder.write("s.cpg", "UTF-8");
    const auto shp = names(folder.path("s.shp"));
    for (const char* part : {"s.dbf", "s.shx", "s.cpg"})
        CHECK(std::find(shp.begin(), shp.end(), part) != shp.end());
}

TEST_CASE("an SQLite file counts with the log beside it, a table by itself", "[io][gdal]") {
    const TempFolder folder;
    folder.write("a.gpkg", "x");
    CHECK(names(folder.path("a.gpkg")) == std::vector<std::string>{"a.gpkg"});
    folder.write("a.gpkg-wal", "log");
    CHECK(names(folder.path("a.gpkg")) == std::vector<std::string>{"a.gpkg", "a.gpkg-wal"});
    folder.write("t.csv", "a;b\n");
    folder.write("t.txt", "");
    CHECK(names(folder.path("t.csv")) == std::vector<std::string>{"t.csv"});
    CHECK(names(folder.path("absent.shp")) == std::vector<std::string>{"absent.shp"});
}
