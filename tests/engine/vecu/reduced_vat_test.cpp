// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/reduced_vat.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::vecu {

TEST_CASE("a line serves a rule at its distance alone, near a quarter with its programme",
          "[vecu]") {
    const std::vector<ReducedVat> rules{{"tous", 300, ""}, {"projet", 500, "NPNRU"}};
    const std::vector<std::string> none;
    const std::vector<std::string> other{"OPAH"};
    const std::vector<std::string> renewal{"OPAH", "NPNRU"};
    for (const auto& programmes : {none, other, renewal}) {
        CHECK(reduced_vat(rules, 300, programmes) == &rules[0]);
        for (const double distance : {299.0, 400.0, 501.0, 1000.0})
            CHECK(reduced_vat(rules, distance, programmes) == nullptr);
        CHECK(reduced_vat({}, 300, programmes) == nullptr);
    }
    CHECK(reduced_vat(rules, 500, renewal) == &rules[1]);
    CHECK(reduced_vat(rules, 500, other) == nullptr);
    CHECK(under_renewal(rules, renewal));
    CHECK_FALSE(under_renewal(rules, other));
    CHECK_FALSE(under_renewal(rules, none));
}

}  // namespace lisiere::vecu
