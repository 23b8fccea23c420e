// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/enclavement/index.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/enclavement/sobol.hpp"

namespace lisiere::enclavement {

/// What one line of geodata/reference/incertitude.csv lets a draw choose beside what is published.
enum class ChoiceKind {
    omit,             ///< one of the measures that weigh is left out, or none
    other_measure,    ///< `value` (an id) in the place of `measure`
    other_threshold,  ///< `measure` by the threshold `value`: its values come as `variant_id`
    percentile,       ///< measures are scaled to percentiles, as published
    z_score,          ///< by their mean and standard deviation
    range,            ///< by their range from the quantile `share` to 1 - `share`
    weights,          ///< components share the weight in any way
};
struct Choice {
    std::string factor;  ///< lines of one factor are drawn together
    std::string label;   ///< of the factor, in the language of the run
    ChoiceKind kind = ChoiceKind::omit;
    std::string measure;
    std::string value;     ///< as written: an id, "10"
    double threshold = 0;  ///< of `other_threshold`
    double share = 0;      ///< of `range`, below 0.5
    Reach reach{};         ///< of `other_threshold`: how far the measure then looks
};

/// Id of a measure by another threshold: "panier_tc_part@10".
std::string variant_id(const std::string& measure, const std::string& threshold);

/// What the uncertainty analysis says of the published index.
struct Uncertainty {
    struct Factor {
        std::string id;
        std::string label;
    };
    std::vector<Factor> factors;      ///< that can be drawn here, in the order of the choices
    std::vector<std::size_t> groups;  ///< that have an index: positions in `Index::groups`
    std::vector<OutputSensitivity> indices;  ///< by position in `groups`
    std::vector<OutputSensitivity> ranks;
    OutputSensitivity shift;  ///< mean over the groups of |rank drawn - rank published|
    std::size_t draws = 0;    ///< N: each index rests on N (2 + factors) evaluations
};

/// Measures that no index counts, by cell: those of `other_threshold`.
struct Variant {
    MeasureDefinition definition;
    std::vector<Maybe<double>> values;
};

/// Views: they must outlive the call.
struct UncertaintyInputs {
    const Distribution& distribution;  ///< that the index ranks in
    std::span<const Variant> variants;
    std::span<const double> people;  ///< of the cells
    std::span<const access::CellGroup> groups;
    std::span<const Choice> choices;
};

/// Draws what could have been chosen otherwise, all of it together (OECD/JRC, Handbook on
/// Constructing Composite Indicators, 2008, section 7), and gives the groups of `index` their
/// range: 5th to 95th percentile, by nearest rank, of index and rank over the first sample; and how
/// often they are among the most enclosed residents, over its first `IndexSettings::draws`. Only
/// what the distribution ranks is drawn: a choice without values, or without a place in the
/// distribution, is left out; a factor without choices is none. Scores: percentile; 50 + 100/√12 z;
/// 50 + 100 (x - mean) / (range); the last two cut to 0..100, with mean, deviation and range those
/// of the distribution, out of reach taken as its most enclosed value. All have the residents' mean
/// near 50, so that the index keeps its meaning. A measure left out of a component that has no
/// other leaves it unknown; where that leaves a group without an index, the draw takes the
/// published one. Exact, and cheap: of each group only the sums of scores over residents with the
/// same known measures are kept; one evaluation costs their number × measures, whatever the cells.
/// Same bytes with any number of threads.
Uncertainty uncertainty(Index& index, const UncertaintyInputs& inputs,
                        const IndexSettings& settings, Threads threads,
                        const Progress& progress = {});

}  // namespace lisiere::enclavement
