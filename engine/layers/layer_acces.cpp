// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// Gaps to a reference, and to it without the residents of the priority geography.
struct Gaps {
    access::AccessGap whole;
    access::AccessGap rest;
};

struct Row {
    PerimeterIdx perimeter;
    access::CategoryIdx category;
    access::TravelMode mode = access::TravelMode::marche;
    const access::GroupAccess* access = nullptr;
    Gaps commune = {};
    Gaps epci = {};
    Gaps sector = {};
    Gaps zone = {};
};

std::string threshold_name(double minutes) {
    const double whole = std::round(minutes);
    return std::to_string(static_cast<long>(whole));
}

/// The row's access beside the same service by the same mode of a reference; unknown where there is
/// none.
Gaps gaps_to(const Atlas& atlas, ReferenceIdx reference, const Row& row) {
    const auto gap_in = [&](const access::AccessTable& table) {
        if (reference.valid())
            return access::gap_between(*row.access,
                                       table.at(reference.value(), row.category, row.mode));
        access::AccessGap unknown{Absence::hors_couverture, Absence::hors_couverture, {}};
        unknown.share_within.resize(row.access->share_within.size());
        return unknown;
    };
    return {gap_in(atlas.reference_access), gap_in(atlas.reference_rest_access)};
}

/// Perimeter × service asked × mode of the run.
std::vector<Row> rows_of(const Atlas& atlas) {
    std::vector<Row> rows;
    if (atlas.perimeter_access.rows.empty()) return rows;
    const Residents& residents = atlas.residents;
    const auto& categories = atlas.inputs.categories;
    for (const PerimeterIdx perimeter :
         indices<PerimeterIdx>(atlas.inputs.territory.perimeters.size()))
        for (const access::CategoryIdx category : indices<access::CategoryIdx>(categories.size())) {
            if (!atlas.settings.access.asks_for(categories[category].id)) continue;
            for (const access::TravelMode mode : atlas.modes) {
                Row row{perimeter, category, mode,
                        &atlas.perimeter_access.at(perimeter.value(), category, mode)};
                row.commune = gaps_to(atlas, residents.commune_of[perimeter.value()], row);
                row.epci = gaps_to(atlas, residents.epci_of[perimeter.value()], row);
                row.sector = gaps_to(atlas, residents.sector_of[perimeter.value()], row);
                row.zone = gaps_to(atlas, residents.zone, row);
                rows.push_back(std::move(row));
            }
        }
    return rows;
}

/// Median over the perimeter's residents of a value by cell.
Maybe<double> median_of(const Atlas& atlas, const Row& row,
                        const std::vector<Maybe<double>>& values) {
    return access::weighted_quantile(atlas.residents.perimeters[row.perimeter.value()], values,
                                     0.5);
}

/// What is only told of transit: how far times spread over the departures, and how they compare
/// with the car.
void add_transit(TableBuilder<Row>& table, const Atlas& atlas) {
    const access::TravelMode transit = access::TravelMode::transports;
    if (!atlas.has(transit)) return;
    const auto median = [&atlas](const Row& row, const std::vector<Maybe<double>>& values) {
        return row.mode == access::TravelMode::transports ? median_of(atlas, row, values)
                                                          : Maybe<double>(Absence::sans_objet);
    };
    table
        .real("mediane_p5_min",
              [&atlas, median](const Row& row) {
                  return median(row, atlas.times[row.category.value()].transit_p5);
              })
        .real("mediane_p95_min", [&atlas, median](const Row& row) {
            return median(row, atlas.times[row.category.value()].transit_p95);
        });
    if (!atlas.has(access::TravelMode::voiture)) return;
    std::vector<std::vector<Maybe<double>>> ratios;  // by category, of all cells
    for (const access::TimesTo& times : atlas.times)
        ratios.push_back(access::transit_car_ratio(times));
    table.real("rapport_tc_voiture", [median, ratios = std::move(ratios)](const Row& row) {
        return median(row, ratios[row.category.value()]);
    });
}

/// How far the median is from that of each reference, and from the reference without the priority
/// geography.
void add_gaps(TableBuilder<Row>& table, std::span<const double> thresholds) {
    const auto gaps = [&table](const std::string& name, Gaps Row::*to) {
        table.real(name, [to](const Row& row) { return (row.*to).whole.median_min; })
            .real(name + "_reste", [to](const Row& row) { return (row.*to).rest.median_min; });
    };
    gaps("ecart_commune", &Row::commune);
    gaps("ecart_epci", &Row::epci);
    gaps("ecart_secteur", &Row::sector);
    gaps("ecart_zone", &Row::zone);
    for (std::size_t i = 0; i < thresholds.size(); ++i)
        table.real("ecart_part_" + threshold_name(thresholds[i]) + "_zone",
                   [i](const Row& row) { return row.zone.whole.share_within[i]; });
}

}  // namespace

Table acces(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto& categories = atlas.inputs.categories;
    const auto& thresholds = atlas.settings.access.thresholds_min;
    TableBuilder<Row> table("acces", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("service", [&](const Row& row) { return categories[row.category].id; })
        .text("libelle", [&](const Row& row) { return categories[row.category].label; })
        .text("mode", [](const Row& row) { return std::string(access::to_text(row.mode)); })
        .real("mediane_min", [](const Row& row) { return row.access->median_min; })
        .real("p90_min", [](const Row& row) { return row.access->p90_min; });
    for (std::size_t i = 0; i < thresholds.size(); ++i)
        table.real("part_" + threshold_name(thresholds[i]),
                   [i](const Row& row) { return row.access->share_within[i]; });
    table.real("troisieme_mediane_min", [&](const Row& row) {
        const auto& thirds = atlas.reach_of(row.mode).nth_minutes;
        return thirds.empty() ? Maybe<double>()
                              : median_of(atlas, row, thirds[row.category.value()]);
    });
    add_transit(table, atlas);
    add_gaps(table, thresholds);
    table.real("part_connue", [](const Row& row) { return row.access->known_share; })
        .text("motif", [&](const Row& row) {
            return reason_of(perimeters[row.perimeter], row.access->median_min);
        });
    return table.build(rows_of(atlas));
}

}  // namespace lisiere::layers
