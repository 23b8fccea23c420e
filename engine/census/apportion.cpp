// SPDX-License-Identifier: Apache-2.0
#include "engine/census/apportion.hpp"

#include <algorithm>

namespace lisiere::census {
namespace {

/// What the sources of one target add up to, and what is missing of it.
class Sum {
  public:
    Sum(ApportionMethod method, const ApportionSettings& settings)
        : method_(method), settings_(settings) {}

    void add(double amount, double part, const Weights::Entry& entry) {
        any_ = true;
        total_ += amount;
        known_ += part;
        sure_ += amount * entry.inside;
        known_sure_ += part * entry.inside;
        if (entry.weight <= 0.5) return;
        inside_ += amount;
        known_inside_ += part;
    }
    void add_missing(Absence reason, double part) {
        any_ = true;
        missing_ += part;
        if (part <= largest_missing_) return;
        largest_missing_ = part;
        reason_ = reason;
    }
    double total() const { return total_; }

    Estimate estimate(Maybe<double> value) const {
        Estimate result;
        result.method = method_;
        result.couverture = std::clamp(known_, 0.0, 1.0);
        if (!any_) {
            result.value = Absence::hors_couverture;
        } else if (missing_ > settings_.missing_tolerance || known_ <= 0) {
            result.value = reason_;
        } else {
            result.value = value;
        }
        // A count of nothing has no people to go by; then the target's own parts say how well it is
        // placed.
        const auto share = [&](double of_total, double of_known) {
            const double found = total_ > 0   ? of_total / total_
                                 : known_ > 0 ? of_known / known_
                                              : 0;
            return found * result.couverture + rounding;
        };
        const double placed = share(inside_, known_inside_);
        const double sure = std::min(placed, share(sure_, known_sure_));
        result.qualite = sure >= settings_.least_a     ? 'A'
                         : placed >= settings_.least_b ? 'B'
                         : placed >= settings_.least_c ? 'C'
                                                       : 'D';
        return result;
    }

  private:
    /// A target made of whole sources must not lose its A to the last digit.
    static constexpr double rounding = 1e-9;
    ApportionMethod method_;
    const ApportionSettings& settings_;
    bool any_ = false;
    double total_ = 0;
    double inside_ = 0;
    double sure_ = 0;
    double known_ = 0;
    double known_inside_ = 0;
    double known_sure_ = 0;
    double missing_ = 0;
    double largest_missing_ = 0;
    Absence reason_ = Absence::hors_couverture;
};

}  // namespace

Weights area_weights(const OverlapMatrix& matrix) {
    Weights weights;
    weights.method = ApportionMethod::surface;
    weights.sources = matrix.sources;
    weights.measure = matrix.source_area;
    weights.first = matrix.first;
    weights.entries.reserve(matrix.entries.size());
    for (std::size_t t = 0; t < matrix.targets(); ++t)
        for (const OverlapMatrix::Entry& entry : matrix.row(t))
            weights.entries.push_back({entry.source, entry.share,
                                       entry.area / matrix.target_area[t], 0,
                                       entry.share >= 1 ? 1.0 : 0.0});
    return weights;
}

Weights area_weights(const OverlapMatrix& matrix, std::span<const double> people) {
    LISIERE_EXPECTS(people.size() == matrix.sources);
    Weights weights = area_weights(matrix);
    for (std::size_t t = 0; t < weights.targets(); ++t) {
        double everybody = 0;
        for (const Weights::Entry& entry : weights.row(t))
            everybody += people[entry.source] * entry.weight;
        if (everybody <= 0) continue;
        for (std::uint32_t i = weights.first[t]; i < weights.first[t + 1]; ++i) {
            Weights::Entry& entry = weights.entries[i];
            entry.part = people[entry.source] * entry.weight / everybody;
        }
    }
    return weights;
}

std::vector<Estimate> apportion(const Weights& weights, const CountColumn& column,
                                const ApportionSettings& settings) {
    LISIERE_EXPECTS(column.values.size() == weights.sources);
    std::vector<Estimate> estimates;
    estimates.reserve(weights.targets());
    for (std::size_t t = 0; t < weights.targets(); ++t) {
        Sum sum(weights.method, settings);
        for (const Weights::Entry& entry : weights.row(t)) {
            const Maybe<double>& count = column.values[entry.source];
            if (count)
                sum.add(*count * entry.weight, entry.part, entry);
            else
                sum.add_missing(count.absence(), entry.part);
        }
        estimates.push_back(sum.estimate(sum.total()));
    }
    return estimates;
}

std::vector<Estimate> apportion_by_area(const OverlapMatrix& matrix, const CountColumn& column,
                                        const ApportionSettings& settings) {
    return apportion(area_weights(matrix), column, settings);
}

std::vector<Estimate> approximate_rate(const Weights& weights, const RateColumn& rate,
                                       const CountColumn& people,
                                       const ApportionSettings& settings) {
    LISIERE_EXPECTS(rate.values.size() == weights.sources);
    LISIERE_EXPECTS(people.values.size() == weights.sources);
    std::vector<Estimate> estimates;
    estimates.reserve(weights.targets());
    for (std::size_t t = 0; t < weights.targets(); ++t) {
        double everybody = 0;
        for (const Weights::Entry& entry : weights.row(t))
            everybody += people.values[entry.source].value_or(0) * entry.weight;
        Sum sum(weights.method, settings);
        double weighted = 0;
        for (const Weights::Entry& entry : weights.row(t)) {
            const double residents = people.values[entry.source].value_or(0) * entry.weight;
            const double part = everybody > 0 ? residents / everybody : entry.part;
            const Maybe<double>& value = rate.values[entry.source];
            if (!value) {
                sum.add_missing(value.absence(), part);
                continue;
            }
            sum.add(residents, part, entry);
            weighted += residents * *value;
        }
        Maybe<double> mean = Absence::sans_objet;
        if (sum.total() > 0) mean = weighted / sum.total();
        estimates.push_back(sum.estimate(mean));
        estimates.back().approchee = true;
        const Maybe<double>& rate_here = estimates.back().value;
        estimates.back().people =
            rate_here ? Maybe<double>(sum.total()) : Maybe<double>(rate_here.absence());
    }
    return estimates;
}

}  // namespace lisiere::census
