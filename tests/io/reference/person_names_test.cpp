// SPDX-License-Identifier: Apache-2.0
#include "io/reference/person_names.hpp"

#include "io/base/files.hpp"
#include "io/reference/categories.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

const std::filesystem::path shipped = data_folder() / "geodata" / "reference";

access::Facility named(access::CategoryIdx category, std::string name) {
    access::Facility facility;
    facility.category = category;
    facility.name = std::move(name);
    return facility;
}

}  // namespace

TEST_CASE("a doctor's name is nobody's data; a place that bears a name keeps it",
          "[io][reference]") {
    const Categories known = read_categories(shipped);
    const PersonNames persons = read_person_names(shipped, known.list());
    const auto doctor = known.find("medecin");
    const auto centre = known.find("centre_sante");
    const auto school = known.find("ecole_elementaire");
    CHECK(persons.is_person("Cabinet Jeanne Martin", doctor));
    CHECK(persons.is_person("Dr. MARTIN Jeanne", centre));
    CHECK_FALSE(persons.is_person("Centre de santé Jean Jaurès", centre));
    CHECK_FALSE(persons.is_person("Docteur Calmette", school));
    CHECK_FALSE(persons.is_person("", doctor));
    CHECK_FALSE(persons.is_person("Cabinet médical", doctor));
    CHECK_FALSE(persons.is_person("Médecin n° 3", doctor));
    CHECK(persons.is_person("Docteur Martin", access::CategoryIdx::none()));
    CHECK(persons.shown("Dr Martin", doctor) == "Médecin");
    CHECK(persons.shown("École Docteur Calmette", school) == "École Docteur Calmette");
}

TEST_CASE("persons' names become numbers, unless a public register gives them and is asked to",
          "[io][reference]") {
    const Categories known = read_categories(shipped);
    const PersonNames persons = read_person_names(shipped, known.list(), "en");
    const auto doctor = known.find("medecin");
    IndexedVector<access::FacilityIdx, access::Facility> all(
        std::vector<access::Facility>{named(doctor, "Dr Martin"), named(doctor, ""),
                                      named(known.find("pharmacie"), "Pharmacie Martin"),
                                      named(doctor, "Cabinet Durand"), named(doctor, "Dr Petit")});
    all.items()[3].register_name = true;
    all.items()[4].also = {{"osm/node/1", "Docteur Petit", "osm"}};
    take_person_names_away(all, persons);
    CHECK(all.items()[0].name == "Doctor n° 1");
    CHECK(all.items()[1].name.empty());
    CHECK(all.items()[2].name == "Pharmacie Martin");
    CHECK(all.items()[3].name == "Cabinet Durand");
    CHECK(all.items()[4].name == "Doctor n° 2");
    CHECK(all.items()[4].also[0].name == "Doctor");
}

}  // namespace lisiere::io
