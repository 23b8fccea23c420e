// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_memo.hpp"

#include "engine/atlas/inputs.hpp"
#include "engine/street/graph_digest.hpp"
#include "engine/transit/timetable_digest.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

const std::optional<street::StreetGraph>& streets_of(const Inputs& inputs, TravelMode mode) {
    switch (mode) {
        case TravelMode::velo:
            return inputs.cycling;
        case TravelMode::voiture:
            return inputs.driving;
        case TravelMode::marche:
        case TravelMode::transports:
            break;
    }
    return inputs.streets;
}

}  // namespace

Digest StepMemo::streets(TravelMode mode) {
    if (mode == TravelMode::transports) mode = TravelMode::marche;
    const auto& graph = streets_of(*inputs_, mode);
    if (memo_ == nullptr || !graph) return {};
    std::optional<Digest>& digest = streets_[static_cast<std::size_t>(mode)];
    if (!digest) digest = street::digest_of(*graph);
    return *digest;
}

Digest StepMemo::timetable() {
    if (memo_ == nullptr || !inputs_->timetable) return {};
    if (!timetable_) timetable_ = transit::digest_of(*inputs_->timetable);
    return *timetable_;
}

}  // namespace lisiere
