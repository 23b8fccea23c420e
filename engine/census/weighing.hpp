// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/overlays.hpp"
#include "engine/census/residences.hpp"

namespace lisiere::census {

/// How the layers of a run are carried to its perimeters and references, by every method at hand.
/// What it is given must outlive it, and the weights that it makes point into `kept`.
class Weighing {
  public:
    Weighing(const IndicatorInputs& inputs, const References& references, Overlays& overlays,
             std::deque<Weights>& kept);

    /// Are there published cells? Those cut from the areas themselves know nothing that the areas
    /// do not.
    bool has_cells() const;
    LayerWeights of_table(const AreaTable& table, std::span<const geo::MultiPolygon> shapes);
    /// Of the cells' own counts. `shapes`: of the cells.
    LayerWeights of_cells(std::span<const geo::MultiPolygon> shapes);
    /// Is the point in a priority perimeter?
    bool in_priority(const geo::Point& point) const;

  private:
    Weights whole_areas(const AreaTable& table, std::span<const geo::MultiPolygon> shapes) const;
    Weights whole_cells(std::span<const geo::MultiPolygon> shapes) const;
    const Weights& told_by_cells(const Weights& weights);

    const IndicatorInputs& inputs_;
    const References& references_;
    Overlays& overlays_;
    std::deque<Weights>& kept_;
    Residences cells_;                         ///< empty without published cells
    std::vector<geo::MultiPolygon> priority_;  ///< the priority perimeters as one; empty: none
};

}  // namespace lisiere::census
