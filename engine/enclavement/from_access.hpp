// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/destination_times.hpp"
#include "engine/access/supply.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/transit/desserte.hpp"

namespace lisiere::enclavement {

/// By cell: 1 when a heavy stop is within `limit` on foot, 0 when it is further or beyond the
/// search. The time tells (what `limit` takes at 80 m/min), not the length: of two ways, streets
/// added may make the longer one the quicker.
std::vector<Maybe<double>> heavy_stop_within(const access::CellSupplies& supply, Metres limit);

/// The measures of desserte from what `access` finds: `departs_h_pointe_matin`,
/// `departs_h_creuses`, `departs_h_soiree`, `departs_h_dimanche` (the periods of that name, when
/// there are), `arret_min` (minutes on foot to the nearest stop) and `arret_lourd_500` (see
/// `heavy_stop_within`). Missing values keep their reason.
std::vector<CellMeasure> supply_measures(const access::CellSupplies& supply,
                                         std::span<const transit::Period> periods,
                                         Metres heavy_within = Metres{500});

/// The measures of éloignement: `mairie_marche_min`, `mairie_tc_min`, `centre_marche_min`,
/// `centre_tc_min` (median of the departures), `panier_marche_part`, `panier_tc_part`. A nullptr or
/// an empty column: the measure is left out.
std::vector<CellMeasure> remoteness_measures(const access::DestinationTimes* mairie,
                                             const access::DestinationTimes* centre,
                                             const std::vector<Maybe<double>>& basket_walk,
                                             const std::vector<Maybe<double>>& basket_transit);

/// The measures of accès routier: `echangeur_voiture_min`, and `centre_voiture_min`, parking
/// included. None without the car; that of the centre, without a centre.
std::vector<CellMeasure> road_measures(const std::vector<Maybe<double>>& to_interchange,
                                       const access::DestinationTimes* centre);

}  // namespace lisiere::enclavement
