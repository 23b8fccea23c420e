// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/enclavement/random.hpp"

namespace lisiere::enclavement {
namespace {

/// Sums of one output over some draws, of values less a constant near their mean: an output that
/// does not move has sums of exactly 0.
struct Sums {
    double a = 0;
    double b = 0;
    double squares = 0;  ///< of A and of B
    struct Factor {
        double change = 0;   ///< y(A_i) - y(A)
        double with_b = 0;   ///< y(B) × that
        double squares = 0;  ///< of that
    };
    std::vector<Factor> factors;
    double draws = 0;

    void add(const Sums& other, double sign = 1) {
        a += sign * other.a;
        b += sign * other.b;
        squares += sign * other.squares;
        draws += sign * other.draws;
        for (std::size_t i = 0; i < factors.size(); ++i) {
            factors[i].change += sign * other.factors[i].change;
            factors[i].with_b += sign * other.factors[i].with_b;
            factors[i].squares += sign * other.factors[i].squares;
        }
    }
    double mean() const { return (a + b) / (2 * draws); }
    double variance() const { return std::max(0.0, squares / (2 * draws) - mean() * mean()); }
    /// S and T; 0 where nothing moves.
    std::pair<double, double> indices(std::size_t factor) const {
        const double all = variance();
        if (all <= 0) return {0, 0};
        const Factor& f = factors[factor];
        return {(f.with_b - mean() * f.change) / draws / all, f.squares / draws / 2 / all};
    }
};

/// The standard error of S and T: the blocks left out one by one.
FactorIndices with_errors(const Sums& all, const std::vector<Sums>& blocks, std::size_t factor) {
    FactorIndices found;
    std::tie(found.first, found.total) = all.indices(factor);
    std::vector<std::pair<double, double>> without;
    for (const Sums& block : blocks) {
        Sums rest = all;
        rest.add(block, -1);
        without.push_back(rest.indices(factor));
    }
    const auto count = static_cast<double>(without.size());
    double first = 0;
    double total = 0;
    for (const auto& [s, t] : without) {
        first += s / count;
        total += t / count;
    }
    for (const auto& [s, t] : without) {
        found.first_error += (s - first) * (s - first);
        found.total_error += (t - total) * (t - total);
    }
    found.first_error = std::sqrt((count - 1) / count * found.first_error);
    found.total_error = std::sqrt((count - 1) / count * found.total_error);
    return found;
}

constexpr std::size_t most_blocks = 32;

/// 53 bits of a whole number: uniform in [0, 1).
double uniform(std::uint64_t bits) {
    return static_cast<double>(bits >> 11U) * 0x1p-53;
}

/// All numbers of a design, drawn in one order whatever the threads: A and B of a draw together.
class Samples {
  public:
    Samples(const SobolDesign& design, std::size_t draws)
        : width_(std::accumulate(design.widths.begin(), design.widths.end(), std::size_t{0})) {
        Random random(design.seed);
        numbers_.resize(draws * 2 * width_);
        for (double& number : numbers_) number = uniform(random.next());
    }
    std::size_t width() const { return width_; }
    std::span<const double> a(std::size_t draw) const { return row(2 * draw); }
    std::span<const double> b(std::size_t draw) const { return row(2 * draw + 1); }

  private:
    std::span<const double> row(std::size_t at) const {
        return std::span<const double>(numbers_).subspan(at * width_, width_);
    }
    std::size_t width_;
    std::vector<double> numbers_;
};

}  // namespace

std::vector<std::vector<double>> first_sample(const SobolDesign& design, std::size_t count) {
    const Samples samples(design, count);
    std::vector<std::vector<double>> rows;
    for (std::size_t d = 0; d < count; ++d)
        rows.emplace_back(samples.a(d).begin(), samples.a(d).end());
    return rows;
}

std::vector<OutputSensitivity> sobol_indices(const SobolDesign& design, std::size_t outputs,
                                             const SobolModel& model, Threads threads,
                                             const Progress& progress) {
    LISIERE_EXPECTS(design.draws > 0);
    const Samples samples(design, design.draws);
    std::vector<double> origin(outputs);
    model(samples.a(0), origin);

    std::vector<OutputSensitivity> result(outputs);
    for (OutputSensitivity& output : result) output.values.resize(design.draws);
    Sums none;
    none.factors.resize(design.widths.size());
    const std::size_t count = std::min(most_blocks, design.draws);
    const auto first_of = [&](std::size_t block) { return block * design.draws / count; };
    std::vector<std::vector<Sums>> blocks(count, std::vector<Sums>(outputs, none));
    for_each_chunk(
        count, 1, threads,
        [&](std::size_t block, std::size_t, unsigned) {
            std::vector<Sums>& sums = blocks[block];
            std::vector<double> a(outputs);
            std::vector<double> b(outputs);
            std::vector<double> mixed(outputs);
            std::vector<double> row(samples.width());
            for (std::size_t d = first_of(block); d < first_of(block + 1); ++d) {
                model(samples.a(d), a);
                model(samples.b(d), b);
                for (std::size_t o = 0; o < outputs; ++o) {
                    result[o].values[d] = a[o];
                    const double of_a = a[o] - origin[o];
                    const double of_b = b[o] - origin[o];
                    sums[o].a += of_a;
                    sums[o].b += of_b;
                    sums[o].squares += of_a * of_a + of_b * of_b;
                    ++sums[o].draws;
                }
                std::size_t from = 0;
                for (std::size_t i = 0; i < design.widths.size(); ++i) {
                    std::copy(samples.a(d).begin(), samples.a(d).end(), row.begin());
                    const auto own = samples.b(d).subspan(from, design.widths[i]);
                    std::copy(own.begin(), own.end(), row.begin() + static_cast<long>(from));
                    from += design.widths[i];
                    model(row, mixed);
                    for (std::size_t o = 0; o < outputs; ++o) {
                        const double change = mixed[o] - a[o];
                        Sums::Factor& f = sums[o].factors[i];
                        f.change += change;
                        f.with_b += (b[o] - origin[o]) * change;
                        f.squares += change * change;
                    }
                }
            }
        },
        [&](double done) { report(progress, "enclavement: incertitude", done); });

    for (std::size_t o = 0; o < outputs; ++o) {
        Sums all = none;
        std::vector<Sums> own;
        for (const std::vector<Sums>& block : blocks) {
            all.add(block[o]);
            own.push_back(block[o]);
        }
        result[o].mean = origin[o] + all.mean();
        result[o].deviation = std::sqrt(all.variance());
        for (std::size_t i = 0; i < design.widths.size(); ++i)
            result[o].factors.push_back(with_errors(all, own, i));
    }
    return result;
}

}  // namespace lisiere::enclavement
