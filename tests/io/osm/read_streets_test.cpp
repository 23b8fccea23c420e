// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_streets.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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
    const auto reference = std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference";
    for (const char* name : {"voirie.csv", "voirie_acces.csv", "voirie_barrieres.csv",
                             "voirie_limites.csv", "voirie_modes.csv"})
        std::filesystem::copy(reference / name, folder.path() / name);
    /// The tables of the program, but one of them.
    const auto with = [&](const std::string& table, const std::string& text) {
        const std::string before = io::read_text(folder.path() / table);
        folder.write(table, text);
        try {
            io::WayProfile profile = io::read_way_profile(folder.path());
            folder.write(table, before);
            return profile;
        } catch (const io::InputError&) {
            folder.write(table, before);
            throw;
        }
    };
    const std::string head =
        "schema;nature;marche;pieton;marche_kmh;velo;velo_kmh;voiture;voiture_kmh;"
        "voiture_carrefour_s;source\n";
    const auto profile = [&](const std::string& lines) { return with("voirie.csv", head + lines); };
    using street::index_of;
    const auto paths = profile("osm;path;oui;oui;4,8;si_permis;12;non;;;x\n");
    const io::WayRule& path = *paths.find("osm", "path");
    CHECK(path.of[index_of(street::Mode::marche)].speed_kmh == 4.8);
    CHECK(path.of[index_of(street::Mode::velo)].permit == io::Permit::if_allowed);
    CHECK(path.of[index_of(street::Mode::voiture)].permit == io::Permit::no);
    CHECK(paths.find("bdtopo", "path") == nullptr);
    for (const char* wrong :
         {"osm;path;peut-être;oui;4.8;non;;non;;;x\n", "osm;path;oui;?;4.8;non;;non;;;x\n",
          "osm;path;oui;oui;0;non;;non;;;x\n", "osm;path;oui;oui;4;oui;;non;;;x\n",
          "osm;path;oui;oui;4;non;;oui;50;-1;x\n",
          "osm;path;oui;oui;4;non;;non;;;x\nosm;path;oui;oui;4;non;;non;;;x\n"})
        CHECK_THROWS_AS(profile(wrong), io::InputError);
    CHECK_THROWS_AS(with("voirie_acces.csv", "mot;permis;source\nyes;peut-être;x\n"),
                    io::InputError);
    CHECK_THROWS_AS(with("voirie_barrieres.csv", "barriere;marche;velo;voiture\ngate;oui;oui;1\n"),
                    io::InputError);
    CHECK_THROWS_AS(with("voirie_limites.csv", "mot;vitesse_kmh\nFR:urban;-50\n"), io::InputError);
    const std::string modes = "mode;parametre;valeur;unite;source\n";
    CHECK_THROWS_AS(with("voirie_modes.csv", modes + "cheval;feu_s;1;s;x\n"), io::InputError);
    CHECK_THROWS_AS(with("voirie_modes.csv", modes + "velo;feux;1;s;x\n"), io::InputError);
    CHECK_THROWS_AS(with("voirie_modes.csv", modes + "velo;feu_s;-1;s;x\n"), io::InputError);
}

namespace {

/// Speeds of way 11 of these tags for a mode, km/h along and against it; 0: not that way.
std::pair<double, double> speeds(street::Mode mode, const std::string& tags) {
    const TempFolder folder;
    const auto file = folder.write(
        "rues.osm",
        osm_xml(node(1, 0, 0) + node(2, 1, 0) + node(3, 0, 5) + node(4, 1, 5) +
                way(10, {1, 2}, tag("highway", "residential")) + way(11, {3, 4}, tags)));
    const StreetReading reading =
        io::read_streets(file, io::read_way_profile(), hundred_metres, mode);
    for (const EdgeIdx e : indices<EdgeIdx>(reading.graph.edge_count())) {
        const auto& edge = reading.graph.edge(e);
        if (edge.way != 11) continue;
        // The edge may be drawn either way: node 3 is the western one.
        const bool along = reading.graph.position(edge.from).x == 0;
        const double forward = edge.forward ? edge.length_mm * 3.6 / edge.cost : 0;
        const double backward = edge.backward ? edge.length_mm * 3.6 / edge.back_cost : 0;
        const auto tenths = [](double v) { return std::round(10 * v) / 10; };
        return along ? std::pair(tenths(forward), tenths(backward))
                     : std::pair(tenths(backward), tenths(forward));
    }
    return {0, 0};
}
using Pair = std::pair<double, double>;
const Pair closed{0, 0};

}  // namespace

TEST_CASE("cars may use what is open to them, in the direction they may", "[osm]") {
    const auto car = [](const std::string& tags) { return speeds(street::Mode::voiture, tags); };
    const std::string street = tag("highway", "residential");
    CHECK(car(street) == Pair{25, 25});
    CHECK(car(tag("highway", "footway")) == closed);
    CHECK(car(tag("highway", "cycleway")) == closed);
    CHECK(car(tag("highway", "steps")) == closed);
    CHECK(car(street + tag("motor_vehicle", "no")) == closed);
    CHECK(car(street + tag("vehicle", "no")) == closed);
    CHECK(car(street + tag("vehicle", "no") + tag("motor_vehicle", "destination")) == Pair{25, 25});
    CHECK(car(street + tag("motor_vehicle", "yes") + tag("motorcar", "no")) == closed);
    CHECK(car(street + tag("access", "private")) == closed);
    CHECK(car(street + tag("access", "no") + tag("motor_vehicle", "yes")) == Pair{25, 25});
    CHECK(car(street + tag("foot", "no") + tag("bicycle", "no")) == Pair{25, 25});
    CHECK(car(tag("highway", "track")) == closed);
    CHECK(car(tag("highway", "track") + tag("motor_vehicle", "yes")) == Pair{15, 15});
    CHECK(car(tag("highway", "track") + tag("access", "yes")) == closed);
    CHECK(car(street + tag("oneway", "yes")) == Pair{25, 0});
    CHECK(car(street + tag("oneway", "-1")) == Pair{0, 25});
    CHECK(car(street + tag("oneway", "reversible")) == closed);
    CHECK(car(street + tag("oneway:bicycle", "yes")) == Pair{25, 25});
    CHECK(car(street + tag("junction", "roundabout")) == Pair{25, 0});
    CHECK(car(tag("highway", "motorway")) == Pair{90, 0});
    CHECK(car(tag("highway", "motorway") + tag("oneway", "no")) == Pair{90, 90});
    CHECK(car(tag("highway", "trunk") + tag("motorroad", "yes")) == Pair{85, 85});
}

TEST_CASE("a speed limit binds cars, and bicycles only when it is lower than their own", "[osm]") {
    const auto car = [](const std::string& tags) { return speeds(street::Mode::voiture, tags); };
    const std::string street = tag("highway", "residential");
    CHECK(car(street + tag("maxspeed", "50")) == Pair{0.8 * 50, 0.8 * 50});
    CHECK(car(street + tag("maxspeed", "FR:zone30")) == Pair{0.8 * 30, 0.8 * 30});
    CHECK(car(street + tag("maxspeed", "none")) == Pair{25, 25});
    CHECK(car(street + tag("maxspeed", "0")) == Pair{25, 25});
    CHECK(car(street + tag("maxspeed", "-50")) == Pair{25, 25});
    CHECK(car(street + tag("maxspeed", "50") + tag("maxspeed:backward", "30")) ==
          Pair{0.8 * 50, 0.8 * 30});
    CHECK(car(street + tag("maxspeed", "20 mph")).first == std::round(8 * 20 * 1.609344) / 10);
    const auto bike = [](const std::string& tags) { return speeds(street::Mode::velo, tags); };
    CHECK(bike(street + tag("maxspeed", "50")) == Pair{15, 15});
    CHECK(bike(street + tag("maxspeed", "walk")) == Pair{6, 6});
}

TEST_CASE("bicycles ride where they may and are pushed where walkers may", "[osm]") {
    const auto bike = [](const std::string& tags) { return speeds(street::Mode::velo, tags); };
    const std::string street = tag("highway", "residential");
    const double pushed = std::round(10 * 0.83 * 4.8) / 10;
    CHECK(bike(street) == Pair{15, 15});
    CHECK(bike(street + tag("oneway", "yes")) == Pair{15, pushed});
    CHECK(bike(street + tag("oneway", "yes") + tag("foot", "no")) == Pair{15, 0});
    CHECK(bike(street + tag("oneway", "yes") + tag("oneway:bicycle", "no")) == Pair{15, 15});
    CHECK(bike(street + tag("oneway", "yes") + tag("cycleway", "opposite_lane")) == Pair{15, 15});
    CHECK(bike(street + tag("oneway", "yes") + tag("cycleway:left", "opposite")) == Pair{15, 15});
    CHECK(bike(street + tag("bicycle", "no")) == Pair{pushed, pushed});
    CHECK(bike(street + tag("bicycle", "dismount")) == Pair{pushed, pushed});
    CHECK(bike(street + tag("bicycle", "no") + tag("foot", "no")) == closed);
    CHECK(bike(tag("highway", "footway")) == Pair{pushed, pushed});
    CHECK(bike(tag("highway", "footway") + tag("bicycle", "yes")) == Pair{12, 12});
    CHECK(bike(tag("highway", "steps")) == Pair{2, 2});  // 0,83 × 2,4
    CHECK(bike(tag("highway", "motorway")) == closed);
    CHECK(bike(tag("highway", "primary") + tag("motorroad", "yes")) == closed);
    CHECK(bike(tag("highway", "trunk") + tag("bicycle", "yes")) == Pair{15, 15});
}

TEST_CASE("each barrier stops those it is made for", "[osm]") {
    const TempFolder folder;
    const auto whole = [&](street::Mode mode, const std::string& at_the_middle) {
        const auto file = folder.write(
            "rues.osm", osm_xml(node(1, 0, 0) + node(2, 1, 0, at_the_middle) + node(3, 2, 0) +
                                way(10, {1, 2, 3}, tag("highway", "residential"))));
        return io::read_streets(file, io::read_way_profile(), hundred_metres, mode)
                   .graph.component_count() == 1;
    };
    using enum street::Mode;
    const std::string bollard = tag("barrier", "bollard");
    CHECK((whole(marche, bollard) && whole(velo, bollard) && !whole(voiture, bollard)));
    const std::string open = bollard + tag("motor_vehicle", "yes");
    CHECK(whole(voiture, open));
    const std::string gate = tag("barrier", "gate");
    CHECK((whole(marche, gate) && whole(velo, gate) && whole(voiture, gate)));
    const std::string kissing = tag("barrier", "kissing_gate");
    CHECK((whole(marche, kissing) && !whole(velo, kissing) && !whole(voiture, kissing)));
    const std::string odd = tag("barrier", "herse");
    CHECK((whole(marche, odd) && whole(velo, odd) && !whole(voiture, odd)));
    const std::string locked = gate + tag("access", "no") + tag("bicycle", "yes");
    CHECK((!whole(marche, locked) && whole(velo, locked) && !whole(voiture, locked)));
}

TEST_CASE("three graphs from one reading are those of three readings", "[osm]") {
    const auto file = real_data() / "le_mans" / "coulaines.osm.pbf";
    if (!std::filesystem::exists(file)) {
        WARN("real data not found: " << file.string());
        return;
    }
    const io::WayProfile profile = io::read_way_profile();
    std::vector<street::ModeWays> modes;
    for (const street::Mode mode : street::all_modes) modes.push_back({mode, {}});
    Notices notices;
    io::append_ways(file, profile, metres_near(48), modes, notices);
    for (const street::ModeWays& of : modes) {
        const auto together = street::build_graph(of.table);
        const auto apart = io::read_streets(file, profile, metres_near(48), of.mode).graph;
        CHECK(check(together).empty());
        REQUIRE(together.edge_count() == apart.edge_count());
        std::size_t different = 0;
        for (const EdgeIdx e : indices<EdgeIdx>(together.edge_count()))
            different += together.edge(e).way != apart.edge(e).way ||
                         together.edge(e).cost != apart.edge(e).cost ||
                         together.edge(e).back_cost != apart.edge(e).back_cost;
        CHECK(different == 0);
    }
}

TEST_CASE("a light delays cars and not walkers; ways of one point are counted", "[osm]") {
    const TempFolder folder;
    const auto file = folder.write(
        "rues.osm", osm_xml(node(1, 0, 0) + node(2, 1, 0, tag("highway", "traffic_signals")) +
                            node(3, 2, 0) + way(10, {1, 2, 3}, tag("highway", "residential")) +
                            way(11, {2, 2}, tag("highway", "residential"))));
    const auto read_as = [&](street::Mode mode) {
        return io::read_streets(file, io::read_way_profile(), hundred_metres, mode);
    };
    CHECK(read_as(street::Mode::marche).graph.edge(EdgeIdx{0}).cost == 200 * 3600 / 4.8);
    CHECK(read_as(street::Mode::voiture).graph.edge(EdgeIdx{0}).cost == 200 * 3600 / 25 + 7500);
    CHECK(read_as(street::Mode::marche).notices.count("voies_sans_longueur") == 1);
}

TEST_CASE("what is deleted, or an older version, is not there", "[osm]") {
    const std::string plain = node(1, 0, 0) + node(2, 1, 0) + node(3, 2, 0) +
                              way(10, {1, 2}, tag("highway", "residential"));
    const auto edges = [&](const std::string& more, const char* root = "<osm version='0.6'>") {
        const TempFolder folder;
        return io::read_streets(folder.write("rues.osm", std::string("<?xml version='1.0'?>\n") +
                                                             root + plain + more + "</osm>"),
                                io::read_way_profile(), hundred_metres)
            .graph.edge_count();
    };
    const auto footway = [](const std::string& attributes) {
        return "<way id='11' " + attributes + "><nd ref='2'/><nd ref='3'/>" +
               tag("highway", "footway") + "</way>";
    };
    CHECK(edges(footway("version='1'")) == 2);
    CHECK(edges(footway("version='1' visible='false'")) == 1);
    CHECK(edges(footway("version='1' visible='true'") + footway("version='2' visible='false'")) ==
          1);
    CHECK(edges(footway("version='1' visible='true'") + footway("version='2' visible='true'")) ==
          2);
    const char* josm = "<osm version='0.6' generator='JOSM'>";
    CHECK(edges(footway("version='1' action='delete'"), josm) == 1);
    CHECK(edges(footway("version='1' action='modify'"), josm) == 2);
}

TEST_CASE("platforms and piers are walked, closed nodes and emergency exits are not", "[osm]") {
    for (const auto& [key, kind] : {std::pair{"railway", "platform"},
                                    {"public_transport", "platform"},
                                    {"man_made", "pier"}}) {
        INFO(key);
        CHECK(walked(tag(key, kind)));
        CHECK_FALSE(walked(tag(key, kind) + tag("foot", "no")));
    }
    CHECK_FALSE(walked(tag("railway", "rail")));
    const auto passed = [](const std::string& tags) {
        return read(node(1, 0, 0) + node(2, 1, 0, tags) + node(3, 2, 0) +
                    way(10, {1, 2, 3}, tag("highway", "footway")))
                   .graph.component_count() == 1;
    };
    CHECK(passed(tag("highway", "crossing")));
    CHECK_FALSE(passed(tag("highway", "crossing") + tag("foot", "no")));
    CHECK_FALSE(passed(tag("entrance", "emergency") + tag("access", "no")));
    CHECK_FALSE(passed(tag("entrance", "emergency")));
    CHECK(passed(tag("entrance", "emergency") + tag("foot", "yes")));
    CHECK(passed(tag("entrance", "yes")));
    CHECK_FALSE(passed(tag("barrier", "gate") + tag("locked", "yes")));
    CHECK(passed(tag("barrier", "gate") + tag("locked", "yes") + tag("foot", "yes")));
    CHECK_FALSE(passed(tag("barrier", "wall")));
}

TEST_CASE("a trunk road is walked along its pavement, or where it is no motor road", "[osm]") {
    const std::string trunk = tag("highway", "trunk");
    CHECK_FALSE(walked(trunk));
    CHECK_FALSE(walked(trunk + tag("sidewalk", "no")));
    CHECK_FALSE(walked(trunk + tag("sidewalk", "separate")));
    for (const char* side : {"both", "left", "right", "yes"})
        CHECK(walked(trunk + tag("sidewalk", side)));
    CHECK(walked(trunk + tag("sidewalk:left", "yes")));
    CHECK(walked(trunk + tag("motorroad", "no")));
    CHECK_FALSE(walked(trunk + tag("sidewalk", "both") + tag("foot", "no")));
}

TEST_CASE("a bicycle is pushed past a node that only forbids riding", "[osm]") {
    const auto passed = [](const std::string& tags) {
        const TempFolder folder;
        return io::read_streets(
                   folder.write("rues.osm",
                                osm_xml(node(1, 0, 0) + node(2, 1, 0, tags) + node(3, 2, 0) +
                                        way(10, {1, 2, 3}, tag("highway", "residential")))),
                   io::read_way_profile(), hundred_metres, street::Mode::velo)
                   .graph.component_count() == 1;
    };
    CHECK(passed(tag("highway", "crossing") + tag("bicycle", "no")));
    CHECK_FALSE(passed(tag("highway", "crossing") + tag("access", "no")));
    CHECK_FALSE(passed(tag("barrier", "kissing_gate") + tag("bicycle", "no")));
}

TEST_CASE("extracts of one town are one network, in any order, once or twice", "[osm]") {
    // A ladder of two rows of seven nodes; the extracts share the nodes 3 and 4 of each row.
    const auto town = [](int from, int to) {
        std::string nodes;
        std::string ways;
        for (int x = from; x <= to; ++x)
            for (int y = 0; y < 2; ++y) nodes += node(1 + x + 10 * y, x, y);
        for (int x = from; x <= to; ++x) {
            ways += way(100 + x, {1 + x, 11 + x}, tag("highway", "residential"));
            if (x == to) break;
            for (int y = 0; y < 2; ++y)
                ways += way(200 + x + 10 * y, {1 + x + 10 * y, 2 + x + 10 * y},
                            tag("highway", "residential"));
        }
        return osm_xml(nodes + ways);
    };
    const TempFolder folder;
    const auto all = folder.write("tout.osm", town(0, 6));
    const auto west = folder.write("ouest.osm", town(0, 4));
    const auto east = folder.write("est.osm", town(3, 6));
    const auto graph = [](std::vector<std::filesystem::path> files) {
        street::ModeWays modes[] = {{street::Mode::marche, {}}};
        Notices notices;
        io::append_ways(files, io::read_way_profile(), hundred_metres, modes, notices);
        return street::build_graph(modes[0].table);
    };
    const auto shape = [](const street::StreetGraph& g) {
        std::vector<std::array<double, 4>> edges;
        for (const EdgeIdx e : indices<EdgeIdx>(g.edge_count())) {
            geo::Point a = g.position(g.edge(e).from);
            geo::Point b = g.position(g.edge(e).to);
            if (std::pair(b.x, b.y) < std::pair(a.x, a.y)) std::swap(a, b);
            edges.push_back({a.x, a.y, b.x, b.y});
        }
        std::sort(edges.begin(), edges.end());
        return edges;
    };
    const auto expected = shape(graph({all}));
    for (const auto& files : std::vector<std::vector<std::filesystem::path>>{
             {west, east}, {east, west}, {all, all}, {west, east, all}})
        CHECK(shape(graph(files)) == expected);
}
