// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/compared.hpp"

namespace lisiere {

Maybe<double> residents_mean(const access::CellGroup& group,
                             std::span<const Maybe<double>> values) {
    return access::weighted_mean(group, values);
}

Maybe<double> residents_median(const access::CellGroup& group,
                               std::span<const Maybe<double>> values) {
    return access::weighted_quantile(group, values, 0.5);
}

Compared::Compared(const Atlas& atlas, std::span<const Maybe<double>> by_cell, GroupFigure figure)
    : residents_(&atlas.residents) {
    for (const access::CellGroup& group : atlas.residents.perimeters)
        perimeters_.push_back(figure(group, by_cell));
    for (const access::CellGroup& group : atlas.residents.references)
        references_.push_back(figure(group, by_cell));
    for (const access::CellGroup& group : atlas.residents.reference_rests)
        rests_.push_back(figure(group, by_cell));
}

Maybe<double> Compared::to_commune(PerimeterIdx perimeter) const {
    return gap(perimeter, references_, residents_->commune_of[perimeter.value()]);
}
Maybe<double> Compared::to_commune_rest(PerimeterIdx perimeter) const {
    return gap(perimeter, rests_, residents_->commune_of[perimeter.value()]);
}
Maybe<double> Compared::to_epci(PerimeterIdx perimeter) const {
    return gap(perimeter, references_, residents_->epci_of[perimeter.value()]);
}
Maybe<double> Compared::to_epci_rest(PerimeterIdx perimeter) const {
    return gap(perimeter, rests_, residents_->epci_of[perimeter.value()]);
}
Maybe<double> Compared::to_zone(PerimeterIdx perimeter) const {
    return gap(perimeter, references_, residents_->zone);
}
Maybe<double> Compared::to_rest(PerimeterIdx perimeter) const {
    return gap(perimeter, rests_, residents_->zone);
}

Maybe<double> Compared::gap(PerimeterIdx perimeter, const Figures& of,
                            ReferenceIdx reference) const {
    const Maybe<double>& own = value(perimeter);
    if (!own) return own.absence();
    if (!reference.valid()) return Absence::hors_couverture;
    const Maybe<double>& other = of[reference];
    if (!other) return other.absence();
    return *own - *other;
}

}  // namespace lisiere
