// SPDX-License-Identifier: Apache-2.0
#include "engine/access/street_times.hpp"

#include <fmt/format.h>

#include "engine/access/own_commune.hpp"

namespace lisiere::access {
namespace {

std::uint32_t component_of(const street::StreetGraph& graph, const street::Snap& snap) {
    return graph.component(graph.edge(snap.edge).from);
}

CategorySites tied(std::span<const std::optional<street::Snap>> places) {
    CategorySites sites;
    sites.known = places.size();
    for (const auto& place : places)
        if (place) sites.sites.push_back(*place);
    return sites;
}

/// The rows of one commune.
void fill_own(std::vector<Maybe<double>>& minutes, const StreetMode& mode,
              const census::Population& population, const OwnCommune& commune,
              const CategorySites& places) {
    for (const street::Cost limit : widening_limits(mode.mode, population, commune, mode.parking)) {
        StreetMode within = mode;
        within.limit = limit;
        const NearestPlaces nearest(within, places);
        bool all = true;
        for (const census::CellIdx c : commune.cells) {
            minutes[c.value()] = nearest.minutes_from(c);
            all = all && (minutes[c.value()].has_value() || !mode.cells->snaps[c]);
        }
        if (all || places.sites.empty()) return;
    }
}

}  // namespace

StreetMode street_mode(TravelMode mode, const street::StreetGraph& graph, const CellTies& cells,
                       const AccessSettings& settings) {
    LISIERE_EXPECTS(mode != TravelMode::transports);
    StreetMode streets{mode, &graph, &cells, limit_cost(settings.walk_limit), 0};
    if (mode == TravelMode::velo) {
        streets.limit = limit_cost(settings.cycling_limit);
        streets.parking = limit_cost(settings.bicycle_parking);
    } else if (mode == TravelMode::voiture) {
        streets.limit = limit_cost(settings.driving_limit);
        streets.parking = limit_cost(settings.car_parking);
    }
    LISIERE_EXPECTS(streets.parking <= streets.limit);
    return streets;
}

std::vector<char> components_of(const street::StreetGraph& graph,
                                std::span<const street::Snap> sites) {
    std::vector<char> components(graph.component_count(), 0);
    for (const street::Snap& site : sites) components[component_of(graph, site)] = 1;
    return components;
}

Absence street_absence(const StreetMode& mode, census::CellIdx cell, const CategorySites& places,
                       const std::vector<char>& components) {
    if (places.known == 0 || mode.graph->node_count() == 0) return Absence::non_disponible;
    const auto& snap = mode.cells->snaps[cell];
    if (!snap || places.sites.empty()) return Absence::non_rattache;
    return components[component_of(*mode.graph, *snap)] != 0 ? Absence::au_dela
                                                             : Absence::non_desservi;
}

NearestPlaces::NearestPlaces(const StreetMode& mode, const CategorySites& places)
    : mode_(mode),
      places_(&places),
      components_(components_of(*mode.graph, places.sites)),
      nearest_(street::nearest(*mode.graph, places.sites, mode.limit - mode.parking)) {}

street::Cost NearestPlaces::from(const std::optional<street::Snap>& snap) const {
    return snap ? street::nearest_from(*mode_.graph, nearest_, places_->sites, *snap)
                : street::unreached;
}

Maybe<double> NearestPlaces::minutes_from(census::CellIdx cell) const {
    const street::Cost cost = from(mode_.cells->snaps[cell]);
    if (cost == street::unreached) return street_absence(mode_, cell, *places_, components_);
    return mode_.minutes(cost);
}

std::vector<Maybe<double>> NearestPlaces::from_cells() const {
    std::vector<Maybe<double>> minutes;
    minutes.reserve(mode_.cells->snaps.size());
    for (const census::CellIdx c : indices<census::CellIdx>(mode_.cells->snaps.size()))
        minutes.push_back(minutes_from(c));
    return minutes;
}

std::vector<std::vector<Maybe<double>>> nearest_times(
    const StreetMode& mode, const IndexedVector<CategoryIdx, CategorySites>& categories,
    Threads threads, const Progress& progress) {
    const std::string step = fmt::format("temps d'accès {}", in_french(mode.mode));
    std::vector<std::vector<Maybe<double>>> times(categories.size());
    for_each_chunk(
        categories.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t c = begin; c < end; ++c)
                times[c] = NearestPlaces(mode, categories[CategoryIdx{c}]).from_cells();
        },
        [&](double done) { report(progress, step, done); });
    return times;
}

std::vector<std::vector<Maybe<double>>> place_times(const StreetMode& mode,
                                                    const street::Snapper& snapper,
                                                    std::span<const Destination> destinations,
                                                    Threads threads, const Progress& progress,
                                                    Notices& notices) {
    StreetMode unlimited = mode;
    unlimited.limit = no_limit;
    IndexedVector<CategoryIdx, CategorySites> places;
    for (const Destination& destination : destinations)
        places.push_back(tied(tie_places({&destination, 1}, mode.mode, snapper, notices)));
    return nearest_times(unlimited, places, threads, progress);
}

std::vector<Maybe<double>> own_commune_minutes(const StreetMode& mode,
                                               const street::Snapper& snapper,
                                               const census::Population& population,
                                               const OwnPlaces& by_commune, Threads threads,
                                               const Progress& progress, Notices& notices) {
    LISIERE_EXPECTS(population.cells.size() == mode.cells->snaps.size());
    const std::vector<OwnCommune> communes = own_communes(population, by_commune);
    std::vector<CategorySites> places;
    for (const OwnCommune& commune : communes)
        places.push_back(tied(tie_places(commune.places, mode.mode, snapper, notices)));
    std::vector<Maybe<double>> own(population.cells.size());
    // Communes share no cell: threads write to different rows.
    for_each_chunk(
        communes.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t i = begin; i < end; ++i)
                fill_own(own, mode, population, communes[i], places[i]);
        },
        [&](double done) { report(progress, "temps vers la mairie de sa commune", done); });
    return own;
}

std::optional<street::Snap> tie_place(const Destination& destination, TravelMode mode,
                                      const street::Snapper& snapper, Notices& notices) {
    const auto snap = snapper.snap(destination.at);
    if (!snap)
        notices.add(Severity::avertissement, "destination_non_rattachee",
                    mode == TravelMode::marche ? std::string("destinations")
                                               : fmt::format("destinations, {}", to_text(mode)),
                    destination.id);
    return snap;
}

std::vector<std::optional<street::Snap>> tie_places(std::span<const Destination> destinations,
                                                    TravelMode mode, const street::Snapper& snapper,
                                                    Notices& notices) {
    std::vector<std::optional<street::Snap>> snaps;
    for (const Destination& destination : destinations)
        snaps.push_back(tie_place(destination, mode, snapper, notices));
    return snaps;
}

}  // namespace lisiere::access
