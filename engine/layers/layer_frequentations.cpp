// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "engine/atlas/lived_level.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// A facility where the residents of a perimeter go.
struct Visited {
    PerimeterIdx perimeter;
    vecu::GroupVisits visits;
    std::int64_t level = 0;
    std::int64_t rank = 0;
    double all = 0;  ///< visits a week of the residents, everywhere
};

std::vector<Visited> visited(const Atlas& atlas) {
    std::vector<Visited> rows;
    for (const vecu::LivedArea& area : atlas.lived_areas) {
        const std::size_t group = area.group;
        const PerimeterIdx perimeter{group};
        // Once a perimeter: its areas follow one another.
        if (!rows.empty() && rows.back().perimeter == perimeter) continue;
        const auto first = static_cast<std::ptrdiff_t>(rows.size());
        for (const vecu::GroupVisits& one : atlas.visits.by_group[group])
            if (const auto level = lived_level(atlas, group, one.facility))
                rows.push_back({perimeter, one, *level, 0, area.visits_all});
        std::sort(rows.begin() + first, rows.end(), [](const Visited& a, const Visited& b) {
            return std::tuple(-a.visits.per_week, a.visits.facility) <
                   std::tuple(-b.visits.per_week, b.visits.facility);
        });
        std::int64_t rank = 0;
        for (auto row = rows.begin() + first; row != rows.end(); ++row) row->rank = ++rank;
    }
    return rows;
}

}  // namespace

Table frequentations(const Atlas& atlas) {
    const auto quarter = [&](const Visited& row) -> const Perimeter& {
        return atlas.inputs.territory.perimeters[row.perimeter];
    };
    const auto facility = [&](const Visited& row) -> const access::Facility& {
        return atlas.inputs.facilities[row.visits.facility];
    };
    const auto category = [=, &atlas](const Visited& row) -> const access::Category& {
        return atlas.inputs.categories[facility(row).category];
    };
    const auto visitors = [&](const Visited& row) -> const vecu::FacilityVisits& {
        return atlas.visits.facilities[row.visits.facility];
    };
    TableBuilder<Visited> table("frequentations", atlas.inputs.territory.crs);
    table.text("code", [=](const Visited& row) { return quarter(row).id; })
        .text("nom_qp", [=](const Visited& row) { return quarter(row).name; })
        .integer("rang", [](const Visited& row) { return Maybe<std::int64_t>(row.rank); })
        .text("equipement", [=](const Visited& row) { return facility(row).id; })
        .text("nom", [=](const Visited& row) { return facility(row).name; })
        .text("categorie", [=](const Visited& row) { return category(row).id; })
        .text("libelle", [=](const Visited& row) { return category(row).label; })
        .text("lieu", [=](const Visited& row) { return std::string(to_text(facility(row).place)); })
        .integer("niveau", [](const Visited& row) { return Maybe<std::int64_t>(row.level); })
        .real("visites", [](const Visited& row) { return Maybe<double>(row.visits.per_week); })
        .real("visites_transports",
              [](const Visited& row) { return Maybe<double>(row.visits.ridden); })
        .real("visites_velo", [](const Visited& row) { return Maybe<double>(row.visits.cycled); })
        .real("visites_voiture",
              [](const Visited& row) { return Maybe<double>(row.visits.driven); })
        .real("part_visites",
              [](const Visited& row) { return Maybe<double>(row.visits.per_week / row.all); })
        .real("part_residents_qp", [=](const Visited& row) { return visitors(row).priority_share; })
        .column("majoritaire", ColumnType::boolean,
                [&](const Visited& row) {
                    const auto majority = vecu::in_majority(
                        vecu::priority_range(atlas.visits, atlas.decay_runs, row.visits.facility),
                        atlas.settings.choice.majority);
                    return majority ? Value{*majority} : Value{};
                })
        .text("statut", [](const Visited&) { return std::string(to_text(Statut::modelise)); });
    return table.build(visited(atlas));
}

}  // namespace lisiere::layers
