// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/index.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lisiere::enclavement {

namespace {

/// Weighted mean of what is known; `non_disponible` when nothing that weighs is.
class Mean {
  public:
    void add(const Maybe<double>& value, double weight) {
        if (!value || weight <= 0) return;
        sum_ += *value * weight;
        weight_ += weight;
        ++count_;
    }
    Maybe<double> value() const {
        return weight_ > 0 ? Maybe<double>(sum_ / weight_) : Maybe<double>(Absence::non_disponible);
    }
    std::size_t count() const { return count_; }

  private:
    double sum_ = 0;
    double weight_ = 0;
    std::size_t count_ = 0;
};

Maybe<double> index_of_cell(const std::vector<ComponentScores>& components,
                            std::span<const double> weights, std::size_t cell, std::size_t least) {
    Mean mean;
    for (std::size_t k = 0; k < components.size(); ++k)
        mean.add(components[k].scores[cell], weights[k]);
    return mean.count() >= least ? mean.value() : Maybe<double>(Absence::non_disponible);
}

std::vector<Maybe<double>> index_of_cells(const std::vector<ComponentScores>& components,
                                          std::span<const double> weights, std::size_t cells,
                                          std::size_t least) {
    std::vector<Maybe<double>> index(cells);
    for (std::size_t c = 0; c < cells; ++c) index[c] = index_of_cell(components, weights, c, least);
    return index;
}

const CellMeasure* find(std::span<const CellMeasure> measures, const std::string& id) {
    const auto at = std::find_if(measures.begin(), measures.end(),
                                 [&](const CellMeasure& measure) { return measure.id == id; });
    return at == measures.end() ? nullptr : &*at;
}

/// The values, but for those that are the base's to a ten-thousandth: these are the base's.
std::vector<Maybe<double>> changed(std::vector<Maybe<double>> values,
                                   const std::vector<Maybe<double>>& base) {
    constexpr double same = 1e-4;
    for (std::size_t c = 0; c < values.size(); ++c)
        if (values[c] && base[c] &&
            std::abs(*values[c] - *base[c]) <= same * std::max(1.0, std::abs(*base[c])))
            values[c] = base[c];
    return values;
}

bool known_of_anybody(const CellMeasure* measure) {
    return measure != nullptr &&
           std::any_of(measure->values.begin(), measure->values.end(), [](const auto& value) {
               return value || access::is_out_of_reach(value.absence());
           });
}

void score_cells(Index& result, std::size_t cells) {
    for (ComponentScores& component : result.components) {
        component.scores.resize(cells);
        for (std::size_t c = 0; c < cells; ++c) {
            Mean mean;
            for (const RankedMeasure& measure : result.measures)
                if (measure.definition.component == component.id)
                    mean.add(measure.percentiles[c], measure.definition.weight);
            component.scores[c] = mean.value();
        }
    }
    const auto side = [&](Side which) {
        std::vector<Maybe<double>> scores(cells);
        for (std::size_t c = 0; c < cells; ++c) {
            Mean mean;
            for (const RankedMeasure& measure : result.measures)
                if (measure.definition.side == which) mean.add(measure.percentiles[c], 1);
            scores[c] = mean.value();
        }
        return scores;
    };
    result.exogene = side(Side::exogene);
    result.endogene = side(Side::endogene);
}

/// Share of the index that each measure weighs for a group: that of its component, among the
/// components known, shared between its known measures.
void fill_weights(const Index& result, GroupIndex& group) {
    double components = 0;
    for (std::size_t k = 0; k < result.components.size(); ++k)
        if (group.components[k]) components += result.components[k].weight;
    for (std::size_t k = 0; k < result.components.size(); ++k) {
        if (!group.components[k] || components <= 0) continue;
        double measures = 0;
        const auto counts = [&](const GroupMeasure& m) {
            return result.measures[m.measure].definition.component == result.components[k].id &&
                   m.percentile;
        };
        for (const GroupMeasure& m : group.measures)
            if (counts(m)) measures += result.measures[m.measure].definition.weight;
        for (GroupMeasure& m : group.measures)
            if (counts(m) && measures > 0)
                m.weight = result.components[k].weight / components *
                           result.measures[m.measure].definition.weight / measures;
    }
}

Maybe<double> value_of(const RankedMeasure& measure, const access::CellGroup& residents) {
    switch (measure.definition.aggregation) {
        case Aggregation::mediane:
            return access::weighted_quantile(residents, measure.values, 0.5);
        case Aggregation::maximum:
            return access::weighted_quantile(residents, measure.values, 1);
        case Aggregation::moyenne:
            break;
    }
    return access::weighted_mean(residents, measure.values);
}

/// Share of the residents whom the value rests on. A median counts those out of reach as farther
/// than anybody; a mean leaves them out.
Maybe<double> concerned(const RankedMeasure& measure, const access::CellGroup& residents) {
    const double all = residents.people();
    if (all <= 0) return Absence::sans_objet;
    const bool with_far = measure.definition.aggregation != Aggregation::moyenne;
    double people = 0;
    for (const access::CellWeight& cell : residents.cells) {
        const Maybe<double>& value = measure.values[cell.cell.value()];
        if (value || (with_far && access::is_out_of_reach(value.absence()))) people += cell.people;
    }
    return people / all;
}

GroupIndex group_index(const Index& result, const access::CellGroup& residents) {
    GroupIndex group;
    group.id = residents.id;
    group.index = access::weighted_mean(residents, result.index);
    group.exogene = access::weighted_mean(residents, result.exogene);
    group.endogene = access::weighted_mean(residents, result.endogene);
    for (const ComponentScores& component : result.components) {
        group.components.push_back(access::weighted_mean(residents, component.scores));
        if (component.weight > 0 && !group.components.back()) group.missing.push_back(component.id);
    }
    for (std::size_t m = 0; m < result.measures.size(); ++m) {
        const RankedMeasure& measure = result.measures[m];
        GroupMeasure own;
        own.measure = m;
        own.value = value_of(measure, residents);
        own.percentile = access::weighted_mean(residents, measure.percentiles);
        own.concerned = concerned(measure, residents);
        group.measures.push_back(own);
    }
    fill_weights(result, group);
    return group;
}

}  // namespace

std::vector<std::optional<int>> ranks_among(std::span<const Maybe<double>> values) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i]) order.push_back(i);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return *values[a] > *values[b]; });
    std::vector<std::optional<int>> result(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) result[order[i]] = static_cast<int>(i) + 1;
    return result;
}

Index enclosure_index(std::span<const MeasureDefinition> definitions,
                      std::span<const CellMeasure> values, std::span<const double> people,
                      std::span<const access::CellGroup> groups, const IndexSettings& settings,
                      const RankedIn& in) {
    const std::span<const CellMeasure> reference = in.base.empty() ? values : in.base;
    Distribution own;
    if (in.distribution == nullptr) own = distribution_of(definitions, reference, people);
    const Distribution& ranked_in = in.distribution == nullptr ? own : *in.distribution;
    for (const auto& [id, weight] : settings.weights) LISIERE_EXPECTS(weight >= 0);
    std::size_t defined = 0;
    Index result;
    for (const MeasureDefinition& definition : definitions) {
        if (definition.scale != Scale::carreau) continue;
        RankedMeasure measure{definition, std::vector<Maybe<double>>(people.size()), {}};
        if (known_of_anybody(find(reference, definition.instead_of)) &&
            ranked_in.find(definition.instead_of) != nullptr)
            measure.definition.weight = 0;
        if (const CellMeasure* value = find(values, definition.id)) {
            const CellMeasure* base = find(reference, definition.id);
            LISIERE_EXPECTS(base != nullptr && value->values.size() == people.size());
            measure.values = value->values;
            measure.percentiles = percentiles(changed(value->values, base->values),
                                              ranked_in.find(definition.id), definition);
            for (std::size_t c = 0; c < people.size(); ++c)
                if (!rank_key(base->values[c], definition))
                    measure.percentiles[c] = base->values[c].absence();
            ++defined;
        } else {
            measure.percentiles = measure.values;
        }
        result.measures.push_back(std::move(measure));
        const bool named = std::any_of(
            result.components.begin(), result.components.end(),
            [&](const ComponentScores& component) { return component.id == definition.component; });
        if (named) continue;
        const auto weight = settings.weights.find(definition.component);
        result.components.push_back(
            {definition.component, weight == settings.weights.end() ? 1 : weight->second, {}});
    }
    LISIERE_EXPECTS(defined == values.size());
    LISIERE_EXPECTS(
        result.components.empty() ||
        std::any_of(result.components.begin(), result.components.end(),
                    [](const ComponentScores& component) { return component.weight > 0; }));

    score_cells(result, people.size());
    std::vector<double> weights;
    for (const ComponentScores& component : result.components) weights.push_back(component.weight);
    result.index =
        index_of_cells(result.components, weights, people.size(), settings.least_components);

    std::vector<Maybe<double>> by_group;
    for (const access::CellGroup& residents : groups) {
        result.groups.push_back(group_index(result, residents));
        by_group.push_back(result.groups.back().index);
    }
    const std::vector<std::optional<int>> order = ranks_among(by_group);
    for (std::size_t k = 0; k < weights.size(); ++k) {
        std::vector<double> others = weights;
        others[k] = 0;
        const std::vector<Maybe<double>> without =
            index_of_cells(result.components, others, people.size(), 1);
        for (std::size_t g = 0; g < groups.size(); ++g)
            result.groups[g].without.push_back(access::weighted_mean(groups[g], without));
    }
    for (std::size_t g = 0; g < groups.size(); ++g) result.groups[g].rank = order[g];
    return result;
}

}  // namespace lisiere::enclavement
