// SPDX-License-Identifier: Apache-2.0
#include "io/style/check_styles.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

const char* const columns = LISIERE_ROOT "/geodata/schemas/sorties.csv";

/// What is said of styles/ with one text of one file replaced; "" when nothing is.
std::string refusal(const char* file, const std::string& from, const std::string& to) {
    const fs::path root =
        fs::temp_directory_path() / ("lisiere_styles_" + std::to_string(::getpid()));
    const fs::path folder = root / "styles";
    fs::remove_all(root);
    fs::create_directories(root);
    // Beside the styles: what they name components after.
    fs::create_directory_symlink(LISIERE_ROOT "/geodata", root / "geodata");
    fs::copy(LISIERE_ROOT "/styles", folder,
             fs::copy_options::recursive | fs::copy_options::skip_symlinks);
    std::string text = read_text(folder / file);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(folder / file, std::ios::binary) << text;
    std::string said;
    try {
        check_styles(folder, columns);
    } catch (const ConfigError& error) {
        said = error.what();
    }
    fs::remove_all(root);
    return said;
}

}  // namespace

TEST_CASE("the styles of the tree speak of columns that outputs have", "[io][style]") {
    CHECK_NOTHROW(check_styles(LISIERE_ROOT "/styles", columns));
}

TEST_CASE("a style or a measure of an unknown column is refused with the nearest one",
          "[io][style]") {
    CHECK_THAT(refusal("couches/carreaux.toml", "colonne = \"indice\"", "colonne = \"indise\""),
               Contains("carreaux.toml") && Contains("« indise »") && Contains("« indice » ?"));
    CHECK_THAT(refusal("couches/perimetres.toml", "\"rang\", ", "\"ranq\", "),
               Contains("« rang » ?"));
    CHECK_THAT(refusal("couches/iris.toml", "colonne = \"part_sans_voiture\"",
                       "colonne = \"part_sans_voitures\""),
               Contains("« part_sans_voiture » ?"));
    CHECK_THAT(refusal("mesures.toml", "colonne = \"arret_min\"", "colonne = \"aret_min\""),
               Contains("mesures.toml") && Contains("« arret_min » ?"));
}

TEST_CASE("a plate of an unknown layer or variant is refused with the nearest one", "[io][style]") {
    CHECK_THAT(refusal("impression.toml", "\"isochrones/velo\"", "\"isochrones/vélo\""),
               Contains("impression.toml") && Contains("« isochrones/velo » ?"));
    CHECK_THAT(refusal("impression.toml", "exige = [\"iris/part_locataires_hlm\"]",
                       "exige = [\"iris/part_locataire_hlm\"]"),
               Contains("« iris/part_locataires_hlm » ?"));
    CHECK_THAT(refusal("impression.toml", "pour = \"scenario\"", "pour = \"territoire\""),
               Contains("carte"));
    CHECK_THAT(refusal("impression.toml", "couche = \"scenario_carreaux/indice_avant\"",
                       "couche = \"scenario_careaux/indice_avant\""),
               Contains("« scenario_carreaux/indice_avant » ?"));
}
