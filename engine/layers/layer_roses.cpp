// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sentence.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    std::size_t sector = 0;
    const enclavement::RoseSector* view = nullptr;
};

struct BandRow {
    PerimeterIdx perimeter;
    std::size_t sector = 0;
    const enclavement::RoseBand* view = nullptr;
};

Maybe<std::int64_t> number(std::size_t sector) {
    return static_cast<std::int64_t>(sector);
}

std::string id_of(const Atlas& atlas, enclavement::BarrierIdx at) {
    return at.valid() ? atlas.enclosure.fabric.barriers.barriers[at].id : std::string();
}

}  // namespace

std::string barrier_name(const Atlas& atlas, enclavement::BarrierIdx at) {
    if (!at.valid()) return {};
    return enclavement::named(atlas.enclosure.fabric.barriers.barriers[at], atlas.inputs.wording);
}

Table roses(const Atlas& atlas) {
    std::vector<Row> rows;
    for (std::size_t at = 0; at < atlas.enclosure.fabric.perimeters.size(); ++at)
        for (std::size_t sector = 0; sector < enclavement::sector_count; ++sector)
            rows.push_back({PerimeterIdx{at}, sector,
                            &atlas.enclosure.fabric.perimeters[at].rose.sectors[sector]});
    const auto& perimeters = atlas.inputs.territory.perimeters;
    TableBuilder<Row> table("roses", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .integer("secteur", [](const Row& row) { return number(row.sector); })
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
        .text("coupure", [&](const Row& row) { return id_of(atlas, row.view->barrier); })
        .text("nom_coupure", [&](const Row& row) { return barrier_name(atlas, row.view->barrier); })
        .text(
            "motif",
            [&](const Row& row) { return reason_of(perimeters[row.perimeter], row.view->detour); })
        .geometry(GeometryType::multipolygon, [](const Row& row) {
            return row.view->shape.empty() ? geo::Geometry{} : geo::Geometry(row.view->shape);
        });
    return table.build(rows);
}

Table roses_bandes(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto& fabric = atlas.enclosure.fabric.perimeters;
    std::vector<BandRow> rows;
    for (std::size_t at = 0; at < fabric.size(); ++at)
        for (std::size_t sector = 0; sector < enclavement::sector_count; ++sector)
            for (const enclavement::RoseBand& band : fabric[at].rose.sectors[sector].bands)
                rows.push_back({PerimeterIdx{at}, sector, &band});
    TableBuilder<BandRow> table("roses_bandes", atlas.inputs.territory.crs);
    table.text("code", [&](const BandRow& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const BandRow& row) { return perimeters[row.perimeter].name; })
        .integer("secteur", [](const BandRow& row) { return number(row.sector); })
        .text("direction",
              [](const BandRow& row) { return std::string(enclavement::sector_name(row.sector)); })
        .real("de_m", [](const BandRow& row) { return Maybe<double>(row.view->from_m); })
        .real("a_m", [](const BandRow& row) { return Maybe<double>(row.view->to_m); })
        .real("detour", [](const BandRow& row) { return row.view->detour; })
        .column(
            "ferme", ColumnType::boolean,
            [](const BandRow& row) { return row.view->detour ? Value{row.view->closed} : Value{}; })
        .text("coupure", [&](const BandRow& row) { return id_of(atlas, row.view->barrier); })
        .text("nom_coupure",
              [&](const BandRow& row) { return barrier_name(atlas, row.view->barrier); })
        .text("motif",
              [&](const BandRow& row) {
                  return reason_of(perimeters[row.perimeter], row.view->detour);
              })
        .geometry(GeometryType::multipolygon, [](const BandRow& row) {
            return row.view->shape.empty() ? geo::Geometry{} : geo::Geometry(row.view->shape);
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
