// SPDX-License-Identifier: Apache-2.0
#include "io/reference/barrier_names.hpp"

#include <unistd.h>

#include <fstream>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

using Catch::Matchers::Contains;
using street::BarrierKind;

const std::filesystem::path shipped = std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference";

std::string refusal(const std::string& line) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("lisiere_barrier_names_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "coupures_noms.csv") << "nature;motif;source\n" << line << "\n";
    std::string message;
    try {
        const BarrierNames names(folder);
    } catch (const InputError& error) {
        message = error.what();
    }
    std::filesystem::remove_all(folder);
    return message;
}

}  // namespace

TEST_CASE("the number of a track is no name, however it is written", "[io][barrier_names]") {
    const BarrierNames names(shipped);
    for (const char* name : {"Voie 5", "VOIE 10", "voie n°3", "Voie 12B", "Voie 2 bis", "Voie A",
                             "V1", "V 2", "V3 ter", "7", "7b", "Quai 4", "Gleis 12", "Track 2a"})
        CHECK(names.is_number(BarrierKind::voie_ferree, name));
}

TEST_CASE("names of lines stay names, and numbers are names of nothing but tracks",
          "[io][barrier_names]") {
    const BarrierNames names(shipped);
    for (const char* name : {"", "LGV Nord", "Ligne de Fives à Hirson", "Voie ferrée de Lisse",
                             "Ligne 1", "Voie des Postes", "Ancienne voie 5", "Voie 5 du port"})
        CHECK_FALSE(names.is_number(BarrierKind::voie_ferree, name));
    CHECK_FALSE(names.is_number(BarrierKind::autoroute, "Voie 5"));
    CHECK_FALSE(names.is_number(BarrierKind::cours_eau, "7"));
}

TEST_CASE("a rule that cannot be read is told with its line", "[io][barrier_names]") {
    CHECK_THAT(refusal("tunnel;voie;wiki"), Contains("ligne 2, champ nature"));
    CHECK_THAT(refusal("voie_ferree;voie (;wiki"),
               Contains("ligne 2, champ motif") && Contains("expression régulière"));
    CHECK_THAT(refusal("voie_ferree;;wiki"), Contains("champ motif"));
    CHECK_THAT(refusal("voie_ferree;voie;"), Contains("champ source"));
    CHECK(refusal("voie_ferree;voie;wiki").empty());
}

TEST_CASE("every kind of barrier is read back from its word", "[io][barrier_names]") {
    for (const BarrierKind kind :
         {BarrierKind::voie_ferree, BarrierKind::autoroute, BarrierKind::voie_rapide,
          BarrierKind::cours_eau, BarrierKind::emprise_fermee, BarrierKind::autre}) {
        CHECK(parse_barrier_kind(to_text(kind)) == kind);
        CHECK_THAT(std::string(barrier_kinds), Contains(std::string(to_text(kind))));
    }
    CHECK_FALSE(parse_barrier_kind("tramway").has_value());
}

}  // namespace lisiere::io
