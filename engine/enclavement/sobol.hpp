// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::enclavement {

/// What one factor does to one output: shares of the output's variance, with standard errors.
struct FactorIndices {
    double first = 0;  ///< S: the share that knowing this factor alone would take away
    double first_error = 0;
    double total = 0;  ///< T: the share that would be left if all but this factor were known
    double total_error = 0;
};

struct OutputSensitivity {
    double mean = 0;
    double deviation = 0;  ///< standard; 0: nothing drawn moves the output, all indices are 0
    std::vector<FactorIndices> factors;
    std::vector<double> values;  ///< of the first sample, draw by draw
};

/// Draws of all factors together. Each factor is a group of independent uniform numbers.
struct SobolDesign {
    std::vector<std::size_t> widths;  ///< by factor: how many numbers it draws, at least 1
    std::size_t draws = 4096;         ///< DEFAULT: N
    std::uint64_t seed = 20240101;    ///< of SplitMix64
};
/// The first `count` draws of sample A.
std::vector<std::vector<double>> first_sample(const SobolDesign& design, std::size_t count);

/// What the model makes of one draw: `uniforms`, in [0, 1), those of the first factor first.
using SobolModel = std::function<void(std::span<const double> uniforms, std::span<double> outputs)>;

/// Variance-based sensitivity (Sobol 1993; Saltelli et al. 2010). Two independent samples A and B
/// of N draws; A with the numbers of factor i taken from B is A_i; with y centred on its mean and V
/// the variance over A and B together,
///     S_i = mean(y(B) (y(A_i) - y(A))) / V            (Saltelli 2010)
///     T_i = mean((y(A) - y(A_i))²) / 2 V              (Jansen 1999)
/// N (2 + factors) evaluations. Standard errors by a jackknife over 32 blocks of draws (or one a
/// draw, where these are fewer). Guarantees: a factor that changes nothing has S = T = 0, exactly;
/// T >= 0; estimates of S lie in [0, 1], and their sum below 1, to within their errors. The model
/// must be a pure function and give the same for equal draws. Same bytes with any number of
/// threads.
std::vector<OutputSensitivity> sobol_indices(const SobolDesign& design, std::size_t outputs,
                                             const SobolModel& model, Threads threads,
                                             const Progress& progress = {});

}  // namespace lisiere::enclavement
