// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/census/overlap.hpp"
#include "engine/census/residences.hpp"
#include "engine/census/variable.hpp"

namespace lisiere::census {

/// Which part of every source's counts goes to every target: computed once per pair of layers,
/// applied to every variable and vintage. Rows by target, entries by ascending source, weights 0
/// to 1.
struct Weights {
    struct Entry {
        std::uint32_t source = 0;
        double weight =
            0;            ///< w_ts, the share of the source's count that the target receives, 0..1
        double part = 0;  ///< the share of the target (its people, else its area) that this is
        /// Σ_c (p_cs / p_s)² a (1 - a) over the residences c of which the target takes the share a
        /// of what lies in the source: what their own unevenness weighs in (see errors.hpp).
        double cut = 0;
        /// Share of the weight that comes from residences wholly inside the target (from the source
        /// itself, by area), or from dwellings: what no unknown spread inside a residence can move.
        double inside = 0;

        friend bool operator==(const Entry&, const Entry&) = default;
    };
    ApportionMethod method = ApportionMethod::surface;
    std::size_t sources = 0;
    /// By source, what its count is taken to be proportional to: m², or what lives in its
    /// residences.
    std::vector<double> measure;
    /// Relative variance between neighbouring residences (unevenness.hpp); missing without.
    Maybe<double> residence_variance = Absence::sans_objet;
    std::vector<std::uint32_t> first{0};  ///< per target, one more than targets
    std::vector<Entry> entries;

    std::size_t targets() const { return first.size() - 1; }
    std::span<const Entry> row(std::size_t target) const {
        return {entries.data() + first[target], entries.data() + first[target + 1]};
    }
    friend bool operator==(const Weights&, const Weights&) = default;
};

/// Plain area weighting: w_ts = |s∩t| / |s|, part = |s∩t| / |t|. Counts lie evenly in their
/// source, which undercounts dense quarters inside sparser areas (README: by how much in Paris).
Weights area_weights(const OverlapMatrix& matrix);
/// The same weights for sources that leave out empty country (a grid of populated cells): a
/// target's parts go by `people` (one number a source), so that what nobody lives in does not
/// count as uncovered.
Weights area_weights(const OverlapMatrix& matrix, std::span<const double> people);

/// Dasymetric weighting by residences c (populated cells, buildings), whose weight p_c lies evenly
/// in their shape:
///
///     w_ts = Σ_c p_c |c∩s∩t| / |c|  ÷  Σ_c p_c |c∩s| / |c|          part = w_ts's numerator ÷ Σ_c
///     p_c |c∩t| / |c|
///
/// A source without residences falls back to area weighting; a target without any takes its parts
/// by area. Where targets tile the sources, weights of a source add up to 1. Shapes must be valid,
/// all in one CRS. Same bytes with any thread count.
Weights dasymetric_weights(std::span<const geo::MultiPolygon> sources, const Residences& residences,
                           std::span<const geo::MultiPolygon> targets, Threads threads = {},
                           const std::function<void(double)>& progress = {});

struct ApportionSettings {
    /// DEFAULT: a target is missing once sources without a value hold more than a twentieth of it.
    double missing_tolerance = 0.05;
    /// DEFAULT: least share for A, B and C; below, D. A asks it of `Weights::Entry::inside` too.
    double least_a = 0.9;
    double least_b = 0.7;
    double least_c = 0.4;
};

/// One estimated value for one target.
struct Estimate {
    Maybe<double> value;  ///< y_t = Σ_s w_ts y_s over the sources that hold a value
    double couverture =
        0;  ///< share of the target (as `Weights::Entry::part`) in such sources, 0..1
    /// A to D: couverture × share of the estimate that comes from sources whose count goes by more
    /// than half to the target. A target made of whole sources has A, a corner of one large source
    /// has D. A also asks that 90 % of the estimate lie in cells wholly inside the target, or that
    /// dwellings weigh: a cell cut by the rim is cut by area, which nobody has seen.
    char qualite = 'D';
    bool approchee = false;  ///< not recomputed from counts (medians): an indication only
    ApportionMethod method = ApportionMethod::surface;
    /// Of an approximate rate: the people that weigh it in the target.
    Maybe<double> people = Absence::sans_objet;

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// Counts of every target. A target that no source meets is `hors_couverture`; one of which
/// sources without a value hold more than the tolerance is missing for the reason of the largest
/// of them; a smaller hole is told by `couverture` and its count left out. Column and weights must
/// have the same sources. O(entries).
std::vector<Estimate> apportion(const Weights& weights, const CountColumn& column,
                                const ApportionSettings& settings = {});
std::vector<Estimate> apportion_by_area(const OverlapMatrix& matrix, const CountColumn& column,
                                        const ApportionSettings& settings = {});

/// A rate, mean or median for which no counts are at hand: the mean of the sources' rates by the
/// people that each gives to the target, Σ_s w_ts p_s r_s / Σ_s w_ts p_s. The mean of medians is
/// not the median of the whole: every value is marked `approchee`. Missing as for counts, with
/// people in place of area.
std::vector<Estimate> approximate_rate(const Weights& weights, const RateColumn& rate,
                                       const CountColumn& people,
                                       const ApportionSettings& settings = {});

}  // namespace lisiere::census
