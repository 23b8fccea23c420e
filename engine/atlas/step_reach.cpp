// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_reach.hpp"

#include <fmt/format.h>

#include <string_view>

#include "engine/access/counted_supply.hpp"
#include "engine/access/nth_nearest.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

TravelMode mode_of(const ReachInputs& in) {
    return in.transit ? TravelMode::transports : in.sites->on().mode();
}

/// One search a cell. By transit the third nearest comes from it too; on the streets `third` does
/// without.
void figures(Reached& reached, const ReachInputs& in, const access::StreetMode& streets,
             const Progress& progress) {
    static const Sites none;
    ModeStreets& on = in.sites->on();
    // Whoever walks to a stop is tied to the walked streets: told once.
    Notices told;
    const access::ReachPlaces places = access::reach_places(
        *in.opportunities, *in.measures, in.third && in.transit ? in.sites->sites() : none,
        on.snapper(), on.threads(), told, on.name());
    if (!in.transit) reached.notices.add(told);
    // Outlives the maker, which looks at it.
    access::AccessSettings settings;
    if (in.transit) settings = in.transit->settings(in.limit);
    const access::PlaceTimesMaker maker =
        in.transit
            ? access::transit_place_times(streets, in.transit->network(), settings, places.snaps)
            : access::street_place_times(streets, places.snaps);
    reached.figures = access::reach_figures(places, maker, on.cells(), on.threads(),
                                            reach_step(mode_of(in)), progress);
}

/// Fewer than one of a kind a resident reads badly.
std::vector<Maybe<double>> for_thousand(const std::vector<Maybe<double>>& per_resident) {
    std::vector<Maybe<double>> values;
    for (const Maybe<double>& own : per_resident)
        values.push_back(own ? Maybe<double>(1000 * *own) : own);
    return values;
}

void floating(Reached& reached, const ReachInputs& in, const access::FloatingRule& rule,
              const access::StreetMode& streets, const Progress& progress) {
    ModeStreets& on = in.sites->on();
    const std::vector<std::string>& asked = in.sites->inputs().asked;
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(asked.size())) {
        if (asked[category.value()] != rule.category || in.sites->sites()[category].known == 0)
            continue;
        const access::CountedSupply supply =
            access::counted_supply(*in.sites->inputs().facilities, category);
        const access::FloatingSupply found =
            access::floating_supply(streets, on.population(), in.sites->sites()[category],
                                    supply.of, rule, on.threads(), progress);
        reached.floating.push_back(
            {category, rule.mode, supply.in_capacity ? rule.capacity_unit : rule.supply_unit,
             for_thousand(found.per_resident), for_thousand(found.balanced)});
    }
}

}  // namespace

std::string reach_step(TravelMode mode) {
    return fmt::format("opportunités à portée {}", access::in_french(mode));
}

Reached reached(const ReachInputs& in, const Progress& progress) {
    Reached result;
    const access::StreetMode streets = in.sites->on().within(in.limit);
    if (!in.opportunities->empty() || (in.third && in.transit))
        figures(result, in, streets, progress);
    if (in.third && !in.transit)
        result.figures.nth_minutes = access::nth_nearest_times(
            streets, in.sites->sites(), access::ReachPlaces{}.rank, in.sites->on().threads(),
            fmt::format("troisième plus proche {}", access::in_french(mode_of(in))), progress);
    for (const access::FloatingRule& rule : in.floating)
        floating(result, in, rule, streets, progress);
    return result;
}

}  // namespace lisiere
