// SPDX-License-Identifier: Apache-2.0
#include "io/address/gazetteer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "engine/core/ascii.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::io {
namespace {

/// Edits between two keys, or `most` + 1 when there are more.
std::size_t few_edits(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > most) return most + 1;
    while (!a.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.empty()) return b.size();
    if (most == 0) return 1;
    // One letter of either, or both, is the difference: what is left is short.
    return 1 + std::min({few_edits(a.substr(1), b.substr(1), most - 1),
                         few_edits(a, b.substr(1), most - 1), few_edits(a.substr(1), b, most - 1)});
}

std::size_t edits_allowed(std::string_view key) {
    return key.size() < 8 ? 0 : key.size() < 12 ? 1 : 2;
}

/// Digits must agree: "rue 8 mai 1945" is not "rue 8 mai 1944".
bool same_digits(std::string_view a, std::string_view b) {
    const auto digits = [](std::string_view text) {
        std::string found;
        for (const char c : text)
            if (is_digit(c)) found += c;
        return found;
    };
    return digits(a) == digits(b);
}

constexpr double widest_interpolation = 500;  // metres between the two known numbers

}  // namespace

std::string_view to_text(AddressLevel level) {
    switch (level) {
        case AddressLevel::numero:
            return "numero";
        case AddressLevel::interpole:
            return "interpolé";
        case AddressLevel::voie:
            return "voie";
        case AddressLevel::commune:
            return "commune";
        case AddressLevel::aucun:
            return "aucun";
    }
    return "";
}

Gazetteer::Candidates Gazetteer::communes_for(std::string_view name, std::string_view postcode,
                                              const GeocodeScores& scores) const {
    Candidates found;
    if (!name.empty()) {
        if (const auto code = commune_by_code_.find(std::string(name));
            code != commune_by_code_.end())
            return {{code->second}, 1, true};
        if (const auto named = communes_by_name_.find(words_.commune_key(name));
            named != communes_by_name_.end())
            found = {named->second, 1, true};
    }
    const auto coded = communes_by_postcode_.find(std::string(postcode));
    if (coded == communes_by_postcode_.end()) return found;
    if (!found.by_name) {
        found.communes = coded->second;
        if (!name.empty()) found.score = scores.postcode_differs;
        return found;
    }
    std::vector<std::uint32_t> both;
    for (const std::uint32_t commune : found.communes)
        if (std::find(coded->second.begin(), coded->second.end(), commune) != coded->second.end())
            both.push_back(commune);
    if (both.empty())
        found.score = scores.postcode_differs;
    else
        found.communes = std::move(both);
    return found;
}

/// The streets of one commune that the key may mean, all with the best score there is.
std::vector<Gazetteer::StreetMatch> Gazetteer::streets_in(std::uint32_t commune,
                                                          const std::string& key,
                                                          const GeocodeScores& scores) const {
    std::vector<StreetMatch> matches;
    const auto take = [&](const Lists& lists, std::string_view wanted, double score) {
        const auto list = lists.find(std::string(wanted));
        if (list == lists.end()) return;
        for (const std::uint32_t street : list->second)
            if (streets_[street].commune == commune) matches.push_back({street, score});
    };
    take(streets_by_key_, key, 1);
    if (matches.empty()) take(streets_by_name_, words_.without_kind(key), scores.other_kind);
    if (!matches.empty()) return matches;
    std::size_t most = edits_allowed(key);
    for (const std::uint32_t street : communes_[commune].streets) {
        const std::size_t edits = few_edits(key, streets_[street].key, most);
        if (edits > most || !same_digits(key, streets_[street].key)) continue;
        if (edits < most) matches.clear();
        most = edits;
        matches.push_back({street, std::pow(scores.one_edit, static_cast<double>(edits))});
    }
    return matches;
}

std::optional<geo::Point> Gazetteer::between(const Street& street, int number) const {
    const Number* below = nullptr;
    const Number* above = nullptr;
    for (std::uint32_t i = street.first; i < street.last; ++i) {
        const Number& known = numbers_[i];
        if (known.number == 0 || known.number % 2 != number % 2) continue;
        if (known.number < number) below = &known;
        if (known.number > number && above == nullptr) above = &known;
    }
    if (below == nullptr || above == nullptr) return std::nullopt;
    if (geo::distance(below->at, above->at) > widest_interpolation) return std::nullopt;
    const double share = static_cast<double>(number - below->number) /
                         static_cast<double>(above->number - below->number);
    return geo::Point{below->at.x + share * (above->at.x - below->at.x),
                      below->at.y + share * (above->at.y - below->at.y)};
}

/// Number, interpolation or street, in that order.
void Gazetteer::place(const Street& street, const std::optional<HouseNumber>& wanted,
                      const GeocodeScores& scores, GeocodedAddress& result) const {
    result.found = fmt::format("{}, {}", street.name, result.commune_name);
    if (wanted) {
        const Number* same = nullptr;
        for (std::uint32_t i = street.first; i < street.last; ++i) {
            const Number& known = numbers_[i];
            if (known.number != wanted->number) continue;
            const std::string& suffix = suffixes_[known.suffix];
            if (suffix == wanted->suffix) {
                same = &known;
                break;
            }
            if (same == nullptr) same = &known;
        }
        if (same != nullptr) {
            const std::string& suffix = suffixes_[same->suffix];
            result.level = AddressLevel::numero;
            result.at = same->at;
            result.found = fmt::format("{}{}{} {}", same->number, suffix.empty() ? "" : " ", suffix,
                                       result.found);
            if (suffix != wanted->suffix) {
                result.score *= scores.suffix_dropped;
                result.reason = "indice de répétition absent de la base";
            }
            return;
        }
        if (const auto at = between(street, wanted->number)) {
            result.level = AddressLevel::interpole;
            result.at = at;
            result.score *= scores.interpolated;
            result.reason = "numéro absent de la base, placé entre ses voisins";
            return;
        }
    }
    result.level = AddressLevel::voie;
    result.score *= scores.street_only;
    result.reason = wanted ? "numéro absent de la base" : "adresse sans numéro";
    geo::Point middle;
    for (std::uint32_t i = street.first; i < street.last; ++i) {
        result.street.push_back(numbers_[i].at);
        middle.x += numbers_[i].at.x / (street.last - street.first);
        middle.y += numbers_[i].at.y / (street.last - street.first);
    }
    double least = std::numeric_limits<double>::infinity();
    for (const geo::Point& at : result.street)
        if (const double distance = geo::distance(at, middle); distance < least) {
            least = distance;
            result.at = at;
        }
}

Gazetteer::Listed Gazetteer::listed(std::size_t street) const {
    const Street& of = streets_[street];
    Listed listed{of.name, of.key, of.commune, {}};
    for (std::uint32_t i = of.first; i < of.last; ++i)
        listed.numbers.push_back(
            {numbers_[i].number, suffixes_[numbers_[i].suffix], numbers_[i].at});
    return listed;
}

std::vector<Gazetteer::ListedCommune> Gazetteer::listed_communes() const {
    std::vector<ListedCommune> listed;
    for (const Commune& one : communes_)
        listed.push_back({one.code, one.name, words_.commune_key(one.name), {}});
    const std::map<std::string, std::vector<std::uint32_t>> ordered(communes_by_postcode_.begin(),
                                                                    communes_by_postcode_.end());
    for (const auto& [postcode, communes] : ordered)
        for (const std::uint32_t commune : communes) listed[commune].postcodes.push_back(postcode);
    return listed;
}

GeocodedAddress Gazetteer::find(const AddressParts& address, std::string_view commune,
                                std::string_view postcode, const GeocodeScores& scores) const {
    GeocodedAddress result;
    if (commune.empty()) commune = address.commune;
    if (postcode.empty()) postcode = address.postcode;
    const std::string key = words_.key(address.street);
    if (key.empty() && commune.empty() && postcode.empty()) {
        result.reason = "adresse vide";
        return result;
    }
    Candidates among = communes_for(commune, postcode, scores);
    const bool told = !commune.empty() || !postcode.empty();
    if (told && among.communes.empty()) {
        result.reason = "commune absente de la base";
        return result;
    }
    std::vector<StreetMatch> matches;
    if (!told) {
        if (const auto everywhere = streets_by_key_.find(key); everywhere != streets_by_key_.end())
            for (const std::uint32_t street : everywhere->second) matches.push_back({street, 1});
        among.score = scores.commune_deduced;
    } else if (!key.empty()) {
        for (const std::uint32_t candidate : among.communes)
            for (const StreetMatch& match : streets_in(candidate, key, scores)) {
                if (!matches.empty() && match.score < matches.front().score) continue;
                if (!matches.empty() && match.score > matches.front().score) matches.clear();
                matches.push_back(match);
            }
    }
    const auto set_commune = [&](std::uint32_t which) {
        result.commune_code = communes_[which].code;
        result.commune_name = communes_[which].name;
    };
    std::set<std::string> homes;
    for (const StreetMatch& match : matches)
        homes.insert(communes_[streets_[match.street].commune].name + ' ' +
                     communes_[streets_[match.street].commune].code);
    if (homes.size() > 1) {
        result.reason = "voie homonyme dans plusieurs communes : préciser la commune";
        result.found = fmt::format("{}", fmt::join(homes, " ; "));
        return result;
    }
    if (matches.size() == 1) {
        const Street& street = streets_[matches.front().street];
        result.score = matches.front().score * among.score;
        set_commune(street.commune);
        place(street, address.number, scores, result);
        if (!told && result.reason.empty())
            result.reason = "commune déduite : la seule de la base qui a cette voie";
        return result;
    }
    if (among.communes.size() == 1) {
        result.level = AddressLevel::commune;
        result.score = scores.commune_only * among.score;
        set_commune(among.communes.front());
        result.found = result.commune_name;
        result.reason = key.empty()       ? "adresse sans voie"
                        : matches.empty() ? "voie absente de la base"
                                          : "plusieurs voies de la commune pourraient convenir";
        return result;
    }
    result.reason = among.communes.empty() ? "voie absente de la base, et commune non donnée"
                                           : "commune incertaine : plusieurs ont ce nom ou ce code "
                                             "postal";
    return result;
}

}  // namespace lisiere::io
