// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "tests/examples/decoded.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::demo;

namespace {

struct Feed {
    std::map<std::string, std::string> texts = zip_texts(fresh() / "gtfs.zip");
    std::vector<Row> table(const std::string& name) const { return rows(texts.at(name), ','); }
};

const Feed& feed() {
    static const Feed one;
    return one;
}

int seconds(const std::string& clock) {
    return std::stoi(clock.substr(0, 2)) * 3600 + std::stoi(clock.substr(3, 2)) * 60 +
           std::stoi(clock.substr(6, 2));
}

}  // namespace

TEST_CASE("every stop time has its trip, its stop and runs forward in time", "[examples]") {
    std::set<std::string> stops;
    for (const Row& stop : feed().table("stops.txt")) stops.insert(stop.at("stop_id"));
    std::set<std::string> trips;
    for (const Row& trip : feed().table("trips.txt")) trips.insert(trip.at("trip_id"));
    CHECK(trips.size() > 1000);
    std::string trip;
    int last = 0;
    int after_midnight = 0;
    int blank = 0;
    std::set<std::string> served;
    for (const Row& row : feed().table("stop_times.txt")) {
        REQUIRE(stops.contains(row.at("stop_id")));
        REQUIRE(trips.contains(row.at("trip_id")));
        served.insert(row.at("trip_id"));
        if (row.at("trip_id") != trip) last = 0;
        trip = row.at("trip_id");
        if (row.at("departure_time").empty()) {
            ++blank;
            REQUIRE(trip.starts_with("L6"));
            REQUIRE(last > 0);  // never at the first stop
            continue;
        }
        REQUIRE(seconds(row.at("arrival_time")) > last);
        last = seconds(row.at("departure_time"));
        after_midnight += last >= 24 * 3600 ? 1 : 0;
    }
    CHECK(served == trips);
    CHECK(after_midnight > 0);
    CHECK(blank > 100);
}

TEST_CASE("the feed has what published feeds have", "[examples]") {
    CHECK(feed().texts.at("routes.txt").starts_with("\xEF\xBB\xBF"));
    CHECK(feed().texts.at("trips.txt").find("\r\n") != std::string::npos);
    int tram = 0;
    int bus = 0;
    for (const Row& route : feed().table("routes.txt"))
        (route.at("route_type") == "0" ? tram : bus) += 1;
    CHECK(tram == 1);
    CHECK(bus == 6);
    CHECK(feed().table("frequencies.txt").size() >= 3);
    int stations = 0;
    int quoted = 0;
    std::set<std::string> ids;
    for (const Row& stop : feed().table("stops.txt")) {
        stations += stop.at("location_type") == "1" ? 1 : 0;
        quoted += stop.at("stop_name").find(',') != std::string::npos ? 1 : 0;
        if (!stop.at("parent_station").empty()) CHECK(ids.contains(stop.at("parent_station")));
        ids.insert(stop.at("stop_id"));
    }
    CHECK(stations >= 3);
    CHECK(quoted == 1);
    int dangling = 0;
    for (const Row& transfer : feed().table("transfers.txt"))
        dangling += ids.contains(transfer.at("to_stop_id")) ? 0 : 1;
    CHECK(dangling == 1);
}

TEST_CASE("holidays run as Sundays and school days are listed one by one", "[examples]") {
    int school = 0;
    int removed = 0;
    int added = 0;
    for (const Row& row : feed().table("calendar_dates.txt")) {
        school += row.at("service_id") == "SCO" ? 1 : 0;
        removed += row.at("service_id") == "SEM" && row.at("exception_type") == "2" ? 1 : 0;
        added += row.at("service_id") == "DIM" && row.at("exception_type") == "1" ? 1 : 0;
    }
    CHECK(removed == 7);
    CHECK(added == removed);
    CHECK(school > 140);
    CHECK(school < 180);
}

TEST_CASE("one priority quarter is well served and one hardly at all", "[examples]") {
    std::map<std::string, int> weekday;
    for (const Row& trip : feed().table("trips.txt"))
        if (trip.at("service_id") == "SEM") ++weekday[trip.at("route_id")];
    CHECK(weekday.at("T1") > 200);
    CHECK(weekday.at("L4") < 20);
    for (const Row& trip : feed().table("trips.txt"))
        if (trip.at("route_id") == "L4") CHECK(trip.at("service_id") != "DIM");
}
