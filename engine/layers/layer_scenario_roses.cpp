// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/layers.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using enclavement::RoseSector;

struct Row {
    PerimeterIdx perimeter;
    std::size_t sector = 0;
    const RoseSector* before = nullptr;
    const RoseSector* after = nullptr;
};

/// "ouvert", "ferme": what the scenario makes of the sector; empty when nothing of it.
std::string becomes(const Row& row) {
    if (!row.before->detour || !row.after->detour || row.before->closed == row.after->closed)
        return {};
    return row.after->closed ? "ferme" : "ouvert";
}

}  // namespace

Table scenario_roses(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const Atlas& after = comparison.after;
    const auto& perimeters = before.inputs.territory.perimeters;
    std::vector<Row> rows;
    for (std::size_t at = 0; at < before.enclosure.fabric.perimeters.size(); ++at)
        for (std::size_t sector = 0; sector < enclavement::sector_count; ++sector)
            rows.push_back({PerimeterIdx{at}, sector,
                            &before.enclosure.fabric.perimeters[at].rose.sectors[sector],
                            &after.enclosure.fabric.perimeters[at].rose.sectors[sector]});
    const auto closed = [](const RoseSector& sector) {
        return sector.detour ? Value{sector.closed} : Value{};
    };
    TableBuilder<Row> table("scenario_roses", before.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("scenario", [&](const Row&) { return comparison.scenario.name; })
        .integer("secteur",
                 [](const Row& row) {
                     return Maybe<std::int64_t>(static_cast<std::int64_t>(row.sector));
                 })
        .text("direction",
              [](const Row& row) { return std::string(enclavement::sector_name(row.sector)); })
        .real("detour_avant", [](const Row& row) { return row.before->detour; })
        .real("detour_apres", [](const Row& row) { return row.after->detour; })
        .real("detour_ecart",
              [](const Row& row) { return gain(row.after->detour, row.before->detour); })
        .column("ferme_avant", ColumnType::boolean,
                [=](const Row& row) { return closed(*row.before); })
        .column("ferme_apres", ColumnType::boolean,
                [=](const Row& row) { return closed(*row.after); })
        .text("devient", becomes)
        .text("coupure_avant",
              [&](const Row& row) { return barrier_name(before, row.before->barrier); })
        .text("coupure_apres",
              [&](const Row& row) { return barrier_name(after, row.after->barrier); })
        .text("motif",
              [](const Row& row) {
                  return row.after->detour ? std::string()
                                           : std::string(to_text(row.after->detour.absence()));
              })
        .geometry(GeometryType::multipolygon, [](const Row& row) {
            // The longer of the two petals, so that what is gained shows whole.
            const auto& shape = row.before->shape.empty() ? row.after->shape : row.before->shape;
            return shape.empty() ? geo::Geometry{} : geo::Geometry(shape);
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
