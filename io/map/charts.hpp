// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/map/canvas.hpp"
#include "io/map/figures.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {

/// What every figure of a page shares.
struct FigureStyle {
    const PrintSettings::Colours& colours;
    std::string language;
    double scale = 1;           ///< of letters and lines
    Colour ground = "#ffffff";  ///< what maps are drawn on

    TextStyle small() const { return {6.5 * scale, colours.quiet}; }
    TextStyle body() const { return {7.5 * scale, colours.text}; }
    TextStyle strong() const { return {7.5 * scale, colours.text, true}; }
    std::string say(std::string_view key, const NamedValues& values = {}) const {
        return lisiere::io::say(key, language, values);
    }
};

/// Title over a rule, in two lines where smaller letters do not do; returns what is left of the box
/// below.
PageBox draw_heading(Canvas& canvas, const PageBox& box, const std::string& title,
                     const FigureStyle& style);

/// One large number with what it counts: at most four lines of caption.
struct Tile {
    std::string number;  ///< empty: not known
    std::string caption;
};
void draw_tiles(Canvas& canvas, const PageBox& box, std::span<const Tile> tiles,
                const FigureStyle& style);

/// A row each: name, the quarter's value, and two bars for what it is compared with.
void draw_gaps(Canvas& canvas, const PageBox& box, const HeadlineHeads& heads,
               std::span<const Gap> gaps, const FigureStyle& style);

/// Pairs of columns, the quarter's beside the agglomeration's.
void draw_ages(Canvas& canvas, const PageBox& box, std::span<const Gap> ages,
               const FigureStyle& style);

/// One column a period.
void draw_departures(Canvas& canvas, const PageBox& box,
                     std::span<const QuarterFigures::Departures> departures,
                     const FigureStyle& style);

/// Sixteen sectors whose length and colour tell the detour; `classes`: the style of layer `roses`.
void draw_rose(Canvas& canvas, const PageBox& box, const QuarterFigures& quarter,
               const LayerStyle* classes, const FigureStyle& style);

/// A name, a bar, what it stands for in words.
struct Bar {
    std::string name;
    std::string value;
    Colour colour;
    double length = 0;               ///< 0..1
    std::optional<double> low = {};  ///< 0..1: the ends of a range, drawn over the bar
    std::optional<double> high = {};
    std::string caution = {};  ///< follows the name, which is shortened before it
};
/// Height that many bars take under their heading, in millimetres.
double bars_height(std::size_t count, const FigureStyle& style);
/// One under the other from the top of the box, as many as it holds.
void draw_bars(Canvas& canvas, const PageBox& box, std::span<const Bar> bars,
               const FigureStyle& style);

/// A bar from 0 to 100 each.
void draw_components(Canvas& canvas, const PageBox& box,
                     std::span<const QuarterFigures::Component> components,
                     const FigureStyle& style);

}  // namespace lisiere::io
