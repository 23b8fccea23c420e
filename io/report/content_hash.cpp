// SPDX-License-Identifier: Apache-2.0
#include "io/report/content_hash.hpp"

#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "engine/core/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

/// Bytes that say one thing only: each item carries its kind and its length.
class Bytes {
  public:
    void add(char kind) { text_ += kind; }
    void add(char kind, std::uint64_t number) {
        text_ += kind;
        for (int shift = 0; shift < 64; shift += 8)
            text_ += static_cast<char>((number >> shift) & 255U);
    }
    void add(char kind, const std::string& text) {
        add(kind, text.size());
        text_ += text;
    }
    void add(double number) { add('d', std::bit_cast<std::uint64_t>(number + 0.0)); }
    void add(const geo::Point& p) {
        add(p.x);
        add(p.y);
    }
    void add(const std::vector<geo::Point>& points) {
        add('l', points.size());
        for (const geo::Point& p : points) add(p);
    }
    std::string take() { return std::exchange(text_, {}); }
    std::size_t size() const { return text_.size(); }

  private:
    std::string text_;
};

void add_value(Bytes& bytes, const Value& value, ColumnType type) {
    std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, std::monostate>)
                bytes.add('n');
            else if constexpr (std::is_same_v<T, bool>)
                bytes.add(v ? 'V' : 'F');
            else if constexpr (std::is_same_v<T, std::int64_t>) {
                if (type == ColumnType::real)
                    bytes.add(static_cast<double>(v));
                else
                    bytes.add('i', static_cast<std::uint64_t>(v));
            } else if constexpr (std::is_same_v<T, double>)
                bytes.add(v);
            else
                bytes.add('t', v);
        },
        value);
}

void add_geometry(Bytes& bytes, const geo::Geometry& geometry) {
    std::visit(
        [&](const auto& g) {
            using T = std::decay_t<decltype(g)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                bytes.add('0');
            } else if constexpr (std::is_same_v<T, geo::Point>) {
                bytes.add('1');
                bytes.add(g);
            } else if constexpr (std::is_same_v<T, geo::MultiLineString>) {
                bytes.add('2', g.size());
                for (const geo::LineString& line : g) bytes.add(line);
            } else {
                bytes.add('3', g.size());
                for (const geo::Polygon& polygon : g) {
                    bytes.add(polygon.outer);
                    bytes.add('h', polygon.holes.size());
                    for (const geo::Ring& hole : polygon.holes) bytes.add(hole);
                }
            }
        },
        geometry);
}

}  // namespace

std::string content_hash(const Table& table) {
    constexpr std::size_t block = 1U << 20U;  // the table's bytes are never held whole
    Bytes bytes;
    bytes.add('T', table.name);
    bytes.add('g', static_cast<std::uint64_t>(table.geometry_type));
    bytes.add('c', static_cast<std::uint64_t>(table.crs.epsg));
    bytes.add('C', table.columns.size());
    for (const Column& column : table.columns) {
        bytes.add('n', column.name);
        bytes.add('y', static_cast<std::uint64_t>(column.type));
    }
    bytes.add('R', table.rows.size());
    std::string hashes;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        LISIERE_EXPECTS(table.rows[row].size() == table.columns.size());
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            add_value(bytes, table.rows[row][c], table.columns[c].type);
        if (table.geometry_type != GeometryType::none)
            add_geometry(bytes, table.geometries.at(row));
        if (bytes.size() >= block) hashes += sha256_of_text(bytes.take());
    }
    hashes += sha256_of_text(bytes.take());
    return sha256_of_text(hashes);
}

}  // namespace lisiere::io
