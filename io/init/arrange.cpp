// SPDX-License-Identifier: Apache-2.0
#include "io/init/arrange.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "io/init/duplicates.hpp"
#include "io/init/look.hpp"
#include "io/init/territory.hpp"

namespace lisiere::io::init {
namespace {

bool any_taken(const std::vector<Item>& items, const std::string& section) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Item& item) { return item.taken() && item.section == section; });
}

void leave(Item& item, std::string reason) {
    item.fate = Fate::left;
    item.reason = std::move(reason);
}

/// Codes without their lost zero and their lost decimals, as the readers restore them.
std::string plain_code(std::string code, std::size_t width) {
    if (code.ends_with(".0")) code.resize(code.size() - 2);
    if (code.size() + 1 == width) code.insert(0, "0");
    return code;
}

class Usability {
  public:
    explicit Usability(std::vector<Item>& items) : items_(items) {}

    /// What a layer needs of another to be read at all.
    void check() {
        const bool communes = any_taken(items_, "communes");
        const bool iris = any_taken(items_, "iris");
        for (Item& item : items_) {
            if (item.fate == Fate::left) continue;
            if (item.is("table_iris") && !iris && !communes)
                leave(item, "une table par IRIS demande les contours des IRIS, ou des communes");
            if (item.is("table_commune") && !communes)
                leave(item, "une table par commune demande les contours des communes");
            if (item.is("epci") && !communes)
                leave(item, "la composition des EPCI demande les contours des communes");
            if (item.is("liste_locale") && !any_taken(items_, "perimetres"))
                leave(item, "une liste par quartier demande des périmètres");
        }
        if (iris) same_codes("table_iris", "iris", 9);
        same_codes("table_commune", "communes", 5);
        official();
    }

  private:
    std::set<std::string> codes_of_section(const std::string& section, std::size_t width) const {
        std::set<std::string> all;
        for (const Item& item : items_)
            if (item.taken() && item.section == section)
                for (const std::string& code : item.codes) all.insert(plain_code(code, width));
        return all;
    }

    void same_codes(const std::string& signature, const std::string& section, std::size_t width) {
        const std::set<std::string> contours = codes_of_section(section, width);
        for (Item& item : items_)
            if (item.taken() && item.is(signature) &&
                std::none_of(item.codes.begin(), item.codes.end(), [&](const std::string& code) {
                    return contours.contains(plain_code(code, width));
                }))
                leave(item, fmt::format("aucun code en commun avec les contours ({}) : d'un autre "
                                        "territoire, ou d'un autre découpage",
                                        section));
    }

    /// Tables by quarter are of a generation; two of one kind without a year cannot be told apart.
    void official() {
        std::set<std::string> quarters;
        for (const Item& item : items_)
            if (item.fate != Fate::left && item.is("qpv"))
                quarters.insert(item.codes.begin(), item.codes.end());
        for (Item& item : items_) {
            if (!item.taken() || !item.is("table_qpv")) continue;
            if (std::none_of(item.codes.begin(), item.codes.end(),
                             [&](const std::string& code) { return quarters.contains(code); }))
                leave(item,
                      "aucun de ses quartiers n'est dans les périmètres : d'un autre "
                      "territoire, ou d'une autre génération");
            else if (item.year == 0)
                item.remarks.push_back(
                    "Rien dans le fichier ne dit l'année de ses chiffres : la mettre dans "
                    "millesime.");
        }
    }

    std::vector<Item>& items_;
};

/// Two sources of facilities say many places twice, and nothing tells which.
void tell_facilities_twice(std::vector<Item>& items) {
    const bool bpe = std::any_of(items.begin(), items.end(),
                                 [](const Item& item) { return item.taken() && item.is("bpe"); });
    for (Item& item : items)
        if (bpe && item.taken() && item.section == "equipements" && item.form == Form::osm)
            item.remarks.push_back(
                "La BPE est là aussi : un lieu que les deux disent y est deux fois. Elle n'a ni "
                "parcs "
                "ni marchés ; pour s'en tenir à elle, retirer cette table.");
}

/// The word that most rows say, of those with one of these codes (all, when none is given).
std::string most_said(const Item& item, const std::string& field) {
    const auto column = item.fit->columns.find(field);
    if (column == item.fit->columns.end()) return {};
    std::map<std::string, std::size_t> seen;
    for (const auto& row : item.layer.rows)
        if (column->second < row.size() && !row[column->second].empty())
            ++seen[row[column->second]];
    const auto most = std::max_element(
        seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == seen.end() ? std::string() : most->first;
}

/// Only what all rows agree on, or nearly, is the territory's name: a national layer has none.
void name_it(Plan& plan, const Wanted& wanted, const std::string& folder) {
    if (!wanted.name.empty()) {
        plan.name = wanted.name;
        plan.name_reason = "donné par --nom";
        return;
    }
    for (const char* section : {"perimetres", "communes"})
        for (const Item& item : plan.items) {
            if (!item.taken() || item.section != section || !item.fit) continue;
            const bool cut = std::any_of(item.keys.begin(), item.keys.end(),
                                         [](const auto& key) { return key.first == "filtre"; });
            if (cut && wanted.epci.empty()) continue;
            if (const std::string said = most_said(item, "nom_epci"); !said.empty()) {
                plan.name = said;
                plan.name_reason =
                    fmt::format("l'EPCI que dit {} ({})", item.name(), item.column("nom_epci"));
                return;
            }
        }
    std::string title = folder;
    std::replace(title.begin(), title.end(), '_', ' ');
    if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
        title[0] = static_cast<char>(title[0] - 'a' + 'A');
    plan.name = title.empty() ? "Territoire" : title;
    plan.name_reason = "le nom du dossier : à remplacer par celui du territoire";
}

/// School holidays and public holidays go by département.
void calendar(Plan& plan) {
    const auto file = data_folder() / "geodata" / "reference" / "zones_scolaires.csv";
    const CsvTable table = read_csv_table(file.string());
    const std::size_t departement = table.require("departement");
    const std::size_t zone = table.require("zone");
    const std::size_t holidays = table.require("jours_feries");
    for (const auto& row : table.rows)
        if (!plan.departements.empty() && row[departement] == plan.departements.front()) {
            plan.school_zone = row[zone];
            plan.public_holidays = row[holidays];
        }
}

}  // namespace

bool Plan::runs() const {
    return refusals.empty() && any_taken(items, "perimetres");
}

Plan arrange(std::vector<Item> items, const Wanted& wanted, const std::string& folder,
             const Progress& progress) {
    report(progress, "choix des couches", 0);
    Plan plan;
    plan.items = std::move(items);
    leave_duplicates(plan.items);
    choose_territory(plan, wanted);
    Usability(plan.items).check();
    tell_facilities_twice(plan.items);
    name_it(plan, wanted, folder);
    calendar(plan);
    report(progress, "choix des couches", 1);
    return plan;
}

}  // namespace lisiere::io::init
