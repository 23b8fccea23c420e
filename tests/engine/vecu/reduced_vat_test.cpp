// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/reduced_vat.hpp"

#include "tests/support/catch.hpp"

namespace lisiere::vecu {

TEST_CASE("300 m serve every priority quarter, 500 m those under renewal, other lines nothing",
          "[vecu]") {
    for (const bool renewal : {false, true}) {
        CHECK(reduced_vat(300, renewal) == ReducedVat::wholly_within);
        for (const double distance : {299.0, 400.0, 501.0, 1000.0})
            CHECK_FALSE(reduced_vat(distance, renewal).has_value());
    }
    CHECK(reduced_vat(500, true) == ReducedVat::partly_within);
    CHECK_FALSE(reduced_vat(500, false).has_value());
}

}  // namespace lisiere::vecu
