// SPDX-License-Identifier: Apache-2.0
#include "io/reference/enclosure_components.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

using Catch::Matchers::Contains;

/// The components of the shipped list and of one measure that names `component`.
std::vector<EnclosureComponent> with_a_measure_of(const std::string& component) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("lisiere_components_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(
        std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference" / "composantes.csv",
        folder / "composantes.csv", std::filesystem::copy_options::overwrite_existing);
    std::ofstream(folder / "enclavement.csv") << "id;composante\nune_mesure;" << component << "\n";
    struct Removed {
        std::filesystem::path path;
        ~Removed() { std::filesystem::remove_all(path); }
    } const removed{folder};
    return read_enclosure_components(folder);
}

}  // namespace

TEST_CASE("a component that no line lists and that resembles none is one more, of weight 1",
          "[reference]") {
    const auto listed = with_a_measure_of("coupures");
    const auto one_more = with_a_measure_of("bruit_routier");
    REQUIRE(one_more.size() == listed.size() + 1);
    CHECK(one_more.back().id == "bruit_routier");
    CHECK(one_more.back().label == "bruit routier");
    CHECK(one_more.back().weight == 1);
}

TEST_CASE("a component misspelt is refused, with the one that is meant", "[reference]") {
    for (const auto& [wrong, right] : {std::pair{"coupure", "coupures"},
                                       {"permeabilté", "permeabilite"},
                                       {"eloignment", "eloignement"},
                                       {"acces_routié", "acces_routier"}}) {
        INFO(wrong);
        std::string said;
        try {
            with_a_measure_of(wrong);
        } catch (const InputError& error) {
            said = error.what();
        }
        CHECK_THAT(said, Contains("enclavement.csv, ligne 2, champ composante") &&
                             Contains(std::string("« ") + wrong + " »") &&
                             Contains(std::string("écrire « ") + right + " »"));
    }
}

}  // namespace lisiere::io
