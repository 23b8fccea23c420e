// SPDX-License-Identifier: Apache-2.0
#include "io/reference/person_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

#include "engine/core/ascii.hpp"
#include "io/base/names.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

constexpr std::array<std::string_view, 7> titles{"dr",       "drs", "dre", "docteur",
                                                 "docteure", "mme", "mr"};

bool begins_with_title(std::string_view name) {
    const std::string text = folded(name);
    return std::find(titles.begin(), titles.end(), text.substr(0, text.find(' '))) != titles.end();
}

bool is_number(const std::string& word) {
    return std::all_of(word.begin(), word.end(), is_digit);
}

}  // namespace

bool PersonNames::is_person(std::string_view name, access::CategoryIdx category) const {
    if (name.empty()) return false;
    const Rule& rule = category.valid() ? rules_[category] : unknown_;
    if (rule.when != When::always) return rule.when == When::title && begins_with_title(name);
    std::istringstream words(comparable_name(name));
    for (std::string word; words >> word;)
        if (!rule.nobody.contains(word) && !is_number(word)) return true;
    return false;
}

const std::string& PersonNames::word(access::CategoryIdx category) const {
    return category.valid() ? rules_[category].word : unknown_.word;
}

std::string PersonNames::shown(const std::string& name, access::CategoryIdx category) const {
    return is_person(name, category) ? word(category) : name;
}

PersonNames read_person_names(
    const std::filesystem::path& folder,
    const IndexedVector<access::CategoryIdx, access::Category>& categories,
    const std::string& language) {
    using When = PersonNames::When;
    PersonNames persons;
    persons.rules_.resize(categories.size());
    const CsvTable table = read_csv_table((folder / "personnes.csv").string());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        const std::string& id = row.required("categorie");
        const auto found = std::find_if(categories.begin(), categories.end(),
                                        [&](const access::Category& one) { return one.id == id; });
        if (found == categories.end())
            row.refuse("categorie", id, "une catégorie de equipements.csv");
        PersonNames::Rule& rule =
            persons
                .rules_[access::CategoryIdx{static_cast<std::size_t>(found - categories.begin())}];
        if (rule.when != When::never) row.refuse("categorie", id, "une ligne par catégorie");
        rule.when = row.word<When>("quand", {{"toujours", When::always}, {"titre", When::title}});
        std::istringstream nobody(row.text("mots"));
        for (std::string word; nobody >> word;) rule.nobody.insert(word);
        for (const char* one : {"mot_fr", "mot_en"}) row.required(one);
        rule.word = row.required("mot_" + language);
        row.required("source");
        if (persons.unknown_.when == When::never) persons.unknown_ = {When::title, {}, rule.word};
    }
    return persons;
}

void take_person_names_away(IndexedVector<access::FacilityIdx, access::Facility>& facilities,
                            const PersonNames& persons) {
    std::vector<std::size_t> numbers;
    for (const access::FacilityIdx f : indices<access::FacilityIdx>(facilities.size())) {
        access::Facility& facility = facilities[f];
        for (access::GivenAs& row : facility.also)
            row.name = persons.shown(row.name, facility.category);
        if (facility.register_name || !persons.is_person(facility.name, facility.category))
            continue;
        const std::size_t category = facility.category.value();
        if (numbers.size() <= category) numbers.resize(category + 1, 0);
        facility.name =
            fmt::format("{} n° {}", persons.word(facility.category), ++numbers[category]);
    }
}

}  // namespace lisiere::io
