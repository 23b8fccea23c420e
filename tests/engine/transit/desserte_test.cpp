// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/desserte.hpp"

#include <set>

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

TEST_CASE("the departures of a stop are the sum of its lines'", "[transit][property]") {
    const Period all{"p", Period::DayType::ouvrable, Seconds{-3600}, Seconds{30 * 3600}};
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        const Timetable timetable = test::RandomTimetable(seed).timetable();
        const DayTimetable day(timetable, test::random_day);
        const auto by_line = departures_by_line(day, all);
        const auto service = desserte(timetable, {test::random_day, {}, {}}, {all});
        double boardings = 0;  // a trip that calls twice at a stop leaves it once
        for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
            std::set<StopIdx> left;
            for (std::uint32_t i = 0; i + 1 < timetable.patterns()[pattern].stops; ++i)
                if (timetable.may_board(pattern, i)) left.insert(timetable.stops_of(pattern)[i]);
            boardings += static_cast<double>(left.size() * day.trips(pattern).size());
        }
        double total = 0;
        for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
            double sum = 0;
            for (const LineDepartures& departures : by_line[stop]) sum += departures.per_hour;
            CHECK(service[stop].departures_per_hour[0].value() == Approx(sum));
            total += sum;
        }
        CHECK(total * 31 == Approx(boardings));
    }
}
