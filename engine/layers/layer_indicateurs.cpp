// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/census/comparisons.hpp"
#include "engine/census/rounding.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using census::IndicatorDefinition;
using census::IndicatorValue;

/// Why columns of a row that has a value are missing: "ecart, ecart_epci : années différentes (2024
/// et 2021)", columns of one reason together.
class Reasons {
  public:
    void add(const std::string& reason, const std::string& column) {
        const auto same = std::find_if(told_.begin(), told_.end(),
                                       [&](const auto& one) { return one.first == reason; });
        if (same == told_.end())
            told_.emplace_back(reason, column);
        else
            same->second += ", " + column;
    }
    std::string text() const {
        std::string text;
        for (const auto& [reason, columns] : told_) {
            if (!text.empty()) text += " ; ";
            text += columns + " : " + reason;
        }
        return text;
    }

  private:
    std::vector<std::pair<std::string, std::string>> told_;
};

std::string of_two_years(int one, int other) {
    return fmt::format("années différentes ({} et {})", one, other);
}

void tell(const census::Comparison& with, const std::string& name, const std::string& gap,
          const IndicatorValue& row, const IndicatorDefinition& definition, bool with_rest,
          Reasons& reasons) {
    const bool count = definition.kind == census::IndicatorKind::effectif;
    const bool years = census::years_differ(row.vintage, with.vintage);
    const std::string rest = "valeur_" + name + "_reste";
    if (!with.value) {
        if (with.couverture && *with.couverture < 1)
            reasons.add(fmt::format("incomplet ({:.0f} % au calcul)", 100 * *with.couverture),
                        "valeur_" + name);
        else if (with.value.absence() == Absence::secret)
            reasons.add(std::string(to_text(Absence::secret)), "valeur_" + name);
        return;
    }
    if (years && !count) reasons.add(of_two_years(row.vintage, with.vintage), gap);
    if (!with_rest) return;
    if (with.rest) {
        if (years && !count)
            reasons.add(of_two_years(row.vintage, with.vintage), "ecart_" + name + "_reste");
    } else if (!census::decomposes(definition)) {
        reasons.add("une médiane ne se décompose pas", rest);
    } else if (with.rest.absence() == Absence::secret) {
        reasons.add(std::string(to_text(Absence::secret)), rest);
    }
}

/// Nothing where all is there; the value's own reason where it is missing; else the comparisons'.
std::string motif_of(const Perimeter& perimeter, const IndicatorValue& row,
                     const IndicatorDefinition& definition) {
    if (!row.valeur) return reason_of(perimeter, row.valeur);
    Reasons reasons;
    tell(row.commune, "commune", "ecart", row, definition, true, reasons);
    tell(row.epci, "epci", "ecart_epci", row, definition, true, reasons);
    tell(row.secteur, "secteur", "ecart_secteur", row, definition, true, reasons);
    tell(row.zone, "zone", "ecart_zone", row, definition, false, reasons);
    if (row.vintages_qpv.size() > 1)
        reasons.add(of_two_years(row.vintages_qpv.front(), row.vintages_qpv.back()), "valeur_qpv");
    else if (!row.valeur_qpv && row.valeur_qpv.absence() == Absence::secret)
        reasons.add(std::string(to_text(Absence::secret)), "valeur_qpv");
    else if (row.valeur_qpv && row.vintages_qpv.size() == 1 &&
             definition.kind != census::IndicatorKind::effectif &&
             census::years_differ(row.vintage, row.vintages_qpv.front()))
        reasons.add(of_two_years(row.vintage, row.vintages_qpv.front()), "ecart_qpv");
    return reasons.text();
}

/// A figure, as it is written: rounded to the step of its indicator.
class Written {
  public:
    explicit Written(const Inputs& in) : in_(&in) {}

    template <class Figure>
    std::function<Maybe<double>(const IndicatorValue&)> operator()(Figure figure) const {
        return [in = in_, figure](const IndicatorValue& row) {
            return census::rounded(
                figure(row), census::written_step(in->indicators[row.definition], in->roundings));
        };
    }

  private:
    const Inputs* in_;
};

void add_comparison(TableBuilder<IndicatorValue>& table, const std::string& name,
                    census::Comparison IndicatorValue::*with, const Written& written) {
    table
        .real("valeur_" + name,
              written([with](const IndicatorValue& row) { return (row.*with).value; }))
        .text("source_" + name, [with](const IndicatorValue& row) { return (row.*with).source; })
        .year("millesime_" + name,
              [with](const IndicatorValue& row) { return (row.*with).vintage; })
        .real("couverture_" + name,
              [with](const IndicatorValue& row) { return (row.*with).couverture; })
        .real("valeur_" + name + "_reste",
              written([with](const IndicatorValue& row) { return (row.*with).rest; }));
}

void add_estimate(TableBuilder<IndicatorValue>& table, const Written& written) {
    table.real("valeur_officielle", [](const IndicatorValue& row) { return row.valeur_officielle; })
        .real("valeur_estimee",
              written([](const IndicatorValue& row) { return row.valeur_estimee; }))
        .real("erreur_type", [](const IndicatorValue& row) { return row.erreur_type; })
        .real("intervalle_bas",
              written([](const IndicatorValue& row) { return row.intervalle_bas; }))
        .real("intervalle_haut",
              written([](const IndicatorValue& row) { return row.intervalle_haut; }))
        .text("calage_intervalle", [](const IndicatorValue& row) { return row.calage; })
        .year("millesime_estimee", [](const IndicatorValue& row) { return row.vintage_estimee; })
        .real("ecart_relatif", [](const IndicatorValue& row) { return row.ecart_relatif; });
}

/// The study area, and all priority perimeters together.
void add_zone(TableBuilder<IndicatorValue>& table, const Written& written) {
    table.real("valeur_zone", written([](const IndicatorValue& row) { return row.zone.value; }))
        .year("millesime_zone", [](const IndicatorValue& row) { return row.zone.vintage; })
        .real("couverture_zone", [](const IndicatorValue& row) { return row.zone.couverture; })
        .real("valeur_qpv", written([](const IndicatorValue& row) { return row.valeur_qpv; }))
        .text("methode_qpv", [](const IndicatorValue& row) { return row.methode_qpv; })
        .integer("quartiers_qpv",
                 [](const IndicatorValue& row) {
                     return row.valeur_qpv
                                ? Maybe<std::int64_t>(static_cast<std::int64_t>(row.quartiers_qpv))
                                : Maybe<std::int64_t>();
                 })
        .year("millesime_qpv", [](const IndicatorValue& row) {
            return row.valeur_qpv && row.vintages_qpv.size() == 1 ? row.vintages_qpv.front() : 0;
        });
}

void add_gaps(TableBuilder<IndicatorValue>& table, const Written& written) {
    table.real("ecart", written([](const IndicatorValue& row) { return row.commune.gap; }))
        .real("ecart_commune_reste",
              written([](const IndicatorValue& row) { return row.commune.rest_gap; }))
        .real("ecart_epci", written([](const IndicatorValue& row) { return row.epci.gap; }))
        .real("ecart_epci_reste",
              written([](const IndicatorValue& row) { return row.epci.rest_gap; }))
        .real("ecart_secteur", written([](const IndicatorValue& row) { return row.secteur.gap; }))
        .real("ecart_secteur_reste",
              written([](const IndicatorValue& row) { return row.secteur.rest_gap; }))
        .real("ecart_zone", written([](const IndicatorValue& row) { return row.zone.gap; }))
        .real("ecart_qpv", written([](const IndicatorValue& row) { return row.ecart_qpv; }));
}

/// Where the value comes from and what it is worth.
void add_quality(TableBuilder<IndicatorValue>& table) {
    table.text("source", [](const IndicatorValue& row) { return row.source; })
        .year("millesime", [](const IndicatorValue& row) { return row.vintage; })
        .text("methode", [](const IndicatorValue& row) { return row.methode; })
        .real("couverture",
              [](const IndicatorValue& row) {
                  return row.valeur_estimee ? Maybe<double>(row.couverture) : Maybe<double>();
              })
        .real("part_couverte",
              [](const IndicatorValue& row) {
                  return row.valeur ? Maybe<double>(row.part_couverte) : row.valeur;
              })
        .text("qualite",
              [](const IndicatorValue& row) {
                  return row.qualite != 0 ? std::string(1, row.qualite) : std::string();
              })
        .text("recalage", [](const IndicatorValue& row) {
            return row.valeur_officielle ? std::string() : row.recalage;
        });
}

}  // namespace

Table indicateurs(const Atlas& atlas) {
    const auto perimeter = [&](const IndicatorValue& row) -> const Perimeter& {
        return atlas.inputs.territory.perimeters[PerimeterIdx{row.perimeter}];
    };
    const auto definition = [&](const IndicatorValue& row) -> const IndicatorDefinition& {
        return atlas.inputs.indicators[row.definition];
    };
    const Written written(atlas.inputs);
    const auto estimated = written([](const IndicatorValue& row) { return row.valeur; });
    TableBuilder<IndicatorValue> table("indicateurs", atlas.inputs.territory.crs);
    table.text("code", [=](const IndicatorValue& row) { return perimeter(row).id; })
        .text("nom_qp", [=](const IndicatorValue& row) { return perimeter(row).name; })
        .text("indicateur", [=](const IndicatorValue& row) { return definition(row).id; })
        .text("libelle", [=](const IndicatorValue& row) { return definition(row).label; })
        .text("theme", [=](const IndicatorValue& row) { return definition(row).theme; })
        // What a producer published is written as it was.
        .real("valeur",
              [=](const IndicatorValue& row) {
                  return row.methode == "officiel" ? row.valeur : estimated(row);
              })
        .real("precision", [=, &atlas](const IndicatorValue& row) {
            return census::supported_step(row, definition(row), atlas.inputs.roundings);
        });
    add_estimate(table, written);
    add_comparison(table, "commune", &IndicatorValue::commune, written);
    add_comparison(table, "epci", &IndicatorValue::epci, written);
    add_comparison(table, "secteur", &IndicatorValue::secteur, written);
    add_zone(table, written);
    add_gaps(table, written);
    table.text("unite", [=](const IndicatorValue& row) { return definition(row).unit; })
        .text("univers", [=](const IndicatorValue& row) { return definition(row).universe; });
    add_quality(table);
    table
        .text("reserve",
              [=, &atlas](const IndicatorValue& row) {
                  return census::reserve_of(row, definition(row), atlas.inputs.reserves);
              })
        .boolean("approchee", [](const IndicatorValue& row) { return row.approchee; })
        .boolean("effectif_faible", [](const IndicatorValue& row) { return row.few; })
        .boolean("secret",
                 [](const IndicatorValue& row) {
                     return !row.valeur && row.valeur.absence() == Absence::secret;
                 })
        .text("motif", [=](const IndicatorValue& row) {
            return motif_of(perimeter(row), row, definition(row));
        });
    return table.build(atlas.indicators);
}

}  // namespace lisiere::layers
