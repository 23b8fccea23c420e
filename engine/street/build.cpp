// SPDX-License-Identifier: Apache-2.0
#include "engine/street/build.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/street/hilbert.hpp"

namespace lisiere::street {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

/// A stretch of one way between two vertices that may be crossings: refs [first, last], both
/// included.
struct Piece {
    std::uint32_t way = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// One end of a piece: piece · 2, plus 1 for its last ref.
using End = std::uint32_t;
constexpr End other_end(End end) {
    return end ^ 1U;
}

bool alike(const WayTable::Way& a, const WayTable::Way& b) {
    return std::tie(a.kind, a.speed_kmh, a.flags, a.layer, a.forward, a.backward, a.back_kmh,
                    a.crossing) == std::tie(b.kind, b.speed_kmh, b.flags, b.layer, b.forward,
                                            b.backward, b.back_kmh, b.crossing);
}

class Builder {
  public:
    explicit Builder(const WayTable& table) : table_(table) {
        count_degrees();
        cut();
        join_ends();
        chain();
    }
    StreetGraph graph(const Relief* relief, std::size_t* without_height) const;

  private:
    std::uint32_t vertex(End end) const {
        const Piece& piece = pieces_[end / 2];
        return table_.refs()[end % 2 == 0 ? piece.first : piece.last];
    }
    const WayTable::Way& way(End end) const { return table_.ways()[pieces_[end / 2].way]; }

    /// Street ends at each vertex: an end of a way counts 1, the inside of a way 2; over 2 is a
    /// crossing.
    void count_degrees() {
        degree_.assign(table_.vertices.size(), 0);
        const auto add = [this](std::uint32_t v, std::uint8_t ends) {
            degree_[v] = static_cast<std::uint8_t>(std::min(degree_[v] + ends, 3));
        };
        for (const WayTable::Way& way : table_.ways())
            for (std::uint32_t i = 0; i < way.refs; ++i) {
                const std::uint32_t v = table_.refs()[way.first_ref + i];
                LISIERE_EXPECTS(v < degree_.size());
                add(v, i == 0 || i + 1 == way.refs ? 1 : 2);
            }
    }

    void cut() {
        for (std::uint32_t w = 0; w < table_.ways().size(); ++w) {
            const WayTable::Way& way = table_.ways()[w];
            std::uint32_t first = way.first_ref;
            for (std::uint32_t at = first + 1; at < way.first_ref + way.refs; ++at)
                if (degree_[table_.refs()[at]] > 2 || at + 1 == way.first_ref + way.refs) {
                    pieces_.push_back({w, first, at});
                    first = at;
                }
        }
    }

    /// Pairs the two ends that meet at a vertex where nothing else does, when their ways are alike.
    void join_ends() {
        next_.assign(2 * pieces_.size(), none);
        std::vector<End> waiting(table_.vertices.size(), none);
        for (End end = 0; end < next_.size(); ++end) {
            const std::uint32_t v = vertex(end);
            if (degree_[v] != 2) continue;
            if (waiting[v] == none) {
                waiting[v] = end;
                continue;
            }
            const End mate = waiting[v];
            if (!alike(way(end), way(mate))) continue;
            // Where directions differ a street goes on only in its own: the end of the one at the
            // start of the other.
            if (way(end).one_sided() && end % 2 == mate % 2) continue;
            next_[end] = mate;
            next_[mate] = end;
        }
    }

    /// Follows the joined ends: each chain is an edge, drawn in the direction of its lowest piece.
    void chain() {
        std::vector<bool> used(pieces_.size(), false);
        const auto follow = [&](End start) {
            chains_.push_back(static_cast<std::uint32_t>(links_.size()));
            for (End end = start; end != none && !used[end / 2]; end = next_[other_end(end)]) {
                used[end / 2] = true;
                links_.push_back(end);
            }
        };
        for (std::uint32_t piece = 0; piece < pieces_.size(); ++piece) {
            if (used[piece]) continue;
            // Back to where the chain begins; a ring of joined pieces begins with its lowest piece.
            End start = 2 * piece;
            while (next_[start] != none) {
                start = other_end(next_[start]);
                if (start / 2 == piece) break;
            }
            follow(start / 2 == piece ? 2 * piece : start);
        }
        chains_.push_back(static_cast<std::uint32_t>(links_.size()));
    }

    /// What is lost along a chain: at vertices on it, and the halves of its two ends.
    Cost delay(std::uint32_t c) const {
        Cost lost = 0;
        const auto at = [this](std::uint32_t v) {
            return v < table_.delays.size() ? table_.delays[v] : Cost{0};
        };
        const Cost crossing = way(links_[chains_[c]]).crossing;
        const auto end_of_chain = [&](End end) {
            const std::uint32_t v = vertex(end);
            lost += (at(v) + (degree_[v] > 2 ? crossing : 0)) / 2;
        };
        end_of_chain(links_[chains_[c]]);
        end_of_chain(other_end(links_[chains_[c + 1] - 1]));
        for (std::uint32_t l = chains_[c]; l < chains_[c + 1]; ++l) {
            const Piece& piece = pieces_[links_[l] / 2];
            for (std::uint32_t ref = piece.first + 1; ref < piece.last; ++ref)
                lost += at(table_.refs()[ref]);
            if (l > chains_[c]) lost += at(vertex(links_[l]));
        }
        return lost;
    }

    const WayTable& table_;
    std::vector<std::uint8_t> degree_;
    std::vector<Piece> pieces_;
    std::vector<End> next_;
    std::vector<End> links_;             ///< ends by which the chains' pieces are entered
    std::vector<std::uint32_t> chains_;  ///< first link of each chain; one more at the end
};

StreetGraph Builder::graph(const Relief* relief, std::size_t* without_height) const {
    const std::size_t edges = chains_.size() - 1;
    const auto first_vertex = [this](std::size_t c) { return vertex(links_[chains_[c]]); };
    const auto last_vertex = [this](std::size_t c) {
        return vertex(other_end(links_[chains_[c + 1] - 1]));
    };

    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> number(table_.vertices.size(), none);
    geo::Box bounds;
    const auto keep = [&](std::uint32_t v) {
        if (number[v] != none) return;
        number[v] = 0;
        kept.push_back(v);
        bounds.extend(table_.vertices[v]);
    };
    for (std::size_t c = 0; c < edges; ++c) {
        keep(first_vertex(c));
        keep(last_vertex(c));
    }
    const double scale = 65535.0 / std::max({bounds.width(), bounds.height(), 1e-3});
    std::vector<std::uint64_t> order;
    order.reserve(kept.size());
    for (const std::uint32_t v : kept) {
        const geo::Point& p = table_.vertices[v];
        const auto x = static_cast<std::uint32_t>((p.x - bounds.min_x) * scale);
        const auto y = static_cast<std::uint32_t>((p.y - bounds.min_y) * scale);
        order.push_back(std::uint64_t{hilbert(x, y)} << 32U | v);
    }
    std::sort(order.begin(), order.end());
    IndexedVector<NodeIdx, geo::Point> nodes;
    nodes.reserve(order.size());
    for (const std::uint64_t key : order) {
        const auto v = static_cast<std::uint32_t>(key);
        number[v] = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back(table_.vertices[v]);
    }

    struct Place {
        std::uint64_t nodes;  ///< the lower number, then the higher
        std::uint32_t chain;
    };
    std::vector<Place> by_node;
    by_node.reserve(edges);
    for (std::uint32_t c = 0; c < edges; ++c) {
        const auto [low, high] = std::minmax({number[first_vertex(c)], number[last_vertex(c)]});
        by_node.push_back({std::uint64_t{low} << 32U | high, c});
    }
    std::sort(by_node.begin(), by_node.end(), [](const Place& a, const Place& b) {
        return a.nodes != b.nodes ? a.nodes < b.nodes : a.chain < b.chain;
    });

    EdgeTable out;
    out.kinds = table_.kinds();
    out.rows.reserve(edges);
    out.points.reserve(table_.refs().size() + edges);
    for (const Place& place : by_node) {
        const std::uint32_t c = place.chain;
        const std::size_t before = out.points.size();
        for (std::uint32_t l = chains_[c]; l < chains_[c + 1]; ++l) {
            const Piece& piece = pieces_[links_[l] / 2];
            const bool reversed = links_[l] % 2 == 1;
            const std::uint32_t count = piece.last - piece.first + 1;
            // The point where two pieces meet is written once.
            for (std::uint32_t i = out.points.size() > before ? 1 : 0; i < count; ++i) {
                const std::uint32_t ref = reversed ? piece.last - i : piece.first + i;
                out.points.push_back(table_.vertices[table_.refs()[ref]]);
            }
        }
        const End start = links_[chains_[c]];
        const WayTable::Way& traits = way(start);
        const bool reversed = start % 2 == 1;
        const bool two_speeds = traits.back_kmh > 0;
        out.rows.push_back({NodeIdx{number[first_vertex(c)]}, NodeIdx{number[last_vertex(c)]},
                            traits.kind, static_cast<std::uint32_t>(out.points.size() - before),
                            traits.id, reversed && two_speeds ? traits.back_kmh : traits.speed_kmh,
                            traits.flags, traits.layer, reversed ? traits.backward : traits.forward,
                            reversed ? traits.forward : traits.backward,
                            reversed && two_speeds ? traits.speed_kmh : traits.back_kmh, delay(c)});
    }
    if (relief != nullptr && !relief->rule.flat()) {
        const std::size_t without = apply(*relief, nodes, out);
        if (without_height != nullptr) *without_height = without;
    }
    return {std::move(nodes), std::move(out)};
}

}  // namespace

bool WayTable::add_way(std::int64_t id, const WayTraits& traits,
                       std::span<const std::uint32_t> through) {
    LISIERE_EXPECTS(traits.speed_kmh > 0 && traits.back_kmh >= 0);
    Way way;
    way.id = id;
    way.first_ref = static_cast<std::uint32_t>(refs_.size());
    for (const std::uint32_t v : through)
        if (refs_.size() == way.first_ref || refs_.back() != v) refs_.push_back(v);
    way.refs = static_cast<std::uint32_t>(refs_.size()) - way.first_ref;
    if (way.refs < 2) {
        refs_.resize(way.first_ref);
        return false;
    }
    const auto known = std::find(kinds_.begin(), kinds_.end(), traits.kind);
    way.kind = static_cast<std::uint32_t>(known - kinds_.begin());
    if (known == kinds_.end()) kinds_.emplace_back(traits.kind);
    way.speed_kmh = traits.speed_kmh;
    way.flags = traits.flags;
    way.layer = traits.layer;
    way.forward = traits.forward;
    way.backward = traits.backward;
    way.back_kmh = traits.back_kmh == traits.speed_kmh ? 0 : traits.back_kmh;
    way.crossing = traits.crossing;
    ways_.push_back(way);
    return true;
}

void WayTable::append(const WayTable& other) {
    const auto base = static_cast<std::uint32_t>(vertices.size());
    vertices.insert(vertices.end(), other.vertices.begin(), other.vertices.end());
    if (!other.delays.empty()) {
        delays.resize(base, 0);
        delays.insert(delays.end(), other.delays.begin(), other.delays.end());
    }
    std::vector<std::uint32_t> through;
    for (const Way& way : other.ways_) {
        through.clear();
        for (std::uint32_t i = 0; i < way.refs; ++i)
            through.push_back(base + other.refs_[way.first_ref + i]);
        add_way(way.id,
                {other.kinds_[way.kind], way.flags, way.layer, way.speed_kmh, way.forward,
                 way.backward, way.back_kmh, way.crossing},
                through);
    }
}

StreetGraph build_graph(const WayTable& table, const Relief* relief, std::size_t* without_height) {
    return Builder(table).graph(relief, without_height);
}

VertexMerger::VertexMerger(Metres tolerance) : tolerance_(tolerance.value()) {
    LISIERE_EXPECTS(tolerance_ > 0);
}

std::size_t VertexMerger::CellHash::operator()(const Cell& cell) const {
    // Fibonacci hashing: neighbouring cells land far apart.
    const auto x = static_cast<std::uint64_t>(cell.column) * 0x9E3779B97F4A7C15U;
    const auto y = static_cast<std::uint64_t>(cell.row) * 0xC2B2AE3D27D4EB4FU;
    return (x ^ (y >> 29U)) + y;
}

std::uint32_t VertexMerger::vertex(const geo::Point& p) {
    const Cell own{static_cast<std::int64_t>(std::floor(p.x / tolerance_)),
                   static_cast<std::int64_t>(std::floor(p.y / tolerance_))};
    std::uint32_t found = none;
    double least = tolerance_;
    for (std::int64_t c = own.column - 1; c <= own.column + 1; ++c)
        for (std::int64_t r = own.row - 1; r <= own.row + 1; ++r) {
            const auto [begin, end] = cells_.equal_range({c, r});
            for (auto it = begin; it != end; ++it) {
                const double apart = geo::distance(vertices[it->second], p);
                if (apart > least || (apart == least && it->second > found)) continue;
                least = apart;
                found = it->second;
            }
        }
    if (found != none) return found;
    found = static_cast<std::uint32_t>(vertices.size());
    vertices.push_back(p);
    cells_.emplace(own, found);
    return found;
}

}  // namespace lisiere::street
