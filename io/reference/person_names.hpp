// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>

#include "engine/access/facility.hpp"
#include "engine/core/index.hpp"

namespace lisiere::io {

/// Which facilities bear a person's name, as data. A person's name is no data of ours: it serves to
/// recognise a place, and no output shows it.
class PersonNames {
  public:
    /// Whether a name of that category is a person's: as soon as it says more than what the place
    /// is and its number (a doctor's: "Cabinet médical" and "Médecin n° 3" name nobody), or when it
    /// begins with a title ("Dr Durand"). A category that is not known: when it begins with one.
    bool is_person(std::string_view name, access::CategoryIdx category) const;
    /// What stands for it, before its number: "Médecin".
    const std::string& word(access::CategoryIdx category) const;
    /// `name`, or the word where it is a person's.
    std::string shown(const std::string& name, access::CategoryIdx category) const;

  private:
    friend PersonNames read_person_names(
        const std::filesystem::path& folder,
        const IndexedVector<access::CategoryIdx, access::Category>& categories,
        const std::string& language);
    enum class When { never, title, always };
    struct Rule {
        When when = When::never;
        std::set<std::string> nobody;  ///< words that name nobody
        std::string word;
    };
    IndexedVector<access::CategoryIdx, Rule> rules_;
    Rule unknown_;  ///< of a category that is not known
};

/// Reads personnes.csv of `folder`, words in `language` ("fr", "en"). InputError with file and
/// line: another category or word, a category twice.
PersonNames read_person_names(
    const std::filesystem::path& folder,
    const IndexedVector<access::CategoryIdx, access::Category>& categories,
    const std::string& language = "fr");

/// Persons' names as "Médecin n° 3", numbered by category in the order of the facilities, names of
/// other rows forgotten; those that a public register gives, where the configuration asks for them
/// (`register_name`), stay.
void take_person_names_away(IndexedVector<access::FacilityIdx, access::Facility>& facilities,
                            const PersonNames& persons);

}  // namespace lisiere::io
