// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lisiere::access {

/// How much a place at t minutes counts, in [0, 1], non-increasing in t. t < 0 is a broken
/// precondition.
///   step         1 when t <= T, else 0 (R5 takes t < T; here the limit belongs to what it limits)
///   linear       1 up to T - w/2, 0 from T + w/2, straight between; w <= 2 T
///   logistic     g(0) / g(t), g(x) = 1 + exp((x - T) pi / (s sqrt 3)), s the standard deviation
///   exponential  0.5^(t / T): T is the half-life
///   fixed_exponential  exp(-t / T)
/// Source: the decay family of the R5 routing engine's accessibility analysis.
struct Decay {
    enum class Kind { step, linear, logistic, exponential, fixed_exponential } kind = Kind::step;
    double minutes = 15;  ///< T > 0
    double width = 10;    ///< w of linear, s of logistic; > 0
    double operator()(double t) const;
};

}  // namespace lisiere::access
