// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/correlation.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

Table correlations(const Atlas& atlas) {
    using enclavement::Correlation;
    const enclavement::Index& index = atlas.enclosure.index;
    std::vector<double> people;
    if (atlas.inputs.population)
        for (const census::Cell& cell : atlas.inputs.population->cells)
            people.push_back(cell.people);
    const auto definition = [&](std::size_t measure) -> const enclavement::MeasureDefinition& {
        return index.measures[measure].definition;
    };
    TableBuilder<Correlation> table("correlations", atlas.inputs.territory.crs);
    table.text("mesure", [=](const Correlation& row) { return definition(row.measure).id; })
        .text("composante",
              [=](const Correlation& row) { return definition(row.measure).component; })
        .text("autre_mesure", [=](const Correlation& row) { return definition(row.other).id; })
        .text("autre_composante",
              [=](const Correlation& row) { return definition(row.other).component; })
        .boolean("comptees",
                 [=](const Correlation& row) {
                     return definition(row.measure).weight > 0 && definition(row.other).weight > 0;
                 })
        .real("correlation", [](const Correlation& row) { return row.spearman; })
        .real("part_residents", [](const Correlation& row) { return Maybe<double>(row.residents); })
        .text("motif", [](const Correlation& row) {
            return row.spearman ? std::string() : std::string(to_text(row.spearman.absence()));
        });
    return table.build(people.empty() ? std::vector<Correlation>()
                                      : enclavement::correlations(index, people));
}

}  // namespace lisiere::layers
