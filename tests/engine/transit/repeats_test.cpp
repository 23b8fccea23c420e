// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/repeats.hpp"

#include <map>
#include <random>
#include <tuple>

#include <fmt/format.h>

#include "engine/transit/grouping.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

const Day monday = std::chrono::year(2026) / 3 / 16;

std::vector<Day> days(std::initializer_list<int> after_monday) {
    std::vector<Day> all;
    for (const int days : after_monday) all.push_back(monday + std::chrono::days{days});
    return all;
}

/// Stops 0, 1, 2... on a line, `metres` apart from their twins 10, 11, 12.
Timetable::Parts town(double metres) {
    Timetable::Parts parts;
    for (int i = 0; i < 20; ++i) {
        const bool twin = i >= 10;
        parts.stops.push_back({fmt::format("S{}", i),
                               "",
                               {1000.0 * (i % 10), twin ? metres : 0},
                               StopIdx::none(),
                               true,
                               twin ? 1U : 0U});
    }
    parts.lines.push_back({"L", "L", "", "", Mode::bus});
    parts.lines.push_back({"R", "R", "", "", Mode::bus});
    return parts;
}

struct Draft {
    std::string id;
    std::size_t line = 0;
    std::size_t service = 0;
    std::vector<std::size_t> stops;
    std::vector<int> minutes;
};
void add(Timetable::Parts& parts, const std::vector<Draft>& trips) {
    std::vector<TripDraft> drafts;
    std::vector<Call> calls;
    for (const Draft& trip : trips) {
        drafts.push_back({LineIdx{trip.line}, ServiceIdx{trip.service}, trip.id,
                          static_cast<std::uint32_t>(calls.size()),
                          static_cast<std::uint32_t>(trip.stops.size()), 0});
        for (std::size_t i = 0; i < trip.stops.size(); ++i)
            calls.push_back(
                {StopIdx{trip.stops[i]}, 3, {60 * trip.minutes[i], 60 * trip.minutes[i]}});
    }
    group_trips(drafts, calls, parts);
}

/// On each day of a fortnight, the vehicles that run: (day, stops by their metre along the line,
/// times), and how many trips stand for each.
std::map<std::tuple<int, std::vector<double>, std::vector<int>>, int> vehicles(
    const Timetable& timetable) {
    std::map<std::tuple<int, std::vector<double>, std::vector<int>>, int> found;
    for (const TripIdx trip : indices<TripIdx>(timetable.trips().size())) {
        std::vector<double> where;
        for (const StopIdx stop : timetable.stops_of(timetable.trips()[trip].pattern))
            where.push_back(timetable.stops()[stop].at.x);
        std::vector<int> when;
        for (const StopTime& time : timetable.times_of(trip)) when.push_back(time.departure);
        for (const Day day : timetable.services()[timetable.trips()[trip].service])
            ++found[{static_cast<int>((day - monday).count()), where, when}];
    }
    return found;
}

}  // namespace

TEST_CASE("the same trip in two services counts once on the days they share", "[transit]") {
    Timetable::Parts parts = town(0);
    for (const auto& of_service : {days({0, 1, 2}), days({2, 3})})
        parts.services.push_back(of_service);
    add(parts, {{"a", 0, 0, {0, 1, 2}, {480, 490, 500}}, {"b", 0, 1, {0, 1, 2}, {480, 490, 500}}});
    const Repeats repeats = count_once(parts);
    CHECK(repeats.trips == 1);
    CHECK(repeats.samples == std::vector<std::string>{"a = b"});
    CHECK(parts.services[parts.trips[TripIdx{0}].service] == days({0, 1, 2}));
    CHECK(parts.services[parts.trips[TripIdx{1}].service] == days({3}));
}

TEST_CASE("a regional feed that repeats a local one counts once, under another line and id too",
          "[transit]") {
    for (const auto& [metres, repeated] :
         {std::pair{25.0, std::size_t{1}}, {90.0, std::size_t{0}}}) {
        Timetable::Parts parts = town(metres);
        for (const auto& of_service : {days({0, 1}), days({0, 1})})
            parts.services.push_back(of_service);
        for (const std::uint32_t feed : {0U, 1U}) parts.service_feeds.push_back(feed);
        add(parts, {{"0:a", 0, 0, {0, 1, 2}, {480, 490, 500}},
                    {"1:x", 1, 1, {10, 11, 12}, {480, 490, 500}}});
        CHECK(count_once(parts).trips == repeated);
        const Timetable timetable(std::move(parts));
        CHECK(vehicles(timetable).size() == 2);
        for (const auto& [vehicle, trips] : vehicles(timetable))
            CHECK(trips == (repeated == 1 ? 1 : 2));
    }
}

TEST_CASE("a minute later, one stop less or on other days it is another vehicle", "[transit]") {
    Timetable::Parts parts = town(0);
    for (const auto& of_service : {days({0, 1}), days({2, 3})})
        parts.services.push_back(of_service);
    add(parts, {{"a", 0, 0, {0, 1, 2}, {480, 490, 500}},
                {"later", 0, 0, {0, 1, 2}, {480, 491, 500}},
                {"shorter", 0, 0, {0, 1}, {480, 490}},
                {"other days", 0, 1, {0, 1, 2}, {480, 490, 500}}});
    CHECK(count_once(parts).trips == 0);
}

TEST_CASE("on no day does a vehicle run twice, and none is lost", "[transit][property]") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto below = [&](unsigned n) { return static_cast<std::size_t>(random() % n); };
        Timetable::Parts parts = town(20);
        for (int service = 0; service < 4; ++service) {
            std::vector<Day> own;
            for (int day = 0; day < 14; ++day)
                if (below(2) == 0) own.push_back(monday + std::chrono::days{day});
            parts.services.push_back(own);
            parts.service_feeds.push_back(static_cast<std::uint32_t>(service % 2));
        }
        std::vector<Draft> trips;
        for (int i = 0; i < 12; ++i) {
            const std::size_t service = below(4);
            const std::size_t first = service % 2 == 0 ? 0 : 10;  // each feed its own stops
            const int start = 480 + 10 * static_cast<int>(below(3));
            trips.push_back(
                {std::to_string(i), below(2), service, {first, first + 1}, {start, start + 9}});
        }
        add(parts, trips);
        const auto before = vehicles(Timetable(parts));
        (void)count_once(parts);
        const Timetable once(std::move(parts));
        CHECK(check(once).empty());
        const auto after = vehicles(once);
        CHECK(after.size() == before.size());
        for (const auto& [vehicle, count] : after) {
            CHECK(count == 1);
            CHECK(before.contains(vehicle));
        }
    }
}
