// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/access/counted_supply.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/step_reach.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/atlas/town_halls.hpp"
#include "engine/core/kept.hpp"
#include "engine/enclavement/interchanges.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

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
}

/// Digest of everything that times by a mode to any place depend on, but for the places that are
/// not facilities. Empty without a memo.
Digest travel_by(TravelMode mode, const Atlas& atlas, StepMemo& memo) {
    if (memo.memo() == nullptr) return {};
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    std::vector<std::string> asked;
    for (const access::Category& category : in.categories)
        asked.push_back(settings.asks_for(category.id) ? category.id : std::string());
    const Digest streets =
        archive::digest_of(static_cast<int>(mode), memo.streets(mode), settings.snap,
                           in.population->cells, in.facilities, asked);
    switch (mode) {
        case TravelMode::marche:
            return archive::digest_of(streets, settings.walk_limit);
        case TravelMode::velo:
            return archive::digest_of(streets, settings.cycling_limit, settings.bicycle_parking);
        case TravelMode::voiture:
            return archive::digest_of(streets, settings.driving_limit, settings.car_parking);
        case TravelMode::transports:
            break;
    }
    return archive::digest_of(streets, memo.timetable(), atlas.settings.travel_day,
                              settings.walk_limit, settings.stop_walk_limit,
                              settings.transfer_walk_limit, settings.window, settings.limits);
}

/// Times on foot and by transit: of one piece, for the walks from the places to the stops are those
/// to the cells.
struct WalkedTimes {
    access::ServiceTimes services;
    std::vector<access::DestinationTimes> places;
    access::DestinationTimes own_mairie;
    Notices notices;
};

/// `transit`: null without a timetable, or when transit is not asked.
WalkedTimes walked_times(const Atlas& atlas, ModeStreets& streets, RunNetwork* transit,
                         const access::OwnPlaces& mairies, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const street::StreetGraph& graph = *in.streets;
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    const OnStreets& on = streets.on();
    const access::TransitNetwork* network = transit != nullptr ? &transit->network() : nullptr;
    WalkedTimes times;
    times.notices.add(streets.notices());
    times.services =
        access::service_times(graph, atlas.ties, *on.sites, network, settings, threads, progress);
    times.places =
        access::destination_times(graph, *on.snapper, *in.population, atlas.ties, in.destinations,
                                  network, settings, threads, progress, times.notices);
    times.own_mairie = access::own_commune_times(
        graph, *on.snapper, *in.population, atlas.ties, mairies, "mairie_commune",
        "Mairie de la commune", network, settings, threads, progress, times.notices);
    return times;
}

/// Times by a mode that needs nothing but its own streets.
struct StreetTimes {
    std::vector<std::vector<Maybe<double>>> services;
    std::vector<std::vector<Maybe<double>>> places;
    std::vector<Maybe<double>> own_mairie;
    std::vector<Maybe<double>> to_rim;          ///< of the cells
    std::vector<Maybe<double>> to_interchange;  ///< likewise, by car; empty by another mode
    Notices notices;
};

StreetTimes street_times(const Atlas& atlas, ModeStreets& streets, const access::OwnPlaces& mairies,
                         const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Threads threads = atlas.settings.threads;
    const OnStreets& on = streets.on();
    StreetTimes times;
    times.notices.add(streets.notices());
    times.to_rim = access::rim_minutes(
        *in.population, on.streets, access::street_extent(*on.streets.graph), atlas.settings.bord);
    if (on.streets.mode == TravelMode::voiture)
        times.to_interchange = enclavement::interchange_minutes(on.streets, in.motorways);
    times.services = access::nearest_times(on.streets, *on.sites, threads, progress);
    times.places = access::place_times(on.streets, *on.snapper, in.destinations, threads, progress,
                                       times.notices);
    times.own_mairie = access::own_commune_minutes(on.streets, *on.snapper, *in.population, mairies,
                                                   threads, progress, times.notices);
    return times;
}

void by_street(Atlas& atlas, const Atlas* base, TravelMode mode, const access::OwnPlaces& halls,
               StepMemo& memo, const Progress& progress) {
    const Digest travel = travel_by(mode, atlas, memo);
    ModeStreets streets(atlas, base, mode);
    StreetTimes times = kept(
        memo.memo(), progress, fmt::format("temps {}", access::in_french(mode)),
        [&] { return street_times(atlas, streets, halls, progress); }, travel,
        atlas.inputs.destinations, halls, atlas.settings.bord, atlas.inputs.motorways);
    atlas.notices.add(times.notices);
    if (mode == TravelMode::voiture) atlas.to_interchange = std::move(times.to_interchange);
    atlas.rim_minutes[static_cast<std::size_t>(mode)] = std::move(times.to_rim);
    for (std::size_t category = 0; category < times.services.size(); ++category)
        atlas.times[category].by(mode) = std::move(times.services[category]);
    for (std::size_t place = 0; place < times.places.size(); ++place)
        atlas.destinations[place].minutes.by(mode) = std::move(times.places[place]);
    atlas.own_mairie.minutes.by(mode) = std::move(times.own_mairie);
    reach_by(atlas, mode, streets, nullptr, travel, memo.memo(), progress);
}

void on_streets(Atlas& atlas, const Atlas* base, const street::Snapper& snapper,
                RunNetwork& network, StepMemo& memo, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::OwnPlaces halls = town_halls(in, atlas.notices);
    ModeStreets walked(atlas, snapper);
    RunNetwork* transit = atlas.has(TravelMode::transports) ? &network : nullptr;
    const Digest walking = travel_by(TravelMode::marche, atlas, memo);
    const Digest riding =
        transit != nullptr ? travel_by(TravelMode::transports, atlas, memo) : Digest();
    WalkedTimes times = kept(
        memo.memo(), progress,
        transit != nullptr ? "temps à pied et en transports" : "temps à pied",
        [&] { return walked_times(atlas, walked, transit, halls, progress); },
        transit != nullptr ? riding : walking, in.destinations, halls);
    atlas.notices.add(times.notices);
    atlas.times = std::move(times.services);
    atlas.destinations = std::move(times.places);
    atlas.own_mairie = std::move(times.own_mairie);
    reach_by(atlas, TravelMode::marche, walked, nullptr, walking, memo.memo(), progress);
    if (transit != nullptr)
        reach_by(atlas, TravelMode::transports, walked, transit, riding, memo.memo(), progress);
    if (atlas.has(TravelMode::velo))
        by_street(atlas, base, TravelMode::velo, halls, memo, progress);
    if (atlas.has(TravelMode::voiture))
        by_street(atlas, base, TravelMode::voiture, halls, memo, progress);
}

/// Which modes the run has, and what it leaves out, said once. A scenario that takes the last trip
/// away has transit all the same: nobody rides it, which is known.
void choose_modes(Atlas& atlas, const Atlas* base) {
    const Inputs& in = atlas.inputs;
    const auto timed = [](const Atlas& one) {
        return one.inputs.timetable && one.inputs.timetable->timed();
    };
    const access::AccessSettings& settings = atlas.settings.access;
    const auto supplied = [&](access::TravelMode mode) {
        switch (mode) {
            case access::TravelMode::velo:
                return in.cycling.has_value();
            case access::TravelMode::transports:
                return timed(atlas) || (in.timetable && base != nullptr && timed(*base));
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

/// The basket that is counted, and its share in reach of every cell. A scenario keeps that of its
/// base: a first service of its kind joins no denominator, a last one that closes leaves none.
void count_basket(Atlas& atlas, const Atlas* base) {
    atlas.basket_counted = base != nullptr
                               ? base->basket_counted
                               : access::basket_of(atlas.inputs.categories, atlas.times);
    for (const access::TravelMode mode : access::every_mode) {
        std::vector<Maybe<double>>& shares = atlas.baskets[static_cast<std::size_t>(mode)];
        shares = access::basket_share(atlas.basket_counted, atlas.times, mode,
                                      atlas.settings.access.basket_minutes);
        if (base == nullptr) continue;
        // Where the last of all services has closed nothing is reached, which is known.
        for (std::size_t cell = 0; cell < shares.size(); ++cell)
            if (!shares[cell] && base->basket(mode)[cell]) shares[cell] = 0.0;
    }
}

/// Capacities that the supply per resident cannot use.
void note_capacities(Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(in.categories.size())) {
        const std::string& id = in.categories[category].id;
        const bool shared = std::any_of(in.floating_rules.begin(), in.floating_rules.end(),
                                        [&](const access::FloatingRule& rule) {
                                            return rule.category == id && atlas.has(rule.mode);
                                        });
        if (shared && atlas.settings.access.asks_for(id))
            access::note_part_of_capacities(access::counted_supply(in.facilities, category),
                                            "offre_flottante", id, atlas.notices);
    }
}

/// Everything by perimeter and reference.
void aggregate(Atlas& atlas) {
    const access::AccessSettings& settings = atlas.settings.access;
    const Threads threads = atlas.settings.threads;
    atlas.perimeter_access = access::access_table(atlas.residents.perimeters, atlas.times,
                                                  atlas.modes, settings.thresholds_min, threads);
    atlas.reference_access = access::access_table(atlas.residents.references.items(), atlas.times,
                                                  atlas.modes, settings.thresholds_min, threads);
    atlas.reference_rest_access =
        access::access_table(atlas.residents.reference_rests.items(), atlas.times, atlas.modes,
                             settings.thresholds_min, threads);
}

}  // namespace

void access_step(Atlas& atlas, const Atlas* base, const street::Snapper* snapper,
                 RunNetwork* transit, StepMemo& memo, const Progress& progress) {
    choose_modes(atlas, base);
    note_capacities(atlas);
    if (snapper != nullptr)
        on_streets(atlas, base, *snapper, *transit, memo, progress);
    else
        no_streets(atlas);
    count_basket(atlas, base);
    aggregate(atlas);
}

}  // namespace lisiere
