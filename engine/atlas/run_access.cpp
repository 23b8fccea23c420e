// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "engine/access/counted_supply.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/step_reach.hpp"
#include "engine/atlas/step_times.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/atlas/town_halls.hpp"

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
            atlas.notices.add(Severity::info, "mode_non_demande", "calcul", id);
        else if (!supplied(mode))
            atlas.notices.add(Severity::info, "mode_sans_donnees", "calcul", id);
        else
            atlas.modes.push_back(mode);
    }
    std::vector<std::size_t> facilities(in.categories.size(), 0);
    for (const access::Facility& facility : in.facilities) ++facilities[facility.category.value()];
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(in.categories.size())) {
        const std::string& id = in.categories[category].id;
        if (!settings.asks_for(id))
            atlas.notices.add(Severity::info, "service_non_demande", "calcul", id);
        else if (facilities[category.value()] == 0)
            atlas.notices.add(Severity::info, "service_sans_equipement", "equipements", id);
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

/// Longest trip that is looked for.
Minutes limit_of(const access::AccessSettings& settings, TravelMode mode) {
    if (mode == TravelMode::velo) return settings.cycling_limit;
    return mode == TravelMode::voiture ? settings.driving_limit : settings.walk_limit;
}

void run_reach(Atlas& atlas, TravelMode mode, RunParts& parts) {
    const ReachInputs inputs = reach_inputs(atlas, mode, parts);
    const bool searched = !inputs.opportunities->empty() || inputs.third;
    if (!searched && inputs.floating.empty()) return;
    Reached found = step(parts.keeping(), reach_step(mode), reached, inputs);
    atlas.notices.add(found.notices);
    atlas.reach[static_cast<std::size_t>(mode)] = std::move(found.figures);
    for (FloatingResult& result : found.floating) atlas.floating.push_back(std::move(result));
}

void run_by_street(Atlas& atlas, TravelMode mode, const access::OwnPlaces& halls, RunParts& parts,
                   bool measures_alone) {
    StreetTimes times = step(parts.keeping(), fmt::format("temps {}", access::in_french(mode)),
                             street_times, street_times_inputs(atlas, mode, halls, parts));
    atlas.notices.add(times.notices);
    if (mode == TravelMode::voiture) atlas.to_interchange = std::move(times.to_interchange);
    atlas.rim_minutes[static_cast<std::size_t>(mode)] = std::move(times.to_rim);
    for (std::size_t category = 0; category < times.services.size(); ++category)
        atlas.times[category].by(mode) = std::move(times.services[category]);
    for (std::size_t place = 0; place < times.places.size(); ++place)
        atlas.destinations[place].minutes.by(mode) = std::move(times.places[place]);
    atlas.own_mairie.minutes.by(mode) = std::move(times.own_mairie);
    if (!measures_alone) run_reach(atlas, mode, parts);
}

void on_streets(Atlas& atlas, RunParts& parts, bool measures_alone) {
    const access::OwnPlaces halls = town_halls(atlas.inputs, atlas.notices);
    const WalkedTimesInputs inputs = walked_times_inputs(atlas, halls, parts);
    WalkedTimes times =
        step(parts.keeping(), inputs.transit ? "temps à pied et en transports" : "temps à pied",
             walked_times, inputs);
    atlas.notices.add(times.notices);
    atlas.times = std::move(times.services);
    atlas.destinations = std::move(times.places);
    atlas.own_mairie = std::move(times.own_mairie);
    if (!measures_alone) {
        run_reach(atlas, TravelMode::marche, parts);
        if (inputs.transit) run_reach(atlas, TravelMode::transports, parts);
    }
    for (const TravelMode mode : {TravelMode::velo, TravelMode::voiture})
        if (atlas.has(mode)) run_by_street(atlas, mode, halls, parts, measures_alone);
}

}  // namespace

WalkedTimesInputs walked_times_inputs(const Atlas& atlas, const access::OwnPlaces& halls,
                                      RunParts& parts) {
    return {parts.sites(TravelMode::marche), atlas.settings.access.walk_limit,
            atlas.has(TravelMode::transports) ? parts.network() : Made<RunNetwork>{},
            view(atlas.inputs.destinations), view(halls)};
}

StreetTimesInputs street_times_inputs(const Atlas& atlas, TravelMode mode,
                                      const access::OwnPlaces& halls, RunParts& parts) {
    return {parts.sites(mode),
            limit_of(atlas.settings.access, mode),
            view(atlas.inputs.destinations),
            view(halls),
            atlas.settings.bord,
            atlas.inputs.motorways};
}

ReachInputs reach_inputs(const Atlas& atlas, TravelMode mode, RunParts& parts) {
    const access::AccessSettings& settings = atlas.settings.access;
    ReachInputs inputs{parts.sites(mode),
                       limit_of(settings, mode),
                       mode == TravelMode::transports ? parts.network() : Made<RunNetwork>{},
                       std::find(settings.third_modes.begin(), settings.third_modes.end(), mode) !=
                           settings.third_modes.end(),
                       {},
                       view(atlas.inputs.opportunities),
                       view(atlas.inputs.opportunity_measures)};
    for (const access::FloatingRule& rule : atlas.inputs.floating_rules)
        if (rule.mode == mode && settings.asks_for(rule.category)) inputs.floating.push_back(rule);
    return inputs;
}

void run_access(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone) {
    choose_modes(atlas, base);
    note_capacities(atlas);
    if (atlas.inputs.streets)
        on_streets(atlas, parts, measures_alone);
    else
        no_streets(atlas);
    count_basket(atlas, base);
    if (!measures_alone) aggregate(atlas);
}

}  // namespace lisiere
