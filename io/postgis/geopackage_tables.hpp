// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// A column as PostgreSQL has it.
struct PostgisColumn {
    std::string name;
    std::string type;  ///< "text", "bigint", "double precision", "boolean", "geometry(Point,2154)"
    std::string comment;  ///< title and sentence of the dictionary (gpkg_data_columns)
};

/// A layer of a GeoPackage. Private to io/postgis, like all that reads it.
struct PostgisTable {
    std::string name;
    std::string comment;
    std::string key;       ///< the column of whole numbers that tells rows apart
    std::string geometry;  ///< the column of shapes; empty: none
    int srid = 0;
    std::vector<PostgisColumn> columns;  ///< the key first
    std::size_t rows = 0;
};

/// Tables of a GeoPackage of ours, as rows that COPY takes. The file is read, never changed.
class GeopackageTables {
  public:
    /// InputError when the file is no GeoPackage.
    explicit GeopackageTables(const std::filesystem::path& file);
    ~GeopackageTables();
    GeopackageTables(const GeopackageTables&) = delete;
    GeopackageTables& operator=(const GeopackageTables&) = delete;

    /// Every layer that gpkg_contents lists, in the order of their names; not the styles, which are
    /// QGIS's own table.
    std::vector<PostgisTable> all() const;
    /// `take` gets whole rows, many at a time, in the text format of COPY: NULL is \N, shapes are
    /// extended WKB in hexadecimal with the SRID. InputError when the table cannot be read to its
    /// end.
    void read(const PostgisTable& table,
              const std::function<void(std::string_view rows)>& take) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace lisiere::io
