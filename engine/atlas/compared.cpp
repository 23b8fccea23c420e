// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/compared.hpp"

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
    : residents_(&atlas.residents), rest_(figure(atlas.residents.rest, by_cell)) {
    for (const access::CellGroup& group : atlas.residents.perimeters)
        perimeters_.push_back(figure(group, by_cell));
    for (const access::CellGroup& group : atlas.residents.references)
        references_.push_back(figure(group, by_cell));
}

Maybe<double> Compared::to_commune(PerimeterIdx perimeter) const {
    return gap(perimeter, residents_->commune_of[perimeter.value()]);
}
Maybe<double> Compared::to_epci(PerimeterIdx perimeter) const {
    return gap(perimeter, residents_->epci_of[perimeter.value()]);
}
Maybe<double> Compared::to_zone(PerimeterIdx perimeter) const {
    return gap(perimeter, residents_->zone);
}
Maybe<double> Compared::to_rest(PerimeterIdx perimeter) const {
    return gap(perimeter, rest_);
}

Maybe<double> Compared::gap(PerimeterIdx perimeter, const Maybe<double>& other) const {
    const Maybe<double>& own = value(perimeter);
    if (!own) return own.absence();
    if (!other) return other.absence();
    return *own - *other;
}

Maybe<double> Compared::gap(PerimeterIdx perimeter, ReferenceIdx reference) const {
    return reference.valid() ? gap(perimeter, references_[reference]) : Maybe<double>();
}

}  // namespace lisiere
