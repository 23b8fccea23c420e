// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/compare.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "tests/engine/compare/small_edition.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::compare;
using namespace lisiere::test;

namespace {

constexpr int towns = 400;

/// A change without the positions that depend on what stands beside it.
using Told = std::tuple<std::string, std::string, std::size_t, std::vector<std::string>,
                        std::optional<double>, std::string, std::optional<double>, std::string,
                        std::optional<double>, Verdict, bool, bool,
                        std::vector<std::pair<std::string, bool>>, std::set<std::string>>;

Told told(const Comparison& of, const Change& change, bool reversed) {
    const PerimeterPair& pair = of.perimeters[change.pair];
    const auto code = [](const auto& facts) { return facts ? facts->code : std::string(); };
    std::vector<std::pair<std::string, bool>> causes;
    for (const CauseOf& one : change.causes)
        causes.emplace_back(of.causes[one.cause].what, one.direct);
    std::set<std::string> places;
    for (const std::size_t place : change.places) places.insert(of.places[place].name);
    const Figure& base = reversed ? change.next : change.base;
    const Figure& next = reversed ? change.base : change.next;
    const auto difference =
        reversed && change.difference ? std::optional(-*change.difference) : change.difference;
    return {code(reversed ? pair.next : pair.base),
            code(reversed ? pair.base : pair.next),
            change.rule,
            change.keys,
            base.value,
            base.reason,
            next.value,
            next.reason,
            difference,
            change.verdict,
            change.by_rank,
            change.outline,
            causes,
            places};
}

std::multiset<Told> all_told(const Comparison& of, bool reversed = false) {
    std::multiset<Told> out;
    for (const Change& change : of.changes) out.insert(told(of, change, reversed));
    return out;
}

using ToldPlace = std::tuple<int, std::string, std::string, double, double, double, double>;

std::multiset<ToldPlace> all_places(const Comparison& of, bool reversed = false) {
    std::multiset<ToldPlace> out;
    for (const PlaceChange& place : of.places) {
        int kind = static_cast<int>(place.kind);
        geo::Point at = place.at;
        geo::Point from = place.from.value_or(place.at);
        if (reversed && place.kind == PlaceChange::Kind::moved) std::swap(at, from);
        if (reversed && place.kind != PlaceChange::Kind::moved)
            kind = kind == static_cast<int>(PlaceChange::Kind::opened)
                       ? static_cast<int>(PlaceChange::Kind::closed)
                       : static_cast<int>(PlaceChange::Kind::opened);
        out.emplace(kind, place.category, place.name, at.x, at.y, from.x, from.y);
    }
    return out;
}

const Change* find(const Comparison& of, const std::string& code, std::size_t rule) {
    for (const Change& change : of.changes)
        if (of.perimeters[change.pair].shown().code == code && change.rule == rule) return &change;
    return nullptr;
}

Value& cell(Edition& edition, const std::string& table, std::size_t row,
            const std::string& column) {
    for (Table& one : edition.tables)
        if (one.name == table)
            for (std::size_t c = 0; c < one.columns.size(); ++c)
                if (one.columns[c].name == column) return one.rows[row][c];
    throw std::logic_error(table + "." + column);
}

}  // namespace

TEST_CASE("an edition compared with itself has changed in nothing", "[property]") {
    std::mt19937 random(1);
    const Rules rules = small_rules();
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        const Comparison same = compare::compare(next, shuffled(next, random), rules);
        REQUIRE(same.unchanged());
        REQUIRE(same.causes.empty());
        REQUIRE(same.changes.empty());
        REQUIRE(same.places.empty());
    }
}

TEST_CASE("comparing the other way round is the same comparison with its sides exchanged",
          "[property]") {
    std::mt19937 random(2);
    const Rules rules = small_rules();
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        const Comparison there = compare::compare(base, next, rules);
        const Comparison back = compare::compare(next, base, rules);
        REQUIRE(all_told(there) == all_told(back, true));
        REQUIRE(all_places(there) == all_places(back, true));
        REQUIRE(there.compared == back.compared);
        REQUIRE(there.perimeters.size() == back.perimeters.size());
        const auto gained = [](const Comparison& of) {
            return std::count_if(of.perimeters.begin(), of.perimeters.end(),
                                 [](const auto& pair) { return !pair.base; });
        };
        const auto lost = [](const Comparison& of) {
            return std::count_if(of.perimeters.begin(), of.perimeters.end(),
                                 [](const auto& pair) { return !pair.next; });
        };
        REQUIRE(gained(there) == lost(back));
        REQUIRE(lost(there) == gained(back));
    }
}

TEST_CASE("the former value and the difference make the new value", "[property]") {
    std::mt19937 random(3);
    const Rules rules = small_rules();
    std::size_t seen = 0;
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        for (const Change& change : compare::compare(base, next, rules).changes) {
            REQUIRE(change.difference.has_value() ==
                    (change.base.value.has_value() && change.next.value.has_value()));
            if (!change.difference) continue;
            ++seen;
            REQUIRE(*change.base.value + *change.difference == Approx(*change.next.value));
        }
    }
    CHECK(seen > 500);
}

TEST_CASE("no cause names what is the same in both editions", "[property]") {
    std::mt19937 random(4);
    const Rules rules = small_rules();
    std::size_t blamed = 0;
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        const auto hashes = [](const Edition& edition, const std::string& kind) {
            std::multiset<std::string> out;
            for (const InputFile& file : edition.inputs)
                if (file.kind == kind) out.insert(file.sha256);
            return out;
        };
        const Comparison comparison = compare::compare(base, next, rules);
        for (const Change& change : comparison.changes)
            for (const CauseOf& one : change.causes) {
                const Cause& cause = comparison.causes[one.cause];
                REQUIRE((cause.base != cause.next || cause.kind == Cause::Kind::source ||
                         cause.kind == Cause::Kind::reference));
                if (cause.kind != Cause::Kind::source) continue;
                ++blamed;
                REQUIRE(hashes(base, cause.what) != hashes(next, cause.what));
            }
    }
    CHECK(blamed > 500);
}

TEST_CASE("what moved by rank alone has equal raw figures", "[property]") {
    std::mt19937 random(5);
    const Rules rules = small_rules();
    std::size_t seen = 0;
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        const Comparison comparison = compare::compare(base, next, rules);
        std::set<std::tuple<std::size_t, std::vector<std::string>>> raw_moved;
        std::set<std::size_t> any_raw_moved;
        for (const Change& change : comparison.changes)
            if (rules.measures[change.rule].id == "departs") {
                raw_moved.insert({change.pair, change.keys});
                any_raw_moved.insert(change.pair);
            }
        for (const Change& change : comparison.changes) {
            if (!change.by_rank) continue;
            ++seen;
            REQUIRE(!rules.measures[change.rule].raw.rule.empty());
            if (rules.measures[change.rule].id == "centiles")
                REQUIRE(!raw_moved.contains({change.pair, change.keys}));
            else
                REQUIRE(!any_raw_moved.contains(change.pair));
        }
    }
    CHECK(seen > 200);
}

TEST_CASE("the order of rows, tables and inputs changes nothing", "[property]") {
    std::mt19937 random(6);
    const Rules rules = small_rules();
    for (int i = 0; i < towns; ++i) {
        const auto [base, next] = random_editions(random);
        const Comparison plain = compare::compare(base, next, rules);
        const Comparison mixed =
            compare::compare(shuffled(base, random), shuffled(next, random), rules);
        REQUIRE(all_told(plain) == all_told(mixed));
        REQUIRE(all_places(plain) == all_places(mixed));
        REQUIRE(plain.causes == mixed.causes);
    }
}

TEST_CASE("fewer departures of a new timetable are told with it, and nothing else") {
    const Edition base = small_edition();
    Edition next = base;
    next.inputs[0].sha256 = "h2";
    next.inputs[3].sha256 = "e2";  // the facilities changed too: departures do not hang on them
    cell(next, "desserte", 0, "departs_h") = 3.52;
    const Comparison comparison = compare::compare(base, next, small_rules());
    REQUIRE(comparison.changes.size() == 1);
    const Change& change = comparison.changes.front();
    CHECK(*change.difference == Approx(3.52 - 4.0));
    CHECK(change.verdict == Verdict::exact);
    REQUIRE(change.causes.size() == 1);
    CHECK(comparison.causes[change.causes.front().cause].what == "horaires");
    CHECK(change.causes.front().direct);
}

TEST_CASE("a percentile that moves while its figure stays moved by rank") {
    const Edition base = small_edition();
    Edition next = base;
    next.inputs[0].sha256 = "h2";
    cell(next, "desserte", 0, "departs_h") = 1.0;
    cell(next, "desserte", 0, "centile") = 70.0;
    cell(next, "desserte", 1, "centile") = 45.0;
    const Comparison comparison = compare::compare(base, next, small_rules());
    const Change* own = find(comparison, "QN1", 1);
    const Change* other = find(comparison, "QN2", 1);
    REQUIRE((own != nullptr && other != nullptr));
    CHECK(!own->by_rank);
    CHECK(own->causes.size() == 1);
    CHECK(other->by_rank);
    CHECK(other->causes.empty());
}

TEST_CASE("a value that comes or goes is told with both reasons") {
    const Edition base = small_edition();
    Edition next = base;
    cell(next, "desserte", 0, "departs_h") = Value{};
    cell(next, "desserte", 0, "motif") = std::string("secret");
    const Comparison comparison = compare::compare(base, next, small_rules());
    const Change* gone = find(comparison, "QN1", 0);
    REQUIRE(gone != nullptr);
    CHECK(*gone->base.value == 4.0);
    CHECK(!gone->next.value);
    CHECK(gone->next.reason == "secret");
    CHECK(!gone->difference);
    CHECK(gone->verdict == Verdict::untold);
}

TEST_CASE("a table that one edition has not is told and nothing of it is compared") {
    const Edition base = small_edition();
    Edition next = base;
    next.tables.erase(next.tables.begin() + 1);
    const Comparison comparison = compare::compare(base, next, small_rules());
    CHECK(comparison.changes.empty());
    REQUIRE(comparison.absent.size() == 1);
    CHECK(comparison.absent.front().table == "desserte");
    CHECK(!comparison.absent.front().in_base);
    CHECK(compare::compare(next, base, small_rules()).absent.front().in_base);
}

TEST_CASE("another program may touch every figure, and is named last") {
    const Edition base = small_edition();
    Edition next = base;
    next.version = "0.2.0";
    next.inputs[0].sha256 = "h2";
    cell(next, "desserte", 0, "departs_h") = 3.0;
    const Comparison comparison = compare::compare(base, next, small_rules());
    const Change* change = find(comparison, "QN1", 0);
    REQUIRE((change != nullptr && change->causes.size() == 2));
    CHECK(comparison.causes[change->causes.front().cause].what == "horaires");
    CHECK(comparison.causes[change->causes.back().cause].kind == Cause::Kind::program);
    CHECK(!change->causes.back().direct);
}

TEST_CASE("outlines redrawn elsewhere move no raw figure of a perimeter that stays") {
    const Edition base = small_edition();
    Edition next = base;
    next.inputs[2].sha256 = "p2";
    next.tables[0].geometries[1] = square_at(1100);  // QN2, 100 m to the east
    cell(next, "desserte", 0, "departs_h") = 3.0;
    cell(next, "desserte", 1, "departs_h") = 3.0;
    const Comparison comparison = compare::compare(base, next, small_rules());
    const Change* stays = find(comparison, "QN1", 0);
    const Change* moved = find(comparison, "QN2", 0);
    REQUIRE((stays != nullptr && moved != nullptr));
    CHECK(stays->causes.empty());
    CHECK(!stays->outline);
    CHECK(moved->outline);
    REQUIRE(moved->causes.size() == 1);
    CHECK(comparison.causes[moved->causes.front().cause].what == "perimetres");
    // A square of 400 m moved by 100 m keeps three quarters of its ground.
    CHECK(*comparison.perimeters[moved->pair].area_of_base == Approx(300.0 * 400 / (400.0 * 400)));
}

TEST_CASE("a component that neither edition has takes no part in the sense of an index") {
    Rules rules = small_rules();
    MeasureRule missing = rules.measures[0];
    missing.id = "absente";
    missing.only = {{"periode", "zzz"}};
    rules.measures[2].raw = {};
    rules.measures[2].error.parts = {{"departs", ""}, {"absente", ""}};
    rules.measures.push_back(missing);
    const Edition base = small_edition();
    Edition next = base;
    next.inputs[0].sha256 = "h2";
    cell(next, "desserte", 0, "departs_h") = 5.0;
    cell(next, "perimetres", 0, "indice") = 52.0;  // within the range of the former, 45 to 55
    const Comparison comparison = compare::compare(base, next, rules);
    const Change* index = find(comparison, "QN1", 2);
    REQUIRE(index != nullptr);
    CHECK(index->verdict == Verdict::same_sense);

    next.tables[1] =
        desserte({{"QN1", "soiree", 5.0}, {"QN2", "soiree", 2.0}, {"QN1", "zzz", 3.0}});
    const Comparison other = compare::compare(base, next, rules);
    index = find(other, "QN1", 2);
    REQUIRE(index != nullptr);
    CHECK(index->verdict == Verdict::within);
}
