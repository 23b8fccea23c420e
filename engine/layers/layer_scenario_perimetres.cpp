// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/layers.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using access::TravelMode;

constexpr int thresholds[] = {1, 5, 10};  ///< minutes gained that are counted

Maybe<std::int64_t> whole(const std::optional<int>& rank) {
    return rank ? Maybe<std::int64_t>(*rank) : Maybe<std::int64_t>();
}

}  // namespace

Table scenario_perimetres(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const Atlas& after = comparison.after;
    const auto& perimeters = before.inputs.territory.perimeters;
    const std::vector<ComparedTimes> times = compared_times(comparison);
    const auto group = [](const Atlas& atlas) {
        return [&atlas](const PerimeterIdx& row) -> const enclavement::GroupIndex& {
            return atlas.enclosure.index.groups[row.value()];
        };
    };
    const auto was = group(before);
    const auto is = group(after);
    const auto residents = [&](const PerimeterIdx& row) -> const access::CellGroup& {
        return before.residents.perimeters[row.value()];
    };
    TableBuilder<PerimeterIdx> table("scenario_perimetres", before.inputs.territory.crs);
    table.text("code", [&](const PerimeterIdx& row) { return perimeters[row].id; })
        .text("nom_qp", [&](const PerimeterIdx& row) { return perimeters[row].name; })
        .text("genre",
              [&](const PerimeterIdx& row) { return std::string(to_text(perimeters[row].kind)); })
        .text("scenario", [&](const PerimeterIdx&) { return comparison.scenario.name; })
        .real("habitants",
              [=](const PerimeterIdx& row) { return Maybe<double>(residents(row).people()); })
        .real("indice_avant", [=](const PerimeterIdx& row) { return was(row).index; })
        .real("indice_apres", [=](const PerimeterIdx& row) { return is(row).index; })
        .real("indice_ecart",
              [=](const PerimeterIdx& row) { return gain(is(row).index, was(row).index); })
        .integer("rang_avant", [=](const PerimeterIdx& row) { return whole(was(row).rank); })
        .integer("rang_apres", [=](const PerimeterIdx& row) { return whole(is(row).rank); });
    const auto& components = before.enclosure.index.components;
    for (std::size_t i = 0; i < components.size(); ++i)
        table.real("ecart_" + components[i].id, [=](const PerimeterIdx& row) {
            return gain(is(row).components[i], was(row).components[i]);
        });
    for (const TravelMode mode : before.modes) {
        if (!after.has(mode)) continue;
        const std::string name(access::to_text(mode));
        std::vector<Maybe<double>> mean;
        for (const CellGain& own : cell_gains(times, mode, before.inputs.population->cells.size()))
            mean.push_back(own.mean);
        table.real("gain_moyen_" + name, [=](const PerimeterIdx& row) {
            return access::weighted_mean(residents(row), mean);
        });
        for (const int minutes : thresholds)
            table.real(
                "gagnants_" + std::to_string(minutes) + "_" + name,
                [=, &times](const PerimeterIdx& row) {
                    return Maybe<double>(people_gaining(residents(row), times, mode, minutes));
                });
    }
    table
        .text("motif",
              [=, &perimeters](const PerimeterIdx& row) {
                  return reason_of(perimeters[row], is(row).index);
              })
        .geometry(GeometryType::multipolygon,
                  [&](const PerimeterIdx& row) { return outline_of(perimeters[row]); });
    return table.build(every_perimeter(after));
}

}  // namespace lisiere::layers
