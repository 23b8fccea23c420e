// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/atlas/mode_streets.hpp"
#include "engine/core/step.hpp"

namespace lisiere {

struct Atlas;
struct Inputs;

/// What the steps of one run share: its large inputs with their digests, each made once and when
/// first asked for, and what is made of them. Without a memo nothing is digested. `atlas` and
/// `base` must outlive it and keep what they read, once the people step is done. `base`: of a
/// scenario, the run that it changes; null: none.
class RunParts {
  public:
    RunParts(const Atlas& atlas, const Atlas* base, Memo* memo, const Progress& progress);
    RunParts(const RunParts&) = delete;
    RunParts& operator=(const RunParts&) = delete;

    Keeping keeping() const { return {memo_, progress_}; }
    const Progress& progress() const { return *progress_; }

    Digested<census::Population> population();
    Digested<transit::Timetable> timetable();
    /// Null without streets of the mode; by transit those walked.
    Digested<street::StreetGraph> graph(access::TravelMode mode);
    /// Those of the base, where they are others than the run's; null: they are the same, or there
    /// is no base.
    Digested<street::StreetGraph> graph_before(access::TravelMode mode);
    /// The shapes of the perimeters.
    const std::vector<geo::MultiPolygon>& shapes();
    /// Has the scenario another timetable than its base? False without a base.
    bool other_timetable();

    Made<ModeStreets> streets(access::TravelMode mode);
    Made<ModeSites> sites(access::TravelMode mode);
    /// Of a run with walked streets and a timetable.
    Made<RunNetwork> network();

  private:
    template <class T>
    using ByMode = std::array<T, access::travel_mode_count>;

    const Atlas* atlas_;
    const Atlas* base_;
    Memo* memo_;
    const Progress* progress_;
    std::optional<std::vector<geo::MultiPolygon>> shapes_;
    std::optional<Digest> population_;
    std::optional<Digest> timetable_;
    ByMode<std::optional<Digest>> graphs_;
    ByMode<std::optional<Digested<street::StreetGraph>>> before_;
    ByMode<std::unique_ptr<ModeStreets>> streets_;
    ByMode<std::unique_ptr<ModeSites>> sites_;
    std::unique_ptr<RunNetwork> network_;
};

/// The streets that a mode travels on; by transit those walked.
const std::optional<street::StreetGraph>& streets_of(const Inputs& inputs, access::TravelMode mode);

}  // namespace lisiere
