// SPDX-License-Identifier: Apache-2.0
#include "io/style/column_texts.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "io/base/files.hpp"
#include "io/style/layer_texts.hpp"
#include "io/style/style.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("columns are described by name, or by the family a star stands for, first line first",
          "[style]") {
    const ColumnTexts texts = read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", "fr");
    CHECK(texts.find("carreaux", "t_pharmacie_marche")->unit == "min");
    CHECK(texts.find("carreaux", "t_dest_centre_marche")->description.find("destination") !=
          std::string::npos);
    CHECK(texts.find("acces", "part_connue")->description.find("connu") != std::string::npos);
    CHECK(texts.find("acces", "part_15")->description.find("minutes") != std::string::npos);
    CHECK_FALSE(texts.find("carreaux", "t_pharmacie").has_value());
    CHECK_FALSE(texts.find("carreaux", "part_15").has_value());
}

TEST_CASE("every output column is described in both languages", "[style]") {
    for (const std::string language : {"fr", "en"}) {
        const ColumnTexts texts =
            read_column_texts(LISIERE_ROOT "/geodata/schemas/sorties.csv", language);
        CHECK_FALSE(texts.find("perimetres", "code_qp")->description.empty());
        CHECK_FALSE(texts.find("constats", "message")->description.empty());
    }
}

TEST_CASE("a heading is the description without its explanations, with the unit", "[io][style]") {
    CHECK(lisiere::io::heading({"Habitants : valeur officielle", "habitants"}) ==
          "Habitants (habitants)");
    CHECK(lisiere::io::heading({"Nom du quartier (tel que la source l'écrit)", ""}) ==
          "Nom du quartier");
    CHECK(lisiere::io::heading({"(estimée - officielle) / officielle", "part"}) ==
          "(estimée - officielle) / officielle (part)");
    CHECK(lisiere::io::heading({"Valeur retenue", "voir unite"}) == "Valeur retenue");
}

TEST_CASE("every line of the column texts has five fields, and only the unit may be empty",
          "[io][style]") {
    std::istringstream file(lisiere::io::read_text(LISIERE_ROOT "/geodata/schemas/sorties.csv"));
    std::set<std::string> columns;
    std::size_t lines = 0;
    for (std::string line; std::getline(file, line);) {
        INFO(line);
        std::vector<std::string> fields(1);
        for (const char c : line)
            c == ';' ? void(fields.emplace_back()) : fields.back().push_back(c);
        REQUIRE(fields.size() == 5);
        for (std::size_t i = 0; i < 4; ++i) CHECK_FALSE(fields[i].empty());
        CHECK(line.find_first_of("\r\"\t") == std::string::npos);
        CHECK(columns.insert(fields[0] + "." + fields[1]).second);
        // What a star stands for is said in both languages, or two columns would read alike.
        const bool starred = fields[1].find('*') != std::string::npos;
        for (const std::size_t text : {2U, 3U})
            CHECK((fields[text].find("{}") != std::string::npos) == starred);
        ++lines;
    }
    CHECK(lines > 150);
}

TEST_CASE("a column named by a star is headed by what the star stands for, in words",
          "[io][style]") {
    const std::string file = LISIERE_ROOT "/geodata/schemas/sorties.csv";
    const ColumnTexts french = read_column_texts(file, "fr");
    const auto head = [&](const ColumnTexts& texts, const char* layer, const char* column) {
        return heading(*texts.find(layer, column));
    };
    CHECK(head(french, "carreaux", "t_ecole_maternelle_marche") ==
          "École maternelle, à pied (min)");
    CHECK(head(french, "carreaux", "t_marche_marche") == "Marché, à pied (min)");
    CHECK(head(french, "carreaux", "t_gare_tc") == "Gare, en transports (min)");
    CHECK(head(french, "carreaux", "t_dest_lieu_dit_marche") == "Vers « lieu dit », à pied (min)");
    CHECK(head(french, "arrets", "departs_h_pointe_matin") ==
          "Départs par heure, pointe du matin (départs/h)");
    CHECK(head(french, "acces", "part_15") == "Part des habitants à 15 minutes ou moins (0–1)");
    CHECK(head(french, "perimetres", "comp_eloignement") ==
          "Éloignement, composante de l'enclavement (0–100)");
    // An indicator has its own label and unit, in every layer that has a column of it.
    CHECK(head(french, "iris", "taux_pauvrete") ==
          "Part des ménages sous le seuil de pauvreté (%)");
    CHECK(head(french, "communes", "population") == "Population (habitants)");
    CHECK(head(read_column_texts(file, "en"), "iris", "part_sans_diplome").find("(%)") !=
          std::string::npos);
    CHECK(head(read_column_texts(file, "en"), "carreaux", "t_pharmacie_marche") ==
          "Pharmacy, on foot (min)");
}

TEST_CASE("every output layer has a sentence in both languages, and a title its style does not say",
          "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    std::set<std::string> layers;
    std::istringstream file(lisiere::io::read_text(LISIERE_ROOT "/geodata/schemas/sorties.csv"));
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) layers.insert(line.substr(0, line.find(';')));
    for (const std::string language : {"fr", "en"}) {
        const LayerTexts texts =
            read_layer_texts(LISIERE_ROOT "/geodata/schemas/couches.csv", language);
        CHECK(texts.size() == layers.size());
        for (const std::string& layer : layers) {
            INFO(layer);
            REQUIRE(texts.count(layer) == 1);
            CHECK(texts.at(layer).description.ends_with('.'));
            // Those of the configuration are titled there.
            const bool titled = styles.find(layer) != nullptr || layer.ends_with('*');
            CHECK(texts.at(layer).title.empty() == titled);
        }
    }
}
