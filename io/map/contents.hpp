// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "io/map/charts.hpp"

namespace lisiere::io {

/// A line of the contents of an atlas.
struct ContentsLine {
    std::string words;
    std::size_t page = 0;  ///< of the atlas, at its right end and linked; 0: none
    bool heading = false;
};

/// Ground of a page that leads to another, counted from 1.
struct PageLink {
    PageBox box;
    std::size_t to = 0;
};

/// The contents of an atlas: lines down the columns of as many pages as they take, an empty one
/// leaving its room; a heading stays with the line that follows.
class Contents {
  public:
    /// Measures on `canvas` and draws nothing.
    Contents(Canvas& canvas, std::vector<ContentsLine> lines, const PageBox& body,
             const FigureStyle& style);

    std::size_t pages() const { return pages_; }
    /// The lines of one page, from 0; `first`: what their page numbers are counted from.
    void draw(Canvas& canvas, std::size_t page, std::size_t first) const;
    /// Where its lines lead.
    std::vector<PageLink> links(std::size_t page, std::size_t first) const;

  private:
    struct Place {
        std::size_t page = 0;
        PageBox box;
    };
    TextStyle style_of(const ContentsLine& line) const;
    std::vector<ContentsLine> lines_;
    std::vector<Place> places_;  ///< one a line
    FigureStyle style_;
    std::size_t pages_ = 0;
};

}  // namespace lisiere::io
