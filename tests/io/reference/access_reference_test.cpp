// SPDX-License-Identifier: Apache-2.0
#include "io/reference/access_reference.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "io/base/error.hpp"
#include "io/reference/reference.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

const std::filesystem::path shipped = std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference";

/// The message about the shipped tables with one of them changed.
std::string refusal(const char* file, const std::string& text) {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("lisiere_access_reference_test_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    for (const char* name : {"opportunites.csv", "aires_flottantes.csv", "inegalites.csv"})
        std::filesystem::copy_file(shipped / name, folder / name,
                                   std::filesystem::copy_options::overwrite_existing);
    std::ofstream(folder / file) << text;
    std::string message;
    try {
        read_access_reference(folder);
    } catch (const InputError& error) {
        message = error.what();
    }
    std::filesystem::remove_all(folder);
    return message;
}

using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("the shipped measures of access: thresholds of 30, 45 and 60 minutes, rings, lines",
          "[io][reference]") {
    const AccessReference reference = read_access_reference(shipped);
    REQUIRE(reference.measures.size() == 7);
    CHECK(reference.measures[0].decay(30) == 1);
    CHECK(reference.measures[0].decay(30.001) == 0);
    CHECK(reference.measures[5].decay(20) == Approx(0.5));
    CHECK(reference.measures[6].decay(20) == Approx(std::exp(-1.0)));
    REQUIRE(reference.floating.size() == 6);
    CHECK(reference.floating[0].weight(10) == 1);
    CHECK(reference.floating[0].weight(10.5) == 0.561);
    CHECK(reference.floating[0].weight(31) == 0);
    REQUIRE(reference.poverty.size() == 3);
    CHECK_FALSE(reference.poverty[0].of_median);
}

TEST_CASE("the weights on foot are those of the visits: one decay for one behaviour",
          "[io][reference]") {
    const auto rates = read_visit_rates(shipped);
    std::size_t looked_at = 0;
    for (const access::FloatingRule& rule : read_access_reference(shipped).floating) {
        if (rule.mode != access::TravelMode::marche) continue;
        const auto rate = std::find_if(rates.begin(), rates.end(), [&](const vecu::VisitRate& one) {
            return one.category == rule.category;
        });
        REQUIRE(rate != rates.end());
        // The mean of 0.5^(t / half) over a ring, over that of the first: rings of ten minutes.
        for (std::size_t ring = 0; ring < rule.rings.size(); ++ring) {
            INFO(rule.category << ", ring " << ring);
            CHECK(rule.rings[ring].minutes == 10.0 * static_cast<double>(ring + 1));
            CHECK(rule.rings[ring].weight ==
                  Approx(std::exp2(-10.0 * static_cast<double>(ring) / rate->half_minutes))
                      .margin(0.0006));
            ++looked_at;
        }
    }
    CHECK(looked_at == 9);
}

TEST_CASE("a line of the access tables that means nothing is refused with its place",
          "[io][reference]") {
    const std::string measures = "id;libelle_fr;libelle_en;forme;minutes;largeur;source\n";
    CHECK_THAT(refusal("opportunites.csv", measures + "a;a;a;escalier;30;;s\n"),
               Contains("ligne 2") && Contains("escalier") && Contains("logistique"));
    CHECK_THAT(refusal("opportunites.csv", measures + "a;a;a;seuil;0;;s\n"), Contains("minutes"));
    CHECK_THAT(refusal("opportunites.csv", measures + "a;a;a;lineaire;10;25;s\n"),
               Contains("largeur"));
    CHECK_THAT(refusal("opportunites.csv", measures + "a;a;a;seuil;9;;s\na;a;a;seuil;8;;s\n"),
               Contains("ligne 3"));
    const std::string rings = "categorie;mode;anneaux;unite;unite_capacite;source\n";
    for (const char* wrong : {"10", "10:1 5:0.5", "10:0.5 20:1", "10:0", "x:1", "10:2"})
        CHECK_THAT(refusal("aires_flottantes.csv", rings + "medecin;marche;" + wrong + ";u;c;s\n"),
                   Contains("anneaux"));
    CHECK_THAT(refusal("aires_flottantes.csv", rings + "medecin;tc;10:1;u;c;s\n"),
               Contains("voiture"));
    CHECK_THAT(refusal("inegalites.csv", "mesure;ligne;sens_ligne;source\npanier;0;valeur;s\n"),
               Contains("ligne 2"));
}

}  // namespace lisiere::io
