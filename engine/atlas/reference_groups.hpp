// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "engine/atlas/step_people.hpp"

namespace lisiere {

/// What every perimeter is compared with: its communes together, its EPCI (that of its main
/// commune), its sector, the study area; each whole, or none. Fills `references`, `commune_of`,
/// `epci_of`, `sector_of` and `zone`; `in_zone` and `communes_held` must be settled. `shapes`: of
/// the perimeters. Notice `zone_sans_carreaux`.
void add_references(Residents& residents, const Territory& territory,
                    std::span<const geo::MultiPolygon> shapes, const census::Population& population,
                    census::Overlays& overlays, Notices& notices);

/// Who lives in the priority geography, a cell that lies in two perimeters counted once, and, of
/// every reference, who does not. `shapes`: of the priority perimeters that are drawn.
void add_priority(Residents& residents, std::span<const geo::MultiPolygon> shapes,
                  const census::Population& population, Threads threads);

}  // namespace lisiere
