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
/// timetable as they are. `base`: the inputs that a scenario changes, whose ties, and what they
/// leave unknown, it keeps; null: none.
class StepMemo {
  public:
    StepMemo(Memo* memo, const Inputs& inputs, const Inputs* base)
        : memo_(memo), inputs_(&inputs), base_(base) {}

    Memo* memo() const { return memo_; }
    /// Of the streets a mode travels on, and of those before the scenario where they are others:
    /// with transit those walked. Empty without them.
    Digest streets(access::TravelMode mode);
    /// The same of the timetable. Empty without one.
    Digest timetable();

  private:
    Memo* memo_;
    const Inputs* inputs_;
    const Inputs* base_;
    std::array<std::optional<Digest>, access::travel_mode_count> streets_;
    std::optional<Digest> timetable_;
};

}  // namespace lisiere
