// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/best_crossings.hpp"
#include "engine/core/progress.hpp"
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

    /// The facilities, as GeoJSON points, by the ids that a change names them by: `id`, `nom`,
    /// `categorie`, `aussi` (ids of other rows that are this one).
    Json facilities() const;
    /// The stops that are boarded, as GeoJSON points: `id`, `nom`; none without a timetable.
    Json stops() const;

    /// The best places for a footbridge over what cuts a quarter off (`CrossingFinder`), the best
    /// first: {"quartier", "franchissements": [{"coupure", "trace", "longueur_m",
    /// "habitants_minutes", "du_quartier", "gagnants_1"}]}. ConfigError for a code that no
    /// perimeter bears. The first call makes what later ones look things up in.
    Json best_crossings(const std::string& quarter, const Progress& progress);

  private:
    const Atlas* base_;
    Projector projector_;
    street::Snapper snapper_;
    std::optional<CrossingFinder> finder_;
};

}  // namespace lisiere::io
