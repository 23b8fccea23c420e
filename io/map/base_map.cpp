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

Table streets_of(const Inputs& inputs, const geo::Box& box, double scale_denominator,
                 const PrintSettings::Base& settings) {
    Table table = empty_table("fond_rues", GeometryType::multilinestring, "classe");
    const auto& graph = inputs.streets ? inputs.streets : inputs.driving;
    if (!graph) return table;
    const auto named = [](const std::vector<std::string>& kinds, const std::string& kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    for (std::uint32_t e = 0; e < graph->edge_count(); ++e) {
        const street::EdgeIdx edge{e};
        const std::span<const geo::Point> line = graph->line(edge);
        geo::Box bounds;
        for (const geo::Point& p : line) bounds.extend(p);
        if (!bounds.intersects(box)) continue;
        const std::string& kind = graph->kind_name(graph->edge(edge).kind);
        const char* name = "chemin";
        double up_to = settings.paths_up_to;
        if (named(settings.main_streets, kind)) {
            name = "principale";
            up_to = scale_denominator;  // at every scale
        } else if (named(settings.streets, kind)) {
            name = "desserte";
            up_to = settings.streets_up_to;
        }
        if (scale_denominator > up_to) continue;
        add(table, geo::MultiLineString{{line.begin(), line.end()}}, {std::string(name)});
    }
    return table;
}

/// The heavy lines of the timetable from stop to stop, each stretch once whatever runs on it.
Table heavy_lines_of(const Inputs& inputs, const geo::Box& box) {
    Table table = empty_table("fond_lignes_lourdes", GeometryType::multilinestring);
    if (!inputs.timetable) return table;
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
            // Both ways are one stretch.
            if (std::pair(b.x, b.y) < std::pair(a.x, a.y)) std::swap(a, b);
            geo::Box stretch;
            stretch.extend(a);
            stretch.extend(b);
            if (stretch.intersects(box) && told.insert({a.x, a.y, b.x, b.y}).second)
                add(table, geo::MultiLineString{{a, b}});
        }
    }
    return table;
}

}  // namespace

std::vector<Table> base_map(const Inputs& inputs, const geo::Box& box, double scale_denominator,
                            const PrintSettings::Base& settings) {
    std::vector<Table> tables;
    tables.push_back(streets_of(inputs, box, scale_denominator, settings));
    Table water = empty_table("fond_eau", GeometryType::multilinestring);
    Table rail = empty_table("fond_rail", GeometryType::multilinestring);
    Table roads = empty_table("fond_routes", GeometryType::multilinestring);
    if (inputs.barriers)
        for (const street::BarrierPiece& piece : *inputs.barriers) {
            if (piece.tunnel || !geo::bounds(piece.line).intersects(box)) continue;
            if (piece.kind == street::BarrierKind::cours_eau)
                add(water, geo::MultiLineString{piece.line});
            else if (piece.kind == street::BarrierKind::voie_ferree)
                add(rail, geo::MultiLineString{piece.line});
            else if (piece.kind == street::BarrierKind::autoroute ||
                     piece.kind == street::BarrierKind::voie_rapide)
                add(roads, geo::MultiLineString{piece.line});
        }
    Table buildings = empty_table("fond_batiments", GeometryType::multipolygon);
    if (inputs.buildings && scale_denominator <= settings.buildings_up_to)
        for (const census::Building& building : inputs.buildings->items)
            if (geo::bounds(building.shape).intersects(box)) add(buildings, building.shape);
    Table communes = empty_table("fond_communes", GeometryType::multipolygon, "nom");
    for (const Commune& commune : inputs.territory.communes)
        if (geo::bounds(commune.shape).intersects(box))
            add(communes, commune.shape, {commune.name});
    for (Table* table : {&water, &rail, &roads, &buildings, &communes})
        tables.push_back(std::move(*table));
    tables.push_back(heavy_lines_of(inputs, box));
    return tables;
}

}  // namespace lisiere::io
