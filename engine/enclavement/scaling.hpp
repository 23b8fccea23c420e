// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/enclavement/distribution.hpp"

namespace lisiere::enclavement {

/// One measure's mean, standard deviation and range in a distribution, and the scores that they
/// give. Out of reach counts as the most enclosed value there, no object as the least.
class Scaling {
  public:
    /// `share`: the range goes from this quantile to the one at 1 - share. People between two rows
    /// of the quantiles are shared between them.
    Scaling(const MeasureDistribution& distribution, double share);

    double percentile(const RankKey& key) const { return quantiles_->percentile(key); }
    /// 50 + 100/√12 (x - mean) / deviation, cut to 0..100: with the spread of percentiles. 50 where
    /// all are the same.
    double z_score(const RankKey& key) const;
    /// 50 + 100 (x - mean) / range, cut to 0..100; 50 where all are the same.
    double range(const RankKey& key) const;

  private:
    double number(const RankKey& key) const;

    const Quantiles* quantiles_;
    double least_ = 0;
    double most_ = 0;
    double mean_ = 0;
    double deviation_ = 0;
    double range_ = 0;
};

}  // namespace lisiere::enclavement
