// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_reach.hpp"

#include <fmt/format.h>

#include <string>

#include "engine/atlas/atlas.hpp"

namespace lisiere {
namespace {

void figures(Atlas& atlas, access::TravelMode mode, const OnStreets& on,
             const access::TransitNetwork* transit, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const access::AccessSettings& settings = atlas.settings.access;
    const bool third = std::find(settings.third_modes.begin(), settings.third_modes.end(), mode) !=
                       settings.third_modes.end();
    if (in.opportunities.empty() && !third) return;
    static const IndexedVector<access::CategoryIdx, access::CategorySites> none;
    // Whoever walks to a stop is tied to the walked streets: told once.
    Notices told;
    const access::ReachPlaces places = access::reach_places(
        in.opportunities, in.opportunity_measures, third ? *on.sites : none, *on.snapper,
        atlas.settings.threads, told,
        mode == access::TravelMode::marche ? std::string_view() : access::in_french(mode));
    if (transit == nullptr) atlas.notices.add(told);
    const access::PlaceTimesMaker maker =
        transit != nullptr
            ? access::transit_place_times(on.streets, *transit, settings, places.snaps)
            : access::street_place_times(on.streets, places.snaps);
    atlas.reach[static_cast<std::size_t>(mode)] = access::reach_figures(
        places, maker, *on.streets.cells, atlas.settings.threads,
        fmt::format("opportunités à portée {}", access::in_french(mode)), progress);
}

/// Fewer than one of a kind a resident reads badly.
std::vector<Maybe<double>> for_thousand(const access::FloatingSupply& supply) {
    std::vector<Maybe<double>> values;
    for (const Maybe<double>& own : supply.per_resident)
        values.push_back(own ? Maybe<double>(1000 * *own) : own);
    return values;
}

}  // namespace

void reach_by(Atlas& atlas, access::TravelMode mode, const OnStreets& on,
              const access::TransitNetwork* transit, const Progress& progress) {
    figures(atlas, mode, on, transit, progress);
    const Inputs& in = atlas.inputs;
    for (const access::FloatingRule& rule : in.floating_rules) {
        if (rule.mode != mode || !atlas.settings.access.asks_for(rule.category)) continue;
        for (const access::CategoryIdx category :
             indices<access::CategoryIdx>(in.categories.size()))
            if (in.categories[category].id == rule.category && (*on.sites)[category].known > 0)
                atlas.floating.push_back(
                    {category, mode, rule.supply_unit,
                     for_thousand(access::floating_supply(
                         on.streets, *in.population, (*on.sites)[category], in.facilities, category,
                         rule, atlas.settings.threads, progress))});
    }
}

}  // namespace lisiere
