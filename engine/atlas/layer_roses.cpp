// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/layers.hpp"
#include "engine/atlas/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    std::size_t sector = 0;
    const enclavement::RoseSector* view = nullptr;
};

}  // namespace

Table roses(const Atlas& atlas) {
    std::vector<Row> rows;
    for (std::size_t at = 0; at < atlas.enclosure.fabric.perimeters.size(); ++at)
        for (std::size_t sector = 0; sector < enclavement::sector_count; ++sector)
            rows.push_back({PerimeterIdx{at}, sector,
                            &atlas.enclosure.fabric.perimeters[at].rose.sectors[sector]});
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto& barriers = atlas.enclosure.fabric.barriers.barriers;
    TableBuilder<Row> table("roses", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .integer("secteur",
                 [](const Row& row) {
                     return Maybe<std::int64_t>(static_cast<std::int64_t>(row.sector));
                 })
        .text("direction",
              [](const Row& row) { return std::string(enclavement::sector_name(row.sector)); })
        .real("detour", [](const Row& row) { return row.view->detour; })
        .real("part_injoignable",
              [](const Row& row) {
                  return row.view->detour ? Maybe<double>(row.view->closed_share)
                                          : Maybe<double>(row.view->detour.absence());
              })
        .column("ferme", ColumnType::boolean,
                [](const Row& row) { return row.view->detour ? Value{row.view->closed} : Value{}; })
        .text("coupure",
              [&](const Row& row) {
                  return row.view->barrier.valid() ? barriers[row.view->barrier].id : std::string();
              })
        .text("nom_coupure",
              [&](const Row& row) {
                  if (!row.view->barrier.valid()) return std::string();
                  const enclavement::Barrier& barrier = barriers[row.view->barrier];
                  return barrier.name.empty() ? std::string(enclavement::label_fr(barrier.kind))
                                              : barrier.name;
              })
        .text(
            "motif",
            [&](const Row& row) { return reason_of(perimeters[row.perimeter], row.view->detour); })
        .geometry(GeometryType::multipolygon, [](const Row& row) {
            return row.view->shape.empty() ? geo::Geometry{} : geo::Geometry(row.view->shape);
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
