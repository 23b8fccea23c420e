// SPDX-License-Identifier: Apache-2.0
#include "io/osm/inspect.hpp"

#include "io/base/error.hpp"
#include "io/osm/osm_file.hpp"
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

TEST_CASE("a null byte inside a text of a file is told, and nothing is read past it", "[osm]") {
    // Found by fuzzing: the key "hig\\0\\0\\xF9\\0" of a way shifts all the texts that follow.
    try {
        io::osm::Visitor visitor;
        visitor.way = [](const io::osm::WayView& way) { CHECK(way.tags("highway") == nullptr); };
        io::osm::visit(LISIERE_ROOT "/tests/fuzz/corpus/osm/octet_nul.osm.pbf", visitor);
        FAIL("read");
    } catch (const io::InputError& error) {
        INFO(error.what());
        CHECK(std::string(error.what()).find("un octet nul dans un texte de l'objet w10") !=
              std::string::npos);
    }
}
