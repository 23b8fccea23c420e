// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/access/street_times.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere {

struct Atlas;
struct Inputs;

/// The streets that a mode travels on; by transit those walked.
const std::optional<street::StreetGraph>& streets_of(const Inputs& inputs, access::TravelMode mode);

/// Those of the base of a scenario, where they are others: whoever is tied to streets is tied where
/// they were, by every mode, so that ways only added, or only closed, move everybody one way. Null:
/// the run's own. `base`: null, this is no scenario.
const street::StreetGraph* streets_before(const Inputs& inputs, const Atlas* base,
                                          access::TravelMode mode);

using Sites = IndexedVector<access::CategoryIdx, access::CategorySites>;

/// Where cells and facilities meet the streets of a mode (transit: those walked).
struct OnStreets {
    access::StreetMode streets;
    const street::Snapper* snapper = nullptr;
    const Sites* sites = nullptr;  ///< those of services that were not asked are empty
};

/// `OnStreets` of a run, made when first asked for: a step that an earlier run kept needs none of
/// it. `atlas` must outlive it, and keep its inputs and ties.
class ModeStreets {
  public:
    /// On foot: tied as the atlas says.
    ModeStreets(const Atlas& atlas, const street::Snapper& walked);
    /// By a mode with streets of its own, tied where `base` (of a scenario; may be null) did.
    ModeStreets(const Atlas& atlas, const Atlas* base, access::TravelMode mode);
    ModeStreets(const ModeStreets&) = delete;
    ModeStreets& operator=(const ModeStreets&) = delete;

    access::TravelMode mode() const { return mode_; }
    /// Its cells only: facilities stay untied.
    const access::StreetMode& streets();
    const OnStreets& on();
    /// What making it found out; empty before.
    const Notices& notices() const { return notices_; }

  private:
    const Atlas* atlas_;
    access::TravelMode mode_;
    const street::StreetGraph* graph_ = nullptr;
    const street::Snapper* walked_ = nullptr;
    const Atlas* base_ = nullptr;
    std::optional<street::Snapper> before_;  ///< of the base's streets; `snapper_` looks at it
    std::optional<street::Snapper> snapper_;
    access::CellTies ties_;
    std::optional<access::StreetMode> streets_;
    Sites sites_;
    std::optional<OnStreets> on_;
    Notices notices_;
};

/// The transit network of a run, made when first asked for.
class RunNetwork {
  public:
    /// `walked`: the snapper of the walking graph.
    RunNetwork(const Atlas& atlas, const street::Snapper& walked, const Progress& progress)
        : atlas_(&atlas), walked_(&walked), progress_(&progress) {}

    const access::TransitNetwork& network();

  private:
    const Atlas* atlas_;
    const street::Snapper* walked_;
    const Progress* progress_;
    std::optional<transit::DayTimetable> day_;
    std::optional<access::TransitNetwork> network_;
};

}  // namespace lisiere
