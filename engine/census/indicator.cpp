// SPDX-License-Identifier: Apache-2.0
#include "engine/census/indicator.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/census/comparisons.hpp"
#include "engine/census/completeness.hpp"
#include "engine/census/composite.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/census/figures.hpp"
#include "engine/census/formula.hpp"
#include "engine/census/intervals.hpp"
#include "engine/census/withholding.hpp"

namespace lisiere::census {
namespace {

Maybe<double> relative_gap(const Maybe<double>& estimate, const Maybe<double>& official) {
    if (!estimate || !official) return estimate ? official.absence() : estimate.absence();
    if (*official == 0) return Absence::sans_objet;
    return (*estimate - *official) / *official;
}

void expect_fitting(const IndicatorInputs& inputs) {
    LISIERE_EXPECTS(inputs.codes.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.commune_codes.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.commune_epci.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.in_zone.empty() || inputs.in_zone.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.cells_hold.empty() ||
                    inputs.cells_hold.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.kept.empty() || inputs.kept.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.cells_cover.empty() ||
                    inputs.cells_cover.size() == inputs.perimeters.size());
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
          references_(references(inputs, overlays, with_zones)),
          figures_(figures(definitions, inputs, references_, settings, overlays, progress)),
          withholding_(definitions, inputs, references_, figures_),
          completeness_(inputs, references_, figures_, overlays, settings),
          official_(inputs.official),
          local_(inputs.local) {
        add_formulas_of_official_years();
    }

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
        std::vector<const Formula*> used;
        all.reserve(inputs_.perimeters.size() * kit.size());
        for (std::size_t p = 0; p < inputs_.perimeters.size(); ++p)
            for (std::size_t i = 0; i < kit.size(); ++i) {
                used.push_back(formula_for(p, kit[i]));
                all.push_back(value_of(p, first[i], kit[i], used.back()));
            }
        adjust_estimates(all, definitions_, inputs_.alike, inputs_.adjustments);
        for (std::size_t row = 0; row < all.size(); ++row)
            compare(all[row], all[row].perimeter, used[row]);
        return all;
    }

    ZoneValues zones() const {
        ZoneValues result;
        for (std::size_t layer = 0; layer < inputs_.tables.size(); ++layer)
            result.areas.push_back(of_areas(layer));
        for (const std::size_t first : first_of_each_id())
            if (auto told = of_communes(first)) result.communes.push_back(std::move(*told));
        return result;
    }

  private:
    /// What a perimeter is compared with: which group of communes, and what is known of it.
    struct Territory {
        std::size_t reference = References::none;
        std::vector<std::string> codes;  ///< under which local documents name it
        std::size_t communes = 0;        ///< how many it has; 0: nobody said
        bool composed = true;            ///< false: nobody said of which communes it is made
        double held = 1;                 ///< share of its ground that its communes hold
    };

    /// Official values may be of another year than the newest counts: comparisons of their own year
    /// where the counts of it are at hand. A rule that bears on counts was settled for the newest.
    void add_formulas_of_official_years() {
        std::set<int> years;
        for (const OfficialValue& value : inputs_.official) years.insert(value.vintage);
        for (std::size_t d = 0; d < definitions_.size(); ++d) {
            const IndicatorDefinition& definition = definitions_[d];
            if (!definition.secrecy.empty() && definition.kind != IndicatorKind::publie) continue;
            if (definition.official.empty()) continue;
            for (const int year : years)
                if (auto formula = formula_of(definition, d, figures_, std::nullopt, year))
                    of_year_.emplace(std::pair(definition.id, year), std::move(*formula));
        }
    }

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
                const Answer own = formula.at_area(a);
                Maybe<double> value = own.value;
                if (value && withholding.at_area(formula, a)) value = Absence::secret;
                one.values.push_back(value);
                one.few.push_back(value && few(definitions_[one.definition], own.below));
            }
        };
        for (const std::size_t first : first_of_each_id())
            if (auto told = by_first_formula(first, of_layer, values))
                all.push_back(std::move(*told));
        return all;
    }

    std::optional<ZoneIndicator> of_communes(std::size_t first) const {
        const auto any_layer = [&](std::size_t d) {
            return formula_of(definitions_[d], d, figures_);
        };
        const auto values = [&](const Formula& formula, ZoneIndicator& one) {
            for (const auto* terms : {&formula.numerator, &formula.denominator})
                for (const Figure* figure : *terms)
                    one.official = one.official && figure->layer != inputs_.tables.size();
            for (std::uint32_t c = 0; c < references_.of_commune.size(); ++c) {
                const std::size_t r = references_.of_commune[c];
                Maybe<double> value = beside(formula, r);
                if (!completeness_.whole(completeness_.of_commune(formula, c)))
                    value = Absence::hors_couverture;
                one.official = one.official && !(value && formula.at_reference(r).approchee);
                one.values.push_back(value);
                one.few.push_back(value &&
                                  few(definitions_[one.definition], formula.at_reference(r).below));
            }
        };
        return by_first_formula(first, any_layer, values);
    }

    Maybe<double> beside(const Formula& formula, std::size_t reference) const {
        if (reference == References::none) return Absence::non_disponible;
        if (withholding_.at_reference(formula, reference)) return Absence::secret;
        return formula.at_reference(reference).value;
    }

    Territory commune_of(std::size_t p) const {
        Territory own{references_.commune_of[p], {}, 0, true, 1};
        if (own.reference == References::none) return own;
        for (const std::uint32_t commune : references_.communes[own.reference])
            own.codes.push_back(inputs_.commune_codes[commune]);
        return own;
    }
    Territory epci_of(std::size_t p) const {
        Territory own{references_.epci_of[p], {}, 0, false, 1};
        if (own.reference == References::none) return own;
        own.codes = {inputs_.commune_epci[references_.communes[own.reference].front()]};
        const auto known = inputs_.epci_communes.find(own.codes.front());
        own.composed = known != inputs_.epci_communes.end();
        if (own.composed) own.communes = known->second;
        return own;
    }
    Territory sector_of(std::size_t p) const {
        Territory own{references_.sector_of[p], {}, 0, true, 1};
        if (own.reference == References::none) return own;
        for (const std::uint32_t commune : references_.communes[own.reference])
            own.codes.push_back(inputs_.commune_codes[commune]);
        const auto held = inputs_.sector_covered.find(inputs_.perimeter_sector[p]);
        if (held != inputs_.sector_covered.end()) own.held = held->second;
        return own;
    }
    Territory zone() const { return {references_.zone, {}, 0, true, 1}; }

    /// The formula's value for a whole territory, else the figure published for it locally.
    Comparison compared(const Formula* used, const IndicatorDefinition& definition,
                        const Territory& with) const {
        Comparison result;
        if (with.reference == References::none) return result;
        if (used != nullptr) {
            const auto& group = references_.communes[with.reference];
            const bool whole = completeness_.whole(with.held) &&
                               completeness_.whole_group(*used, group, with.communes);
            if (!whole)
                result.couverture = completeness_.of_group(*used, group, with.communes) * with.held;
            else if (with.composed)
                result.couverture = 1;
            result.value = beside(*used, with.reference);
            if (result.value && !whole) result.value = Absence::hors_couverture;
            result.rest = whole ? rest_of(*used, definition, with.reference)
                                : Maybe<double>(Absence::hors_couverture);
            result.vintage = used->leading().variable.vintage;
            result.source = used->leading().variable.source;
        }
        if (!result.value && result.value.absence() != Absence::secret && !with.codes.empty()) {
            const auto local = local_.together(with.codes, definition.id,
                                               definition.kind == IndicatorKind::effectif);
            if (local && local->value) {
                result = {};
                result.value = local->value;
                result.vintage = local->vintage;
                result.source = local->source;
                result.couverture = 1;  // published for the whole
            }
        }
        if (result.value) return result;
        result.vintage = 0;
        result.source.clear();
        return result;
    }

    Maybe<double> rest_of(const Formula& used, const IndicatorDefinition& definition,
                          std::size_t reference) const {
        const std::size_t rest = references_.rest_of[reference];
        if (!decomposes(definition) || rest == References::none) return Absence::sans_objet;
        return beside(used, rest);
    }

    /// Of the official perimeter, by sources that cover this share of what the run has of it.
    double part(std::size_t p, double couverture) const {
        return without_slivers(couverture * (inputs_.kept.empty() ? 1 : inputs_.kept[p]));
    }

    const Formula* of_year(const std::string& id, int year) const {
        const auto found = of_year_.find({id, year});
        return found == of_year_.end() ? nullptr : &found->second;
    }

    /// Is the rate one of so few units that the survey's own error weighs?
    bool few(const IndicatorDefinition& definition, const Maybe<double>& units) const {
        if (definition.kind == IndicatorKind::effectif || !units) return false;
        const std::string& variable = definition.denominator.empty()
                                          ? std::string()
                                          : definition.denominator.front().variable;
        const std::string prefix =
            variable.size() > 2 && variable[1] == ':' ? variable.substr(0, 1) : std::string();
        return std::any_of(inputs_.few.begin(), inputs_.few.end(), [&](const FewUnits& rule) {
            return rule.prefix == prefix && *units < rule.minimum;
        });
    }

    /// The first formula with a value there, else the first; null when there is none.
    static const Formula* formula_for(std::size_t p, const std::vector<Formula>& formulas) {
        for (const Formula& formula : formulas)
            if (formula.at_perimeter(p).value) return &formula;
        return formulas.empty() ? nullptr : &formulas.front();
    }

    /// Without its comparisons.
    IndicatorValue value_of(std::size_t p, std::size_t first, const std::vector<Formula>& formulas,
                            const Formula* used) const {
        IndicatorValue result;
        result.perimeter = p;
        result.definition = first;
        Answer estimate;
        if (used != nullptr) {
            estimate = used->at_perimeter(p);
            result.definition = used->definition;
            if (estimate.value && withholding_.at_perimeter(*used, p)) withhold(estimate);
        }
        const bool drawn = !inputs_.perimeters[p].empty();
        if (!drawn) withhold(estimate, Absence::hors_couverture);
        const IndicatorDefinition& definition = definitions_[result.definition];
        const auto published =
            official_.find(inputs_.codes[p], definition.official, definition.factor);
        if (published) {
            result.valeur_officielle = possible(published->value, definition);
            result.impossible = published->value && !result.valeur_officielle;
        }
        const bool producer_withholds =
            published && !published->value && published->value.absence() == Absence::secret;
        if (producer_withholds) withhold(estimate);  // no estimate tells it either
        result.valeur_estimee = estimate.value;
        result.erreur_type = estimate.error;
        result.numerateur = estimate.above;
        result.denominateur = estimate.below;
        result.part_estimee = part(p, estimate.couverture);
        if (used != nullptr) {
            result.vintage_estimee = used->leading().variable.vintage;
            result.weighed_by = used->leading().people_name;
        }
        if (drawn) result.estimations = by_every_method(p, formulas, used, producer_withholds);

        if (result.valeur_officielle) {
            result.valeur = result.valeur_officielle;
            result.methode = "officiel";
            result.couverture = result.part_couverte = 1;
            result.vintage = published->vintage;
            result.source = published->source;
            result.weight = published->below;
            result.ecart_relatif =
                years_differ(result.vintage, result.vintage_estimee) || result.part_estimee < 1
                    ? Maybe<double>()
                    : relative_gap(result.valeur_estimee, result.valeur_officielle);
        } else {
            result.valeur = result.valeur_estimee;
            if (used != nullptr) {
                result.couverture = estimate.couverture;
                result.part_couverte = result.part_estimee;
                result.vintage = used->leading().variable.vintage;
                result.source = used->leading().variable.source;
            }
            if (result.valeur) {
                result.methode = used->leading().method();
                result.qualite = estimate.qualite;
                result.approchee = estimate.approchee;
                result.weight = estimate.below;
            }
        }
        result.impossible = result.impossible || estimate.impossible;
        result.few =
            result.valeur && few(definition, result.weight ? result.weight : estimate.below);
        return result;
    }

    /// With the territories of the perimeter, in the year of its value where that can be.
    void compare(IndicatorValue& result, std::size_t p, const Formula* used) const {
        const IndicatorDefinition& definition = definitions_[result.definition];
        if (years_differ(result.vintage, result.vintage_estimee))
            if (const Formula* same = of_year(definition.id, result.vintage)) used = same;
        const std::pair<Comparison*, Territory> all[] = {{&result.commune, commune_of(p)},
                                                         {&result.epci, epci_of(p)},
                                                         {&result.secteur, sector_of(p)},
                                                         {&result.zone, zone()}};
        if (!all[1].second.codes.empty()) result.epci_code = all[1].second.codes.front();
        for (const auto& [into, with] : all) {
            *into = compared(used, definition, with);
            const auto gap_to = [&](const Maybe<double>& beside) {
                return gap(result.valeur, result.vintage, beside, into->vintage, definition);
            };
            into->gap = gap_to(into->value);
            into->rest_gap = gap_to(into->rest);
        }
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
            auto published =
                official_.find(inputs_.codes[p], definition.official, definition.factor, vintage);
            if (published) published->value = possible(published->value, definition);
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
                estimate.couverture = answer.couverture;
                estimate.qualite = answer.value ? answer.qualite : '\0';
                estimate.approchee = answer.approchee;
                estimate.vintage = vintage;
                if (published && part(p, answer.couverture) >= 1)
                    estimate.valeur_officielle = published->value;
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
    References references_;
    Figures figures_;
    Withholding withholding_;
    Completeness completeness_;
    std::map<std::pair<std::string, int>, Formula> of_year_;  ///< by id and year
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
    calibrate_intervals(values, definitions, inputs.intervals);
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
    calibrate_intervals(values.perimeters, definitions, inputs.intervals);
    return values;
}

}  // namespace lisiere::census
