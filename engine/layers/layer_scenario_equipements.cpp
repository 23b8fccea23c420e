// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>

#include "engine/atlas/atlas.hpp"
#include "engine/layers/gains.hpp"
#include "engine/layers/scenario_layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using access::FacilityIdx;

/// One facility, in one of the two or in both.
struct Row {
    FacilityIdx before;
    FacilityIdx after;
};

using Key = std::tuple<std::string, std::uint32_t, std::size_t>;

/// Facilities by id, category and, where several share these, their turn.
std::map<Key, FacilityIdx> by_key(const Atlas& atlas) {
    std::map<Key, FacilityIdx> found;
    std::map<std::pair<std::string, std::uint32_t>, std::size_t> turn;
    for (const FacilityIdx at : indices<FacilityIdx>(atlas.inputs.facilities.size())) {
        const access::Facility& facility = atlas.inputs.facilities[at];
        const std::uint32_t category = facility.category.value();
        found[{facility.id, category, turn[{facility.id, category}]++}] = at;
    }
    return found;
}

/// Codes of the perimeters whose 80 % area holds the facility.
std::vector<std::string> lived_in(const Atlas& atlas, FacilityIdx at) {
    std::vector<std::string> codes;
    if (!at.valid()) return codes;
    for (const vecu::LivedArea& area : atlas.lived_areas)
        if (area.level == scenario_lived_level &&
            std::binary_search(area.facilities.begin(), area.facilities.end(), at))
            codes.push_back(atlas.inputs.territory.perimeters[PerimeterIdx{area.group}].id);
    return codes;
}

std::string missing_from(const std::vector<std::string>& codes,
                         const std::vector<std::string>& others) {
    std::string text;
    for (const std::string& code : codes)
        if (std::find(others.begin(), others.end(), code) == others.end())
            text += (text.empty() ? "" : ", ") + code;
    return text;
}

}  // namespace

Table scenario_equipements(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const Atlas& after = comparison.after;
    std::map<Key, Row> both;
    for (const auto& [key, at] : by_key(before)) both[key].before = at;
    for (const auto& [key, at] : by_key(after)) both[key].after = at;
    std::vector<Row> rows;
    for (const auto& [key, row] : both) rows.push_back(row);
    const auto facility = [&](const Row& row) -> const access::Facility& {
        return row.after.valid() ? after.inputs.facilities[row.after]
                                 : before.inputs.facilities[row.before];
    };
    const auto visits = [](const Atlas& atlas, FacilityIdx at,
                           Maybe<double> vecu::FacilityVisits::*figure) {
        if (!at.valid() || atlas.visits.facilities.empty()) return Maybe<double>();
        return atlas.visits.facilities[at].*figure;
    };
    const auto changes = [&](const Row& row) -> std::string {
        if (!row.before.valid()) return "ajouté";
        if (!row.after.valid()) return "supprimé";
        const access::Facility& was = before.inputs.facilities[row.before];
        const access::Facility& is = after.inputs.facilities[row.after];
        if (!(was.at == is.at)) return "déplacé";
        return was.capacity != is.capacity ? "capacité" : "";
    };
    TableBuilder<Row> table("scenario_equipements", before.inputs.territory.crs);
    table.text("id", [=](const Row& row) { return facility(row).id; })
        .text("nom", [=](const Row& row) { return facility(row).name; })
        .text("scenario", [&](const Row&) { return comparison.scenario.name; })
        .text("categorie",
              [=, &before](const Row& row) {
                  return before.inputs.categories[facility(row).category].id;
              })
        .text("libelle",
              [=, &before](const Row& row) {
                  return before.inputs.categories[facility(row).category].label;
              })
        .text("lieu", [=](const Row& row) { return std::string(to_text(facility(row).place)); })
        .text("change", changes)
        .real("visites_avant",
              [=, &before](const Row& row) {
                  return visits(before, row.before, &vecu::FacilityVisits::per_week);
              })
        .real("visites_apres",
              [=, &after](const Row& row) {
                  return visits(after, row.after, &vecu::FacilityVisits::per_week);
              })
        .real("part_residents_qp_avant",
              [=, &before](const Row& row) {
                  return visits(before, row.before, &vecu::FacilityVisits::priority_share);
              })
        .real("part_residents_qp_apres",
              [=, &after](const Row& row) {
                  return visits(after, row.after, &vecu::FacilityVisits::priority_share);
              })
        .text("entre_dans",
              [&](const Row& row) {
                  return missing_from(lived_in(after, row.after), lived_in(before, row.before));
              })
        .text("sort_de",
              [&](const Row& row) {
                  return missing_from(lived_in(before, row.before), lived_in(after, row.after));
              })
        .geometry(GeometryType::point,
                  [=](const Row& row) { return geo::Geometry(facility(row).at); });
    return table.build(rows);
}

}  // namespace lisiere::layers
