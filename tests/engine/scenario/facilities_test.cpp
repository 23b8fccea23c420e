// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/facilities.hpp"

#include <algorithm>
#include <random>

#include "tests/support/catch.hpp"

namespace lisiere::scenario {
namespace {

using access::CategoryIdx;
using Action = FacilityChange::Action;

access::Facility facility(const std::string& id, std::size_t category, geo::Point at) {
    access::Facility facility;
    facility.id = id;
    facility.category = CategoryIdx{category};
    facility.at = at;
    return facility;
}

FacilityChange change(Action action, access::Facility facility) {
    FacilityChange change;
    change.action = action;
    change.facility = std::move(facility);
    return change;
}

}  // namespace

TEST_CASE("facilities are added, moved, removed and resized by their ids", "[scenario]") {
    access::Facility in_its_iris = facility("a", 0, {0, 0});
    in_its_iris.place = access::PlaceGrain::iris;
    const Facilities before(
        std::vector<access::Facility>{in_its_iris, facility("school", 1, {10, 0}),
                                      facility("school", 2, {10, 0}), facility("d", 3, {20, 0})});
    access::Facility moved = facility("a", 0, {5, 5});
    access::Facility closed = facility("school", 2, {});
    access::Facility larger;
    larger.id = "d";
    larger.capacity = 4;
    const std::vector<FacilityChange> changes{
        change(Action::move, moved), change(Action::remove, closed), change(Action::resize, larger),
        change(Action::add, facility("new", 1, {30, 0}))};
    const Facilities after = with_facilities(before, changes);
    REQUIRE(after.size() == 4);
    CHECK(after.items()[0].at == geo::Point{5, 5});
    CHECK(after.items()[0].place == access::PlaceGrain::adresse);  // where it moves to is known
    CHECK(after.items()[1].category == CategoryIdx{1});  // the school stays for one of its services
    CHECK(after.items()[2].id == "d");
    CHECK(after.items()[2].capacity == 4);
    CHECK(after.items()[2].capacity_known);
    CHECK(after.items()[3].id == "new");
}

TEST_CASE("the order of changes of facilities means nothing", "[scenario]") {
    std::vector<access::Facility> items;
    for (int i = 0; i < 12; ++i)
        items.push_back(
            facility("f" + std::to_string(i), static_cast<std::size_t>(i % 3), {10.0 * i, 0}));
    for (unsigned seed = 0; seed < 200; ++seed) {
        std::mt19937 random(seed);
        const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
        std::vector<FacilityChange> changes;
        for (int i = 0; i < 12; ++i) {
            access::Facility one = facility("f" + std::to_string(i), 0, {1.0 * below(100), 1});
            one.category = CategoryIdx::none();
            one.capacity = 1 + below(5);
            if (random() % 2 == 0) changes.push_back(change(Action::move, one));
            if (random() % 3 == 0) changes.push_back(change(Action::resize, one));
            if (random() % 4 == 0) changes.push_back(change(Action::remove, one));
            if (random() % 4 == 0)
                changes.push_back(
                    change(Action::add,
                           facility("n" + std::to_string(i), random() % 3, {1.0 * below(50), 2})));
        }
        const auto key = [](const Facilities& all) {
            std::vector<std::tuple<std::string, double, double, double>> keys;
            for (const access::Facility& f : all)
                keys.emplace_back(f.id, f.at.x, f.at.y, f.capacity);
            return keys;
        };
        const auto one = key(with_facilities(Facilities(items), changes));
        std::shuffle(changes.begin(), changes.end(), random);
        REQUIRE(one == key(with_facilities(Facilities(items), changes)));
    }
}

}  // namespace lisiere::scenario
