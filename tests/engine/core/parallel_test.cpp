// SPDX-License-Identifier: Apache-2.0
#include "engine/core/parallel.hpp"

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("every position is worked once with 1, 2 and 7 threads", "[core]") {
    const unsigned threads = GENERATE(1U, 2U, 7U);
    const std::size_t size = GENERATE(0U, 1U, 10U, 1003U);
    std::vector<int> visits(size, 0);
    std::atomic<bool> too_many{false};  // assertions are not made in threads
    for_each_chunk(size, 10, {threads}, [&](std::size_t begin, std::size_t end, unsigned worker) {
        if (worker >= threads) too_many = true;
        for (std::size_t i = begin; i < end; ++i) ++visits[i];
    });
    CHECK_FALSE(too_many);
    CHECK(std::accumulate(visits.begin(), visits.end(), std::size_t{0}) == size);
}

TEST_CASE("an exception in a chunk reaches the caller after all threads have stopped", "[core]") {
    const auto work = [](std::size_t begin, std::size_t, unsigned) {
        if (begin == 20) throw std::runtime_error("chunk 2");
    };
    CHECK_THROWS_WITH(for_each_chunk(100, 10, {2}, work), "chunk 2");
}

TEST_CASE("progress may cancel the work", "[core]") {
    const auto stop = [](double) { throw Cancelled(); };
    CHECK_THROWS_AS(for_each_chunk(
                        1000, 1, {2}, [](std::size_t, std::size_t, unsigned) {}, stop),
                    Cancelled);
}

TEST_CASE("the last share told is 1, though another thread does the last chunk", "[core]") {
    std::atomic<bool> other_works{false};
    std::atomic<bool> told{false};
    std::vector<double> shares;
    for_each_chunk(
        2, 1, {2},
        [&](std::size_t, std::size_t, unsigned worker) {
            if (worker == 1) other_works = true;
            while (!(worker == 1 ? told : other_works)) std::this_thread::yield();
        },
        [&](double share) {
            shares.push_back(share);
            told = true;
        });
    CHECK(shares == std::vector<double>{0.5, 1});
}
