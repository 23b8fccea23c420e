// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/secrecy.hpp"

/// Every secrecy rule over one set of places. Private to engine/census.
namespace lisiere::census {

struct Formula;

/// The places that the rules are settled over. What it points to must outlive it.
class Ground {
  public:
    virtual ~Ground() = default;
    virtual const Places& places() const = 0;
    /// Σ of terms in every place.
    virtual PlaceCounts counts(const std::vector<Term>& terms,
                               const std::vector<const Figure*>& figures) const = 0;
    /// The only layer whose figures are of these places; nullopt: any.
    virtual std::optional<std::size_t> layer() const { return std::nullopt; }
    /// Of a rule, or of a definition that one bears on: references withheld elsewhere, the others
    /// being shown; null: references are settled here.
    virtual const std::vector<bool>* settled(std::size_t /*rule*/,
                                             std::optional<std::size_t> /*definition*/) const {
        return nullptr;
    }

  protected:
    Ground() = default;
    Ground(const Ground&) = default;
    Ground& operator=(const Ground&) = default;
};

/// The rules of `inputs` settled over a ground: places with too few units, counts that are too
/// small, and what would tell them (secrecy.hpp).
class SettledRules {
  public:
    SettledRules(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                 const Figures& figures, const Ground& ground);

    /// Of a rule of `inputs.secrecy`, by position.
    const Withheld& places(std::size_t rule) const { return withheld_[rule]; }
    /// Of a definition whose rule bears on counts; null: no such rule, or no figures.
    const Withheld* counts(std::size_t definition) const;
    const std::map<std::size_t, Withheld>& counts() const { return counts_; }  ///< by definition
    /// Does the ground tell how many units stand behind the values of the rule?
    bool units_known(std::size_t rule) const { return units_known_[rule]; }

  private:
    Behind units(std::size_t rule);
    void settle_counts(std::size_t rule);
    std::optional<Formula> formula(std::size_t definition) const;

    std::span<const IndicatorDefinition> definitions_;
    const IndicatorInputs& inputs_;
    const Figures& figures_;
    const Ground& ground_;
    std::vector<bool> units_known_;
    std::vector<Withheld> withheld_;          // by rule
    std::map<std::size_t, Withheld> counts_;  // by definition
};

/// Position of the rule that the definition names; nullopt: none.
std::optional<std::size_t> rule_of(const IndicatorDefinition& definition,
                                   std::span<const SecrecyRule> rules);

}  // namespace lisiere::census
