// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct GateRow {
    PerimeterIdx perimeter;
    const enclavement::Gate* gate = nullptr;
};

struct StreetRow {
    PerimeterIdx perimeter;
    street::EdgeIdx street;
};

/// Those of the perimeters that the streets say something of.
std::vector<PerimeterIdx> known(const Atlas& atlas) {
    std::vector<PerimeterIdx> rows;
    for (const PerimeterIdx row : indices<PerimeterIdx>(atlas.enclosure.fabric.perimeters.size()))
        if (atlas.inputs.streets) rows.push_back(row);
    return rows;
}

}  // namespace

Table portes(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<GateRow> rows;
    for (const PerimeterIdx perimeter : known(atlas))
        for (const enclavement::Gate& gate :
             atlas.enclosure.fabric.perimeters[perimeter.value()].rim.gates)
            rows.push_back({perimeter, &gate});
    TableBuilder<GateRow> table("portes", atlas.inputs.territory.crs);
    table.text("code", [&](const GateRow& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const GateRow& row) { return perimeters[row.perimeter].name; })
        .text("voie",
              [&](const GateRow& row) {
                  const street::StreetGraph& streets = *atlas.inputs.streets;
                  return streets.kind_name(streets.edge(row.gate->streets.front().edge).kind);
              })
        .integer(
            "rues",
            [](const GateRow& row) {
                return Maybe<std::int64_t>(static_cast<std::int64_t>(row.gate->streets.size()));
            })
        .geometry(GeometryType::point,
                  [](const GateRow& row) { return geo::Geometry(row.gate->at); });
    return table.build(rows);
}

Table coupe_minimale(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto link = [&](PerimeterIdx perimeter) -> const enclavement::FragileLink& {
        return atlas.enclosure.fabric.perimeters[perimeter.value()].link;
    };
    std::vector<StreetRow> rows;
    for (const PerimeterIdx perimeter : known(atlas))
        for (const street::EdgeIdx street : link(perimeter).streets)
            rows.push_back({perimeter, street});
    TableBuilder<StreetRow> table("coupe_minimale", atlas.inputs.territory.crs);
    table.text("code", [&](const StreetRow& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const StreetRow& row) { return perimeters[row.perimeter].name; })
        .real("rues_de_la_coupe", [=](const StreetRow& row) { return link(row.perimeter).least; })
        .text("voie",
              [&](const StreetRow& row) {
                  const street::StreetGraph& streets = *atlas.inputs.streets;
                  return streets.kind_name(streets.edge(row.street).kind);
              })
        .geometry(GeometryType::multilinestring, [&](const StreetRow& row) {
            const auto line = atlas.inputs.streets->line(row.street);
            return geo::Geometry(geo::MultiLineString{geo::LineString(line.begin(), line.end())});
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
