// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_context.hpp"

#include "engine/table/table_rows.hpp"
#include "io/base/error.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

/// A drawing of areas by phase, with their names.
LayerStyle phases() {
    LayerStyle style;
    style.column = "phase";
    style.rendering = Rendering::categories;
    style.classes.resize(2);
    style.classes[0].value = std::string("etudes");
    style.classes[1].value = std::string("travaux");
    style.label = LayerStyle::Label{"nom", 8, 0, "", "", false};
    return style;
}
LayerStyle plain(StyleGeometry geometry) {
    LayerStyle style;
    style.geometry = geometry;
    style.classes.resize(1);
    return style;
}

std::string area(int n, const std::string& properties) {
    const double west = 3.5 + 0.01 * n;
    return rectangle(west, 50.3, west + 0.005, 50.305, properties);
}
struct Reading {
    TempFolder folder;
    ContextSpec spec;
    Notices notices;
    std::optional<geo::Box> window;

    explicit Reading(std::initializer_list<std::string> features, int crs = 0) {
        spec = spec_of<ContextSpec>(folder.write("projets.geojson", geojson(features, crs)),
                                    "contexte[0]");
        spec.id = "projets";
        spec.style = "projets";
    }
    Table read(const LayerStyle& style) {
        return read_context(spec, style, {{2154}, 0.01, window}, notices);
    }
    std::string refusal(const LayerStyle& style) {
        return message_of<InputError>([&] { read(style); });
    }
    std::string mistake(const LayerStyle& style) {
        return message_of<ConfigError>([&] { read(style); });
    }
};

std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (const Column& column : table.columns) names.push_back(column.name);
    return names;
}

const char* const person =
    R"("NOM":"Place","phase":"etudes","Nb logements":12,"taux":0.5,"neuf":true,"COURRIEL":"a@b.fr","fid_":1)";

}  // namespace

TEST_CASE("only the columns that are named are carried, the others are told by name",
          "[gdal][context]") {
    Reading reading({area(0, person)});
    reading.spec.fields = {{"nom", "NOM"}};
    reading.spec.columns = {"Nb logements"};
    const Table table = reading.read(phases());
    CHECK(table.name == "contexte_projets");
    CHECK(table.geometry_type == GeometryType::multipolygon);
    CHECK(names_of(table) ==
          std::vector<std::string>{"nom", "phase", "nb_logements", "statut", "source"});
    REQUIRE(table.rows.size() == 1);
    const TableRows rows(&table);
    CHECK(rows.text(0, "nom") == "Place");
    CHECK(rows.text(0, "phase") == "etudes");
    CHECK(rows.text(0, "statut") == "local");
    CHECK(rows.text(0, "source") == "essai");
    REQUIRE(reading.notices.count("contexte_colonnes_laissees") == 4);
    CHECK(reading.notices.items().front().samples.front() == "taux, neuf, COURRIEL, fid_");
}

TEST_CASE("a name is never carried unasked, whatever the drawing writes", "[gdal][context]") {
    Reading reading({area(0, R"("nom":"Mme Durand","phase":"etudes")")});
    const Table table = reading.read(phases());
    CHECK(names_of(table) == std::vector<std::string>{"phase", "statut", "source"});
    CHECK(reading.notices.count("contexte_sans_nom") == 1);
}

TEST_CASE("values keep their type and what is missing stays missing", "[gdal][context]") {
    Reading reading({area(0, R"("a":12,"b":0.125,"c":true,"d":"x","e":null)"),
                     area(1, R"("a":null,"b":null,"c":null,"d":null,"e":null)"),
                     area(2, R"("a":0,"b":-2.5,"c":false,"d":"","e":null)")});
    reading.spec.columns = {"a", "b", "c", "d"};
    const Table table = reading.read(plain(StyleGeometry::polygon));
    CHECK(table.columns[0].type == ColumnType::integer);
    CHECK(table.columns[1].type == ColumnType::real);
    CHECK(table.columns[2].type == ColumnType::boolean);
    CHECK(table.columns[3].type == ColumnType::text);
    CHECK(table.rows[0][0] == Value(std::int64_t{12}));
    CHECK(table.rows[0][1] == Value(0.125));
    CHECK(table.rows[0][2] == Value(true));
    for (std::size_t c = 0; c < 4; ++c) CHECK(table.rows[1][c] == Value());
    CHECK(table.rows[2][0] == Value(std::int64_t{0}));
    CHECK(table.rows[2][1] == Value(-2.5));
    CHECK(table.rows[2][2] == Value(false));
    CHECK(table.rows[2][3] == Value());
}

TEST_CASE("columns have ASCII names of their own beside ours", "[gdal][context]") {
    CHECK(context_column("Maître d'ouvrage") == "maitre_d_ouvrage");
    CHECK(context_column("SURF_HA") == "surf_ha");
    CHECK(context_column("fid") == "fid_fichier");
    CHECK(context_column("CODE") == "code_fichier");  // the key of perimeters elsewhere
    CHECK(context_column("Source") == "source_fichier");
    CHECK(context_column("2024") == "colonne_2024");
    Reading reading({area(0, R"("Été":1,"ETE":2,"été ":3)")});
    reading.spec.columns = {"Été", "ETE", "été "};
    CHECK(names_of(reading.read(plain(StyleGeometry::polygon))) ==
          std::vector<std::string>{"ete", "ete_2", "ete_3", "statut", "source"});
}

TEST_CASE("words of the file become those of the drawing, and what is none of them is told",
          "[gdal][context]") {
    Reading reading({area(0, R"("PHASE":"Travaux en cours")"), area(1, R"("PHASE":"Suspendu")"),
                     area(2, R"("PHASE":null)")});
    reading.spec.fields = {{"phase", "PHASE"}};
    reading.spec.values = {{"Travaux en cours", "travaux"}};
    const Table table = reading.read(phases());
    const TableRows rows(&table);
    CHECK(rows.text(0, "phase") == "travaux");
    CHECK(rows.text(1, "phase") == "Suspendu");
    CHECK(table.rows[2][0] == Value());
    CHECK(reading.notices.count("contexte_valeurs_autres") == 2);
}

TEST_CASE("a drawing whose column the file has not is refused with the nearest one",
          "[gdal][context]") {
    Reading reading({area(0, R"("PHASES":"etudes")")});
    const std::string said = reading.refusal(phases());
    CHECK(has(said, "projets.geojson"));
    CHECK(has(said, "« phase »"));
    CHECK(has(said, "« PHASES » ?"));
    CHECK(has(said, "champs = { phase ="));
    reading.spec.fields = {{"phaze", "PHASES"}};
    CHECK(has(reading.mistake(phases()), "« phase » ?"));
    reading.spec.fields = {{"phase", "PHASES"}};
    reading.spec.columns = {"PHAZES"};
    CHECK(has(reading.refusal(phases()), "« PHASES » ?"));
}

TEST_CASE("lines and points are carried as they are, each point of a multipoint a row",
          "[gdal][context]") {
    Reading lines({feature("LineString", "[[3.5,50.3],[3.51,50.3]]")});
    lines.spec.fields = {{"nom", "nom"}};
    const Table trails = lines.read(plain(StyleGeometry::line));
    CHECK(trails.geometry_type == GeometryType::multilinestring);
    // A hundredth of a degree of longitude at 50.3° is about 712 m.
    const auto& line = std::get<geo::MultiLineString>(trails.geometries.at(0)).at(0);
    CHECK(std::abs(line.back().x - line.front().x) == Approx(712).margin(2));
    Reading points(
        {feature("MultiPoint", "[[3.5,50.3],[3.51,50.3]]"), feature("Point", "[3.52,50.3]")});
    const Table places = points.read(plain(StyleGeometry::point));
    CHECK(places.geometry_type == GeometryType::point);
    CHECK(places.rows.size() == 3);
}

TEST_CASE("a file of mixed shapes gives those of the drawing and says so; one of others is refused",
          "[gdal][context]") {
    Reading mixed({area(0, R"("nom":"a")"), feature("LineString", "[[3.5,50.3],[3.51,50.3]]")});
    CHECK(mixed.read(plain(StyleGeometry::polygon)).rows.size() == 1);
    CHECK(mixed.notices.count("contexte_autre_geometrie") == 1);
    Reading lines({feature("LineString", "[[3.5,50.3],[3.51,50.3]]")});
    const std::string said = lines.refusal(plain(StyleGeometry::polygon));
    CHECK(has(said, "des lignes"));
    CHECK(has(said, "des polygones"));
}

TEST_CASE("an invalid area is repaired and told by its line, never by what it is called",
          "[gdal][context]") {
    Reading bow(
        {feature("Polygon", "[[[3.5,50.3],[3.51,50.31],[3.51,50.3],[3.5,50.31],[3.5,50.3]]]",
                 R"("nom":"Mme Durand")")});
    CHECK(bow.read(plain(StyleGeometry::polygon)).rows.size() == 1);
    REQUIRE(bow.notices.count("geometrie_reparee") == 1);
    for (const Notice& notice : bow.notices.items())
        for (const Sample& sample : notice.samples)
            for (const NamedValue& told : sample.values)
                if (const auto* text = std::get_if<std::string>(&told.value))
                    CHECK_FALSE(has(*text, "Durand"));
}

TEST_CASE("an empty layer, a CSV and a CRS that cannot be are refused", "[gdal][context]") {
    Reading none({});
    CHECK(has(none.refusal(plain(StyleGeometry::polygon)), "vide"));
    Reading table({});
    table.spec.file = table.folder.write("projets.csv", "nom;x\n");
    table.spec.file_as_written = "projets.csv";
    CHECK(has(table.refusal(plain(StyleGeometry::point)), "CSV"));
    Reading metres({rectangle(735000, 7030000, 736000, 7031000, R"("nom":"a")")});
    CHECK(has(metres.refusal(plain(StyleGeometry::polygon)), "2154 (Lambert-93)"));
}

TEST_CASE("what lies outside the study area is left and told; a layer of elsewhere is refused",
          "[gdal][context]") {
    Reading reading({area(0, R"("nom":"a")"), area(20, R"("nom":"b")")});
    const geo::Box near = geo::bounds(
        std::get<geo::MultiPolygon>(reading.read(plain(StyleGeometry::polygon)).geometries[0]));
    reading.window = near.grown(1000);
    CHECK(reading.read(plain(StyleGeometry::polygon)).rows.size() == 1);
    CHECK(reading.notices.count("contexte_hors_zone") == 1);
    // Beside the study area, not in it: kept as a layer without rows.
    reading.window = geo::Box{near.min_x, near.max_y + 2000, near.max_x, near.max_y + 3000};
    CHECK(reading.read(plain(StyleGeometry::polygon)).rows.empty());
    CHECK(reading.notices.count("couche_hors_zone") == 1);
    reading.window = geo::Box{near.min_x, near.max_y + 90000, near.max_x, near.max_y + 91000};
    CHECK(has(reading.refusal(plain(StyleGeometry::polygon)), "projets.geojson"));
}

TEST_CASE("sectors without a name are no reference, and told", "[gdal][context]") {
    Reading reading({area(0, R"("n":"Nord")"), area(1, R"("n":null)")});
    reading.spec.fields = {{"nom", "n"}};
    const std::vector<Sector> sectors =
        sectors_of(reading.read(plain(StyleGeometry::polygon)), reading.notices);
    REQUIRE(sectors.size() == 1);
    CHECK(sectors[0].name == "Nord");
    CHECK(reading.notices.count("secteur_sans_nom") == 1);
}
