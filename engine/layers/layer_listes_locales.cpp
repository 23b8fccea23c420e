// SPDX-License-Identifier: Apache-2.0
// The lived quarters of local actors beside the model's, and of one quarter beside another's.
#include <algorithm>

#include "engine/atlas/lived_level.hpp"
#include "engine/geo/measure.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

Maybe<std::int64_t> count(std::size_t number) {
    return static_cast<std::int64_t>(number);
}

}  // namespace

Table listes_locales(const Atlas& atlas) {
    using vecu::ListRow;
    const auto& facilities = atlas.inputs.facilities;
    const auto quarter = [&](const ListRow& row) -> const Perimeter& {
        return atlas.inputs.territory.perimeters[PerimeterIdx{row.group}];
    };
    const auto place = [&](const ListRow& row) -> const vecu::ListedPlace* {
        return row.place ? &atlas.inputs.local_lists[*row.place] : nullptr;
    };
    const auto category = [&](const ListRow& row) {
        const access::CategoryIdx of =
            row.facility.valid() ? facilities[row.facility].category : place(row)->category;
        return of.valid() ? atlas.inputs.categories[of].id : std::string();
    };
    TableBuilder<ListRow> table("listes_locales", atlas.inputs.territory.crs);
    table.text("code", [=](const ListRow& row) { return quarter(row).id; })
        .text("nom_qp", [=](const ListRow& row) { return quarter(row).name; })
        .text("resultat", [](const ListRow& row) { return std::string(to_text(row.status)); })
        .text("nom_liste", [=](const ListRow& row) { return place(row) ? place(row)->name : ""; })
        .text("adresse", [=](const ListRow& row) { return place(row) ? place(row)->address : ""; })
        .text("equipement",
              [&](const ListRow& row) {
                  return row.facility.valid() ? facilities[row.facility].id : std::string();
              })
        .text("nom",
              [&](const ListRow& row) {
                  return row.facility.valid() ? facilities[row.facility].name : std::string();
              })
        .text("categorie", category)
        .text("lieu",
              [&](const ListRow& row) {
                  return row.facility.valid() ? std::string(to_text(facilities[row.facility].place))
                                              : std::string();
              })
        .text("appariement",
              [=](const ListRow& row) {
                  return place(row) ? std::string(to_text(place(row)->match)) : std::string();
              })
        .real("distance_m",
              [=, &facilities](const ListRow& row) -> Maybe<double> {
                  if (!place(row) || !place(row)->at || !row.facility.valid())
                      return Absence::sans_objet;
                  return geo::distance(*place(row)->at, facilities[row.facility].at);
              })
        .integer("niveau",
                 [&](const ListRow& row) { return lived_level(atlas, row.group, row.facility); })
        .real("visites", [](const ListRow& row) { return row.visits; })
        .text("source", [=](const ListRow& row) { return place(row) ? place(row)->source : ""; })
        .text("statut", [](const ListRow&) { return std::string(to_text(Statut::modelise)); })
        .geometry(GeometryType::point, [=, &facilities](const ListRow& row) {
            if (row.facility.valid()) return geo::Geometry(facilities[row.facility].at);
            return place(row)->at ? geo::Geometry(*place(row)->at) : geo::Geometry{};
        });
    return table.build(atlas.lists.rows);
}

Table listes_bilan(const Atlas& atlas) {
    using vecu::ListScore;
    const auto quarter = [&](const ListScore& row) -> const Perimeter& {
        return atlas.inputs.territory.perimeters[PerimeterIdx{row.group}];
    };
    TableBuilder<ListScore> table("listes_bilan", atlas.inputs.territory.crs);
    table.text("code", [=](const ListScore& row) { return quarter(row).id; })
        .text("nom_qp", [=](const ListScore& row) { return quarter(row).name; })
        .integer("niveau",
                 [](const ListScore& row) { return Maybe<std::int64_t>(percent(row.level)); })
        .integer("liste", [](const ListScore& row) { return count(row.listed); })
        .integer("reconnus", [](const ListScore& row) { return count(row.known); })
        .integer("trouves", [](const ListScore& row) { return count(row.found); })
        .integer("manques", [](const ListScore& row) { return count(row.listed - row.found); })
        .integer("en_plus", [](const ListScore& row) { return count(row.extra); })
        .real("rappel", [](const ListScore& row) { return row.recall; })
        .real("precision", [](const ListScore& row) { return row.precision; })
        .text("statut", [](const ListScore&) { return std::string(to_text(Statut::modelise)); });
    return table.build(atlas.lists.scores);
}

Table recouvrements(const Atlas& atlas) {
    using vecu::AreaOverlap;
    const auto quarter = [&](std::size_t group) -> const Perimeter& {
        return atlas.inputs.territory.perimeters[PerimeterIdx{group}];
    };
    TableBuilder<AreaOverlap> table("recouvrements", atlas.inputs.territory.crs);
    table.text("code", [=](const AreaOverlap& row) { return quarter(row.a).id; })
        .text("nom_qp", [=](const AreaOverlap& row) { return quarter(row.a).name; })
        .text("autre_code", [=](const AreaOverlap& row) { return quarter(row.b).id; })
        .text("autre_nom", [=](const AreaOverlap& row) { return quarter(row.b).name; })
        .integer("niveau",
                 [&](const AreaOverlap&) {
                     return Maybe<std::int64_t>(percent(atlas.settings.lived.overlap_level));
                 })
        .real("surface_ha",
              [](const AreaOverlap& row) { return Maybe<double>(row.area_m2 / 10000); })
        .real("part_visites", [](const AreaOverlap& row) { return Maybe<double>(row.visits_a); })
        .real("part_visites_autre",
              [](const AreaOverlap& row) { return Maybe<double>(row.visits_b); })
        .text("statut", [](const AreaOverlap&) { return std::string(to_text(Statut::modelise)); });
    // Each pair is told from both sides, so that every quarter has its own rows.
    std::vector<AreaOverlap> rows;
    for (const AreaOverlap& pair : atlas.lived_overlaps) {
        rows.push_back(pair);
        rows.push_back({pair.b, pair.a, pair.area_m2, pair.visits_b, pair.visits_a});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const AreaOverlap& x, const AreaOverlap& y) {
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    return table.build(rows);
}

}  // namespace lisiere::layers
