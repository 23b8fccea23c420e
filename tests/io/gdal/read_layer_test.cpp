// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_layer.hpp"

#include <filesystem>
#include <fstream>
#include <memory>

#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "io/gdal/crs_check.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/inspect.hpp"
#include "io/gdal/session.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/working_crs.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// Squares of 100 m in Lambert-93, one row each from west to east, in as many layers as names.
void write_squares(const fs::path& file, const char* driver, const std::vector<std::string>& layers,
                   int epsg, int count) {
    ensure_gdal();
    GDALDataset* made = GetGDALDriverManager()->GetDriverByName(driver)->Create(
        file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    REQUIRE(made != nullptr);
    OGRSpatialReference srs;
    if (epsg > 0) REQUIRE(srs.importFromEPSG(epsg) == OGRERR_NONE);
    for (const std::string& name : layers) {
        OGRLayer* layer =
            made->CreateLayer(name.c_str(), epsg > 0 ? &srs : nullptr, wkbMultiPolygon, nullptr);
        OGRFieldDefn code("INSEE_COM", OFTInteger);
        OGRFieldDefn text("NOM", OFTString);
        OGRFieldDefn people("P20_POP", OFTReal);
        layer->CreateField(&code);
        layer->CreateField(&text);
        layer->CreateField(&people);
        for (int i = 0; i < count; ++i) {
            OGRFeature feature(layer->GetLayerDefn());
            feature.SetField(0, 1004 + i);
            feature.SetField(1, "Ambérieu");
            if (i != 1) feature.SetField(2, 10.5 * i);
            const double west = 700000 + 100.0 * i;
            feature.SetGeometryDirectly(to_ogr(geo::MultiPolygon{{{{west, 6600000},
                                                                   {west + 100, 6600000},
                                                                   {west + 100, 6600100},
                                                                   {west, 6600100},
                                                                   {west, 6600000}},
                                                                  {}}})
                                            .release());
            REQUIRE(layer->CreateFeature(&feature) == OGRERR_NONE);
        }
    }
    GDALClose(made);
}

const ReadContext lambert{{2154}, 0.01, {}};

RawLayer read(const LayerSpec& spec, const ReadContext& context = lambert) {
    static const Schema schema = read_schema("communes");
    Notices notices;
    return read_layer(spec, {schema, context, {}, true, {}}, notices);
}

}  // namespace

TEST_CASE(
    "a GeoPackage and a shapefile give the same rows, to the bit where the CRS is the working one",
    "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("a.gpkg"), "GPKG", {"communes"}, 2154, 3);
    write_squares(folder.path("b.shp"), "ESRI Shapefile", {"b"}, 2154, 3);
    for (const char* name : {"a.gpkg", "b.shp"}) {
        const RawLayer layer = read(spec_of<LayerSpec>(folder.path(name), "communes[0]"));
        REQUIRE(layer.rows.size() == 3);
        CHECK(layer.rows[0].text[0] == "1004");
        CHECK(layer.rows[0].text[1] == "Ambérieu");
        CHECK(geo::bounds(layer.rows[2].polygons) == geo::Box{700200, 6600000, 700300, 6600100});
        REQUIRE(layer.numbers.size() == 1);
        CHECK(layer.numbers[0].name == "P20_POP");
        CHECK(layer.numbers[0].values[2] == Maybe<double>(21.0));
        CHECK_FALSE(layer.numbers[0].values[1].has_value());  // NULL is missing, not 0
    }
}

TEST_CASE(
    "several layers and none named: the message lists them; a wrong name is answered with the "
    "nearest",
    "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("deux.gpkg"), "GPKG", {"communes", "epci"}, 2154, 2);
    LayerSpec spec = spec_of<LayerSpec>(folder.path("deux.gpkg"), "communes[0]");
    const std::string several = message_of<InputError>([&] { (void)read(spec); });
    CHECK(has(several, "communes, epci"));
    CHECK(has(several, "couche = "));
    spec.layer = "comunes";
    CHECK(has(message_of<InputError>([&] { (void)read(spec); }), "couche = \"communes\""));
    spec.layer = "epci";
    CHECK(read(spec).rows.size() == 2);
    CHECK(has(read(spec).where, "couche epci"));
}

TEST_CASE(
    "a file without a CRS is refused with the one its numbers suggest, and read once it is "
    "declared",
    "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("sans.shp"), "ESRI Shapefile", {"sans"}, 0, 2);
    LayerSpec spec = spec_of<LayerSpec>(folder.path("sans.shp"), "communes[0]");
    CHECK(has(message_of<InputError>([&] { (void)read(spec); }), "crs = 2154"));
    spec.crs = 2154;
    CHECK(read(spec).rows.size() == 2);
}

TEST_CASE("a layer inside a zip is found, in a folder of it too", "[io][gdal]") {
    const TempFolder folder;
    ensure_gdal();
    const auto pack = [&](const std::string& zip, const std::string& inside,
                          const std::string& text) {
        const std::string name = "/vsizip/" + folder.path(zip).string() + "/" + inside;
        VSILFILE* out = VSIFOpenL(name.c_str(), "wb");
        REQUIRE(out != nullptr);
        VSIFWriteL(text.data(), 1, text.size(), out);
        VSIFCloseL(out);
    };
    const std::string text =
        geojson({rectangle(3.5, 50.3, 3.6, 50.4, R"("code":"59014","nom":"Anzin")")});
    pack("un.zip", "GEOJSON/communes.geojson", text);
    LayerSpec spec = spec_of<LayerSpec>(folder.path("un.zip"), "communes[0]");
    CHECK(read(spec).rows.size() == 1);
    pack("un.zip", "autre.geojson", text);
    const std::string several = message_of<InputError>([&] { (void)read(spec); });
    CHECK(has(several, "GEOJSON/communes.geojson"));
    spec.layer = "autre";
    CHECK(read(spec).rows.size() == 1);
    folder.write("faux.zip", "pas un zip");
    CHECK_FALSE(message_of<InputError>([&] {
                    (void)read(spec_of<LayerSpec>(folder.path("faux.zip"), "c"));
                }).empty());
}

TEST_CASE("a GeoPackage cut short anywhere is refused or read whole, never in part", "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("entier.gpkg"), "GPKG", {"communes"}, 2154, 2000);
    const auto size = fs::file_size(folder.path("entier.gpkg"));
    std::string whole(size, '\0');
    std::ifstream(folder.path("entier.gpkg"), std::ios::binary)
        .read(whole.data(), static_cast<std::streamsize>(size));
    int refused = 0;
    for (const double share : {0.05, 0.2, 0.5, 0.8, 0.95}) {
        folder.write("coupe.gpkg",
                     whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(size))));
        const LayerSpec spec = spec_of<LayerSpec>(folder.path("coupe.gpkg"), "communes[0]");
        std::size_t rows = 0;
        const std::string message = message_of<InputError>([&] { rows = read(spec).rows.size(); });
        CHECK((!message.empty() || rows == 2000));
        refused += message.empty() ? 0 : 1;
    }
    CHECK(refused >= 4);
}

TEST_CASE("the window keeps what meets it and nothing else, in the file's CRS or another",
          "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("a.gpkg"), "GPKG", {"communes"}, 2154, 50);
    ReadContext context = lambert;
    context.window = geo::Box{701010, 6600010, 701190, 6600020};  // squares 10 and 11
    const RawLayer some = read(spec_of<LayerSpec>(folder.path("a.gpkg"), "communes[0]"), context);
    REQUIRE(some.rows.size() == 2);
    CHECK(some.rows[0].text[0] == "1014");
    context.window = geo::Box{0, 0, 10, 10};
    CHECK(read(spec_of<LayerSpec>(folder.path("a.gpkg"), "communes[0]"), context).rows.empty());

    const std::string degrees =
        geojson({rectangle(3.00, 46.50, 3.01, 46.51, R"("code":"58001","nom":"a")"),
                 rectangle(3.10, 46.50, 3.11, 46.51, R"("code":"58002","nom":"b")")});
    context.window = geo::Box{700000, 6600000, 700100, 6600100};
    const RawLayer one =
        read(spec_of<LayerSpec>(folder.write("c.geojson", degrees), "communes[0]"), context);
    REQUIRE(one.rows.size() == 1);
    CHECK(one.rows[0].text[0] == "58001");
}

TEST_CASE("communes get their leading zero back and carry census columns as areas", "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("a.gpkg"), "GPKG", {"communes"}, 2154, 3);
    Notices notices;
    const auto communes =
        read_communes(spec_of<LayerSpec>(folder.path("a.gpkg"), "communes[0]"), lambert, notices);
    REQUIRE(communes.size() == 3);
    CHECK(communes[0].code == "01004");
    CHECK(notices.count("zero_retabli") == 3);
    CHECK(areas_of(communes).areas[census::AreaIdx{2}].id == "01006");
}

TEST_CASE("a layer far from the others is told by the distance", "[io][gdal]") {
    const geo::Box here{700000, 6600000, 710000, 6610000};
    CHECK_NOTHROW(check_nearby("a", here.grown(1000), here));
    CHECK_NOTHROW(check_nearby("a", {}, here));
    const geo::Box far{810000, 6600000, 820000, 6610000};  // 100 km to the east
    CHECK(has(message_of<InputError>([&] { check_nearby("b.gpkg", far, here); }), "100 km"));
    CHECK_NOTHROW(check_nearby("b.gpkg", far, here, 101));
}

TEST_CASE("what a file holds is told without reading it whole", "[io][gdal]") {
    const TempFolder folder;
    write_squares(folder.path("deux.gpkg"), "GPKG", {"communes", "epci"}, 2154, 2);
    const FileInfo info = inspect(folder.path("deux.gpkg"));
    CHECK(info.format == "GPKG");
    REQUIRE(info.layers.size() == 2);
    CHECK(info.layers[0].name == "communes");
    CHECK(info.layers[0].features == 2);
    CHECK(info.layers[0].geometry == "polygones");
    CHECK(info.layers[0].epsg == 2154);
    CHECK(info.layers[0].warning.empty());
    REQUIRE(info.layers[0].extent_degrees.has_value());
    CHECK(info.layers[0].extent_degrees->min_x == Approx(3.0).margin(1e-6));
    REQUIRE(info.layers[0].columns.size() == 3);
    CHECK(info.layers[0].columns[0].type == "entier");

    const FileInfo table =
        inspect(folder.write("t.csv", "code;nom;valeur;x\n01004;a;1 234,5;7\n02004;b;s;8\n"));
    REQUIRE(table.layers.size() == 1);
    CHECK(table.layers[0].features == 2);
    CHECK(table.layers[0].columns[0].type == "texte");
    CHECK(table.layers[0].columns[2].type == "réel");
    CHECK(table.layers[0].columns[3].type == "entier");

    const FileInfo wrong = inspect(folder.write(
        "w.geojson", geojson({rectangle(700000, 6600000, 700100, 6600100, R"("a":1)")})));
    CHECK(has(wrong.layers[0].warning, "2154"));
    CHECK_FALSE(message_of<InputError>([&] { (void)inspect(folder.path("absent.gpkg")); }).empty());
}

TEST_CASE("the working CRS follows the middle of the filtered features, or what is declared",
          "[io][gdal]") {
    const TempFolder folder;
    RunConfig config;
    config.perimeters.push_back(spec_of<PerimeterSpec>(
        folder.write("a.geojson",
                     geojson({rectangle(3.5, 50.3, 3.6, 50.4, R"("code_qp":"QP059020")"),
                              rectangle(2.3, 48.8, 2.4, 48.9, R"("code_qp":"QP075001")"),
                              rectangle(-61.6, 16.2, -61.5, 16.3, R"("code_qp":"QP971001")")})),
        "perimetres[0]"));
    CHECK(working_crs(config).epsg == 2154);
    config.perimeters[0].filter_field = "code_qp";
    config.perimeters[0].filter_values = {"QP971001"};
    CHECK(working_crs(config).epsg == 5490);
    config.crs = 32620;
    CHECK(working_crs(config).epsg == 32620);
    config.crs = 4326;
    CHECK_THROWS_AS(working_crs(config), ConfigError);
    const auto nothing = std::make_unique<RunConfig>();
    CHECK_THROWS_AS(working_crs(*nothing), ConfigError);
}
