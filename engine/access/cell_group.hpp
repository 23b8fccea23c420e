// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/census/overlap.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere::access {

/// People of a cell counted in a group: its people × the share of its area inside.
struct CellWeight {
    census::CellIdx cell;
    double people = 0;  ///< > 0
    friend bool operator==(const CellWeight&, const CellWeight&) = default;
};

/// Residents of a perimeter, a commune, a study area: the one shape every aggregate is made from,
/// so that any two places compare with the same formula. Ascending by cell.
struct CellGroup {
    std::string id;
    std::vector<CellWeight> cells;
    double people() const;
    friend bool operator==(const CellGroup&, const CellGroup&) = default;
};

/// Residents of each target of `overlap` (sources: the cells; targets: perimeters, communes,
/// sectors).
std::vector<CellGroup> groups_by_overlap(const census::Population& population,
                                         const census::OverlapMatrix& overlap,
                                         std::span<const std::string> ids);
/// Residents of some communes together: whole cells, by the commune of their centre.
CellGroup group_of_communes(const census::Population& population,
                            std::span<const std::string> communes, std::string id);
/// Residents of all cells.
CellGroup whole_population(const census::Population& population, std::string id);

/// Whether a missing value says that residents are too far (`au_dela`, `non_desservi`): they count
/// as +infinity in aggregates. Any other reason says that nothing is known of them: they are left
/// out.
bool is_out_of_reach(Absence absence);

/// Quantile by nearest rank over people: the least v such that the people with a value <= v are at
/// least q × all people with a known value, +infinity included; 0 < q <= 1. Missing: when the rank
/// falls on residents out of reach, the reason most of them have (ties: au_dela); when nothing is
/// known of anyone, the reason most have; `sans_objet` when the group has no people. Guarantee:
/// cutting a cell in parts with the same value changes nothing, beyond rounding of sums.
Maybe<double> weighted_quantile(const CellGroup& group, std::span<const Maybe<double>> values,
                                double q);
/// Share of people with a value <= limit, among those with a known value or out of reach.
Maybe<double> share_within(const CellGroup& group, std::span<const Maybe<double>> values,
                           double limit);
/// Mean over people with a value; those out of reach and unknown are left out (see `known_share`).
Maybe<double> weighted_mean(const CellGroup& group, std::span<const Maybe<double>> values);
/// The same of values that lie elsewhere than in a row.
Maybe<double> weighted_mean(const CellGroup& group,
                            const std::function<const Maybe<double>&(census::CellIdx)>& value_of);
/// Share of the group's people with a value or out of reach: what the other figures rest upon.
Maybe<double> known_share(const CellGroup& group, std::span<const Maybe<double>> values);

}  // namespace lisiere::access
