// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/mode_streets.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/census/overlap.hpp"

namespace lisiere {
Atlas analyse(Inputs inputs, Settings settings, const Progress& progress, Memo* memo,
              const Atlas* base) {
    Atlas atlas;
    atlas.inputs = std::move(inputs);
    atlas.settings = std::move(settings);
    census::Overlays overlays(atlas.settings.threads, memo);
    StepMemo steps(memo, atlas.inputs, base != nullptr ? &base->inputs : nullptr);
    people_step(atlas, overlays, progress);
    portraits_step(atlas, overlays, progress);
    if (atlas.inputs.streets) {
        const street::SnapOptions& snap = atlas.settings.access.snap;
        std::optional<street::Snapper> before;
        if (const auto* streets = streets_before(atlas.inputs, base, access::TravelMode::marche))
            before.emplace(*streets, snap);
        const street::Snapper snapper(*atlas.inputs.streets, snap, before ? &*before : nullptr);
        RunNetwork transit(atlas, snapper, progress);
        ties_step(atlas, snapper);
        desserte_step(atlas, base, &snapper, steps, progress);
        access_step(atlas, base, &snapper, &transit, steps, progress);
        isochrones_step(atlas, base, snapper, transit, steps, progress);
        lived_quarters_step(atlas, base, snapper, transit, steps, progress);
    } else {
        desserte_step(atlas, base, nullptr, steps, progress);
        access_step(atlas, base, nullptr, nullptr, steps, progress);
    }
    enclosure_step(atlas, base, steps, progress);
    bands_step(atlas);
    lineage_step(atlas);
    return atlas;
}

std::vector<bool> priority_perimeters(const Atlas& atlas) {
    const auto& kinds = atlas.settings.priority;
    std::vector<bool> belongs;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        belongs.push_back(std::find(kinds.begin(), kinds.end(), perimeter.kind) != kinds.end());
    return belongs;
}

std::vector<geo::MultiPolygon> perimeter_shapes(const Atlas& atlas) {
    std::vector<geo::MultiPolygon> shapes;
    for (const Perimeter& perimeter : atlas.inputs.territory.perimeters)
        shapes.push_back(perimeter.shape.value_or({}));
    return shapes;
}

std::vector<geo::MultiPolygon> cell_shapes(const Atlas& atlas) {
    std::vector<geo::MultiPolygon> shapes;
    if (atlas.inputs.population)
        for (const census::Cell& cell : atlas.inputs.population->cells)
            shapes.push_back(cell.shape);
    return shapes;
}

std::vector<double> people_in(const Atlas& atlas, std::span<const geo::MultiPolygon> shapes) {
    const census::Population& population = *atlas.inputs.population;
    const census::OverlapMatrix overlap =
        census::overlap(cell_shapes(atlas), shapes, atlas.settings.threads);
    std::vector<double> people(shapes.size(), 0);
    for (std::size_t target = 0; target < shapes.size(); ++target)
        for (const auto& entry : overlap.row(target))
            people[target] += population.cells[census::CellIdx{entry.source}].people * entry.share;
    return people;
}

std::size_t cell_count(const Atlas& atlas) {
    return atlas.inputs.population ? atlas.inputs.population->cells.size() : 0;
}

}  // namespace lisiere
