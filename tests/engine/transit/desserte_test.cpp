// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/desserte.hpp"

#include <random>
#include <set>
#include <utility>

#include "tests/engine/transit/random_timetable.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using namespace std::chrono_literals;
using test::at;

namespace {

const Day tuesday = std::chrono::year(2026) / 3 / 17;

Period period(const char* start, const char* end,
              Period::DayType type = Period::DayType::ouvrable) {
    return {"p", type, Seconds{at(start)}, Seconds{at(end)}};
}

/// Bus L from A to B at 07:00, 07:20, 07:40, 08:00, and back from B at 07:30; tram T from A to C at
/// 23:30 and 24:30.
const test::FeedText town = {
    {"stops.txt",
     "stop_id,stop_name,stop_lat,stop_lon\nA,A,0,0.01\nB,B,0,0.02\nC,C,0,0.03\nZ,Z,0,0.04\n"},
    {"routes.txt", "route_id,route_short_name,route_type\nL,L,3\nT,T,0\n"},
    {"trips.txt", "route_id,service_id,trip_id\nL,S,1\nL,S,2\nL,S,3\nL,S,4\nL,S,5\nT,S,6\nT,S,7\n"},
    {"stop_times.txt",
     "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
     "1,07:00:00,07:00:00,A,1,\n1,07:10:00,07:10:00,B,2,\n2,07:20:00,07:20:00,A,1,\n2,07:30:00,07:"
     "30:00,B,2,\n"
     "3,07:40:00,07:40:00,A,1,\n3,07:50:00,07:50:00,B,2,\n4,08:00:00,08:00:00,A,1,\n4,08:10:00,08:"
     "10:00,B,2,\n"
     "5,07:30:00,07:30:00,B,1,\n5,07:40:00,07:40:00,A,2,\n"
     "6,23:30:00,23:30:00,A,1,\n6,23:40:00,23:40:00,C,2,1\n6,23:50:00,23:50:00,B,3,\n"
     "7,24:30:00,24:30:00,A,1,\n7,24:40:00,24:40:00,C,2,1\n7,24:50:00,24:50:00,B,3,\n"}};

}  // namespace

TEST_CASE("departures per hour count boardings, not arrivals at the last stop", "[transit]") {
    const Timetable timetable = test::timetable(town);
    const ServiceDays days{tuesday, std::nullopt, tuesday + std::chrono::days{5}};
    const auto service =
        desserte(timetable, days,
                 {period("07:00", "08:00"), period("07:00", "09:00"), period("23:00", "25:00"),
                  period("00:00", "01:00"), period("07:00", "08:00", Period::DayType::samedi),
                  period("07:00", "08:00", Period::DayType::dimanche)});
    const StopService& a = service[test::stop(timetable, "A")];
    CHECK(a.departures_per_hour[0] == 3.0 / 1);  // 07:00, 07:20, 07:40; 08:00 is the next hour's
    CHECK(a.departures_per_hour[1] == 4.0 / 2);
    CHECK(a.departures_per_hour[2] == 2.0 / 2);  // 23:30 and 24:30
    CHECK(a.departures_per_hour[3] == 1.0 / 1);  // Monday's 24:30 is Tuesday's 00:30
    CHECK(a.departures_per_hour[4] == Maybe<double>(Absence::non_disponible));
    CHECK(a.departures_per_hour[5] == 3.0 / 1);
    CHECK(a.lines == std::vector<LineIdx>{LineIdx{0}, LineIdx{1}});
    // Monday's 24:30, which is Tuesday's 00:30, belongs to Monday's service.
    CHECK(a.first_departure == Maybe<Seconds>(Seconds{at("07:00")}));
    CHECK(a.last_departure == Maybe<Seconds>(Seconds{at("24:30")}));
    CHECK(a.longest_gap == Maybe<Seconds>(Seconds{at("23:30") - at("08:00")}));
    CHECK(a.heavy);

    const StopService& b = service[test::stop(timetable, "B")];
    CHECK(b.departures_per_hour[0] == 1.0);  // only the way back: B is the last stop of the others
    CHECK(b.heavy);                          // the tram ends there

    const StopService& c = service[test::stop(timetable, "C")];
    CHECK(c.departures_per_hour[2] == 0.0);  // nobody may board there
    CHECK(c.lines == std::vector<LineIdx>{LineIdx{1}});
    CHECK(c.first_departure == Maybe<Seconds>(Absence::non_desservi));

    const StopService& z = service[test::stop(timetable, "Z")];
    CHECK(z.departures_per_hour[0] == 0.0);
    CHECK(z.lines.empty());
    CHECK_FALSE(z.heavy);
}

TEST_CASE("without a typical weekday nothing is known of it, and that is not zero", "[transit]") {
    const Timetable timetable = test::timetable(town);
    const auto service = desserte(timetable, {}, {period("07:00", "08:00")});
    const StopService& a = service[test::stop(timetable, "A")];
    CHECK(a.departures_per_hour[0] == Maybe<double>(Absence::non_disponible));
    CHECK(a.first_departure == Maybe<Seconds>(Absence::non_disponible));
}

TEST_CASE("a stop's departures are its trips, each once, whatever the period",
          "[transit][property]") {
    std::mt19937 random(7);
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const Timetable timetable = test::RandomTimetable(seed).timetable();
        const DayTimetable day(timetable, test::random_day);
        const auto from = static_cast<std::int32_t>(random() % 3600);
        const Period some{"p", Period::DayType::ouvrable, Seconds{from},
                          Seconds{from + 1 + static_cast<std::int32_t>(random() % 3600)}};
        const auto leaving = trips_leaving(day, some);
        const auto service = desserte(timetable, {test::random_day, {}, {}}, {some});
        for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
            std::set<std::pair<PatternIdx, std::size_t>> trips;
            for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size()))
                for (std::uint32_t i = 0; i + 1 < timetable.patterns()[pattern].stops; ++i) {
                    if (timetable.stops_of(pattern)[i] != stop || !timetable.may_board(pattern, i))
                        continue;
                    const auto departures = day.departures(pattern, i);
                    for (std::size_t t = 0; t < departures.size(); ++t)
                        if (departures[t] >= some.start.count() && departures[t] < some.end.count())
                            trips.emplace(pattern, t);
                }
            std::vector<TripsLeaving> own(leaving[stop].begin(), leaving[stop].end());
            CHECK(distinct_trips(own) == trips.size());
            CHECK(*service[stop].departures_per_hour[0] ==
                  static_cast<double>(trips.size()) / some.hours());
        }
    }
}

TEST_CASE("a trip of two stretches counts once, and those between them do not", "[transit]") {
    const LineIdx line{0};
    const PatternIdx one{0};
    const PatternIdx other{1};
    // [0, 3) and [2, 4) hold 0 to 3; [6, 7) holds 6; [1, 2) of the other its own.
    std::vector<TripsLeaving> stretches{
        {line, one, 6, 7}, {line, other, 1, 2}, {line, one, 2, 4}, {line, one, 0, 3}};
    CHECK(distinct_trips(stretches) == 4 + 1 + 1);
    stretches = {{line, one, 0, 5}, {line, one, 1, 2}, {line, one, 4, 6}};
    CHECK(distinct_trips(stretches) == 6);
    stretches.clear();
    CHECK(distinct_trips(stretches) == 0);
}
