// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/town_halls.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

struct Hall {
    std::string id;
    geo::Point at;
    bool main = false;
    bool annex = false;
};

Inputs with(const std::vector<Hall>& halls) {
    Inputs in = town({});
    access::Category category;
    category.id = "mairie";
    const access::CategoryIdx mairie = in.categories.push_back(category);
    for (const Hall& hall : halls) {
        access::Facility facility;
        facility.id = hall.id;
        facility.category = mairie;
        facility.at = hall.at;
        facility.main = hall.main;
        facility.annex = hall.annex;
        in.facilities.push_back(facility);
    }
    return in;
}

std::vector<std::string> of(const std::vector<Hall>& halls, Notices& notices) {
    std::vector<std::string> ids;
    const access::OwnPlaces places = town_halls(with(halls), notices);
    if (const auto found = places.find("99001"); found != places.end())
        for (const access::Destination& place : found->second) ids.push_back(place.id);
    return ids;
}

}  // namespace

TEST_CASE(
    "the main town hall of a commune: declared, else no annex, else the nearest, whatever "
    "the order of the file",
    "[atlas]") {
    using Ids = std::vector<std::string>;
    const std::vector<Hall> halls{{"annexe", {100, 100}, false, true},
                                  {"ville", {900, 900}, false, false},
                                  {"autre", {1500, 900}, false, false}};
    std::vector<Hall> order = halls;
    std::sort(order.begin(), order.end(), [](const Hall& a, const Hall& b) { return a.id < b.id; });
    do {
        Notices notices;
        CHECK(of(order, notices) == Ids{"autre", "ville"});
        CHECK(notices.count("mairies_annexes") == 1);
        CHECK(notices.count("mairies_plusieurs") == 1);
    } while (std::next_permutation(order.begin(), order.end(),
                                   [](const Hall& a, const Hall& b) { return a.id < b.id; }));
    std::vector<Hall> declared = halls;
    declared[2].main = true;
    Notices told;
    CHECK(of(declared, told) == Ids{"autre"});
    CHECK(told.count("mairies_annexes") == 2);
    CHECK(told.count("mairies_plusieurs") == 0);
    Notices quiet;
    CHECK(of({halls[1]}, quiet) == Ids{"ville"});
    CHECK(of({halls[0]}, quiet) == Ids{"annexe"});  // better than none
    CHECK(of({}, quiet).empty());
    CHECK(quiet.items().empty());
}

TEST_CASE(
    "residents are measured to the main town hall of their commune, not to the first of the "
    "file",
    "[atlas]") {
    const std::vector<Hall> halls{{"annexe", {100, 100}, false, true},
                                  {"ville", {1000, 1700}, false, false}};
    Inputs in = with(halls);
    in.destinations.push_back({"ville", "Ville", {1000, 1700}});
    const Atlas atlas = analyse(std::move(in), settings());
    CHECK(atlas.own_mairie.minutes.walk == atlas.destinations[1].minutes.walk);
    CHECK(atlas.own_mairie.detour == atlas.destinations[1].detour);
}
