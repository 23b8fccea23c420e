// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/served_steps.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {
using Names = std::vector<std::string>;

TEST_CASE("a step of which one part was computed is computed, whatever came first") {
    ServedSteps steps;
    steps.add("recouvrements", true);
    steps.add("desserte", false);
    steps.add("recouvrements", false);
    steps.add("recouvrements", true);
    steps.add("isochrones à pied", true);
    steps.add("isochrones à pied", true);
    CHECK(steps.computed == Names{"desserte", "recouvrements"});
    CHECK(steps.taken == Names{"isochrones à pied"});
    CHECK(in_words(steps) == Names{"Étapes recalculées : desserte, recouvrements.",
                                   "Étapes reprises d'un calcul d'avant : isochrones à pied."});
}

TEST_CASE("nothing is said of a run that asked for nothing") {
    CHECK(in_words(ServedSteps{}).empty());
    ServedSteps steps;
    steps.add("desserte", false);
    CHECK(in_words(steps) == Names{"Étapes recalculées : desserte."});
}

}  // namespace
}  // namespace lisiere::io
