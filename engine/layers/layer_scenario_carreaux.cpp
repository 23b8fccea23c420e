// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/atlas.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using access::TravelMode;
using census::CellIdx;
using Column = std::function<Maybe<double>(const CellIdx&)>;

Column of(const std::vector<Maybe<double>>& values) {
    return [&values](const CellIdx& cell) { return values[cell.value()]; };
}

Column difference(const std::vector<Maybe<double>>& less, const std::vector<Maybe<double>>& from) {
    return [&](const CellIdx& cell) { return gain(from[cell.value()], less[cell.value()]); };
}

void gains_by(TableBuilder<CellIdx>& table, TravelMode mode, std::vector<CellGain> by_cell) {
    const std::string name = std::string(access::to_text(mode));
    const auto shared = [by_cell = std::move(by_cell)](auto figure) {
        return [by_cell, figure](const CellIdx& cell) { return figure(by_cell[cell.value()]); };
    };
    const auto count = [](int places) { return Maybe<std::int64_t>(places); };
    table.real("gain_max_" + name, shared([](const CellGain& own) { return own.largest; }))
        .real("gain_moyen_" + name, shared([](const CellGain& own) { return own.mean; }))
        .integer("ouverts_" + name, shared([=](const CellGain& own) { return count(own.opened); }))
        .integer("fermes_" + name, shared([=](const CellGain& own) { return count(own.closed); }));
}

}  // namespace

Table scenario_carreaux(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const Atlas& after = comparison.after;
    static const census::Population nobody;
    const census::Population& population =
        before.inputs.population ? *before.inputs.population : nobody;
    const std::vector<ComparedTimes> times = compared_times(comparison);
    TableBuilder<CellIdx> table("scenario_carreaux", before.inputs.territory.crs);
    table.text("id", [&](const CellIdx& cell) { return population.cells[cell].id; })
        .text("scenario", [&](const CellIdx&) { return comparison.scenario.name; })
        .real("population",
              [&](const CellIdx& cell) { return Maybe<double>(population.cells[cell].people); })
        .text("commune", [&](const CellIdx& cell) { return population.cells[cell].commune; })
        .boolean("bord", [&](const CellIdx& cell) { return before.at_edge(cell); });
    const std::vector<Maybe<double>>& was = before.enclosure.index.index;
    const std::vector<Maybe<double>>& is = after.enclosure.index.index;
    table.real("indice_avant", of(was))
        .real("indice_apres", of(is))
        .real("indice_ecart", difference(was, is));
    for (const TravelMode mode : before.modes)
        if (after.has(mode))
            gains_by(table, mode, cell_gains(times, mode, population.cells.size()));
    const std::vector<TravelMode>& asked = before.settings.access.cell_modes;
    for (const ComparedTimes& to : times) {
        const bool service = to.place != "mairie_commune" && !to.place.starts_with("dest_");
        if (service && std::find(asked.begin(), asked.end(), to.mode) == asked.end()) continue;
        const std::string name = to.place + "_" + std::string(access::to_text(to.mode));
        table.real("avant_" + name, of(*to.before))
            .real("apres_" + name, of(*to.after))
            .real("gain_" + name, difference(*to.after, *to.before));
    }
    table.geometry(GeometryType::multipolygon, [&](const CellIdx& cell) {
        return geo::Geometry(population.cells[cell].shape);
    });
    std::vector<CellIdx> rows;
    for (const CellIdx cell : indices<CellIdx>(population.cells.size())) rows.push_back(cell);
    return table.build(rows);
}

}  // namespace lisiere::layers
