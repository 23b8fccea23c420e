// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    const ComparedTimes* to = nullptr;
};

}  // namespace

Table scenario_acces(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const auto& perimeters = before.inputs.territory.perimeters;
    const std::vector<ComparedTimes> times = compared_times(comparison);
    std::vector<Row> rows;
    for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size()))
        for (const ComparedTimes& to : times) rows.push_back({perimeter, &to});
    const auto residents = [&](const Row& row) -> const access::CellGroup& {
        return before.residents.perimeters[row.perimeter.value()];
    };
    const auto median = [=](const Row& row, const std::vector<Maybe<double>>& values) {
        return access::weighted_quantile(residents(row), values, 0.5);
    };
    TableBuilder<Row> table("scenario_acces", before.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("scenario", [&](const Row&) { return comparison.scenario.name; })
        .text("lieu", [](const Row& row) { return row.to->place; })
        .text("libelle", [](const Row& row) { return row.to->label; })
        .text("mode", [](const Row& row) { return std::string(access::to_text(row.to->mode)); })
        .real("mediane_avant", [=](const Row& row) { return median(row, *row.to->before); })
        .real("mediane_apres", [=](const Row& row) { return median(row, *row.to->after); })
        .real("mediane_gain", [=](const Row& row) {
            return gain(median(row, *row.to->before), median(row, *row.to->after));
        });
    for (const int minutes : {1, 5, 10})
        table.real("gagnants_" + std::to_string(minutes), [=](const Row& row) {
            return Maybe<double>(people_gaining(residents(row), *row.to, minutes));
        });
    table
        .real("perdants_1",
              [=](const Row& row) {
                  return Maybe<double>(people_losing(residents(row), *row.to, 1));
              })
        .text("motif", [=](const Row& row) {
            const Maybe<double> after = median(row, *row.to->after);
            return after ? std::string() : std::string(to_text(after.absence()));
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
