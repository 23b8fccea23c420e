// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "engine/street/mode.hpp"
#include "io/osm/osm_file.hpp"
#include "io/reference/way_profile.hpp"

namespace lisiere::io {

/// Speed of a mode on a way, by its direction; 0: not that way.
struct WaySpeed {
    double forward_kmh = 0;
    double backward_kmh = 0;
    bool any() const { return forward_kmh > 0 || backward_kmh > 0; }
};

struct WayUse {
    street::ByMode<WaySpeed> speed;
    /// By mode: its kind is open, and an access tag closes it.
    street::ByMode<bool> forbidden{};
};

/// What the access tags of an object say to a mode: the most particular key whose word is known
/// decides. nullopt: nothing. `specific`: the most general key (`access`) may forbid, never allow.
std::optional<bool> access_of(const WayProfile& profile, street::Mode mode, const osm::Tags& tags,
                              bool specific);

/// May a mode pass a node of a way? By its access tags; else by the kind of its `barrier`, of
/// `entrance=emergency` (voirie_barrieres.csv) and by `locked=yes`; else yes. Where no barrier
/// stands, bicycles are pushed past what only forbids riding.
bool passes(const WayProfile& profile, street::Mode mode, const osm::Tags& tags);

/// Who travels a way, how fast and in which directions, by its rule and these tags:
/// - access, by mode: `foot`, `bicycle`, `motor_vehicle`, `motorcar`, `vehicle`, `access`
///   (voirie_modes.csv), in the words of voirie_acces.csv; `motorroad=yes` is walked and ridden
///   only where a tag of theirs allows it; where a kind is open "si_permis", the pairs of
///   `preuves` (voirie_modes.csv: a pavement, `motorroad=no`) open it too;
/// - direction, cars: `oneway`, `junction=roundabout|circular`, motorways and their links; a
///   `oneway=reversible` is closed; bicycles: the same but `oneway:bicycle`, and
///   `cycleway`, `cycleway:left`, `cycleway:right` `=opposite*` open the other way; walkers:
///   `oneway:foot` and `conveying` alone;
/// - speed: that of the kind; cars: the share driven of `maxspeed`, `maxspeed:forward`,
///   `maxspeed:backward` where given; bicycles: no faster than allowed;
/// - bicycles are pushed where one may walk and not ride, also against a one-way.
WayUse way_use(const WayProfile& profile, const WayRule& rule, std::string_view kind,
               const osm::Tags& tags);

}  // namespace lisiere::io
