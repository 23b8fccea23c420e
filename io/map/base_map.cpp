// SPDX-License-Identifier: Apache-2.0
#include "io/map/base_map.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace lisiere::io {
namespace {

Table empty_table(const char* name, GeometryType type, const char* column = nullptr) {
    Table table;
    table.name = name;
    table.geometry_type = type;
    if (column != nullptr) table.columns.push_back({column, ColumnType::text});
    return table;
}

void add(Table& table, geo::Geometry geometry, std::vector<Value> values = {}) {
    table.rows.push_back(std::move(values));
    table.geometries.push_back(std::move(geometry));
}

/// The walking streets, else those by car; null: none.
const street::StreetGraph* drawn_streets(const Inputs& inputs) {
    if (inputs.streets) return &*inputs.streets;
    return inputs.driving ? &*inputs.driving : nullptr;
}

std::vector<geo::Box> bounds_of_edges(const street::StreetGraph* graph) {
    std::vector<geo::Box> out;
    if (graph == nullptr) return out;
    out.resize(graph->edge_count());
    for (std::uint32_t e = 0; e < out.size(); ++e)
        for (const geo::Point& p : graph->line(street::EdgeIdx{e})) out[e].extend(p);
    return out;
}

/// The bounds of each item's shape; none for what was not read.
template <typename Items, typename Shape>
std::vector<geo::Box> bounds_of_all(const Items* items, const Shape& shape_of) {
    std::vector<geo::Box> out;
    if (items == nullptr) return out;
    out.reserve(items->size());
    for (const auto& item : *items) out.push_back(geo::bounds(shape_of(item)));
    return out;
}

/// The heavy lines of the timetable, each stretch once whatever runs on it and whichever way.
std::vector<std::array<geo::Point, 2>> heavy_stretches(const Inputs& inputs) {
    std::vector<std::array<geo::Point, 2>> out;
    if (!inputs.timetable) return out;
    const transit::Timetable& timetable = *inputs.timetable;
    std::set<std::array<double, 4>> told;
    for (const transit::PatternIdx pattern :
         indices<transit::PatternIdx>(timetable.patterns().size())) {
        if (!transit::is_heavy(timetable.lines()[timetable.patterns()[pattern].line].mode))
            continue;
        const std::span<const transit::StopIdx> stops = timetable.stops_of(pattern);
        for (std::size_t i = 1; i < stops.size(); ++i) {
            geo::Point a = timetable.stops()[stops[i - 1]].at;
            geo::Point b = timetable.stops()[stops[i]].at;
            if (std::pair(b.x, b.y) < std::pair(a.x, a.y)) std::swap(a, b);
            if (told.insert({a.x, a.y, b.x, b.y}).second) out.push_back({a, b});
        }
    }
    return out;
}

bool is_named(const std::vector<std::string>& kinds, const std::string& kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

BaseMap::BaseMap(const Inputs& inputs, const PrintSettings::Base& settings)
    : inputs_(inputs),
      settings_(settings),
      graph_(drawn_streets(inputs)),
      edges_(bounds_of_edges(graph_)),
      barriers_(bounds_of_all(
          inputs.barriers ? &*inputs.barriers : nullptr,
          [](const street::BarrierPiece& piece) -> const geo::LineString& { return piece.line; })),
      buildings_(bounds_of_all(inputs.buildings ? &inputs.buildings->items : nullptr,
                               [](const census::Building& building) -> const geo::MultiPolygon& {
                                   return building.shape;
                               })),
      communes_(bounds_of_all(
          &inputs.territory.communes,
          [](const Commune& commune) -> const geo::MultiPolygon& { return commune.shape; })),
      stretches_(heavy_stretches(inputs)) {}

Table BaseMap::streets(const geo::Box& box, double scale_denominator) const {
    Table table = empty_table("fond_rues", GeometryType::multilinestring, "classe");
    std::vector<std::uint32_t> found;
    edges_.query(box, found);
    for (const std::uint32_t e : found) {
        const street::EdgeIdx edge{e};
        const std::string& kind = graph_->kind_name(graph_->edge(edge).kind);
        const char* name = "chemin";
        double up_to = settings_.paths_up_to;
        if (is_named(settings_.main_streets, kind)) {
            name = "principale";
            up_to = scale_denominator;  // at every scale
        } else if (is_named(settings_.streets, kind)) {
            name = "desserte";
            up_to = settings_.streets_up_to;
        }
        if (scale_denominator > up_to) continue;
        const std::span<const geo::Point> line = graph_->line(edge);
        add(table, geo::MultiLineString{{line.begin(), line.end()}}, {std::string(name)});
    }
    return table;
}

Table BaseMap::heavy_lines(const geo::Box& box) const {
    Table table = empty_table("fond_lignes_lourdes", GeometryType::multilinestring);
    for (const auto& [a, b] : stretches_) {
        geo::Box stretch;
        stretch.extend(a);
        stretch.extend(b);
        if (stretch.intersects(box)) add(table, geo::MultiLineString{{a, b}});
    }
    return table;
}

std::vector<Table> BaseMap::tables(const geo::Box& box, double scale_denominator) const {
    std::vector<Table> tables;
    tables.push_back(streets(box, scale_denominator));
    std::vector<std::uint32_t> found;
    Table water = empty_table("fond_eau", GeometryType::multilinestring);
    Table rail = empty_table("fond_rail", GeometryType::multilinestring);
    Table roads = empty_table("fond_routes", GeometryType::multilinestring);
    barriers_.query(box, found);
    for (const std::uint32_t at : found) {
        const street::BarrierPiece& piece = (*inputs_.barriers)[at];
        if (piece.tunnel) continue;
        if (piece.kind == street::BarrierKind::cours_eau)
            add(water, geo::MultiLineString{piece.line});
        else if (piece.kind == street::BarrierKind::voie_ferree)
            add(rail, geo::MultiLineString{piece.line});
        else if (piece.kind == street::BarrierKind::autoroute ||
                 piece.kind == street::BarrierKind::voie_rapide)
            add(roads, geo::MultiLineString{piece.line});
    }
    Table buildings = empty_table("fond_batiments", GeometryType::multipolygon);
    found.clear();
    if (scale_denominator <= settings_.buildings_up_to) buildings_.query(box, found);
    for (const std::uint32_t at : found) add(buildings, inputs_.buildings->items[at].shape);
    Table communes = empty_table("fond_communes", GeometryType::multipolygon, "nom");
    communes_.query(box, found);
    for (const std::uint32_t at : found) {
        const Commune& commune = inputs_.territory.communes[CommuneIdx{at}];
        add(communes, commune.shape, {commune.name});
    }
    for (Table* table : {&water, &rail, &roads, &buildings, &communes})
        tables.push_back(std::move(*table));
    tables.push_back(heavy_lines(box));
    return tables;
}

}  // namespace lisiere::io
