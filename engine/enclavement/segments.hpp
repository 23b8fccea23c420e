// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/geometry.hpp"
#include "engine/geo/lines.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::enclavement {

/// A straight piece of a longer line.
struct Segment {
    geo::Point a;
    geo::Point b;
    std::uint32_t owner = 0;  ///< position of the line it belongs to
    std::uint32_t part = 0;   ///< its number on that line
    double start_m = 0;       ///< where `a` lies along that line
};

/// The segments of lines 0..n-1, by place. Reading from several threads is safe.
class SegmentIndex {
  public:
    explicit SegmentIndex(std::span<const geo::LineString> lines);

    const Segment& operator[](std::uint32_t at) const { return segments_[at]; }
    std::size_t size() const { return segments_.size(); }
    /// Positions of the segments whose box meets `box`, ascending. `out` is cleared first.
    void query(const geo::Box& box, std::vector<std::uint32_t>& out) const {
        index_.query(box, out);
    }

  private:
    std::vector<Segment> segments_;
    geo::BoxIndex index_;
};

/// Points, by place.
geo::BoxIndex index_of(std::span<const geo::Point> points);

/// Length of ab inside the disc, metres; exact.
double length_in_disc(const geo::Point& a, const geo::Point& b, const geo::Point& centre,
                      double radius);

/// Length of a line, metres.
double line_length(std::span<const geo::Point> line);

/// The parts of a line inside a box.
geo::MultiLineString clip_to_box(const geo::LineString& line, const geo::Box& box);

}  // namespace lisiere::enclavement
