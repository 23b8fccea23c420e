// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/map/charts.hpp"
#include "io/map/map_frame.hpp"

namespace lisiere::io {

/// A bar of a round length, at most `longest_mm` on paper, with the scale as a fraction; from the
/// bottom left corner given.
void draw_scale_bar(Canvas& canvas, PagePoint bottom_left, const MapView& view, double longest_mm,
                    const FigureStyle& style);

/// An arrow to true north: `angle` radians clockwise from the top of the page.
void draw_north(Canvas& canvas, PagePoint centre, double size_mm, double angle,
                const FigureStyle& style);

struct LegendCount {
    std::size_t entries = 0;  ///< headings and classes there are
    std::size_t drawn = 0;
};
/// The legend of the layers that have a row in the map, in columns, in smaller letters where they
/// are many; what does not fit all the same is counted in the last place. Classes are told when a
/// row of the map has them, areas in the colours that the map shows of them, with an entry for
/// those without value where there are some.
LegendCount draw_legend(Canvas& canvas, const PageBox& box, std::span<const MapLayer> layers,
                        const FigureStyle& style);

/// A small map: where the view lies among communes and perimeters, `current` filled.
struct Inset {
    std::span<const geo::MultiPolygon* const> communes;
    std::span<const geo::MultiPolygon* const> perimeters;
    const geo::MultiPolygon* current = nullptr;
};
void draw_inset(Canvas& canvas, const PageBox& box, const Inset& inset, const geo::Box& view,
                const FigureStyle& style);

}  // namespace lisiere::io
