// SPDX-License-Identifier: Apache-2.0
#include "engine/census/cell_cover.hpp"

#include "engine/core/error.hpp"

namespace lisiere::census {

std::vector<CellCover> cell_covers(const OverlapMatrix& cells_in_areas,
                                   std::span<const Maybe<double>> people) {
    LISIERE_EXPECTS(people.size() == cells_in_areas.sources);
    std::vector<CellCover> covers(cells_in_areas.targets());
    for (std::size_t area = 0; area < covers.size(); ++area) {
        CellCover& own = covers[area];
        double ground = 0;
        double inside = 0;
        for (const OverlapMatrix::Entry& entry : cells_in_areas.row(area)) {
            const double here = people[entry.source].value_or(0) * entry.share;
            own.people += here;
            inside += here * entry.share;
            ground += entry.area;
        }
        if (cells_in_areas.target_area[area] > 0)
            own.ground = ground / cells_in_areas.target_area[area];
        if (own.people > 0) own.inside = inside / own.people;
    }
    return covers;
}

}  // namespace lisiere::census
