// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "engine/transit/desserte.hpp"
#include "io/gtfs/inspect.hpp"
#include "io/gtfs/service.hpp"
#include "tests/io/gtfs/real_feeds.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/feed.hpp"

using namespace lisiere;
using namespace lisiere::transit;
using namespace std::chrono_literals;
using test::footpaths;
using test::read;
using test::real;
using test::walks;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace

TEST_CASE("Mulhouse: departures of three stops equal a count made on the files",
          "[io][gtfs][real]") {
    const auto path = real("mulhouse/SOLEA.GTFS_current.zip");
    if (!path) return;
    Notices notices;
    const Timetable timetable = read({*path}, notices);
    CHECK(check(timetable).empty());
    CHECK(timetable.stop_time_count() == 192345);
    // stop_times.txt joined with trips.txt and the services of 2026-03-17, departures from 07:00:00
    // to 08:59:59 where pickup_type is not 1 and the trip goes on, by stop:
    const Day tuesday = std::chrono::year(2026) / 3 / 17;
    const auto service =
        desserte(timetable, {tuesday, {}, {}},
                 {{"pointe", Period::DayType::ouvrable, Seconds{7h}, Seconds{9h}}});
    const auto per_hour = [&](const char* id) {
        return service[test::stop(timetable, id)].departures_per_hour[0].value();
    };
    CHECK(per_hour("358") ==
          Approx((11 + 13 + 9 + 10 + 1) / 2.0));  // lines C7, 10, 11, C5, 51: every 2.7 min
    CHECK(per_hour("359") == Approx((8 + 11 + 2 + 10 + 4) / 2.0));  // lines 10, C7, 57, C5, 51
    CHECK(per_hour("2077") == Approx((11 + 9 + 10) / 2.0));         // lines C7, 11, C5: every 4 min
    // Tuesday has 2256 trips; 3 of Monday run past midnight.
    CHECK(DayTimetable(timetable, tuesday).trip_count() == 2256 + 3);
}

TEST_CASE("Porto Alegre: blank times are 96 % and are all filled", "[io][gtfs][real]") {
    const auto eptc = real("porto_alegre/poa_eptc.zip");
    const auto train = real("porto_alegre/poa_trensurb.zip");
    if (!eptc || !train) return;
    const io::FeedSummary summary = io::inspect_feed(io::FeedFiles::open(*eptc));
    CHECK(summary.stop_time_rows == 130019);
    CHECK(summary.blank_rows == 125271);
    Notices notices;
    const Timetable timetable = read({*eptc, *train}, notices);
    CHECK(check(timetable).empty());
    CHECK(notices.count("heures_interpolees") == 125271);
    // A weekday when both feeds run: the bus feed is valid 2019-04-15 to 2019-07-15 only.
    const TypicalDays typical = typical_days(timetable);
    CHECK(*typical.weekday >= Day(std::chrono::year(2019) / 4 / 15));
    CHECK(*typical.weekday <= Day(std::chrono::year(2019) / 7 / 15));
    const DayTimetable day(timetable, *typical.weekday);
    Notices morning;
    io::warn_about_window(day, {7h, 9h, 60s}, morning);
    io::warn_about_window(day, {13h, 15h, 60s}, morning);
    CHECK(morning.count("fenetre_peu_desservie") == 1);
}

TEST_CASE("Porto Alegre: the reverse profiles equal range RAPTOR from places all over town",
          "[io][gtfs][real]") {
    const auto eptc = real("porto_alegre/poa_eptc.zip");
    const auto train = real("porto_alegre/poa_trensurb.zip");
    if (!eptc || !train) return;
    Notices notices;
    const Timetable timetable = read({*eptc, *train}, notices);
    const DayTimetable day(timetable, typical_days(timetable).weekday.value());
    const Footpaths between = footpaths(timetable, 400);
    const DepartureWindow window{13h, 15h, 60s};
    std::size_t reached = 0;
    for (const TransitLimits& limits : {TransitLimits{}, TransitLimits{2, 45min, 60s}}) {
        std::vector<StopWalk> egress;
        for (std::size_t place = 17; place < timetable.stops().size(); place += 900)
            for (const StopWalk& walk : walks(timetable, timetable.stops()[StopIdx{place}].at, 600))
                egress.push_back(walk);
        const StopProfiles profiles = reverse_profiles(day, between, egress, window, limits);
        RangeRaptor raptor(day, between);
        std::size_t different = 0;
        for (std::size_t origin = 5; origin < timetable.stops().size(); origin += 400) {
            const auto access = walks(timetable, timetable.stops()[StopIdx{origin}].at, 700);
            raptor.run(access, window, limits);
            for (std::size_t departure = 0; departure < window.departures(); ++departure) {
                const std::int32_t leaves = window.departure(departure).count();
                std::int32_t expected = never;
                for (const StopWalk& walk : egress)
                    if (const std::int32_t arrival = raptor.arrival(departure, walk.stop);
                        arrival != never)
                        expected = std::min(expected, arrival + walk.walk.count());
                if (expected != never && expected - leaves > limits.max_time.count())
                    expected = never;
                reached += expected != never ? 1 : 0;
                different += earliest_arrival(profiles, access, leaves, limits) != expected ? 1 : 0;
            }
        }
        CHECK(different == 0);
    }
    CHECK(reached > 1000);
}

TEST_CASE("Paris: seventeen metro feeds are one timetable, the same with one thread or two",
          "[io][gtfs][real]") {
    const auto folder = real("paris/gtfs");
    if (!folder) return;
    Notices one;
    Notices two;
    const Timetable timetable = read(files_of(*folder), one, 1);
    const Timetable again = read(files_of(*folder), two, 2);
    CHECK(check(timetable).empty());
    CHECK(timetable.stops().size() == 763);
    CHECK(timetable.trips().size() == 126548);
    CHECK(timetable.stop_time_count() > 3'000'000);
    CHECK(one.count("correspondance_orpheline") > 0);
    REQUIRE(one.items().size() == two.items().size());
    for (std::size_t i = 0; i < one.items().size(); ++i)
        CHECK(one.items()[i].count == two.items()[i].count);
    REQUIRE(timetable.trips().size() == again.trips().size());
    std::size_t different = 0;
    for (const TripIdx trip : indices<TripIdx>(timetable.trips().size())) {
        different += timetable.trips()[trip].id != again.trips()[trip].id ? 1 : 0;
        const auto a = timetable.times_of(trip);
        const auto b = again.times_of(trip);
        different += !std::equal(a.begin(), a.end(), b.begin(), b.end(),
                                 [](const StopTime& x, const StopTime& y) {
                                     return x.arrival == y.arrival && x.departure == y.departure;
                                 });
    }
    CHECK(different == 0);
    const auto days = service_by_day(timetable);
    CHECK(days.front().day == Day(std::chrono::year(2019) / 2 / 5));
    CHECK(days.back().day == Day(std::chrono::year(2019) / 8 / 4));
}

TEST_CASE("Lons-le-Saunier: a quoted feed with byte order marks, one month of service",
          "[io][gtfs][real]") {
    const auto path = real("gtfs/tallis_lons_2024.zip");
    if (!path) return;
    const io::FeedSummary summary = io::inspect_feed(io::FeedFiles::open(*path));
    CHECK(summary.agencies == std::vector<std::string>{"Réseau Tallis 2018"});
    CHECK(summary.trips > 0);
    CHECK(summary.stations > 0);
    CHECK(summary.typical.weekday.has_value());
}

TEST_CASE("São Paulo: frequencies become trips", "[io][gtfs][real]") {
    const auto path = real("gtfs/spo.zip");
    if (!path) return;
    Notices notices;
    const Timetable timetable = read({*path}, notices);
    CHECK(check(timetable).empty());
    CHECK(timetable.trips().size() > 1000);
}
