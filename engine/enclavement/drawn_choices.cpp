// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/drawn_choices.hpp"

#include <algorithm>

namespace lisiere::enclavement {
namespace {

std::size_t pick(double uniform, std::size_t count) {
    return std::min(count - 1, static_cast<std::size_t>(uniform * static_cast<double>(count)));
}

void take(std::size_t& target, const std::vector<std::size_t>& options, double drawn) {
    target = options[pick(drawn, options.size())];
}

/// Uniform over the ways to share 1: gaps between sorted cuts, times the weights set. A share
/// of exactly 0 would make a component unknown: the least is one in 2^33.
void share(std::vector<double>& weights, std::span<const double> drawn) {
    std::vector<double> cuts(drawn.begin(), drawn.end());
    std::sort(cuts.begin(), cuts.end());
    cuts.push_back(1);
    double before = 0;
    std::size_t next = 0;
    for (double& weight : weights) {
        if (weight <= 0) continue;
        weight *= std::max(cuts[next] - before, 0x1p-33);
        before = cuts[next++];
    }
}

}  // namespace

Choices::Choices(const Index& index, const UncertaintyInputs& in, std::size_t least)
    : index_(index), in_(in), least_(least) {
    for (const ComponentScores& component : index.components) weights_.push_back(component.weight);
    for (std::size_t m = 0; m < index.measures.size(); ++m) add_slot(m);
    for (const Choice& choice : in.choices) add(choice);
    if (scalings_.empty()) scalings_.push_back({ChoiceKind::percentile, 0});
    place();
}

Setting Choices::setting(std::span<const double> uniforms) const {
    Setting result;
    for (const Slot& slot : slots_) result.alternatives.push_back(slot.measures.front());
    result.weights = weights_;
    for (const Decision& one : decisions_) {
        const auto drawn = uniforms.subspan(one.offset, one.width);
        switch (one.kind) {
            case ChoiceKind::omit:
                if (const std::size_t which = pick(drawn[0], slots_.size() + 1); which > 0)
                    result.omitted = which - 1;
                break;
            case ChoiceKind::other_measure:
                take(result.alternatives[one.slot], slots_[one.slot].measures, drawn[0]);
                break;
            case ChoiceKind::other_threshold:
                // Of the published measure: another one has its own.
                if (result.alternatives[one.slot] == slots_[one.slot].measures.front())
                    take(result.alternatives[one.slot], slots_[one.slot].thresholds, drawn[0]);
                break;
            case ChoiceKind::weights:
                share(result.weights, drawn);
                break;
            default:
                result.scaling = pick(drawn[0], scalings_.size());
        }
    }
    return result;
}

double Choices::score(std::size_t scaling, const Scaling& by, const RankKey& key) const {
    switch (scalings_[scaling].first) {
        case ChoiceKind::z_score:
            return by.z_score(key);
        case ChoiceKind::range:
            return by.range(key);
        default:
            return by.percentile(key);
    }
}

double Choices::range_share() const {
    for (const auto& [kind, share] : scalings_)
        if (kind == ChoiceKind::range) return share;
    return 0;
}

std::size_t Choices::alternative(const MeasureDefinition& definition,
                                 std::span<const Maybe<double>> values,
                                 const std::vector<Maybe<double>>* ranks) {
    const MeasureDistribution* reference = in_.distribution.find(definition.id);
    if (reference == nullptr || reference->quantiles.all <= 0) return no_position;
    Alternative added{reference, {}};
    for (std::size_t c = 0; c < values.size(); ++c)
        added.keys.push_back(ranks != nullptr && !(*ranks)[c] ? std::nullopt
                                                              : rank_key(values[c], definition));
    const bool anybody = std::any_of(added.keys.begin(), added.keys.end(),
                                     [](const auto& key) { return key.has_value(); });
    if (!anybody) return no_position;
    alternatives_.push_back(std::move(added));
    return alternatives_.size() - 1;
}

void Choices::add_slot(std::size_t m) {
    const RankedMeasure& measure = index_.measures[m];
    if (measure.definition.weight <= 0) return;
    Slot slot{measure.definition.id, no_position, measure.definition.weight, {}, {}};
    for (std::size_t k = 0; k < index_.components.size(); ++k)
        if (index_.components[k].id == measure.definition.component) slot.component = k;
    if (weights_[slot.component] <= 0) return;
    const std::size_t own = alternative(measure);
    if (own == no_position) return;
    slot.measures = slot.thresholds = {own};
    slots_.push_back(std::move(slot));
}

void Choices::add(const Choice& choice) {
    std::size_t slot = no_position;
    for (std::size_t s = 0; s < slots_.size(); ++s)
        if (slots_[s].id == choice.measure) slot = s;
    switch (choice.kind) {
        case ChoiceKind::omit:
            if (slots_.size() > 1) decide(choice, no_position, 1);
            return;
        case ChoiceKind::other_measure:
            if (slot == no_position) return;
            for (const RankedMeasure& other : index_.measures)
                if (other.definition.id == choice.value)
                    add_option(choice, slot, alternative(other), slots_[slot].measures);
            return;
        case ChoiceKind::other_threshold:
            if (slot == no_position) return;
            for (const Variant& other : in_.variants)
                if (other.definition.id == variant_id(choice.measure, choice.value))
                    add_option(choice, slot, alternative(other.definition, other.values, nullptr),
                               slots_[slot].thresholds);
            return;
        case ChoiceKind::weights: {
            const auto weighing = static_cast<std::size_t>(
                std::count_if(weights_.begin(), weights_.end(), [](double w) { return w > 0; }));
            if (weighing > 1) decide(choice, no_position, weighing - 1);
            return;
        }
        default:
            scalings_.emplace_back(choice.kind, choice.share);
            if (scalings_.size() == 2) decide(choice, no_position, 1);
    }
}

void Choices::add_option(const Choice& choice, std::size_t slot, std::size_t option,
                         std::vector<std::size_t>& options) {
    if (option == no_position) return;
    options.push_back(option);
    if (options.size() == 2) decide(choice, slot, 1);
}

void Choices::decide(const Choice& choice, std::size_t slot, std::size_t width) {
    const auto at = std::find_if(factors_.begin(), factors_.end(),
                                 [&](const auto& f) { return f.id == choice.factor; });
    const auto factor = static_cast<std::size_t>(at - factors_.begin());
    if (at == factors_.end()) factors_.push_back({choice.factor, choice.label});
    decisions_.push_back({factor, choice.kind, slot, width, 0});
}

/// The numbers of a factor side by side, in the order of its choices.
void Choices::place() {
    std::stable_sort(decisions_.begin(), decisions_.end(),
                     [](const Decision& a, const Decision& b) { return a.factor < b.factor; });
    widths_.assign(factors_.size(), 0);
    std::size_t offset = 0;
    for (Decision& decision : decisions_) {
        decision.offset = offset;
        offset += decision.width;
        widths_[decision.factor] += decision.width;
    }
}

}  // namespace lisiere::enclavement
