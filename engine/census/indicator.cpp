// SPDX-License-Identifier: Apache-2.0
#include "engine/census/indicator.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/census/figures.hpp"

namespace lisiere::census {
namespace {

/// A value and what is known of how it was come by.
struct Answer {
    Maybe<double> value;
    char qualite = 0;
    double couverture = 0;
    bool approchee = false;
};

/// A formula with the figures of its terms, one vintage.
struct Formula {
    std::size_t definition = 0;
    std::vector<const Figure*> numerator;
    std::vector<const Figure*> denominator;

    const Figure& leading() const { return *numerator.front(); }
};

class Kit {
  public:
    Kit(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
        Overlays& overlays, const ApportionSettings& settings,
        const std::function<void(double)>& progress)
        : definitions_(definitions),
          inputs_(inputs),
          references_(references(inputs, overlays)),
          figures_(figures(definitions, inputs, references_, settings, overlays, progress)),
          official_(inputs.official),
          local_(inputs.local) {
        for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
            std::set<std::size_t> beside{references_.zone};
            for (const std::size_t r : {references_.commune_of[p], references_.epci_of[p]})
                if (r != References::none) beside.insert(r);
            beside_.emplace_back(beside.begin(), beside.end());
        }
        for (const SecrecyRule& rule : inputs.secrecy) {
            behind_.push_back(households(rule));
            telling_.push_back(telling_references(behind_.back(), beside_));
        }
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
            if (auto formula = formula_of(d)) kit[at].push_back(std::move(*formula));
        }
        std::vector<IndicatorValue> all;
        for (std::size_t p = 0; p < inputs_.perimeters.size(); ++p)
            for (std::size_t i = 0; i < kit.size(); ++i)
                all.push_back(value_of(p, first[i], kit[i]));
        return all;
    }

  private:
    const Figure* find(std::string_view variable, bool rate, std::optional<int> vintage,
                       std::size_t layer) const {
        const Figure* found = nullptr;
        for (const Figure& figure : figures_) {
            if (figure.rate != rate || !names(variable, figure.variable)) continue;
            const bool dated = figure.method != "points" && vintage;
            if (dated && figure.variable.vintage != *vintage) continue;
            if (found == nullptr || (found->layer != layer && figure.layer == layer))
                found = &figure;
        }
        return found;
    }

    std::optional<Formula> formula_of(std::size_t d) const {
        const IndicatorDefinition& definition = definitions_[d];
        if (definition.numerator.empty()) return std::nullopt;
        const bool rate = definition.kind == IndicatorKind::publie;
        std::set<int, std::greater<>> vintages;
        for (const Figure& figure : figures_) vintages.insert(figure.variable.vintage);
        for (const int vintage : vintages) {
            Formula formula;
            formula.definition = d;
            std::size_t layer = 0;
            const auto all_found = [&](const std::vector<Term>& terms,
                                       std::vector<const Figure*>& into) {
                for (const Term& term : terms) {
                    const Figure* figure = find(term.variable, rate, vintage, layer);
                    if (figure == nullptr) return false;
                    if (into.empty()) layer = figure->layer;
                    into.push_back(figure);
                }
                return true;
            };
            if (!all_found(definition.numerator, formula.numerator)) continue;
            if (definition.kind == IndicatorKind::part &&
                !all_found(definition.denominator, formula.denominator))
                continue;
            return formula;
        }
        return std::nullopt;
    }

    /// The formula for one perimeter or one reference.
    Answer answer(const Formula& formula, std::vector<Estimate> Figure::*places,
                  std::size_t place) const {
        const IndicatorDefinition& definition = definitions_[formula.definition];
        Answer result;
        result.couverture = 1;
        result.qualite = 'A';
        const auto sum = [&](const std::vector<Term>& terms,
                             const std::vector<const Figure*>& figures) {
            Maybe<double> total = 0.0;
            for (std::size_t i = 0; i < figures.size(); ++i) {
                const Estimate& estimate = (figures[i]->*places)[place];
                result.couverture = std::min(result.couverture, estimate.couverture);
                result.qualite = std::max(result.qualite, estimate.qualite);
                result.approchee = result.approchee || estimate.approchee;
                if (!estimate.value)
                    total = estimate.value.absence();
                else if (total)
                    total = *total + terms[i].coefficient * *estimate.value;
            }
            return total;
        };
        const Maybe<double> above = sum(definition.numerator, formula.numerator);
        if (definition.kind != IndicatorKind::part) {
            result.value =
                above ? Maybe<double>(definition.offset + definition.factor * *above) : above;
            return result;
        }
        const Maybe<double> below = sum(definition.denominator, formula.denominator);
        if (!above || !below)
            result.value = above ? below.absence() : above.absence();
        else if (*below <= 0)
            result.value = Absence::sans_objet;
        else
            result.value = definition.factor * *above / *below;
        return result;
    }

    Behind households(const SecrecyRule& rule) const {
        Behind behind;
        behind.perimeters.resize(inputs_.perimeters.size());
        behind.references.resize(references_.communes.size());
        for (const SecrecyRule::Count& count : rule.counts) {
            const Figure* newest = nullptr;
            for (const Figure& figure : figures_)
                if (!figure.rate && names(count.variable, figure.variable) &&
                    (newest == nullptr || figure.variable.vintage > newest->variable.vintage))
                    newest = &figure;
            if (newest == nullptr) continue;
            behind.minimum = count.minimum;
            for (std::size_t p = 0; p < behind.perimeters.size(); ++p)
                behind.perimeters[p] = newest->perimeters[p].value;
            for (std::size_t r = 0; r < behind.references.size(); ++r)
                behind.references[r] = newest->references[r].value;
            break;
        }
        return behind;
    }

    std::optional<std::size_t> rule_of(const IndicatorDefinition& definition) const {
        if (definition.secrecy.empty()) return std::nullopt;
        for (std::size_t r = 0; r < inputs_.secrecy.size(); ++r)
            if (inputs_.secrecy[r].id == definition.secrecy) return r;
        return std::nullopt;
    }

    bool mostly_imputed(const Formula& formula, std::size_t p, double most) const {
        if (formula.leading().layer != inputs_.tables.size()) return false;
        const Figure* imputed = find(imputed_people, false, std::nullopt, formula.leading().layer);
        const Figure* people = find("IND", false, std::nullopt, formula.leading().layer);
        if (imputed == nullptr || people == nullptr) return false;
        return imputed->perimeters[p].value.value_or(0) >
               most * people->perimeters[p].value.value_or(0);
    }

    Maybe<double> beside(const Formula& formula, std::size_t reference) const {
        if (reference == References::none) return Absence::non_disponible;
        if (const auto rule = rule_of(definitions_[formula.definition]))
            if (is_secret(behind_[*rule].references[reference], behind_[*rule].minimum) ||
                telling_[*rule][reference])
                return Absence::secret;
        return answer(formula, &Figure::references, reference).value;
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
            const Answer tried = answer(formula, &Figure::perimeters, p);
            if (used != nullptr && !tried.value) continue;
            used = &formula;
            estimate = tried;
            if (tried.value) break;
        }
        if (used != nullptr) {
            const IndicatorDefinition& definition = definitions_[used->definition];
            result.definition = used->definition;
            if (const auto rule = rule_of(definition))
                if (is_secret(behind_[*rule].perimeters[p], behind_[*rule].minimum) ||
                    mostly_imputed(*used, p, inputs_.secrecy[*rule].most_imputed))
                    if (estimate.value) estimate.value = Absence::secret;
            result.valeur_zone = beside(*used, references_.zone);
        }
        if (inputs_.perimeters[p].empty()) estimate.value = Absence::hors_couverture;
        result.valeur_estimee = estimate.value;
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
        const auto published =
            official_.find(inputs_.codes[p], definition.official, definition.factor);
        if (published) result.valeur_officielle = published->value;
        if (published && !published->value && published->value.absence() == Absence::secret)
            result.valeur_estimee =
                Absence::secret;  // what its producer withholds, no estimate tells

        if (result.valeur_officielle) {
            result.valeur = result.valeur_officielle;
            result.methode = "officiel";
            result.couverture = 1;
            result.vintage = published->vintage;
            result.source = published->source;
            if (result.valeur_estimee && *result.valeur_officielle != 0)
                result.ecart_relatif = (*result.valeur_estimee - *result.valeur_officielle) /
                                       *result.valeur_officielle;
        } else {
            result.valeur = result.valeur_estimee;
            if (used != nullptr) {
                result.couverture = estimate.couverture;
                result.vintage = used->leading().variable.vintage;
                result.source = used->leading().variable.source;
            }
            if (result.valeur) {
                result.methode = used->leading().method;
                result.qualite = estimate.qualite;
                result.approchee = estimate.approchee;
            }
        }
        if (definition.kind == IndicatorKind::effectif)
            result.ecart = Absence::sans_objet;
        else if (result.valeur && result.valeur_commune)
            result.ecart = *result.valeur - *result.valeur_commune;
        else
            result.ecart =
                result.valeur ? result.valeur_commune.absence() : result.valeur.absence();
        return result;
    }

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    References references_;
    std::vector<Figure> figures_;
    std::vector<std::vector<std::size_t>> beside_;  // references published beside each perimeter
    std::vector<Behind> behind_;                    // by rule
    std::vector<std::vector<bool>> telling_;        // by rule, by reference
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
    LISIERE_EXPECTS(inputs.codes.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.commune_codes.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.commune_epci.size() == inputs.communes.size());
    return Kit(definitions, inputs, overlays, settings, progress).values();
}

}  // namespace lisiere::census
