// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/census/overlays.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere {

/// The columns that cells can be fitted to: the counts of the tables whose name (as in a formula)
/// or whose source is `wanted` (of a source: its population, POP), of the newest vintage among
/// them; one a table at most.
struct CalibrationTotals {
    const census::AreaTable* table = nullptr;
    const census::CountColumn* column = nullptr;
};
std::vector<CalibrationTotals> calibration_totals(std::span<const census::AreaTable> tables,
                                                  std::string_view wanted);

/// Scales the people of cells so that the areas' totals are met (census::rake); further counts of a
/// cell go with its people, so that their rates stay. Cells left without people are taken out.
/// Areas that reach beyond the study area, of which only a part of the cells was read, take no
/// part; nor do those whose people the cells do not cover (census::CellCover), as a commune of
/// which the town's last cells take a sliver. Notices: `calage_partiel` (avertissement, those),
/// `population_calee` (info, totals met and largest relative error left),
/// `calage_incomplet` (avertissement, totals that contradict one another), `calage_hors_atteinte`
/// (avertissement, areas with people and no cell).
void calibrate(census::Population& population, std::span<const CalibrationTotals> totals,
               const geo::Box& study_area, census::Overlays& overlays, Notices& notices);

}  // namespace lisiere
