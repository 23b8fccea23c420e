// SPDX-License-Identifier: Apache-2.0
#include "engine/census/indicator.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/census/comparisons.hpp"
#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/withholding.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::census {
namespace {

/// 9 in 10 draws of a normal law lie within so many standard errors.
constexpr double interval_errors = 1.645;

/// What the model says 9 times in 10; counts and shares stay within what they can be.
std::pair<Maybe<double>, Maybe<double>> interval(const Maybe<double>& value,
                                                 const Maybe<double>& error,
                                                 const IndicatorDefinition& definition) {
    if (!value) return {value.absence(), value.absence()};
    if (!error) return {error.absence(), error.absence()};
    double low = *value - interval_errors * *error;
    double high = *value + interval_errors * *error;
    if (*value >= 0) low = std::max(low, 0.0);
    if (definition.unit == "%" && *value <= 100) high = std::min(high, 100.0);
    return {low, high};
}

Maybe<double> relative_gap(const Maybe<double>& estimate, const Maybe<double>& official) {
    if (!estimate || !official) return estimate ? official.absence() : estimate.absence();
    if (*official == 0) return Absence::sans_objet;
    return (*estimate - *official) / *official;
}

void expect_fitting(const IndicatorInputs& inputs) {
    LISIERE_EXPECTS(inputs.codes.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.commune_codes.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.commune_epci.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.commune_sector.empty() ||
                    inputs.commune_sector.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.perimeter_sector.empty() ||
                    inputs.perimeter_sector.size() == inputs.perimeters.size());
}

void withhold(Answer& answer, Absence reason = Absence::secret) {
    answer.value = answer.error = answer.above = answer.below = reason;
}

class Kit {
  public:
    Kit(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
        Overlays& overlays, const ApportionSettings& settings, bool with_zones,
        const std::function<void(double)>& progress)
        : definitions_(definitions),
          inputs_(inputs),
          settings_(settings),
          references_(references(inputs, overlays, with_zones)),
          figures_(figures(definitions, inputs, references_, settings, overlays, progress)),
          withholding_(definitions, inputs, references_, figures_),
          official_(inputs.official),
          local_(inputs.local) {}

    std::vector<IndicatorValue> values() const {
        std::vector<std::vector<Formula>> kit;  // by distinct id, in the order of first definitions
        std::vector<std::size_t> first;
        for (std::size_t d = 0; d < definitions_.size(); ++d) {
            const auto same_id = std::find_if(first.begin(), first.end(), [&](std::size_t other) {
                return definitions_[other].id == definitions_[d].id;
            });
            const auto at = static_cast<std::size_t>(same_id - first.begin());
            if (same_id == first.end()) {
                first.push_back(d);
                kit.emplace_back();
            }
            if (auto formula = formula_of(definitions_[d], d, figures_)) {
                formula->estimate(figures_);
                kit[at].push_back(std::move(*formula));
            }
        }
        std::vector<IndicatorValue> all;
        all.reserve(inputs_.perimeters.size() * kit.size());
        for (std::size_t p = 0; p < inputs_.perimeters.size(); ++p)
            for (std::size_t i = 0; i < kit.size(); ++i)
                all.push_back(value_of(p, first[i], kit[i]));
        return all;
    }

    ZoneValues zones() const {
        ZoneValues result;
        for (std::size_t layer = 0; layer < inputs_.tables.size(); ++layer)
            result.areas.push_back(of_areas(layer));
        const Coverage covered = coverage();
        for (const std::size_t first : first_of_each_id())
            if (auto told = of_communes(first, covered))
                result.communes.push_back(std::move(*told));
        return result;
    }

  private:
    using Coverage = std::vector<std::vector<bool>>;  // by table, by commune

    std::vector<std::size_t> first_of_each_id() const {
        std::vector<std::size_t> first;
        for (std::size_t d = 0; d < definitions_.size(); ++d)
            if (std::none_of(first.begin(), first.end(), [&](std::size_t other) {
                    return definitions_[other].id == definitions_[d].id;
                }))
                first.push_back(d);
        return first;
    }

    /// By the first formula of the id that gives some place a value.
    template <class FormulaOf, class ValuesBy>
    std::optional<ZoneIndicator> by_first_formula(std::size_t first, const FormulaOf& formula_for,
                                                  const ValuesBy& values_by) const {
        for (std::size_t d = first; d < definitions_.size(); ++d) {
            if (definitions_[d].id != definitions_[first].id) continue;
            const std::optional<Formula> formula = formula_for(d);
            if (!formula) continue;
            ZoneIndicator one;
            one.definition = d;
            one.vintage = formula->leading().variable.vintage;
            one.source = formula->leading().variable.source;
            values_by(*formula, one);
            if (std::any_of(one.values.begin(), one.values.end(),
                            [](const Maybe<double>& value) { return value.has_value(); }))
                return one;
        }
        return std::nullopt;
    }

    std::vector<ZoneIndicator> of_areas(std::size_t layer) const {
        std::vector<ZoneIndicator> all;
        if (figures_.layers[layer].by_method.empty()) return all;
        const std::size_t areas = inputs_.tables[layer].areas.size();
        const AreaWithholding withholding(definitions_, inputs_, figures_, layer, withholding_);
        const auto of_layer = [&](std::size_t d) {
            return formula_of(definitions_[d], d, figures_, layer);
        };
        const auto values = [&](const Formula& formula, ZoneIndicator& one) {
            for (std::size_t a = 0; a < areas; ++a) {
                Maybe<double> value = formula.at_area(a);
                if (value && withholding.at_area(formula, a)) value = Absence::secret;
                one.values.push_back(value);
            }
        };
        for (const std::size_t first : first_of_each_id())
            if (auto told = by_first_formula(first, of_layer, values))
                all.push_back(std::move(*told));
        return all;
    }

    std::optional<ZoneIndicator> of_communes(std::size_t first, const Coverage& covered) const {
        const auto any_layer = [&](std::size_t d) {
            return formula_of(definitions_[d], d, figures_);
        };
        const auto values = [&](const Formula& formula, ZoneIndicator& one) {
            std::vector<std::size_t> tables;
            for (const auto* terms : {&formula.numerator, &formula.denominator})
                for (const Figure* figure : *terms) {
                    if (figure->layer < covered.size()) tables.push_back(figure->layer);
                    one.official = one.official && figure->layer != inputs_.tables.size();
                }
            for (std::size_t c = 0; c < references_.of_commune.size(); ++c) {
                const std::size_t r = references_.of_commune[c];
                Maybe<double> value = beside(formula, r);
                if (!std::all_of(tables.begin(), tables.end(),
                                 [&](std::size_t table) { return covered[table][c]; }))
                    value = Absence::hors_couverture;
                one.official = one.official && !(value && formula.at_reference(r).approchee);
                one.values.push_back(value);
            }
        };
        return by_first_formula(first, any_layer, values);
    }

    /// Do the areas of a table cover the commune? One at the rim of what was read is not made up of
    /// the areas at hand.
    Coverage coverage() const {
        Coverage covered;
        for (std::size_t table = 0; table < inputs_.tables.size(); ++table) {
            std::vector<double> area;
            for (const Area& one : inputs_.tables[table].areas)
                area.push_back(geo::area(one.shape).value());
            const Weights& carried = figures_.layers[table].to_references;
            std::vector<bool>& by_commune = covered.emplace_back();
            for (std::size_t c = 0; c < inputs_.communes.size(); ++c) {
                double held = 0;
                if (carried.targets() > 0)  // else nothing was wanted of the table
                    for (const Weights::Entry& entry : carried.row(references_.of_commune[c]))
                        held += entry.weight * area[entry.source];
                by_commune.push_back(held >= (1 - settings_.missing_tolerance) *
                                                 geo::area(inputs_.communes[c]).value());
            }
        }
        return covered;
    }

    Maybe<double> beside(const Formula& formula, std::size_t reference) const {
        if (reference == References::none) return Absence::non_disponible;
        if (withholding_.at_reference(formula, reference)) return Absence::secret;
        return formula.at_reference(reference).value;
    }

    /// The formula's value for a group of communes, else the figure published for it locally.
    Published beside(const Formula* used, const IndicatorDefinition& definition,
                     std::size_t reference, bool epci) const {
        Published result;
        if (reference == References::none) return result;
        if (used != nullptr)
            result = {beside(*used, reference), used->leading().variable.vintage,
                      used->leading().variable.source};
        if (result.value || result.value.absence() == Absence::secret) return result;
        std::vector<std::string> codes;
        for (const std::uint32_t commune : references_.communes[reference])
            codes.push_back((epci ? inputs_.commune_epci : inputs_.commune_codes)[commune]);
        if (epci) codes.resize(std::min<std::size_t>(codes.size(), 1));
        const auto local =
            local_.together(codes, definition.id, definition.kind == IndicatorKind::effectif);
        return local && local->value ? *local : result;
    }

    IndicatorValue value_of(std::size_t p, std::size_t first,
                            const std::vector<Formula>& formulas) const {
        IndicatorValue result;
        result.perimeter = p;
        result.definition = first;
        const Formula* used = nullptr;
        Answer estimate;
        for (const Formula& formula : formulas) {
            const Answer& tried = formula.at_perimeter(p);
            if (used != nullptr && !tried.value) continue;
            used = &formula;
            estimate = tried;
            if (tried.value) break;
        }
        if (used != nullptr) {
            result.definition = used->definition;
            if (estimate.value && withholding_.at_perimeter(*used, p)) withhold(estimate);
            result.valeur_zone = beside(*used, references_.zone);
        }
        const bool drawn = !inputs_.perimeters[p].empty();
        if (!drawn) withhold(estimate, Absence::hors_couverture);
        const IndicatorDefinition& definition = definitions_[result.definition];
        const Published commune = beside(used, definition, references_.commune_of[p], false);
        result.valeur_commune = commune.value;
        if (commune.value) {
            result.source_commune = commune.source;
            result.vintage_commune = commune.vintage;
        }
        const Published epci = beside(used, definition, references_.epci_of[p], true);
        result.valeur_epci = epci.value;
        if (epci.value) {
            result.source_epci = epci.source;
            result.vintage_epci = epci.vintage;
        }
        const Published sector = beside(used, definition, references_.sector_of[p], false);
        result.valeur_secteur = sector.value;
        if (sector.value) {
            result.source_secteur = sector.source;
            result.vintage_secteur = sector.vintage;
        }
        const auto published =
            official_.find(inputs_.codes[p], definition.official, definition.factor);
        if (published) result.valeur_officielle = published->value;
        const bool producer_withholds =
            published && !published->value && published->value.absence() == Absence::secret;
        if (producer_withholds) withhold(estimate);  // no estimate tells it either
        result.valeur_estimee = estimate.value;
        result.erreur_type = estimate.error;
        result.numerateur = estimate.above;
        result.denominateur = estimate.below;
        std::tie(result.intervalle_bas, result.intervalle_haut) =
            interval(estimate.value, estimate.error, definition);
        if (drawn) result.estimations = by_every_method(p, formulas, used, producer_withholds);

        if (result.valeur_officielle) {
            result.valeur = result.valeur_officielle;
            result.methode = "officiel";
            result.couverture = 1;
            result.vintage = published->vintage;
            result.source = published->source;
            result.ecart_relatif = relative_gap(result.valeur_estimee, result.valeur_officielle);
        } else {
            result.valeur = result.valeur_estimee;
            if (used != nullptr) {
                result.couverture = estimate.couverture;
                result.vintage = used->leading().variable.vintage;
                result.source = used->leading().variable.source;
            }
            if (result.valeur) {
                result.methode = used->leading().method();
                result.qualite = estimate.qualite;
                result.approchee = estimate.approchee;
            }
        }
        result.ecart = gap(result.valeur, result.valeur_commune, definition);
        result.ecart_epci = gap(result.valeur, result.valeur_epci, definition);
        result.ecart_secteur = gap(result.valeur, result.valeur_secteur, definition);
        return result;
    }

    /// The formula used comes first, with its own method first; a method that several formulas know
    /// counts for the first of them.
    std::vector<MethodEstimate> by_every_method(std::size_t p, const std::vector<Formula>& formulas,
                                                const Formula* used,
                                                bool producer_withholds) const {
        std::vector<MethodEstimate> all;
        const auto add = [&](const Formula& formula) {
            const IndicatorDefinition& definition = definitions_[formula.definition];
            const int vintage = formula.leading().variable.vintage;
            const auto published =
                official_.find(inputs_.codes[p], definition.official, definition.factor, vintage);
            const bool secret = producer_withholds || withholding_.at_perimeter(formula, p);
            for (const Formula::Way& way : formula.ways) {
                if (way.method.empty()) continue;  // a table of references only
                const bool known = std::any_of(
                    all.begin(), all.end(),
                    [&](const MethodEstimate& other) { return other.methode == way.method; });
                if (known) continue;
                Answer answer = way.perimeters[p];
                if (secret && answer.value) withhold(answer);
                MethodEstimate estimate;
                estimate.methode = way.method;
                estimate.valeur = answer.value;
                estimate.erreur_type = answer.error;
                std::tie(estimate.intervalle_bas, estimate.intervalle_haut) =
                    interval(answer.value, answer.error, definition);
                estimate.couverture = answer.couverture;
                estimate.qualite = answer.value ? answer.qualite : '\0';
                estimate.approchee = answer.approchee;
                estimate.vintage = vintage;
                if (published) estimate.valeur_officielle = published->value;
                if (estimate.valeur_officielle) estimate.vintage_officiel = published->vintage;
                estimate.ecart_relatif = relative_gap(answer.value, estimate.valeur_officielle);
                all.push_back(std::move(estimate));
            }
        };
        if (used != nullptr) add(*used);
        for (const Formula& formula : formulas)
            if (&formula != used) add(formula);
        return all;
    }

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    const ApportionSettings& settings_;
    References references_;
    Figures figures_;
    Withholding withholding_;
    OfficialTables official_;
    LocalFigures local_;
};

}  // namespace

std::string_view to_text(IndicatorKind kind) {
    switch (kind) {
        case IndicatorKind::effectif:
            return "effectif";
        case IndicatorKind::part:
            return "part";
        case IndicatorKind::publie:
            return "publie";
    }
    return "";
}

std::vector<IndicatorValue> indicator_values(std::span<const IndicatorDefinition> definitions,
                                             const IndicatorInputs& inputs, Overlays& overlays,
                                             const ApportionSettings& settings,
                                             const std::function<void(double)>& progress) {
    expect_fitting(inputs);
    std::vector<IndicatorValue> values =
        Kit(definitions, inputs, overlays, settings, false, progress).values();
    add_priority_values(values, definitions, inputs.priority, inputs.people);
    return values;
}

KitValues kit_values(std::span<const IndicatorDefinition> definitions,
                     const IndicatorInputs& inputs, Overlays& overlays,
                     const ApportionSettings& settings,
                     const std::function<void(double)>& progress) {
    expect_fitting(inputs);
    const Kit kit(definitions, inputs, overlays, settings, true, progress);
    KitValues values{kit.values(), kit.zones()};
    add_priority_values(values.perimeters, definitions, inputs.priority, inputs.people);
    return values;
}

}  // namespace lisiere::census
