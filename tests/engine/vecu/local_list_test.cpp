// SPDX-License-Identifier: Apache-2.0
// What local actors list beside what the model finds, and how much the model hangs on its decay.
#include "engine/vecu/local_list.hpp"

#include <algorithm>
#include <random>
#include <set>

#include "engine/vecu/areas.hpp"
#include "engine/vecu/sensitivity.hpp"
#include "tests/engine/vecu/lived_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::vecu {
namespace {

using access::CategoryIdx;
using access::Facility;
using access::FacilityIdx;
using test::LivedTown;
using Facilities = IndexedVector<FacilityIdx, Facility>;

const CategoryIdx school{0};
const CategoryIdx pool{1};

Facilities three_schools_and_a_pool() {
    Facilities all;
    const auto add = [&](std::string id, std::string name, CategoryIdx of, geo::Point at) {
        Facility facility;
        facility.id = std::move(id);
        facility.name = std::move(name);
        facility.category = of;
        facility.at = at;
        all.push_back(facility);
    };
    add("ecoles/0590001A", "jaures", school, {0, 0});
    add("ecoles/0590002B", "jaures", school, {2000, 0});
    add("ecoles/0590003C", "zola", school, {400, 0});
    add("bassins/0590001A", "zola", pool, {430, 0});
    return all;
}

ListedPlace listed(std::string id, std::string key, std::optional<geo::Point> at = {},
                   CategoryIdx category = {}) {
    ListedPlace place;
    place.id = std::move(id);
    place.key = std::move(key);
    place.at = at;
    place.category = category;
    return place;
}

/// Which facility one line is: its position, -1 for none; and how it was recognised.
std::pair<int, ListMatch> recognised(const ListedPlace& place) {
    const Facilities facilities = three_schools_and_a_pool();
    IndexedVector<FacilityIdx, std::vector<std::string>> keys;
    for (const Facility& facility : facilities) {
        keys.push_back({facility.name});
        for (const access::GivenAs& row : facility.also) keys.items().back().push_back(row.name);
    }
    std::vector<ListedPlace> places{place};
    match_places(places, facilities, keys);
    const FacilityIdx found = places.front().facility;
    return {found.valid() ? static_cast<int>(found.value()) : -1, places.front().match};
}

}  // namespace

TEST_CASE("a place is its identifier, else its name nearby, else what stands at its address",
          "[vecu]") {
    using Found = std::pair<int, ListMatch>;
    const Found none{-1, ListMatch::aucun};
    CHECK(recognised(listed("ecoles/0590002B", "")) == Found{1, ListMatch::identifiant});
    CHECK(recognised(listed("0590003C", "")) == Found{2, ListMatch::identifiant});
    // Two facilities end with that number: the category tells them apart, nothing else does.
    CHECK(recognised(listed("0590001A", "")) == none);
    CHECK(recognised(listed("0590001A", "", {}, pool)) == Found{3, ListMatch::identifiant});
    // A name that two schools have: the one nearby, none without a place.
    CHECK(recognised(listed("", "jaures")) == none);
    CHECK(recognised(listed("", "jaures", geo::Point{1700, 0})) == Found{1, ListMatch::nom});
    CHECK(recognised(listed("", "jaures", geo::Point{1000, 0})) == none);
    CHECK(recognised(listed("", "zola", {}, school)) == Found{2, ListMatch::nom});
    // At the address of the school and, 30 m on, of the pool.
    CHECK(recognised(listed("", "ecole", geo::Point{410, 0})) == none);
    CHECK(recognised(listed("", "ecole", geo::Point{410, 0}, school)) ==
          Found{2, ListMatch::adresse});
    CHECK(recognised(listed("", "autre", geo::Point{-40, 0})) == Found{0, ListMatch::adresse});
    CHECK(recognised(listed("", "autre", geo::Point{-60, 0})) == none);
}

TEST_CASE("recall and precision are counted by hand, and only within the categories of the list",
          "[vecu]") {
    Facilities facilities = three_schools_and_a_pool();
    LivedArea area;
    area.group = 1;
    area.level = 0.8;
    area.facilities = {FacilityIdx{0}, FacilityIdx{1}, FacilityIdx{3}};
    LivedArea wide = area;
    wide.level = 0.95;
    wide.facilities = {FacilityIdx{0}, FacilityIdx{1}, FacilityIdx{2}, FacilityIdx{3}};
    Visits visits;
    visits.by_group.resize(2);
    visits.by_group[1] = {{FacilityIdx{0}, 12.0}, {FacilityIdx{1}, 3.0}};
    for (int i = 0; i < 4; ++i)
        visits.facilities.push_back({Maybe<double>(20.0), Maybe<double>(1.0), Maybe<double>(0.05)});
    std::vector<ListedPlace> places{listed("a", ""), listed("b", ""), listed("c", ""),
                                    listed("d", "")};
    for (ListedPlace& place : places) place.group = 1;
    places[0].facility = FacilityIdx{0};  // in the area
    places[1].facility = FacilityIdx{2};  // in the wide one only
    places[2].facility = FacilityIdx{0};  // listed twice
    const std::vector<LivedArea> areas{area, wide};
    const ListComparison compared = compare_lists(places, facilities, areas, visits, 0.8);
    REQUIRE(compared.scores.size() == 2);
    const ListScore& score = compared.scores[0];
    // Three places: school 0, school 2, and one that no layer has. The area holds schools 0 and 1,
    // and a pool, of which a list of schools says nothing.
    CHECK(score.listed == 3);
    CHECK(score.known == 2);
    CHECK(score.found == 1);
    CHECK(score.extra == 1);
    CHECK(*score.recall == Approx(1 / 3.0));
    CHECK(*score.precision == Approx(1 / 2.0));
    CHECK(*compared.scores[1].recall == Approx(2 / 3.0));
    CHECK(*compared.scores[1].precision == Approx(2 / 3.0));
    using Status = ListRow::Status;
    std::vector<Status> found;
    for (const ListRow& row : compared.rows) found.push_back(row.status);
    CHECK(found ==
          std::vector<Status>{Status::trouve, Status::manque, Status::manque, Status::en_plus});
    CHECK(*compared.rows[0].visits == 12);
    CHECK(*compared.rows[1].visits == 0);
    CHECK(compared.rows[2].visits == Maybe<double>(Absence::hors_couverture));
    CHECK(*compared.rows[3].visits == 3);
}

TEST_CASE("a list of what the area holds is found whole, with nothing extra", "[vecu][property]") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        LivedTown town;
        const auto bakery = town.category("boulangerie", 1.5, 5);
        town.settle();
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> at(-1700, 1700);
        for (int i = 0; i < 20; ++i) town.facility(bakery, {at(random), at(random)});
        const Visits visits = town.visits();
        const LivedTown::Tied ties = town.tied();
        const auto areas = lived_areas(town.inputs(ties), {}, visits, {}, {});
        std::vector<ListedPlace> places;
        for (const LivedArea& area : areas)
            if (area.level == 0.80)
                for (const FacilityIdx facility : area.facilities) {
                    ListedPlace place = listed("", "");
                    place.group = area.group;
                    place.facility = facility;
                    places.push_back(place);
                }
        for (const ListScore& score :
             compare_lists(places, town.facilities, areas, visits, 0.80).scores) {
            INFO("level " << score.level);
            if (score.level >= 0.80) CHECK(*score.recall == 1);
            if (score.level <= 0.80) CHECK(*score.precision == 1);
        }
    }
}

TEST_CASE("another half-decay gives what the whole model gives with it, on the same areas",
          "[vecu]") {
    LivedTown town;
    const auto bakery = town.category("boulangerie", 2, 5);
    town.cell({-1500, 0}, 100);
    town.cell({-900, 0}, 300);
    town.facility(bakery, {-1300, 0});  // 200 s from the first cell, 400 s from the other
    town.facility(bakery, {-700, 0});   // 800 s and 200 s
    const LivedTown::Tied ties = town.tied();
    const ChoiceSettings settings;
    const std::vector<Visits> all = expected_visits(town.inputs(ties), settings, {});
    REQUIRE(all.size() == 3);
    const auto areas = lived_areas(town.inputs(ties), settings, all.front(), {}, {});
    const auto runs =
        decay_runs(std::span(all).subspan(1), std::span(settings.decay_factors).subspan(1), areas);
    REQUIRE(runs.size() == 2);
    for (const DecayRun& run : runs) {
        // By hand: the 100 are the priority residents, the 300 are not.
        const double half = 300 * run.factor;
        const auto share = [&](double here, double there) {
            const double a = std::exp2(-here / half);
            const double b = std::exp2(-there / half);
            return a / (a + b);
        };
        const double mine = 100 * 2 * share(200, 800);
        const double theirs = 300 * 2 * share(400, 200);
        CHECK(*run.priority_share[FacilityIdx{0}] == Approx(mine / (mine + theirs)));
        for (std::size_t i = 0; i < areas.size(); ++i) {
            if (areas[i].group != 0) continue;
            REQUIRE(areas[i].facilities.front() == FacilityIdx{0});
            const double held = areas[i].facilities.size() == 2 ? 1 : share(200, 800);
            CHECK(*run.held[i] == Approx(held));
        }
    }
    CHECK(*runs[0].priority_share[FacilityIdx{0}] != *runs[1].priority_share[FacilityIdx{0}]);
    const ShareRange range = priority_range(all.front(), runs, FacilityIdx{0});
    CHECK(*range.low == std::min({*all.front().facilities[FacilityIdx{0}].priority_share,
                                  *runs[0].priority_share[FacilityIdx{0}],
                                  *runs[1].priority_share[FacilityIdx{0}]}));
    CHECK(*range.low < *range.high);
}

TEST_CASE("a facility is in majority theirs only where even the low bound passes one half",
          "[vecu]") {
    CHECK(*in_majority({0.51, 0.6}, 0.5));
    CHECK_FALSE(*in_majority({0.472, 0.53}, 0.5));
    CHECK_FALSE(*in_majority({0.5, 0.6}, 0.5));
    CHECK_FALSE(in_majority({Absence::sans_objet, Absence::sans_objet}, 0.5).has_value());
}

TEST_CASE("a list recognises a facility by the id or the name of any row that gives it", "[vecu]") {
    Facility merged;
    merged.id = "bpe/pharmacie/12";
    merged.name = "centre";
    merged.also = {{"osm/node/7", "gare", "osm"}};
    const IndexedVector<FacilityIdx, Facility> facilities(std::vector<Facility>{merged});
    const IndexedVector<FacilityIdx, std::vector<std::string>> keys(
        std::vector<std::vector<std::string>>{{"centre", "gare"}});
    std::vector<ListedPlace> places(3);
    places[0].id = "7";
    places[1].key = "gare";
    places[2].key = "ailleurs";
    match_places(places, facilities, keys);
    CHECK(places[0].match == ListMatch::identifiant);
    CHECK(places[1].match == ListMatch::nom);
    CHECK(places[2].match == ListMatch::aucun);
}

}  // namespace lisiere::vecu
