// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/core/maybe.hpp"
#include "engine/enclavement/distribution.hpp"
#include "engine/enclavement/measure.hpp"

namespace lisiere::enclavement {

struct IndexSettings {
    /// By component, those that the definitions name. DEFAULT: a component not named here weighs 1.
    std::map<std::string, double> weights;
    std::size_t least_components =
        2;                          ///< DEFAULT: with fewer known components that weigh, no index
    std::uint64_t seed = 20240101;  ///< of the uncertainty analysis (see uncertainty.hpp)
    int draws = 4096;               ///< DEFAULT: its sample size N
    double most_enclosed_share =
        0.25;  ///< DEFAULT: "most enclosed" is the quarter of the residents
};

/// One measure ranked among the residents of the study area.
struct RankedMeasure {
    MeasureDefinition definition;
    std::vector<Maybe<double>> values;       ///< raw, by cell
    std::vector<Maybe<double>> percentiles;  ///< by cell, 0 least enclosed, 100 most
};

struct ComponentScores {
    std::string id;
    double weight = 0;                  ///< as set; not normalised
    std::vector<Maybe<double>> scores;  ///< by cell, 0..100
};

/// One measure of one group of residents.
struct GroupMeasure {
    std::size_t measure = 0;   ///< position in `Index::measures`
    Maybe<double> value;       ///< raw, over the residents who have one: mean, median or maximum
    Maybe<double> concerned;   ///< share of the residents whom `value` rests on, 0..1
    Maybe<double> percentile;  ///< mean over residents of their percentiles
    double weight = 0;         ///< share of the index's weight that falls on this measure, 0..1
};

struct GroupIndex {
    std::string id;
    Maybe<double> index;                    ///< mean over residents, 0..100
    std::vector<Maybe<double>> components;  ///< by position in `Index::components`
    std::vector<std::string> missing;       ///< components that weigh and are known of no resident
    Maybe<double> exogene;
    Maybe<double> endogene;
    std::vector<GroupMeasure> measures;
    /// 5th and 95th percentile of the index under other choices: see uncertainty.hpp, which fills
    /// what follows; missing in a scenario.
    Maybe<double> low;
    Maybe<double> high;
    std::vector<Maybe<double>> without;  ///< the index without one component, by position
    std::optional<int> rank;             ///< 1: most enclosed of the groups; ties: the first group
    std::optional<int> rank_low;  ///< 5th and 95th percentile of the rank under other choices
    std::optional<int> rank_high;
    Maybe<double>
        most_enclosed;  ///< share of the draws that put it among the most enclosed residents
};

/// Never stored without its components, its measures and its range.
struct Index {
    std::vector<RankedMeasure> measures;      ///< of cells, in the order of the definitions
    std::vector<ComponentScores> components;  ///< in the order the definitions first name them
    std::vector<Maybe<double>> index;         ///< by cell, 0..100
    std::vector<Maybe<double>> exogene;       ///< mean percentile of the measures of that side
    std::vector<Maybe<double>> endogene;
    std::vector<GroupIndex> groups;
};

/// What the values of an index are ranked in. Views: they must outlive the call.
struct RankedIn {
    /// The measures of the base run when the values are those of a scenario: which are known of
    /// whom is frozen with it, so that a measure that the base does not know of a cell has no rank
    /// there. A value within a ten-thousandth of that of the base ranks as that one: streets cut in
    /// two are as long as they were but for whole millimetres. DEFAULT: none, the values
    /// themselves.
    std::span<const CellMeasure> base{};
    /// DEFAULT: null, that of the base, all its cells whole.
    const Distribution* distribution = nullptr;
};

/// Our index of enclosure: percentiles per measure, weighted means of them per component (known
/// measures only), weighted means of components per cell (known components only, at least
/// `least_components`), means over residents per group. Measures without a definition are an error
/// of the caller; definitions without a measure are known of nobody. `groups`: perimeters; they are
/// ranked among themselves.
/// Missing index: `non_disponible`, or `sans_objet` without residents. Ranked in the distribution
/// of the base, nobody's index rises because others gain more. A measure that stands in for another
/// (`instead_of`) weighs 0 where the base knows the other of anybody and the distribution ranks it.
/// A weight below 0, or components that all weigh 0, is a broken precondition.
Index enclosure_index(std::span<const MeasureDefinition> definitions,
                      std::span<const CellMeasure> values, std::span<const double> people,
                      std::span<const access::CellGroup> groups, const IndexSettings& settings,
                      const RankedIn& in = {});

/// Ranks from the highest value, 1, to the lowest; ties: the first. Missing values have none.
std::vector<std::optional<int>> ranks_among(std::span<const Maybe<double>> values);

}  // namespace lisiere::enclavement
