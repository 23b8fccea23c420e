// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/atlas/atlas.hpp"
#include "engine/street/snap.hpp"
#include "io/atelier/json.hpp"
#include "io/gdal/projector.hpp"

namespace lisiere::io {

/// What is asked of a place of the map: questions about the territory as it is. Keeps a reference
/// to the atlas, which must have streets. Used from one thread at a time.
class Lookups {
  public:
    explicit Lookups(const Atlas& base);

    /// The street on foot nearest to a place, within `limit` metres: {"point", "distance_m",
    /// "nature", "rue"}: its nearest point and the stretch between two crossings, as GeoJSON;
    /// {"rue": null} where there is none.
    Json street_at(const geo::LonLat& place, double limit) const;

    /// What is walked from a place within so many minutes: {"minutes", "aire", "habitants",
    /// "equipements"}: the area as GeoJSON, the residents of it, facilities in it by category.
    /// `aire` null off the streets.
    Json walk_from(const geo::LonLat& place, Minutes limit) const;

  private:
    const Atlas* base_;
    Projector projector_;
    street::Snapper snapper_;
};

}  // namespace lisiere::io
