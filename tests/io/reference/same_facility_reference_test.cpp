// SPDX-License-Identifier: Apache-2.0
#include "io/reference/same_facility_reference.hpp"

#include "io/base/files.hpp"
#include "io/base/siret.hpp"
#include "io/reference/categories.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

const std::filesystem::path shipped = data_folder() / "geodata" / "reference";
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("what tells a name from others of its category, however it is written",
          "[io][reference]") {
    const Categories known = read_categories(shipped);
    const SameFacilityReference same = read_same_facility(shipped, known.list());
    const auto pharmacy = known.find("pharmacie");
    for (const char* name : {"Pharmacie du Centre", "Phie du Centre", "PHARMACIE DU CENTRE",
                             "pharmacie du ctre", "SELARL Pharmacie du Centre"})
        CHECK(same.words(name, pharmacy) == Words{"centre"});
    CHECK(same.words("Pharmacie", pharmacy).empty());
    CHECK(same.words("Pharmacie n° 12", pharmacy) == Words{"12", "n"});
    CHECK(same.words("Pharmacie de l'Église", pharmacy) == Words{"eglise"});
    const auto hospital = known.find("hopital");
    CHECK(same.words("Urgences", hospital).empty());
    CHECK(same.words("Centre hospitalier de la Lisse", hospital) == Words{"lisse"});
    // What tells two places of one category apart is no word of the category.
    const auto shop = known.find("commerce_alimentaire");
    CHECK(same.words("Supérette n° 2", shop) != same.words("Boucherie n° 2", shop));
    const auto sport = known.find("sport");
    CHECK(same.words("Stade Jean-Bouin", sport) != same.words("Gymnase Jean-Bouin", sport));
    const auto school = known.find("ecole_elementaire");
    CHECK(same.words("École élém. publique Jean-Moulin", school) ==
          same.words("ECOLE PRIMAIRE JEAN MOULIN", school));
}

TEST_CASE("every category has its distances, from its own line or from *", "[io][reference]") {
    const Categories known = read_categories(shipped);
    const SameFacilityReference same = read_same_facility(shipped, known.list());
    REQUIRE(same.rules().size() == known.list().size());
    for (const access::SameFacilityRule& rule : same.rules()) {
        CHECK(rule.no_name.value() > 0);
        CHECK(rule.no_name <= rule.same_name);
        CHECK(rule.same_name <= rule.coarse);
    }
    CHECK(same.rules()[known.find("hopital")].one_site);
    CHECK_FALSE(same.rules()[known.find("commerce_alimentaire")].one_site);
}

TEST_CASE("a SIRET is 14 digits, however they are grouped", "[io]") {
    CHECK(siret_of("123 456 789 00012") == "12345678900012");
    CHECK(siret_of("12345678900012") == "12345678900012");
    CHECK(siret_of("123456789").empty());
    CHECK(siret_of("node/123").empty());
    CHECK(siret_of("00000000000000").empty());
}

}  // namespace lisiere::io
