// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/write_viewer.hpp"

#include "io/base/files.hpp"
#include "io/viewer/legend_data.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using lisiere::tests::Scratch;
namespace fs = std::filesystem;

namespace {

/// An edition of one quarter, its tiles written as `tuiles/lisiere.pmtiles`.
struct Edition {
    Scratch scratch;
    std::vector<Table> tables;
    io::Styles styles;
    io::ViewerTexts texts{
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "fr"),
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "en"),
        {},
        {}};
    io::ViewerEdition edition;

    Edition() {
        Table table;
        table.name = "perimetres";
        table.geometry_type = GeometryType::multipolygon;
        table.columns = {{"code", ColumnType::text}, {"nom_qp", ColumnType::text}};
        table.rows = {{std::string("QN1"), std::string("Nom qui n'est pas de l'UTF-8 : \xE9")}};
        table.geometries = {geo::MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}, {}}}};
        tables = {table};
        edition.name = "Essai";
        edition.tables = tables;
        edition.styles = &styles;
        edition.texts = &texts;
        edition.to_lonlat = [](const geo::Point& p) { return geo::LonLat{p.x, p.y}; };
        edition.map_style = "{}";
        edition.tiles = scratch.write("tuiles/lisiere.pmtiles", "tuiles");
    }
};

}  // namespace

TEST_CASE("the map's folder holds the bundle, the data and the tiles, no byte of them twice",
          "[viewer]") {
    const Edition edition;
    const Scratch bundle;
    bundle.write("index.html", "<html>");
    bundle.write("carte.js", "");
    Notices notices;
    const fs::path folder = edition.scratch.path() / "carte";
    io::write_viewer(edition.edition, bundle.path(), folder, notices);
    CHECK(notices.items().empty());
    CHECK(io::read_text(folder / "index.html") == "<html>");
    CHECK(io::read_text(folder / "lisiere.pmtiles") == "tuiles");
    CHECK(fs::hard_link_count(folder / "lisiere.pmtiles") == 2);
    const auto data = nlohmann::json::parse(io::read_text(folder / "donnees" / "territoire.json"));
    CHECK(data["quartiers"][0]["fichier"] == "QN1.json");
    CHECK(nlohmann::json::parse(io::read_text(folder / "donnees" / "quartiers" / "QN1.json"))
              .contains("perimetres"));
}

TEST_CASE("without a bundle no map is written, and a notice says why and what to do", "[viewer]") {
    const Edition edition;
    Notices notices;
    const fs::path folder = edition.scratch.path() / "carte";
    io::write_viewer(edition.edition, {}, folder, notices);
    REQUIRE(notices.count("carte_absente") == 1);
    const io::ViewerAbsence why = io::viewer_absence();
    CHECK(notices.items().front().values == NamedValues{{"motif", why.reason}});
    CHECK(notices.items().front().samples == std::vector<Sample>{{{"recours", why.way_out}}});
    CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("a plate is a theme of what is drawn here; one of which nothing is, is left out",
          "[viewer]") {
    Edition edition;
    io::LayerStyle perimeters;
    perimeters.layer = "perimetres";
    io::LayerStyle water;
    water.layer = "fond_eau";
    water.group = "fond";
    io::LayerStyle walks;
    walks.layer = "isochrones";
    walks.variant_column = "mode";
    walks.variants = {{"marche", {"À pied", "On foot"}, 0, {}},
                      {"velo", {"À vélo", "By bicycle"}, 0, {}}};
    const std::vector<io::LayerStyle> drawn{water, io::by_variant(walks)[0], perimeters};
    const std::vector<io::Plate> plates{
        {"marche", {}, {"Marche", "Walk"}, true, {"fond_eau", "isochrones/marche"}, {"isochrones"}},
        {"velo", {}, {"Vélo", "Cycling"}, true, {"fond_eau", "isochrones/velo"}, {"isochrones"}}};
    edition.edition.drawn = drawn;
    edition.edition.plates = plates;
    const Scratch bundle;
    bundle.write("index.html", "<html>");
    Notices notices;
    const fs::path folder = edition.scratch.path() / "carte";
    io::write_viewer(edition.edition, bundle.path(), folder, notices);
    const auto data = nlohmann::json::parse(io::read_text(folder / "donnees" / "territoire.json"));
    REQUIRE(data["themes"].size() == 1);
    CHECK(data["themes"][0]["couches"] == nlohmann::json({"fond_eau", "isochrones/marche"}));
    CHECK(data["themes"][0]["du_quartier"] == nlohmann::json({"isochrones/marche"}));
    CHECK(data["couches"][1]["couche"] == "isochrones/marche");
    CHECK(data["couches"][1]["table"] == "isochrones");
    CHECK(data["couches"][1]["titre"]["fr"] == "À pied");
}

TEST_CASE("a layer of which nothing is drawn says so in the list", "[viewer]") {
    io::LayerStyle cells;
    cells.layer = "carreaux";
    cells.rendering = io::Rendering::intervals;
    cells.column = "indice";
    cells.classes.resize(1);
    io::LayerStyle water = cells;
    water.layer = "fond_eau";  // of the base map: no table of the edition
    Table table;
    table.name = "carreaux";
    table.columns = {{"indice", ColumnType::real}};
    table.rows = {{Value{}}, {Value{}}};
    const auto empty = [&] {
        const auto layers =
            io::legend_data(std::vector{cells, water}, std::span<const Table>(&table, 1));
        return std::pair{layers[0]["vide"].get<bool>(), layers[1]["vide"].get<bool>()};
    };
    CHECK(empty() == std::pair{true, false});
    table.rows[1][0] = 50.0;
    CHECK(empty() == std::pair{false, false});
}
