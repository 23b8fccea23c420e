// SPDX-License-Identifier: Apache-2.0
#include "engine/census/intervals.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lisiere::census {
namespace {

/// Share of official values that an interval leaves on each side.
constexpr double tail = 0.05;

enum class Scale { counts, shares, amounts, plain };

Scale scale_of(const IndicatorDefinition& definition) {
    if (definition.kind == IndicatorKind::effectif) return Scale::counts;
    if (definition.unit == "%") return definition.bounded ? Scale::shares : Scale::plain;
    return Scale::amounts;
}

/// 0 and 100 % have log-odds too: half a point is added on each side.
constexpr double half_point = 0.5;

/// How far official values lie from one method's estimates, quarter by quarter.
struct Shifts {
    std::vector<std::pair<double, std::size_t>> sorted;  ///< shift, perimeter

    std::optional<std::pair<double, double>> without(std::size_t perimeter) const {
        if (sorted.size() < least_calibration) return std::nullopt;
        std::vector<double> others;
        for (const auto& [shift, of] : sorted)
            if (of != perimeter) others.push_back(shift);
        const auto m = others.size();
        const auto k =
            std::max<std::size_t>(1, static_cast<std::size_t>(tail * static_cast<double>(m + 1)));
        return std::pair(others[k - 1], others[m - k]);
    }
};

/// An interval, and what it rests on.
struct Interval {
    Maybe<double> low;
    Maybe<double> high;
    std::string told;
};

using ShiftsOf = std::map<std::pair<std::string_view, std::string_view>, Shifts>;

class Calibration {
  public:
    Calibration(std::span<const IndicatorValue> values,
                std::span<const IndicatorDefinition> definitions,
                std::span<const IntervalReference> references)
        : definitions_(definitions), references_(references) {
        for (const IndicatorValue& value : values) {
            for (const MethodEstimate& estimate : value.estimations)
                add(by_edition_, value, estimate.valeur, estimate.valeur_officielle,
                    estimate.methode);
            if (!value.estimations.empty() && value.part_estimee >= 1)
                add(shown_, value, value.valeur_estimee, value.valeur_officielle,
                    value.estimations.front().methode);
        }
        for (ShiftsOf* all : {&by_edition_, &shown_})
            for (auto& [of, shifts] : *all) std::sort(shifts.sorted.begin(), shifts.sorted.end());
    }

    /// Of a method's estimate, against the edition nearest to it.
    Interval of(const IndicatorValue& value, const MethodEstimate& estimate) const {
        return interval(value, estimate.valeur, estimate.methode, {&by_edition_});
    }
    /// Of the estimate that is shown, against the official values that are shown beside it.
    Interval shown(const IndicatorValue& value) const {
        return interval(value, value.valeur_estimee, value.estimations.front().methode,
                        {&shown_, &by_edition_});
    }

  private:
    void add(ShiftsOf& to, const IndicatorValue& value, const Maybe<double>& estimated,
             const Maybe<double>& official, std::string_view method) const {
        if (!estimated || !official) return;
        const IndicatorDefinition& definition = definitions_[value.definition];
        const auto from = transformed(*estimated, definition);
        const auto there = transformed(*official, definition);
        if (from && there)
            to[{definition.id, method}].sorted.emplace_back(*there - *from, value.perimeter);
    }

    Interval interval(const IndicatorValue& value, const Maybe<double>& estimated,
                      const std::string& method,
                      std::initializer_list<const ShiftsOf*> calibrations) const {
        if (!estimated) return {estimated.absence(), estimated.absence(), {}};
        const IndicatorDefinition& definition = definitions_[value.definition];
        const auto at = transformed(*estimated, definition);
        std::optional<std::pair<double, double>> shift;
        std::size_t official = 0;
        std::string told;
        for (const ShiftsOf* all : calibrations) {
            const auto found = all->find({definition.id, method});
            if (shift || found == all->end()) continue;
            official = std::max(official, found->second.sorted.size());
            shift = found->second.without(value.perimeter);
        }
        if (shift) {
            told = std::to_string(official) + " quartiers officiels";
        } else if (const IntervalReference* reference = reference_for(definition, method)) {
            shift = std::pair(reference->low, reference->high);
            told = reference->told;
        }
        if (!at || !shift)
            return {Absence::non_disponible, Absence::non_disponible,
                    "sans intervalle : " + std::to_string(official) +
                        " quartier(s) officiel(s), il en faut " +
                        std::to_string(least_calibration)};
        return {back_transformed(*at + shift->first, definition),
                back_transformed(*at + shift->second, definition), std::move(told)};
    }

    const IntervalReference* reference_for(const IndicatorDefinition& definition,
                                           const std::string& method) const {
        const auto fits = [&](const IntervalReference& one) {
            return one.method == method && one.kind == definition.kind &&
                   (one.unit.empty() || one.unit == definition.unit);
        };
        const auto found = std::find_if(references_.begin(), references_.end(), fits);
        return found == references_.end() ? nullptr : &*found;
    }

    std::span<const IndicatorDefinition> definitions_;
    std::span<const IntervalReference> references_;
    ShiftsOf by_edition_;
    ShiftsOf shown_;
};

}  // namespace

Maybe<double> transformed(double value, const IndicatorDefinition& definition) {
    switch (scale_of(definition)) {
        case Scale::counts:
            if (value < 0) return Absence::sans_objet;
            return std::log(value + 1);
        case Scale::shares:
            if (value < 0 || value > 100) return Absence::sans_objet;
            return std::log((value + half_point) / (100 + half_point - value));
        case Scale::amounts:
            if (value <= 0) return Absence::sans_objet;
            return std::log(value);
        case Scale::plain:
            return value;
    }
    return value;
}

double back_transformed(double value, const IndicatorDefinition& definition) {
    switch (scale_of(definition)) {
        case Scale::counts:
            return std::max(0.0, std::exp(value) - 1);
        case Scale::shares:
            return std::clamp((100 + 2 * half_point) / (1 + std::exp(-value)) - half_point, 0.0,
                              100.0);
        case Scale::amounts:
            return std::exp(value);
        case Scale::plain:
            return value;
    }
    return value;
}

void calibrate_intervals(std::vector<IndicatorValue>& values,
                         std::span<const IndicatorDefinition> definitions,
                         std::span<const IntervalReference> references) {
    const Calibration calibration(values, definitions, references);
    for (IndicatorValue& value : values) {
        for (MethodEstimate& estimate : value.estimations) {
            Interval interval = calibration.of(value, estimate);
            estimate.intervalle_bas = interval.low;
            estimate.intervalle_haut = interval.high;
            estimate.calage = std::move(interval.told);
        }
        value.intervalle_bas = value.intervalle_haut =
            value.valeur_estimee ? Maybe<double>() : value.valeur_estimee;
        if (value.estimations.empty() || !value.valeur_estimee) continue;
        Interval interval = calibration.shown(value);
        value.intervalle_bas = interval.low;
        value.intervalle_haut = interval.high;
        value.calage = std::move(interval.told);
    }
}

}  // namespace lisiere::census
