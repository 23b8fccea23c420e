// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"

namespace lisiere::census {

/// How counts are divided inside a source area.
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
    std::vector<double> weight;  ///< >= 0
};

Residences residences(const Population& population);

}  // namespace lisiere::census
