// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/layers.hpp"
#include "engine/atlas/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// The first reason why a travel time of the cell is missing, in words; empty when none is.
std::string first_reason(const Atlas& atlas, std::size_t cell) {
    for (const auto& category : atlas.times.walk)
        if (!category[cell] && category[cell].absence() != Absence::non_disponible)
            return std::string(to_text(category[cell].absence()));
    return {};
}

}  // namespace

Table carreaux(const Atlas& atlas) {
    using census::CellIdx;
    static const census::Population nobody;
    const census::Population& population =
        atlas.inputs.population ? *atlas.inputs.population : nobody;
    std::vector<CellIdx> rows;
    for (const CellIdx cell : indices<CellIdx>(population.cells.size())) rows.push_back(cell);

    TableBuilder<CellIdx> table("carreaux", atlas.inputs.territory.crs);
    const auto at = [](const std::vector<Maybe<double>>& values) {
        return [&values](const CellIdx& cell) {
            return values.empty() ? Maybe<double>() : values[cell.value()];
        };
    };
    table.text("id", [&](const CellIdx& cell) { return population.cells[cell].id; })
        .real("population",
              [&](const CellIdx& cell) { return Maybe<double>(population.cells[cell].people); })
        .boolean("impute", [&](const CellIdx& cell) { return population.cells[cell].imputed; })
        .text("commune", [&](const CellIdx& cell) { return population.cells[cell].commune; })
        .boolean("bord", [&](const CellIdx& cell) { return population.cells[cell].bord; });
    for (std::size_t category = 0; category < atlas.times.walk.size(); ++category) {
        const std::string& id = atlas.inputs.categories[access::CategoryIdx{category}].id;
        table.real("t_" + id + "_marche", at(atlas.times.walk[category]));
        if (atlas.inputs.timetable)
            table.real("t_" + id + "_tc", at(atlas.times.transit_p50[category]));
    }
    table.real("part_panier_marche", at(atlas.basket_walk))
        .real("part_panier_tc", at(atlas.basket_transit));
    table.real("t_mairie_commune_marche", at(atlas.own_mairie.minutes.walk))
        .real("t_mairie_commune_tc", at(atlas.own_mairie.minutes.transit_p50));
    for (const access::DestinationTimes& place : atlas.destinations) {
        table.real("t_dest_" + place.id + "_marche", at(place.minutes.walk))
            .real("t_dest_" + place.id + "_tc", at(place.minutes.transit_p50))
            .real("detour_" + place.id, at(place.detour));
    }
    for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
        table.real("departs_h_" + atlas.inputs.periods[period].id,
                   [&atlas, period](const CellIdx& cell) {
                       return atlas.supply.empty() ? Maybe<double>()
                                                   : atlas.supply[cell].departures_per_hour[period];
                   });
    const auto stop = [&atlas](Maybe<access::NearestStop> access::CellSupply::*which,
                               double access::NearestStop::*figure) {
        return [&atlas, which, figure](const CellIdx& cell) -> Maybe<double> {
            if (atlas.supply.empty()) return {};
            const Maybe<access::NearestStop>& nearest = atlas.supply[cell].*which;
            if (!nearest) return nearest.absence();
            return (*nearest).*figure;
        };
    };
    table
        .real("lignes",
              [&atlas](const CellIdx& cell) {
                  return atlas.supply.empty() ? Maybe<double>() : atlas.supply[cell].line_count;
              })
        .real("arret_min", stop(&access::CellSupply::nearest, &access::NearestStop::minutes))
        .real("arret_m", stop(&access::CellSupply::nearest, &access::NearestStop::metres))
        .real("arret_lourd_min",
              stop(&access::CellSupply::nearest_heavy, &access::NearestStop::minutes))
        .real("arret_lourd_m",
              stop(&access::CellSupply::nearest_heavy, &access::NearestStop::metres));
    const enclavement::Index& index = atlas.enclosure.index;
    for (const enclavement::ComponentScores& component : index.components)
        table.real("comp_" + component.id, at(component.scores));
    table.real("indice", at(index.index));
    table.text("motif", [&atlas](const CellIdx& cell) { return first_reason(atlas, cell.value()); })
        .geometry(GeometryType::multipolygon,
                  [&](const CellIdx& cell) { return geo::Geometry(population.cells[cell].shape); });
    return table.build(rows);
}

}  // namespace lisiere::layers
