// SPDX-License-Identifier: Apache-2.0
#include "engine/core/kept.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/memory_memo.hpp"

namespace lisiere {
namespace {

struct Counted {
    int computed = 0;
    std::vector<std::string> told;

    std::vector<double> twice(Memo* memo, const std::vector<double>& values) {
        const Progress progress = [&](std::string_view step, double) { told.emplace_back(step); };
        return kept(
            memo, progress, "doubles",
            [&] {
                ++computed;
                std::vector<double> result;
                for (const double value : values) result.push_back(2 * value);
                return result;
            },
            values);
    }
};

TEST_CASE(
    "a step is computed once for the same inputs, again for others, and always without a memo") {
    test::MemoryMemo memo;
    Counted counted;
    CHECK(counted.twice(&memo, {1, 2}) == std::vector<double>{2, 4});
    CHECK(counted.twice(&memo, {1, 2}) == std::vector<double>{2, 4});
    CHECK(counted.computed == 1);
    CHECK(counted.told == std::vector<std::string>{"doubles (repris)"});
    CHECK(counted.twice(&memo, {1, 3}) == std::vector<double>{2, 6});
    CHECK(counted.computed == 2);
    counted.twice(nullptr, {1, 2});
    CHECK(counted.computed == 3);
    CHECK(memo.told ==
          std::vector<std::string>{"doubles : calculé", "doubles : repris", "doubles : calculé"});
}

TEST_CASE("what was kept and does not fit is computed again and kept anew") {
    test::MemoryMemo memo;
    Counted counted;
    counted.twice(&memo, {1, 2});
    memo.entries.begin()->second.pop_back();
    CHECK(counted.twice(&memo, {1, 2}) == std::vector<double>{2, 4});
    CHECK(counted.computed == 2);
    counted.twice(&memo, {1, 2});
    CHECK(counted.computed == 2);
}

}  // namespace
}  // namespace lisiere
