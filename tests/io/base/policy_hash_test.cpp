// SPDX-License-Identifier: Apache-2.0
#include "io/base/policy_hash.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE("a script is named in a policy as browsers name it", "[io][base]") {
    // The example of the specification, and the empty text.
    CHECK(policy_hash("alert('Hello, world.');") ==
          "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    CHECK(policy_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}
