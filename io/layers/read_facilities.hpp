// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/reference/categories.hpp"

namespace lisiere::io {

/// Where a facility without coordinates is put: on the surface of its IRIS, else of its commune.
struct FallbackPlaces {
    const census::AreaTable* iris = nullptr;
    std::span<const Commune> communes;
};

/// INSEE's permanent base of facilities, both generations of layout and of codes; EPSG row by row
/// in the new one, local Lambert or UTM of the département in the old one; without coordinates, at
/// the IRIS or commune (`place` says so). A row that counts several like facilities (NB_EQUIP) is
/// one, of that `number`, which is no capacity. A code that serves two categories makes one
/// facility of each. InputError: no TYPEQU, no row of any category. Notices: `code_bpe_inconnu`
/// (not in INSEE's list of that generation), `equipement_a_l_iris`, `equipement_a_la_commune`,
/// `equipement_non_place`, `couche_hors_zone`. Cost: one pass, the file mapped.
std::vector<access::Facility> read_bpe(const FacilitySpec& spec, const Categories& categories,
                                       const FallbackPlaces& places, const ReadContext& context,
                                       Notices& notices);

/// Any point (or polygon) layer, or a CSV with coordinates; one declared category or a field that
/// gives it. With `capacite` mapped, rows of capacity 0 hold no facility. ConfigError: no category,
/// or an unknown one. Notices: `categorie_inconnue` (row by row), `point_sans_coordonnees`,
/// `couche_hors_zone`.
std::vector<access::Facility> read_facility_points(const FacilitySpec& spec,
                                                   const Categories& categories,
                                                   const ReadContext& context, Notices& notices);

/// read_bpe or read_facility_points, as the declaration says; OSM is io/osm's.
std::vector<access::Facility> read_facilities(const FacilitySpec& spec,
                                              const Categories& categories,
                                              const FallbackPlaces& places,
                                              const ReadContext& context, Notices& notices);

}  // namespace lisiere::io
