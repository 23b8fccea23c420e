// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "engine/layers/compared.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// A measure of an opportunity by a mode, over everyone.
struct Figure {
    const access::Opportunity* opportunity;
    access::TravelMode mode;
    std::string measure;
    std::string label;
    std::string unit;
    const std::vector<Maybe<double>>* by_cell;
    Compared compared;
    bool counted;  ///< a count (its mean), or the time to a goal (its median)
};

struct Row {
    PerimeterIdx perimeter;
    std::shared_ptr<const Figure> figure;
};

std::vector<std::shared_ptr<const Figure>> figures_of(const Atlas& atlas) {
    std::vector<std::shared_ptr<const Figure>> figures;
    const Inputs& in = atlas.inputs;
    for (std::size_t o = 0; o < in.opportunities.size(); ++o)
        for (const access::TravelMode mode : atlas.modes) {
            const access::ReachFigures& reach = atlas.reach_of(mode);
            if (reach.sums.empty()) continue;
            const access::Opportunity& opportunity = in.opportunities[o];
            for (std::size_t m = 0; m < in.opportunity_measures.size(); ++m) {
                const access::OpportunityMeasure& measure = in.opportunity_measures[m];
                const auto& by_cell = reach.sums[o][m];
                figures.push_back(std::make_shared<Figure>(
                    Figure{&opportunity, mode, measure.id, measure.label, "nombre", &by_cell,
                           Compared(atlas, by_cell, residents_mean), true}));
            }
            const auto& minutes = reach.goal_minutes[o];
            figures.push_back(std::make_shared<Figure>(
                Figure{&opportunity, mode, "temps",
                       fmt::format("temps pour en atteindre {:.0f}", opportunity.goal), "min",
                       &minutes, Compared(atlas, minutes, residents_median), false}));
        }
    return figures;
}

}  // namespace

Table opportunites(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<Row> rows;
    const auto figures = figures_of(atlas);
    for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size()))
        for (const auto& figure : figures) rows.push_back({perimeter, figure});
    const auto group = [&](const Row& row) -> const access::CellGroup& {
        return atlas.residents.perimeters[row.perimeter.value()];
    };
    TableBuilder<Row> table("opportunites", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("opportunite", [](const Row& row) { return row.figure->opportunity->id; })
        .text("libelle", [](const Row& row) { return row.figure->opportunity->label; })
        .text("mode", [](const Row& row) { return std::string(to_text(row.figure->mode)); })
        .text("mesure", [](const Row& row) { return row.figure->measure; })
        .text("libelle_mesure", [](const Row& row) { return row.figure->label; })
        .real("valeur", [](const Row& row) { return row.figure->compared.value(row.perimeter); })
        .text("unite", [](const Row& row) { return row.figure->unit; })
        .real("mediane",
              [=](const Row& row) { return residents_median(group(row), *row.figure->by_cell); })
        .real("part_du_total",
              [](const Row& row) -> Maybe<double> {
                  const Maybe<double>& value = row.figure->compared.value(row.perimeter);
                  if (!row.figure->counted) return Absence::sans_objet;
                  if (!value) return value.absence();
                  return *value / row.figure->opportunity->total();
              })
        .real("ecart_commune",
              [](const Row& row) { return row.figure->compared.to_commune(row.perimeter); })
        .real("ecart_commune_reste",
              [](const Row& row) { return row.figure->compared.to_commune_rest(row.perimeter); })
        .real("ecart_epci",
              [](const Row& row) { return row.figure->compared.to_epci(row.perimeter); })
        .real("ecart_epci_reste",
              [](const Row& row) { return row.figure->compared.to_epci_rest(row.perimeter); })
        .real("ecart_zone",
              [](const Row& row) { return row.figure->compared.to_zone(row.perimeter); })
        .real("ecart_reste",
              [](const Row& row) { return row.figure->compared.to_rest(row.perimeter); })
        .real("part_connue",
              [=](const Row& row) { return access::known_share(group(row), *row.figure->by_cell); })
        .text("source", [](const Row& row) { return row.figure->opportunity->source; })
        .text("motif", [](const Row& row) {
            const Maybe<double>& value = row.figure->compared.value(row.perimeter);
            return value ? std::string() : std::string(to_text(value.absence()));
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
