// SPDX-License-Identifier: Apache-2.0
#include "engine/census/overlap.hpp"

#include <cstring>
#include <random>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using geo::MultiPolygon;

TEST_CASE("a street of three houses across two parcels", "[census]") {
    // Sources: squares of 10 m side by side; targets: [0, 15] and [15, 40].
    const std::vector<MultiPolygon> sources{test::rectangle(0, 0, 10, 10),
                                            test::rectangle(10, 0, 20, 10),
                                            test::rectangle(20, 0, 30, 10)};
    const std::vector<MultiPolygon> targets{test::rectangle(0, 0, 15, 10),
                                            test::rectangle(15, 0, 40, 10),
                                            test::rectangle(90, 0, 99, 10)};
    const OverlapMatrix matrix = overlap(sources, targets);
    REQUIRE(matrix.targets() == 3);
    CHECK(matrix.sources == 3);
    REQUIRE(matrix.row(0).size() == 2);
    CHECK(matrix.row(0)[0].source == 0);
    CHECK(matrix.row(0)[0].share == 1.0);
    CHECK(matrix.row(0)[1].area == Approx(5 * 10));
    CHECK(matrix.row(0)[1].share == Approx(0.5));
    CHECK(matrix.row(1).size() == 2);
    CHECK(matrix.row(2).empty());
    CHECK(matrix.target_area[1] == Approx(25 * 10));
}

TEST_CASE("the matrix is that of the overlay, pair by pair", "[census][property]") {
    std::mt19937 random(101);
    const std::vector<MultiPolygon> sources = test::patchwork(random, 40, 3000);
    const std::vector<MultiPolygon> targets = test::patchwork(random, 25, 3000);
    const OverlapMatrix matrix = overlap(sources, targets);
    for (std::size_t t = 0; t < targets.size(); ++t) {
        std::size_t next = 0;
        const auto row = matrix.row(t);
        for (std::uint32_t s = 0; s < sources.size(); ++s) {
            const double oracle = geo::intersection_area(sources[s], targets[t]).value();
            const double scale = std::min(matrix.source_area[s], matrix.target_area[t]);
            const bool listed = next < row.size() && row[next].source == s;
            const double found = listed ? row[next++].area : 0;
            CHECK(found == Approx(oracle).margin(1e-9 * scale));
        }
        CHECK(next == row.size());  // ascending, none twice
    }
}

TEST_CASE("where targets tile the sources, each source is given away whole", "[census][property]") {
    std::mt19937 random(7);
    for (int trial = 0; trial < 5; ++trial) {
        const std::vector<MultiPolygon> sources = test::patchwork(random, 60, 4000);
        const std::vector<MultiPolygon> targets = test::patchwork(random, 30, 4000);
        const OverlapMatrix matrix = overlap(sources, targets);
        std::vector<double> given(sources.size(), 0);
        for (const OverlapMatrix::Entry& entry : matrix.entries) given[entry.source] += entry.share;
        for (const double share : given) CHECK(share == Approx(1).epsilon(1e-12));
    }
}

TEST_CASE("1, 2 and 7 threads give the same bytes", "[census]") {
    std::mt19937 random(9);
    const std::vector<MultiPolygon> sources = test::patchwork(random, 200, 4000);
    const std::vector<MultiPolygon> targets = test::patchwork(random, 90, 4000);
    const OverlapMatrix one = overlap(sources, targets, {1});
    for (const unsigned threads : {2U, 7U}) {
        const OverlapMatrix many = overlap(sources, targets, {threads});
        REQUIRE(many.entries.size() == one.entries.size());
        CHECK(std::memcmp(many.first.data(), one.first.data(),
                          one.first.size() * sizeof(one.first[0])) == 0);
        for (std::size_t i = 0; i < one.entries.size(); ++i) {
            CHECK(many.entries[i].source == one.entries[i].source);
            CHECK(std::memcmp(&many.entries[i].area, &one.entries[i].area, sizeof(double)) == 0);
        }
    }
}

TEST_CASE("the overlay reports its progress and can be stopped", "[census]") {
    std::mt19937 random(9);
    const std::vector<MultiPolygon> town = test::patchwork(random, 50, 4000);
    double last = 0;
    overlap(town, town, {1}, [&](double done) {
        CHECK(done >= last);
        last = done;
    });
    CHECK(last == 1);
    CHECK_THROWS_AS(overlap(town, town, {1}, [](double) { throw Cancelled(); }), Cancelled);
}
