// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// One barrier and one perimeter; the whole study area: no perimeter.
struct Row {
    PerimeterIdx perimeter;
    enclavement::BarrierLoss loss;
    std::int64_t rank = 0;
};

}  // namespace

Table acces_perdu(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const enclavement::Fabric& fabric = atlas.enclosure.fabric;
    std::vector<Row> rows;
    const auto add = [&](PerimeterIdx perimeter, const access::CellGroup& group) {
        if (fabric.lost.reached.empty()) return;
        std::int64_t rank = 0;
        for (const enclavement::BarrierLoss& loss : enclavement::losses(fabric.lost, group))
            rows.push_back({perimeter, loss, ++rank});
    };
    for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size()))
        add(perimeter, atlas.residents.perimeters[perimeter.value()]);
    if (atlas.residents.zone.valid())
        add(PerimeterIdx(), atlas.residents.references[atlas.residents.zone]);

    const auto barrier = [&](const Row& row) -> const enclavement::Barrier& {
        return fabric.barriers.barriers[row.loss.barrier];
    };
    TableBuilder<Row> table("acces_perdu", atlas.inputs.territory.crs);
    table
        .text("code",
              [&](const Row& row) {
                  return row.perimeter.valid() ? perimeters[row.perimeter].id : std::string("zone");
              })
        .text("nom_qp",
              [&](const Row& row) {
                  return row.perimeter.valid() ? perimeters[row.perimeter].name : std::string();
              })
        .text("coupure", [=](const Row& row) { return barrier(row).id; })
        .text("type_coupure",
              [=](const Row& row) { return std::string(street::to_text(barrier(row).kind)); })
        .text("nom_coupure", [=](const Row& row) { return barrier(row).name; })
        .integer("rang", [](const Row& row) { return Maybe<std::int64_t>(row.rank); })
        .real("part_perdue", [](const Row& row) { return Maybe<double>(row.loss.share()); })
        .real("habitants_15", [](const Row& row) { return Maybe<double>(row.loss.with); })
        .real("habitants_15_sans", [](const Row& row) { return Maybe<double>(row.loss.without); });
    return table.build(rows);
}

}  // namespace lisiere::layers
