// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "engine/access/travel_times.hpp"
#include "engine/core/digest.hpp"
#include "engine/core/memo.hpp"

namespace lisiere {

struct Inputs;

/// The memo of a run, and the digests of its large inputs, each made once and when first asked for.
/// Without a memo nothing is digested. `inputs` must outlive it, and keep its streets and its
/// timetable as they are.
class StepMemo {
  public:
    StepMemo(Memo* memo, const Inputs& inputs) : memo_(memo), inputs_(&inputs) {}

    Memo* memo() const { return memo_; }
    /// Of the streets a mode travels on: with transit those walked. Empty without them.
    Digest streets(access::TravelMode mode);
    /// Empty without a timetable.
    Digest timetable();

  private:
    Memo* memo_;
    const Inputs* inputs_;
    std::array<std::optional<Digest>, access::travel_mode_count> streets_;
    std::optional<Digest> timetable_;
};

}  // namespace lisiere
