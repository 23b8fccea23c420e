// SPDX-License-Identifier: Apache-2.0
#include "engine/access/facility.hpp"

#include <algorithm>

namespace lisiere::access {

std::string_view to_text(PlaceGrain grain) {
    switch (grain) {
        case PlaceGrain::adresse:
            return "adresse";
        case PlaceGrain::iris:
            return "iris";
        case PlaceGrain::commune:
            return "commune";
    }
    return "";
}

bool Facility::is(std::string_view other_id) const {
    return id == other_id || std::any_of(also.begin(), also.end(),
                                         [&](const GivenAs& row) { return row.id == other_id; });
}

}  // namespace lisiere::access
