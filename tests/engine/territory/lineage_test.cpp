// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/lineage.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using test::rectangle;

namespace {

constexpr double block = 100;  // metres
constexpr int blocks_a_site = 12;
using Pair = std::pair<int, int>;  // former, current; -1 for none

/// A strip of blocks as one perimeter.
geo::MultiPolygon strip(int site, int first, int count) {
    const double x = site * 3000.0;
    return rectangle(x + first * block, 0, x + (first + count) * block, 200);
}

/// Two generations in which each site of a row, far from the others, had one thing happen to it.
struct Town {
    std::vector<geo::MultiPolygon> former;
    std::vector<geo::MultiPolygon> current;
    std::map<Pair, LineageClass> expected;

    int add(std::vector<geo::MultiPolygon>& all, geo::MultiPolygon shape) {
        all.push_back(std::move(shape));
        return static_cast<int>(all.size()) - 1;
    }
};

/// Cuts 12 blocks in `parts`, each of at least 3: more than the least share of the whole.
std::vector<std::pair<int, int>> cut(std::mt19937& random, int parts) {
    std::vector<int> sizes(static_cast<std::size_t>(parts), 3);
    for (int left = blocks_a_site - 3 * parts; left > 0; --left) ++sizes[random() % sizes.size()];
    std::vector<std::pair<int, int>> pieces;
    int at = 0;
    for (const int size : sizes) {
        pieces.emplace_back(at, size);
        at += size;
    }
    return pieces;
}

Town random_town(std::mt19937& random) {
    Town town;
    const int sites = 4 + static_cast<int>(random() % 9);
    for (int s = 0; s < sites; ++s) {
        const geo::MultiPolygon whole = strip(s, 0, blocks_a_site);
        const auto parts = cut(random, 2 + static_cast<int>(random() % 2));
        switch (random() % 6) {
            case 0: {
                const Pair pair{town.add(town.former, whole), town.add(town.current, whole)};
                town.expected[pair] = LineageClass::identique;
                break;
            }
            case 1: {
                const int kept = 3 + static_cast<int>(random() % 7);
                const Pair pair{town.add(town.former, whole),
                                town.add(town.current, strip(s, 0, kept))};
                town.expected[pair] = LineageClass::modifie;
                break;
            }
            case 2: {
                const int before = town.add(town.former, whole);
                for (const auto& [first, count] : parts)
                    town.expected[{before, town.add(town.current, strip(s, first, count))}] =
                        LineageClass::scinde;
                break;
            }
            case 3: {
                const int after = town.add(town.current, whole);
                for (const auto& [first, count] : parts)
                    town.expected[{town.add(town.former, strip(s, first, count)), after}] =
                        LineageClass::fusionne;
                break;
            }
            case 4:
                town.expected[{-1, town.add(town.current, whole)}] = LineageClass::nouveau;
                break;
            default:
                town.expected[{town.add(town.former, whole), -1}] = LineageClass::sorti;
        }
    }
    return town;
}

Pair pair_of(const LineageRow& row) {
    return {row.former ? static_cast<int>(*row.former) : -1,
            row.current ? static_cast<int>(*row.current) : -1};
}

std::map<Pair, LineageClass> classes(const std::vector<LineageRow>& rows) {
    std::map<Pair, LineageClass> found;
    for (const LineageRow& row : rows) REQUIRE(found.emplace(pair_of(row), row.lineage).second);
    return found;
}

/// The border drawn again, each perimeter moved by up to two metres each way.
std::vector<geo::MultiPolygon> redrawn(std::mt19937& random,
                                       std::vector<geo::MultiPolygon> shapes) {
    std::uniform_real_distribution<double> off(-2, 2);
    for (geo::MultiPolygon& shape : shapes)
        shape = test::placed(std::move(shape), 0, off(random), off(random));
    return shapes;
}

LineageClass transposed(LineageClass one) {
    switch (one) {
        case LineageClass::scinde:
            return LineageClass::fusionne;
        case LineageClass::fusionne:
            return LineageClass::scinde;
        case LineageClass::nouveau:
            return LineageClass::sorti;
        case LineageClass::sorti:
            return LineageClass::nouveau;
        default:
            return one;
    }
}

/// People spread evenly over the ground, one a hundred square metres.
std::vector<double> evenly(std::span<const geo::MultiPolygon> shapes) {
    std::vector<double> people;
    for (const geo::MultiPolygon& shape : shapes) people.push_back(geo::area(shape).value() / 100);
    return people;
}

}  // namespace

TEST_CASE("random splits, merges, arrivals and departures are all recovered, redrawn or not",
          "[territory][property]") {
    std::map<LineageClass, int> seen;
    for (unsigned seed = 0; seed < 400; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const Town town = random_town(random);
        CHECK(classes(lineage(town.former, town.current)) == town.expected);
        CHECK(classes(lineage(town.former, redrawn(random, town.current))) == town.expected);
        for (const auto& [pair, lineage] : town.expected) ++seen[lineage];
    }
    for (const auto& [lineage, count] : seen) CHECK(count > 100);
    CHECK(seen.size() == 6);
}

TEST_CASE("swapping the generations transposes the table", "[territory][property]") {
    for (unsigned seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        // Any patchworks, cut at random: pairs of every kind, several of both among them.
        const auto former = test::patchwork(random, 3 + seed % 6, 1500);
        const auto current = test::patchwork(random, 3 + seed % 5, 1500);
        const auto there = lineage(former, current, evenly);
        std::map<Pair, const LineageRow*> back;
        const auto swapped = lineage(current, former, evenly);
        for (const LineageRow& row : swapped) back[pair_of(row)] = &row;
        REQUIRE(back.size() == there.size());
        for (const LineageRow& row : there) {
            const auto [f, c] = pair_of(row);
            REQUIRE(back.count({c, f}) == 1);
            const LineageRow& other = *back[{c, f}];
            CHECK(other.lineage == transposed(row.lineage));
            if (row.area_of_former) {
                CHECK(*other.area_of_current == Approx(*row.area_of_former).margin(1e-9));
                CHECK(*other.area_of_former == Approx(*row.area_of_current).margin(1e-9));
                CHECK(*other.people_of_current == Approx(*row.people_of_former).margin(1e-9));
            }
        }
    }
}

TEST_CASE("shares of a perimeter sum to at most 1, to 1 where the others cover it",
          "[territory][property]") {
    for (unsigned seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto former = test::patchwork(random, 2 + seed % 7, 1500);
        const auto current = test::patchwork(random, 2 + seed % 4, 1500);
        LineageSettings exact;
        exact.sliver = Metres{0.001};
        std::vector<double> of_former(former.size(), 0);
        std::vector<double> of_current(current.size(), 0);
        for (const LineageRow& row : lineage(former, current, evenly, exact)) {
            REQUIRE(row.former);
            REQUIRE(row.current);
            of_former[*row.former] += *row.area_of_former;
            of_current[*row.current] += *row.people_of_current;
        }
        for (const double sum : of_former) CHECK(sum == Approx(1).epsilon(1e-6));
        for (const double sum : of_current) CHECK(sum == Approx(1).epsilon(1e-6));
        for (const auto* sums : {&of_former, &of_current})
            for (const double sum : *sums) CHECK(sum <= 1 + 1e-9);
    }
}

TEST_CASE("identical layers give identique everywhere, in any order", "[territory][property]") {
    for (unsigned seed = 0; seed < 200; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto former = test::patchwork(random, 2 + seed % 9, 3000);
        std::vector<std::size_t> order(former.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::shuffle(order.begin(), order.end(), random);
        std::vector<geo::MultiPolygon> current;
        for (const std::size_t i : order) current.push_back(former[i]);
        const auto rows = lineage(former, current);
        REQUIRE(rows.size() == former.size());
        for (const LineageRow& row : rows) {
            CHECK(row.lineage == LineageClass::identique);
            CHECK(order[*row.current] == *row.former);
            CHECK(*row.area_of_former == Approx(1).epsilon(1e-9));
        }
    }
}

TEST_CASE("a border redrawn is no change up to the width of a sliver, and one above",
          "[territory]") {
    const std::vector<geo::MultiPolygon> before{rectangle(0, 0, 300, 200)};
    const auto grown = [&](double metres) {
        const std::vector<geo::MultiPolygon> after{rectangle(0, 0, 300 + metres, 200)};
        return lineage(before, after).front().lineage;
    };
    CHECK(grown(0) == LineageClass::identique);
    CHECK(grown(9) == LineageClass::identique);  // 9 m × 200 m: no disc of 10 m fits in
    CHECK(grown(11) == LineageClass::modifie);
}

TEST_CASE("shares are those of the drawing", "[territory]") {
    // 300 × 200 m, of which 100 × 200 m go to a perimeter of 250 × 200 m.
    const std::vector<geo::MultiPolygon> before{rectangle(0, 0, 300, 200)};
    const std::vector<geo::MultiPolygon> after{rectangle(200, 0, 450, 200)};
    // 90 people in the west, 30 in the common part, 20 beyond: whatever the areas.
    const auto people = [](std::span<const geo::MultiPolygon> shapes) {
        std::vector<double> all;
        for (const geo::MultiPolygon& shape : shapes) {
            double sum = 0;
            if (geo::contains(shape, {50, 100})) sum += 90;
            if (geo::contains(shape, {250, 100})) sum += 30;
            if (geo::contains(shape, {400, 100})) sum += 20;
            all.push_back(sum);
        }
        return all;
    };
    const auto rows = lineage(before, after, people);
    REQUIRE(rows.size() == 1);
    CHECK(*rows[0].area_of_former == Approx(100.0 / 300));
    CHECK(*rows[0].area_of_current == Approx(100.0 / 250));
    CHECK(*rows[0].people_of_former == Approx(30.0 / (90 + 30)));
    CHECK(*rows[0].people_of_current == Approx(30.0 / (30 + 20)));
    CHECK(geo::area(rows[0].shape).value() == Approx(100 * 200.0));
    CHECK(rows[0].lineage == LineageClass::modifie);
}

TEST_CASE("a small exchange at the border ties nothing, unless most people live there",
          "[territory]") {
    // Two neighbours of 1,000 × 200 m; the border between them moves by 60 m: 6 % of each.
    const std::vector<geo::MultiPolygon> before{rectangle(0, 0, 1000, 200),
                                                rectangle(1000, 0, 2000, 200)};
    const std::vector<geo::MultiPolygon> after{rectangle(0, 0, 1060, 200),
                                               rectangle(1060, 0, 2000, 200)};
    const auto rows = lineage(before, after);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].tied);
    CHECK(rows[0].lineage == LineageClass::modifie);
    CHECK_FALSE(rows[1].tied);  // former 1 and current 0: 60 m of 1,000
    CHECK(*rows[1].area_of_former == Approx(60.0 / 1000));
    CHECK(rows[1].lineage == LineageClass::modifie);
    CHECK(rows[2].lineage == LineageClass::modifie);

    const auto all_there = [](std::span<const geo::MultiPolygon> shapes) {
        std::vector<double> all;
        for (const geo::MultiPolygon& shape : shapes)
            all.push_back(geo::contains(shape, {1030, 100}) ? 500.0 : 100.0);
        return all;
    };
    const auto peopled = lineage(before, after, all_there);
    CHECK(peopled[1].tied);  // 500 of the 500 people of the former second quarter
}

TEST_CASE(
    "perimeters that nobody has drawn have no filiation; without people their shares are "
    "missing",
    "[territory]") {
    const std::vector<geo::MultiPolygon> one{rectangle(0, 0, 100, 100), {}};
    const auto rows = lineage(one, one);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].people_of_former == Maybe<double>(Absence::non_disponible));
    const auto nobody = [](std::span<const geo::MultiPolygon> shapes) {
        return std::vector<double>(shapes.size(), 0);
    };
    CHECK(lineage(one, one, nobody)[0].people_of_former == Maybe<double>(Absence::sans_objet));
    CHECK(lineage({}, {}).empty());
    CHECK(lineage(one, {})[0].lineage == LineageClass::sorti);
    CHECK(lineage({}, one)[0].lineage == LineageClass::nouveau);
}

TEST_CASE("every class is written and read back", "[territory]") {
    for (const LineageClass one :
         {LineageClass::identique, LineageClass::modifie, LineageClass::scinde,
          LineageClass::fusionne, LineageClass::nouveau, LineageClass::sorti})
        CHECK(parse_lineage(to_text(one)) == one);
    CHECK_FALSE(parse_lineage("renommé"));
}
