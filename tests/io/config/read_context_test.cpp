// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/config/run_config.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace lisiere::io;
using Catch::Matchers::Contains;

namespace {

/// A folder with a configuration, and beside it files that nobody opens here.
struct Folder {
    fs::path path =
        fs::temp_directory_path() / ("lisiere_read_context_test_" + std::to_string(::getpid()));
    Folder() {
        fs::create_directories(path);
        for (const char* name : {"qpv.gpkg", "secteurs.gpkg", "trame.toml"})
            std::ofstream(path / name) << "x";
    }
    ~Folder() { fs::remove_all(path); }
    RunConfig read(const std::string& contexts) const { return whole(least + contexts); }
    RunConfig whole(const std::string& text) const {
        std::ofstream(path / "t.toml") << text;
        return read_config(path / "t.toml");
    }
    std::string refusal(const std::string& contexts) const {
        try {
            read(contexts);
        } catch (const ConfigError& error) {
            return error.what();
        }
        return "no ConfigError";
    }
    static constexpr const char* least =
        "[territoire]\nnom = \"Val\"\n[[perimetres]]\nfichier = \"qpv.gpkg\"\n";
};

const std::string sectors =
    "[[contexte]]\nid = \"secteurs\"\nfichier = \"secteurs.gpkg\"\nstyle = \"secteurs\"\n";

}  // namespace

TEST_CASE("a context layer is a file with an id, a title and a drawing", "[config]") {
    const Folder folder;
    const RunConfig config = folder.read(sectors + "titre = \"Secteurs du SCoT\"\n");
    REQUIRE(config.contexts.size() == 1);
    const ContextSpec& spec = config.contexts.front();
    CHECK(spec.table() == "contexte_secteurs");
    CHECK(spec.title == "Secteurs du SCoT");
    CHECK(spec.title_en == "Secteurs du SCoT");
    CHECK(spec.group == "contexte");
    CHECK(spec.visible);
    CHECK_FALSE(spec.reference);
    CHECK(spec.style_file.empty());
    const RunConfig own = folder.read(
        "[[contexte]]\nid = \"s\"\nfichier = \"secteurs.gpkg\"\nstyle = \"trame.toml\"\n"
        "titre = { fr = \"Secteurs\", en = \"Sectors\" }\n");
    CHECK(own.contexts.front().title_en == "Sectors");
    CHECK(own.contexts.front().style_file == folder.path / "trame.toml");
}

TEST_CASE("context layers written back in full read as the same", "[config]") {
    const Folder folder;
    const RunConfig config = folder.read(
        sectors +
        "titre = { fr = \"Secteurs\", en = \"Sectors\" }\nchamps = { nom = \"NOM\" }\n"
        "colonnes = [\"DOC\"]\nvaleurs = { \"Études\" = \"etudes\" }\ngroupe = \"acces\"\n"
        "visible = false\nreference = true\n");
    const std::string text = to_toml(config);
    const RunConfig again = folder.whole(text);
    CHECK(to_toml(again) == text);
    const ContextSpec& spec = again.contexts.at(0);
    CHECK(spec.reference);
    CHECK_FALSE(spec.visible);
    CHECK(spec.group == "acces");
    CHECK(spec.columns == std::vector<std::string>{"DOC"});
    CHECK(spec.values.at("Études") == "etudes");
}

TEST_CASE("what a context layer is called wrongly is refused with what to write", "[config]") {
    const Folder folder;
    const std::string titled = sectors + "titre = \"T\"\n";
    CHECK_THAT(folder.refusal(sectors), Contains("contexte[0].titre"));
    CHECK_THAT(folder.refusal(titled + "colones = [\"a\"]\n"), Contains("\"colonnes\" ?"));
    CHECK_THAT(folder.refusal(titled + titled), Contains("deux fois \"secteurs\""));
    CHECK_THAT(folder.refusal("[[contexte]]\nid = \"Été\"\nfichier = \"secteurs.gpkg\"\n"),
               Contains("minuscules sans accent"));
    CHECK_THAT(folder.refusal("[[contexte]]\nid = \"" + std::string(61, 'a') +
                              "\"\nfichier = \"secteurs.gpkg\"\n"),
               Contains("60 au plus"));  // a table of that name could not be written
    CHECK_THAT(folder.refusal("[[contexte]]\nid = \"a_etiquettes\"\nfichier = "
                              "\"secteurs.gpkg\"\n"),
               Contains("_etiquettes"));
    CHECK_THAT(folder.refusal("[[contexte]]\nid = \"a\"\nfichier = \"secteurs.gpkg\"\n"
                              "titre = \"T\"\n"),
               Contains("styles/contexte"));
}

TEST_CASE("one layer of sectors at most is the reference, and its areas have names", "[config]") {
    const Folder folder;
    const std::string titled = sectors + "titre = \"T\"\n";
    CHECK_THAT(folder.refusal(titled + "reference = true\n"), Contains("champs = { nom"));
    const std::string reference = "champs = { nom = \"N\" }\nreference = true\n";
    CHECK_THAT(folder.refusal(titled + reference +
                              "[[contexte]]\nid = \"b\"\nfichier = \"secteurs.gpkg\"\n"
                              "style = \"secteurs\"\ntitre = \"T\"\n" +
                              reference),
               Contains("une seule couche"));
}
