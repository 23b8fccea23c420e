// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/enclavement/detour.hpp"
#include "engine/enclavement/segments.hpp"

namespace lisiere::enclavement {

/// Places on streets, found by a point.
class StreetPlaces {
  public:
    /// `lines`: by edge, empty where it is no place to go.
    StreetPlaces(const street::StreetGraph& graph, std::span<const geo::LineString> lines)
        : graph_(graph), segments_(lines) {}

    /// Ties: the lowest edge. `near`: scratch memory.
    std::optional<street::Snap> nearest(const geo::Point& p, double limit,
                                        std::vector<std::uint32_t>& near) const;

  private:
    const street::StreetGraph& graph_;
    SegmentIndex segments_;
};

/// Where the walks of the measure may end: on the nearest street that is no bridge and no tunnel,
/// since nobody is at home there and a bridge added must not move the targets, where people live or
/// services are. Chosen on the streets of the base, then found again on those searched.
class Targets {
  public:
    Targets(const street::StreetGraph& searched, const DetourTargets& targets,
            const DetourOptions& options);

    /// Nothing there that is worth a walk: nullopt. `on_street`: none when the street is gone.
    struct Found {
        geo::Point at;
        std::optional<street::Snap> on_street;
    };
    std::optional<Found> nearest(const geo::Point& p, double limit,
                                 std::vector<std::uint32_t>& near) const;

  private:
    bool peopled(const geo::Point& p, std::vector<std::uint32_t>& near) const;

    const DetourOptions& options_;
    std::vector<geo::Point> peopled_;
    geo::BoxIndex peopled_index_;
    StreetPlaces chosen_;
    std::optional<StreetPlaces> again_;
};

}  // namespace lisiere::enclavement
