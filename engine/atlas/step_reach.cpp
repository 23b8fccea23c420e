// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_reach.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/access/counted_supply.hpp"
#include "engine/access/nth_nearest.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/core/kept.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

/// What is asked of a mode.
struct Asked {
    bool third = false;
    std::vector<access::FloatingRule> floating;
};

Asked asked_of(const Atlas& atlas, TravelMode mode) {
    const access::AccessSettings& settings = atlas.settings.access;
    Asked asked;
    asked.third = std::find(settings.third_modes.begin(), settings.third_modes.end(), mode) !=
                  settings.third_modes.end();
    for (const access::FloatingRule& rule : atlas.inputs.floating_rules)
        if (rule.mode == mode && settings.asks_for(rule.category)) asked.floating.push_back(rule);
    return asked;
}

struct Reached {
    access::ReachFigures figures;
    std::vector<FloatingResult> floating;
    Notices notices;
};

/// One search a cell. By transit the third nearest comes from it too; on the streets `third` does
/// without.
void figures(Reached& reached, const Atlas& atlas, TravelMode mode, bool third, const OnStreets& on,
             const access::TransitNetwork* transit, std::string_view step,
             const Progress& progress) {
    const Inputs& in = atlas.inputs;
    static const Sites none;
    // Whoever walks to a stop is tied to the walked streets: told once.
    Notices told;
    const access::ReachPlaces places = access::reach_places(
        in.opportunities, in.opportunity_measures, third && transit != nullptr ? *on.sites : none,
        *on.snapper, atlas.settings.threads, told,
        mode == TravelMode::marche ? std::string_view() : access::in_french(mode));
    if (transit == nullptr) reached.notices.add(told);
    const access::PlaceTimesMaker maker =
        transit != nullptr
            ? access::transit_place_times(on.streets, *transit, atlas.settings.access, places.snaps)
            : access::street_place_times(on.streets, places.snaps);
    reached.figures = access::reach_figures(places, maker, *on.streets.cells,
                                            atlas.settings.threads, step, progress);
}

/// Fewer than one of a kind a resident reads badly.
std::vector<Maybe<double>> for_thousand(const std::vector<Maybe<double>>& per_resident) {
    std::vector<Maybe<double>> values;
    for (const Maybe<double>& own : per_resident)
        values.push_back(own ? Maybe<double>(1000 * *own) : own);
    return values;
}

void floating(Reached& reached, const Atlas& atlas, const access::FloatingRule& rule,
              const OnStreets& on, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(in.categories.size())) {
        if (in.categories[category].id != rule.category || (*on.sites)[category].known == 0)
            continue;
        const access::CountedSupply supply = access::counted_supply(in.facilities, category);
        const access::FloatingSupply found =
            access::floating_supply(on.streets, *in.population, (*on.sites)[category], supply.of,
                                    rule, atlas.settings.threads, progress);
        reached.floating.push_back(
            {category, rule.mode, supply.in_capacity ? rule.capacity_unit : rule.supply_unit,
             for_thousand(found.per_resident), for_thousand(found.balanced)});
    }
}

}  // namespace

void reach_by(Atlas& atlas, TravelMode mode, ModeStreets& streets, RunNetwork* transit,
              const Digest& travel, Memo* memo, const Progress& progress) {
    const Inputs& in = atlas.inputs;
    const Asked asked = asked_of(atlas, mode);
    const bool searched = !in.opportunities.empty() || (asked.third && transit != nullptr);
    if (!searched && !asked.third && asked.floating.empty()) return;
    const std::string step = fmt::format("opportunités à portée {}", access::in_french(mode));
    Reached reached = kept(
        memo, progress, step,
        [&] {
            Reached result;
            const OnStreets& on = streets.on();
            if (searched)
                figures(result, atlas, mode, asked.third, on,
                        transit != nullptr ? &transit->network() : nullptr, step, progress);
            if (asked.third && transit == nullptr)
                result.figures.nth_minutes = access::nth_nearest_times(
                    on.streets, *on.sites, access::ReachPlaces{}.rank, atlas.settings.threads,
                    fmt::format("troisième plus proche {}", access::in_french(mode)), progress);
            for (const access::FloatingRule& rule : asked.floating)
                floating(result, atlas, rule, on, progress);
            return result;
        },
        travel, asked, in.opportunities, in.opportunity_measures);
    atlas.notices.add(reached.notices);
    atlas.reach[static_cast<std::size_t>(mode)] = std::move(reached.figures);
    for (FloatingResult& result : reached.floating) atlas.floating.push_back(std::move(result));
}

}  // namespace lisiere
