// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/measure_data.hpp"

#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

Table cells() {
    Table table;
    table.name = "carreaux";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"id", ColumnType::text},
                     {"t_medecin_marche", ColumnType::real},
                     {"t_poste_marche", ColumnType::real},
                     {"population", ColumnType::real}};
    table.rows = {{std::string("1"), 4.0, Value{}, 12.0},
                  {std::string("2"), Value{}, Value{}, 3.0}};
    return table;
}

Table indicators() {
    Table table;
    table.name = "indicateurs";
    for (const char* name : {"code", "indicateur", "libelle", "unite"})
        table.columns.push_back({name, ColumnType::text});
    table.columns.push_back({"valeur", ColumnType::real});
    const auto row = [&](const char* code, const char* indicator, Value value) {
        table.rows.push_back({std::string(code), std::string(indicator), std::string("Local"),
                              std::string("%"), std::move(value)});
    };
    row("Q1", "taux", 10.0);
    row("Q2", "taux", 31.0);
    row("Q3", "taux", Value{});
    row("Q1", "vide", Value{});
    return table;
}

io::MeasureRule rule(const char* layer, const char* column, const char* indicator,
                     std::vector<double> bounds) {
    io::MeasureRule made;
    made.layer = layer;
    made.column = column;
    made.indicator = indicator;
    made.group = {"Groupe", "Group"};
    made.bounds = std::move(bounds);
    made.colours = {"#111111", "#222222", "#333333", "#444444", "#555555"};
    return made;
}

}  // namespace

TEST_CASE("columns and indicators with a value become measures, by the first rule that fits",
          "[viewer]") {
    const std::vector<Table> tables{cells(), indicators()};
    io::LayerStyle style;
    style.layer = "carreaux";
    style.min_zoom = 10;
    style.tip = {"population"};
    const std::vector<io::LayerStyle> drawn{style};
    const std::vector<io::MeasureRule> rules{rule("carreaux", "population", "", {5, 10}),
                                             rule("carreaux", "t_*_marche", "", {5, 10, 15, 30}),
                                             rule("perimetres", "", "*", {})};
    const auto schema = io::data_folder() / "geodata" / "schemas" / "sorties.csv";
    const auto french = io::read_column_texts(schema, "fr");
    const auto english = io::read_column_texts(schema, "en");
    const io::MeasureData data =
        io::measure_data(tables, drawn, rules, french, english, {{"taux", {"Taux", "Rate"}}});
    REQUIRE(data.list.size() == 3);
    CHECK(data.list[0]["id"] == "carreaux.population");
    CHECK(data.list[0]["zoom_min"] == 10);  // in the tip: in the tiles at every zoom
    CHECK(data.list[0]["couleurs"].size() == 3);
    CHECK(data.list[1]["id"] == "carreaux.t_medecin_marche");
    CHECK(data.list[1]["zoom_min"] == io::first_whole_zoom);
    CHECK(data.list[1]["unite"] == "min");
    CHECK(data.list[2]["titre"]["en"] == "Rate");
    // Two values: two classes, parted by the roundest number from 10 to 31.
    CHECK(data.list[2]["bornes"] == nlohmann::ordered_json::parse("[20.0]"));
    CHECK(data.files.at("taux.json") ==
          nlohmann::ordered_json::parse(R"({"Q1": 10.0, "Q2": 31.0})"));
    CHECK(data.files.count("vide.json") == 0);
}

TEST_CASE("indicators of like names each keep their values, in a file of their own", "[viewer]") {
    Table table = indicators();
    table.rows.clear();
    const std::vector<std::string> names{
        "taux a", "taux-a", "taux.a", "Taux", "taux", "../taux", "indicateurs.taux-a"};
    for (std::size_t i = 0; i < names.size(); ++i)
        table.rows.push_back({std::string("Q1"), names[i], std::string("Local"), std::string("%"),
                              static_cast<double>(i)});
    const std::vector<Table> tables{table};
    const std::vector<io::MeasureRule> rules{rule("perimetres", "", "*", {50})};
    const auto schema = io::data_folder() / "geodata" / "schemas" / "sorties.csv";
    const auto texts = io::read_column_texts(schema, "fr");
    const io::MeasureData data = io::measure_data(tables, {}, rules, texts, texts, {});
    REQUIRE(data.list.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        CHECK(data.list[i]["id"] == "indicateurs." + names[i]);
        const std::string file = data.list[i]["valeurs"];
        CHECK(file.find_first_of("/ ") == file.npos);
        CHECK(data.files.at(file) == nlohmann::ordered_json{{"Q1", static_cast<double>(i)}});
    }
}

TEST_CASE(
    "a column that the layer's style draws keeps the classes of the style, the others those "
    "of the rule",
    "[viewer]") {
    const std::vector<Table> tables{cells()};
    io::LayerStyle style;
    style.layer = "carreaux";
    style.rendering = io::Rendering::intervals;
    for (const char* column : {"t_medecin_marche", "t_poste_marche"}) {
        io::LayerStyle::Variant& variant = style.variants.emplace_back();
        variant.value = column;
        variant.minimum = 1;
        variant.classes.resize(2);
        variant.classes[0].up_to = 7;
        variant.classes[0].symbol.fill = "#aaaaaa";
        variant.classes[1].symbol.fill = "#bbbbbb";
    }
    const std::vector<io::LayerStyle> drawn{style};
    const std::vector<io::MeasureRule> rules{rule("carreaux", "*", "", {2, 20})};
    const auto schema = io::data_folder() / "geodata" / "schemas" / "sorties.csv";
    const auto texts = io::read_column_texts(schema, "fr");
    const io::MeasureData data = io::measure_data(tables, drawn, rules, texts, texts, {});
    REQUIRE(data.list.size() == 2);  // nobody has a walk to the post office
    CHECK(data.list[0]["id"] == "carreaux.t_medecin_marche");
    CHECK(data.list[0]["bornes"] == nlohmann::ordered_json::parse("[7.0]"));
    CHECK(data.list[0]["couleurs"] == nlohmann::ordered_json{"#aaaaaa", "#bbbbbb"});
    CHECK(data.list[0]["minimum"] == 1.0);
    CHECK(data.list[1]["id"] == "carreaux.population");
    CHECK(data.list[1]["bornes"] == nlohmann::ordered_json::parse("[2.0, 20.0]"));
}

TEST_CASE("a measure of census areas says its source, its year, and why areas have none",
          "[viewer]") {
    Table areas;
    areas.name = "iris";
    areas.geometry_type = GeometryType::multipolygon;
    areas.columns = {{"code_iris", ColumnType::text},
                     {"taux_pauvrete", ColumnType::real},
                     {"part_femmes", ColumnType::real}};
    areas.rows = {{std::string("1"), 12.0, 50.0}, {std::string("2"), Value{}, 51.0}};
    Table known;
    known.name = "zones_indicateurs";
    for (const char* name : {"couche", "indicateur", "source", "millesime"})
        known.columns.push_back({name, ColumnType::text});
    known.rows = {{std::string("iris"), std::string("taux_pauvrete"), std::string("filosofi"),
                   std::string("2021")},
                  {std::string("communes"), std::string("part_femmes"), std::string("recensement"),
                   std::string("2020")}};
    Table reasons;
    reasons.name = "zones_motifs";
    for (const char* name : {"couche", "zone", "indicateur", "motif"})
        reasons.columns.push_back({name, ColumnType::text});
    reasons.rows = {{std::string("iris"), std::string("2"), std::string("taux_pauvrete"),
                     std::string("secret")}};
    const std::vector<Table> tables{areas, known, reasons};
    io::LayerStyle style;
    style.layer = "iris";
    const std::vector<io::LayerStyle> drawn{style};
    const std::vector<io::MeasureRule> rules{rule("iris", "*", "", {10, 20})};
    const auto texts =
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
    const io::MeasureData data = io::measure_data(tables, drawn, rules, texts, texts, {});
    REQUIRE(data.list.size() == 2);
    CHECK(data.list[0]["source"] == "filosofi");
    CHECK(data.list[0]["millesime"] == "2021");
    CHECK(data.files.at(data.list[0]["motifs"]) == nlohmann::ordered_json{{"2", "secret"}});
    CHECK_FALSE(data.list[1].contains("source"));  // that of communes is another
}

TEST_CASE("areas whose tiles never hold every column have their values beside them, at every zoom",
          "[viewer]") {
    Table areas;
    areas.name = "iris";
    areas.geometry_type = GeometryType::multipolygon;
    areas.columns = {{"code_iris", ColumnType::text}, {"taux_pauvrete", ColumnType::real}};
    areas.rows = {{std::string("1"), 12.0}, {std::string("2"), Value{}}, {std::string("3"), 0.0}};
    const std::vector<Table> tables{areas};
    io::LayerStyle style;
    style.layer = "iris";
    style.min_zoom = 8;
    style.whole_zoom = io::never_whole;
    const std::vector<io::LayerStyle> drawn{style};
    const std::vector<io::MeasureRule> rules{rule("iris", "*", "", {10, 20})};
    const auto texts =
        io::read_column_texts(io::data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
    const io::MeasureData data = io::measure_data(tables, drawn, rules, texts, texts, {});
    REQUIRE(data.list.size() == 1);
    CHECK(data.list[0]["cle"] == "code_iris");
    CHECK(data.list[0]["colonne"] == "taux_pauvrete");
    CHECK(data.list[0]["zoom_min"] == 8);
    CHECK(data.files.at(data.list[0]["valeurs"]) ==
          nlohmann::ordered_json{{"1", 12.0}, {"3", 0.0}});  // missing is not zero
}
