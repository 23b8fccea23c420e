// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"

namespace lisiere::census {

/// How counts are divided inside a source area, from the coarsest to the finest.
enum class ApportionMethod {
    surface,   ///< evenly over it
    carreaux,  ///< as the people of populated cells
    batiments  ///< as the dwellings (or floors) of residential buildings
};
std::string_view to_text(ApportionMethod method);  ///< "surface", "carreaux", "batiments"

/// Where people live, finer than the sources: shapes, and what each of them holds, which lies
/// evenly in its shape. The unit of `weight` does not matter: only shares are used.
struct Residences {
    ApportionMethod method = ApportionMethod::carreaux;
    std::vector<geo::MultiPolygon> shapes;
    std::vector<double> weight;  ///< > 0
};

Residences residences(const Population& population);

/// One building where people may live.
struct Building {
    geo::MultiPolygon shape;  ///< footprint
    Maybe<double> dwellings;  ///< 0: nobody lives there
    Maybe<double> levels;
};
struct Buildings {
    std::string source;
    std::vector<Building> items;
};

/// v_b = dwellings where they are known, else floor area (footprint × levels, the median of the
/// layer's known levels where they are not) × the dwellings a square metre of floor of the
/// buildings that tell both. Where none does, the few known dwellings cannot be compared with
/// floors: all go by floor area.
Residences residences(const Buildings& buildings);

}  // namespace lisiere::census
