// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/geopackage_tables.hpp"

#include <map>

#include "io/base/error.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using lisiere::io::GeopackageTables;
using lisiere::io::PostgisTable;

namespace {

/// Of an edition of the hamlet.
std::filesystem::path package_of(const tests::Scratch& scratch) {
    const auto config = tests::write_hamlet(scratch);
    const auto out = scratch.path() / "out";
    REQUIRE(tests::run_lisiere({"run", config.string(), "-o", out.string()}).exit_code == 0);
    return out / "lisiere.gpkg";
}

}  // namespace

TEST_CASE("every layer of an edition is a table with a key, typed columns and their comments",
          "[postgis]") {
    const tests::Scratch scratch;
    const auto file = package_of(scratch);
    const GeopackageTables package(file);
    std::map<std::string, PostgisTable> tables;
    for (const PostgisTable& table : package.all()) tables[table.name] = table;
    CHECK(tables.size() ==
          tests::geopackage_rows(file,
                                 "SELECT 1 FROM gpkg_contents WHERE table_name <> 'layer_styles'")
              .size());
    CHECK_FALSE(tables.contains("layer_styles"));
    const PostgisTable& quarters = tables.at("perimetres");
    CHECK(quarters.columns.at(0).name == quarters.key);
    CHECK(quarters.columns.at(0).type == "bigint");
    CHECK(quarters.srid == 2154);
    std::map<std::string, io::PostgisColumn> columns;
    for (const io::PostgisColumn& column : quarters.columns) columns[column.name] = column;
    CHECK(columns.at(quarters.geometry).type == "geometry(MULTIPOLYGON,2154)");
    CHECK(columns.at("code").type == "text");
    CHECK(columns.at("indice_enclavement").type == "double precision");
    CHECK(columns.at("bord").type == "boolean");
    CHECK(columns.at("population").comment.find("Population") != std::string::npos);
    CHECK(tables.at("indicateurs").geometry.empty());
}

TEST_CASE("a table is read to its last row, in the order of its key", "[postgis]") {
    const tests::Scratch scratch;
    const auto file = package_of(scratch);
    const GeopackageTables package(file);
    for (const PostgisTable& table : package.all()) {
        INFO(table.name);
        std::size_t rows = 0;
        std::size_t tabs = 0;
        package.read(table, [&](std::string_view text) {
            CHECK(text.ends_with('\n'));
            for (const char c : text) {
                rows += c == '\n' ? 1U : 0U;
                tabs += c == '\t' ? 1U : 0U;
            }
        });
        CHECK(rows == table.rows);
        CHECK(tabs == rows * (table.columns.size() - 1));
    }
}

TEST_CASE("what is no GeoPackage is said with its name", "[postgis]") {
    const tests::Scratch scratch;
    const auto file = scratch.write("x.gpkg",
                                    "du texte, pas une base, plus long que l'entête d'une "
                                    "base de SQLite qui fait cent octets en tout");
    CHECK_THROWS_AS(GeopackageTables(file).all(), io::InputError);
    CHECK_THROWS_AS(GeopackageTables(scratch.path() / "absent.gpkg"), io::InputError);
}
