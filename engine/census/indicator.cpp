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

/// How perimeters and references make up one another.
Places places_of(const IndicatorInputs& inputs, const References& references) {
    std::vector<std::vector<std::uint32_t>> communes_of;
    std::vector<double> shown(references.communes.size(), 0);
    for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
        const std::size_t own = references.commune_of[p];
        communes_of.push_back(own == References::none ? std::vector<std::uint32_t>{}
                                                      : references.communes[own]);
        std::set<std::size_t> beside{references.zone};
        for (const std::size_t r : {own, references.epci_of[p]})
            if (r != References::none) beside.insert(r);
        for (const std::size_t r : beside) shown[r] += 1;
    }
    return {place_pieces(inputs.perimeters, inputs.communes, communes_of, references.communes),
            std::move(shown)};
}

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
        if (inputs.secrecy.empty()) return;
        const Places places = places_of(inputs, references_);
        for (const SecrecyRule& rule : inputs.secrecy)
            withheld_.push_back(withheld_places(rule, households(rule), places));
        for (std::size_t r = 0; r < inputs.secrecy.size(); ++r)
            if (inputs.secrecy[r].least_counted > 0) withhold_small_counts(r, places);
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
        behind.units.perimeters.resize(inputs_.perimeters.size());
        behind.units.references.resize(references_.communes.size());
        for (const SecrecyRule::Count& count : rule.counts) {
            const Figure* newest = nullptr;
            for (const Figure& figure : figures_)
                if (!figure.rate && names(count.variable, figure.variable) &&
                    (newest == nullptr || figure.variable.vintage > newest->variable.vintage))
                    newest = &figure;
            if (newest == nullptr) continue;
            behind.minimum = count.minimum;
            behind.units = counts({{count.variable, 1}}, {newest});
            break;
        }
        return behind;
    }

    /// Σ of terms in every place.
    PlaceCounts counts(const std::vector<Term>& terms,
                       const std::vector<const Figure*>& figures) const {
        const auto sum = [&](std::vector<Estimate> Figure::*places, std::size_t place) {
            Maybe<double> total = 0.0;
            for (std::size_t i = 0; i < figures.size(); ++i) {
                const Maybe<double>& value = (figures[i]->*places)[place].value;
                if (!value) return value;
                total = *total + terms[i].coefficient * *value;
            }
            return total;
        };
        PlaceCounts all;
        for (std::size_t p = 0; p < inputs_.perimeters.size(); ++p)
            all.perimeters.push_back(sum(&Figure::perimeters, p));
        for (std::size_t r = 0; r < references_.communes.size(); ++r)
            all.references.push_back(sum(&Figure::references, r));
        return all;
    }

    /// The rule on counts themselves: classes that make up a total together, the others each by
    /// itself.
    void withhold_small_counts(std::size_t r, const Places& places) {
        const SecrecyRule& rule = inputs_.secrecy[r];
        std::map<std::size_t, Formula> formulas;
        for (std::size_t d = 0; d < definitions_.size(); ++d)
            if (definitions_[d].secrecy == rule.id && definitions_[d].kind != IndicatorKind::publie)
                if (auto formula = formula_of(d)) formulas.emplace(d, std::move(*formula));
        const PlaceCounts missing{std::vector<Maybe<double>>(inputs_.perimeters.size()),
                                  std::vector<Maybe<double>>(references_.communes.size())};
        const auto settle = [&](const std::vector<std::vector<std::size_t>>& classes,
                                const PlaceCounts* total) {
            std::vector<PlaceCounts> counted;
            for (const std::vector<std::size_t>& same : classes) {
                if (same.empty()) {
                    counted.push_back(missing);
                    continue;
                }
                const Formula& formula = formulas.at(same.front());
                counted.push_back(counts(definitions_[same.front()].numerator, formula.numerator));
            }
            const auto withheld = withheld_classes(rule, counted, total, withheld_[r], places);
            for (std::size_t c = 0; c < classes.size(); ++c)
                for (const std::size_t d : classes[c]) small_counts_[d] = withheld[c];
        };
        std::set<std::size_t> settled;
        for (const Identity& identity : inputs_.identities) {
            const Figure* whole = nullptr;
            std::vector<std::vector<std::size_t>> classes;
            bool any = false;
            for (const std::string& part : identity.parts) {
                classes.emplace_back();
                for (const auto& [d, formula] : formulas) {
                    const std::vector<Term>& numerator = definitions_[d].numerator;
                    if (numerator.size() != 1 || numerator.front().variable != part ||
                        !settled.insert(d).second)
                        continue;
                    classes.back().push_back(d);
                    any = true;
                    const Figure& one = formula.leading();
                    whole = find(identity.total, false, one.variable.vintage, one.layer);
                }
            }
            if (!any) continue;
            if (whole == nullptr) {
                settle(classes, nullptr);
            } else {
                const PlaceCounts total = counts({{identity.total, 1}}, {whole});
                settle(classes, &total);
            }
        }
        for (const auto& [d, formula] : formulas)
            if (!settled.contains(d)) settle({{d}}, nullptr);
    }

    bool withheld_at_perimeter(std::size_t definition, std::size_t p) const {
        const auto rule = rule_of(definitions_[definition]);
        if (rule && withheld_[*rule].perimeters[p]) return true;
        const auto small = small_counts_.find(definition);
        return small != small_counts_.end() && small->second.perimeters[p];
    }
    bool withheld_at_reference(std::size_t definition, std::size_t r) const {
        const auto rule = rule_of(definitions_[definition]);
        if (rule && withheld_[*rule].references[r]) return true;
        const auto small = small_counts_.find(definition);
        return small != small_counts_.end() && small->second.references[r];
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
        if (withheld_at_reference(formula.definition, reference)) return Absence::secret;
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
                if (withheld_at_perimeter(used->definition, p) ||
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
    std::vector<Withheld> withheld_;                // by rule
    std::map<std::size_t, Withheld> small_counts_;  // by definition, of rules on counts
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
