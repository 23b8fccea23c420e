// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/recent_memo.hpp"

#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/memory_memo.hpp"

using namespace lisiere;
using lisiere::test::MemoryMemo;

namespace {

std::vector<std::byte> bytes(std::size_t count, int value) {
    return std::vector<std::byte>(count, static_cast<std::byte>(value));
}

}  // namespace

TEST_CASE("what was computed lately is there, the oldest leaves first, nothing goes behind",
          "[atelier]") {
    MemoryMemo behind;
    behind.keep(Digest{9, 9}, bytes(3, 9));
    io::RecentMemo memo(behind, 10);
    memo.keep(Digest{1, 1}, bytes(4, 1));
    memo.keep(Digest{2, 2}, bytes(4, 2));
    CHECK(memo.find(Digest{1, 1}) == bytes(4, 1));
    memo.keep(Digest{3, 3}, bytes(4, 3));  // 12 bytes: the second was asked for the longest ago
    CHECK_FALSE(memo.find(Digest{2, 2}));
    CHECK(memo.find(Digest{1, 1}) == bytes(4, 1));
    CHECK(memo.find(Digest{3, 3}) == bytes(4, 3));
    CHECK_FALSE(behind.find(Digest{1, 1}));
    CHECK(memo.find(Digest{9, 9}) == bytes(3, 9));
    memo.keep(Digest{4, 4}, bytes(11, 4));  // more than all it may hold
    CHECK_FALSE(memo.find(Digest{4, 4}));
    CHECK(memo.find(Digest{9, 9}) == bytes(3, 9));
}
