// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    const access::DestinationTimes* place = nullptr;
};

Maybe<double> difference(const Maybe<double>& a, const Maybe<double>& b) {
    if (!a || !b) return a ? b.absence() : a.absence();
    return *a - *b;
}

}  // namespace

Table destinations(const Atlas& atlas) {
    using access::TravelMode;
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<Row> rows;
    // Without a town hall anywhere, nothing to say of one.
    const auto& own_hall = atlas.own_mairie.metres;
    const bool halls = std::any_of(own_hall.begin(), own_hall.end(),
                                   [](const Maybe<double>& way) { return way.has_value(); });
    if (atlas.inputs.streets)
        for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size())) {
            if (halls) rows.push_back({perimeter, &atlas.own_mairie});
            for (const access::DestinationTimes& place : atlas.destinations)
                rows.push_back({perimeter, &place});
        }
    // Of the residents: half of them are nearer.
    const auto median_of = [&](const access::CellGroup& group,
                               const std::vector<Maybe<double>>& values) {
        return values.empty() ? Maybe<double>() : access::weighted_quantile(group, values, 0.5);
    };
    const auto own = [&atlas](const Row& row) -> const access::CellGroup& {
        return atlas.residents.perimeters[row.perimeter.value()];
    };
    const auto minutes = [=, &atlas](const Row& row, TravelMode mode) -> Maybe<double> {
        if (!atlas.has(mode)) return {};
        return median_of(own(row), row.place->minutes.by(mode));
    };
    const auto in_zone = [=, &atlas](const Row& row) -> Maybe<double> {
        if (!atlas.residents.zone.valid()) return Absence::hors_couverture;
        return median_of(atlas.residents.references[atlas.residents.zone],
                         row.place->minutes.by(TravelMode::marche));
    };
    TableBuilder<Row> table("destinations", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("destination", [](const Row& row) { return row.place->id; })
        .text("libelle", [](const Row& row) { return row.place->label; })
        .real("marche_m", [=](const Row& row) { return median_of(own(row), row.place->metres); })
        .real("detour", [=](const Row& row) { return median_of(own(row), row.place->detour); });
    for (const TravelMode mode : access::every_mode)
        table.real(std::string(access::to_text(mode)) + "_min",
                   [=](const Row& row) { return minutes(row, mode); });
    table
        .real("ecart_tc_voiture_min",
              [=](const Row& row) {
                  return difference(minutes(row, TravelMode::transports),
                                    minutes(row, TravelMode::voiture));
              })
        .real("marche_min_zone", in_zone)
        .real("ecart_zone_min",
              [=](const Row& row) {
                  return difference(minutes(row, TravelMode::marche), in_zone(row));
              })
        .text("motif", [=, &perimeters](const Row& row) {
            return reason_of(perimeters[row.perimeter], minutes(row, TravelMode::marche));
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
