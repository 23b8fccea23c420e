// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/layers.hpp"

namespace lisiere {
namespace layers {

std::vector<access::TravelMode> cell_modes(const Atlas& atlas) {
    std::vector<access::TravelMode> modes;
    for (const access::TravelMode mode : access::every_mode)
        if (atlas.has(mode) || mode == access::TravelMode::marche ||
            mode == access::TravelMode::transports)
            modes.push_back(mode);
    return modes;
}

std::vector<PerimeterIdx> every_perimeter(const Atlas& atlas) {
    std::vector<PerimeterIdx> rows;
    for (const PerimeterIdx row : indices<PerimeterIdx>(atlas.inputs.territory.perimeters.size()))
        rows.push_back(row);
    return rows;
}

geo::Geometry outline_of(const Perimeter& perimeter) {
    return perimeter.shape ? geo::Geometry(*perimeter.shape) : geo::Geometry{};
}

}  // namespace layers

std::vector<Table> tables(const Atlas& atlas) {
    using Layer = Table (*)(const Atlas&);
    constexpr Layer every_layer[] = {
        layers::perimetres,     layers::carreaux,        layers::quartiers_vecus,
        layers::equipements,    layers::isochrones,      layers::roses,
        layers::coupures,       layers::franchissements, layers::arrets,
        layers::divat,          layers::bandes,          layers::portes,
        layers::coupe_minimale, layers::roses_bandes,    layers::listes_locales,
        layers::iris,           layers::communes,        layers::zones_indicateurs,
        layers::zones_motifs,   layers::indicateurs,     layers::estimations,
        layers::methodes,       layers::carreaux_motifs, layers::desserte,
        layers::lignes,         layers::acces,           layers::destinations,
        layers::opportunites,   layers::offre_flottante, layers::inegalites,
        layers::acces_perdu,    layers::composantes,     layers::distribution,
        layers::correlations,   layers::sensibilite,     layers::frequentations,
        layers::recouvrements,  layers::listes_bilan,    layers::filiation,
        layers::sources,        layers::constats};
    std::vector<Table> all;  // one by one: the braces of a vector would copy each of them
    for (const Layer layer : every_layer) all.push_back(layer(atlas));
    all.insert(all.end(), atlas.inputs.context.begin(), atlas.inputs.context.end());
    return all;
}

}  // namespace lisiere
