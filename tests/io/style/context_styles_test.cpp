// SPDX-License-Identifier: Apache-2.0
#include "io/style/context_styles.hpp"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/layer_texts.hpp"
#include "io/style/maplibre.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/qml.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

const fs::path folder = LISIERE_ROOT "/styles";

ContextDrawing drawing(const std::string& id, const std::string& name) {
    return {
        "contexte_" + id,         {"Titre " + id, "Title " + id}, "contexte", true, false, name, {},
        "t.toml, clé contexte[0]"};
}

Styles with(std::vector<ContextDrawing> drawings) {
    Styles styles = read_styles(folder);
    add_context_styles(styles, drawings, folder);
    return styles;
}

std::string refusal(const ContextDrawing& one) {
    try {
        with({one});
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "no ConfigError";
}

/// A drawing of one's own, in a file that goes away.
struct OwnFile {
    fs::path path =
        fs::temp_directory_path() / ("lisiere_trame_" + std::to_string(::getpid()) + ".toml");
    explicit OwnFile(const std::string& text) { std::ofstream(path) << text; }
    ~OwnFile() { fs::remove(path); }
    ContextDrawing drawing() const {
        ContextDrawing one = ::drawing("trame", "trame.toml");
        one.file = path;
        return one;
    }
};

const std::string own =
    "ordre = 20\ngeometrie = \"polygone\"\nzoom = [0, 24]\n"
    "symbole = { couleur = \"trame\", opacite = 0.5 }\n";

}  // namespace

TEST_CASE("a context layer is drawn as its drawing says, under the title it is given",
          "[io][style][context]") {
    const Styles styles = with({drawing("secteurs", "secteurs"), drawing("anru", "projets")});
    const LayerStyle* sectors = styles.find("contexte_secteurs");
    REQUIRE(sectors != nullptr);
    CHECK(sectors->title.en == "Title secteurs");
    CHECK(sectors->classes.at(0).label.fr == "Titre secteurs");
    CHECK(sectors->group == "contexte");
    const LayerStyle* projects = styles.find("contexte_anru");
    REQUIRE(projects != nullptr);
    CHECK(projects->column == "phase");
    CHECK(std::is_sorted(styles.layers.begin(), styles.layers.end(),
                         [](const auto& a, const auto& b) { return a.order < b.order; }));
    CHECK(styles.reference.empty());
}

TEST_CASE("every drawing of the tree can be read, and QGIS and the web draw it by the same classes",
          "[io][style][context]") {
    CHECK_NOTHROW(check_drawings(folder));
    std::size_t seen = 0;
    for (const char* name : {"secteurs", "projets", "foncier", "zones_activite", "parcours",
                             "lignes_lourdes", "dessins", "points"}) {
        const Styles styles = with({drawing("essai", name)});
        const LayerStyle& style = *styles.find("contexte_essai");
        const std::string xml = qml(style, {}, "fr");
        const std::string web = maplibre_style(std::vector{style}, styles, {});
        for (const StyleClass& one : style.classes) {
            INFO(name << " " << one.label.fr);
            CHECK_THAT(web, Contains(one.symbol.fill));
            if (style.rendering == Rendering::categories)
                CHECK_THAT(xml, Contains("label=\"" + one.label.fr + "\""));
        }
        ++seen;
    }
    CHECK(seen == 8);
}

TEST_CASE("a phase that no category names is drawn as the others, in QGIS and on the web",
          "[io][style][context]") {
    const Styles styles = with({drawing("anru", "projets")});
    const LayerStyle& style = *styles.find("contexte_anru");
    const StyleClass& others = style.classes.back();
    CHECK(std::holds_alternative<std::monostate>(others.value));
    CHECK_THAT(qml(style, {}, "fr"), Contains("label=\"Autre phase\"") && Contains("value=\"\""));
    const auto web = nlohmann::json::parse(maplibre_style(std::vector{style}, styles, {}));
    for (const auto& layer : web["layers"])
        if (layer["type"] == "fill") {
            CHECK_FALSE(layer.contains("filter"));  // every row is drawn
            CHECK(layer["paint"]["fill-color"].back() == others.symbol.fill);
        }
}

TEST_CASE("a file of one's own has the same keys, and may name colours of its own",
          "[io][style][context]") {
    const OwnFile file(own + "[couleurs]\ntrame = \"#123456\"\n");
    const Styles styles = with({file.drawing()});
    CHECK(styles.find("contexte_trame")->classes.at(0).symbol.fill == "#123456");
    CHECK_THAT(refusal(OwnFile(own).drawing()), Contains("« trame »"));
    CHECK_THAT(refusal(OwnFile(own + "[couleurs]\ntrame = \"rouge\"\n").drawing()),
               Contains("#rrggbb"));
    CHECK_THAT(refusal(OwnFile(own + "ordres = 3\n[couleurs]\ntrame = \"#123456\"\n").drawing()),
               Contains("« ordre » ?"));
    for (const char* column : {"Phase du projet", "statut"})
        CHECK_THAT(
            refusal(OwnFile(own + "colonne = \"" + column +
                            "\"\n[couleurs]\ntrame = \"#123456\"\n[[categorie]]\nfr = \"a\"\n"
                            "en = \"a\"\n")
                        .drawing()),
            Contains("clé colonne"));
    // What names the layer is the configuration's.
    CHECK_THAT(
        refusal(OwnFile("couche = \"x\"\n" + own + "[couleurs]\ntrame = \"#123456\"\n").drawing()),
        Contains("clé couche"));
}

TEST_CASE("an unknown drawing or group is refused with the nearest one", "[io][style][context]") {
    CHECK_THAT(refusal(drawing("s", "secteur")),
               Contains("contexte[0].style") && Contains("« secteurs » ?") && Contains("parcours"));
    ContextDrawing one = drawing("s", "secteurs");
    one.group = "contextes";
    CHECK_THAT(refusal(one), Contains("contexte[0].groupe") && Contains("« contexte » ?"));
    one = drawing("s", "parcours");
    one.reference = true;
    CHECK_THAT(refusal(one), Contains("reference") && Contains("polygones"));
}

TEST_CASE("the tip tells what the layer carries; without names nothing is written on the map",
          "[io][style][context]") {
    const Styles styles = with({drawing("anru", "projets")});
    const std::vector<std::string> columns{"nom", "phase", "logements", "statut", "source"};
    const LayerStyle carried = carried_style(*styles.find("contexte_anru"), columns);
    CHECK(carried.tip == std::vector<std::string>{"nom", "phase", "logements"});
    REQUIRE(carried.label);
    const std::vector<std::string> nameless{"phase", "statut", "source"};
    CHECK_FALSE(carried_style(*styles.find("contexte_anru"), nameless).label);
}

TEST_CASE("columns and layers of the configuration are described by a name with a star",
          "[io][style][context]") {
    const ColumnTexts texts = read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", "fr");
    CHECK(texts.find("contexte_anru", "nom")->description.starts_with("Nom :"));
    CHECK(texts.find("contexte_anru", "maitre_ouv")->description ==
          "maitre ouv : colonne du fichier fourni, telle quelle");
    CHECK_FALSE(texts.find("contexte", "nom"));
    CHECK_FALSE(texts.find("perimetres", "maitre_ouv"));
    const LayerTexts layers = read_layer_texts(LISIERE_ROOT "/geodata/schemas/couches.csv", "en");
    REQUIRE(find_layer(layers, "contexte_anru") != nullptr);
    CHECK_THAT(find_layer(layers, "contexte_anru")->description, Contains("as it is"));
    CHECK(find_layer(layers, "perimetres") == &layers.find("perimetres")->second);
    CHECK(find_layer(layers, "inconnue") == nullptr);
}

TEST_CASE("plates name the layers of the configuration without knowing their names",
          "[io][style][context]") {
    const auto plate_of = [](const Styles& styles, const std::string& id) -> std::optional<Plate> {
        for (const Plate& plate : read_print_settings(folder, styles).plates)
            if (plate.id == id) return plate;
        return std::nullopt;
    };
    const auto holds = [](const std::vector<std::string>& names, const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    const Styles none = read_styles(folder);
    for (const char* id : {"secteurs", "contexte", "contexte_quartier"})
        CHECK_FALSE(plate_of(none, id));
    ContextDrawing sectors = drawing("scot", "secteurs");
    sectors.reference = true;
    const Styles both = with({sectors, drawing("anru", "projets"), drawing("libre", "foncier")});
    CHECK(both.reference == "contexte_scot");
    const auto by_sector = plate_of(both, "secteurs");
    REQUIRE(by_sector);
    CHECK(holds(by_sector->layers, "contexte_scot"));
    CHECK_FALSE(holds(by_sector->layers, "contexte_anru"));
    const auto others = plate_of(both, "contexte");
    REQUIRE(others);
    CHECK(holds(others->layers, "contexte_anru"));
    CHECK(holds(others->layers, "contexte_libre"));
    CHECK_FALSE(holds(others->layers, "contexte_scot"));
    CHECK(others->needs_one == std::vector<std::string>{"contexte_libre", "contexte_anru"});
    // One of them with rows is enough.
    const std::vector<Table> tables{
        {"contexte_anru", GeometryType::none, {}, {{"nom", ColumnType::text}}, {{Value{}}}, {}},
        {"contexte_libre", GeometryType::none, {}, {{"nom", ColumnType::text}}, {}, {}}};
    CHECK(is_printed(*others, tables, both.layers));
    CHECK_FALSE(is_printed(*others, std::span(tables).last(1), both.layers));
    // Without a reference there is no map by sector.
    CHECK_FALSE(plate_of(with({drawing("anru", "projets")}), "secteurs"));
    CHECK_FALSE(plate_of(with({sectors}), "contexte"));
}
