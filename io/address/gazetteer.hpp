// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/geo/crs.hpp"
#include "engine/geo/geometry.hpp"
#include "io/config/run_config.hpp"
#include "io/reference/address_words.hpp"

namespace lisiere::io {

/// How far an address was found.
enum class AddressLevel {
    numero,     ///< the number itself
    interpole,  ///< between two known numbers of the same side of the street
    voie,       ///< the street only: its middle address
    commune,    ///< the commune only: no place
    aucun,
};
std::string_view to_text(
    AddressLevel level);  ///< "numero", "interpolé", "voie", "commune", "aucun"

/// What was found of one address.
struct GeocodedAddress {
    AddressLevel level = AddressLevel::aucun;
    /// 1: written as the base writes it; each difference takes its share off (see GeocodeScores).
    double score = 0;
    std::optional<geo::Point> at;            ///< none for `commune` and `aucun`
    std::vector<geo::Point> street;          ///< level `voie`: every known address of the street
    std::string commune_code, commune_name;  ///< empty for `aucun`
    std::string found;        ///< the address as the base writes it; of homonyms, their communes
    std::string_view reason;  ///< why not better, in French; empty for a full match
};

/// What a difference leaves of the score. Choices of the project, multiplied together.
struct GeocodeScores {
    double suffix_dropped = 0.9;  ///< "12 bis" asked, 12 known
    double interpolated = 0.8;    ///< between two numbers
    double street_only = 0.5;     ///< no number
    double commune_only = 0.2;
    double other_kind = 0.8;        ///< "avenue" for "rue", the only street of that name
    double one_edit = 0.9;          ///< each letter that differs (one, two from 12 letters on)
    double postcode_differs = 0.9;  ///< the commune's name and the postcode disagree: name kept
    double commune_deduced = 0.7;   ///< no commune given, the only one that has the street
};

/// A local base of addresses, to geocode without a network.
/// Order of the search: commune (INSEE code, else name, told apart by the postcode, else postcode),
/// then street, then number. Between homonyms in several communes nothing is chosen: level `aucun`,
/// with their names. Immutable; reading from several threads is safe.
/// Memory: about 30 bytes an address and 200 a street.
class Gazetteer {
  public:
    bool empty() const { return streets_.empty(); }
    std::size_t addresses() const { return numbers_.size(); }
    std::size_t streets() const { return streets_.size(); }
    std::size_t communes() const { return communes_.size(); }

    /// `commune` (name or INSEE code) and `postcode` complete what the address does not say; both
    /// may be empty.
    GeocodedAddress find(const AddressParts& address, std::string_view commune,
                         std::string_view postcode, const GeocodeScores& scores = {}) const;

    /// An address of the base; 0 as its number: the street itself, or a lieu-dit.
    struct ListedNumber {
        int number = 0;
        std::string_view suffix;
        geo::Point at;
    };
    /// A street as the base writes it, its key (AddressWords), its commune (of listed_communes) and
    /// its addresses by number, then suffix.
    struct Listed {
        std::string_view name, key;
        std::uint32_t commune = 0;
        std::vector<ListedNumber> numbers;
    };
    struct ListedCommune {
        std::string_view code, name;
        std::string key;
        std::vector<std::string> postcodes;  ///< ascending
    };
    /// Streets in the order of the base; `street` < streets(). Views live as long as the base.
    Listed listed(std::size_t street) const;
    std::vector<ListedCommune> listed_communes() const;
    const AddressWords& words() const { return words_; }

  private:
    friend class GazetteerReader;
    struct Commune {
        std::string code, name;
        std::vector<std::uint32_t> streets;
    };
    struct Street {
        std::string key, name;
        std::uint32_t commune = 0;
        std::uint32_t first = 0;  ///< in numbers_
        std::uint32_t last = 0;
    };
    struct Number {
        std::uint32_t street = 0;
        std::int32_t number = 0;   ///< 0: the street itself, or a lieu-dit
        std::uint16_t suffix = 0;  ///< in suffixes_
        geo::Point at;
    };
    struct StreetMatch {
        std::uint32_t street = 0;
        double score = 0;
    };
    struct Candidates {
        std::vector<std::uint32_t> communes;
        double score = 1;
        bool by_name = false;
    };

    Candidates communes_for(std::string_view name, std::string_view postcode,
                            const GeocodeScores& scores) const;
    std::vector<StreetMatch> streets_in(std::uint32_t commune, const std::string& key,
                                        const GeocodeScores& scores) const;
    void place(const Street& street, const std::optional<HouseNumber>& wanted,
               const GeocodeScores& scores, GeocodedAddress& result) const;
    std::optional<geo::Point> between(const Street& street, int number) const;

    AddressWords words_;
    std::vector<Commune> communes_;
    std::vector<Street> streets_;
    std::vector<Number> numbers_;
    std::vector<std::string> suffixes_;
    using Lists = std::unordered_map<std::string, std::vector<std::uint32_t>>;
    std::unordered_map<std::string, std::uint32_t> commune_by_code_;
    Lists communes_by_name_, communes_by_postcode_;
    Lists streets_by_key_;   ///< of all communes
    Lists streets_by_name_;  ///< the same without the kind of street
};

/// Reads BAN exports, current and older layouts (geodata/schemas/adresses.toml), as streams; points
/// in the working CRS. Notices: `adresse_sans_coordonnees`. InputError: see CsvStream and
/// match_fields; no address at all.
Gazetteer read_gazetteer(std::span<const LayerSpec> files, geo::Crs crs, AddressWords words,
                         Notices& notices);

}  // namespace lisiere::io
