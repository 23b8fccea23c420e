// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/layers.hpp"

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

}  // namespace layers

std::vector<Table> tables(const Atlas& atlas) {
    return {
        layers::perimetres(atlas),   layers::carreaux(atlas),        layers::quartiers_vecus(atlas),
        layers::equipements(atlas),  layers::isochrones(atlas),      layers::roses(atlas),
        layers::coupures(atlas),     layers::franchissements(atlas), layers::arrets(atlas),
        layers::divat(atlas),        layers::bandes(atlas),          layers::indicateurs(atlas),
        layers::estimations(atlas),  layers::methodes(atlas),        layers::carreaux_motifs(atlas),
        layers::desserte(atlas),     layers::lignes(atlas),          layers::acces(atlas),
        layers::opportunites(atlas), layers::offre_flottante(atlas), layers::inegalites(atlas),
        layers::composantes(atlas),  layers::filiation(atlas),       layers::sources(atlas),
        layers::constats(atlas)};
}

}  // namespace lisiere
