// SPDX-License-Identifier: Apache-2.0
#include <cmath>

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
    Gaps commune;
    Gaps epci;
    Gaps sector;
    Gaps zone;
};

std::string threshold_name(double minutes) {
    const double whole = std::round(minutes);
    return std::to_string(static_cast<long>(whole));
}

}  // namespace

Table acces(const Atlas& atlas) {
    std::vector<Row> rows;
    const auto& perimeters = atlas.inputs.territory.perimeters;
    if (!atlas.perimeter_access.rows.empty())
        for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size())) {
            for (const access::CategoryIdx category :
                 indices<access::CategoryIdx>(atlas.inputs.categories.size())) {
                if (!atlas.settings.access.asks_for(atlas.inputs.categories[category].id)) continue;
                for (const access::TravelMode mode : atlas.modes) {
                    const access::GroupAccess& own =
                        atlas.perimeter_access.at(perimeter.value(), category, mode);
                    const auto gaps_to = [&](ReferenceIdx reference) {
                        const auto gap_in = [&](const access::AccessTable& table) {
                            if (reference.valid())
                                return access::gap_between(
                                    own, table.at(reference.value(), category, mode));
                            access::AccessGap unknown{
                                Absence::hors_couverture, Absence::hors_couverture, {}};
                            unknown.share_within.resize(own.share_within.size());
                            return unknown;
                        };
                        return Gaps{gap_in(atlas.reference_access),
                                    gap_in(atlas.reference_rest_access)};
                    };
                    const Residents& residents = atlas.residents;
                    rows.push_back({perimeter, category, mode, &own,
                                    gaps_to(residents.commune_of[perimeter.value()]),
                                    gaps_to(residents.epci_of[perimeter.value()]),
                                    gaps_to(residents.sector_of[perimeter.value()]),
                                    gaps_to(residents.zone)});
                }
            }
        }
    TableBuilder<Row> table("acces", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("service", [&](const Row& row) { return atlas.inputs.categories[row.category].id; })
        .text("libelle",
              [&](const Row& row) { return atlas.inputs.categories[row.category].label; })
        .text("mode", [](const Row& row) { return std::string(access::to_text(row.mode)); })
        .real("mediane_min", [](const Row& row) { return row.access->median_min; })
        .real("p90_min", [](const Row& row) { return row.access->p90_min; });
    const auto& thresholds = atlas.settings.access.thresholds_min;
    for (std::size_t i = 0; i < thresholds.size(); ++i)
        table.real("part_" + threshold_name(thresholds[i]),
                   [i](const Row& row) { return row.access->share_within[i]; });
    table.real("troisieme_mediane_min", [&](const Row& row) {
        const auto& thirds = atlas.reach_of(row.mode).nth_minutes;
        return thirds.empty()
                   ? Maybe<double>()
                   : access::weighted_quantile(atlas.residents.perimeters[row.perimeter.value()],
                                               thirds[row.category.value()], 0.5);
    });
    const access::TravelMode transit = access::TravelMode::transports;
    const auto median = [&](const Row& row, const std::vector<Maybe<double>>& values) {
        return row.mode == transit
                   ? access::weighted_quantile(atlas.residents.perimeters[row.perimeter.value()],
                                               values, 0.5)
                   : Maybe<double>(Absence::sans_objet);
    };
    if (atlas.has(transit))
        table
            .real("mediane_p5_min",
                  [&](const Row& row) {
                      return median(row, atlas.times[row.category.value()].transit_p5);
                  })
            .real("mediane_p95_min", [&](const Row& row) {
                return median(row, atlas.times[row.category.value()].transit_p95);
            });
    std::vector<std::vector<Maybe<double>>> ratios;  // by category, of all cells
    if (atlas.has(transit) && atlas.has(access::TravelMode::voiture)) {
        for (const access::TimesTo& times : atlas.times)
            ratios.push_back(access::transit_car_ratio(times));
        table.real("rapport_tc_voiture",
                   [&](const Row& row) { return median(row, ratios[row.category.value()]); });
    }
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
    table.real("part_connue", [](const Row& row) { return row.access->known_share; })
        .text("motif", [&](const Row& row) {
            return reason_of(perimeters[row.perimeter], row.access->median_min);
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
