// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lisiere::io {

/// How French street names are made comparable: geodata/reference/abreviations_voies.csv.
class AddressWords {
  public:
    /// "Av. du Gal Leclerc" → "avenue general leclerc": ASCII lower case, abbreviations in full,
    /// linking words left out. Empty for a text without letter or digit. `street`: the first word
    /// is a kind of street, whose abbreviations count as well.
    std::string key(std::string_view text, bool street = true) const;
    /// The key without its kind of street: "general leclerc"; the key itself when it has none.
    std::string_view without_kind(std::string_view key) const;
    /// A commune's name: as `key` without "cedex" and what follows it.
    std::string commune_key(std::string_view text) const;

    using Full = std::map<std::string, std::string, std::less<>>;
    using Words = std::set<std::string, std::less<>>;
    const Full& first() const { return first_; }  ///< abbreviation → word, of kinds of street
    const Full& anywhere() const { return anywhere_; }  ///< abbreviation → word
    const Words& links() const { return links_; }       ///< left out of keys
    const Words& kinds() const { return kinds_; }

  private:
    friend AddressWords read_address_words(const std::filesystem::path& file);
    Full first_;
    Full anywhere_;
    Words links_;
    Words kinds_;
};

/// InputError with file and line when a word is none of those allowed or comes twice.
AddressWords read_address_words(const std::filesystem::path& file);

/// 12 bis: the number, and `bis`, `ter`, `quater` or a letter ("" without).
struct HouseNumber {
    int number = 0;
    std::string suffix;
    friend auto operator<=>(const HouseNumber&, const HouseNumber&) = default;
};

/// What an address says, cut up.
struct AddressParts {
    std::optional<HouseNumber> number;
    std::string street;    ///< as written, without number
    std::string postcode;  ///< five digits; empty without
    std::string commune;   ///< name or INSEE code as written; empty without
};

/// "Rés. du Parc, 12 bis r. de la Paix 59300 Valenciennes cedex" → 12 bis | r. de la Paix | 59300 |
/// Valenciennes cedex. Without postcode, what follows the street after a comma is its commune. Of
/// "12-14" and "12 à 14" the first counts. No street is invented: what cannot be cut is all street.
AddressParts parse_address(std::string_view text);

/// "bis", "B", "b" → "bis"; "T", "ter" → "ter"; "C" → "c"; what is no suffix → nullopt.
std::optional<std::string> parse_suffix(std::string_view text);
/// "12", "12bis", "12 B": nullopt when there is no number above 0.
std::optional<HouseNumber> parse_house_number(std::string_view text);

}  // namespace lisiere::io
