// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/tessellation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <unordered_map>

namespace lisiere::demo {

namespace {

constexpr double pi = 3.14159265358979323846;

/// Points by square, to look around a place.
class Buckets {
  public:
    explicit Buckets(double side) : side_(side) {}
    void add(const Point& p, int id) { cells_[key(cell(p.x), cell(p.y))].push_back({p, id}); }
    /// Calls f(point, id) for each point of the squares that reach within `radius`, in a fixed
    /// order.
    template <class F>
    void around(const Point& p, double radius, F f) const {
        for (int cy = cell(p.y - radius); cy <= cell(p.y + radius); ++cy)
            for (int cx = cell(p.x - radius); cx <= cell(p.x + radius); ++cx) {
                const auto found = cells_.find(key(cx, cy));
                if (found == cells_.end()) continue;
                for (const auto& [q, id] : found->second) f(q, id);
            }
    }

  private:
    int cell(double v) const { return static_cast<int>(std::floor(v / side_)); }
    static std::uint64_t key(int x, int y) {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32U) |
               static_cast<std::uint32_t>(y);
    }
    double side_;
    std::unordered_map<std::uint64_t, std::vector<std::pair<Point, int>>> cells_;
};

struct Seeds {
    std::vector<Point> points;
    std::vector<double> spacing;
    Buckets near{200};

    bool free(const Point& p, double gap) const {
        bool ok = true;
        near.around(p, gap, [&](const Point& q, int) { ok = ok && distance(p, q) >= gap; });
        return ok;
    }
    void add(const Point& p, double gap) {
        near.add(p, static_cast<int>(points.size()));
        points.push_back(p);
        spacing.push_back(gap);
    }
};

/// Pairs of centres mirrored on a barrier, so that the barrier becomes a chain of block edges.
void line_both_sides(const Plan& plan, const Line& curve, const std::vector<const Line*>& others,
                     Seeds& seeds) {
    double walked = 0;
    double next = 0;
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const Point& a = curve[i - 1];
        const Point& b = curve[i];
        const double step = distance(a, b);
        while (next <= walked + step) {
            const Point at = lerp(a, b, (next - walked) / step);
            const Zone& zone = plan.zones[static_cast<std::size_t>(plan.zone_at(at))];
            const double spacing = std::min(220.0, std::sqrt(zone.block_u * zone.block_v));
            next += spacing;
            const double d = spacing < 170 ? 42 : 60;
            bool clear = true;
            for (const Line* other : others) clear = clear && distance_to_line(at, *other) > 3 * d;
            const Point left{at.x - (b.y - a.y) / step * d, at.y + (b.x - a.x) / step * d};
            const Point right{at.x + (b.y - a.y) / step * d, at.y - (b.x - a.x) / step * d};
            if (!clear || !seeds.free(left, d) || !seeds.free(right, d)) continue;
            seeds.add(left, spacing);
            seeds.add(right, spacing);
        }
        walked += step;
    }
}

Seeds plant(const Plan& plan, Random& random) {
    Seeds seeds;
    line_both_sides(plan, plan.canal, {}, seeds);
    line_both_sides(plan, plan.rail, {&plan.motorway}, seeds);
    line_both_sides(plan, plan.motorway, {&plan.rail}, seeds);
    for (std::size_t z = 0; z < plan.zones.size(); ++z) {
        const Zone& zone = plan.zones[z];
        const double reach = std::min(12000.0, 1.5 * std::max(zone.rx, zone.ry));
        const double c = std::cos(zone.angle * pi / 180);
        const double s = std::sin(zone.angle * pi / 180);
        const int nu = static_cast<int>(reach / zone.block_u);
        const int nv = static_cast<int>(reach / zone.block_v);
        for (int v = -nv; v <= nv; ++v)
            for (int u = -nu; u <= nu; ++u) {
                // Every second row is shifted a little: few streets of a real town run through for
                // ever.
                const double shift = v % 3 == 0 ? 0.5 * zone.jitter : 0;
                const double pu = (u + shift + zone.jitter * random.between(-1, 1)) * zone.block_u;
                const double pv = (v + zone.jitter * random.between(-1, 1)) * zone.block_v;
                const Point p = rounded({zone.x + c * pu - s * pv, zone.y + s * pu + c * pv});
                if (!inside(p, plan.frame) || plan.zone_at(p) != static_cast<int>(z)) continue;
                const double gap = 0.62 * std::min(zone.block_u, zone.block_v);
                const auto close = [&](const Line& curve) {
                    return std::abs(height_at(curve, p.x) - p.y) < 400 &&
                           distance_to_line(p, curve) < 75;
                };
                if (close(plan.canal) || close(plan.rail) || close(plan.motorway)) continue;
                if (seeds.free(p, gap)) seeds.add(p, std::max(zone.block_u, zone.block_v));
            }
    }
    return seeds;
}

/// The part of the plane nearer to centre i than to any other, within a square.
Line nearest_region(const Seeds& seeds, std::size_t i) {
    const Point& p = seeds.points[i];
    const double half = 900;
    Line cell{{p.x - half, p.y - half},
              {p.x + half, p.y - half},
              {p.x + half, p.y + half},
              {p.x - half, p.y + half}};
    std::vector<std::pair<double, int>> others;
    seeds.near.around(p, 2 * half, [&](const Point& q, int id) {
        if (id != static_cast<int>(i)) others.emplace_back(distance(p, q), id);
    });
    std::sort(others.begin(), others.end());
    for (const auto& [gap, id] : others) {
        double farthest = 0;
        for (const Point& v : cell) farthest = std::max(farthest, distance(p, v));
        if (gap > 2 * farthest) break;
        const Point& q = seeds.points[static_cast<std::size_t>(id)];
        const auto side = [&](const Point& v) {
            return (v.x - (p.x + q.x) / 2) * (q.x - p.x) + (v.y - (p.y + q.y) / 2) * (q.y - p.y);
        };
        Line cut;
        for (std::size_t k = 0; k < cell.size(); ++k) {
            const Point& a = cell[k];
            const Point& b = cell[(k + 1) % cell.size()];
            const double sa = side(a);
            const double sb = side(b);
            if (sa <= 0) cut.push_back(a);
            if ((sa < 0 && sb > 0) || (sa > 0 && sb < 0)) cut.push_back(lerp(a, b, sa / (sa - sb)));
        }
        cell = std::move(cut);
    }
    return cell;
}

int root(std::vector<int>& parent, int v) {
    while (parent[static_cast<std::size_t>(v)] != v) {
        int& up = parent[static_cast<std::size_t>(v)];
        up = parent[static_cast<std::size_t>(up)];
        v = up;
    }
    return v;
}

/// Contracts edges shorter than a street is wide, all at once, so that neighbours stay neighbours.
void contract_short_edges(Tessellation& land, double shortest) {
    std::vector<int> parent(land.nodes.size());
    std::iota(parent.begin(), parent.end(), 0);
    for (const Block& block : land.blocks)
        for (std::size_t k = 0; k < block.ring.size(); ++k) {
            const int a = block.ring[k];
            const int b = block.ring[(k + 1) % block.ring.size()];
            if (distance(land.nodes[static_cast<std::size_t>(a)],
                         land.nodes[static_cast<std::size_t>(b)]) >= shortest)
                continue;
            const int ra = root(parent, a);
            const int rb = root(parent, b);
            parent[static_cast<std::size_t>(std::max(ra, rb))] = std::min(ra, rb);
        }
    std::vector<Point> sum(land.nodes.size());
    std::vector<int> members(land.nodes.size(), 0);
    for (std::size_t v = 0; v < land.nodes.size(); ++v) {
        const auto r = static_cast<std::size_t>(root(parent, static_cast<int>(v)));
        sum[r].x += land.nodes[v].x;
        sum[r].y += land.nodes[v].y;
        ++members[r];
    }
    std::vector<int> renumbered(land.nodes.size(), -1);
    std::vector<Point> kept;
    for (std::size_t v = 0; v < land.nodes.size(); ++v) {
        if (members[v] == 0) continue;
        renumbered[v] = static_cast<int>(kept.size());
        kept.push_back(rounded({sum[v].x / members[v], sum[v].y / members[v]}));
    }
    for (Block& block : land.blocks) {
        std::vector<int> ring;
        for (const int v : block.ring) {
            const int now = renumbered[static_cast<std::size_t>(root(parent, v))];
            if (ring.empty() || ring.back() != now) ring.push_back(now);
        }
        while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        block.ring = std::move(ring);
    }
    std::erase_if(land.blocks, [](const Block& block) { return block.ring.size() < 3; });
    land.nodes = std::move(kept);
}

int nearest_iris(const Plan& plan, const Block& block) {
    const Sides here = plan.sides(block.seed);
    int best = -1;
    double least = 1e18;
    for (std::size_t k = 0; k < plan.iris.size(); ++k) {
        if (plan.iris[k].commune != block.commune) continue;
        // An IRIS seldom reaches over a canal or a railway: the other side counts as far away.
        const double d = distance(plan.iris[k].centre, block.seed) +
                         (plan.sides(plan.iris[k].centre) == here ? 0 : 20000);
        if (d < least) {
            least = d;
            best = static_cast<int>(k);
        }
    }
    return best;
}

}  // namespace

Tessellation tessellate(const Plan& plan, Random& random) {
    const Seeds seeds = plant(plan, random);
    Tessellation land;
    Buckets corners(50);
    for (std::size_t i = 0; i < seeds.points.size(); ++i) {
        Block block;
        block.seed = seeds.points[i];
        block.zone = plan.zone_at(block.seed);
        block.commune = plan.commune_at(block.seed);
        block.iris = block.commune >= 0 ? nearest_iris(plan, block) : -1;
        for (const Point& v : nearest_region(seeds, i)) {
            int node = -1;
            double least =
                0.05;  // the same corner computed from three centres differs by rounding only
            corners.around(v, least, [&](const Point& q, int id) {
                if (distance(v, q) < least) {
                    least = distance(v, q);
                    node = id;
                }
            });
            if (node < 0) {
                node = static_cast<int>(land.nodes.size());
                corners.add(v, node);
                land.nodes.push_back(v);
            }
            block.ring.push_back(node);
        }
        land.blocks.push_back(std::move(block));
    }
    contract_short_edges(land, 22);
    return land;
}

std::vector<std::vector<Line>> united(const Tessellation& land, const std::vector<int>& blocks) {
    std::map<std::pair<int, int>, bool> edges;
    for (const int b : blocks) {
        const std::vector<int>& ring = land.blocks[static_cast<std::size_t>(b)].ring;
        for (std::size_t k = 0; k < ring.size(); ++k)
            edges[{ring[k], ring[(k + 1) % ring.size()]}] = true;
    }
    std::map<int, std::vector<int>> after;
    for (const auto& [edge, used] : edges)
        if (!edges.contains({edge.second, edge.first})) after[edge.first].push_back(edge.second);

    const auto at = [&](int v) -> const Point& { return land.nodes[static_cast<std::size_t>(v)]; };
    std::vector<Line> shells;
    std::vector<Line> holes;
    for (auto& [start, list] : after)
        while (!list.empty()) {
            Line ring{at(start)};
            int from = start;
            int here = list.back();
            list.pop_back();
            while (here != start) {
                ring.push_back(at(here));
                // At a corner met twice, the sharpest left turn keeps every ring simple.
                std::vector<int>& next = after[here];
                std::size_t pick = 0;
                double sharpest = -10;
                for (std::size_t k = 0; k < next.size(); ++k) {
                    const double in = std::atan2(at(here).y - at(from).y, at(here).x - at(from).x);
                    const double out =
                        std::atan2(at(next[k]).y - at(here).y, at(next[k]).x - at(here).x);
                    const double turn = std::remainder(out - in, 2 * pi);
                    if (turn > sharpest) {
                        sharpest = turn;
                        pick = k;
                    }
                }
                from = here;
                here = next[pick];
                next.erase(next.begin() + static_cast<std::ptrdiff_t>(pick));
            }
            ring.push_back(ring.front());
            (area(ring) > 0 ? shells : holes).push_back(std::move(ring));
        }
    std::vector<std::vector<Line>> polygons;
    for (Line& shell : shells) polygons.push_back({std::move(shell)});
    for (Line& hole : holes)
        for (std::vector<Line>& polygon : polygons)
            if (inside(lerp(hole[0], hole[1], 0.5), polygon[0])) {
                polygon.push_back(std::move(hole));
                break;
            }
    return polygons;
}

}  // namespace lisiere::demo
