// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/same_facility.hpp"

namespace lisiere::io {

/// When rows are one facility, and what of their names tells them apart, as data.
class SameFacilityReference {
  public:
    const IndexedVector<access::CategoryIdx, access::SameFacilityRule>& rules() const {
        return rules_;
    }
    /// "Phie du Centre", "Pharmacie du Centre" → { "centre" }: the words of a name without accents
    /// and joining words, short forms in full, less those that any place of its category may bear;
    /// sorted, each once. Empty: the name says no more than the category.
    std::vector<std::string> words(std::string_view name, access::CategoryIdx category) const;

  private:
    friend SameFacilityReference read_same_facility(
        const std::filesystem::path& folder,
        const IndexedVector<access::CategoryIdx, access::Category>& categories);
    IndexedVector<access::CategoryIdx, access::SameFacilityRule> rules_;
    IndexedVector<access::CategoryIdx, std::set<std::string, std::less<>>> common_;
    std::map<std::string, std::string, std::less<>> in_full_;
};

/// Reads doublons.csv (`*` for the categories that have no line of their own) and
/// doublons_mots.csv of `folder`. InputError with file and line: another category, a distance that
/// is not a number above 0, no line `*`, a category or a word twice.
SameFacilityReference read_same_facility(
    const std::filesystem::path& folder,
    const IndexedVector<access::CategoryIdx, access::Category>& categories);

}  // namespace lisiere::io
