// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

/// The same shapes as with streets, every value missing because they were not supplied.
void no_streets(Atlas& atlas) {
    const std::vector<Maybe<double>> unknown(cell_count(atlas));
    const std::vector<std::vector<Maybe<double>>> all(atlas.inputs.categories.size(), unknown);
    atlas.ties.snaps =
        IndexedVector<census::CellIdx, std::optional<street::Snap>>(cell_count(atlas));
    atlas.times = {all, all, all, all};
    atlas.own_mairie.minutes = {unknown, unknown, unknown, unknown};
    for (const access::Destination& place : atlas.inputs.destinations)
        atlas.destinations.push_back(
            {place.id, place.label, {unknown, unknown, unknown, unknown}, unknown, unknown});
    atlas.supply = access::no_supply(cell_count(atlas), atlas.inputs.periods.size());
    if (atlas.inputs.timetable)
        atlas.stop_services =
            transit::desserte(*atlas.inputs.timetable, atlas.settings.days, atlas.inputs.periods);
}

void desserte(Atlas& atlas, const access::StopTies& stops, const Progress& progress) {
    const transit::Timetable& timetable = *atlas.inputs.timetable;
    const auto departures =
        access::period_departures(timetable, atlas.settings.days, atlas.inputs.periods);
    atlas.stop_services = transit::desserte(timetable, atlas.settings.days, atlas.inputs.periods);
    atlas.supply = access::supply_in_reach(timetable, departures, atlas.stop_services,
                                           *atlas.inputs.streets, atlas.ties, stops,
                                           atlas.settings.supply, atlas.settings.threads, progress);
}

/// The town hall of each commune: its first facility of the category `mairie`.
std::map<std::string, access::Destination> mairies(const Inputs& in) {
    std::map<std::string, access::Destination> found;
    for (const access::Facility& facility : in.facilities) {
        if (in.categories[facility.category].id != "mairie") continue;
        const CommuneIdx commune = commune_at(in.territory, facility.at);
        if (commune.valid())
            found.try_emplace(in.territory.communes[commune].code,
                              access::Destination{facility.id, facility.name, facility.at});
    }
    return found;
}

void on_streets(Atlas& atlas, const street::Snapper& snapper, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const street::StreetGraph& graph = *in.streets;
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    const auto sites = access::category_sites(in.facilities, in.categories.size(), snapper, threads,
                                              atlas.notices);
    std::optional<transit::DayTimetable> day;
    std::optional<access::TransitNetwork> network;
    if (in.timetable) {
        day.emplace(*in.timetable, atlas.settings.travel_day);
        network = access::transit_network(*day, graph, snapper, atlas.ties, settings, threads,
                                          progress, atlas.notices);
        desserte(atlas, network->stops, progress);
    } else {
        atlas.supply = access::no_supply(cell_count(atlas), in.periods.size());
    }
    const access::TransitNetwork* transit = network ? &*network : nullptr;
    atlas.times =
        access::service_times(graph, atlas.ties, sites, transit, settings, threads, progress);
    atlas.destinations =
        access::destination_times(graph, snapper, *in.population, atlas.ties, in.destinations,
                                  transit, settings, threads, progress, atlas.notices);
    atlas.own_mairie = access::own_commune_times(
        graph, snapper, *in.population, atlas.ties, mairies(in), "mairie_commune",
        "Mairie de la commune", transit, settings, threads, progress, atlas.notices);
}

/// Share of the basket in reach of every cell, and everything by perimeter and reference.
void aggregate(Atlas& atlas) {
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    atlas.basket_walk = access::basket_share(atlas.inputs.categories, atlas.times,
                                             access::TravelMode::marche, settings.basket_minutes);
    atlas.basket_transit =
        access::basket_share(atlas.inputs.categories, atlas.times, access::TravelMode::transports,
                             settings.basket_minutes);
    atlas.perimeter_access = access::access_table(atlas.residents.perimeters, atlas.times,
                                                  settings.thresholds_min, threads);
    atlas.reference_access = access::access_table(atlas.residents.references.items(), atlas.times,
                                                  settings.thresholds_min, threads);
}

}  // namespace

void access_step(Atlas& atlas, const street::Snapper* snapper, const Progress& progress) {
    if (snapper != nullptr)
        on_streets(atlas, *snapper, progress);
    else
        no_streets(atlas);
    aggregate(atlas);
}

}  // namespace lisiere
