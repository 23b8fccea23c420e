// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/atlas/atlas.hpp"

namespace lisiere {

/// A figure over residents: mean, median.
using GroupFigure = Maybe<double> (*)(const access::CellGroup&, std::span<const Maybe<double>>);
Maybe<double> residents_mean(const access::CellGroup& group, std::span<const Maybe<double>> values);
Maybe<double> residents_median(const access::CellGroup& group,
                               std::span<const Maybe<double>> values);

/// A value by cell, as a figure of every perimeter's residents beside those of its communes, its
/// EPCI and the study area, whole and without the residents of the priority geography: each group
/// is looked at once. A gap is the perimeter's figure minus the other's, missing where either is.
class Compared {
  public:
    Compared(const Atlas& atlas, std::span<const Maybe<double>> by_cell, GroupFigure figure);

    const Maybe<double>& value(PerimeterIdx perimeter) const {
        return perimeters_[perimeter.value()];
    }
    Maybe<double> to_commune(PerimeterIdx perimeter) const;
    Maybe<double> to_commune_rest(PerimeterIdx perimeter) const;
    Maybe<double> to_epci(PerimeterIdx perimeter) const;
    Maybe<double> to_epci_rest(PerimeterIdx perimeter) const;
    Maybe<double> to_zone(PerimeterIdx perimeter) const;
    Maybe<double> to_rest(PerimeterIdx perimeter) const;  ///< of the study area

  private:
    using Figures = IndexedVector<ReferenceIdx, Maybe<double>>;
    Maybe<double> gap(PerimeterIdx perimeter, const Figures& of, ReferenceIdx reference) const;

    const Residents* residents_;
    std::vector<Maybe<double>> perimeters_;
    Figures references_;
    Figures rests_;
};

}  // namespace lisiere
