// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/atlas/ranked_among.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// The first reason why a travel time of the cell is missing, in words; empty when none is.
std::string first_reason(const Atlas& atlas, std::size_t cell) {
    for (const access::TimesTo& category : atlas.times)
        if (const Maybe<double>& walk = category.walk[cell];
            !walk && walk.absence() != Absence::non_disponible)
            return std::string(to_text(walk.absence()));
    return {};
}

std::string named(const std::string& what, access::TravelMode mode) {
    return what + "_" + std::string(access::to_text(mode));
}

std::function<Maybe<double>(const census::CellIdx&)> at(const std::vector<Maybe<double>>& values) {
    return [&values](const census::CellIdx& cell) {
        return values.empty() ? Maybe<double>() : values[cell.value()];
    };
}

/// A column of minutes, by cell.
struct MinutesColumn {
    std::string name;
    const std::vector<Maybe<double>>* minutes = nullptr;
};

/// To the nearest facility of every service that was asked, by the modes asked for.
std::vector<MinutesColumn> service_columns(const Atlas& atlas) {
    std::vector<MinutesColumn> columns;
    for (const access::CategoryIdx category :
         indices<access::CategoryIdx>(atlas.inputs.categories.size())) {
        const std::string& id = atlas.inputs.categories[category].id;
        if (!atlas.settings.access.asks_for(id)) continue;
        for (const access::TravelMode mode : atlas.settings.access.cell_modes)
            if (atlas.has(mode))
                columns.push_back(
                    {named("t_" + id, mode), &atlas.times[category.value()].by(mode)});
    }
    return columns;
}

/// To one place by every mode, transit with its good and its bad departures.
std::vector<MinutesColumn> place_columns(const Atlas& atlas, const std::string& place,
                                         const access::TimesTo& minutes) {
    std::vector<MinutesColumn> columns;
    for (const access::TravelMode mode : cell_modes(atlas)) {
        const std::string name = named("t_" + place, mode);
        columns.push_back({name, &minutes.by(mode)});
        if (mode == access::TravelMode::transports && atlas.has(mode)) {
            columns.push_back({name + "_p5", &minutes.transit_p5});
            columns.push_back({name + "_p95", &minutes.transit_p95});
        }
    }
    return columns;
}

std::string place_name(const access::DestinationTimes& place) {
    return "dest_" + place.id;
}
constexpr const char* own_mairie = "mairie_commune";

/// Does any walked time look farther than the way to where the data end?
bool times_beyond(const Atlas& atlas, std::size_t cell, double to_rim) {
    return std::any_of(atlas.times.begin(), atlas.times.end(), [&](const access::TimesTo& times) {
        const Maybe<double>& walk = times.walk[cell];
        return walk ? *walk > to_rim : access::is_out_of_reach(walk.absence());
    });
}

/// How far from each cell the data end, by the modes with streets of their own; and whether what is
/// looked at reaches beyond: a basket (`bord`), a supply per resident, a time to a service.
void edge_of_data(TableBuilder<census::CellIdx>& table, const Atlas& atlas) {
    using access::TravelMode;
    for (const TravelMode mode : {TravelMode::velo, TravelMode::voiture})
        if (atlas.has(mode))
            table.boolean(
                named("bord", mode),
                [edge = access::edge_cells(atlas.to_rim(mode), atlas.settings.bord.reach)](
                    const census::CellIdx& cell) { return edge[cell.value()]; });
    for (const TravelMode mode : {TravelMode::marche, TravelMode::velo, TravelMode::voiture})
        if (atlas.has(mode)) table.real(named("bord_min", mode), at(atlas.to_rim(mode)));
    if (atlas.to_rim(TravelMode::marche).empty()) return;
    table.real("bord_m", [&atlas](const census::CellIdx& cell) {
        return Maybe<double>(atlas.rim_metres[cell.value()]);
    });
    const auto walked = [&atlas](const census::CellIdx& cell) {
        return atlas.to_rim(TravelMode::marche)[cell.value()];
    };
    double widest = 0;
    for (const access::FloatingRule& rule : atlas.inputs.floating_rules)
        if (rule.mode == TravelMode::marche && !rule.rings.empty())
            widest = std::max(widest, rule.rings.back().minutes);
    table
        .boolean("bord_offre",
                 [=](const census::CellIdx& cell) {
                     const Maybe<double> to_rim = walked(cell);
                     return to_rim && *to_rim <= widest;
                 })
        .boolean("bord_temps", [=, &atlas](const census::CellIdx& cell) {
            const Maybe<double> to_rim = walked(cell);
            return to_rim && times_beyond(atlas, cell.value(), *to_rim);
        });
}

/// One place by every mode, and transit against the car.
void times_to(TableBuilder<census::CellIdx>& table, const Atlas& atlas, const std::string& place,
              const access::TimesTo& minutes) {
    for (const MinutesColumn& column : place_columns(atlas, place, minutes))
        table.real(column.name, at(*column.minutes));
    if (atlas.has(access::TravelMode::transports) && atlas.has(access::TravelMode::voiture))
        table.real("rapport_tc_voiture_" + place,
                   [ratios = access::transit_car_ratio(minutes)](const census::CellIdx& cell) {
                       return ratios[cell.value()];
                   });
}

/// By car to the nearest interchange, and whether one beyond the data may be nearer.
void interchange(TableBuilder<census::CellIdx>& table, const Atlas& atlas) {
    if (atlas.to_interchange.empty()) return;
    table.real("t_echangeur_voiture", at(atlas.to_interchange))
        .boolean("bord_echangeur", [&atlas](const census::CellIdx& cell) {
            return passes_rim(atlas, access::TravelMode::voiture, cell.value(),
                              atlas.to_interchange[cell.value()]);
        });
}

/// The first opportunity declared, within each threshold, and the time to its goal.
void opportunities_of(TableBuilder<census::CellIdx>& table, const Atlas& atlas) {
    if (atlas.inputs.opportunities.empty()) return;
    const std::string& id = atlas.inputs.opportunities.front().id;
    for (const access::TravelMode mode : atlas.modes) {
        const access::ReachFigures& reach = atlas.reach_of(mode);
        if (reach.sums.empty()) continue;
        for (std::size_t m = 0; m < reach.sums.front().size(); ++m) {
            const access::OpportunityMeasure& measure = atlas.inputs.opportunity_measures[m];
            if (measure.decay.kind == access::Decay::Kind::step)
                table.real(named("n_" + id + "_" + measure.id, mode), at(reach.sums.front()[m]));
        }
        table.real(named("t_objectif_" + id, mode), at(reach.goal_minutes.front()));
    }
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
    table.text("id", [&](const CellIdx& cell) { return population.cells[cell].id; })
        .real("population",
              [&](const CellIdx& cell) { return Maybe<double>(population.cells[cell].people); })
        .boolean("impute", [&](const CellIdx& cell) { return population.cells[cell].imputed; })
        .text("commune", [&](const CellIdx& cell) { return population.cells[cell].commune; })
        .boolean("bord", [&](const CellIdx& cell) { return atlas.at_edge(cell); });
    using access::TravelMode;
    edge_of_data(table, atlas);
    for (const MinutesColumn& column : service_columns(atlas))
        table.real(column.name, at(*column.minutes));
    const std::vector<TravelMode> modes = cell_modes(atlas);
    for (const TravelMode mode : modes)
        table.real(named("part_panier", mode), at(atlas.basket(mode)));
    times_to(table, atlas, own_mairie, atlas.own_mairie.minutes);
    for (const access::DestinationTimes& place : atlas.destinations) {
        times_to(table, atlas, place_name(place), place.minutes);
        table.real("detour_" + place.id, at(place.detour));
    }
    interchange(table, atlas);
    opportunities_of(table, atlas);
    for (const FloatingResult& floating : atlas.floating) {
        const std::string& id = atlas.inputs.categories[floating.category].id;
        table.real(named("offre_" + id, floating.mode), at(floating.per_thousand));
        table.real(named("offre_equilibree_" + id, floating.mode), at(floating.balanced));
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
    table.real("indice_offre", at(atlas.supply_index))
        .text("classe_offre", [&atlas](const CellIdx& cell) {
            if (atlas.supply_index.empty() || !atlas.supply_index[cell.value()])
                return std::string();
            return access::supply_class(*atlas.supply_index[cell.value()],
                                        atlas.inputs.supply_index);
        });
    const enclavement::Index& index = atlas.enclosure.index;
    for (const enclavement::ComponentScores& component : index.components)
        table.real("comp_" + component.id, at(component.scores));
    table.real("indice", at(index.index));
    table.text("motif", [&atlas](const CellIdx& cell) { return first_reason(atlas, cell.value()); })
        .geometry(GeometryType::multipolygon,
                  [&](const CellIdx& cell) { return geo::Geometry(population.cells[cell].shape); });
    return table.build(rows);
}

Table carreaux_motifs(const Atlas& atlas) {
    std::vector<MinutesColumn> columns = service_columns(atlas);
    const auto add = [&](const std::string& place, const access::TimesTo& minutes) {
        for (MinutesColumn& column : place_columns(atlas, place, minutes))
            columns.push_back(std::move(column));
    };
    add(own_mairie, atlas.own_mairie.minutes);
    for (const access::DestinationTimes& place : atlas.destinations)
        add(place_name(place), place.minutes);

    struct Row {
        census::CellIdx cell;
        Absence reason = Absence::non_disponible;
        std::string columns;
    };
    std::vector<Row> rows;
    const std::size_t cells = atlas.inputs.population ? atlas.inputs.population->cells.size() : 0;
    for (const census::CellIdx cell : indices<census::CellIdx>(cells))
        for (const Absence reason :
             {Absence::non_desservi, Absence::au_dela, Absence::non_rattache}) {
            std::string names;
            for (const MinutesColumn& column : columns)
                if (const Maybe<double>& minutes = (*column.minutes)[cell.value()];
                    !minutes && minutes.absence() == reason)
                    names += (names.empty() ? "" : ", ") + column.name;
            if (!names.empty()) rows.push_back({cell, reason, std::move(names)});
        }
    TableBuilder<Row> table("carreaux_motifs", atlas.inputs.territory.crs);
    table.text("id", [&](const Row& row) { return atlas.inputs.population->cells[row.cell].id; })
        .text("motif", [](const Row& row) { return std::string(to_text(row.reason)); })
        .text("colonnes", [](const Row& row) { return row.columns; });
    return table.build(rows);
}

}  // namespace lisiere::layers
