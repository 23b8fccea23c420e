// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_memo.hpp"

#include "engine/atlas/inputs.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/core/archive.hpp"
#include "engine/street/graph_digest.hpp"
#include "engine/transit/timetable_digest.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

/// What a scenario leaves as it is has the digest of its base.
Digest of_both(const Digest& own, const Digest& base) {
    return own == base ? own : archive::digest_of(own, base);
}

}  // namespace

Digest StepMemo::streets(TravelMode mode) {
    if (mode == TravelMode::transports) mode = TravelMode::marche;
    const auto& graph = streets_of(*inputs_, mode);
    if (memo_ == nullptr || !graph) return {};
    std::optional<Digest>& digest = streets_[static_cast<std::size_t>(mode)];
    if (!digest) {
        digest = street::digest_of(*graph);
        if (base_ != nullptr)
            if (const auto& before = streets_of(*base_, mode))
                digest = of_both(*digest, street::digest_of(*before));
    }
    return *digest;
}

Digest StepMemo::timetable() {
    if (memo_ == nullptr || !inputs_->timetable) return {};
    if (!timetable_) {
        timetable_ = transit::digest_of(*inputs_->timetable);
        if (base_ != nullptr && base_->timetable)
            timetable_ = of_both(*timetable_, transit::digest_of(*base_->timetable));
    }
    return *timetable_;
}

}  // namespace lisiere
