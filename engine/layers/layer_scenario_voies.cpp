// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/geo/measure.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

Table scenario_voies(const Comparison& comparison) {
    const auto count = [](const StreetTrace& row, std::size_t scenario::TiedWay::*figure) {
        return row.tied ? Maybe<std::int64_t>(static_cast<std::int64_t>((*row.tied).*figure))
                        : Maybe<std::int64_t>(Absence::sans_objet);
    };
    const auto says = [](const StreetTrace& row, bool scenario::TiedWay::*figure) {
        return row.tied ? Value{(*row.tied).*figure} : Value{};
    };
    TableBuilder<StreetTrace> table("scenario_voies", comparison.before.inputs.territory.crs);
    table.text("scenario", [&](const StreetTrace&) { return comparison.scenario.name; })
        .text("voie", [](const StreetTrace& row) { return row.where; })
        .text("action", [](const StreetTrace& row) { return row.action; })
        .text("trace", [](const StreetTrace& row) { return row.as; })
        .text("nature", [](const StreetTrace& row) { return row.kind; })
        .real("longueur_m",
              [](const StreetTrace& row) {
                  double length = 0;
                  for (const geo::LineString& line : row.lines) length += geo::length(line).value();
                  return Maybe<double>(length);
              })
        .column("debut_rattache", ColumnType::boolean,
                [=](const StreetTrace& row) { return says(row, &scenario::TiedWay::start_tied); })
        .column("fin_rattachee", ColumnType::boolean,
                [=](const StreetTrace& row) { return says(row, &scenario::TiedWay::end_tied); })
        .integer("noeuds",
                 [=](const StreetTrace& row) { return count(row, &scenario::TiedWay::joints); })
        .integer("croisees",
                 [=](const StreetTrace& row) { return count(row, &scenario::TiedWay::passed); })
        .geometry(GeometryType::multilinestring, [](const StreetTrace& row) {
            return row.lines.empty() ? geo::Geometry{} : geo::Geometry(row.lines);
        });
    return table.build(comparison.streets);
}

}  // namespace lisiere::layers
