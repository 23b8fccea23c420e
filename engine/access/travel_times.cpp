// SPDX-License-Identifier: Apache-2.0
#include "engine/access/travel_times.hpp"

namespace lisiere::access {

std::string_view to_text(TravelMode mode) {
    switch (mode) {
        case TravelMode::marche:
            return "marche";
        case TravelMode::transports:
            return "tc";
    }
    return "";
}

}  // namespace lisiere::access
