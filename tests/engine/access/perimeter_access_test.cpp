// SPDX-License-Identifier: Apache-2.0
#include "engine/access/perimeter_access.hpp"

#include <rapidcheck.h>

#include "tests/engine/access/support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

ServiceTimes random_times(std::uint32_t seed, std::size_t categories, std::size_t cells) {
    Random random(seed);
    const auto column = [&] {
        std::vector<Maybe<double>> minutes;
        for (std::size_t c = 0; c < cells; ++c) {
            if (random() % 7 == 0)
                minutes.emplace_back(Absence::au_dela);
            else
                minutes.emplace_back(static_cast<double>(random() % 40));
        }
        return minutes;
    };
    ServiceTimes times;
    for (std::size_t c = 0; c < categories; ++c) {
        TimesTo one;
        for (const TravelMode mode : every_mode) one.by(mode) = column();
        times.push_back(one);
    }
    return times;
}

IndexedVector<CategoryIdx, Category> services(std::size_t categories) {
    IndexedVector<CategoryIdx, Category> all(categories);
    for (Category& category : all) category.basket = true;
    return all;
}

}  // namespace

TEST_CASE("shares within growing thresholds never fall", "[access][property]") {
    REQUIRE(rc::check([](std::uint32_t seed) {
        const ServiceTimes times = random_times(seed, 1, 8);
        const CellGroup town = group({{0, 3}, {1, 1}, {2, 9}, {4, 2}, {7, 6}});
        const GroupAccess access =
            group_access(town, times[0].walk, std::vector<double>{5, 10, 15, 20, 30});
        for (std::size_t i = 1; i < access.share_within.size(); ++i)
            RC_ASSERT(*access.share_within[i - 1] <= *access.share_within[i]);
    }));
}

TEST_CASE("a quarter beside its commune: median, ninth decile, shares and gaps", "[access]") {
    // The quarter holds cells 0 and 1, the commune all four.
    const std::vector<Maybe<double>> minutes{6.0, 12.0, 3.0, Absence::au_dela};
    const std::vector<double> thresholds{5, 10, 15};
    const GroupAccess quarter = group_access(group({{0, 30}, {1, 70}}), minutes, thresholds);
    const GroupAccess commune =
        group_access(group({{0, 30}, {1, 70}, {2, 380}, {3, 20}}), minutes, thresholds);
    CHECK(*quarter.median_min == 12);
    CHECK(*commune.median_min == 3);
    CHECK(*commune.p90_min == 12);
    CHECK(*quarter.share_within[1] == Approx(30.0 / 100));
    CHECK(*commune.share_within[1] == Approx((30.0 + 380) / 500));
    const AccessGap gap = gap_between(quarter, commune);
    CHECK(*gap.median_min == 12 - 3);
    CHECK(*gap.p90_min == 0);
    CHECK(*gap.share_within[1] == Approx(30.0 / 100 - 410.0 / 500));
}

TEST_CASE("a gap with a missing side is missing for that side's reason", "[access]") {
    const std::vector<Maybe<double>> minutes{6.0, Absence::au_dela};
    const std::vector<double> thresholds{10};
    const GroupAccess near = group_access(group({{0, 1}}), minutes, thresholds);
    const GroupAccess far = group_access(group({{1, 1}}), minutes, thresholds);
    CHECK(gap_between(near, far).median_min == Maybe<double>(Absence::au_dela));
    CHECK(gap_between(far, near).median_min == Maybe<double>(Absence::au_dela));
    CHECK(*gap_between(near, far).share_within[0] == 1);
}

TEST_CASE("the table holds each group, category and mode, the same with any number of threads",
          "[access][property]") {
    const std::vector<CellGroup> groups{group({{0, 3}, {1, 1}}), group({{1, 5}, {2, 5}}),
                                        group({{3, 1}})};
    const ServiceTimes times = random_times(7, 4, 4);
    const std::vector<double> thresholds{5, 15};
    const std::vector<TravelMode> modes{TravelMode::marche, TravelMode::transports,
                                        TravelMode::voiture};
    const AccessTable one = access_table(groups, times, modes, thresholds, {1});
    CHECK(one.rows.size() == 3 * 4 * modes.size());
    CHECK(one.at(0, CategoryIdx{1}, TravelMode::voiture) ==
          group_access(groups[0], times[1].driving, thresholds));
    CHECK(one.at(1, CategoryIdx{2}, TravelMode::transports) ==
          group_access(groups[1], times[2].transit_p50, thresholds));
    CHECK(one.at(2, CategoryIdx{3}, TravelMode::marche) ==
          group_access(groups[2], times[3].walk, thresholds));
    for (const unsigned threads : {2U, 7U})
        CHECK(access_table(groups, times, modes, thresholds, {threads}).rows == one.rows);
}

TEST_CASE("the basket counts the categories that exist in the run", "[access]") {
    auto categories = services(5);
    categories[CategoryIdx{4}].basket = false;
    ServiceTimes times;
    const std::vector<std::vector<Maybe<double>>> walks{
        {15.0, Absence::non_rattache},
        {15.1, Absence::non_rattache},
        {Absence::non_desservi, Absence::non_rattache},
        {Absence::non_disponible, Absence::non_disponible},
        {1.0, Absence::non_rattache}};
    for (const auto& walk : walks) times.emplace_back().walk = walk;
    const std::vector<bool> counted = basket_of(categories, times);
    CHECK(counted == std::vector<bool>{true, true, true, false, false});
    const auto shares = basket_share(counted, times, TravelMode::marche, 15);
    CHECK(*shares[0] == Approx(1.0 / 3));
    CHECK(shares[1] == Maybe<double>(Absence::non_rattache));
}

TEST_CASE("without any facility there is no basket", "[access]") {
    ServiceTimes times;
    times.push_back(no_times(1, Absence::non_disponible));
    CHECK(basket_share(basket_of(services(1), times), times, TravelMode::marche, 15)[0] ==
          Maybe<double>(Absence::non_disponible));
}

TEST_CASE("with the base's basket a facility opened lowers nobody's share, one closed raises none",
          "[access][property]") {
    // Random minutes to the nearest of each of five services, some without any facility. Opening
    // brings them nearer or for the first time; closing is the way back.
    std::size_t first = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        Random random(seed);
        ServiceTimes before;
        ServiceTimes after;
        for (int c = 0; c < 5; ++c) {
            std::vector<Maybe<double>> was(8, Absence::non_disponible);
            std::vector<Maybe<double>> is(8, Absence::non_disponible);
            const bool there = random() % 3 != 0;
            const bool opens = random() % 3 == 0;
            if (!there && opens) ++first;
            for (std::size_t cell = 0; cell < 8; ++cell) {
                const double far = static_cast<double>(random() % 40);
                if (there) was[cell] = far;
                if (there || opens)
                    is[cell] = opens ? std::min(there ? far : 99, double(random() % 40)) : far;
            }
            before.emplace_back().walk = was;
            after.emplace_back().walk = is;
        }
        const auto categories = services(5);
        for (const bool opening : {true, false}) {
            const ServiceTimes& base = opening ? before : after;
            const ServiceTimes& then = opening ? after : before;
            const std::vector<bool> counted = basket_of(categories, base);
            const auto one = basket_share(counted, base, TravelMode::marche, 15);
            const auto two = basket_share(counted, then, TravelMode::marche, 15);
            for (std::size_t cell = 0; cell < 8; ++cell) {
                if (!one[cell] || !two[cell]) continue;
                CHECK((opening ? *two[cell] >= *one[cell] : *two[cell] <= *one[cell]));
            }
        }
    }
    CHECK(first > 100);
}
