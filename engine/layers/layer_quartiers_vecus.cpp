// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/lived_level.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

Table quartiers_vecus(const Atlas& atlas) {
    using vecu::LivedArea;
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto perimeter = [&](const LivedArea& row) -> const Perimeter& {
        return perimeters[PerimeterIdx{row.group}];
    };
    // Nobody knows who lives in a quarter that nobody has drawn, nor where they go.
    const auto known = [=](const LivedArea& row, double value) -> Maybe<double> {
        return perimeter(row).shape ? Maybe<double>(value) : perimeter(row).shape.absence();
    };
    // The least and the greatest share of the visits that the area holds under other half-decays.
    const auto held = [=, &atlas](const LivedArea& row, bool greatest) -> Maybe<double> {
        if (!perimeter(row).shape) return perimeter(row).shape.absence();
        const auto at = static_cast<std::size_t>(&row - atlas.lived_areas.data());
        Maybe<double> found = vecu::share_within(atlas.visits.by_group[row.group], row.facilities);
        for (const vecu::DecayRun& run : atlas.decay_runs)
            if (found && run.held[at])
                found =
                    greatest ? std::max(*found, *run.held[at]) : std::min(*found, *run.held[at]);
        return found;
    };
    TableBuilder<LivedArea> table("quartiers_vecus", atlas.inputs.territory.crs);
    table.text("code", [=](const LivedArea& row) { return perimeter(row).id; })
        .text("nom_qp", [=](const LivedArea& row) { return perimeter(row).name; })
        .integer("niveau",
                 [](const LivedArea& row) { return Maybe<std::int64_t>(percent(row.level)); })
        .real("population", [=](const LivedArea& row) { return known(row, row.people); })
        .real("visites", [=](const LivedArea& row) { return known(row, row.visits); })
        .real("visites_transports", [=](const LivedArea& row) { return known(row, row.ridden); })
        .real("visites_velo", [=](const LivedArea& row) { return known(row, row.cycled); })
        .real("visites_voiture", [=](const LivedArea& row) { return known(row, row.driven); })
        .real("visites_totales", [=](const LivedArea& row) { return known(row, row.visits_all); })
        .real("part_visites_bas", [=](const LivedArea& row) { return held(row, false); })
        .real("part_visites_haut", [=](const LivedArea& row) { return held(row, true); })
        .integer("equipements",
                 [=](const LivedArea& row) -> Maybe<std::int64_t> {
                     if (!perimeter(row).shape) return perimeter(row).shape.absence();
                     return static_cast<std::int64_t>(row.facilities.size());
                 })
        .text("statut", [](const LivedArea& row) { return std::string(to_text(row.statut)); })
        .text("motif",
              [=](const LivedArea& row) { return reason_of(perimeter(row), perimeter(row).shape); })
        .geometry(GeometryType::multipolygon, [](const LivedArea& row) {
            return row.shape.empty() ? geo::Geometry{} : geo::Geometry(row.shape);
        });
    return table.build(atlas.lived_areas);
}

}  // namespace lisiere::layers
