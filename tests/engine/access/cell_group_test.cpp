// SPDX-License-Identifier: Apache-2.0
#include "engine/access/cell_group.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// A cell with a whole number of residents and a time, or a reason.
struct Crowd {
    std::vector<Maybe<double>> minutes;
    CellGroup group;
    std::vector<double> one_by_one;  ///< each resident's time, +infinity out of reach
};

Crowd random_crowd(std::uint32_t seed) {
    Random random(seed);
    Crowd crowd;
    for (std::size_t cell = 0; cell < 1 + random() % 12; ++cell) {
        const double people = 1 + random() % 9;
        const auto kind = random() % 6;
        Maybe<double> minutes = static_cast<double>(random() % 8);
        if (kind == 0) minutes = Absence::au_dela;
        if (kind == 1) minutes = Absence::non_rattache;
        crowd.minutes.push_back(minutes);
        crowd.group.cells.push_back({census::CellIdx{cell}, people});
        if (kind != 1)
            crowd.one_by_one.insert(crowd.one_by_one.end(), static_cast<std::size_t>(people),
                                    minutes ? *minutes : std::numeric_limits<double>::infinity());
    }
    std::sort(crowd.one_by_one.begin(), crowd.one_by_one.end());
    return crowd;
}

/// The same people, the cell `at` cut in two parts.
void cut(Crowd& crowd, std::size_t at, double share) {
    CellWeight& whole = crowd.group.cells[at];
    crowd.minutes.push_back(crowd.minutes[at]);
    crowd.group.cells.push_back(
        {census::CellIdx{crowd.minutes.size() - 1}, whole.people * (1 - share)});
    crowd.group.cells[at].people *= share;
}

}  // namespace

TEST_CASE("quantiles and shares are those of residents counted one by one", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const Crowd crowd = random_crowd(seed);
        const std::size_t people = crowd.one_by_one.size();
        for (const double q : {0.1, 0.5, 0.9, 1.0}) {
            const Maybe<double> found = weighted_quantile(crowd.group, crowd.minutes, q);
            if (people == 0) {
                RC_ASSERT(found == Maybe<double>(Absence::non_rattache));
                continue;
            }
            const auto rank =
                static_cast<std::size_t>(std::ceil(q * static_cast<double>(people) - 1e-9));
            const double expected = crowd.one_by_one[std::max<std::size_t>(rank, 1) - 1];
            RC_ASSERT(found == (std::isinf(expected) ? Maybe<double>(Absence::au_dela)
                                                     : Maybe<double>(expected)));
        }
        for (const double limit : {0.0, 3.0, 7.0}) {
            if (people == 0) continue;
            const auto within = std::count_if(crowd.one_by_one.begin(), crowd.one_by_one.end(),
                                              [limit](double t) { return t <= limit; });
            RC_ASSERT(std::abs(*share_within(crowd.group, crowd.minutes, limit) -
                               static_cast<double>(within) / static_cast<double>(people)) < 1e-12);
        }
    }));
}

TEST_CASE("cutting a cell in two parts changes no figure of its group", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed, std::uint32_t which) {
        const Crowd whole = random_crowd(seed);
        Crowd parts = whole;
        cut(parts, which % whole.group.cells.size(), 0.3);
        for (const double q : {0.1, 0.5, 0.9})
            RC_ASSERT(weighted_quantile(whole.group, whole.minutes, q) ==
                      weighted_quantile(parts.group, parts.minutes, q));
        const auto same = [](const Maybe<double>& a, const Maybe<double>& b) {
            return a.has_value() == b.has_value() && (a ? std::abs(*a - *b) < 1e-9 : a == b);
        };
        RC_ASSERT(same(share_within(whole.group, whole.minutes, 4),
                       share_within(parts.group, parts.minutes, 4)));
        RC_ASSERT(same(weighted_mean(whole.group, whole.minutes),
                       weighted_mean(parts.group, parts.minutes)));
        RC_ASSERT(
            same(known_share(whole.group, whole.minutes), known_share(parts.group, parts.minutes)));
    }));
}

TEST_CASE("a median that falls on residents out of reach says what most of them lack", "[access]") {
    const std::vector<Maybe<double>> minutes{4.0, Absence::au_dela, Absence::non_desservi,
                                             Absence::secret};
    const CellGroup mostly_far = group({{0, 4}, {1, 3}, {2, 2}});
    CHECK(weighted_quantile(mostly_far, minutes, 4.0 / 9.0) == Maybe<double>(4.0));
    CHECK(weighted_quantile(mostly_far, minutes, 0.5) == Maybe<double>(Absence::au_dela));
    CHECK(weighted_quantile(group({{0, 4}, {1, 2}, {2, 3}}), minutes, 0.5) ==
          Maybe<double>(Absence::non_desservi));
    CHECK(weighted_quantile(group({{3, 5}}), minutes, 0.5) == Maybe<double>(Absence::secret));
    CHECK(weighted_quantile(group({}), minutes, 0.5) == Maybe<double>(Absence::sans_objet));
}

TEST_CASE("those of whom nothing is known are left out, those too far are not", "[access]") {
    const std::vector<Maybe<double>> minutes{4.0, Absence::au_dela, Absence::non_rattache};
    const CellGroup town = group({{0, 6}, {1, 2}, {2, 12}});
    CHECK(*share_within(town, minutes, 5) == Approx(6.0 / (6 + 2)));
    CHECK(*known_share(town, minutes) == Approx((6.0 + 2) / (6 + 2 + 12)));
    CHECK(*weighted_mean(group({{0, 6}, {1, 2}}), minutes) == Approx(4.0));
    CHECK(weighted_mean(group({{1, 2}}), minutes) == Maybe<double>(Absence::au_dela));
}

TEST_CASE("a cell on the rim counts by the share of its area inside", "[access]") {
    census::Population population;
    for (const double people : {100.0, 40.0, 10.0}) {
        census::Cell cell;
        cell.people = people;
        cell.commune = people > 50 ? "99001" : "99002";
        population.cells.push_back(cell);
    }
    census::OverlapMatrix overlap;
    overlap.sources = 3;
    overlap.source_area = {4, 4, 4};
    overlap.target_area = {6, 4};
    overlap.first = {0, 2, 3};
    overlap.entries = {{0, 4, 1.0}, {1, 1, 0.25}, {1, 3, 0.75}};
    const std::vector<std::string> ids{"QP1", "QP2"};
    const auto groups = groups_by_overlap(population, overlap, ids);
    CHECK(groups[0].id == "QP1");
    CHECK(groups[0].people() == Approx(100 + 40 * 0.25));
    CHECK(groups[1].people() == Approx(40 * 0.75));
    const std::vector<std::string> communes{"99002"};
    CHECK(group_of_communes(population, communes, "99002").people() == Approx(40 + 10));
    CHECK(whole_population(population, "tout").people() == Approx(100 + 40 + 10));
}
