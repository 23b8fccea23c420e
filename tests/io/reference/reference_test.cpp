// SPDX-License-Identifier: Apache-2.0
#include "io/reference/reference.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "io/base/error.hpp"
#include "io/reference/categories.hpp"
#include "io/reference/reference_row.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

const std::filesystem::path shipped = std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference";

/// A folder of its own holding one table.
class Folder {
  public:
    Folder(const char* file, const std::string& text)
        : path_(std::filesystem::temp_directory_path() /
                ("lisiere_reference_test_" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
        std::ofstream(path_ / file) << text;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

template <class Work>
std::string message_of(Work work) {
    try {
        work();
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

std::string refusal(const std::string& rows) {
    const Folder folder("frequentation.csv",
                        "categorie;visites_semaine;demi_decroissance_min;modes;"
                        "capacite_type;source\n" +
                            rows);
    return message_of([&] { read_visit_rates(folder.path()); });
}

bool says(const std::string& message, const char* part) {
    return message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the measures shipped are whole, and every component of the index has some that weigh",
          "[io]") {
    const auto measures = read_enclosure_measures(shipped);
    std::set<std::string> weighing;
    for (const auto& measure : measures) {
        CHECK_FALSE(measure.source.empty());
        if (measure.scale == enclavement::Scale::perimetre) CHECK(measure.weight == 0);
        if (measure.weight > 0) weighing.insert(measure.component);
    }
    CHECK(weighing == std::set<std::string>{"coupures", "permeabilite", "desserte", "eloignement",
                                            "acces_routier"});
}

TEST_CASE("the visiting rates shipped name categories that exist, each with a source", "[io]") {
    Categories known = read_categories(shipped);
    auto categories = known.list();
    const auto rates = read_visit_rates(shipped);
    join_visit_rates(categories, rates);
    const access::Category& bakery = categories[known.find("boulangerie")];
    CHECK(*bakery.visits_per_week == Approx(1.5));
    CHECK(bakery.decay_minutes == Approx(5));
    CHECK_FALSE(bakery.by_transit);
    CHECK_FALSE(bakery.by_car);
    CHECK(categories[known.find("lycee")].by_transit);
    CHECK_FALSE(categories[known.find("lycee")].by_car);
    CHECK(categories[known.find("supermarche")].by_car);
    CHECK(*categories[known.find("hopital")].typical_capacity == 200);
    CHECK_FALSE(categories[known.find("gare")].visits_per_week.has_value());
    for (const access::Category& category : categories)
        CHECK(category.lived == category.visits_per_week.has_value());
}

TEST_CASE("a wrong rate is refused with its line, its column and what was expected", "[io]") {
    CHECK(refusal("a;1;10;marche;;x\n").empty());
    CHECK(refusal("a;1;10;marche velo voiture;30;x\n").empty());
    CHECK(says(refusal("a;1;10;marche;;x\nb;-1;10;marche;;x\n"), "ligne 3, champ visites_semaine"));
    CHECK(says(refusal("a;1;0;marche;;x\n"), "demi_decroissance_min"));
    CHECK(says(refusal("a;un;10;marche;;x\n"), "un nombre"));
    CHECK(says(refusal("a;1;10;trottinette;;x\n"), "marche, velo, transports ou voiture"));
    CHECK(says(refusal("a;1;10;marche;0;x\n"), "capacite_type"));
    CHECK(says(refusal("a;1;10;marche;;\n"), "source"));
    CHECK(says(refusal("a;1;10;marche;;x\na;1;10;marche;;x\n"), "une catégorie par ligne"));
}

TEST_CASE("a unit that is a symbol has words in every language", "[io]") {
    for (const char* language : {"fr", "en"}) {
        const auto wording = read_wording(reference_folder(), language);
        for (const auto& measure : read_enclosure_measures(reference_folder(), language)) {
            INFO(measure.id << " in " << measure.unit);
            if (measure.unit.find('/') != std::string::npos)
                CHECK(wording.phrases.contains("unite_" + measure.unit));
        }
    }
}

TEST_CASE("a measure that stands in for one that does not exist is refused", "[io]") {
    const Folder folder(
        "enclavement.csv",
        "id;composante;versant;echelle;libelle_fr;libelle_en;unite;sens;poids;a_defaut_de;"
        "sans_objet;agregation;environs;source\n"
        "m;coupures;exogene;carreau;l;l;m;plus;1;autre;ignore;moyenne;marche 15;x\n");
    const std::string message = message_of([&] { read_enclosure_measures(folder.path()); });
    CHECK(says(message, "a_defaut_de"));
    CHECK(says(message, "« autre »"));
}

TEST_CASE("a measure with an unknown word is refused with the words allowed", "[io]") {
    const Folder folder(
        "enclavement.csv",
        "id;composante;versant;echelle;libelle_fr;libelle_en;unite;sens;poids;sans_objet;"
        "agregation;source\nm;coupures;exogene;carreau;l;l;m;monte;1;ignore;moyenne;x\n");
    const std::string message = message_of([&] { read_enclosure_measures(folder.path()); });
    CHECK(says(message, "« monte »"));
    CHECK(says(message, "« plus », « moins »"));
}

TEST_CASE("how far a measure looks is minutes by a mode, its own value, a disc, or nothing",
          "[io]") {
    const auto read = [](const std::string& reach) {
        const Folder folder(
            "enclavement.csv",
            "id;composante;versant;echelle;libelle_fr;libelle_en;unite;sens;poids;a_defaut_de;"
            "sans_objet;agregation;environs;source\n"
            "m;coupures;exogene;carreau;l;l;m;plus;1;;ignore;moyenne;" +
                reach + ";x\n");
        return read_enclosure_measures(folder.path()).front().reach;
    };
    CHECK_FALSE(read("").mode.has_value());
    CHECK(read("marche 18.75").minutes == 18.75);
    CHECK(read("voiture temps").own_value);
    CHECK(read("voiture temps").mode == access::TravelMode::voiture);
    CHECK(read("disque 1500").disc_m == 1500);
    CHECK_FALSE(read("disque 1500").mode.has_value());
    CHECK_FALSE(read("marche 15").disc_m.has_value());
    for (const char* wrong : {"marche", "15", "pied 15", "marche 0", "marche loin", "disque",
                              "disque 0", "disque temps"}) {
        INFO(wrong);
        CHECK(says(message_of([&] { read(wrong); }), "champ environs"));
    }
}

TEST_CASE(
    "what the uncertainty analysis may choose: every measure there is, every threshold a "
    "number",
    "[io]") {
    const auto measures = read_enclosure_measures(shipped);
    const auto choices = read_choices(shipped, measures, "en");
    std::vector<std::string> factors;
    for (const enclavement::Choice& choice : choices)
        if (std::find(factors.begin(), factors.end(), choice.factor) == factors.end())
            factors.push_back(choice.factor);
    CHECK(factors ==
          std::vector<std::string>{"omission", "mesures", "seuils", "normalisation", "poids"});
    const auto refused = [&](const std::string& row) {
        const Folder folder(
            "incertitude.csv",
            "facteur;genre;mesure;valeur;environs;libelle_fr;libelle_en;source\n" + row);
        return message_of([&] { read_choices(folder.path(), measures); });
    };
    CHECK(refused("f;autre_mesure;detour_median;detour_p90;;l;l;x\n").empty());
    CHECK(says(refused("f;autre_mesure;detour;detour_p90;;l;l;x\n"), "champ mesure"));
    CHECK(says(refused("f;autre_mesure;detour_median;p90;;l;l;x\n"), "champ valeur"));
    CHECK(says(refused("f;autre_seuil;detour_ferme_part;trois;;l;l;x\n"), "un nombre"));
    CHECK(says(refused("f;autre_seuil;pedshed_15;10;10 min;l;l;x\n"), "champ environs"));
    CHECK(says(refused("f;etendue;;0.5;;l;l;x\n"), "champ valeur"));
    CHECK(says(refused("f;hasard;;;;l;l;x\n"), "champ genre"));
    CHECK(says(refused("f;partage;;;;l;l;\n"), "champ source"));
}

TEST_CASE("motorways and their ramps are told from other ways", "[io]") {
    const enclavement::MotorwayKinds kinds = read_motorway_kinds(shipped);
    CHECK(kinds.motorways == std::vector<std::string>{"motorway", "Type autoroutier"});
    CHECK(kinds.ramps == std::vector<std::string>{"motorway_link", "Bretelle"});
}

TEST_CASE("a rate for a category that does not exist is refused with the nearest one", "[io]") {
    IndexedVector<access::CategoryIdx, access::Category> categories;
    access::Category pharmacy;
    pharmacy.id = "pharmacie";
    categories.push_back(pharmacy);
    const std::vector<vecu::VisitRate> rates{{"pharmaci", 1, 10, false, false, false, {}, "x"}};
    CHECK(says(message_of([&] { join_visit_rates(categories, rates); }), "« pharmacie »"));
}

}  // namespace lisiere::io
