// SPDX-License-Identifier: Apache-2.0
#include "engine/census/method_scores.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace lisiere::census {
namespace {

/// Gathers the perimeters of one indicator and method.
struct Gathering {
    MethodScore score;
    double estimated = 0;
    double official = 0;
    std::vector<double> gaps;
    std::size_t with_interval = 0;
    std::size_t inside = 0;

    void add(const IndicatorValue& value, const MethodEstimate& estimate) {
        const double truth = *estimate.valeur_officielle;
        estimated += *estimate.valeur;
        official += truth;
        ++score.perimeters;
        if (estimate.intervalle_bas && estimate.intervalle_haut) {
            ++with_interval;
            inside += *estimate.intervalle_bas <= truth && truth <= *estimate.intervalle_haut;
        }
        if (!estimate.ecart_relatif) return;  // an official 0 has no relative gap
        const double gap = *estimate.ecart_relatif;
        if (gaps.empty() || std::abs(gap) > std::abs(*score.ecart_max)) {
            score.ecart_max = gap;
            score.worst = value.perimeter;
        }
        gaps.push_back(gap);
    }

    MethodScore finished(IndicatorKind kind) {
        if (with_interval > 0)
            score.dans_intervalle =
                static_cast<double>(inside) / static_cast<double>(with_interval);
        if (gaps.empty()) return score;
        double sum = 0;
        for (const double gap : gaps) sum += gap;
        score.biais = kind == IndicatorKind::effectif ? (estimated - official) / official
                                                      : sum / static_cast<double>(gaps.size());
        for (double& gap : gaps) gap = std::abs(gap);
        std::sort(gaps.begin(), gaps.end());
        const std::size_t middle = gaps.size() / 2;
        score.ecart_median =
            gaps.size() % 2 == 1 ? gaps[middle] : (gaps[middle - 1] + gaps[middle]) / 2;
        return score;
    }
};

}  // namespace

std::vector<MethodScore> method_scores(std::span<const IndicatorDefinition> definitions,
                                       std::span<const IndicatorValue> values) {
    std::vector<Gathering> all;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
    const auto of = [&](const IndicatorValue& value, const std::string& method) -> Gathering& {
        const std::string& id = definitions[value.definition].id;
        const auto [place, fresh] = places.try_emplace({id, method}, all.size());
        if (fresh) {
            const auto first =
                std::find_if(definitions.begin(), definitions.end(),
                             [&](const IndicatorDefinition& other) { return other.id == id; });
            Gathering& gathering = all.emplace_back();
            gathering.score.definition = static_cast<std::size_t>(first - definitions.begin());
            gathering.score.methode = method;
        }
        return all[place->second];
    };
    for (const IndicatorValue& value : values)
        for (const MethodEstimate& estimate : value.estimations) {
            Gathering& gathering = of(value, estimate.methode);
            if (estimate.valeur && estimate.valeur_officielle) gathering.add(value, estimate);
            MethodScore& score = gathering.score;
            if (&estimate == &value.estimations.front() && score.recalage.empty()) {
                score.recalage = value.recalage;
                score.erreur_simple = value.erreur_simple;
                score.erreur_croisee = value.erreur_croisee;
            }
        }
    std::vector<MethodScore> scores;
    for (Gathering& gathering : all)
        scores.push_back(gathering.finished(definitions[gathering.score.definition].kind));
    std::stable_sort(scores.begin(), scores.end(), [](const MethodScore& a, const MethodScore& b) {
        return a.definition < b.definition;
    });
    return scores;
}

}  // namespace lisiere::census
