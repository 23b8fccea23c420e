// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/enclavement/scaling.hpp"

namespace lisiere::enclavement {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// Values that may stand for a measure: those published, or others of the same construct.
struct Alternative {
    const MeasureDistribution* reference = nullptr;
    std::vector<std::optional<RankKey>> keys;  ///< by cell
};

/// A measure that weighs, and what may be taken in its place.
struct Slot {
    std::string id;
    std::size_t component = 0;
    double weight = 0;
    std::vector<std::size_t> measures;    ///< alternatives; the first is the published one
    std::vector<std::size_t> thresholds;  ///< likewise
};

/// One thing that a draw decides, from `width` numbers at `offset`.
struct Decision {
    std::size_t factor = 0;
    ChoiceKind kind = ChoiceKind::omit;
    std::size_t slot = none;
    std::size_t width = 1;
    std::size_t offset = 0;
};

/// What one draw has decided.
struct Setting {
    std::size_t omitted = none;             ///< a slot
    std::vector<std::size_t> alternatives;  ///< by slot
    std::size_t scaling = 0;
    std::vector<double> weights;  ///< by component
};

std::size_t pick(double uniform, std::size_t count) {
    return std::min(count - 1, static_cast<std::size_t>(uniform * static_cast<double>(count)));
}

/// Everything that may be drawn, and how.
class Choices {
  public:
    Choices(const Index& index, const UncertaintyInputs& in, std::size_t least)
        : index_(index), in_(in), least_(least) {
        for (const ComponentScores& component : index.components)
            weights_.push_back(component.weight);
        for (std::size_t m = 0; m < index.measures.size(); ++m) add_slot(m);
        for (const Choice& choice : in.choices) add(choice);
        if (scalings_.empty()) scalings_.push_back({ChoiceKind::percentile, 0});
        place();
    }

    const std::vector<Slot>& slots() const { return slots_; }
    const std::vector<Alternative>& alternatives() const { return alternatives_; }
    std::size_t scalings() const { return scalings_.size(); }
    const std::vector<Uncertainty::Factor>& factors() const { return factors_; }
    const std::vector<std::size_t>& widths() const { return widths_; }
    std::size_t components() const { return weights_.size(); }
    /// With fewer known components that weigh, there is no index.
    std::size_t least_components() const { return least_; }

    Setting setting(std::span<const double> uniforms) const {
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

    double score(std::size_t scaling, const Scaling& by, const RankKey& key) const {
        switch (scalings_[scaling].first) {
            case ChoiceKind::z_score:
                return by.z_score(key);
            case ChoiceKind::range:
                return by.range(key);
            default:
                return by.percentile(key);
        }
    }
    double range_share() const {
        for (const auto& [kind, share] : scalings_)
            if (kind == ChoiceKind::range) return share;
        return 0;
    }

  private:
    static void take(std::size_t& target, const std::vector<std::size_t>& options, double drawn) {
        target = options[pick(drawn, options.size())];
    }

    /// Uniform over the ways to share 1: gaps between sorted cuts, times the weights set. A share
    /// of exactly 0 would make a component unknown: the least is one in 2^33.
    static void share(std::vector<double>& weights, std::span<const double> drawn) {
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

    std::size_t alternative(const MeasureDefinition& definition,
                            std::span<const Maybe<double>> values,
                            const std::vector<Maybe<double>>* ranks) {
        const MeasureDistribution* reference = in_.distribution.find(definition.id);
        if (reference == nullptr || reference->quantiles.all <= 0) return none;
        Alternative added{reference, {}};
        for (std::size_t c = 0; c < values.size(); ++c)
            added.keys.push_back(
                ranks != nullptr && !(*ranks)[c] ? std::nullopt : rank_key(values[c], definition));
        const bool anybody = std::any_of(added.keys.begin(), added.keys.end(),
                                         [](const auto& key) { return key.has_value(); });
        if (!anybody) return none;
        alternatives_.push_back(std::move(added));
        return alternatives_.size() - 1;
    }
    std::size_t alternative(const RankedMeasure& measure) {
        return alternative(measure.definition, measure.values, &measure.percentiles);
    }

    void add_slot(std::size_t m) {
        const RankedMeasure& measure = index_.measures[m];
        if (measure.definition.weight <= 0) return;
        Slot slot{measure.definition.id, none, measure.definition.weight, {}, {}};
        for (std::size_t k = 0; k < index_.components.size(); ++k)
            if (index_.components[k].id == measure.definition.component) slot.component = k;
        if (weights_[slot.component] <= 0) return;
        const std::size_t own = alternative(measure);
        if (own == none) return;
        slot.measures = slot.thresholds = {own};
        slots_.push_back(std::move(slot));
    }

    void add(const Choice& choice) {
        std::size_t slot = none;
        for (std::size_t s = 0; s < slots_.size(); ++s)
            if (slots_[s].id == choice.measure) slot = s;
        switch (choice.kind) {
            case ChoiceKind::omit:
                if (slots_.size() > 1) decide(choice, none, 1);
                return;
            case ChoiceKind::other_measure:
                if (slot == none) return;
                for (const RankedMeasure& other : index_.measures)
                    if (other.definition.id == choice.value)
                        add_option(choice, slot, alternative(other), slots_[slot].measures);
                return;
            case ChoiceKind::other_threshold:
                if (slot == none) return;
                for (const Variant& other : in_.variants)
                    if (other.definition.id == variant_id(choice.measure, choice.value))
                        add_option(choice, slot,
                                   alternative(other.definition, other.values, nullptr),
                                   slots_[slot].thresholds);
                return;
            case ChoiceKind::weights: {
                const auto weighing = static_cast<std::size_t>(std::count_if(
                    weights_.begin(), weights_.end(), [](double w) { return w > 0; }));
                if (weighing > 1) decide(choice, none, weighing - 1);
                return;
            }
            default:
                scalings_.emplace_back(choice.kind, choice.share);
                if (scalings_.size() == 2) decide(choice, none, 1);
        }
    }

    void add_option(const Choice& choice, std::size_t slot, std::size_t option,
                    std::vector<std::size_t>& options) {
        if (option == none) return;
        options.push_back(option);
        if (options.size() == 2) decide(choice, slot, 1);
    }

    void decide(const Choice& choice, std::size_t slot, std::size_t width) {
        const auto at = std::find_if(factors_.begin(), factors_.end(),
                                     [&](const auto& f) { return f.id == choice.factor; });
        const auto factor = static_cast<std::size_t>(at - factors_.begin());
        if (at == factors_.end()) factors_.push_back({choice.factor, choice.label});
        decisions_.push_back({factor, choice.kind, slot, width, 0});
    }

    /// The numbers of a factor side by side, in the order of its choices.
    void place() {
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

    const Index& index_;
    const UncertaintyInputs& in_;
    std::size_t least_;
    std::vector<double> weights_;
    std::vector<Alternative> alternatives_;
    std::vector<Slot> slots_;
    std::vector<std::pair<ChoiceKind, double>> scalings_;
    std::vector<Uncertainty::Factor> factors_;
    std::vector<Decision> decisions_;
    std::vector<std::size_t> widths_;
};

/// The index of one or more residents who have the same known measures. `score`: of an alternative,
/// `unknown` where it is.
template <class Score>
double index_under(const Choices& choices, const Setting& setting, const Score& score) {
    constexpr std::size_t most = 16;
    LISIERE_EXPECTS(choices.components() <= most);
    double sums[most] = {};
    double weights[most] = {};
    for (std::size_t s = 0; s < choices.slots().size(); ++s) {
        if (s == setting.omitted) continue;
        const Slot& slot = choices.slots()[s];
        const double value = score(setting.alternatives[s]);
        if (std::isnan(value)) continue;
        sums[slot.component] += slot.weight * value;
        weights[slot.component] += slot.weight;
    }
    double sum = 0;
    double weight = 0;
    std::size_t known = 0;
    for (std::size_t k = 0; k < choices.components(); ++k) {
        if (weights[k] <= 0) continue;
        sum += setting.weights[k] * sums[k] / weights[k];
        weight += setting.weights[k];
        ++known;
    }
    return known >= choices.least_components() && weight > 0 ? sum / weight : unknown;
}

/// Scores of all cells: by alternative, by scaling, by cell.
class CellScores {
  public:
    CellScores(const Choices& choices, std::size_t cells) : cells_(cells), choices_(choices) {
        for (const Alternative& alternative : choices.alternatives()) {
            const Scaling by(*alternative.reference, choices.range_share());
            for (std::size_t n = 0; n < choices.scalings(); ++n)
                for (std::size_t c = 0; c < cells; ++c)
                    scores_.push_back(
                        alternative.keys[c] ? choices.score(n, by, *alternative.keys[c]) : unknown);
        }
    }
    double operator()(std::size_t alternative, std::size_t scaling, std::size_t cell) const {
        return scores_[(alternative * choices_.scalings() + scaling) * cells_ + cell];
    }

  private:
    std::size_t cells_;
    const Choices& choices_;
    std::vector<double> scores_;
};

/// Residents of a group who have the same known measures: their scores add up.
struct Alike {
    double people = 0;
    std::vector<double> means;  ///< by alternative, by scaling; `unknown` where they have none
};

std::vector<Alike> alike(const access::CellGroup& group, const Choices& choices,
                         const CellScores& scores) {
    std::map<std::vector<bool>, Alike> by_known;
    const std::size_t alternatives = choices.alternatives().size();
    for (const access::CellWeight& cell : group.cells) {
        std::vector<bool> known;
        for (std::size_t a = 0; a < alternatives; ++a)
            known.push_back(!std::isnan(scores(a, 0, cell.cell.value())));
        Alike& those = by_known[known];
        those.means.resize(alternatives * choices.scalings());
        those.people += cell.people;
        for (std::size_t a = 0; a < alternatives; ++a)
            for (std::size_t n = 0; n < choices.scalings(); ++n)
                those.means[a * choices.scalings() + n] +=
                    cell.people * scores(a, n, cell.cell.value());
    }
    std::vector<Alike> result;
    for (auto& [known, those] : by_known) {
        for (double& mean : those.means) mean /= those.people;
        result.push_back(std::move(those));
    }
    return result;
}

double index_of_group(const std::vector<Alike>& group, const Choices& choices,
                      const Setting& setting) {
    double sum = 0;
    double people = 0;
    for (const Alike& those : group) {
        const double index = index_under(choices, setting, [&](std::size_t alternative) {
            return those.means[alternative * choices.scalings() + setting.scaling];
        });
        if (std::isnan(index)) continue;
        sum += those.people * index;
        people += those.people;
    }
    return people > 0 ? sum / people : unknown;
}

template <class T>
T nearest_rank(std::vector<T> values, double q) {
    std::sort(values.begin(), values.end());
    const auto rank =
        static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size()) - 1e-9));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

/// The least hundredth of a point v such that residents with an index of at most v are `share` of
/// all.
double threshold(std::span<const double> index, std::span<const double> people, double share) {
    std::vector<double> bins(10001, 0.0);
    double all = 0;
    for (std::size_t c = 0; c < index.size(); ++c) {
        if (std::isnan(index[c])) continue;
        bins[static_cast<std::size_t>(std::clamp(std::floor(index[c] * 100), 0.0, 10000.0))] +=
            people[c];
        all += people[c];
    }
    double below = 0;
    for (std::size_t bin = 0; bin < bins.size(); ++bin) {
        below += bins[bin];
        if (below >= share * all) return static_cast<double>(bin) / 100;
    }
    return 100;
}

/// How often each group is among the most enclosed residents of the study area.
void count_most_enclosed(Index& index, const Uncertainty& found, const UncertaintyInputs& in,
                         const Choices& choices, const CellScores& scores,
                         const std::vector<Setting>& settings_drawn, const IndexSettings& settings,
                         Threads threads, const Progress& progress) {
    std::vector<double> limits(settings_drawn.size());
    for_each_chunk(
        limits.size(), 8, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            std::vector<double> of_cells(in.people.size());
            for (std::size_t d = begin; d < end; ++d) {
                const Setting& setting = settings_drawn[d];
                for (std::size_t c = 0; c < of_cells.size(); ++c)
                    of_cells[c] = index_under(choices, setting, [&](std::size_t alternative) {
                        return scores(alternative, setting.scaling, c);
                    });
                limits[d] = threshold(of_cells, in.people, 1 - settings.most_enclosed_share);
            }
        },
        [&](double done) { report(progress, "enclavement: plus enclavés", done); });
    for (std::size_t o = 0; o < found.groups.size(); ++o) {
        double most = 0;
        for (std::size_t d = 0; d < limits.size(); ++d)
            most += found.indices[o].values[d] >= limits[d] ? 1 : 0;
        index.groups[found.groups[o]].most_enclosed = most / static_cast<double>(limits.size());
    }
}

}  // namespace

std::string variant_id(const std::string& measure, const std::string& threshold) {
    return measure + "@" + threshold;
}

Uncertainty uncertainty(Index& index, const UncertaintyInputs& in, const IndexSettings& settings,
                        Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(settings.draws > 0 && in.groups.size() == index.groups.size());
    const Choices choices(index, in, settings.least_components);
    Uncertainty found;
    found.factors = choices.factors();
    for (std::size_t g = 0; g < index.groups.size(); ++g)
        if (index.groups[g].index) found.groups.push_back(g);
    if (found.groups.empty()) return found;

    const CellScores scores(choices, in.people.size());
    std::vector<std::vector<Alike>> groups;
    for (const std::size_t g : found.groups) groups.push_back(alike(in.groups[g], choices, scores));
    SobolDesign design;
    design.widths = choices.widths();
    design.seed = settings.seed;
    design.draws = static_cast<std::size_t>(settings.draws);
    found.draws = design.draws;
    const std::size_t count = groups.size();
    std::vector<OutputSensitivity> outputs = sobol_indices(
        design, 2 * count + 1,
        [&](std::span<const double> uniforms, std::span<double> y) {
            const Setting setting = choices.setting(uniforms);
            std::vector<Maybe<double>> indices;
            for (std::size_t o = 0; o < count; ++o) {
                y[o] = index_of_group(groups[o], choices, setting);
                // Nothing is left to go by: as published.
                if (std::isnan(y[o])) y[o] = *index.groups[found.groups[o]].index;
                indices.emplace_back(y[o]);
            }
            const std::vector<std::optional<int>> ranked = ranks_among(indices);
            y[2 * count] = 0;
            for (std::size_t o = 0; o < count; ++o) {
                y[count + o] = *ranked[o];
                y[2 * count] += std::abs(*ranked[o] - *index.groups[found.groups[o]].rank) /
                                static_cast<double>(count);
            }
        },
        threads, progress);
    for (std::size_t o = 0; o < count; ++o) {
        GroupIndex& group = index.groups[found.groups[o]];
        group.low = nearest_rank(outputs[o].values, 0.05);
        group.high = nearest_rank(outputs[o].values, 0.95);
        group.rank_low = static_cast<int>(nearest_rank(outputs[count + o].values, 0.05));
        group.rank_high = static_cast<int>(nearest_rank(outputs[count + o].values, 0.95));
    }
    found.shift = std::move(outputs.back());
    outputs.pop_back();
    found.ranks.assign(std::make_move_iterator(outputs.begin() + static_cast<long>(count)),
                       std::make_move_iterator(outputs.end()));
    outputs.resize(count);
    found.indices = std::move(outputs);

    std::vector<Setting> drawn;
    const std::size_t most_draws = 1000;
    for (const std::vector<double>& row : first_sample(design, std::min(most_draws, design.draws)))
        drawn.push_back(choices.setting(row));
    count_most_enclosed(index, found, in, choices, scores, drawn, settings, threads, progress);
    return found;
}

}  // namespace lisiere::enclavement
