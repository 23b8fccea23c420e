// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>
#include <string_view>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/step_reach.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

/// The same shapes as with streets, every value missing because they were not supplied.
void no_streets(Atlas& atlas) {
    const std::vector<Maybe<double>> unknown(cell_count(atlas));
    atlas.ties.snaps =
        IndexedVector<census::CellIdx, std::optional<street::Snap>>(cell_count(atlas));
    const access::TimesTo no_time = access::no_times(cell_count(atlas), Absence::non_disponible);
    atlas.times.assign(atlas.inputs.categories.size(), no_time);
    atlas.own_mairie.minutes = no_time;
    for (const access::Destination& place : atlas.inputs.destinations)
        atlas.destinations.push_back({place.id, place.label, no_time, unknown, unknown});
    const Inputs& in = atlas.inputs;
    if (!in.timetable) {
        atlas.supply = access::no_supply(cell_count(atlas), in.periods.size());
        return;
    }
    atlas.stop_services = transit::desserte(*in.timetable, atlas.settings.days, in.periods);
    atlas.supply = access::straight_supply(
        *in.timetable, access::period_departures(*in.timetable, atlas.settings.days, in.periods),
        atlas.stop_services, *in.population, atlas.settings.supply, atlas.settings.threads);
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

using Sites = IndexedVector<access::CategoryIdx, access::CategorySites>;

/// Facilities on the streets of a mode, without those of services that were not asked.
Sites sites_on(Atlas& atlas, const street::Snapper& snapper, std::string_view streets) {
    const Inputs& in = atlas.inputs;
    Sites sites = access::category_sites(in.facilities, in.categories.size(), snapper,
                                         atlas.settings.threads, atlas.notices, streets);
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(sites.size()))
        if (!atlas.settings.access.asks_for(in.categories[category].id)) sites[category] = {};
    return sites;
}

/// Times by a mode that needs nothing but its own streets.
void by_street(Atlas& atlas, access::TravelMode mode, const street::StreetGraph& graph,
               const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    const street::Snapper snapper(graph, atlas.settings.access.snap);
    const access::CellTies ties = access::snap_cells(*in.population, snapper, threads,
                                                     atlas.notices, access::in_french(mode));
    const Sites sites = sites_on(atlas, snapper, access::in_french(mode));
    const access::StreetMode streets =
        access::street_mode(mode, graph, ties, atlas.settings.access);
    atlas.mode_edges[static_cast<std::size_t>(mode)] = access::edge_cells(
        *in.population, streets, access::street_extent(graph), atlas.settings.bord);
    auto services = access::nearest_times(streets, sites, threads, progress);
    for (std::size_t category = 0; category < services.size(); ++category)
        atlas.times[category].by(mode) = std::move(services[category]);
    auto places =
        access::place_times(streets, snapper, in.destinations, threads, progress, atlas.notices);
    for (std::size_t place = 0; place < places.size(); ++place)
        atlas.destinations[place].minutes.by(mode) = std::move(places[place]);
    atlas.own_mairie.minutes.by(mode) = access::own_commune_minutes(
        streets, snapper, *in.population, mairies(in), threads, progress, atlas.notices);
    reach_by(atlas, mode, {streets, &snapper, &sites}, nullptr, progress);
}

void on_streets(Atlas& atlas, const street::Snapper& snapper, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const street::StreetGraph& graph = *in.streets;
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    const Sites sites = sites_on(atlas, snapper, {});
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
    const access::TransitNetwork* transit =
        network && atlas.has(access::TravelMode::transports) ? &*network : nullptr;
    atlas.times =
        access::service_times(graph, atlas.ties, sites, transit, settings, threads, progress);
    atlas.destinations =
        access::destination_times(graph, snapper, *in.population, atlas.ties, in.destinations,
                                  transit, settings, threads, progress, atlas.notices);
    atlas.own_mairie = access::own_commune_times(
        graph, snapper, *in.population, atlas.ties, mairies(in), "mairie_commune",
        "Mairie de la commune", transit, settings, threads, progress, atlas.notices);
    const OnStreets walked{
        access::street_mode(access::TravelMode::marche, graph, atlas.ties, settings), &snapper,
        &sites};
    reach_by(atlas, access::TravelMode::marche, walked, nullptr, progress);
    if (transit != nullptr)
        reach_by(atlas, access::TravelMode::transports, walked, transit, progress);
    if (atlas.has(access::TravelMode::velo))
        by_street(atlas, access::TravelMode::velo, *in.cycling, progress);
    if (atlas.has(access::TravelMode::voiture))
        by_street(atlas, access::TravelMode::voiture, *in.driving, progress);
}

/// Which modes the run has, and what it leaves out, said once.
void choose_modes(Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    const auto supplied = [&in](access::TravelMode mode) {
        switch (mode) {
            case access::TravelMode::velo:
                return in.cycling.has_value();
            case access::TravelMode::transports:
                return in.timetable.has_value();
            case access::TravelMode::voiture:
                return in.driving.has_value();
            case access::TravelMode::marche:
                break;
        }
        return true;
    };
    for (const access::TravelMode mode : access::every_mode) {
        const std::string id(access::to_text(mode));
        if (!settings.asks_for(mode))
            atlas.notices.add(
                Severity::info, "mode_non_demande", "calcul",
                "modes de déplacement non demandés : leurs temps ne sont pas calculés", id);
        else if (!supplied(mode))
            atlas.notices.add(Severity::info, "mode_sans_donnees", "calcul",
                              "modes de déplacement sans rues ni horaires qui leur conviennent : "
                              "leurs temps manquent",
                              id);
        else
            atlas.modes.push_back(mode);
    }
    std::vector<std::size_t> facilities(in.categories.size(), 0);
    for (const access::Facility& facility : in.facilities) ++facilities[facility.category.value()];
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(in.categories.size())) {
        const std::string& id = in.categories[category].id;
        if (!settings.asks_for(id))
            atlas.notices.add(Severity::info, "service_non_demande", "calcul",
                              "services non demandés : leurs temps ne sont pas calculés", id);
        else if (facilities[category.value()] == 0)
            atlas.notices.add(Severity::info, "service_sans_equipement", "equipements",
                              "services sans aucun équipement dans cette édition : leurs temps "
                              "manquent, et le panier se compte sans eux",
                              id);
    }
}

/// Share of the basket in reach of every cell, and everything by perimeter and reference.
void aggregate(Atlas& atlas) {
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    for (const access::TravelMode mode : access::every_mode)
        atlas.baskets[static_cast<std::size_t>(mode)] = access::basket_share(
            atlas.inputs.categories, atlas.times, mode, settings.basket_minutes);
    atlas.perimeter_access = access::access_table(atlas.residents.perimeters, atlas.times,
                                                  atlas.modes, settings.thresholds_min, threads);
    atlas.reference_access = access::access_table(atlas.residents.references.items(), atlas.times,
                                                  atlas.modes, settings.thresholds_min, threads);
}

}  // namespace

void access_step(Atlas& atlas, const street::Snapper* snapper, const Progress& progress) {
    choose_modes(atlas);
    if (snapper != nullptr)
        on_streets(atlas, *snapper, progress);
    else
        no_streets(atlas);
    aggregate(atlas);
}

}  // namespace lisiere
