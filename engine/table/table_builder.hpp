// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/table/table.hpp"

namespace lisiere {

/// Builds a `Table` from rows of any type: each column is a name, a type and what to take from a
/// row, in one place, so that columns and values cannot drift apart.
template <class Row>
class TableBuilder {
  public:
    TableBuilder(std::string name, geo::Crs crs) {
        table_.name = std::move(name);
        table_.crs = crs;
    }

    TableBuilder& column(std::string name, ColumnType type,
                         std::function<Value(const Row&)> value) {
        table_.columns.push_back({std::move(name), type});
        values_.push_back(std::move(value));
        return *this;
    }
    TableBuilder& text(std::string name, std::function<std::string(const Row&)> value) {
        return column(std::move(name), ColumnType::text,
                      [value = std::move(value)](const Row& row) {
                          return to_value(std::string_view(value(row)));
                      });
    }
    /// Rounded to three decimals: a millimetre, a thousandth of a share; further digits only say
    /// how a sum was ordered, and weigh in tiles.
    TableBuilder& real(std::string name, std::function<Maybe<double>(const Row&)> value) {
        return column(std::move(name), ColumnType::real,
                      [value = std::move(value)](const Row& row) {
                          const Maybe<double> exact = value(row);
                          // 0 added: what rounds to nothing has no sign.
                          return exact ? Value{std::round(*exact * 1000) / 1000 + 0.0} : Value{};
                      });
    }
    /// A year of data; 0: not known.
    TableBuilder& year(std::string name, std::function<int(const Row&)> value) {
        return integer(std::move(name), [value = std::move(value)](const Row& row) {
            const int year = value(row);
            return year > 0 ? Maybe<std::int64_t>(year) : Maybe<std::int64_t>();
        });
    }
    TableBuilder& integer(std::string name, std::function<Maybe<std::int64_t>(const Row&)> value) {
        return column(std::move(name), ColumnType::integer,
                      [value = std::move(value)](const Row& row) { return to_value(value(row)); });
    }
    TableBuilder& boolean(std::string name, std::function<bool(const Row&)> value) {
        return column(std::move(name), ColumnType::boolean,
                      [value = std::move(value)](const Row& row) { return Value{value(row)}; });
    }
    TableBuilder& geometry(GeometryType type, std::function<geo::Geometry(const Row&)> shape) {
        table_.geometry_type = type;
        shape_ = std::move(shape);
        return *this;
    }

    Table build(const std::vector<Row>& rows) const {
        Table table = table_;
        table.rows.reserve(rows.size());
        for (const Row& row : rows) {
            std::vector<Value> values;
            values.reserve(values_.size());
            for (const auto& value : values_) values.push_back(value(row));
            table.rows.push_back(std::move(values));
            if (shape_) table.geometries.push_back(shape_(row));
        }
        return table;
    }

  private:
    Table table_;
    std::vector<std::function<Value(const Row&)>> values_;
    std::function<geo::Geometry(const Row&)> shape_;
};

}  // namespace lisiere
