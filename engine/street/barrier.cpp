// SPDX-License-Identifier: Apache-2.0
#include "engine/street/barrier.hpp"

namespace lisiere::street {

std::string_view to_text(BarrierKind kind) {
    switch (kind) {
        case BarrierKind::voie_ferree:
            return "voie_ferree";
        case BarrierKind::autoroute:
            return "autoroute";
        case BarrierKind::voie_rapide:
            return "voie_rapide";
        case BarrierKind::cours_eau:
            return "cours_eau";
        case BarrierKind::emprise_fermee:
            return "emprise_fermee";
        case BarrierKind::autre:
            return "autre";
    }
    return "";
}

}  // namespace lisiere::street
