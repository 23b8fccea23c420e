// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/lines.hpp"

#include <algorithm>

#include "engine/transit/grouping.hpp"
#include "engine/transit/untimed.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::scenario {
namespace {

using namespace std::chrono_literals;
using transit::LineIdx;
using transit::PatternIdx;
using transit::StopIdx;
using transit::Timetable;
using transit::TripIdx;

const transit::Day monday = std::chrono::sys_days{std::chrono::year{2026} / 1 / 5};

/// One line, two stops 1 km apart, departures at 8:00, 8:20 and 8:40, 5 min of ride.
Timetable small() {
    Timetable::Parts parts;
    for (const double x : {0.0, 1000.0}) {
        transit::Stop stop;
        stop.id = "0:S" + std::to_string(static_cast<int>(x));
        stop.at = {x, 0};
        parts.stops.push_back(stop);
    }
    parts.lines.push_back({"0:L1", "L1", "", "", transit::Mode::bus});
    parts.services.push_back({monday});
    parts.feeds = {"feed"};
    std::vector<transit::TripDraft> drafts;
    std::vector<transit::Call> calls;
    for (const int start : {28800, 30000, 31200}) {
        drafts.push_back({LineIdx{0}, transit::ServiceIdx{0},
                          std::string("t").append(std::to_string(start)),
                          static_cast<std::uint32_t>(calls.size()), 2, 0});
        calls.push_back({StopIdx{0}, 1, {start, start}});
        calls.push_back({StopIdx{1}, 2, {start + 300, start + 300}});
    }
    transit::group_trips(drafts, calls, parts);
    return Timetable(std::move(parts));
}

std::vector<std::pair<int, int>> runs(const Timetable& timetable) {
    std::vector<std::pair<int, int>> found;
    for (const TripIdx trip : indices<TripIdx>(timetable.trips().size()))
        found.emplace_back(timetable.times_of(trip).front().departure,
                           timetable.times_of(trip).back().arrival);
    std::sort(found.begin(), found.end());
    return found;
}

ChangedLine line_one() {
    ChangedLine change;
    change.lines = {LineIdx{0}};
    return change;
}

}  // namespace

TEST_CASE("twice the frequency puts a departure between every two, and goes on after the last",
          "[scenario]") {
    ChangedLine change = line_one();
    change.frequency = 2;
    const Timetable after = with_lines(small(), {}, std::span(&change, 1));
    CHECK(transit::check(after).empty());
    // Every 10 min instead of every 20, from 8:00; the sixth 10 min after 8:40.
    CHECK(runs(after) == std::vector<std::pair<int, int>>{{28800, 29100},
                                                          {29400, 29700},
                                                          {30000, 30300},
                                                          {30600, 30900},
                                                          {31200, 31500},
                                                          {31800, 32100}});
    change.frequency = 0.5;  // round(0.5 × 3) = 2 departures, every 40 min
    CHECK(runs(with_lines(small(), {}, std::span(&change, 1))) ==
          std::vector<std::pair<int, int>>{{28800, 29100}, {31200, 31500}});
}

TEST_CASE("a faster line rides for less time from the same departures", "[scenario]") {
    ChangedLine change = line_one();
    change.speed = 1.25;  // 300 / 1.25 = 240 s
    CHECK(runs(with_lines(small(), {}, std::span(&change, 1))) ==
          std::vector<std::pair<int, int>>{{28800, 29040}, {30000, 30240}, {31200, 31440}});
}

TEST_CASE("two changes of one line multiply", "[scenario]") {
    std::vector<ChangedLine> changes{line_one(), line_one()};
    changes[0].frequency = 2;
    changes[1].frequency = 0.5;
    changes[1].speed = 1.25;
    const auto once = runs(with_lines(small(), {}, changes));
    std::swap(changes[0], changes[1]);
    CHECK(runs(with_lines(small(), {}, changes)) == once);
    // As many departures as before, each of 300 / 1.25 = 240 s.
    CHECK(once == std::vector<std::pair<int, int>>{{28800, 29040}, {30000, 30240}, {31200, 31440}});
}

TEST_CASE("a changed line takes up and sets down where it did", "[scenario]") {
    ChangedLine change = line_one();
    change.frequency = 2;
    const Timetable after = with_lines(small(), {}, std::span(&change, 1));
    REQUIRE(after.patterns().size() == 1);
    CHECK(after.may_board(PatternIdx{0}, 0));
    CHECK_FALSE(after.may_alight(PatternIdx{0}, 0));
    CHECK_FALSE(after.may_board(PatternIdx{0}, 1));
    CHECK(after.may_alight(PatternIdx{0}, 1));
}

TEST_CASE("a removed line runs no more; nothing changed gives the same timetable", "[scenario]") {
    ChangedLine change = line_one();
    change.removed = true;
    const Timetable none = with_lines(small(), {}, std::span(&change, 1));
    CHECK(none.trips().empty());
    CHECK(none.stops().size() == 2);
    CHECK(transit::check(none).empty());
    CHECK(runs(with_lines(small(), {}, {})) == runs(small()));
}

TEST_CASE("an added line runs both ways at its headway, in the time of its speed", "[scenario]") {
    AddedLine line;
    line.name = "N";
    line.speed_kmh = 36;  // 10 m/s
    line.dwell = Seconds{20};
    line.stops = {
        {StopIdx{0}, "", {}}, {StopIdx::none(), "milieu", {500, 0}}, {StopIdx{1}, "", {}}};
    line.services = {{{monday}, Seconds{36000}, Seconds{37200}, Seconds{600}}};
    // 500 m × 1.3 / 10 m/s = 65 s, then 20 s of dwell, then 65 s.
    const auto times = trip_times(line, small());
    REQUIRE(times.size() == 3);
    CHECK(times[1].arrival == 65);
    CHECK(times[1].departure == 85);
    CHECK(times[2].arrival == 150);
    CHECK(times[2].departure == 150);  // no dwell where the trip ends
    const Timetable after = with_lines(small(), std::span(&line, 1), {});
    CHECK(transit::check(after).empty());
    CHECK(after.stops().size() == 3);
    CHECK(after.lines().size() == 2);
    // 10:00, 10:10, 10:20 both ways, beside the three of L1.
    CHECK(after.trips().size() == 3 + 2 * 3);
    const auto found = runs(after);
    CHECK(std::count(found.begin(), found.end(), std::pair(36600, 36750)) == 2);
}

TEST_CASE("lines without hours call where they did in a scenario, but for those taken away",
          "[scenario]") {
    const std::vector<transit::UntimedLayer> layers{
        {"tram", {{"1", "Gare", {500, 0}, {transit::Mode::tram}, {"T1", "T2"}}}}};
    const Timetable base = transit::with_untimed(small(), layers).timetable;
    ChangedLine change = line_one();
    change.frequency = 2;
    const Timetable often = with_lines(base, {}, std::span(&change, 1));
    CHECK(transit::check(often).empty());
    REQUIRE(often.untimed_lines(StopIdx{2}).size() == 2);
    ChangedLine removed;
    removed.lines = {LineIdx{1}};
    removed.removed = true;
    const Timetable without = with_lines(base, {}, std::span(&removed, 1));
    REQUIRE(without.untimed_lines(StopIdx{2}).size() == 1);
    CHECK(without.lines()[without.untimed_lines(StopIdx{2})[0]].short_name == "T2");
    CHECK(without.trips().size() == base.trips().size());
}

}  // namespace lisiere::scenario
