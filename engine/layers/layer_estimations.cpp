// SPDX-License-Identifier: Apache-2.0
#include "engine/census/method_scores.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// A value of a perimeter and one method's estimate of it.
struct Row {
    const census::IndicatorValue* value = nullptr;
    const census::MethodEstimate* estimate = nullptr;
};

}  // namespace

Table estimations(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto written = [&atlas](auto figure) {
        return [&atlas, figure](const Row& row) {
            return census::rounded(
                figure(row), census::written_step(atlas.inputs.indicators[row.value->definition],
                                                  atlas.inputs.roundings));
        };
    };
    TableBuilder<Row> table("estimations", atlas.inputs.territory.crs);
    table
        .text("code",
              [&](const Row& row) { return perimeters[PerimeterIdx{row.value->perimeter}].id; })
        .text("indicateur",
              [&](const Row& row) { return atlas.inputs.indicators[row.value->definition].id; })
        .text("methode", [](const Row& row) { return row.estimate->methode; })
        .real("valeur", written([](const Row& row) { return row.estimate->valeur; }))
        .real("erreur_type", [](const Row& row) { return row.estimate->erreur_type; })
        .real("intervalle_bas",
              written([](const Row& row) { return row.estimate->intervalle_bas; }))
        .real("intervalle_haut",
              written([](const Row& row) { return row.estimate->intervalle_haut; }))
        .text("calage_intervalle", [](const Row& row) { return row.estimate->calage; })
        .real("couverture", [](const Row& row) { return Maybe<double>(row.estimate->couverture); })
        .text("qualite",
              [](const Row& row) {
                  return row.estimate->qualite != 0 ? std::string(1, row.estimate->qualite)
                                                    : std::string();
              })
        .year("millesime", [](const Row& row) { return row.estimate->vintage; })
        .real("valeur_officielle", [](const Row& row) { return row.estimate->valeur_officielle; })
        .year("millesime_officiel", [](const Row& row) { return row.estimate->vintage_officiel; })
        .real("ecart_relatif", [](const Row& row) { return row.estimate->ecart_relatif; })
        .text("motif", [](const Row& row) {
            return row.estimate->valeur ? std::string()
                                        : std::string(to_text(row.estimate->valeur.absence()));
        });
    std::vector<Row> rows;
    for (const census::IndicatorValue& value : atlas.indicators)
        for (const census::MethodEstimate& estimate : value.estimations)
            rows.push_back({&value, &estimate});
    return table.build(rows);
}

Table methodes(const Atlas& atlas) {
    using census::MethodScore;
    const auto definition = [&](const MethodScore& row) -> const census::IndicatorDefinition& {
        return atlas.inputs.indicators[row.definition];
    };
    TableBuilder<MethodScore> table("methodes", atlas.inputs.territory.crs);
    table.text("indicateur", [=](const MethodScore& row) { return definition(row).id; })
        .text("libelle", [=](const MethodScore& row) { return definition(row).label; })
        .text("methode", [](const MethodScore& row) { return row.methode; })
        .integer("quartiers",
                 [](const MethodScore& row) {
                     return Maybe<std::int64_t>(static_cast<std::int64_t>(row.perimeters));
                 })
        .real("biais", [](const MethodScore& row) { return row.biais; })
        .real("ecart_median", [](const MethodScore& row) { return row.ecart_median; })
        .real("ecart_max", [](const MethodScore& row) { return row.ecart_max; })
        .text("quartier_ecart_max",
              [&](const MethodScore& row) {
                  return row.ecart_max
                             ? atlas.inputs.territory.perimeters[PerimeterIdx{row.worst}].id
                             : std::string();
              })
        .real("dans_intervalle", [](const MethodScore& row) { return row.dans_intervalle; })
        .real("erreur_simple", [](const MethodScore& row) { return row.erreur_simple; })
        .real("erreur_croisee", [](const MethodScore& row) { return row.erreur_croisee; })
        .text("recalage", [](const MethodScore& row) { return row.recalage; });
    // What nothing official judges is no row.
    std::vector<MethodScore> rows;
    for (MethodScore& score : census::method_scores(atlas.inputs.indicators, atlas.indicators))
        if (score.perimeters > 0) rows.push_back(std::move(score));
    return table.build(rows);
}

}  // namespace lisiere::layers
