// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "engine/atlas/inputs.hpp"
#include "engine/geo/spatial_index.hpp"
#include "engine/table/table.hpp"
#include "io/style/print_settings.hpp"

namespace lisiere::io {

/// What lies under the analysis, from the run's own inputs, found once for all pages; both outlive
/// it. Reading from several threads is safe. Cost: n log n once, then what is found.
class BaseMap {
  public:
    BaseMap(const Inputs& inputs, const PrintSettings::Base& settings);

    /// Tables named after styles/fond, each with the rows that touch the box.
    /// `scale_denominator` decides whether streets, paths and buildings are there
    /// (styles/impression.toml); the walking streets are drawn, else those by car. What the run
    /// has not read is an empty table.
    std::vector<Table> tables(const geo::Box& box, double scale_denominator) const;

  private:
    Table streets(const geo::Box& box, double scale_denominator) const;
    Table heavy_lines(const geo::Box& box) const;

    const Inputs& inputs_;
    const PrintSettings::Base& settings_;
    const street::StreetGraph* graph_ = nullptr;
    geo::BoxIndex edges_;
    geo::BoxIndex barriers_;
    geo::BoxIndex buildings_;
    geo::BoxIndex communes_;
    std::vector<std::array<geo::Point, 2>> stretches_;  ///< of heavy lines, from stop to stop
};

}  // namespace lisiere::io
