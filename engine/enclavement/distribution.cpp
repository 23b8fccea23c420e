// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "engine/access/cell_group.hpp"
#include "engine/core/error.hpp"

namespace lisiere::enclavement {
namespace {

constexpr double millionths = 1e6;

double persons(std::int64_t people) {
    return static_cast<double>(people) / millionths;
}

/// What keeps a measure of a named distribution from ranking ours: empty, nothing.
/// What differs, as the examples of `distribution_autre_definition` name it; empty when nothing.
Sample other_definition(const MeasureDistribution& theirs, const MeasureDistribution& ours) {
    const auto differs = [&](std::string_view what, std::string_view own, std::string_view here) {
        return Sample{{"mesure", ours.id}, {"quoi", what}, {"leur", own}, {"ici", here}};
    };
    if (theirs.unit != ours.unit) return differs("unite", theirs.unit, ours.unit);
    if (theirs.sense != ours.sense || theirs.when_void != ours.when_void)
        return differs("sens", "", "");
    if (theirs.basis != ours.basis) return differs("base", theirs.basis, ours.basis);
    return {};
}

MeasureDistribution measure_distribution(const MeasureDefinition& definition,
                                         std::span<const Maybe<double>> values,
                                         std::span<const double> people,
                                         const std::vector<bool>& whole) {
    const PeopleByValue all(values, people, definition);
    const bool few = whole_share(values, people, definition, whole) < least_whole_share;
    const Quantiles ranked =
        quantiles(few ? all : PeopleByValue(values, people, definition, whole));
    return {definition.id,    definition.unit, definition.sense,  definition.when_void,
            definition.basis, ranked,          persons(all.all())};
}

}  // namespace

std::optional<RankKey> rank_key(const Maybe<double>& value, const MeasureDefinition& definition) {
    if (value) {
        const std::int64_t rounded = std::llround(*value * 1e6);
        return RankKey{0, definition.sense == Sense::plus ? rounded : -rounded};
    }
    if (access::is_out_of_reach(value.absence())) return RankKey{1, 0};
    if (value.absence() == Absence::sans_objet && definition.when_void == WhenVoid::moindre)
        return RankKey{-1, 0};
    return std::nullopt;
}

PeopleByValue::PeopleByValue(std::vector<Row> unsorted) {
    std::sort(unsorted.begin(), unsorted.end());
    for (const auto& [key, people] : unsorted) {
        if (rows_.empty() || rows_.back().first != key) rows_.emplace_back(key, 0);
        rows_.back().second += people;
        all_ += people;
    }
}

PeopleByValue::PeopleByValue(std::span<const Maybe<double>> values, std::span<const double> people,
                             const MeasureDefinition& definition, const std::vector<bool>& whole) {
    LISIERE_EXPECTS(values.size() == people.size());
    LISIERE_EXPECTS(whole.empty() || whole.size() == people.size());
    std::vector<Row> rows;
    for (std::size_t c = 0; c < values.size(); ++c) {
        if (!whole.empty() && !whole[c]) continue;
        const std::int64_t here = std::llround(people[c] * millionths);
        const std::optional<RankKey> key = rank_key(values[c], definition);
        if (key && here > 0) rows.emplace_back(*key, here);
    }
    *this = PeopleByValue(std::move(rows));
}

PeopleByValue PeopleByValue::merged(const PeopleByValue& other) const {
    std::vector<Row> both = rows_;
    both.insert(both.end(), other.rows_.begin(), other.rows_.end());
    return PeopleByValue(std::move(both));
}

Quantiles quantiles(const PeopleByValue& people) {
    Quantiles result;
    result.all = people.all();
    const auto rows = people.rows();
    const bool every = rows.size() <= quantile_steps + 1;
    constexpr auto steps = static_cast<std::int64_t>(quantile_steps);
    std::int64_t below = 0;
    std::int64_t step = 0;  // the next quantile to be found
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t through = below + rows[i].second;
        // The quantile k is the first value that at least k / 10,000 of the people do not exceed.
        const bool is_quantile = step <= steps && steps * through >= step * result.all;
        if (every || is_quantile) result.rows.push_back({rows[i].first, below, rows[i].second});
        if (is_quantile) step = steps * through / result.all + 1;
        below = through;
    }
    return result;
}

double Quantiles::percentile(const RankKey& key) const {
    LISIERE_EXPECTS(all > 0);
    const auto at = std::lower_bound(rows.begin(), rows.end(), key,
                                     [](const Row& row, const RankKey& k) { return row.key < k; });
    const double everybody = static_cast<double>(all);
    if (at != rows.end() && at->key == key)
        return 100 * (static_cast<double>(at->below) + static_cast<double>(at->at) / 2) / everybody;
    const std::int64_t least = at == rows.begin() ? 0 : std::prev(at)->below + std::prev(at)->at;
    const std::int64_t most = at == rows.end() ? all : at->below;
    return 100 * (static_cast<double>(least) + static_cast<double>(most)) / 2 / everybody;
}

const MeasureDistribution* Distribution::find(std::string_view id) const {
    const auto at = std::find_if(measures.begin(), measures.end(),
                                 [&](const MeasureDistribution& m) { return m.id == id; });
    return at == measures.end() ? nullptr : &*at;
}

double whole_share(std::span<const Maybe<double>> values, std::span<const double> people,
                   const MeasureDefinition& definition, const std::vector<bool>& whole) {
    LISIERE_EXPECTS(values.size() == people.size());
    LISIERE_EXPECTS(whole.empty() || whole.size() == people.size());
    std::int64_t all = 0;
    std::int64_t uncut = 0;
    for (std::size_t c = 0; c < values.size(); ++c) {
        if (!rank_key(values[c], definition)) continue;
        const std::int64_t here = std::llround(people[c] * millionths);
        all += here;
        if (whole.empty() || whole[c]) uncut += here;
    }
    return all > 0 ? static_cast<double>(uncut) / static_cast<double>(all) : 1;
}

Distribution distribution_of(std::span<const MeasureDefinition> definitions,
                             std::span<const CellMeasure> values, std::span<const double> people,
                             const std::map<std::string, std::vector<bool>>& whole) {
    static const std::vector<bool> everywhere;
    Distribution result;
    for (const double here : people) result.residents += here;
    for (const MeasureDefinition& definition : definitions)
        for (const CellMeasure& measure : values)
            if (measure.id == definition.id && definition.scale == Scale::carreau) {
                const auto at = whole.find(measure.id);
                result.measures.push_back(
                    measure_distribution(definition, measure.values, people,
                                         at == whole.end() ? everywhere : at->second));
            }
    return result;
}

void tell_cut_surroundings(std::span<const MeasureDefinition> definitions,
                           std::span<const CellMeasure> values, std::span<const double> people,
                           const std::map<std::string, std::vector<bool>>& whole,
                           Notices& notices) {
    for (const MeasureDefinition& definition : definitions)
        for (const CellMeasure& measure : values) {
            const auto at = whole.find(measure.id);
            if (measure.id != definition.id || at == whole.end()) continue;
            const double share = whole_share(measure.values, people, definition, at->second);
            if (share >= least_whole_share) continue;
            notices.add(Severity::avertissement, "distribution_environs_coupes", "distribution",
                        {{"mesure", definition.id}, {"part", 100 * share}});
        }
}

Distribution fitted(const Distribution& named, const Distribution& own, Notices& notices) {
    Distribution result{named.title, named.area, named.residents, {}};
    for (const MeasureDistribution& ours : own.measures) {
        const MeasureDistribution* theirs = named.find(ours.id);
        if (theirs == nullptr) {
            notices.add(Severity::avertissement, "distribution_mesure_absente", "distribution",
                        ours.id);
            continue;
        }
        if (const Sample other = other_definition(*theirs, ours); !other.empty()) {
            notices.add(Severity::avertissement, "distribution_autre_definition", "distribution",
                        other);
            continue;
        }
        result.measures.push_back(*theirs);
    }
    for (const MeasureDistribution& theirs : named.measures)
        if (own.find(theirs.id) == nullptr)
            notices.add(Severity::info, "distribution_mesure_inconnue", "distribution", theirs.id);
    return result;
}

std::vector<Maybe<double>> percentiles(std::span<const Maybe<double>> values,
                                       const MeasureDistribution* reference,
                                       const MeasureDefinition& definition) {
    std::vector<Maybe<double>> result(values.size());
    for (std::size_t c = 0; c < values.size(); ++c) {
        const std::optional<RankKey> key = rank_key(values[c], definition);
        if (!key)
            result[c] = values[c].absence();
        else if (reference != nullptr && reference->quantiles.all > 0)
            result[c] = reference->quantiles.percentile(*key);
    }
    return result;
}

}  // namespace lisiere::enclavement
