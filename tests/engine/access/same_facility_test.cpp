// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/engine/access/given_facilities.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::access {
namespace {

using test::Files;
using test::hospital;
using test::once;
using test::pharmacy;

}  // namespace

TEST_CASE("a facility that two files give is one, told with the ids of both", "[access]") {
    Files files;
    files.row(0, pharmacy, {0, 0}, {"centre"});
    files.row(1, pharmacy, {12, 0}, {"centre"});
    Notices told;
    const auto kept = once(files, &told);
    REQUIRE(kept.size() == 1);
    CHECK(kept.items()[0].id == "source0/0");
    CHECK(kept.items()[0].is("source1/1"));
    CHECK(told.count("equipement_en_double") == 1);
    CHECK(told.items()[0].samples ==
          std::vector<Sample>{
              {{"categorie", "pharmacie"}, {"un", "source1/1"}, {"autre", "source0/0"}}});
}

TEST_CASE("names, places and registers decide", "[access]") {
    const auto count = [](auto&& fill) {
        Files files;
        fill(files);
        return once(files).size();
    };
    // The same name up to 120 m, whatever is between.
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"});
              f.row(1, pharmacy, {120, 0}, {"centre"});
          }) == 1);
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"});
              f.row(1, pharmacy, {121, 0}, {"centre"});
          }) == 2);
    // Without a name, or with one that says more, up to 40 m.
    for (const auto& words : {std::vector<std::string>{}, {"centre", "grande"}}) {
        CHECK(count([&](Files& f) {
                  f.row(0, pharmacy, {0, 0}, {"centre"});
                  f.row(1, pharmacy, {40, 0}, words);
              }) == 1);
        CHECK(count([&](Files& f) {
                  f.row(0, pharmacy, {0, 0}, {"centre"});
                  f.row(1, pharmacy, {41, 0}, words);
              }) == 2);
    }
    // Names that say different things, or different numbers, at one place.
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"});
              f.row(1, pharmacy, {0, 0}, {"gare"});
          }) == 2);
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"1", "n"});
              f.row(1, pharmacy, {0, 0}, {"1", "10", "n"});
          }) == 2);
    // The number of a register wins over names, and keeps apart what it tells apart.
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"}).registry = "11111111111111";
              f.row(1, pharmacy, {100, 0}, {"gare"}).registry = "11111111111111";
          }) == 1);
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"}).registry = "11111111111111";
              f.row(1, pharmacy, {0, 0}, {"centre"}).registry = "22222222222222";
          }) == 2);
    // Never two categories.
    CHECK(count([](Files& f) {
              f.row(0, pharmacy, {0, 0}, {"centre"});
              f.row(1, hospital, {0, 0}, {"centre"});
          }) == 2);
}

TEST_CASE(
    "two facilities that one file lists at one address stay two, and a second file doubles "
    "neither",
    "[access]") {
    for (const auto& words : {std::vector<std::string>{}, {"cabinet"}}) {
        Files files;
        files.row(0, pharmacy, {0, 0}, words);
        files.row(0, pharmacy, {0, 0}, words);
        files.row(1, pharmacy, {10, 0}, words);
        CHECK(once(files).size() == 2);
        files.row(1, pharmacy, {10, 0}, words);
        CHECK(once(files).size() == 2);
        files.row(1, pharmacy, {10, 0}, words);
        CHECK(once(files).size() == 3);  // the second file has one more
    }
    // Two shops of a chain next door to each other, of which the other file has one.
    Files chain;
    chain.row(0, pharmacy, {0, 0}, {"chaine"});
    chain.row(0, pharmacy, {25, 0}, {"chaine"});
    chain.row(1, pharmacy, {27, 0}, {"chaine"});
    const auto kept = once(chain);
    REQUIRE(kept.size() == 2);
    CHECK(kept.items()[0].also.empty());
    CHECK(kept.items()[1].is("source1/2"));  // the nearer
}

TEST_CASE(
    "one row written twice in a file is one; two types of one file are one where they are a "
    "site, or by their name",
    "[access]") {
    Files files;
    files.row(0, pharmacy, {0, 0}, {"centre"}, "D307").registry = "11111111111111";
    files.row(0, pharmacy, {0, 0}, {"centre"}, "D307").registry = "11111111111111";
    files.row(0, hospital, {500, 0}, {"lisse"}, "D101");
    files.row(0, hospital, {500, 28}, {}, "D106");
    CHECK(once(files).size() == 2);
    Files shops;
    shops.row(0, pharmacy, {0, 0}, {}, "B202");
    shops.row(0, pharmacy, {0, 0}, {}, "B204");
    CHECK(once(shops).size() == 2);  // a grocer and a butcher at one address
    Files named;
    named.row(0, pharmacy, {0, 0}, {"halles"}, "B202");
    named.row(0, pharmacy, {0, 0}, {"halles"}, "B204");
    CHECK(once(named).size() == 1);
}

TEST_CASE("a place known by its IRIS is found again by its name, or alone in its IRIS",
          "[access]") {
    const auto count = [](std::vector<std::string> words, std::uint32_t iris, double x) {
        Files files;
        files.row(0, pharmacy, {0, 0}, words).place = PlaceGrain::iris;
        files.row(1, pharmacy, {x, 0}, {"centre"});
        files.given.iris = {7, iris};
        return once(files).size();
    };
    CHECK(count({"centre"}, 8, 1400) == 1);
    CHECK(count({"gare"}, 7, 10) == 2);
    CHECK(count({}, 7, 900) == 1);
    CHECK(count({}, 8, 10) == 2);
    Files files;
    files.row(0, pharmacy, {0, 0}, {"centre"}).place = PlaceGrain::iris;
    files.row(1, pharmacy, {700, 0}, {"centre"});
    const auto kept = once(files);
    CHECK(kept.items()[0].at == geo::Point{700, 0});  // its own address is worth more
    CHECK(kept.items()[0].place == PlaceGrain::adresse);
}

TEST_CASE("what is kept: an address, a capacity, a name, from whichever row has them", "[access]") {
    Files files;
    files.row(0, hospital, {0, 0}, {}, "D101").number = 2;
    Facility& counted = files.row(1, hospital, {30, 0}, {"lisse"});
    counted.capacity = 400;
    counted.capacity_known = true;
    const auto kept = once(files);
    REQUIRE(kept.size() == 1);
    CHECK(kept.items()[0].at == geo::Point{30, 0});
    CHECK(kept.items()[0].capacity == 400);
    CHECK(kept.items()[0].name == "lisse");
    CHECK(kept.items()[0].number == 2);

    // "Urgences" says no more than the category: the name of the site is the other one.
    Files site;
    site.row(0, hospital, {0, 0}, {}, "D106").name = "Urgences";
    site.row(0, hospital, {0, 28}, {"lisse"}, "D101");
    const auto one = once(site);
    REQUIRE(one.size() == 1);
    CHECK(one.items()[0].name == "lisse");
    CHECK(one.items()[0].is("source0/0"));
}

TEST_CASE("names that say different things at one place are told, and stay two", "[access]") {
    Files files;
    files.row(0, pharmacy, {0, 0}, {"dupont"});
    files.row(1, pharmacy, {5, 0}, {"gare"});
    Notices told;
    CHECK(once(files, &told).size() == 2);
    CHECK(told.count("equipement_double_possible") == 1);
    CHECK(told.count("equipement_en_double") == 0);
}

TEST_CASE("neither the order of the files nor that of their rows changes a facility",
          "[access][property]") {
    std::size_t merged = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto pick = [&](int n) {
            return static_cast<int>(random() % static_cast<unsigned>(n));
        };
        Files files;
        for (int i = 0; i < 40; ++i) {
            const std::vector<std::vector<std::string>> names{
                {}, {"centre"}, {"gare"}, {"centre", "grande"}};
            Facility& row = files.row(
                static_cast<std::uint32_t>(pick(3)), CategoryIdx{static_cast<std::size_t>(pick(2))},
                {pick(30) * 10.0, pick(10) * 10.0}, names[static_cast<std::size_t>(pick(4))],
                pick(3) == 0 ? "D101" : "D106");
            if (pick(5) == 0) row.place = PlaceGrain::iris;
            if (pick(4) == 0) {
                row.capacity_known = true;
                row.capacity = 10 + pick(5);
            }
            if (pick(6) == 0) row.registry = std::to_string(pick(4));
            files.given.iris.back() = static_cast<std::uint32_t>(pick(2));
        }
        const auto described = [](const IndexedVector<FacilityIdx, Facility>& kept) {
            std::multiset<std::string> all;
            for (const Facility& one : kept) {
                std::set<std::string> also;
                for (const GivenAs& row : one.also) also.insert(row.id);
                std::string text = one.id + "|" + one.name + "|" + std::to_string(one.capacity) +
                                   "|" + std::to_string(one.at.x);
                for (const std::string& id : also) text += "," + id;
                all.insert(text);
            }
            return all;
        };
        const auto expected = described(once(files));
        merged += files.given.rows.size() - expected.size();
        std::vector<std::uint32_t> order(files.given.rows.size());
        std::iota(order.begin(), order.end(), 0U);
        for (int turn = 0; turn < 3; ++turn) {
            std::shuffle(order.begin(), order.end(), random);
            Files other;
            for (const std::uint32_t row : order) {
                other.given.rows.push_back(files.given.rows[FacilityIdx{row}]);
                other.given.file.push_back(files.given.file[row]);
                other.given.preference.push_back(files.given.preference[row]);
                other.given.words.push_back(files.given.words[row]);
                other.given.iris.push_back(files.given.iris[row]);
            }
            REQUIRE(described(once(other)) == expected);
        }
    }
    CHECK(merged > 500);
}

TEST_CASE(
    "a file given again whole, a little to the side, adds nothing, however many facilities "
    "share an address",
    "[access][property]") {
    for (unsigned seed = 1; seed <= 100; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        Files files;
        for (int i = 0; i < 30; ++i) {
            const bool named = random() % 2 == 0;
            files.row(0, pharmacy, {static_cast<double>(random() % 12) * 1000, 0},
                      named ? std::vector<std::string>{"nom" + std::to_string(random() % 4)}
                            : std::vector<std::string>{});
        }
        const std::size_t rows = once(files).size();
        REQUIRE(rows == 30);  // one file never merges with itself
        for (std::size_t i = 0; i < rows; ++i) {
            const Facility first = files.given.rows[FacilityIdx{i}];
            files.row(1, pharmacy, {first.at.x + 12, 0},
                      std::vector<std::string>(files.given.words[i]));
        }
        CHECK(once(files).size() == rows);
    }
}

}  // namespace lisiere::access
