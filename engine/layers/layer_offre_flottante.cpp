// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "engine/layers/compared.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

struct Row {
    PerimeterIdx perimeter;
    std::size_t floating = 0;
};

}  // namespace

Table offre_flottante(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<Compared> compared;
    std::vector<Compared> balanced;
    for (const FloatingResult& floating : atlas.floating) {
        compared.emplace_back(atlas, floating.per_thousand, residents_mean);
        balanced.emplace_back(atlas, floating.balanced, residents_mean);
    }
    std::vector<Row> rows;
    for (const PerimeterIdx perimeter : indices<PerimeterIdx>(perimeters.size()))
        for (std::size_t f = 0; f < atlas.floating.size(); ++f) rows.push_back({perimeter, f});
    const auto of = [&](const Row& row) -> const FloatingResult& {
        return atlas.floating[row.floating];
    };
    const auto group = [&](const Row& row) -> const access::CellGroup& {
        return atlas.residents.perimeters[row.perimeter.value()];
    };
    const auto by_cell = [=](const Row& row) -> const std::vector<Maybe<double>>& {
        return of(row).per_thousand;
    };
    TableBuilder<Row> table("offre_flottante", atlas.inputs.territory.crs);
    table.text("code", [&](const Row& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const Row& row) { return perimeters[row.perimeter].name; })
        .text("service",
              [=, &atlas](const Row& row) { return atlas.inputs.categories[of(row).category].id; })
        .text(
            "libelle",
            [=, &atlas](const Row& row) { return atlas.inputs.categories[of(row).category].label; })
        .text("mode", [=](const Row& row) { return std::string(to_text(of(row).mode)); })
        .real("pour_1000",
              [&](const Row& row) { return compared[row.floating].value(row.perimeter); })
        .text("unite",
              [=](const Row& row) { return fmt::format("{} pour 1 000 habitants", of(row).unit); })
        .real("mediane_1000",
              [=](const Row& row) { return residents_median(group(row), by_cell(row)); })
        .real("part_sans_offre",
              [=](const Row& row) { return access::share_within(group(row), by_cell(row), 0); })
        .real("ecart_commune",
              [&](const Row& row) { return compared[row.floating].to_commune(row.perimeter); })
        .real("ecart_commune_reste",
              [&](const Row& row) { return compared[row.floating].to_commune_rest(row.perimeter); })
        .real("ecart_epci",
              [&](const Row& row) { return compared[row.floating].to_epci(row.perimeter); })
        .real("ecart_epci_reste",
              [&](const Row& row) { return compared[row.floating].to_epci_rest(row.perimeter); })
        .real("ecart_zone",
              [&](const Row& row) { return compared[row.floating].to_zone(row.perimeter); })
        .real("ecart_reste",
              [&](const Row& row) { return compared[row.floating].to_rest(row.perimeter); })
        .real("equilibree_1000",
              [&](const Row& row) { return balanced[row.floating].value(row.perimeter); })
        .real("equilibree_mediane_1000",
              [=](const Row& row) { return residents_median(group(row), of(row).balanced); })
        .real("equilibree_ecart_commune",
              [&](const Row& row) { return balanced[row.floating].to_commune(row.perimeter); })
        .real("equilibree_ecart_commune_reste",
              [&](const Row& row) { return balanced[row.floating].to_commune_rest(row.perimeter); })
        .real("equilibree_ecart_reste",
              [&](const Row& row) { return balanced[row.floating].to_rest(row.perimeter); })
        .real("part_connue",
              [=](const Row& row) { return access::known_share(group(row), by_cell(row)); })
        .text("motif", [&](const Row& row) {
            const Maybe<double>& value = compared[row.floating].value(row.perimeter);
            return value ? std::string() : std::string(to_text(value.absence()));
        });
    return table.build(rows);
}

}  // namespace lisiere::layers
