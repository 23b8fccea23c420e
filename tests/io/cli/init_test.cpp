// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere::tests;
using Catch::Matchers::Contains;

namespace {

/// The hamlet's files without its configuration.
void write_files(const Scratch& scratch) {
    write_hamlet(scratch);
    fs::remove(scratch.path() / "t.toml");
}

Outcome init(const Scratch& scratch, const std::string& name) {
    return run_lisiere({"init", scratch.path().string(), "-o", (scratch.path() / name).string()});
}

/// Layer → rows, as the manifest of an edition says.
std::map<std::string, std::size_t> layers_of(const fs::path& edition) {
    const Scratch reader;
    fs::copy_file(edition / "manifeste.json", reader.path() / "m.json");
    std::map<std::string, std::size_t> layers;
    const auto manifest = nlohmann::json::parse(reader.read("m.json"));
    for (const auto& layer : manifest.at("couches"))
        layers[layer.at("couche")] = layer.at("lignes");
    return layers;
}

}  // namespace

TEST_CASE("what init writes of a folder is accepted by check and computed by run", "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    const Outcome written = init(scratch, "territoire.toml");
    INFO(written.err);
    REQUIRE(written.exit_code == 0);
    const std::string text = scratch.read("territoire.toml");
    for (const char* table : {"[[perimetres]]", "[[communes]]", "[[iris]]", "[[recensement]]",
                              "[[rues]]", "[[horaires]]", "[[equipements]]", "[[destinations]]"}) {
        INFO(table);
        CHECK_THAT(text, Contains(std::string("\n") + table));
    }
    CHECK_THAT(text, Contains("millesime = 2021"));
    CHECK_THAT(text, Contains("generation = 2024"));
    CHECK_THAT(written.err, Contains("[[iris]] iris.geojson : contours d'IRIS"));
    CHECK_THAT(written.err, Contains("carreaux de 200 m"));  // what is missing

    const std::string config = (scratch.path() / "territoire.toml").string();
    const Outcome checked = run_lisiere({"check", config});
    INFO(checked.err);
    CHECK(checked.exit_code == 0);
    const Outcome computed = run_lisiere({"run", config, "-o", (scratch.path() / "out").string()});
    INFO(computed.err);
    REQUIRE(computed.exit_code == 0);
    CHECK(layers_of(scratch.path() / "out").at("perimetres") == 1);
}

TEST_CASE("what init writes to standard output is read where it is directed", "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    const Scratch elsewhere;
    const std::string config = (elsewhere.path() / "territoire.toml").string();
    const Outcome written =
        run_shell("\"$LISIERE\" init '" + scratch.path().string() + "' > '" + config + "'");
    INFO(written.err);
    REQUIRE(written.exit_code == 0);
    const Outcome checked = run_lisiere({"check", config});
    INFO(checked.err);
    CHECK(checked.exit_code == 0);
    // To a pipe there is no file: from where one stands.
    const Outcome piped =
        run_shell("cd '" + scratch.path().string() + "' && \"$LISIERE\" init . | cat");
    CHECK_THAT(piped.out, Contains("fichier = \"iris.geojson\""));
}

TEST_CASE("init writes the same whatever the order of the files, and takes itself for none",
          "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    REQUIRE(init(scratch, "a.toml").exit_code == 0);
    REQUIRE(init(scratch, "b.toml").exit_code == 0);
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(scratch.path()))
        if (entry.path().extension() != ".toml") names.push_back(entry.path().string());
    std::sort(names.rbegin(), names.rend());
    names.insert(names.begin(), "init");
    names.insert(names.end(), {"-o", (scratch.path() / "c.toml").string()});
    REQUIRE(run_lisiere(names).exit_code == 0);
    const auto plain = [&](const std::string& name) {
        std::string text = scratch.read(name);
        for (std::size_t at; (at = text.find(name)) != std::string::npos;)
            text.replace(at, name.size(), "territoire.toml");
        return text;
    };
    CHECK(plain("b.toml") == plain("a.toml"));
    CHECK(plain("c.toml") == plain("a.toml"));
}

TEST_CASE("init never writes over a file", "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    scratch.write("territoire.toml", "à moi");
    const Outcome outcome = init(scratch, "territoire.toml");
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.err, Contains("existe déjà"));
    CHECK(scratch.read("territoire.toml") == "à moi");
}

TEST_CASE("without perimeters init writes what it can, says what is missing and exits with 3",
          "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    fs::remove(scratch.path() / "qpv.geojson");
    const Outcome outcome = init(scratch, "t.toml");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 3);
    CHECK_THAT(scratch.read("t.toml"), Contains("NE PEUT PAS"));
    CHECK_THAT(scratch.read("t.toml"), Contains("[[rues]]"));
    CHECK_THAT(outcome.err, Contains("Quartiers prioritaires de la politique de la ville 2024"));
}

TEST_CASE("files that cannot serve are named with the reason", "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    scratch.write("vide.csv", "");
    scratch.write("inconnu.csv", "a;b\n1;2\n");
    scratch.write("liste.csv", "CODE_IRIS;LIB_IRIS\n990010101;Ouest\n");
    scratch.write("casse.gpkg", "ceci n'est pas un GeoPackage");
    scratch.write("tables.xlsx", "x");
    scratch.write("copie.geojson", scratch.read("iris.geojson"));
    const Outcome outcome = init(scratch, "t.toml");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
    for (const char* said :
         {"laissé    vide.csv : illisible",
          "laissé    inconnu.csv : ", "laissé    liste.csv : non reconnu",
          "laissé    casse.gpkg : illisible", "laissé    tables.xlsx : classeur",
          "iris.geojson : le même contenu, octet pour octet, que copie.geojson"}) {
        INFO(said);
        CHECK_THAT(outcome.err, Contains(said));
    }
    CHECK(run_lisiere({"check", (scratch.path() / "t.toml").string()}).exit_code == 0);
}

TEST_CASE("a layer that its reader refuses is left, and the rest still runs", "[cli]") {
    const Scratch scratch;
    write_files(scratch);
    // Streets of another continent: the format is known, the place is not that of the perimeters.
    std::string streets = scratch.read("rues.osm");
    for (std::size_t at = 0; (at = streets.find("lat=\"46", at)) != std::string::npos;)
        streets.replace(at, 7, "lat=\"16");
    scratch.write("rues.osm", streets);
    const Outcome outcome = init(scratch, "t.toml");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
    CHECK_THAT(outcome.err, Contains("d'un autre territoire"));
    CHECK(scratch.read("t.toml").find("\n[[rues]]") == std::string::npos);
    CHECK(run_lisiere({"check", (scratch.path() / "t.toml").string()}).exit_code == 0);
}

TEST_CASE("init of the demo's folder covers the layers of the configuration written by hand",
          "[cli]") {
    const Scratch scratch;
    const std::string config = (scratch.path() / "demo.toml").string();
    const Outcome written = run_lisiere({"init", LISIERE_ROOT "/examples/demo", "-o", config});
    INFO(written.err);
    REQUIRE(written.exit_code == 0);
    CHECK_THAT(scratch.read("demo.toml"), Contains("[[filiation]]"));
    const fs::path out = scratch.path() / "out";
    const Outcome computed = run_lisiere({"run", config, "-o", out.string()});
    INFO(computed.err);
    REQUIRE(computed.exit_code == 0);
    const auto own = layers_of(out);
    const auto by_hand = layers_of(demo_edition());
    // Layers of context are there under the names of their files.
    const auto contexts = [](const auto& layers) {
        return std::count_if(layers.begin(), layers.end(),
                             [](const auto& one) { return one.first.starts_with("contexte_"); });
    };
    CHECK(contexts(own) == contexts(by_hand));
    for (const auto& [layer, rows] : by_hand) {
        if (layer.starts_with("contexte_")) continue;
        INFO(layer << " : " << rows);
        CHECK(own.count(layer) == 1);
    }
}
