// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_streets.hpp"

#include "engine/street/islands.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/osm/osm_text.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;
using io::StreetReading;
using street::EdgeIdx;
using street::NodeIdx;
using street::WayFlag;

namespace {

StreetReading read(const std::string& inside) {
    const TempFolder folder;
    return io::read_streets(folder.write("rues.osm", osm_xml(inside)), io::read_way_profile(),
                            hundred_metres);
}

/// A straight street of two nodes with these tags, beside a plain one that is always walked.
StreetReading with_tags(const std::string& tags) {
    return read(node(1, 0, 0) + node(2, 1, 0) + node(3, 0, 5) + node(4, 1, 5) +
                way(10, {1, 2}, tag("highway", "residential")) + way(11, {3, 4}, tags));
}

bool walked(const std::string& tags) {
    return with_tags(tags).graph.edge_count() == 2;
}

const street::StreetGraph::Edge& edge_of(const street::StreetGraph& graph, std::int64_t way) {
    for (const EdgeIdx e : indices<EdgeIdx>(graph.edge_count()))
        if (graph.edge(e).way == way) return graph.edge(e);
    throw std::invalid_argument("no such way");
}

}  // namespace

TEST_CASE("ways become a graph of crossings with lengths in millimetres", "[osm]") {
    // Two streets cross at node 2; node 5 is a mere bend.
    const StreetReading reading =
        read(node(1, 0, 0) + node(2, 1, 0) + node(3, 2, 0) + node(4, 1, 2) + node(5, 1, 1) +
             way(10, {1, 2, 3}, tag("highway", "residential")) +
             way(11, {2, 5, 4}, tag("highway", "footway")));
    CHECK(reading.graph.node_count() == 4);
    REQUIRE(reading.graph.edge_count() == 3);
    CHECK(check(reading.graph).empty());
    const auto& path = edge_of(reading.graph, 11);
    CHECK(path.length_mm == 2 * 100'000);
    CHECK(path.cost == 2 * 100 * 3600 / 4.8);
    CHECK(path.points == 3);
    CHECK(path.is(WayFlag::footway));
    CHECK(reading.graph.kind_name(path.kind) == "footway");
    CHECK(reading.notices.count("voies_lues") == 2);
    CHECK(reading.notices.count("reseau_en_ilots") == 0);
}

TEST_CASE("walkers may use what is open to them and nothing else", "[osm]") {
    CHECK(walked(tag("highway", "footway")));
    CHECK(walked(tag("highway", "primary")));
    CHECK_FALSE(walked(tag("highway", "motorway")));
    CHECK_FALSE(walked(tag("highway", "trunk")));
    CHECK(walked(tag("highway", "trunk") + tag("foot", "yes")));
    CHECK_FALSE(walked(tag("highway", "proposed") + tag("foot", "yes")));
    CHECK_FALSE(walked(tag("highway", "service") + tag("access", "private")));
    CHECK(walked(tag("highway", "service") + tag("access", "private") + tag("foot", "permissive")));
    CHECK(walked(tag("highway", "service") + tag("access", "destination")));
    CHECK_FALSE(walked(tag("highway", "residential") + tag("foot", "no")));
    CHECK_FALSE(walked(tag("highway", "primary") + tag("foot", "use_sidepath")));
    CHECK_FALSE(walked(tag("highway", "primary") + tag("motorroad", "yes")));
    CHECK_FALSE(walked(tag("route", "ferry") + tag("foot", "yes")));
}

TEST_CASE("what is left out is counted", "[osm]") {
    CHECK(with_tags(tag("highway", "service") + tag("access", "no"))
              .notices.count("voies_interdites") == 1);
    const StreetReading odd = with_tags(tag("highway", "toboggan"));
    REQUIRE(odd.notices.count("voies_de_nature_inconnue") == 1);
    CHECK(odd.notices.items().front().samples.front() == "toboggan");
}

TEST_CASE("steps are slower, bridges and tunnels are flagged with their layer", "[osm]") {
    const auto steps = with_tags(tag("highway", "steps"));
    CHECK(edge_of(steps.graph, 11).cost == 2 * edge_of(steps.graph, 10).cost);
    CHECK(edge_of(steps.graph, 11).is(WayFlag::steps));
    const auto bridge =
        with_tags(tag("highway", "footway") + tag("bridge", "yes") + tag("layer", "1"));
    CHECK(edge_of(bridge.graph, 11).is(WayFlag::bridge));
    CHECK(edge_of(bridge.graph, 11).layer == 1);
    const auto tunnel =
        with_tags(tag("highway", "footway") + tag("tunnel", "yes") + tag("layer", "-2"));
    CHECK(edge_of(tunnel.graph, 11).is(WayFlag::tunnel));
    CHECK(edge_of(tunnel.graph, 11).layer == -2);
    CHECK_FALSE(edge_of(with_tags(tag("highway", "footway") + tag("bridge", "no")).graph, 11)
                    .is(WayFlag::bridge));
    CHECK(edge_of(with_tags(tag("highway", "footway") + tag("footway", "crossing")).graph, 11)
              .is(WayFlag::crossing));
}

TEST_CASE("one-ways for cars do not bind walkers, those for walkers do", "[osm]") {
    CHECK_FALSE(
        with_tags(tag("highway", "residential") + tag("oneway", "yes")).graph.has_one_ways());
    const auto gate = with_tags(tag("highway", "footway") + tag("oneway:foot", "yes"));
    CHECK((edge_of(gate.graph, 11).forward && !edge_of(gate.graph, 11).backward));
    const auto escalator = with_tags(tag("highway", "steps") + tag("conveying", "backward"));
    CHECK((!edge_of(escalator.graph, 11).forward && edge_of(escalator.graph, 11).backward));
}

TEST_CASE("a pedestrian square is walked along its rim", "[osm]") {
    const StreetReading square =
        read(node(1, 0, 0) + node(2, 1, 0) + node(3, 1, 1) + node(4, 0, 1) + node(5, 2, 0) +
             way(10, {1, 2, 3, 4, 1}, tag("highway", "pedestrian") + tag("area", "yes")) +
             way(11, {2, 5}, tag("highway", "residential")));
    std::uint32_t rim = 0;
    for (const EdgeIdx e : indices<EdgeIdx>(square.graph.edge_count()))
        if (square.graph.edge(e).way == 10) rim += square.graph.edge(e).length_mm;
    CHECK(rim == 4 * 100'000);
    CHECK(square.graph.component_count() == 1);
}

TEST_CASE("a gate closed to walkers cuts the way, a bollard does not", "[osm]") {
    const auto street = [](const std::string& at_the_middle) {
        return read(node(1, 0, 0) + node(2, 1, 0, at_the_middle) + node(3, 2, 0) +
                    way(10, {1, 2, 3}, tag("highway", "residential")));
    };
    CHECK(street(tag("barrier", "bollard")).graph.component_count() == 1);
    CHECK(street(tag("barrier", "gate")).graph.component_count() == 1);
    const StreetReading closed = street(tag("barrier", "gate") + tag("access", "private"));
    CHECK(closed.graph.component_count() == 2);
    CHECK(closed.notices.count("passages_fermes") == 1);
    CHECK(street(tag("barrier", "gate") + tag("access", "private") + tag("foot", "yes"))
              .graph.component_count() == 1);
}

TEST_CASE("ways with missing nodes are cut there and counted", "[osm]") {
    const StreetReading reading =
        read(node(1, 0, 0) + node(2, 1, 0) + node(4, 3, 0) + node(5, 4, 0) +
             way(10, {1, 2, 3, 4, 5}, tag("highway", "residential")));
    CHECK(reading.graph.edge_count() == 2);
    CHECK(reading.notices.count("noeuds_manquants") == 1);
    CHECK(reading.notices.count("reseau_en_ilots") == 1);
    CHECK(street::share_outside_main(reading.graph) == 0.5);
}

TEST_CASE("files that cannot be used are refused with a way out", "[osm]") {
    const TempFolder folder;
    const auto refused = [&](const std::filesystem::path& file) {
        try {
            io::read_streets(file, io::read_way_profile(), hundred_metres);
        } catch (const io::InputError& error) {
            return !error.trouble().found.empty() && !error.trouble().advice.empty() &&
                   error.trouble().where.find(file.string()) != std::string::npos;
        }
        return false;
    };
    CHECK(refused(folder.path() / "absent.osm.pbf"));
    CHECK(refused(folder.path()));
    CHECK(refused(folder.write("rues.txt", "a;b\n1;2\n")));
    CHECK(refused(folder.write("bruit.osm.pbf", "ceci n'est pas un PBF")));
    CHECK(refused(folder.write("vide.osm.pbf", "")));
    CHECK(refused(
        folder.write("coupe.osm", "<?xml version='1.0'?><osm version='0.6'><node id='1' lat='0'")));
    CHECK(refused(folder.write("autre.osm", "<?xml version='1.0'?><gpx></gpx>")));
    CHECK(refused(folder.write("sans-rue.osm", osm_xml(node(1, 0, 0)))));
    CHECK(refused(
        folder.write("sans-noeud.osm", osm_xml(way(1, {1, 2}, tag("highway", "residential"))))));
    CHECK(refused(folder.write("lat.osm", osm_xml("<node id='1' lat='abc' lon='0'/>" +
                                                  way(1, {1, 1}, tag("highway", "residential"))))));
}

TEST_CASE("a PBF cut short is refused, wherever it is cut", "[osm]") {
    const auto whole = real_data() / "le_mans" / "coulaines.osm.pbf";
    if (!std::filesystem::exists(whole)) {
        WARN("real data not found: " << whole.string());
        return;
    }
    const std::string bytes = io::read_text(whole);
    const TempFolder folder;
    for (const double share : {0.001, 0.1, 0.5, 0.9, 0.9999}) {
        const auto size = static_cast<std::size_t>(share * static_cast<double>(bytes.size()));
        const auto file = folder.write("coupe.osm.pbf", bytes.substr(0, size));
        CHECK_THROWS_AS(io::read_streets(file, io::read_way_profile(), metres_near(48)),
                        io::InputError);
    }
    const StreetReading reading = io::read_streets(whole, io::read_way_profile(), metres_near(48));
    CHECK(check(reading.graph).empty());
    CHECK(reading.graph.node_count() > 200);
    CHECK(reading.graph.component_size(0) > reading.graph.node_count() * 8 / 10);
}

TEST_CASE("reading twice gives the same graph", "[osm]") {
    const auto file = real_data() / "porto_alegre" / "poa_osm.pbf";
    if (!std::filesystem::exists(file)) {
        WARN("real data not found: " << file.string());
        return;
    }
    const auto a = io::read_streets(file, io::read_way_profile(), metres_near(-30));
    const auto b = io::read_streets(file, io::read_way_profile(), metres_near(-30));
    REQUIRE(a.graph.edge_count() == b.graph.edge_count());
    std::size_t different = 0;
    for (const EdgeIdx e : indices<EdgeIdx>(a.graph.edge_count()))
        different += a.graph.edge(e).way == b.graph.edge(e).way &&
                             a.graph.edge(e).cost == b.graph.edge(e).cost &&
                             std::ranges::equal(a.graph.line(e), b.graph.line(e))
                         ? 0
                         : 1;
    CHECK(different == 0);
}

TEST_CASE("a profile line that makes no sense is refused", "[osm]") {
    const TempFolder folder;
    const std::string head = "schema;nature;marchable;pieton;vitesse_kmh;source\n";
    const auto profile = [&](const std::string& lines) {
        return io::read_way_profile(folder.write("voirie.csv", head + lines));
    };
    CHECK(profile("osm;path;oui;oui;4,8;x\n").find("osm", "path")->speed_kmh == 4.8);
    CHECK(profile("osm;path;oui;oui;4.8;x\n").find("bdtopo", "path") == nullptr);
    CHECK_THROWS_AS(profile("osm;path;peut-être;oui;4.8;x\n"), io::InputError);
    CHECK_THROWS_AS(profile("osm;path;oui;?;4.8;x\n"), io::InputError);
    CHECK_THROWS_AS(profile("osm;path;oui;oui;0;x\n"), io::InputError);
    CHECK_THROWS_AS(profile("osm;path;oui;oui;4;x\nosm;path;oui;oui;4;x\n"), io::InputError);
}
