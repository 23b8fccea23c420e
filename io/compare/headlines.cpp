// SPDX-License-Identifier: Apache-2.0
// What of a comparison is said first.
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "io/compare/sentences.hpp"

namespace lisiere::io {

double Sentences::weight(const compare::Change& change) const {
    const compare::MeasureRule& rule = rules_.rules.measures[change.rule];
    if (!change.difference) return 1;
    double times = 1;
    if (rule.least > 0) times = std::abs(*change.difference) / rule.least;
    if (rule.least_share > 0 && *change.base.value != 0)
        times = std::min(rule.least > 0 ? times : 1e9,
                         std::abs(*change.difference / *change.base.value) / rule.least_share);
    return std::min(times, 20.0);
}

std::vector<std::size_t> Sentences::leading() const {
    struct Candidate {
        double rank;
        std::size_t at;
    };
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < comparison_.changes.size(); ++i) {
        const compare::Change& change = comparison_.changes[i];
        const compare::MeasureRule& rule = rules_.rules.measures[change.rule];
        if (rule.lead == 0 || change.by_rank || change.verdict == compare::Verdict::within ||
            change.verdict == compare::Verdict::rounding ||
            (!change.base.value && !change.next.value))
            continue;
        const double times = weight(change);
        if (times >= 1) found.push_back({times / rule.lead, i});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
    std::vector<std::size_t> out;
    for (const Candidate& one : found) out.push_back(one.at);
    return out;
}

std::vector<std::string> headlines(const compare::Comparison& comparison,
                                   const ComparisonRules& rules, std::size_t most,
                                   const std::string& language) {
    const Sentences say(comparison, rules, language);
    std::vector<std::string> out;
    const auto add = [&](const compare::PerimeterPair& pair, const std::string& phrase) {
        if (out.size() < most)
            out.push_back(filled(say.word("quartier_et_phrase"),
                                 {{"nom", say.name(pair)}, {"phrase", phrase}}));
    };
    for (const compare::PerimeterPair& pair : comparison.perimeters)
        for (const std::string& phrase : say.about(pair)) add(pair, phrase);
    // A perimeter and a measure once, whatever its keys: its evening, not its evening and its
    // night.
    std::set<std::pair<std::size_t, std::size_t>> said;
    for (const std::size_t at : say.leading()) {
        const compare::Change& change = comparison.changes[at];
        if (said.insert({change.pair, change.rule}).second)
            add(comparison.perimeters[change.pair], say.sentence(change));
    }
    return out;
}

}  // namespace lisiere::io
