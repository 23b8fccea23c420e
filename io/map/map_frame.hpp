// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/table/table.hpp"
#include "io/map/canvas.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// One layer of a printed map: a table, how it is drawn, and which of its rows.
struct MapLayer {
    const Table* table = nullptr;
    const LayerStyle* style = nullptr;
    std::vector<std::size_t> rows;  ///< in the table's order
};

/// Where on the ground and where on paper.
struct MapView {
    geo::Box ground;  ///< of the proportions of `frame`
    PageBox frame;
    /// 10,000 for 1:10,000.
    double scale_denominator() const { return ground.width() * 1000 / frame.width; }
};

/// The least view that holds `content` with `margin_m` around, at a scale whose denominator reads
/// well (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten); `content` lies in its middle.
/// An empty box gives a view of a kilometre around the origin.
MapView view_of(const geo::Box& content, double margin_m, const PageBox& frame);

/// Where a place of the ground lies on the page.
PagePoint on_page(const geo::Point& p, const MapView& view);

/// Bounds of the parts of a shape nearest `from` that hold `share` (0..1) of its area: its crumbs
/// far away do not decide how small the rest is drawn. Parts are taken by their farthest corner.
geo::Box main_bounds(const geo::MultiPolygon& shape, const geo::Point& from, double share);

struct MapOptions {
    Colour background;
    double scale = 1;               ///< of symbols and letters
    std::vector<PageBox> reserved;  ///< where something else covers the map: no label there
};

/// Draws the layers, in the order given, inside the frame, without their labels (labels.hpp).
/// Guarantee: the same bytes for the same layers.
void draw_map(Canvas& canvas, const MapView& view, std::span<const MapLayer> layers,
              const MapOptions& options);

}  // namespace lisiere::io
