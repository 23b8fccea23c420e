// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

Table distribution(const Atlas& atlas) {
    using enclavement::MeasureDistribution;
    using enclavement::RankedMeasure;
    const enclavement::Enclosure& enclosure = atlas.enclosure;
    const auto reference = [&](const RankedMeasure& row) {
        return enclosure.distribution().find(row.definition.id);
    };
    TableBuilder<RankedMeasure> table("distribution", atlas.inputs.territory.crs);
    table.text("mesure", [](const RankedMeasure& row) { return row.definition.id; })
        .text("composante", [](const RankedMeasure& row) { return row.definition.component; })
        .text("libelle", [](const RankedMeasure& row) { return row.definition.label; })
        .text("unite", [](const RankedMeasure& row) { return row.definition.unit; })
        .text("distribution", [&](const RankedMeasure&) { return enclosure.distribution_name; })
        .text(
            "origine",
            [&](const RankedMeasure&) { return std::string(enclosure.named ? "fichier" : "zone"); })
        .text("definition",
              [=](const RankedMeasure& row) {
                  const MeasureDistribution* found = reference(row);
                  return found == nullptr ? std::string() : found->basis;
              })
        .real("habitants",
              [=](const RankedMeasure& row) -> Maybe<double> {
                  const MeasureDistribution* found = reference(row);
                  if (found == nullptr) return {};
                  return static_cast<double>(found->quantiles.all) / 1e6;
              })
        .real("habitants_connus",
              [=](const RankedMeasure& row) -> Maybe<double> {
                  const MeasureDistribution* found = reference(row);
                  return found == nullptr ? Maybe<double>() : Maybe<double>(found->known);
              })
        .integer("valeurs",
                 [=](const RankedMeasure& row) -> Maybe<std::int64_t> {
                     const MeasureDistribution* found = reference(row);
                     if (found == nullptr) return {};
                     return static_cast<std::int64_t>(found->quantiles.rows.size());
                 })
        .text("motif", [=](const RankedMeasure& row) {
            return reference(row) == nullptr ? std::string(to_text(Absence::non_disponible))
                                             : std::string();
        });
    return table.build(enclosure.index.measures);
}

}  // namespace lisiere::layers
