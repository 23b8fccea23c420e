// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/layers.hpp"
#include "engine/atlas/table_builder.hpp"

namespace lisiere::layers {

Table indicateurs(const Atlas& atlas) {
    using census::IndicatorValue;
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto perimeter = [&](const IndicatorValue& row) -> const Perimeter& {
        return perimeters[PerimeterIdx{row.perimeter}];
    };
    const auto definition = [&](const IndicatorValue& row) -> const census::IndicatorDefinition& {
        return atlas.inputs.indicators[row.definition];
    };
    TableBuilder<IndicatorValue> table("indicateurs", atlas.inputs.territory.crs);
    table.text("code", [=](const IndicatorValue& row) { return perimeter(row).id; })
        .text("nom_qp", [=](const IndicatorValue& row) { return perimeter(row).name; })
        .text("indicateur", [=](const IndicatorValue& row) { return definition(row).id; })
        .text("libelle", [=](const IndicatorValue& row) { return definition(row).label; })
        .text("theme", [=](const IndicatorValue& row) { return definition(row).theme; })
        .real("valeur", [](const IndicatorValue& row) { return row.valeur; })
        .real("valeur_officielle", [](const IndicatorValue& row) { return row.valeur_officielle; })
        .real("valeur_estimee", [](const IndicatorValue& row) { return row.valeur_estimee; })
        .real("erreur_type", [](const IndicatorValue& row) { return row.erreur_type; })
        .real("intervalle_bas", [](const IndicatorValue& row) { return row.intervalle_bas; })
        .real("intervalle_haut", [](const IndicatorValue& row) { return row.intervalle_haut; })
        .real("ecart_relatif", [](const IndicatorValue& row) { return row.ecart_relatif; })
        .real("valeur_commune", [](const IndicatorValue& row) { return row.valeur_commune; })
        .text("source_commune", [](const IndicatorValue& row) { return row.source_commune; })
        .year("millesime_commune", [](const IndicatorValue& row) { return row.vintage_commune; })
        .real("valeur_epci", [](const IndicatorValue& row) { return row.valeur_epci; })
        .text("source_epci", [](const IndicatorValue& row) { return row.source_epci; })
        .year("millesime_epci", [](const IndicatorValue& row) { return row.vintage_epci; })
        .real("valeur_secteur", [](const IndicatorValue& row) { return row.valeur_secteur; })
        .text("source_secteur", [](const IndicatorValue& row) { return row.source_secteur; })
        .year("millesime_secteur", [](const IndicatorValue& row) { return row.vintage_secteur; })
        .real("valeur_zone", [](const IndicatorValue& row) { return row.valeur_zone; })
        .real("valeur_qpv", [](const IndicatorValue& row) { return row.valeur_qpv; })
        .text("methode_qpv", [](const IndicatorValue& row) { return row.methode_qpv; })
        .integer("quartiers_qpv",
                 [](const IndicatorValue& row) {
                     return row.valeur_qpv
                                ? Maybe<std::int64_t>(static_cast<std::int64_t>(row.quartiers_qpv))
                                : Maybe<std::int64_t>();
                 })
        .real("ecart", [](const IndicatorValue& row) { return row.ecart; })
        .real("ecart_epci", [](const IndicatorValue& row) { return row.ecart_epci; })
        .real("ecart_secteur", [](const IndicatorValue& row) { return row.ecart_secteur; })
        .real("ecart_qpv", [](const IndicatorValue& row) { return row.ecart_qpv; })
        .text("unite", [=](const IndicatorValue& row) { return definition(row).unit; })
        .text("source", [](const IndicatorValue& row) { return row.source; })
        .year("millesime", [](const IndicatorValue& row) { return row.vintage; })
        .text("methode", [](const IndicatorValue& row) { return row.methode; })
        .real("couverture",
              [](const IndicatorValue& row) {
                  return row.valeur_estimee ? Maybe<double>(row.couverture) : Maybe<double>();
              })
        .text("qualite",
              [](const IndicatorValue& row) {
                  return row.qualite != 0 ? std::string(1, row.qualite) : std::string();
              })
        .boolean("approchee", [](const IndicatorValue& row) { return row.approchee; })
        .boolean("secret",
                 [](const IndicatorValue& row) {
                     return !row.valeur && row.valeur.absence() == Absence::secret;
                 })
        .text("motif",
              [=](const IndicatorValue& row) { return reason_of(perimeter(row), row.valeur); });
    return table.build(atlas.indicators);
}

}  // namespace lisiere::layers
