// SPDX-License-Identifier: Apache-2.0
#include "engine/census/communes_of.hpp"

#include <algorithm>

namespace lisiere::census {

std::vector<PerimeterCommunes> communes_of(const OverlapMatrix& ground) {
    std::vector<PerimeterCommunes> result(ground.targets());
    for (std::size_t p = 0; p < result.size(); ++p) {
        const auto row = ground.row(p);
        double held = 0;
        for (const OverlapMatrix::Entry& entry : row) held += entry.area;
        if (row.empty()) continue;
        const auto largest =
            std::max_element(row.begin(), row.end(),
                             [](const OverlapMatrix::Entry& a, const OverlapMatrix::Entry& b) {
                                 return a.area < b.area;
                             });
        result[p].main = largest->source;
        result[p].complete = held >= least_communes_together * ground.target_area[p];
        for (const OverlapMatrix::Entry& entry : row)
            if (entry.source == largest->source ||
                entry.area >= least_commune_share * ground.target_area[p])
                result[p].all.push_back(entry.source);
    }
    return result;
}

}  // namespace lisiere::census
