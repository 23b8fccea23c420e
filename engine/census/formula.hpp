// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/census/figures.hpp"

/// A line of the kit with the figures of its terms. Private to engine/census.
namespace lisiere::census {

/// A value and what is known of how it was come by.
struct Answer {
    Maybe<double> value;
    Maybe<double> error;  ///< standard error
    Maybe<double> above;  ///< Σ numerator; of a published rate: rate × people
    Maybe<double> below;  ///< Σ denominator; of a published rate: people; sans_objet for counts
    char qualite = 0;
    double couverture = 0;
    bool approchee = false;
    bool impossible = false;  ///< the value was one that cannot be (bounded), and is missing
};

/// A formula of one vintage; `estimate` once, before its answers are asked for.
struct Formula {
    /// By one method, perimeter by perimeter.
    struct Way {
        std::string method;
        std::vector<Answer> perimeters;
    };

    Formula(const IndicatorDefinition& of, std::size_t position)
        : definition(position), definition_(&of) {}

    std::size_t definition = 0;  ///< its position in the kit
    std::vector<const Figure*> numerator;
    std::vector<const Figure*> denominator;
    std::vector<Way> ways;  ///< the method of the leading term's source first

    const Figure& leading() const { return *numerator.front(); }
    void estimate(const Figures& figures);
    const Answer& at_perimeter(std::size_t p) const { return ways.front().perimeters[p]; }
    /// Without its error.
    Answer at_reference(std::size_t r) const;
    /// Of one area of the layer that all its figures come from (`formula_of` with `only`): the
    /// source's own value, or recomputed from its own counts there.
    Answer at_area(std::size_t area) const;

  private:
    std::vector<std::string> methods() const;
    template <class At>
    Answer answer(const At& at) const;
    Answer bounded(Answer answer) const;
    std::vector<Maybe<double>> errors(const std::string& method, const Figures& figures,
                                      const std::vector<Answer>& answers) const;

    const IndicatorDefinition* definition_;
};

/// The formula with its figures, of the newest vintage that has them all; none when no vintage has.
/// `only`: of that layer alone. `year`: of that vintage alone.
std::optional<Formula> formula_of(const IndicatorDefinition& definition, std::size_t position,
                                  const Figures& figures,
                                  std::optional<std::size_t> only = std::nullopt,
                                  std::optional<int> year = std::nullopt);

/// The value, rounding taken off at its bounds; missing (`non_disponible`) where it cannot be:
/// a count below 0, a share outside 0 to 100 %.
Maybe<double> possible(const Maybe<double>& value, const IndicatorDefinition& definition);

}  // namespace lisiere::census
