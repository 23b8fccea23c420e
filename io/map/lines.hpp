// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "io/map/charts.hpp"

namespace lisiere::io {

/// One line of a table beside a map.
struct PageLine {
    std::string name;
    Colour colour;
    std::vector<std::string> cells;
    bool strong = false;       ///< heads the lines that follow
    std::string caution = {};  ///< follows the name, which is shortened before it
};

/// Room for the names of a table with so many cells beside them, mm.
double name_width(const PageBox& column, std::size_t cells, double scale);

struct DrawnLines {
    std::size_t drawn = 0;      ///< lines that found their place
    std::vector<PageBox> rest;  ///< what the table left of the columns, in their order
};

/// Names and right-aligned cells down the columns of the page; what does not fit is counted, with
/// the table to `see`.
DrawnLines draw_lines(Canvas& canvas, std::span<const PageBox> columns, const std::string& title,
                      std::span<const std::string> heads, std::span<const PageLine> lines,
                      const std::string& see, const FigureStyle& style);

}  // namespace lisiere::io
