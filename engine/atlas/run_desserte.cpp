// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/step_desserte.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

/// Departures by another reach.
bool of_departures(const enclavement::Choice& choice) {
    return choice.kind == enclavement::ChoiceKind::other_threshold &&
           choice.measure.starts_with("departs_h_");
}

}  // namespace

DesserteInputs desserte_inputs(const Atlas& atlas, const Atlas* base, RunParts& parts) {
    const Inputs& in = atlas.inputs;
    const Settings& settings = atlas.settings;
    // With the streets and the timetable of its base a scenario finds what that found.
    const bool other = base != nullptr &&
                       (parts.other_timetable() || parts.graph_before(access::TravelMode::marche));
    return {parts.timetable(),
            parts.streets(access::TravelMode::marche),
            parts.population(),
            settings.days,
            view(in.periods),
            settings.supply,
            in.supply_index,
            view(atlas.residents.perimeters),
            view(parts.shapes()),
            in.territory.study_area,
            settings.heavy_disc,
            settings.catchment,
            other ? view(base->supply) : View<access::CellSupplies>{},
            {settings.threads}};
}

OtherReachesInputs other_reaches_inputs(const Atlas& atlas, RunParts& parts) {
    OtherReachesInputs inputs{parts.timetable(),       parts.streets(access::TravelMode::marche),
                              atlas.settings.days,     view(atlas.inputs.periods),
                              atlas.settings.supply,   {},
                              {atlas.settings.threads}};
    for (const enclavement::Choice& choice : atlas.inputs.choices)
        if (of_departures(choice)) inputs.choices.push_back(choice);
    return inputs;
}

void run_desserte(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone) {
    const Inputs& in = atlas.inputs;
    if (!in.timetable) {
        atlas.supply = access::no_supply(cell_count(atlas), in.periods.size());
        return;
    }
    atlas.straight_walks = !in.streets;
    if (atlas.straight_walks)
        atlas.notices.add(Severity::avertissement, "desserte_a_vol_d_oiseau", "horaires");
    const DesserteInputs inputs = desserte_inputs(atlas, base, parts);
    if (measures_alone) {
        // On the streets and with the timetable of its base a scenario has its departures.
        atlas.supply =
            base != nullptr && !inputs.base
                ? base->supply
                : step(parts.keeping(), "desserte: départs", departures_alone, inputs).supply;
        return;
    }
    Desserte found = step(parts.keeping(), "desserte", desserte, inputs);
    atlas.notices.add(found.notices);
    atlas.supply = std::move(found.supply);
    atlas.stop_services = std::move(found.stop_services);
    atlas.supply_index = std::move(found.supply_index);
    atlas.quarter_lines = std::move(found.quarter_lines);
    atlas.heavy_areas = std::move(found.heavy_areas);
    // Whoever ranks among the residents of a base draws nothing.
    if (base != nullptr || atlas.straight_walks) return;
    const OtherReachesInputs others = other_reaches_inputs(atlas, parts);
    if (!others.choices.empty())
        atlas.supply_by_threshold =
            step(parts.keeping(), "desserte: autres seuils", supply_by_other_reaches, others);
}

}  // namespace lisiere
