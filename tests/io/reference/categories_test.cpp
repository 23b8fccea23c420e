// SPDX-License-Identifier: Apache-2.0
#include "io/reference/categories.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

const fs::path shipped = fs::path(LISIERE_ROOT) / "geodata" / "reference";

std::vector<std::string> osm(const Categories& categories,
                             const std::map<std::string, std::string>& tags) {
    std::vector<std::string> names;
    for (const access::CategoryIdx at : categories.of_osm([&](const char* key) -> const char* {
             const auto found = tags.find(key);
             return found == tags.end() ? nullptr : found->second.c_str();
         }))
        names.push_back(categories.list()[at].id);
    return names;
}

std::vector<std::string> bpe(const Categories& categories, const char* code, int vintage) {
    std::vector<std::string> names;
    for (const access::CategoryIdx at : categories.of_bpe(code, bpe_generation(vintage)))
        names.push_back(categories.list()[at].id);
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("the shipped tables read, and each service of the basket is there", "[io][base]") {
    const Categories categories = read_categories(shipped);
    for (const char* id : {"ecole_maternelle",
                           "ecole_elementaire",
                           "college",
                           "lycee",
                           "creche",
                           "medecin",
                           "pharmacie",
                           "hopital",
                           "pmi",
                           "centre_social",
                           "mairie",
                           "poste",
                           "france_services",
                           "france_travail",
                           "supermarche",
                           "commerce_alimentaire",
                           "boulangerie",
                           "marche",
                           "sport",
                           "piscine",
                           "bibliotheque",
                           "culture",
                           "parc",
                           "gare",
                           "arret_structurant",
                           "zone_emploi"})
        CHECK(categories.find(id).valid());
    CHECK_FALSE(categories.find("licorne").valid());
    CHECK_FALSE(categories.list()[categories.find("mairie")].lived);
}

TEST_CASE("a school is a school and a shop a shop in both generations of INSEE's list",
          "[io][base]") {
    const Categories categories = read_categories(shipped);
    CHECK(bpe(categories, "C101", 2018) == Names{"ecole_maternelle"});
    CHECK(bpe(categories, "C107", 2024) == Names{"ecole_maternelle"});
    CHECK(bpe(categories, "C108", 2024) == Names{"ecole_maternelle", "ecole_elementaire"});
    CHECK(bpe(categories, "D301", 2018) == Names{"pharmacie"});
    CHECK(bpe(categories, "D307", 2024) == Names{"pharmacie"});
    CHECK(bpe(categories, "B203", 2020) == Names{"boulangerie"});
    CHECK(bpe(categories, "A504", 2024).empty());  // restaurants are in no category
    CHECK(categories.bpe_knows("A504", BpeGeneration::nouvelle));
    CHECK(bpe(categories, "D301", 2024).empty());  // no longer used
    CHECK_FALSE(categories.bpe_knows("D301", BpeGeneration::nouvelle));
    CHECK_FALSE(categories.bpe_knows("Z999", BpeGeneration::ancienne));
}

TEST_CASE("the most precise OSM rule wins, and an école primaire serves both ages", "[io][base]") {
    const Categories categories = read_categories(shipped);
    CHECK(osm(categories, {{"amenity", "school"}}) == Names{"ecole_elementaire"});
    CHECK(osm(categories, {{"amenity", "school"}, {"school:FR", "collège"}}) == Names{"college"});
    CHECK(osm(categories, {{"amenity", "school"}, {"school:FR", "primaire"}}) ==
          Names{"ecole_maternelle", "ecole_elementaire"});
    CHECK(osm(categories, {{"amenity", "bench"}}).empty());
    CHECK(osm(categories, {{"railway", "station"}, {"station", "subway"}}) ==
          Names{"arret_structurant"});
    CHECK(osm(categories, {{"railway", "station"}}) == Names{"gare"});
    const std::vector<std::string> keys = categories.osm_keys();
    CHECK(std::is_sorted(keys.begin(), keys.end()));
    CHECK(std::find(keys.begin(), keys.end(), "school:FR") != keys.end());
}

TEST_CASE("an unknown category is refused with the nearest one", "[io][base]") {
    const Categories categories = read_categories(shipped);
    try {
        (void)categories.require("pharmacies", "equipements[0]");
        FAIL("accepted");
    } catch (const ConfigError& error) {
        CHECK(error.trouble().advice.find("pharmacie") != std::string::npos);
    }
}

TEST_CASE("a reference table that cites a code INSEE does not have is refused with its line",
          "[io][base]") {
    const fs::path folder =
        fs::temp_directory_path() / ("lisiere_categories_test_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    fs::copy_file(shipped / "bpe_nomenclature.csv", folder / "bpe_nomenclature.csv",
                  fs::copy_options::overwrite_existing);
    const std::string header =
        "id;libelle_fr;libelle_en;panier;vecu;bpe_ancienne;bpe_nouvelle;osm;source\n";
    const auto write = [&](const std::string& line) {
        std::ofstream(folder / "equipements.csv") << header << "a;A;A;oui;non;C101;C107;;s\n"
                                                  << line;
    };
    const auto message = [&]() -> std::string {
        try {
            (void)read_categories(folder);
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    write("b;B;B;oui;non;Z999;;;s\n");
    CHECK(message().find("ligne 3") != std::string::npos);
    CHECK(message().find("Z999") != std::string::npos);
    write("a;B;B;oui;non;;;;s\n");
    CHECK(message().find("double") != std::string::npos);
    write("b;B;B;peut-être;non;;;;s\n");
    CHECK(message().find("peut-être") != std::string::npos);
    write("b;B;B;oui;non;;;amenity;s\n");
    CHECK(message().find("amenity") != std::string::npos);
    write("b;B;B;oui;non;C104;C109;;s\n");
    CHECK(message().empty());
    fs::remove_all(folder);
}
