// SPDX-License-Identifier: Apache-2.0
#include "engine/access/decay.hpp"

#include <cmath>
#include <numbers>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using access::Decay;

TEST_CASE("the limit of a step belongs to what it limits", "[access]") {
    const Decay f{Decay::Kind::step, 15};
    CHECK(f(0) == 1);
    CHECK(f(15) == 1);
    CHECK(f(std::nextafter(15.0, 16.0)) == 0);
}

TEST_CASE("a linear decay falls straight over its width, centred on the cutoff", "[access]") {
    const Decay f{Decay::Kind::linear, 30, 20};
    CHECK(f(20) == 1);
    CHECK(f(25) == Approx(0.75));
    CHECK(f(30) == Approx(0.5));
    CHECK(f(40) == 0);
    CHECK(f(100) == 0);
    CHECK_THROWS_AS((Decay{Decay::Kind::linear, 5, 11}(0)), PreconditionError);
}

TEST_CASE("a logistic decay is 1 at 0 and about one half at the cutoff", "[access]") {
    const Decay f{Decay::Kind::logistic, 30, 5};
    const auto g = [](double x) {
        return 1 + std::exp((x - 30) * std::numbers::pi / (5 * std::sqrt(3.0)));
    };
    CHECK(f(0) == 1);
    CHECK(f(30) == Approx(g(0) / 2));
    CHECK(f(42) == Approx(g(0) / g(42)));
}

TEST_CASE("an exponential decay halves at every half-life", "[access]") {
    const Decay f{Decay::Kind::exponential, 10};
    CHECK(f(0) == 1);
    CHECK(f(10) == Approx(0.5));
    CHECK(f(35) == Approx(std::pow(0.5, 3.5)));
}

TEST_CASE("no decay ever rises or leaves [0, 1]", "[access][property]") {
    for (const auto kind : {Decay::Kind::step, Decay::Kind::linear, Decay::Kind::logistic,
                            Decay::Kind::exponential}) {
        const Decay f{kind, 20, 8};
        CHECK(f(0) == 1);
        double before = 1;
        for (double t = 0; t < 120; t += 0.25) {
            const double now = f(t);
            CHECK(now <= before);
            CHECK(now >= 0);
            before = now;
        }
        CHECK(before < 0.02);
    }
    CHECK_THROWS_AS(Decay{}(-1), PreconditionError);
}
