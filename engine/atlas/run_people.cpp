// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/census/whole_communes.hpp"

namespace lisiere {
namespace {

/// Which perimeters belong to the priority geography of the run (Settings::priority).
std::vector<bool> priority_perimeters(const Atlas& atlas) {
    const auto& kinds = atlas.settings.priority;
    std::vector<bool> belongs;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        belongs.push_back(std::find(kinds.begin(), kinds.end(), perimeter.kind) != kinds.end());
    return belongs;
}

}  // namespace

PeopleInputs people_inputs(const Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    return {view(in.territory),         view(in.areas),  view(in.official),
            view(in.kept_share),        view(in.extent), atlas.settings.calage,
            priority_perimeters(atlas), std::nullopt};
}

std::size_t cell_count(const Atlas& atlas) {
    return atlas.inputs.population ? atlas.inputs.population->cells.size() : 0;
}

void run_people(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    Inputs& in = atlas.inputs;
    if (const std::size_t added = census::add_whole_communes(in.areas); added > 0)
        atlas.notices.add(Severity::info, "communes_entieres", in.territory.name, {}, added);
    PeopleInputs inputs = people_inputs(atlas);
    inputs.supplied = std::move(in.population);
    People found = people(std::move(inputs), overlays, progress);
    atlas.notices.add(found.notices);
    in.population = std::move(found.population);
    atlas.residents = std::move(found.residents);
}

PortraitInputs portrait_inputs(const Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    PortraitInputs inputs;
    inputs.rules = {view(in.indicators),          view(in.secrecy),
                    view(in.identities),          view(in.few_units),
                    view(in.interval_references), view(in.adjustments)};
    inputs.territory = view(in.territory);
    inputs.extent = view(in.extent);
    inputs.areas = view(in.areas);
    inputs.population = view(in.population);
    inputs.residents = view(atlas.residents);
    inputs.kept_share = view(in.kept_share);
    inputs.buildings = view(in.buildings);
    inputs.priority = priority_perimeters(atlas);
    inputs.methods = view(in.methods);
    inputs.official = view(in.official);
    inputs.local = view(in.local);
    inputs.categories = view(in.categories);
    inputs.facilities = view(in.facilities);
    return inputs;
}

void run_portraits(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    Portraits found = portraits(portrait_inputs(atlas), overlays, progress);
    atlas.notices.add(found.notices);
    atlas.indicators = std::move(found.indicators);
    atlas.zones = std::move(found.zones);
}

LineageInputs lineage_inputs(const Atlas& atlas, RunParts& parts) {
    const Inputs& in = atlas.inputs;
    const std::vector<Perimeter>& current = in.territory.perimeters.items();
    LineageInputs inputs{generation(in.former, in.official),
                         generation(current, in.official),
                         in.passages,
                         {},
                         atlas.settings.lineage,
                         {atlas.settings.threads}};
    for (std::size_t p = 0; p < current.size(); ++p)
        if (current[p].kind != PerimeterKind::quartier_prioritaire)
            inputs.current.shapes[p].clear();
    if (!in.population->cells.empty() && atlas.residents.from != PeopleFrom::perimeters)
        inputs.population = parts.population();
    return inputs;
}

void run_lineage(Atlas& atlas, RunParts& parts) {
    if (atlas.inputs.former.empty()) return;
    const LineageInputs inputs = lineage_inputs(atlas, parts);
    Lineage found = step(parts.keeping(), "filiation", lineage_of_perimeters, inputs);
    atlas.notices.add(found.notices);
    atlas.lineage_from_cells = static_cast<bool>(inputs.population);
    atlas.lineage = std::move(found.rows);
}

}  // namespace lisiere
