// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/facility.hpp"

namespace lisiere::io {

/// INSEE renumbered its list of facility types between the 2020 and the 2021 vintages.
enum class BpeGeneration { ancienne, nouvelle };
constexpr BpeGeneration bpe_generation(int vintage) {
    return vintage > 0 && vintage <= 2020 ? BpeGeneration::ancienne : BpeGeneration::nouvelle;
}

/// One OSM condition of a category: all of its tags are present ("*": any value).
using TagRule = std::vector<std::pair<std::string, std::string>>;

/// The facility categories of a run (geodata/reference/equipements.csv) and how sources name them
/// (geodata/reference/bpe_nomenclature.csv, OSM tags). Visiting rates are not read here: they stay
/// missing. Immutable; reading from several threads is safe.
class Categories {
  public:
    const IndexedVector<access::CategoryIdx, access::Category>& list() const { return list_; }

    /// By id ("pharmacie"); none() when there is no such category.
    access::CategoryIdx find(std::string_view id) const;
    /// As find, else ConfigError naming `where` and the nearest id.
    access::CategoryIdx require(std::string_view id, const std::string& where) const;
    std::vector<std::string> ids() const;

    /// The categories of a BPE code, ascending; empty when no category wants it. A code may serve
    /// two (the école primaire C108 is both maternelle and élémentaire).
    std::span<const access::CategoryIdx> of_bpe(std::string_view code,
                                                BpeGeneration generation) const;
    /// Whether INSEE's list of that generation holds the code: a code that it does not is a
    /// finding.
    bool bpe_knows(std::string_view code, BpeGeneration generation) const;

    /// The categories of an OSM object, by a look-up of its tags (nullptr: tag absent): those of
    /// the matching rules with most tags, ascending. Empty when no rule applies; two for an école
    /// primaire. An `amenity=school` that says no level is an école élémentaire.
    std::vector<access::CategoryIdx> of_osm(
        const std::function<const char*(const char* key)>& tag) const;
    /// Keys that rules look at, sorted: what an OSM reader must keep.
    std::vector<std::string> osm_keys() const;

  private:
    friend Categories read_categories(const std::filesystem::path& folder,
                                      const std::string& language);
    struct Rule {
        TagRule tags;
        access::CategoryIdx category;
    };
    using Codes = std::map<std::string, std::vector<access::CategoryIdx>, std::less<>>;
    IndexedVector<access::CategoryIdx, access::Category> list_;
    std::map<std::string, access::CategoryIdx, std::less<>> by_id_;
    Codes codes_[2];  // wanted codes, by generation
    std::map<std::string, std::pair<bool, bool>, std::less<>> known_;  // in ancienne, in nouvelle
    std::vector<Rule> rules_;  // most tags first, then file order
};

/// Reads both tables from `folder` (default: geodata/reference), labels in `language` ("fr", "en").
/// InputError with file and line when
/// a line is incomplete, an id comes twice, or a BPE code is not in INSEE's list.
Categories read_categories(const std::filesystem::path& folder, const std::string& language = "fr");
Categories read_categories();

}  // namespace lisiere::io
