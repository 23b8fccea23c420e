// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <osmium/builder/attr.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/memory/buffer.hpp>

#include "examples/generateur/projection.hpp"
#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

struct OsmNode {
    Point at;
    Tags tags;
};
struct OsmWay {
    std::vector<std::int64_t> nodes;
    Tags tags;
};

/// Nodes and ways of one copy, in the town's metres; node numbers are local to the copy.
class Drawing {
  public:
    explicit Drawing(const Town& town) : town_(town) {
        streets();
        trams();
        railway();
        motorway();
        canal();
        works();
        business_parks();
        buildings();
        places();
    }
    std::vector<OsmNode> nodes;
    std::vector<OsmWay> ways;

  private:
    std::int64_t node(const Point& p, Tags tags = {}) {
        nodes.push_back({rounded(p), std::move(tags)});
        return static_cast<std::int64_t>(nodes.size()) - 1;
    }

    void streets() {
        const Network& network = town_.network;
        for (const Point& p : network.nodes) node(p);  // network nodes keep their numbers
        for (const int v : network.level_crossings)
            nodes[static_cast<std::size_t>(v)].tags = {{"railway", "level_crossing"}};
        inner_.resize(network.streets.size());
        for (std::size_t s = 0; s < network.streets.size(); ++s)
            for (const Point& p : network.streets[s].between) inner_[s].push_back(node(p));
        for (const std::vector<Stretch>& way : network.ways) {
            const Street& first = network.streets[static_cast<std::size_t>(way[0].street)];
            Tags tags{{"highway", first.kind}};
            if (!first.name.empty()) tags.emplace_back("name", first.name);
            if (first.bridge) tags.emplace_back("bridge", "yes");
            if (first.tunnel) tags.emplace_back("tunnel", "yes");
            if (first.layer != 0) tags.emplace_back("layer", std::to_string(first.layer));
            if (first.kind == "primary" || first.kind == "secondary")
                tags.emplace_back("maxspeed", "50");
            if (first.kind == "residential") tags.emplace_back("maxspeed", "30");
            ways.push_back({chain(way), std::move(tags)});
        }
    }

    std::vector<std::int64_t> chain(const std::vector<Stretch>& way) const {
        std::vector<std::int64_t> line;
        for (const Stretch& stretch : way) {
            const Street& s = town_.network.streets[static_cast<std::size_t>(stretch.street)];
            if (line.empty()) line.push_back(stretch.forward ? s.from : s.to);
            std::vector<std::int64_t> between = inner_[static_cast<std::size_t>(stretch.street)];
            if (!stretch.forward) std::reverse(between.begin(), between.end());
            line.insert(line.end(), between.begin(), between.end());
            line.push_back(stretch.forward ? s.to : s.from);
        }
        return line;
    }

    void trams() {
        for (const BusLine& line : town_.transit.lines)
            if (line.tram)
                ways.push_back(
                    {chain(line.path), {{"railway", "tram"}, {"name", "Tramway " + line.id}}});
    }

    /// A curve as nodes, through `shared` nodes where it passes them.
    std::vector<std::int64_t> curve_nodes(const Line& curve, const std::vector<int>& shared) {
        std::vector<std::pair<double, std::int64_t>> along;
        for (const int v : shared) {
            const Point& p = nodes[static_cast<std::size_t>(v)].at;
            if (std::abs(height_at(curve, p.x) - p.y) < 1) along.emplace_back(p.x, v);
        }
        const std::size_t fixed = along.size();
        for (const Point& p : curve) {
            const bool taken =
                std::any_of(along.begin(), along.begin() + static_cast<std::ptrdiff_t>(fixed),
                            [&](const auto& a) { return std::abs(a.first - p.x) < 8; });
            if (!taken) along.emplace_back(p.x, node(p));
        }
        std::sort(along.begin(), along.end());
        std::vector<std::int64_t> line;
        for (const auto& [x, id] : along) line.push_back(id);
        return line;
    }

    void railway() {
        const std::vector<std::int64_t> line =
            curve_nodes(town_.plan.rail, town_.network.level_crossings);
        ways.push_back(
            {line, {{"railway", "rail"}, {"name", "Ligne de Lisse"}, {"gauge", "1435"}}});
    }

    void motorway() {
        // Two carriageways; where they pass over the railway they are on a viaduct.
        for (const double side : {9.0, -9.0}) {
            Line carriage = parallel(town_.plan.motorway, side);
            if (side > 0) std::reverse(carriage.begin(), carriage.end());
            std::vector<std::int64_t> run;
            bool viaduct = false;
            const auto flush = [&] {
                if (run.size() < 2) return;
                Tags tags{{"highway", "motorway"},
                          {"ref", "A 999"},
                          {"oneway", "yes"},
                          {"maxspeed", "110"}};
                if (viaduct) tags.insert(tags.end(), {{"bridge", "yes"}, {"layer", "1"}});
                ways.push_back({run, std::move(tags)});
                run = {run.back()};
            };
            std::vector<std::int64_t> all;
            for (const Point& p : carriage) {
                const bool over = distance_to_line(p, town_.plan.rail) < 60;
                all.push_back(node(p));
                if (over != viaduct && !run.empty()) {
                    if (over) run.push_back(all.back());
                    flush();
                    viaduct = over;
                    if (!over) run.push_back(all.back());
                    continue;
                }
                viaduct = over;
                run.push_back(all.back());
            }
            flush();
            ramps(all);
        }
    }

    void ramps(const std::vector<std::int64_t>& carriage) {
        if (town_.network.interchange < 0) return;
        const Street& bridge =
            town_.network.streets[static_cast<std::size_t>(town_.network.interchange)];
        const Point& a = town_.network.nodes[static_cast<std::size_t>(bridge.from)];
        const Point& b = town_.network.nodes[static_cast<std::size_t>(bridge.to)];
        std::size_t near = 0;
        for (std::size_t k = 0; k < carriage.size(); ++k)
            if (distance(at(carriage[k]), lerp(a, b, .5)) <
                distance(at(carriage[near]), lerp(a, b, .5)))
                near = k;
        const int end = distance(at(carriage[near]), a) < distance(at(carriage[near]), b)
                            ? bridge.from
                            : bridge.to;
        const Tags tags{
            {"highway", "motorway_link"}, {"oneway", "yes"}, {"name", "Échangeur de la Garenne"}};
        for (const int step : {-6, 6}) {
            const std::int64_t on = carriage[near + static_cast<std::size_t>(step)];
            const Point middle =
                lerp(at(on), town_.network.nodes[static_cast<std::size_t>(end)], .5);
            const Point& away = town_.network.nodes[static_cast<std::size_t>(end)];
            const std::int64_t bend = node(lerp(middle, {middle.x, away.y}, .6));
            if (step < 0)
                ways.push_back({{on, bend, end}, tags});
            else
                ways.push_back({{end, bend, on}, tags});
        }
    }
    const Point& at(std::int64_t id) const { return nodes[static_cast<std::size_t>(id)].at; }

    void canal() {
        ways.push_back({curve_nodes(town_.plan.canal, {}),
                        {{"waterway", "canal"}, {"name", "Canal de la Lisse"}, {"width", "28"}}});
        Line rim = parallel(town_.plan.canal, 14);
        const Line south = parallel(town_.plan.canal, -14);
        rim.insert(rim.end(), south.rbegin(), south.rend());
        ways.push_back({closed(rim), {{"natural", "water"}, {"water", "canal"}}});
    }

    std::vector<std::int64_t> closed(const Line& ring) {
        std::vector<std::int64_t> line;
        for (const Point& p : ring) line.push_back(node(p));
        line.push_back(line.front());
        return line;
    }

    /// Land nobody walks through: the works that close the estate to the east, the marshalling
    /// yard.
    void works() {
        const std::pair<const char*, const char*> closed_zones[] = {
            {"Forges de la Lisse", "industrial"}, {"Triage", "railway"}};
        for (const auto& [name, use] : closed_zones) {
            std::vector<int> blocks;
            for (std::size_t b = 0; b < town_.land.blocks.size(); ++b)
                if (town_.plan.zones[static_cast<std::size_t>(town_.land.blocks[b].zone)].name ==
                    name)
                    blocks.push_back(static_cast<int>(b));
            for (std::vector<Line>& polygon : united(town_.land, blocks)) {
                polygon[0].pop_back();
                ways.push_back({closed(polygon[0]),
                                {{"landuse", use},
                                 {"barrier", "fence"},
                                 {"access", "private"},
                                 {"name", name}}});
            }
        }
    }

    /// Business parks, which anybody may walk through.
    void business_parks() {
        const std::pair<Point, const char*> parks[] = {
            {{10350, 4350}, "Parc d'activités du Val Est"},
            {{800, 4750}, "Parc d'activités du Val Ouest"}};
        for (const auto& [middle, name] : parks) {
            std::vector<int> blocks;
            for (std::size_t b = 0; b < town_.land.blocks.size(); ++b)
                if (distance(town_.land.blocks[b].seed, middle) < 240)
                    blocks.push_back(static_cast<int>(b));
            for (std::vector<Line>& polygon : united(town_.land, blocks)) {
                polygon[0].pop_back();
                ways.push_back({closed(polygon[0]), {{"landuse", "commercial"}, {"name", name}}});
            }
        }
    }

    void buildings() {
        for (const Building& building : town_.buildings) {
            const double c = std::cos(building.angle);
            const double s = std::sin(building.angle);
            Line ring;
            for (const auto& [u, v] : {std::pair{-.5, -.5}, {.5, -.5}, {.5, .5}, {-.5, .5}}) {
                const double x = u * building.length;
                const double y = v * building.width;
                ring.push_back({building.at.x + c * x - s * y, building.at.y + s * x + c * y});
            }
            Tags tags{{"building", building.flats ? "apartments" : "house"}};
            if (building.flats)
                tags.insert(tags.end(), {{"building:levels", std::to_string(building.storeys)},
                                         {"building:flats", std::to_string(building.tally.flats)}});
            ways.push_back({closed(ring), std::move(tags)});
        }
    }

    void places() {
        // What the equipment file has is not drawn here a second time: no facility counts twice.
        for (const Facility& facility : town_.facilities)
            if (facility.type.empty())
                node(facility.at, {{facility.key, facility.value}, {"name", facility.name}});
        for (const Stop& stop : town_.transit.stops)
            if (stop.tram)
                nodes[static_cast<std::size_t>(stop.node)].tags = {{"railway", "tram_stop"},
                                                                   {"name", stop.name}};
        for (const CommunePlan& commune : town_.plan.communes)
            node(commune.mairie, {{"place", "town"}, {"name", commune.name}});
    }

    const Town& town_;
    std::vector<std::vector<std::int64_t>> inner_;
};

/// Roads from one copy to its neighbours, so that a scaled town has one main piece.
void joining_roads(const Town& town, const std::vector<Tile>& tiles, std::int64_t stride,
                   std::vector<OsmWay>& ways) {
    const Network& network = town.network;
    const int west = network.nearest({-1200, 5300}, true);
    const int east = network.nearest({13200, 4900}, true);
    const int south = network.nearest({1400, -1100}, true);
    const int north = network.nearest({2900, 10700}, true);
    const Tags tags{{"highway", "primary"}, {"name", "Route de liaison"}};
    for (const Tile& a : tiles)
        for (const Tile& b : tiles) {
            if (b.number <= a.number) continue;
            if (b.dy == a.dy && b.dx - a.dx == tile_width)
                ways.push_back({{a.number * stride + east, b.number * stride + west}, tags});
            if (b.dx == a.dx && b.dy - a.dy == tile_height)
                ways.push_back({{a.number * stride + north, b.number * stride + south}, tags});
        }
}

}  // namespace

void write_osm(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    using namespace osmium::builder::attr;
    const Drawing drawing(town);
    const auto stride = static_cast<std::int64_t>(drawing.nodes.size());
    const Projection to_degrees(4326);

    osmium::io::Header header;
    header.set("generator", "lisiere_demo");
    osmium::io::Writer writer(
        osmium::io::File((out / "rues.osm.pbf").string(), "pbf,add_metadata=false"), header,
        osmium::io::overwrite::allow);
    osmium::memory::Buffer buffer(1U << 20U, osmium::memory::Buffer::auto_grow::yes);
    const auto flush = [&](std::size_t limit) {
        if (buffer.committed() <= limit) return;
        writer(std::move(buffer));
        buffer = osmium::memory::Buffer(1U << 20U, osmium::memory::Buffer::auto_grow::yes);
    };
    for (const Tile& tile : tiles) {
        std::vector<Point> at;
        for (const OsmNode& n : drawing.nodes) at.push_back(tile.moved(n.at));
        at = to_degrees(at);
        for (std::size_t k = 0; k < at.size(); ++k) {
            osmium::builder::add_node(
                buffer, _id(1 + tile.number * stride + static_cast<std::int64_t>(k)), _version(1),
                _location(osmium::Location(at[k].x, at[k].y)), _tags(drawing.nodes[k].tags));
            flush(900000);
        }
    }
    std::int64_t way_id = 0;
    const auto add_way = [&](const OsmWay& way, std::int64_t shift) {
        std::vector<osmium::object_id_type> refs;
        for (const std::int64_t n : way.nodes) refs.push_back(1 + shift + n);
        osmium::builder::add_way(buffer, _id(++way_id), _version(1), _nodes(refs), _tags(way.tags));
        flush(900000);
    };
    for (const Tile& tile : tiles)
        for (const OsmWay& way : drawing.ways) add_way(way, tile.number * stride);
    std::vector<OsmWay> joining;
    joining_roads(town, tiles, stride, joining);
    for (const OsmWay& way : joining) add_way(way, 0);
    flush(0);
    writer.close();
}

}  // namespace lisiere::demo
