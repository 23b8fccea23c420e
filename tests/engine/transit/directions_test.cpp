// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/directions.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::transit;

namespace {

/// One line; trips call at places by number, which lie at `x` kilometres from west to east.
struct OneLine {
    std::vector<TripDraft> drafts;
    std::vector<Call> calls;
    std::vector<DirectionStop> stops;

    explicit OneLine(std::vector<double> x) {
        for (std::size_t i = 0; i < x.size(); ++i)
            stops.push_back({static_cast<std::uint32_t>(i), x[i], 0});
    }
    OneLine& trip(std::vector<std::size_t> at, std::uint8_t said = direction_unsaid) {
        drafts.push_back({LineIdx{0}, ServiceIdx{0}, std::to_string(drafts.size()),
                          static_cast<std::uint32_t>(calls.size()),
                          static_cast<std::uint32_t>(at.size()), said});
        for (const std::size_t stop : at) calls.push_back({StopIdx{stop}, 3, {}});
        return *this;
    }
    std::vector<int> ways() {
        found = find_directions(drafts, calls, stops);
        std::vector<int> all;
        for (const TripDraft& draft : drafts) all.push_back(draft.direction);
        return all;
    }
    std::size_t found = 0;
};

}  // namespace

TEST_CASE("the way back is told by the order of stops", "[transit]") {
    OneLine line({0, 1, 2, 3});
    line.trip({0, 1, 2, 3}).trip({3, 2, 1, 0}).trip({0, 1, 2, 3}).trip({2, 1}).trip({1, 3});
    CHECK(line.ways() == std::vector<int>{0, 1, 0, 1, 0});
    CHECK(line.found == 1);
}

TEST_CASE("two ways that share one stop are told by where they head", "[transit]") {
    // From the stop at kilometre 5 eastwards to 9, westwards to 0.
    OneLine line({0, 5, 9});
    line.trip({1, 2}).trip({1, 0}).trip({1, 2});
    CHECK(line.ways() == std::vector<int>{0, 1, 0});
}

TEST_CASE("branches of one way stay together", "[transit]") {
    OneLine line({0, 1, 2, 3, 4});
    line.trip({0, 1, 2, 3}).trip({0, 1, 2, 3}).trip({0, 1, 4}).trip({4, 1, 0});
    CHECK(line.ways() == std::vector<int>{0, 0, 0, 1});
}

TEST_CASE("what the feed tells is kept, and helps with what it does not", "[transit]") {
    OneLine line({0, 1, 2});
    line.trip({0, 1, 2}, 1).trip({2, 1, 0}, 0).trip({0, 1, 2}).trip({2, 1}).trip({0, 2}, 0);
    CHECK(line.ways() == std::vector<int>{1, 0, 1, 0, 0});
    OneLine told({0, 1, 2});
    told.trip({0, 1, 2}, 1).trip({2, 1, 0}, 0);
    CHECK(told.ways() == std::vector<int>{1, 0});
    CHECK(told.found == 0);
}

TEST_CASE("one direction for both ways is not believed, one for one way is", "[transit]") {
    OneLine both({0, 1, 2});
    both.trip({0, 1, 2}, 0).trip({2, 1, 0}, 0).trip({0, 1, 2}, 0);
    CHECK(both.ways() == std::vector<int>{0, 1, 0});
    OneLine one({0, 1, 2});
    one.trip({0, 1, 2}, 1).trip({0, 1}, 1);
    CHECK(one.ways() == std::vector<int>{1, 1});
    CHECK(one.found == 0);
}

TEST_CASE("trips that follow one road forth or back are parted as they were drawn",
          "[transit][property]") {
    for (unsigned seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        OneLine line({0, 1, 2, 3, 4, 5, 6, 7});
        std::vector<bool> back;
        for (int trip = 0; trip < 10; ++trip) {
            std::vector<std::size_t> at;
            while (at.size() < 3) {  // three stops of eight at least: two trips may share one only
                at.clear();
                for (std::size_t stop = 0; stop < 8; ++stop)
                    if (random() % 3 != 0) at.push_back(stop);
            }
            back.push_back(random() % 2 == 0);
            if (back.back()) std::reverse(at.begin(), at.end());
            line.trip(at);
        }
        const std::vector<int> ways = line.ways();
        for (std::size_t i = 0; i < ways.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) CHECK((ways[i] == ways[j]) == (back[i] == back[j]));
    }
}
