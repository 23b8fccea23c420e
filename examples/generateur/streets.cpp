// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/streets.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "examples/generateur/names.hpp"

namespace lisiere::demo {

namespace {

class Builder {
  public:
    Builder(const Plan& plan, const Tessellation& land, Random& random)
        : plan_(plan), land_(land), random_(random) {}

    Network build() {
        network_.nodes = land_.nodes;
        streets_from_blocks();
        for (const CrossingPlan& crossing : plan_.crossings) cross(crossing);
        keep_main_piece();
        main_roads();
        thin();
        dead_ends_and_paths();
        pedestrian_centre();
        island();
        drop_unused_nodes();
        bend();
        chain();
        return std::move(network_);
    }

  private:
    Point& node(int v) { return network_.nodes[static_cast<std::size_t>(v)]; }
    Street& street(int s) { return network_.streets[static_cast<std::size_t>(s)]; }
    const Zone& zone(int z) const { return plan_.zones[static_cast<std::size_t>(z)]; }

    int add_node(const Point& p) {
        network_.nodes.push_back(rounded(p));
        return static_cast<int>(network_.nodes.size()) - 1;
    }

    int add(int from, int to, const std::string& kind, int zone_index) {
        Street street;
        street.from = from;
        street.to = to;
        street.kind = kind;
        network_.streets.push_back(street);
        zone_of_.push_back(zone_index);
        return static_cast<int>(network_.streets.size()) - 1;
    }

    void connect() {
        network_.at.assign(network_.nodes.size(), {});
        for (std::size_t s = 0; s < network_.streets.size(); ++s) {
            network_.at[static_cast<std::size_t>(network_.streets[s].from)].push_back(
                static_cast<int>(s));
            network_.at[static_cast<std::size_t>(network_.streets[s].to)].push_back(
                static_cast<int>(s));
        }
    }

    template <class Keep>
    void keep_only(Keep keep) {
        std::vector<Street> kept;
        std::vector<int> zones;
        std::vector<int> now(network_.streets.size(), -1);
        for (std::size_t s = 0; s < network_.streets.size(); ++s) {
            if (!keep(static_cast<int>(s))) continue;
            now[s] = static_cast<int>(kept.size());
            kept.push_back(network_.streets[s]);
            zones.push_back(zone_of_[s]);
        }
        for (int& s : network_.crossing_street)
            if (s >= 0) s = now[static_cast<std::size_t>(s)];
        if (network_.interchange >= 0)
            network_.interchange = now[static_cast<std::size_t>(network_.interchange)];
        network_.streets = std::move(kept);
        zone_of_ = std::move(zones);
        connect();
    }

    bool touches_barrier(const Point& a, const Point& b) const {
        for (const Line* curve : {&plan_.canal, &plan_.rail, &plan_.motorway}) {
            if (std::abs(height_at(*curve, a.x) - a.y) > 900) continue;
            for (std::size_t i = 1; i < curve->size(); ++i)
                if (segment_gap(a, b, (*curve)[i - 1], (*curve)[i]) < 22) return true;
        }
        return false;
    }

    void streets_from_blocks() {
        std::map<std::pair<int, int>, std::vector<int>> sides;
        for (const Block& block : land_.blocks)
            for (std::size_t k = 0; k < block.ring.size(); ++k) {
                const int a = block.ring[k];
                const int b = block.ring[(k + 1) % block.ring.size()];
                sides[{std::min(a, b), std::max(a, b)}].push_back(block.zone);
            }
        for (const auto& [ends, zones] : sides) {
            const Point& a = node(ends.first);
            const Point& b = node(ends.second);
            if (!inside(a, plan_.frame) || !inside(b, plan_.frame)) continue;
            const bool closed = std::all_of(zones.begin(), zones.end(),
                                            [&](int z) { return zone(z).homes_ha < 0; });
            if (closed || touches_barrier(a, b)) continue;
            const int z = *std::min_element(zones.begin(), zones.end(), [&](int x, int y) {
                return std::make_pair(-zone(x).homes_ha, x) < std::make_pair(-zone(y).homes_ha, y);
            });
            add(ends.first, ends.second, zone(z).homes_ha < 1 ? "unclassified" : "residential", z);
        }
        connect();
    }

    /// A way over or under a barrier, from a street end on one side to one on the other.
    void cross(const CrossingPlan& crossing) {
        using Kind = CrossingPlan::Kind;
        const Line& curve = crossing.over == CrossingPlan::Over::canal  ? plan_.canal
                            : crossing.over == CrossingPlan::Over::rail ? plan_.rail
                                                                        : plan_.motorway;
        const Point middle{crossing.x, height_at(curve, crossing.x)};
        const Point ahead{crossing.x + 20, height_at(curve, crossing.x + 20)};
        const double run = distance(middle, ahead);
        const Point along{(ahead.x - middle.x) / run, (ahead.y - middle.y) / run};
        const auto best_end = [&](int side) {
            int best = -1;
            double least = 1e18;
            for (std::size_t v = 0; v < network_.nodes.size(); ++v) {
                const Point& p = network_.nodes[v];
                if (network_.at.size() <= v || network_.at[v].size() < 2 ||
                    distance(p, middle) > 420)
                    continue;
                if ((p.y >= height_at(curve, p.x) ? 1 : -1) != side) continue;
                // Straight across is better than askew.
                const double askew =
                    std::abs((p.x - middle.x) * along.x + (p.y - middle.y) * along.y);
                const double score = distance(p, middle) + 2.5 * askew;
                if (score < least && clear_of_others(p, middle, &curve)) {
                    least = score;
                    best = static_cast<int>(v);
                }
            }
            return best;
        };
        const int north = best_end(1);
        const int south = best_end(-1);
        const Point a = node(north);
        const Point b = node(south);
        Point at = middle;
        for (std::size_t i = 1; i < curve.size(); ++i)
            if (demo::crossing(a, b, curve[i - 1], curve[i], at)) break;
        const double half = crossing.over == CrossingPlan::Over::canal ? 26 : 19;
        const std::string kind = crossing.kind == Kind::footbridge ? "footway" : "tertiary";
        const int z = plan_.zone_at(lerp(a, b, 0.02));
        const auto named = [&](int s) { street(s).name = crossing.name; };
        if (crossing.kind == Kind::level) {
            const int shared = add_node(at);
            network_.level_crossings.push_back(shared);
            named(add(north, shared, kind, z));
            network_.crossing_street.push_back(add(shared, south, kind, z));
            named(network_.crossing_street.back());
        } else {
            const int p = add_node(lerp(at, a, half / distance(at, a)));
            const int q = add_node(lerp(at, b, half / distance(at, b)));
            named(add(north, p, kind, z));
            const int middle_street = add(p, q, kind, z);
            street(middle_street).bridge = crossing.kind != Kind::underpass;
            street(middle_street).tunnel = crossing.kind == Kind::underpass;
            street(middle_street).layer = crossing.kind == Kind::underpass ? -1 : 1;
            named(middle_street);
            named(add(q, south, kind, z));
            network_.crossing_street.push_back(middle_street);
            if (crossing.name == "Avenue de l'Échangeur") network_.interchange = middle_street;
        }
        connect();
    }

    bool clear_of_others(const Point& a, const Point& b, const Line* own) const {
        for (const Line* curve : {&plan_.canal, &plan_.rail, &plan_.motorway}) {
            if (curve == own) continue;
            for (std::size_t i = 1; i < curve->size(); ++i)
                if (segment_gap(a, b, (*curve)[i - 1], (*curve)[i]) < 22) return false;
        }
        return true;
    }

    int root(std::vector<int>& parent, int v) const {
        while (parent[static_cast<std::size_t>(v)] != v) v = parent[static_cast<std::size_t>(v)];
        return v;
    }

    void keep_main_piece() {
        std::vector<int> piece(network_.nodes.size(), -1);
        std::vector<int> size;
        for (std::size_t v = 0; v < piece.size(); ++v) {
            if (piece[v] >= 0 || network_.at[v].empty()) continue;
            std::vector<int> stack{static_cast<int>(v)};
            piece[v] = static_cast<int>(size.size());
            size.push_back(0);
            while (!stack.empty()) {
                const int u = stack.back();
                stack.pop_back();
                ++size.back();
                for (const int s : network_.at[static_cast<std::size_t>(u)]) {
                    const int w = network_.opposite(s, u);
                    if (piece[static_cast<std::size_t>(w)] >= 0) continue;
                    piece[static_cast<std::size_t>(w)] = piece[v];
                    stack.push_back(w);
                }
            }
        }
        const auto main =
            static_cast<int>(std::max_element(size.begin(), size.end()) - size.begin());
        keep_only([&](int s) { return piece[static_cast<std::size_t>(street(s).from)] == main; });
    }

    void main_roads() {
        const auto route = [&](const Point& a, const Point& b, const std::string& kind) {
            const auto rank = [](const std::string& k) {
                return k == "primary" ? 3 : k == "secondary" ? 2 : k == "tertiary" ? 1 : 0;
            };
            const auto factor = [&](const Street& s) {
                if (s.kind == "footway") return -1.0;
                return s.kind == "primary" ? 0.55 : rank(s.kind) > 0 ? 0.7 : 1.0;
            };
            for (const Stretch& stretch :
                 network_.path(network_.nearest(a, true), network_.nearest(b, true), factor))
                if (rank(street(stretch.street).kind) < rank(kind))
                    street(stretch.street).kind = kind;
        };
        const Point centre = plan_.centre;
        route({-1200, 5300}, centre, "primary");
        route(centre, {13200, 4900}, "primary");
        route(centre, plan_.communes[1].mairie, "secondary");
        route(centre, plan_.communes[2].mairie, "secondary");
        route(centre, {9150, 2650}, "secondary");
        route({9150, 2650}, plan_.communes[4].mairie, "secondary");
        route(centre, plan_.gare, "secondary");
        route(plan_.communes[3].mairie, {1600, 1650}, "tertiary");
        route({1600, 1650}, {5500, 1700}, "tertiary");
        route({5500, 1700}, plan_.communes[4].mairie, "tertiary");
        route(plan_.communes[1].mairie, {5800, 8350}, "tertiary");
        route(plan_.communes[2].mairie, {6900, 5900}, "tertiary");
        route(plan_.communes[1].mairie, {2900, 10700}, "tertiary");
        route(plan_.communes[2].mairie, {9000, 10700}, "tertiary");
        route({5800, 8350}, plan_.communes[2].mairie, "tertiary");
        route(plan_.communes[4].mairie, {9500, -1100}, "tertiary");
        route({1600, 1650}, {1400, -1100}, "tertiary");
        route(plan_.gare, {5760, 3500}, "tertiary");
        route({5150, 3400}, {6500, 3400}, "tertiary");
    }

    /// Takes streets away at random as the zone says, never the last link.
    void thin() {
        std::vector<int> order(network_.streets.size());
        std::iota(order.begin(), order.end(), 0);
        random_.shuffle(order);
        std::stable_sort(order.begin(), order.end(),
                         [&](int a, int b) { return ordinary(a) < ordinary(b); });
        std::vector<int> parent(network_.nodes.size());
        std::iota(parent.begin(), parent.end(), 0);
        std::vector<bool> keep(network_.streets.size(), false);
        for (const int s : order) {
            const int a = root(parent, street(s).from);
            const int b = root(parent, street(s).to);
            const bool wanted = random_.chance(zone(zone_of_[static_cast<std::size_t>(s)]).keep);
            keep[static_cast<std::size_t>(s)] = a != b || !ordinary(s) || wanted;
            parent[static_cast<std::size_t>(std::max(a, b))] = std::min(a, b);
        }
        keep_only([&](int s) { return keep[static_cast<std::size_t>(s)]; });
        // Country lanes that lead to nothing are taken away, end by end.
        for (int round = 0; round < 3; ++round)
            keep_only([&](int s) {
                const bool loose =
                    network_.at[static_cast<std::size_t>(street(s).from)].size() == 1 ||
                    network_.at[static_cast<std::size_t>(street(s).to)].size() == 1;
                return !(loose && street(s).kind == "unclassified" && (s + round) % 3 != 0);
            });
    }
    bool ordinary(int s) {
        return (street(s).kind == "residential" || street(s).kind == "unclassified") &&
               street(s).name.empty();
    }

    void dead_ends_and_paths() {
        for (const Block& block : land_.blocks) {
            const Zone& z = zone(block.zone);
            const std::size_t n = block.ring.size();
            std::vector<int> corners;
            for (const int v : block.ring)
                if (network_.at.size() > static_cast<std::size_t>(v) &&
                    !network_.at[static_cast<std::size_t>(v)].empty())
                    corners.push_back(v);
            if (random_.chance(z.spur) && !corners.empty()) {
                const int from = corners[static_cast<std::size_t>(
                    random_.below(static_cast<int>(corners.size())))];
                const Point end = lerp(node(from), block.seed, random_.between(0.6, 0.85));
                if (distance(node(from), end) > 35 && !touches_barrier(node(from), end))
                    add(from, add_node(end), "service", block.zone);
            } else if (random_.chance(z.footway) && corners.size() >= 4 && corners.size() == n) {
                const std::size_t k = static_cast<std::size_t>(random_.below(static_cast<int>(n)));
                const int a = corners[k];
                const int b = corners[(k + n / 2) % n];
                if (touches_barrier(node(a), node(b))) continue;
                const bool steps = random_.chance(0.12);
                const int middle = add_node(block.seed);
                add(a, middle, steps ? "steps" : "footway", block.zone);
                add(middle, b, "footway", block.zone);
            }
        }
        towpath();
        connect();
    }

    /// A path along the south bank of the canal, tied to the street ends near it.
    void towpath() {
        const Line bank = parallel(plan_.canal, -27);
        int last = -1;
        double since = 0;
        for (std::size_t i = 1; i < bank.size(); ++i) {
            if (bank[i].x < 3900 || bank[i].x > 8200) continue;
            bool bridge_near = false;
            for (const int s : network_.crossing_street)
                bridge_near = bridge_near || distance_to_line(bank[i], network_.line(s)) < 8;
            if (bridge_near) continue;
            const int here = add_node(bank[i]);
            if (last >= 0) add(last, here, "path", plan_.zone_at(bank[i]));
            since += distance(bank[i], bank[i - 1]);
            if (last < 0 || since > 240) {
                const int street_end = nearest_clear(bank[i]);
                if (street_end >= 0) {
                    add(street_end, here, "footway", plan_.zone_at(bank[i]));
                    since = 0;
                }
            }
            last = here;
        }
    }
    int nearest_clear(const Point& p) {
        int best = -1;
        double least = 190;
        for (std::size_t v = 0; v < network_.at.size(); ++v) {
            const Point& q = network_.nodes[v];
            if (network_.at[v].empty() || q.y > height_at(plan_.canal, q.x) ||
                distance(p, q) >= least)
                continue;
            least = distance(p, q);
            best = static_cast<int>(v);
        }
        return best;
    }

    void pedestrian_centre() {
        for (Street& s : network_.streets)
            if (s.kind == "residential" &&
                distance(lerp(node(s.from), node(s.to), 0.5),
                         {plan_.centre.x - 120, plan_.centre.y + 90}) < 150)
                s.kind = "pedestrian";
    }

    /// Three nodes inside the closed works yard, tied to nothing: what a real extract often holds.
    void island() {
        const Point at{7320, 3330};
        const int a = add_node(at);
        const int b = add_node({at.x + 60, at.y + 10});
        const int c = add_node({at.x + 70, at.y - 45});
        add(a, b, "service", 0);
        add(b, c, "service", 0);
        network_.island_node = a;
    }

    void drop_unused_nodes() {
        connect();
        std::vector<int> now(network_.nodes.size(), -1);
        std::vector<Point> kept;
        for (std::size_t v = 0; v < network_.nodes.size(); ++v) {
            if (network_.at[v].empty()) continue;
            now[v] = static_cast<int>(kept.size());
            kept.push_back(network_.nodes[v]);
        }
        network_.nodes = std::move(kept);
        for (Street& s : network_.streets) {
            s.from = now[static_cast<std::size_t>(s.from)];
            s.to = now[static_cast<std::size_t>(s.to)];
        }
        for (int& v : network_.level_crossings) v = now[static_cast<std::size_t>(v)];
        network_.island_node = now[static_cast<std::size_t>(network_.island_node)];
        connect();
    }

    /// Long streets are not straight lines.
    void bend() {
        for (Street& s : network_.streets) {
            const Point a = node(s.from);
            const Point b = node(s.to);
            const double d = distance(a, b);
            if (d < 130 || s.bridge || s.tunnel || !s.name.empty()) continue;
            const double share = d > 260 ? 0.05 : 0.03;
            const double first = random_.between(-share, share);
            const int points = d > 260 ? 2 : 1;
            for (int k = 1; k <= points; ++k) {
                const Point on = lerp(a, b, static_cast<double>(k) / (points + 1));
                s.between.push_back(
                    rounded({on.x - (b.y - a.y) * first, on.y + (b.x - a.x) * first}));
            }
        }
    }

    /// Strings streets of one class into named ways that go straight on at crossings.
    void chain() {
        int serial = 0;
        for (std::size_t first = 0; first < network_.streets.size(); ++first) {
            if (network_.streets[first].way >= 0) continue;
            std::vector<Stretch> way{{static_cast<int>(first), true}};
            const int number = static_cast<int>(network_.ways.size());
            street(static_cast<int>(first)).way = number;
            extend(way, number);
            std::reverse(way.begin(), way.end());
            for (Stretch& stretch : way) stretch.forward = !stretch.forward;
            extend(way, number);
            const std::string name =
                street(way[0].street).name.empty() && street(way[0].street).kind != "path"
                    ? street_name(street(way[0].street).kind, serial++, random_)
                    : street(way[0].street).name;
            const bool nameless = street(way[0].street).kind == "footway" && way.size() < 3;
            for (const Stretch& stretch : way)
                if (street(stretch.street).name.empty() && !nameless)
                    street(stretch.street).name = name;
            network_.ways.push_back(std::move(way));
        }
    }
    void extend(std::vector<Stretch>& way, int number) {
        while (true) {
            const Street& last = street(way.back().street);
            const int end = way.back().forward ? last.to : last.from;
            const Line line = network_.line(way.back().street);
            const Point before = way.back().forward ? line[line.size() - 2] : line[1];
            int best = -1;
            double straightest = 0.6;
            for (const int s : network_.at[static_cast<std::size_t>(end)]) {
                const Street& next = street(s);
                if (next.way >= 0 || next.kind != last.kind || next.bridge != last.bridge ||
                    next.tunnel != last.tunnel || next.layer != last.layer ||
                    next.name != last.name)
                    continue;
                const Line other = network_.line(s);
                const Point after = next.from == end ? other[1] : other[other.size() - 2];
                const double turn = std::abs(
                    std::remainder(std::atan2(after.y - node(end).y, after.x - node(end).x) -
                                       std::atan2(node(end).y - before.y, node(end).x - before.x),
                                   2 * 3.14159265358979));
                if (turn < straightest) {
                    straightest = turn;
                    best = s;
                }
            }
            if (best < 0) return;
            street(best).way = number;
            way.push_back({best, street(best).from == end});
        }
    }

    const Plan& plan_;
    const Tessellation& land_;
    Random& random_;
    Network network_;
    std::vector<int> zone_of_;
};

}  // namespace

int Network::opposite(int street, int node) const {
    const Street& s = streets[static_cast<std::size_t>(street)];
    return s.from == node ? s.to : s.from;
}

Line Network::line(int street) const {
    const Street& s = streets[static_cast<std::size_t>(street)];
    Line line{nodes[static_cast<std::size_t>(s.from)]};
    line.insert(line.end(), s.between.begin(), s.between.end());
    line.push_back(nodes[static_cast<std::size_t>(s.to)]);
    return line;
}

int Network::nearest(const Point& p, bool drivable) const {
    int best = -1;
    double least = 1e18;
    for (std::size_t v = 0; v < nodes.size(); ++v) {
        bool fits = false;
        for (const int s : at[v])
            fits = fits || !drivable || streets[static_cast<std::size_t>(s)].drivable();
        const bool lonely =
            at[v].size() == 1 && streets[static_cast<std::size_t>(at[v][0])].kind == "service";
        if (fits && !lonely && distance(p, nodes[v]) < least) {
            least = distance(p, nodes[v]);
            best = static_cast<int>(v);
        }
    }
    return best;
}

Network street_network(const Plan& plan, const Tessellation& land, Random& random) {
    return Builder(plan, land, random).build();
}

}  // namespace lisiere::demo
