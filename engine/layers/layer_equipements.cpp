// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

constexpr double least_share =
    0.05;  // of the visits of a facility, for a perimeter to be named beside it

/// By facility: the perimeters whose residents make a good part of its visits.
std::vector<std::string> main_visitors(const Atlas& atlas) {
    std::vector<std::string> names(atlas.inputs.facilities.size());
    for (std::size_t group = 0; group < atlas.visits.by_group.size(); ++group)
        for (const vecu::GroupVisits& visit : atlas.visits.by_group[group]) {
            const Maybe<double>& all = atlas.visits.facilities[visit.facility].per_week;
            if (!all || visit.per_week < least_share * *all) continue;
            std::string& text = names[visit.facility.value()];
            text += (text.empty() ? "" : ", ") +
                    atlas.inputs.territory.perimeters[PerimeterIdx{group}].id;
        }
    return names;
}

}  // namespace

Table equipements(const Atlas& atlas) {
    using access::FacilityIdx;
    const auto& facilities = atlas.inputs.facilities;
    static const vecu::FacilityVisits unknown;
    const auto visits = [&](const FacilityIdx& row) -> const vecu::FacilityVisits& {
        return atlas.visits.facilities.empty() ? unknown : atlas.visits.facilities[row];
    };
    const auto range = [&](const FacilityIdx& row) {
        return atlas.visits.facilities.empty()
                   ? vecu::ShareRange{}
                   : vecu::priority_range(atlas.visits, atlas.decay_runs, row);
    };
    const std::vector<std::string> visitors = main_visitors(atlas);
    std::vector<FacilityIdx> rows;
    for (const FacilityIdx row : indices<FacilityIdx>(facilities.size())) rows.push_back(row);
    TableBuilder<FacilityIdx> table("equipements", atlas.inputs.territory.crs);
    table.text("id", [&](const FacilityIdx& row) { return facilities[row].id; })
        .text("nom", [&](const FacilityIdx& row) { return facilities[row].name; })
        .text("categorie",
              [&](const FacilityIdx& row) {
                  return atlas.inputs.categories[facilities[row].category].id;
              })
        .text("libelle",
              [&](const FacilityIdx& row) {
                  return atlas.inputs.categories[facilities[row].category].label;
              })
        .real("capacite",
              [&](const FacilityIdx& row) {
                  return facilities[row].capacity_known ? Maybe<double>(facilities[row].capacity)
                                                        : Maybe<double>();
              })
        .real("nombre",
              [&](const FacilityIdx& row) { return Maybe<double>(facilities[row].number); })
        .boolean("lieu_exact",
                 [&](const FacilityIdx& row) {
                     return facilities[row].place == access::PlaceGrain::adresse;
                 })
        .text("lieu",
              [&](const FacilityIdx& row) { return std::string(to_text(facilities[row].place)); })
        .text("aussi",
              [&](const FacilityIdx& row) {
                  std::vector<std::string> ids;
                  for (const access::GivenAs& again : facilities[row].also) ids.push_back(again.id);
                  return fmt::format("{}", fmt::join(ids, ", "));
              })
        .real("visites", [&](const FacilityIdx& row) { return visits(row).per_week; })
        .real("visites_residents_qp",
              [&](const FacilityIdx& row) { return visits(row).from_priority; })
        .real("part_residents_qp",
              [&](const FacilityIdx& row) { return visits(row).priority_share; })
        .column("majoritaire", ColumnType::boolean,
                [=, &atlas](const FacilityIdx& row) {
                    const auto majority =
                        vecu::in_majority(range(row), atlas.settings.choice.majority);
                    return majority ? Value{*majority} : Value{};
                })
        .real("part_residents_qp_bas", [=](const FacilityIdx& row) { return range(row).low; })
        .real("part_residents_qp_haut", [=](const FacilityIdx& row) { return range(row).high; })
        .text("perimetres", [&](const FacilityIdx& row) { return visitors[row.value()]; })
        .text("source", [&](const FacilityIdx& row) { return facilities[row].source; })
        .text("motif",
              [&](const FacilityIdx& row) {
                  return visits(row).per_week
                             ? std::string()
                             : std::string(to_text(visits(row).per_week.absence()));
              })
        .geometry(GeometryType::point,
                  [&](const FacilityIdx& row) { return geo::Geometry(facilities[row].at); });
    return table.build(rows);
}

}  // namespace lisiere::layers
