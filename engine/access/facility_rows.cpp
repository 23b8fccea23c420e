// SPDX-License-Identifier: Apache-2.0
#include "engine/access/facility_rows.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <numeric>
#include <tuple>

#include "engine/geo/measure.hpp"

namespace lisiere::access {
namespace {

constexpr double one_place_m = 1;

FacilityWords numbers_of(const FacilityWords& words) {
    FacilityWords numbers;
    std::copy_if(
        words.begin(), words.end(), std::back_inserter(numbers), [](const std::string& word) {
            return std::all_of(word.begin(), word.end(),
                               [](unsigned char letter) { return std::isdigit(letter) != 0; });
        });
    return numbers;
}

}  // namespace

bool no_contradiction(const FacilityWords& a, const FacilityWords& b) {
    if (a.empty() || b.empty()) return true;
    if (numbers_of(a) != numbers_of(b)) return false;
    return std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
           std::includes(b.begin(), b.end(), a.begin(), a.end());
}

FacilityRows::FacilityRows(const GivenFacilities& given,
                           const IndexedVector<CategoryIdx, SameFacilityRule>& rules)
    : given_(given), rules_(rules), rank_(given.rows.size()) {
    std::vector<std::uint32_t> order(given.rows.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t row) {
        const Facility& f = at(row);
        return std::tie(f.source, f.id, f.name, f.type, f.at.x, f.at.y);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
}

double FacilityRows::apart(std::uint32_t a, std::uint32_t b) const {
    return geo::distance(at(a).at, at(b).at);
}

std::optional<Likeness> FacilityRows::likeness(std::uint32_t a, std::uint32_t b) const {
    const Facility& x = at(a);
    const Facility& y = at(b);
    const SameFacilityRule& own = rule(a);
    const double far = apart(a, b);
    const bool registered = !x.registry.empty() && !y.registry.empty();
    if (registered && x.registry != y.registry) return std::nullopt;
    const bool same_words = words(a) == words(b);
    if (one_kind(a, b)) {
        const bool twice = (registered || x.id == y.id) && same_words && far <= one_place_m;
        return twice ? std::optional(Likeness::register_number) : std::nullopt;
    }
    const bool coarse = !at_address(a) || !at_address(b);
    const double named_within = (coarse ? own.coarse : own.same_name).value();
    if (registered && far <= named_within) return Likeness::register_number;
    if (same_words && !words(a).empty() && far <= named_within)
        return coarse ? Likeness::coarse_name : Likeness::name;
    if ((file(a) == file(b) && !own.one_site) || !no_contradiction(words(a), words(b)))
        return std::nullopt;
    if (!coarse) return far <= own.no_name.value() ? std::optional(Likeness::place) : std::nullopt;
    const bool at_commune = x.place == PlaceGrain::commune || y.place == PlaceGrain::commune;
    const bool one_iris = iris(a) == iris(b) && iris(a) != GivenFacilities::no_iris;
    return one_iris && !at_commune && far <= own.coarse.value()
               ? std::optional(Likeness::coarse_place)
               : std::nullopt;
}

bool FacilityRows::at_odds(std::uint32_t a, std::uint32_t b) const {
    return file(a) != file(b) && at_address(a) && at_address(b) &&
           apart(a, b) <= rule(a).no_name.value() && !no_contradiction(words(a), words(b));
}

bool FacilityRows::wins(std::uint32_t a, std::uint32_t b) const {
    const auto standing = [&](std::uint32_t row) {
        return std::tuple(!at_address(row), !at(row).capacity_known, given_.preference[row],
                          words(row).empty(), rank_[row]);
    };
    return standing(a) < standing(b);
}

}  // namespace lisiere::access
