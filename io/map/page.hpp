// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "io/map/canvas.hpp"
#include "io/map/charts.hpp"
#include "io/map/figures.hpp"
#include "io/map/fonts.hpp"
#include "io/map/print_atlas.hpp"

namespace lisiere::io {

/// Where the parts of a page stand.
struct PageLayout {
    Paper paper;
    double scale = 1;  ///< of letters and signs
    PageBox header;
    PageBox map;
    PageBox legend;
    std::vector<PageBox> columns;  ///< of figures: one beside the map, or two below
    PageBox footer;
};
PageLayout page_layout(const PrintConfig& config, const PrintSettings& settings);

/// Draws the pages of an atlas, one call a page.
class PagePainter {
  public:
    PagePainter(const PrintJob& job, Fonts fonts);

    const PageLayout& layout() const { return layout_; }
    const std::vector<QuarterFigures>& quarters() const { return quarters_; }
    /// Nothing for a perimeter that nobody has drawn.
    const geo::MultiPolygon* shape_of(const QuarterFigures& quarter) const;

    void draw_quarter(Canvas& canvas, const Plate& plate, const QuarterFigures& quarter) const;
    void draw_territory(Canvas& canvas, const Plate& plate) const;

  private:
    FigureStyle figures() const { return {job_.settings.colours, job_.language, layout_.scale}; }
    void header(Canvas& canvas, const std::string& title, const std::string& line) const;
    void footer(Canvas& canvas, const std::string& note) const;
    void map(Canvas& canvas, const Plate& plate, const geo::Box& content, double margin_m,
             const QuarterFigures* quarter) const;
    void quarter_columns(Canvas& canvas, const QuarterFigures& quarter) const;
    void territory_columns(Canvas& canvas) const;
    std::string commune_names(const QuarterFigures& quarter) const;
    std::string kind_words(const QuarterFigures& quarter) const;

    const PrintJob& job_;
    Fonts fonts_;
    PageLayout layout_;
    std::vector<QuarterFigures> quarters_;
};

}  // namespace lisiere::io
