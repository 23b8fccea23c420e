// SPDX-License-Identifier: Apache-2.0
// Shapes around perimeters: areas reached and regulatory bands.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"
#include "engine/vecu/reduced_vat.hpp"

namespace lisiere::layers {
Table isochrones(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    TableBuilder<Isochrone> table("isochrones", atlas.inputs.territory.crs);
    table.text("code", [&](const Isochrone& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Isochrone& row) { return perimeters[row.perimeter].name; })
        .text("mode", [](const Isochrone& row) { return std::string(to_text(row.mode)); })
        .real("minutes", [](const Isochrone& row) { return Maybe<double>(row.limit.count()); })
        .real("population_atteinte", [](const Isochrone& row) { return row.people; })
        .boolean("bord", [](const Isochrone& row) { return row.at_rim; })
        .text("statut", [](const Isochrone&) { return std::string(to_text(Statut::modelise)); })
        .geometry(GeometryType::multipolygon,
                  [](const Isochrone& row) { return geo::Geometry(row.shape); });
    return table.build(atlas.isochrones);
}

Table bandes(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    // A band of all quarters together has no perimeter of its own.
    const auto perimeter = [&](const vecu::Band& row) -> const Perimeter* {
        return row.perimeter ? &perimeters[atlas.banded[*row.perimeter]] : nullptr;
    };
    const bool peopled = atlas.inputs.population->cells.size() > 0;
    // Where no perimeter has a programme nobody has told which are under renewal.
    const bool told = std::any_of(perimeters.begin(), perimeters.end(),
                                  [](const Perimeter& one) { return !one.programmes.empty(); });
    const auto renewal = [=, &atlas](const vecu::Band& row) -> Maybe<bool> {
        if (!perimeter(row)) return Absence::sans_objet;
        if (!told) return Absence::non_disponible;
        return vecu::under_renewal(atlas.inputs.reduced_vat, perimeter(row)->programmes);
    };
    TableBuilder<vecu::Band> table("bandes", atlas.inputs.territory.crs);
    table
        .text("code",
              [=](const vecu::Band& row) {
                  return perimeter(row) ? perimeter(row)->id : std::string();
              })
        .text("nom_qp",
              [=](const vecu::Band& row) {
                  return perimeter(row) ? perimeter(row)->name
                                        : std::string("Ensemble des quartiers prioritaires");
              })
        .boolean("ensemble", [](const vecu::Band& row) { return !row.perimeter; })
        .real("distance_m", [](const vecu::Band& row) { return Maybe<double>(row.distance_m); })
        .column("renouvellement", ColumnType::boolean,
                [=](const vecu::Band& row) {
                    const Maybe<bool> known = renewal(row);
                    return known ? Value{*known} : Value{};
                })
        .text("regle_tva",
              [=, &atlas](const vecu::Band& row) {
                  static const std::vector<std::string> none;
                  const vecu::ReducedVat* rule =
                      vecu::reduced_vat(atlas.inputs.reduced_vat, row.distance_m,
                                        perimeter(row) ? perimeter(row)->programmes : none);
                  return rule != nullptr ? rule->id : std::string();
              })
        .real("population",
              [=](const vecu::Band& row) {
                  return peopled ? Maybe<double>(row.people) : Maybe<double>();
              })
        .text("statut", [](const vecu::Band&) { return std::string(to_text(Statut::modelise)); })
        .geometry(GeometryType::multipolygon,
                  [](const vecu::Band& row) { return geo::Geometry(row.shape); });
    return table.build(atlas.bands);
}

}  // namespace lisiere::layers
