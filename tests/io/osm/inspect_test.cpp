// SPDX-License-Identifier: Apache-2.0
#include "io/osm/inspect.hpp"

#include "io/base/error.hpp"
#include "tests/io/osm/osm_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

TEST_CASE("inspection counts objects and kinds and gives the box", "[osm]") {
    const TempFolder folder;
    const auto file = folder.write(
        "ville.osm",
        osm_xml("<bounds minlat='0' minlon='0' maxlat='0.01' maxlon='0.02'/>\n" + node(1, 1, 2) +
                node(2, 3, 4) + way(1, {1, 2}, tag("highway", "steps")) +
                way(2, {1, 2}, tag("highway", "path")) + way(3, {1, 2}, tag("highway", "path")) +
                way(4, {1, 2}, tag("building", "yes")) + relation(1, {{1, "outer"}}, "")));
    const io::OsmInfo info = io::inspect_osm(file);
    CHECK(info.nodes == 2);
    CHECK(info.ways == 4);
    CHECK(info.relations == 1);
    CHECK(info.kinds.at("path") == 2);
    CHECK(info.degrees.min_x == Approx(0.001));
    CHECK(info.degrees.max_y == Approx(0.004));
    CHECK(info.header_degrees.max_x == Approx(0.02));
    const std::string text = io::describe_osm(file);
    // Most frequent first.
    CHECK(text.find("path : 2") < text.find("steps : 1"));
    CHECK_THROWS_AS(io::inspect_osm(folder.path() / "absent.osm"), io::InputError);
}
