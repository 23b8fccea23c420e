// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_geopackage.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/gdal/write_geopackage.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::tests;
namespace fs = std::filesystem;

namespace {

struct File {
    fs::path path = fs::temp_directory_path() /
                    ("lisiere_read_geopackage_" + std::to_string(::getpid()) + ".gpkg");
    File() {
        Notices notices;
        io::write_geopackage(sample_tables(), path, {}, notices);
    }
    ~File() { fs::remove(path); }
};

bool same_columns(const Table& a, const Table& b) {
    return std::equal(
        a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
        [](const Column& x, const Column& y) { return x.name == y.name && x.type == y.type; });
}

}  // namespace

TEST_CASE("tables come back as they were written: types, NULL, outlines, CRS") {
    const File file;
    const std::vector<Table> written = sample_tables();
    std::vector<io::LayerToRead> layers;
    for (const Table& table : written) layers.push_back({table.name, {}});
    const std::vector<Table> read = io::read_geopackage(file.path, layers);
    REQUIRE(read.size() == written.size());
    for (std::size_t i = 0; i < read.size(); ++i) {
        CAPTURE(written[i].name);
        CHECK(read[i].name == written[i].name);
        CHECK(read[i].geometry_type == written[i].geometry_type);
        CHECK(read[i].crs == written[i].crs);
        CHECK(same_columns(read[i], written[i]));
        CHECK(read[i].rows == written[i].rows);
        CHECK(read[i].geometries == written[i].geometries);
    }
}

TEST_CASE("only the columns asked for are read, and what the file has not is left out") {
    const File file;
    const std::vector<io::LayerToRead> layers{{"arrets", {"nom", "nulle_part"}}, {"absente", {}}};
    const std::vector<Table> read = io::read_geopackage(file.path, layers);
    REQUIRE(read.size() == 1);
    REQUIRE(read[0].columns.size() == 1);
    CHECK(read[0].columns[0].name == "nom");
    CHECK(read[0].rows[1] == std::vector<Value>{std::string("Écluse")});
    CHECK(read[0].geometries.size() == 2);
}

TEST_CASE("what is no GeoPackage, or was cut, is refused") {
    const File file;
    const std::vector<io::LayerToRead> layers{{"perimetres", {}}};
    CHECK_THROWS_AS(io::read_geopackage(file.path.string() + ".absent", layers), io::InputError);
    std::ofstream(file.path, std::ios::binary) << "pas une base";
    CHECK_THROWS_AS(io::read_geopackage(file.path, layers), io::InputError);
}
