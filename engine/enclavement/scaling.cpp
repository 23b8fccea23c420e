// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/scaling.hpp"

#include <algorithm>
#include <cmath>

namespace lisiere::enclavement {
namespace {

double in_units(const RankKey& key) {
    return static_cast<double>(key.value) / 1e6;
}

double cut(double score) {
    return std::clamp(score, 0.0, 100.0);
}

/// The first row that `share` of the people do not exceed.
const Quantiles::Row& row_at(const Quantiles& quantiles, double share) {
    const double wanted = share * static_cast<double>(quantiles.all);
    for (const Quantiles::Row& row : quantiles.rows)
        if (static_cast<double>(row.below + row.at) >= wanted) return row;
    return quantiles.rows.back();
}

}  // namespace

Scaling::Scaling(const MeasureDistribution& distribution, double share)
    : quantiles_(&distribution.quantiles) {
    const std::vector<Quantiles::Row>& rows = quantiles_->rows;
    const auto is_value = [](const Quantiles::Row& row) { return row.key.level == 0; };
    const auto first = std::find_if(rows.begin(), rows.end(), is_value);
    if (first == rows.end()) return;  // nobody has a number: all scores are 50
    least_ = in_units(first->key);
    most_ = in_units(std::find_if(rows.rbegin(), rows.rend(), is_value)->key);
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t through = rows[i].below + rows[i].at;
        const std::int64_t before = i == 0 ? 0 : rows[i - 1].below + rows[i - 1].at;
        const std::int64_t after = i + 1 == rows.size() ? through : rows[i + 1].below;
        const double people = static_cast<double>(rows[i].at) +
                              static_cast<double>(rows[i].below - before + after - through) / 2;
        const double value = number(rows[i].key) - least_;
        sum += people * value;
        squares += people * value * value;
    }
    const auto all = static_cast<double>(quantiles_->all);
    mean_ = least_ + sum / all;
    deviation_ = std::sqrt(std::max(0.0, squares / all - sum / all * (sum / all)));
    range_ = number(row_at(*quantiles_, 1 - share).key) - number(row_at(*quantiles_, share).key);
    if (range_ <= 0) range_ = most_ - least_;
}

double Scaling::number(const RankKey& key) const {
    return key.level < 0 ? least_ : key.level > 0 ? most_ : in_units(key);
}

double Scaling::z_score(const RankKey& key) const {
    if (deviation_ <= 0) return 50;
    return cut(50 + 100 / std::sqrt(12.0) * (number(key) - mean_) / deviation_);
}

double Scaling::range(const RankKey& key) const {
    if (range_ <= 0) return 50;
    return cut(50 + 100 * (number(key) - mean_) / range_);
}

}  // namespace lisiere::enclavement
