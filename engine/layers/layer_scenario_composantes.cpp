// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/enclavement/sentence.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    const enclavement::MeasureDefinition* definition = nullptr;
    bool at_least = false;  ///< one of the two counts stopped at its limit
    Maybe<double> value_before;
    Maybe<double> value_after;
    Maybe<double> rank_before;
    Maybe<double> rank_after;
};

enclavement::PerimeterMeasure measure_of(const enclavement::PerimeterFabric& fabric,
                                         const std::string& id) {
    for (const enclavement::PerimeterMeasure& own : fabric.measures)
        if (own.id == id) return own;
    return {id, {}};
}

std::vector<Row> rows_of(const Atlas& before, const Atlas& after) {
    const enclavement::Index& index = before.enclosure.index;
    std::vector<Row> rows;
    for (const PerimeterIdx perimeter :
         indices<PerimeterIdx>(before.inputs.territory.perimeters.size())) {
        const std::size_t at = perimeter.value();
        for (std::size_t m = 0; m < index.groups[at].measures.size(); ++m) {
            const enclavement::GroupMeasure& was = index.groups[at].measures[m];
            const enclavement::GroupMeasure& is = after.enclosure.index.groups[at].measures[m];
            rows.push_back({perimeter, &index.measures[was.measure].definition, false, was.value,
                            is.value, was.percentile, is.percentile});
        }
        if (before.enclosure.fabric.perimeters.empty()) continue;
        for (const enclavement::MeasureDefinition& definition : before.inputs.measures)
            if (definition.scale == enclavement::Scale::perimetre) {
                const auto was = measure_of(before.enclosure.fabric.perimeters[at], definition.id);
                const auto is = measure_of(after.enclosure.fabric.perimeters[at], definition.id);
                rows.push_back({perimeter, &definition, was.at_least || is.at_least, was.value,
                                is.value, Absence::sans_objet, Absence::sans_objet});
            }
    }
    return rows;
}

}  // namespace

Table scenario_composantes(const Comparison& comparison) {
    const auto& perimeters = comparison.before.inputs.territory.perimeters;
    TableBuilder<Row> table("scenario_composantes", comparison.before.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("scenario", [&](const Row&) { return comparison.scenario.name; })
        .text("composante", [](const Row& row) { return row.definition->component; })
        .text("mesure", [](const Row& row) { return row.definition->id; })
        .text("libelle",
              [&](const Row& row) {
                  return row.at_least ? enclavement::at_least(row.definition->label,
                                                              comparison.before.inputs.wording)
                                      : row.definition->label;
              })
        .text("unite", [](const Row& row) { return row.definition->unit; })
        .real("valeur_avant", [](const Row& row) { return row.value_before; })
        .real("valeur_apres", [](const Row& row) { return row.value_after; })
        .real("valeur_ecart",
              [](const Row& row) { return gain(row.value_after, row.value_before); })
        .real("rang_centile_avant", [](const Row& row) { return row.rank_before; })
        .real("rang_centile_apres", [](const Row& row) { return row.rank_after; })
        .real("rang_centile_ecart",
              [](const Row& row) { return gain(row.rank_after, row.rank_before); })
        .text("motif", [](const Row& row) {
            return row.value_after ? std::string()
                                   : std::string(to_text(row.value_after.absence()));
        });
    return table.build(rows_of(comparison.before, comparison.after));
}

}  // namespace lisiere::layers
