// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/vecu/visits.hpp"
#include "engine/vecu/walks.hpp"

/// Who gets to a facility, by what, and what that is worth. Private to engine/vecu.
namespace lisiere::vecu {

/// What residents have to go by. Drivers and cyclists walk and ride too.
enum class Means { on_foot, cycle, drive };
inline constexpr std::size_t means_count = 3;

enum class Way { walk, ride, cycle, drive };

/// f(t) of the residents of a cell that get to one facility with one means.
struct Pull {
    double value = 0;
    census::CellIdx cell;
    Way way = Way::walk;
};

/// All that is known of the ways to one facility, by mode, cells ascending.
struct Trips {
    std::vector<TimedCell> walks;
    std::span<const access::Ride> rides;
    std::vector<TimedCell> cycled;
    std::vector<TimedCell> driven;
    Minutes bicycle_parking{0};
    Minutes car_parking{0};
};

/// What a means is worth towards one facility, ascending by cell: the fastest of the ways it has.
/// `factor`: of the half-decay.
std::vector<Pull> pulls_of(const Trips& trips, Means means, const access::Category& category,
                           const ChoiceSettings& settings, double factor);

/// Finds trips; one object per thread.
class TripSearch {
  public:
    TripSearch(const ChoiceInputs& inputs, const ChoiceSettings& settings,
               const CellsByNode& walked, const CellsByNode* cycled, const CellsByNode* driven);

    /// As far as the longest of the half-decays of the settings asks.
    Trips to(access::FacilityIdx facility);

  private:
    const ChoiceInputs& inputs_;
    const ChoiceSettings& settings_;
    double longest_factor_;
    WalksTo walks_;
    std::unique_ptr<WalksTo> cycled_;
    std::unique_ptr<WalksTo> driven_;
};

}  // namespace lisiere::vecu
