// SPDX-License-Identifier: Apache-2.0
#include "io/map/placed_rows.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/geo/measure.hpp"
#include "engine/table/table_rows.hpp"

namespace lisiere::io {
namespace {

bool has_stretch_in(const geo::LineString& line, const geo::Box& box) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        geo::Box stretch;
        stretch.extend(line[i - 1]);
        stretch.extend(line[i]);
        if (stretch.intersects(box)) return true;
    }
    return false;
}

std::vector<geo::Box> bounds_by_row(const Table& table) {
    std::vector<geo::Box> out;
    out.reserve(table.geometries.size());
    for (const geo::Geometry& geometry : table.geometries) out.push_back(bounds_of(geometry));
    return out;
}

}  // namespace

bool touches(const geo::Geometry& geometry, const geo::Box& box) {
    if (const auto* point = std::get_if<geo::Point>(&geometry)) return box.contains(*point);
    if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry))
        return std::any_of(lines->begin(), lines->end(),
                           [&](const geo::LineString& line) { return has_stretch_in(line, box); });
    const auto* shape = std::get_if<geo::MultiPolygon>(&geometry);
    return shape != nullptr && std::any_of(shape->begin(), shape->end(), [&](const auto& part) {
               return geo::bounds(part.outer).intersects(box);
           });
}

geo::Box bounds_of(const geo::Geometry& geometry) {
    geo::Box box;
    if (const auto* point = std::get_if<geo::Point>(&geometry)) box.extend(*point);
    if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry))
        for (const geo::LineString& line : *lines) box.extend(geo::bounds(line));
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
        box.extend(geo::bounds(*shape));
    return box;
}

PlacedRows::PlacedRows(const Table& table) : table_(&table), bounds_(bounds_by_row(table)) {}

std::vector<std::size_t> PlacedRows::in(const geo::Box& box) const {
    std::vector<std::uint32_t> near;
    bounds_.query(box, near);
    std::vector<std::size_t> rows;
    for (const std::uint32_t row : near)
        if (touches(table_->geometries[row], box)) rows.push_back(row);
    return rows;
}

KeyedRows::KeyedRows(const Table* table, std::string_view column) {
    if (table == nullptr || std::none_of(table->columns.begin(), table->columns.end(),
                                         [&](const Column& one) { return one.name == column; }))
        return;
    const TableRows rows(table);
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows_[rows.text(row, column)].push_back(row);
}

std::span<const std::size_t> KeyedRows::of(const std::string& key) const {
    const auto found = rows_.find(key);
    if (found == rows_.end()) return {};
    return found->second;
}

EditionRows::EditionRows(std::span<const Table> tables) {
    for (const Table& table : tables)
        tables_.try_emplace(table.name, Rows{PlacedRows(table), KeyedRows(&table, "code")});
}

std::vector<std::size_t> EditionRows::in(const std::string& table, const geo::Box& box) const {
    const auto found = tables_.find(table);
    if (found == tables_.end()) return {};
    return found->second.placed.in(box);
}

std::span<const std::size_t> EditionRows::of(const std::string& table,
                                             const std::string& code) const {
    const auto found = tables_.find(table);
    if (found == tables_.end()) return {};
    return found->second.by_code.of(code);
}

}  // namespace lisiere::io
