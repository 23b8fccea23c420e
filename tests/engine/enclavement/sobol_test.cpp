// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/sobol.hpp"

#include <cmath>
#include <numbers>
#include <random>

#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

constexpr double four_errors = 4;

std::vector<OutputSensitivity> of(const SobolDesign& design, const SobolModel& model,
                                  std::size_t outputs = 1, Threads threads = {}) {
    return sobol_indices(design, outputs, model, threads);
}

}  // namespace

TEST_CASE("an additive model: each factor's share of the variance is its own, first and total",
          "[enclavement][sobol]") {
    // y = 3 x1 + 2 x2 + x3 + 5, each of variance 1/12: shares 9, 4 and 1 of 14.
    const auto found = of({{1, 1, 1}, 8192, 7}, [](std::span<const double> u, std::span<double> y) {
        y[0] = 3 * u[0] + 2 * u[1] + u[2] + 5;
    });
    const double shares[] = {9 / 14.0, 4 / 14.0, 1 / 14.0};
    for (std::size_t i = 0; i < 3; ++i) {
        const FactorIndices& f = found[0].factors[i];
        CHECK(f.first == Approx(shares[i]).margin(four_errors * f.first_error));
        CHECK(f.total == Approx(shares[i]).margin(four_errors * f.total_error));
        CHECK(f.first_error < 0.02);
        CHECK(f.total_error < 0.02);
    }
    CHECK(found[0].mean == Approx(8).margin(0.05));
    CHECK(found[0].deviation == Approx(std::sqrt(14 / 12.0)).epsilon(0.02));
}

TEST_CASE("Ishigami's function: a factor that acts through another alone has a total, no first",
          "[enclavement][sobol]") {
    // y = sin x1 + a sin² x2 + b x3⁴ sin x1 over [-π, π]³, a = 7, b = 0.1 (Ishigami and Homma 1990)
    using std::numbers::pi;
    constexpr double a = 7;
    constexpr double b = 0.1;
    const auto found =
        of({{1, 1, 1}, 16384, 1}, [](std::span<const double> u, std::span<double> y) {
            const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
            y[0] = std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) +
                   b * std::pow(x(2), 4) * std::sin(x(0));
        });
    const double of_1 = std::pow(1 + b * std::pow(pi, 4) / 5, 2) / 2;
    const double of_2 = a * a / 8;
    const double of_13 = b * b * std::pow(pi, 8) * (1 / 18.0 - 1 / 50.0);
    const double all = of_1 + of_2 + of_13;
    const double first[] = {of_1 / all, of_2 / all, 0};
    const double total[] = {(of_1 + of_13) / all, of_2 / all, of_13 / all};
    for (std::size_t i = 0; i < 3; ++i) {
        const FactorIndices& f = found[0].factors[i];
        CHECK(f.first == Approx(first[i]).margin(four_errors * f.first_error));
        CHECK(f.total == Approx(total[i]).margin(four_errors * f.total_error));
        CHECK(f.first_error < 0.03);
    }
    CHECK(found[0].deviation == Approx(std::sqrt(all)).epsilon(0.02));
}

TEST_CASE(
    "random models: indices in [0, 1] and first ones below 1 in all, to their errors; a "
    "factor that changes nothing has 0",
    "[enclavement][sobol][property]") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> at(-2, 2);
        std::vector<double> w(12);
        for (double& one : w) one = at(random);
        // Factor 2 draws two numbers and is not looked at; factors 0, 1 and 3 mix and jump.
        const auto found = of(
            {{2, 1, 2, 1}, 2048, seed},
            [&](std::span<const double> u, std::span<double> y) {
                y[0] = w[0] * u[0] + w[1] * u[1] * u[2] + w[2] * (u[2] < 0.4 ? 1 : 0) +
                       w[3] * u[5] * u[0];
                y[1] = std::floor(5 * (u[0] + w[4] * u[5]));
                y[2] = 42;
            },
            3);
        for (std::size_t o = 0; o < 2; ++o) {
            double sum = 0;
            double error = 0;
            for (const FactorIndices& f : found[o].factors) {
                CHECK(f.first >= -four_errors * f.first_error);
                CHECK(f.first <= f.total + four_errors * (f.first_error + f.total_error));
                CHECK(f.total >= 0);
                CHECK(f.total <= 1 + four_errors * f.total_error);
                sum += f.first;
                error = std::hypot(error, f.first_error);
            }
            CHECK(sum <= 1 + four_errors * error);
            CHECK(found[o].factors[2].first == 0);
            CHECK(found[o].factors[2].total == 0);
            CHECK(found[o].factors[2].total_error == 0);
        }
        CHECK(found[1].factors[1].total == 0);
        CHECK(found[2].deviation == 0);
        CHECK(found[2].mean == 42);
        for (const FactorIndices& f : found[2].factors) CHECK(f.total == 0);
    }
}

TEST_CASE("stated errors hold: four in a hundred miss by two of them or so",
          "[enclavement][sobol][property]") {
    std::size_t missed = 0;
    std::size_t all = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        const auto found =
            of({{1, 1}, 1024, seed},
               [](std::span<const double> u, std::span<double> y) { y[0] = 2 * u[0] + u[1]; });
        const double shares[] = {0.8, 0.2};
        for (std::size_t i = 0; i < 2; ++i) {
            const FactorIndices& f = found[0].factors[i];
            missed += std::abs(f.first - shares[i]) > 2 * f.first_error ? 1 : 0;
            missed += std::abs(f.total - shares[i]) > 2 * f.total_error ? 1 : 0;
            all += 2;
        }
    }
    INFO(missed << " of " << all);
    CHECK(missed * 100 >= 1 * all);
    CHECK(missed * 100 <= 10 * all);
}

TEST_CASE("sensitivity is the same with 1, 2 and 7 threads", "[enclavement][sobol]") {
    const SobolModel model = [](std::span<const double> u, std::span<double> y) {
        y[0] = u[0] * u[1] + u[2];
    };
    const auto one = of({{1, 2}, 1024, 3}, model);
    for (const unsigned threads : {2U, 7U}) {
        const auto many = of({{1, 2}, 1024, 3}, model, 1, {threads});
        CHECK(many[0].mean == one[0].mean);
        CHECK(many[0].values == one[0].values);
        for (std::size_t i = 0; i < 2; ++i) {
            CHECK(many[0].factors[i].first == one[0].factors[i].first);
            CHECK(many[0].factors[i].total_error == one[0].factors[i].total_error);
        }
    }
}

}  // namespace lisiere::enclavement
