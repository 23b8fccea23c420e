// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sentence.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    const enclavement::MeasureDefinition* definition = nullptr;
    Maybe<double> value;
    bool at_least = false;    ///< a count that stopped at its limit
    Maybe<double> concerned;  ///< share of the residents whom the value rests on
    Maybe<double> percentile;
    double component_weight = 0;
    double index_share = 0;  ///< share of the index's weight on this measure
};

std::vector<Row> rows_of(const Atlas& atlas) {
    const enclavement::Index& index = atlas.enclosure.index;
    const auto component_weight = [&](const std::string& id) {
        for (const enclavement::ComponentScores& component : index.components)
            if (component.id == id) return component.weight;
        return 0.0;
    };
    std::vector<Row> rows;
    for (const PerimeterIdx perimeter :
         indices<PerimeterIdx>(atlas.inputs.territory.perimeters.size())) {
        for (const enclavement::GroupMeasure& measure : index.groups[perimeter.value()].measures) {
            const enclavement::MeasureDefinition& definition =
                index.measures[measure.measure].definition;
            rows.push_back({perimeter, &definition, measure.value, false, measure.concerned,
                            measure.percentile, component_weight(definition.component),
                            measure.weight});
        }
        if (atlas.enclosure.fabric.perimeters.empty()) continue;
        for (const enclavement::PerimeterMeasure& measure :
             atlas.enclosure.fabric.perimeters[perimeter.value()].measures)
            for (const enclavement::MeasureDefinition& definition : atlas.inputs.measures)
                if (definition.id == measure.id)
                    rows.push_back({perimeter, &definition, measure.value, measure.at_least,
                                    Absence::sans_objet, Absence::sans_objet,
                                    component_weight(definition.component), 0});
    }
    return rows;
}

}  // namespace

Table composantes(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    TableBuilder<Row> table("composantes", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("composante", [](const Row& row) { return row.definition->component; })
        .text("mesure", [](const Row& row) { return row.definition->id; })
        .text("libelle",
              [&](const Row& row) {
                  return row.at_least
                             ? enclavement::at_least(row.definition->label, atlas.inputs.wording)
                             : row.definition->label;
              })
        .real("valeur", [](const Row& row) { return row.value; })
        .boolean("au_moins", [](const Row& row) { return row.at_least; })
        .real("part_residents", [](const Row& row) { return row.concerned; })
        .text("unite", [](const Row& row) { return row.definition->unit; })
        .real("rang_centile", [](const Row& row) { return row.percentile; })
        .real("poids", [](const Row& row) { return Maybe<double>(row.definition->weight); })
        .real("poids_composante",
              [](const Row& row) { return Maybe<double>(row.component_weight); })
        .real("part_indice", [](const Row& row) { return Maybe<double>(row.index_share); })
        .real("apport",
              [](const Row& row) {
                  return row.percentile ? Maybe<double>(row.index_share * (*row.percentile - 50))
                                        : row.percentile;
              })
        .text("echelle",
              [](const Row& row) {
                  return std::string(row.definition->scale == enclavement::Scale::carreau
                                         ? "carreau"
                                         : "perimetre");
              })
        .text("source", [](const Row& row) { return row.definition->source; })
        .text("motif",
              [&](const Row& row) { return reason_of(perimeters[row.perimeter], row.value); });
    return table.build(rows_of(atlas));
}

}  // namespace lisiere::layers
