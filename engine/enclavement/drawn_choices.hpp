// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/enclavement/scaling.hpp"
#include "engine/enclavement/uncertainty.hpp"

/// Private to the folder: what a draw of the uncertainty analysis may decide.
namespace lisiere::enclavement {

inline constexpr std::size_t no_position = std::numeric_limits<std::size_t>::max();

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
    std::size_t slot = no_position;
    std::size_t width = 1;
    std::size_t offset = 0;
};

/// What one draw has decided.
struct Setting {
    std::size_t omitted = no_position;      ///< a slot
    std::vector<std::size_t> alternatives;  ///< by slot
    std::size_t scaling = 0;
    std::vector<double> weights;  ///< by component
};

/// Everything that may be drawn, and how.
class Choices {
  public:
    Choices(const Index& index, const UncertaintyInputs& in, std::size_t least);

    const std::vector<Slot>& slots() const { return slots_; }
    const std::vector<Alternative>& alternatives() const { return alternatives_; }
    std::size_t scalings() const { return scalings_.size(); }
    const std::vector<Uncertainty::Factor>& factors() const { return factors_; }
    const std::vector<std::size_t>& widths() const { return widths_; }
    std::size_t components() const { return weights_.size(); }
    /// With fewer known components that weigh, there is no index.
    std::size_t least_components() const { return least_; }

    /// What numbers from 0 to 1 decide: those of a factor side by side, `widths` of each.
    Setting setting(std::span<const double> uniforms) const;
    double score(std::size_t scaling, const Scaling& by, const RankKey& key) const;
    double range_share() const;

  private:
    std::size_t alternative(const MeasureDefinition& definition,
                            std::span<const Maybe<double>> values,
                            const std::vector<Maybe<double>>* ranks);
    std::size_t alternative(const RankedMeasure& measure) {
        return alternative(measure.definition, measure.values, &measure.percentiles);
    }
    void add_slot(std::size_t m);
    void add(const Choice& choice);
    void add_option(const Choice& choice, std::size_t slot, std::size_t option,
                    std::vector<std::size_t>& options);
    void decide(const Choice& choice, std::size_t slot, std::size_t width);
    void place();

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

}  // namespace lisiere::enclavement
