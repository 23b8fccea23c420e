// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/maybe.hpp"
#include "engine/enclavement/detour.hpp"
#include "engine/street/reach.hpp"

/// What the streets around a place are like, by a search from it on a graph of lengths.
namespace lisiere::enclavement {

/// Streets that leave the circle of `entry_radius` and are walked to within `entry_walk`, as many
/// as lie more than `entry_merge` apart, per km of circle. `reach`: from `origin`.
double entries_per_km(const street::StreetGraph& lengths, const street::Reach& reach,
                      const street::Snap& origin, const DetourOptions& options);

/// Of the nodes walked to within `form_walk`.
struct StreetForm {
    Maybe<double> dead_ends;  ///< their share; `sans_objet` without a node
    Maybe<double> meshes;     ///< (e - v + 1) / (2 v - 5); `sans_objet` with fewer than 3 nodes
};
StreetForm street_form(const street::StreetGraph& lengths, const street::Reach& reach,
                       const DetourOptions& options);

}  // namespace lisiere::enclavement
