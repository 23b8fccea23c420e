// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/indicator.hpp"

/// Is a territory at hand as a whole? Its figure is its own or none: a part is never shown under
/// the name of the whole. Private to engine/census.
namespace lisiere::census {

/// How much of each commune every layer holds, and of which communes an EPCI or a sector is made.
/// - A layer of areas holds of a commune what the areas of its code (by ground, where no area bears
///   the code of any commune) that have a value cover of its contour; of a rate, what people those
///   areas have of all. A value withheld by its producer is there.
/// - Populated cells hold a commune as `IndicatorInputs::cells_hold` says, else one in which
///   somebody lives, and points any commune.
/// - Of everything, only what lies in the declared extent.
/// What it is given must outlive it. Cost: overlays that the references have computed already.
class Completeness {
  public:
    Completeness(const IndicatorInputs& inputs, const References& references,
                 const Figures& figures, Overlays& overlays, const ApportionSettings& settings);

    /// Share of the commune, 0 to 1, for which all figures of the formula have values.
    double of_commune(const Formula& formula, std::uint32_t commune) const;
    /// Mean over the communes of a group; `known`: how many communes the territory has, 0 where
    /// those of the group are all there are.
    double of_group(const Formula& formula, std::span<const std::uint32_t> group,
                    std::size_t known = 0) const;
    /// A share that stands for a whole: contours of two producers differ by a line's width.
    bool whole(double share) const { return share >= 1 - settings_.missing_tolerance; }
    /// The same of every commune of the group, none of the others missing.
    bool whole_group(const Formula& formula, std::span<const std::uint32_t> group,
                     std::size_t known = 0) const;

  private:
    struct Held {
        std::uint32_t area = 0;
        double share = 0;  ///< of the commune's ground
    };
    double of_figure(const Figure& figure, std::uint32_t commune) const;

    const ApportionSettings& settings_;
    std::size_t tables_;
    std::vector<std::vector<std::vector<Held>>> held_;  ///< by table, by commune
    std::vector<bool> inhabited_;                       ///< by commune, by populated cells
    std::vector<double> in_extent_;                     ///< by commune
};

}  // namespace lisiere::census
