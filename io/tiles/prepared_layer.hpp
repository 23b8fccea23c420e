// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/geo/simplify.hpp"
#include "io/tiles/clip.hpp"
#include "io/tiles/mvt.hpp"
#include "io/tiles/write_tiles.hpp"

namespace lisiere::io {

/// A table made ready for every zoom: places on the base grid, borders cut into common arcs,
/// attributes encoded. Immutable once made; reading from several threads is safe.
class PreparedLayer {
  public:
    PreparedLayer(const TileLayer& layer, const ToLonLat& to_lonlat);

    const Table& table() const { return *table_; }
    const TileLayer& options() const { return options_; }
    const Attributes& attributes(int zoom) const {
        return zoom < options_.all_columns_zoom ? *few_ : attributes_;
    }
    TileGeometry type() const;
    /// On the base grid; empty (min > max) for a row without geometry.
    const GridBox& box(std::size_t row) const { return boxes_[row]; }
    /// Steps of the base grid, squared; 0 for lines and points.
    double area(std::size_t row) const { return areas_[row]; }

    /// The row's shape on the grid of `zoom`, simplified with a tolerance in steps of that grid.
    /// Polygons whose area is under a pixel and that are short are left out.
    void shape(std::size_t row, int zoom, double tolerance, GridShape& out) const;

  private:
    struct Line {
        std::vector<geo::Point> points;
        std::vector<double> importance;
    };
    void prepare_polygons(const ToLonLat& to_lonlat);
    void prepare_lines(const ToLonLat& to_lonlat);
    void prepare_points(const ToLonLat& to_lonlat);

    const Table* table_;
    TileLayer options_;
    Attributes attributes_;
    std::optional<Attributes> few_;  ///< when `options_.all_columns_zoom` is over 0
    std::vector<GridBox> boxes_;
    std::vector<double> areas_;
    std::unique_ptr<geo::Coverage> polygons_;
    std::vector<std::vector<Line>> lines_;
    std::vector<GridPoint> points_;
};

}  // namespace lisiere::io
