// SPDX-License-Identifier: Apache-2.0
#include "engine/census/formula.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

#include "engine/census/errors.hpp"

namespace lisiere::census {
namespace {

/// A sum of shares of counts may miss its bound by rounding.
constexpr double rounding = 1e-9;

bool is_points(const Figure& figure) {
    return figure.values.empty();
}

/// Σ coefficient × count, source area by source area; missing where a term is.
std::vector<Maybe<double>> by_source(const std::vector<Term>& terms,
                                     const std::vector<const Figure*>& figures,
                                     std::size_t sources) {
    std::vector<Maybe<double>> sums(sources, Maybe<double>(0.0));
    for (std::size_t i = 0; i < figures.size(); ++i)
        for (std::size_t s = 0; s < sources; ++s) {
            const Maybe<double>& count = figures[i]->values[s];
            if (!count)
                sums[s] = count;
            else if (sums[s])
                sums[s] = *sums[s] + terms[i].coefficient * *count;
        }
    return sums;
}

}  // namespace

template <class At>
Answer Formula::answer(const At& at) const {
    Answer result;
    result.couverture = 1;
    result.qualite = 'A';
    const auto sum = [&](const std::vector<Term>& terms,
                         const std::vector<const Figure*>& figures) {
        Maybe<double> total = 0.0;
        for (std::size_t i = 0; i < figures.size(); ++i) {
            const Estimate& estimate = at(*figures[i]);
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
    result.above = sum(definition_->numerator, numerator);
    result.below = Absence::sans_objet;
    if (definition_->kind == IndicatorKind::publie) {
        const Estimate& estimate = at(leading());
        result.below = estimate.people;
        result.value =
            result.above ? Maybe<double>(definition_->offset + definition_->factor * *result.above)
                         : Maybe<double>(result.above.absence());
        if (result.above && result.below) result.above = *result.above * *result.below;
        return bounded(result);
    }
    if (definition_->kind == IndicatorKind::effectif) {
        result.value =
            result.above ? Maybe<double>(definition_->offset + definition_->factor * *result.above)
                         : Maybe<double>(result.above.absence());
        return bounded(result);
    }
    result.below = sum(definition_->denominator, denominator);
    if (!result.above || !result.below)
        result.value = result.above ? result.below.absence() : result.above.absence();
    else if (*result.below <= 0)
        result.value = Absence::sans_objet;
    else
        result.value = definition_->factor * *result.above / *result.below;
    return bounded(result);
}

Answer Formula::bounded(Answer answer) const {
    const Maybe<double> value = possible(answer.value, *definition_);
    answer.impossible = answer.value && !value;
    answer.value = value;
    if (answer.impossible) answer.above = answer.below = value;
    return answer;
}

Answer Formula::at_reference(std::size_t r) const {
    return answer([r](const Figure& figure) -> const Estimate& { return figure.references[r]; });
}

Answer Formula::at_area(std::size_t area) const {
    return answer([area](const Figure& figure) {
        Estimate estimate;
        estimate.value = figure.values[area];
        if (!figure.people.empty()) estimate.people = figure.people[area];
        return estimate;
    });
}

/// That of the leading term's source, then the others of any term; points have one only, which
/// counts when there is no other.
std::vector<std::string> Formula::methods() const {
    std::vector<std::string> found;
    for (const auto* terms : {&numerator, &denominator})
        for (const Figure* figure : *terms)
            for (const Figure::Version& version : figure->versions)
                if (!is_points(*figure) &&
                    std::find(found.begin(), found.end(), version.method) == found.end())
                    found.push_back(version.method);
    if (found.empty()) found.push_back(leading().method());
    return found;
}

void Formula::estimate(const Figures& figures) {
    for (const std::string& method : methods()) {
        Way way;
        way.method = method;
        for (std::size_t p = 0; p < leading().perimeters().size(); ++p)
            way.perimeters.push_back(answer([&](const Figure& figure) -> const Estimate& {
                return figure.version(method).perimeters[p];
            }));
        const std::vector<Maybe<double>> error = errors(method, figures, way.perimeters);
        for (std::size_t p = 0; p < error.size(); ++p) {
            Answer& answer = way.perimeters[p];
            answer.error = answer.value && error[p]
                               ? Maybe<double>(std::abs(definition_->factor) * *error[p])
                           : answer.value ? Maybe<double>(error[p].absence())
                                          : Maybe<double>(answer.value.absence());
        }
        ways.push_back(std::move(way));
    }
}

/// Without the factor. Told where all counts come from one layer, or stand below counted points,
/// which are exact.
std::vector<Maybe<double>> Formula::errors(const std::string& method, const Figures& figures,
                                           const std::vector<Answer>& answers) const {
    const std::vector<Maybe<double>> unknown(answers.size());
    const auto all_points = [](const std::vector<const Figure*>& terms) {
        return std::all_of(terms.begin(), terms.end(),
                           [](const Figure* figure) { return is_points(*figure); });
    };
    if (all_points(numerator) && all_points(denominator))
        return std::vector<Maybe<double>>(answers.size(), Maybe<double>(0.0));
    const std::vector<const Figure*>& carried = all_points(numerator) ? denominator : numerator;
    const std::size_t layer = carried.front()->layer;
    for (const auto* terms : {&numerator, &denominator})
        for (const Figure* figure : *terms)
            if (is_points(*figure) ? !all_points(*terms) : figure->layer != layer) return unknown;
    const LayerWeights& carrying = figures.layers[layer];
    const Weights* weights = carrying.find(method);
    if (weights == nullptr) return unknown;
    const std::size_t sources = weights->sources;

    if (definition_->kind == IndicatorKind::publie) {
        std::vector<Maybe<double>> weighed;
        for (std::size_t s = 0; s < sources; ++s) {
            const Maybe<double>& rate = leading().values[s];
            const Maybe<double>& people = leading().people[s];
            weighed.push_back(rate && people ? Maybe<double>(*rate * *people) : Maybe<double>());
        }
        return rate_errors(*weights, carrying.neighbours, weighed, leading().people);
    }
    if (definition_->kind == IndicatorKind::effectif)
        return count_errors(*weights, carrying.neighbours,
                            by_source(definition_->numerator, numerator, sources));
    const auto below = by_source(definition_->denominator, denominator, sources);
    if (!all_points(numerator))
        return rate_errors(*weights, carrying.neighbours,
                           by_source(definition_->numerator, numerator, sources), below);
    std::vector<Maybe<double>> result = count_errors(*weights, carrying.neighbours, below);
    for (std::size_t p = 0; p < answers.size(); ++p)
        if (result[p] && answers[p].value)
            result[p] = *result[p] * *answers[p].above / (*answers[p].below * *answers[p].below);
    return result;
}

std::optional<Formula> formula_of(const IndicatorDefinition& definition, std::size_t position,
                                  const Figures& figures, std::optional<std::size_t> only,
                                  std::optional<int> year) {
    if (definition.numerator.empty()) return std::nullopt;
    const bool rate = definition.kind == IndicatorKind::publie;
    std::set<int, std::greater<>> vintages;
    for (const Figure& figure : figures.items)
        if (!year || figure.variable.vintage == *year) vintages.insert(figure.variable.vintage);
    for (const int vintage : vintages) {
        Formula formula(definition, position);
        std::size_t layer = only.value_or(0);
        const auto all_found = [&](const std::vector<Term>& terms,
                                   std::vector<const Figure*>& into) {
            for (const Term& term : terms) {
                const Figure* figure = figures.find(term.variable, rate, vintage, layer);
                if (figure == nullptr || (only && figure->layer != *only)) return false;
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

Maybe<double> possible(const Maybe<double>& value, const IndicatorDefinition& definition) {
    if (!value || !definition.bounded) return value;
    const bool share = definition.unit == "%";
    if (definition.kind != IndicatorKind::effectif && !share) return value;
    const double high = share ? 100 : std::numeric_limits<double>::infinity();
    const double slack = rounding * (share ? 100 : std::max(1.0, std::abs(*value)));
    if (*value < -slack || *value > high + slack) return Absence::non_disponible;
    return std::clamp(*value, 0.0, high);
}

}  // namespace lisiere::census
