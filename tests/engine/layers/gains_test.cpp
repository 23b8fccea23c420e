// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/gains.hpp"

#include "tests/support/catch.hpp"

namespace lisiere {

TEST_CASE("a gain is minutes before minus minutes after, and unknown when either is", "[atlas]") {
    CHECK(*gain(12.0, 9.5) == Approx(2.5));
    CHECK_FALSE(gain(Absence::au_dela, 9.0));
    CHECK_FALSE(gain(9.0, Absence::non_desservi));
    CHECK(gain(9.0, Absence::non_desservi).absence() == Absence::non_desservi);
    CHECK(opened(Absence::au_dela, 9.0));
    CHECK_FALSE(opened(Absence::non_disponible, 9.0));
}

TEST_CASE("what was out of reach gains what is certain and no more", "[atlas]") {
    CHECK(gains(12.0, 7.0, 60, 5));
    CHECK_FALSE(gains(12.0, 7.1, 60, 5));
    // Beyond 60 min before, 56 min after: at least 4.
    CHECK(gains(Absence::au_dela, 56.0, 60, 4));
    CHECK_FALSE(gains(Absence::au_dela, 56.0, 60, 5));
    // No path at all before: any gain.
    CHECK(gains(Absence::non_desservi, 56.0, 60, 10));
    CHECK_FALSE(gains(Absence::non_disponible, 5.0, 60, 1));
    CHECK_FALSE(gains(12.0, Absence::au_dela, 60, 1));
}

TEST_CASE("the gainers of the worked example", "[atlas]") {
    // 30 residents at A: 260 s, then 100 s; 10 at C: 140 s either way.
    const std::vector<Maybe<double>> before{260.0 / 60, 140.0 / 60};
    const std::vector<Maybe<double>> after{100.0 / 60, 140.0 / 60};
    const ComparedTimes times{"pharmacie", "Pharmacie", access::TravelMode::marche, &before, &after,
                              true,        60};
    const access::CellGroup quarter{"q", {{census::CellIdx{0}, 30}, {census::CellIdx{1}, 10}}};
    CHECK(people_gaining(quarter, times, 1) == 30);
    CHECK(people_gaining(quarter, times, 5) == 0);
    CHECK(people_losing(quarter, times, 1) == 0);
    const std::vector<CellGain> cells = cell_gains({times}, access::TravelMode::marche, 2);
    const std::vector<Maybe<double>> means{cells[0].mean, cells[1].mean};
    CHECK(*access::weighted_mean(quarter, means) * 60 == Approx(30.0 * 160 / 40));
    CHECK(cells[0].opened == 0);
}

}  // namespace lisiere
