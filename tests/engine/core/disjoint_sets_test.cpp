// SPDX-License-Identifier: Apache-2.0
#include "engine/core/disjoint_sets.hpp"

#include <rapidcheck.h>
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

TEST_CASE("the root of a set is its lowest member, in whatever order sets are united",
          "[property]") {
    REQUIRE(rc::check([](std::vector<std::pair<std::uint8_t, std::uint8_t>> pairs) {
        constexpr std::uint32_t count = 256;
        DisjointSets sets(count);
        for (const auto& [a, b] : pairs) sets.unite(a, b);
        // The plain way: labels that spread until nothing changes.
        std::vector<std::uint32_t> lowest(count);
        std::iota(lowest.begin(), lowest.end(), 0U);
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [a, b] : pairs) {
                changed = changed || lowest[a] != lowest[b];
                lowest[a] = lowest[b] = std::min(lowest[a], lowest[b]);
            }
        }
        for (std::uint32_t i = 0; i < count; ++i) RC_ASSERT(sets.root(i) == lowest[i]);
    }));
}

}  // namespace
}  // namespace lisiere
