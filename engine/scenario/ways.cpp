// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/ways.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/geo/lines.hpp"
#include "engine/geo/measure.hpp"
#include "engine/scenario/ways_joined.hpp"
#include "engine/street/place.hpp"
#include "engine/street/tie_flags.hpp"

namespace lisiere::scenario {
namespace {

using street::EdgeIdx;
using street::EdgeInput;
using street::NodeIdx;
using street::StreetGraph;

/// Ways as they are, whatever the order in which a scenario names them.
auto canonical(const AddedWay& way, street::Mode mode) {
    const WayUse& use = way.use[street::index_of(mode)];
    std::vector<double> coordinates;
    for (const geo::Point& p : way.line) coordinates.insert(coordinates.end(), {p.x, p.y});
    return std::make_tuple(std::move(coordinates), way.kind, way.flags, way.layer, use.forward_kmh,
                           use.backward_kmh, way.joins_crossings);
}

class Editor {
  public:
    Editor(const StreetGraph& graph, std::span<const AddedWay> ways, Metres tolerance,
           street::Mode mode)
        : graph_(graph), streets_(graph), ways_(ways), tolerance_(tolerance), mode_(mode) {
        for (std::size_t w = 0; w < ways.size(); ++w)
            if (ways[w].use[street::index_of(mode)].any()) order_.push_back(w);
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return canonical(ways[a], mode) < canonical(ways[b], mode);
        });
    }

    EditedStreets edit() {
        if (order_.empty()) return {graph_, {}};
        std::vector<const AddedWay*> ways;
        for (const std::size_t w : order_) ways.push_back(&ways_[w]);
        lines_ = joined_lines(ways, streets_);
        tie_joints();
        EditedStreets edited;
        for (std::size_t w = 0; w < order_.size(); ++w) edited.ways.push_back(add(w));
        cut_streets();
        edited.graph = street::changed(graph_, removed_, new_nodes_, added_);
        std::sort(edited.ways.begin(), edited.ways.end(),
                  [](const TiedWay& a, const TiedWay& b) { return a.way < b.way; });
        return edited;
    }

  private:
    NodeIdx new_node(const geo::Point& at) {
        new_nodes_.push_back(at);
        return NodeIdx{graph_.node_count() + new_nodes_.size() - 1};
    }
    const geo::Point& position(NodeIdx node) const {
        return node.value() < graph_.node_count() ? graph_.position(node)
                                                  : new_nodes_[node.value() - graph_.node_count()];
    }

    /// The node at a place of a street: a crossing that is near enough, or one that cuts the
    /// street.
    NodeIdx node_at(const StreetPlace& place) {
        const StreetGraph::Edge& edge = graph_.edge(place.edge);
        const double near_mm = joined_within.value() * 1000;
        if (place.along_mm <= near_mm && 2 * place.along_mm <= edge.length_mm) return edge.from;
        if (edge.length_mm - place.along_mm <= near_mm) return edge.to;
        const auto [at, added] = cuts_.try_emplace({place.edge, place.along_mm}, NodeIdx{});
        if (added) at->second = new_node(street::point_at(graph_, place.edge, place.along_mm));
        return at->second;
    }

    /// One node for each joint: on the street nearest to it, else where the ways meet.
    void tie_joints() {
        std::map<std::size_t, std::pair<geo::Point, std::optional<StreetPlace>>> places;
        for (const VertexLine& line : lines_)
            for (const Vertex& vertex : line)
                if (vertex.joint)
                    places.try_emplace(*vertex.joint, vertex.at,
                                       streets_.nearest(vertex.at, joined_within.value()));
        for (const auto& [joint, place] : places)
            joints_[joint] = place.second ? node_at(*place.second) : new_node(place.first);
    }

    /// The node where a vertex joins something; none where it joins nothing.
    NodeIdx joined(const Vertex& vertex) {
        if (vertex.joint) return joints_.at(*vertex.joint);
        const auto place = streets_.nearest(vertex.at, joined_within.value());
        return place ? node_at(*place) : NodeIdx::none();
    }

    /// A point of a way and the node that lies there, if any does.
    struct Stop {
        geo::Point at;
        NodeIdx node;
    };

    /// The way as it is tied; an end that joins nothing gets a node of its own.
    std::vector<Stop> stops_of(const AddedWay& way, const VertexLine& line, TiedWay& tied) {
        std::vector<Stop> stops;
        for (std::size_t v = 0; v < line.size(); ++v) {
            const bool first = v == 0;
            const bool last = v + 1 == line.size();
            const bool free = (first && !way.ties_start) || (last && !way.ties_end);
            NodeIdx node = free ? NodeIdx::none() : joined(line[v]);
            const bool joins = node.valid();
            if (!joins && !free && (first || last))
                if (const auto place = streets_.nearest(line[v].at, tolerance_.value()))
                    node = node_at(*place);
            if (first) tied.start_tied = node.valid();
            if (last) tied.end_tied = node.valid();
            if (node.valid()) ++tied.joints;
            if (!node.valid() && (first || last)) {
                stops.push_back({line[v].at, new_node(line[v].at)});
            } else if (!node.valid()) {
                stops.push_back({line[v].at, node});
            } else if (joins) {
                stops.push_back({position(node), node});
            } else {  // an end, tied by a straight piece
                if (last) stops.push_back({line[v].at, NodeIdx::none()});
                stops.push_back({position(node), node});
                if (first) stops.push_back({line[v].at, NodeIdx::none()});
            }
        }
        return stops;
    }

    void add_piece(std::size_t w, NodeIdx from, NodeIdx to, geo::LineString line) {
        line.erase(std::unique(line.begin(), line.end()), line.end());
        if (line.size() < 2) return;
        const AddedWay& way = ways_[order_[w]];
        const WayUse& use = way.use[street::index_of(mode_)];
        EdgeInput edge;
        edge.from = from;
        edge.to = to;
        edge.line = std::move(line);
        edge.kind = way.kind;
        // Who lives beside it stays tied where he was: a scenario moves nobody.
        edge.flags = static_cast<std::uint8_t>(way.flags | street::never_tied);
        edge.layer = way.layer;
        edge.way = -static_cast<std::int64_t>(w) - 1;  // no id of a source
        edge.forward = use.forward_kmh > 0;
        edge.backward = use.backward_kmh > 0;
        edge.speed_kmh = edge.forward ? use.forward_kmh : use.backward_kmh;
        edge.back_kmh = edge.backward ? use.backward_kmh : 0;
        added_.push_back(std::move(edge));
    }

    /// The edges of one way, in canonical order.
    TiedWay add(std::size_t w) {
        TiedWay tied;
        tied.way = order_[w];
        tied.where = ways_[order_[w]].where;
        tied.kind = ways_[order_[w]].kind;
        const std::vector<Stop> stops = stops_of(ways_[order_[w]], lines_[w], tied);
        geo::LineString piece;
        NodeIdx from;
        for (const Stop& stop : stops) {
            if (tied.line.empty() || !(tied.line.back() == stop.at)) tied.line.push_back(stop.at);
            piece.push_back(stop.at);
            if (!stop.node.valid()) continue;
            if (from.valid()) add_piece(w, from, stop.node, std::move(piece));
            piece = {stop.at};
            from = stop.node;
        }
        tied.passed = passed(stops);
        if (tied.joints == 0)
            for (const geo::Point& end : {stops.front().at, stops.back().at})
                if (const auto place = streets_.nearest(end))
                    tied.nearest_street_m =
                        std::min(tied.nearest_street_m.value_or(place->distance), place->distance);
        return tied;
    }

    /// Streets crossed away from the places where the way meets some.
    std::size_t passed(const std::vector<Stop>& stops) const {
        std::size_t count = 0;
        for (std::size_t i = 0; i + 1 < stops.size(); ++i)
            for (const double fraction : streets_.crossings(stops[i].at, stops[i + 1].at)) {
                const geo::Point at = geo::between(stops[i].at, stops[i + 1].at, fraction);
                const bool meets = std::any_of(stops.begin(), stops.end(), [&](const Stop& stop) {
                    return stop.node.valid() && geo::distance(stop.at, at) <= joined_within.value();
                });
                if (!meets) ++count;
            }
        return count;
    }

    void cut_streets() {
        for (auto cut = cuts_.begin(); cut != cuts_.end();) {
            const EdgeIdx edge = cut->first.first;
            const EdgeInput whole = street::input_of(graph_, edge);
            const double metres_per_mm =
                geo::length(whole.line).value() / graph_.edge(edge).length_mm;
            removed_.push_back(edge);
            double from_m = 0;
            EdgeInput piece = whole;
            const auto end_piece = [&](NodeIdx to, double to_m) {
                piece.to = to;
                piece.line = geo::cut(whole.line, from_m, to_m);
                piece.line.front() = position(piece.from);
                piece.line.back() = position(to);
                added_.push_back(piece);
                piece.from = to;
                from_m = to_m;
            };
            for (; cut != cuts_.end() && cut->first.first == edge; ++cut)
                end_piece(cut->second, cut->first.second * metres_per_mm);
            end_piece(whole.to, geo::length(whole.line).value());
        }
    }

    const StreetGraph& graph_;
    StreetLines streets_;
    std::span<const AddedWay> ways_;
    Metres tolerance_;
    street::Mode mode_;
    std::vector<std::size_t> order_;  ///< ways open to the mode, canonical
    std::vector<VertexLine> lines_;   ///< in that order
    std::map<std::size_t, NodeIdx> joints_;
    std::map<std::pair<EdgeIdx, std::uint32_t>, NodeIdx> cuts_;  ///< by place along an edge
    std::vector<geo::Point> new_nodes_;
    std::vector<EdgeIdx> removed_;
    std::vector<EdgeInput> added_;
};

}  // namespace

EditedStreets with_ways(const StreetGraph& streets, std::span<const AddedWay> ways,
                        Metres tolerance, street::Mode mode) {
    return Editor(streets, ways, tolerance, mode).edit();
}

void note_ways(const Scenario& scenario, const street::ByMode<std::vector<TiedWay>>& tied,
               Notices& notices) {
    struct Found {
        std::string where;
        bool meets = false;
        bool start = false;
        bool end = false;
        std::size_t passed = 0;
        std::optional<double> nearest;
    };
    std::map<std::string, Found> found;  ///< by `where`: what a closure cuts in two is one way
    for (const std::vector<TiedWay>& ways : tied)
        for (const TiedWay& way : ways) {
            Found& own = found[way.where];
            own.meets = own.meets || way.joints > 0;
            own.start = own.start || way.start_tied;
            own.end = own.end || way.end_tied;
            own.passed = std::max(own.passed, way.passed);
            if (way.nearest_street_m)
                own.nearest =
                    std::min(own.nearest.value_or(*way.nearest_street_m), *way.nearest_street_m);
        }
    const std::string& layer = scenario.name;
    for (const AddedWay& way : scenario.ways) {
        const auto at = found.find(way.where);
        if (at == found.end() && !scenario.closed.empty()) continue;  // closed by the same scenario
        const Found& own = at == found.end() ? found[way.where] : at->second;
        if (!own.meets) {
            notices.add(Severity::erreur, "scenario_sans_rue", layer,
                        {{"ou", way.where},
                         {"proche", own.nearest ? "oui" : "non"},
                         {"distance", own.nearest.value_or(0)},
                         {"rattachement", scenario.tolerance.value()}});
            continue;
        }
        if (!own.start || !own.end)
            notices.add(Severity::avertissement, "scenario_bout_libre", layer,
                        {{"ou", way.where}, {"bout", own.start ? "dernier" : "premier"}});
        if (own.passed > 0)
            notices.add(Severity::info, "scenario_croisement_sans_noeud", layer, way.where,
                        own.passed);
    }
}

}  // namespace lisiere::scenario
