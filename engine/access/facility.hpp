// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::access {

using FacilityIdx = Index<struct FacilityTag>;
using CategoryIdx = Index<struct CategoryTag>;

/// One line of geodata/reference/equipements.csv joined with frequentation.csv.
struct Category {
    std::string id;      ///< "pharmacie": used in column names t_pharmacie_marche
    std::string label;   ///< in the language of the run
    bool basket = true;  ///< counts in the basket of services
    bool lived = true;   ///< takes part in the quartier vécu
    /// Visits per person and week, and the exponent and source of the choice model; missing: not in
    /// the model.
    Maybe<double> visits_per_week;
    double decay_minutes =
        10;  ///< half-decay of the visiting probability: f(t) = 0.5^(t / decay_minutes)
    // Visited by these too, where they are faster than walking.
    bool by_transit = false;
    bool by_bicycle = false;
    bool by_car = false;
    Maybe<double> typical_capacity;  ///< that attracts as much as a facility of unknown capacity
    std::string visits_source;
};

/// How near to its own door the source puts a facility.
enum class PlaceGrain { adresse, iris, commune };
std::string_view to_text(PlaceGrain grain);  ///< "adresse", "iris", "commune"

/// Another row that gives the same facility.
struct GivenAs {
    std::string id;
    std::string name;
    std::string source;
};

struct Facility {
    std::string id;
    std::string name;
    CategoryIdx category;
    geo::Point at;
    double capacity = 1;  ///< beds, places, full-time equivalents; 1 when unknown
    bool capacity_known = false;
    double number = 1;  ///< of like facilities that the row stands for, >= 1
    PlaceGrain place = PlaceGrain::adresse;
    std::string source;
    std::string type;      ///< the source's own: "D101" of the BPE, "way" of OSM; may be empty
    std::string registry;  ///< number in a public register of establishments (SIRET); may be empty
    bool main = false;     ///< of town halls: declared the main one of its commune
    bool annex = false;    ///< of town halls: an annex, by its name
    bool register_name = false;  ///< its name is that of a public register, and may be shown
    std::vector<GivenAs> also;   ///< other rows, of other sources or types, that are this facility

    bool is(std::string_view other_id) const;  ///< by its id, or that of a row it is given by
};

}  // namespace lisiere::access
