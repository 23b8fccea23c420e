// SPDX-License-Identifier: Apache-2.0
#include "engine/access/transit_network.hpp"

#include "tests/engine/access/feed_support.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

/// a, b and c stand on one street, 50 and 100 s apart; d and e lie off the network, e 30 m from c.
const Town& town() {
    static const Town drawn(R"(
                        e


        A-a----b---------c---B





                d
    )");
    return drawn;
}

transit::Timetable feed(std::string_view stops, const std::string& transfers = "") {
    FeedText text{{"stops.txt", stops_text(town(), stops)},
                  {"stop_times.txt", stop_times_text({"a07:00 b07:10", "b07:00 c07:10"})}};
    if (!transfers.empty()) text["transfers.txt"] = transfers;
    return timetable(text);
}

/// a, b and c tied to the street; d and e too far from it.
StopTies tied(const transit::Timetable& feed) {
    StopTies ties = stop_ties(feed, town());
    for (const char name : {'d', 'e'}) {
        const std::string id(1, name);
        for (const auto s : indices<transit::StopIdx>(feed.stops().size()))
            if (feed.stops()[s].id.ends_with(":" + id)) ties[s] = std::nullopt;
    }
    return ties;
}

struct Links {
    transit::Timetable timetable;
    transit::Footpaths paths;
    std::optional<int> operator()(const char* from, const char* to) const {
        return link(paths, stop(timetable, from), stop(timetable, to));
    }
};

Links links(std::string_view stops, const std::string& transfers = "", Minutes limit = Minutes{8}) {
    AccessSettings settings;
    settings.transfer_walk_limit = limit;
    Links made{feed(stops, transfers), {}};
    made.paths = footpaths(made.timetable, town().graph(), tied(made.timetable), settings, {1});
    return made;
}

const std::string header = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n";

}  // namespace

TEST_CASE("stops within the limit on the streets are linked by their walk", "[access]") {
    const Links all = links("abc");
    CHECK(all("a", "b") == 50);
    CHECK(all("b", "a") == 50);
    CHECK(all("a", "c") == 50 + 100);
    CHECK(all("a", "a") == std::nullopt);
    const Links near = links("abc", "", Minutes{1});
    CHECK(near("a", "b") == 50);
    CHECK(near("b", "c") == std::nullopt);
    CHECK(near("a", "c") == std::nullopt);
}

TEST_CASE("stops of one station are linked even off the streets, by the shorter way", "[access]") {
    // e is 30 m up and one character left of c: the straight line at 3.6 km/h.
    const Links off = links("S:ce ab");
    const int straight = static_cast<int>(std::ceil(std::hypot(10.0, 30.0)));
    CHECK(off("c", "e") == straight);
    CHECK(off("e", "c") == straight);
    CHECK(off("b", "e") == std::nullopt);
    // On the streets a to b takes 50 s and so does the straight line.
    CHECK(links("S:ab c")("a", "b") == 50);
    CHECK(links("S:abc", "", Minutes{0})("a", "c") == 150);
}

TEST_CASE("a published time wins over the streets, longer or shorter", "[access]") {
    const Links all = links("abc d", header + "a,b,2,240\nb,c,2,20\na,d,2,600\n");
    CHECK(all("a", "b") == 240);
    CHECK(all("b", "a") == 50);
    CHECK(all("b", "c") == 20);
    CHECK(all("a", "d") == 600);
    CHECK(all("d", "a") == std::nullopt);
}

TEST_CASE("a published link without a time takes the walk, else the straight line", "[access]") {
    const Links all = links("abc d", header + "a,b,0,\nb,d,0,\n");
    CHECK(all("a", "b") == 50);
    CHECK(all("b", "d") == static_cast<int>(std::ceil(std::hypot(10.0, 60.0))));
}

TEST_CASE("a forbidden transfer removes the pair, one way", "[access]") {
    const Links all = links("abc", header + "a,b,3,\n");
    CHECK(all("a", "b") == std::nullopt);
    CHECK(all("b", "a") == 50);
    CHECK(all("a", "c") == 150);
}

TEST_CASE("a line about a station holds for its stops, a line about the stops wins over it",
          "[access]") {
    const Links all = links("S:ab c", header + "S,c,2,300\nb,c,2,77\n");
    CHECK(all("a", "c") == 300);
    CHECK(all("b", "c") == 77);
    CHECK(all("c", "a") == 150);
}

TEST_CASE("a published time for changing at one stop is kept", "[access]") {
    const Links all = links("abc", header + "b,b,2,120\na,a,0,\n");
    CHECK(all("b", "b") == 120);
    CHECK(all("a", "a") == std::nullopt);
}

TEST_CASE("a footpath row is ascending and the same with any number of threads",
          "[access][property]") {
    const transit::Timetable timetable = feed("S:ce ab d", header + "S,d,2,300\n");
    const AccessSettings settings;
    const auto made = [&](unsigned threads) {
        const auto paths =
            footpaths(timetable, town().graph(), tied(timetable), settings, {threads});
        std::vector<std::pair<std::size_t, int>> all;
        for (const auto s : indices<transit::StopIdx>(timetable.stops().size())) {
            for (const auto& path : paths[s]) {
                if (!all.empty() && &path != paths[s].data())
                    CHECK(all.back().first < path.to.value());
                all.emplace_back(path.to.value(), path.walk.count());
            }
        }
        return all;
    };
    const auto one = made(1);
    CHECK(one.size() > 6);
    CHECK(made(2) == one);
    CHECK(made(7) == one);
}

TEST_CASE("a cell's stops are those within the limit, in whole seconds rounded up", "[access]") {
    const transit::Timetable timetable = feed("abc");
    CellTies cells = ties(town(), "aaa");
    cells.snaps[census::CellIdx{1}]->off_cost = 1;
    cells.snaps[census::CellIdx{2}] = std::nullopt;
    const CellStops stops =
        cell_stops(town().graph(), cells, tied(timetable), Minutes{50.0 / 60}, {1});
    const auto row = [&](std::size_t cell) {
        std::vector<std::pair<std::string, int>> walks;
        for (const auto& walk : stops[census::CellIdx{cell}])
            walks.emplace_back(timetable.stops()[walk.stop].name, walk.walk.count());
        return walks;
    };
    using Rows = std::vector<std::pair<std::string, int>>;
    CHECK(row(0) == Rows{{"a", 0}, {"b", 50}});
    CHECK(row(1) == Rows{{"a", 1}});  // 50.001 s to b is above the limit
    CHECK(row(2) == Rows{});
}

TEST_CASE("stations are never tied, stops too far are reported", "[access]") {
    const transit::Timetable timetable = feed("S:ab c d");
    street::SnapOptions options;
    options.limit = Metres{40};
    options.large_component = 1;
    const street::Snapper snapper(town().graph(), options);
    for (const unsigned threads : {1U, 7U}) {
        Notices notices;
        const StopTies ties = snap_stops(timetable, snapper, {threads}, notices);
        CHECK_FALSE(ties[stop(timetable, "S")]);
        CHECK(ties[stop(timetable, "a")]);
        CHECK_FALSE(ties[stop(timetable, "d")]);
        CHECK(notices.count("arrets_non_rattaches") == 1);
    }
}
