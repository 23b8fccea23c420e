// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/atlas/atlas.hpp"

namespace lisiere::layers {

/// How many live in each perimeter, as it is published. People are whole. `atlas` must outlive it.
class PerimeterPopulation {
  public:
    explicit PerimeterPopulation(const Atlas& atlas);

    /// The newest official figure. `hors_couverture` where an extent cut the perimeter: it is that
    /// of the whole quarter, not of the part left.
    Maybe<double> official(PerimeterIdx at) const;
    /// The kit's estimate; without one, the cells' own sum.
    Maybe<double> estimated(PerimeterIdx at) const;
    /// The sum of the cells. `hors_couverture` without outline; missing when cells are no estimate.
    Maybe<double> in_cells(PerimeterIdx at) const;
    /// The official figure, else the estimate, adjusted to the official values of other quarters
    /// where that is better.
    Maybe<double> published(PerimeterIdx at) const;
    /// How `published` came about: "officiel", "grille" ...; empty without.
    std::string method(PerimeterIdx at) const;
    /// What readers of an estimate must know; empty for an official figure.
    std::string reserve(PerimeterIdx at) const;
    /// (estimated - official) / official, of one and the same whole perimeter.
    Maybe<double> gap(PerimeterIdx at) const;
    /// Share of the official perimeter that its figures are of, 0..1. Measures are means over the
    /// cells' residents, people may come from other sources: what one of the two leaves out is not
    /// the quarter.
    Maybe<double> covered(PerimeterIdx at) const;

  private:
    const Perimeter& perimeter(PerimeterIdx at) const;
    /// Null when the kit has no estimate of the population.
    const census::IndicatorValue* value(PerimeterIdx at) const;
    Maybe<double> exact(PerimeterIdx at) const;         ///< of `estimated`
    Maybe<double> sum_of_cells(PerimeterIdx at) const;  ///< of `in_cells`

    const Atlas& atlas_;
    std::vector<Maybe<double>> official_;
    /// The kit's population, the one that is published: the census's where it has one anywhere,
    /// else the cells'; empty when the kit has neither.
    std::vector<const census::IndicatorValue*> values_;
    std::vector<double> kept_;
};

}  // namespace lisiere::layers
