// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <set>

#include "examples/generateur/town.hpp"
#include "tests/examples/decoded.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::demo;

namespace {

const Town& town() {
    static const Town one = make_town(20240101);
    return one;
}

double walk(const Point& from, const Point& to, const std::set<int>& closed) {
    const Network& network = town().network;
    const auto factor = [&](const Street& street) {
        return closed.contains(static_cast<int>(&street - network.streets.data())) ? -1.0 : 1.0;
    };
    double sum = 0;
    for (const Stretch& stretch :
         network.path(network.nearest(from, false), network.nearest(to, false), factor))
        sum += length(network.line(stretch.street));
    return sum;  // 0: no way through
}

int crossing_named(const std::string& name) {
    const Plan& plan = town().plan;
    for (std::size_t k = 0; k < plan.crossings.size(); ++k)
        if (plan.crossings[k].name == name) return town().network.crossing_street[k];
    return -1;
}

/// Sizes of the connected pieces, largest first.
std::vector<int> pieces(const Network& network) {
    std::vector<bool> seen(network.nodes.size(), false);
    std::vector<int> sizes;
    for (std::size_t v = 0; v < seen.size(); ++v) {
        if (seen[v]) continue;
        std::vector<int> stack{static_cast<int>(v)};
        seen[v] = true;
        sizes.push_back(0);
        while (!stack.empty()) {
            const int u = stack.back();
            stack.pop_back();
            ++sizes.back();
            for (const int s : network.at[static_cast<std::size_t>(u)]) {
                const auto w = static_cast<std::size_t>(network.opposite(s, u));
                if (!seen[w]) stack.push_back(static_cast<int>(w));
                seen[w] = true;
            }
        }
    }
    std::sort(sizes.rbegin(), sizes.rend());
    return sizes;
}

}  // namespace

TEST_CASE("the streets are one piece and one island of three nodes", "[examples]") {
    const std::vector<int> sizes = pieces(town().network);
    REQUIRE(sizes.size() == 2);
    CHECK(sizes[0] > 4000);
    CHECK(sizes[1] == 3);
}

TEST_CASE("the estate hangs by its underpass alone", "[examples]") {
    const Point estate{5860, 3400};
    const int underpass = crossing_named("Passage des Hautes-Bornes");
    REQUIRE(underpass >= 0);
    CHECK(town().network.streets[static_cast<std::size_t>(underpass)].tunnel);
    CHECK(walk(estate, town().plan.centre, {}) > 1000);
    CHECK(walk(estate, town().plan.centre, {underpass}) == 0);
}

TEST_CASE("without its footbridge the canal quarter walks more than twice as far to the centre",
          "[examples]") {
    const Point quarter{6870, 5750};
    const int footbridge = crossing_named("Passerelle des Mariniers");
    REQUIRE(footbridge >= 0);
    CHECK(town().network.streets[static_cast<std::size_t>(footbridge)].kind == "footway");
    const double with = walk(quarter, town().plan.centre, {});
    CHECK(with > 1000);
    CHECK(walk(quarter, town().plan.centre, {footbridge}) > 2 * with);
}

TEST_CASE("no street passes a barrier except where a crossing was drawn", "[examples]") {
    const Network& network = town().network;
    int across = 0;
    for (std::size_t s = 0; s < network.streets.size(); ++s) {
        const Line line = network.line(static_cast<int>(s));
        const Sides first = town().plan.sides(line.front());
        const Sides last = town().plan.sides(line.back());
        if (first == last) continue;
        ++across;
        CHECK(std::count(network.crossing_street.begin(), network.crossing_street.end(),
                         static_cast<int>(s)) == 1);
    }
    // Level crossings share a node with the rails, which lies on neither side.
    CHECK(across >=
          static_cast<int>(town().plan.crossings.size() - network.level_crossings.size()));
    CHECK(network.level_crossings.size() == 2);
}

TEST_CASE("copies of the town are joined by roads and keep distinct numbers", "[examples]") {
    const std::vector<std::string> lines = osm_lines(doubled() / "rues.osm.pbf");
    const std::vector<std::string> single = osm_lines(fresh() / "rues.osm.pbf");
    CHECK(lines.size() == 2 * single.size() + 1);
    std::set<std::string> numbers;
    int joining = 0;
    for (const std::string& line : lines) {
        const std::size_t end = line.find(' ', line.find(' ') + 1);
        REQUIRE(numbers.insert(line.substr(0, end)).second);
        joining += line.find("name=Route de liaison") != std::string::npos ? 1 : 0;
    }
    CHECK(joining == 1);
}

TEST_CASE("another seed gives another town by the same plan", "[examples]") {
    const Town other = make_town(7);
    CHECK(pieces(other.network).size() == 2);
    CHECK(other.network.nodes.size() != town().network.nodes.size());
    CHECK(other.plan.communes.size() == 5);
}
