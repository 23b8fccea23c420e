// SPDX-License-Identifier: Apache-2.0
#include "engine/geo/measure.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// What the published table says of the pair; null when it does not know it.
const PublishedPassage* published_of(const Atlas& atlas, const std::string& former,
                                     const std::string& current) {
    for (const PublishedPassage& passage : atlas.inputs.passages)
        if (passage.former_code == former && passage.current_code == current) return &passage;
    return nullptr;
}

}  // namespace

Table filiation(const Atlas& atlas) {
    const Inputs& in = atlas.inputs;
    const auto former = [&](const LineageRow& row) {
        return row.former ? &in.former[*row.former] : nullptr;
    };
    const auto current = [&](const LineageRow& row) {
        return row.current ? &in.territory.perimeters[PerimeterIdx{*row.current}] : nullptr;
    };
    const auto id = [](const Perimeter* perimeter) {
        return perimeter != nullptr ? perimeter->id : std::string();
    };
    const auto name = [](const Perimeter* perimeter) {
        return perimeter != nullptr ? perimeter->name : std::string();
    };
    const auto published = [=, &atlas](const LineageRow& row) {
        return published_of(atlas, id(former(row)), id(current(row)));
    };
    TableBuilder<LineageRow> table("filiation", in.territory.crs);
    table.text("ancien_code", [=](const LineageRow& row) { return id(former(row)); })
        .text("ancien_nom", [=](const LineageRow& row) { return name(former(row)); })
        .text("nouveau_code", [=](const LineageRow& row) { return id(current(row)); })
        .text("nouveau_nom", [=](const LineageRow& row) { return name(current(row)); })
        .text("classe", [](const LineageRow& row) { return std::string(to_text(row.lineage)); })
        .boolean("lien", [](const LineageRow& row) { return row.tied; })
        .real("part_surface_ancien", [](const LineageRow& row) { return row.area_of_former; })
        .real("part_surface_nouveau", [](const LineageRow& row) { return row.area_of_current; })
        .real("part_population_ancien", [](const LineageRow& row) { return row.people_of_former; })
        .real("part_population_nouveau",
              [](const LineageRow& row) { return row.people_of_current; })
        .real("surface_ha",
              [](const LineageRow& row) {
                  return Maybe<double>(geo::area(row.shape).value() / 10000);
              })
        .text("methode_population",
              [&](const LineageRow& row) {
                  if (!row.people_of_former && !row.people_of_current) return std::string();
                  return std::string(atlas.lineage_from_cells ? "carreaux" : "officielle répartie");
              })
        .text("statut_publie",
              [=](const LineageRow& row) {
                  const PublishedPassage* passage = published(row);
                  return passage != nullptr ? passage->statut : std::string();
              })
        .text("accord",
              [=, &in](const LineageRow& row) -> std::string {
                  if (in.passages.empty()) return "";
                  const PublishedPassage* passage = published(row);
                  if (passage == nullptr) return "non publié";
                  if (!passage->lineage) return "statut inconnu";
                  return *passage->lineage == row.lineage ? "conforme" : "différent";
              })
        .text("statut", [](const LineageRow&) { return std::string(to_text(Statut::modelise)); })
        .geometry(GeometryType::multipolygon,
                  [](const LineageRow& row) { return geo::Geometry(row.shape); });
    return table.build(atlas.lineage);
}

}  // namespace lisiere::layers
