// SPDX-License-Identifier: Apache-2.0
#include "engine/census/residences.hpp"

namespace lisiere::census {

std::string_view to_text(ApportionMethod method) {
    switch (method) {
        case ApportionMethod::surface:
            return "surface";
        case ApportionMethod::carreaux:
            return "carreaux";
        case ApportionMethod::batiments:
            return "batiments";
    }
    return "";
}

Residences residences(const Population& population) {
    Residences result;
    result.method = ApportionMethod::carreaux;
    result.shapes.reserve(population.cells.size());
    result.weight.reserve(population.cells.size());
    for (const Cell& cell : population.cells) {
        result.shapes.push_back(cell.shape);
        result.weight.push_back(cell.people);
    }
    return result;
}

}  // namespace lisiere::census
