// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/atlas/atlas.hpp"

/// One function, in one file, per output layer. To add a layer: a file here, its columns in
/// geodata/schemas/sorties.csv, its style in styles/, and its call in layers.cpp.
namespace lisiere {

/// Every output layer of design 7 that the run can fill, in the order they are drawn.
std::vector<Table> tables(const Atlas& atlas);

namespace layers {

/// The modes that have columns of their own: those of the run, and always walking and transit, so
/// that the columns of a project do not come and go with a timetable.
std::vector<access::TravelMode> cell_modes(const Atlas& atlas);

/// Its name, else what it is, in the words of the run; empty for none.
std::string barrier_name(const Atlas& atlas, enclavement::BarrierIdx at);

/// The `motif` beside a value of a perimeter: nothing where there is one, `no_outline` where nobody
/// has drawn the perimeter, else the value's own reason.
template <class T>
std::string reason_of(const Perimeter& perimeter, const Maybe<T>& value) {
    if (value) return {};
    return std::string(perimeter.shape ? to_text(value.absence()) : no_outline);
}

Table perimetres(const Atlas& atlas);
Table indicateurs(const Atlas& atlas);
Table estimations(const Atlas& atlas);
Table methodes(const Atlas& atlas);
Table carreaux(const Atlas& atlas);
/// Which times of each cell are missing for want of any path, which beyond the limit of the search,
/// which off the network. What nobody has (no such place, no timetable) is not told cell by cell.
Table carreaux_motifs(const Atlas& atlas);
Table acces_perdu(const Atlas& atlas);
Table destinations(const Atlas& atlas);
Table portes(const Atlas& atlas);
Table coupe_minimale(const Atlas& atlas);
Table acces(const Atlas& atlas);
Table opportunites(const Atlas& atlas);
Table offre_flottante(const Atlas& atlas);
Table inegalites(const Atlas& atlas);
Table composantes(const Atlas& atlas);
/// Whom each measure of enclosure is ranked among.
Table distribution(const Atlas& atlas);
/// How far any two measures of enclosure say the same.
Table correlations(const Atlas& atlas);
/// What the choices made weigh in the index and the rank of each perimeter.
Table sensibilite(const Atlas& atlas);
Table roses(const Atlas& atlas);
Table roses_bandes(const Atlas& atlas);
Table coupures(const Atlas& atlas);
Table franchissements(const Atlas& atlas);
Table arrets(const Atlas& atlas);
Table desserte(const Atlas& atlas);
Table lignes(const Atlas& atlas);
Table divat(const Atlas& atlas);
Table isochrones(const Atlas& atlas);
Table quartiers_vecus(const Atlas& atlas);
Table equipements(const Atlas& atlas);
/// Where the residents of each perimeter go, the most visited first, within its widest lived area.
Table frequentations(const Atlas& atlas);
Table recouvrements(const Atlas& atlas);
Table listes_locales(const Atlas& atlas);
Table listes_bilan(const Atlas& atlas);
Table bandes(const Atlas& atlas);
Table filiation(const Atlas& atlas);
/// The kit by source area and by commune: one column an indicator that the run's tables feed.
Table iris(const Atlas& atlas);
Table communes(const Atlas& atlas);
/// Of every column of those two, where it comes from; of every value missing there, why.
Table zones_indicateurs(const Atlas& atlas);
Table zones_motifs(const Atlas& atlas);
Table sources(const Atlas& atlas);
Table constats(const Atlas& atlas);

}  // namespace layers
}  // namespace lisiere
