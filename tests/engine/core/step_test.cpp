// SPDX-License-Identifier: Apache-2.0
#include "engine/core/step.hpp"

#include <set>

#include "engine/core/parallel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/memory_memo.hpp"

namespace lisiere {
namespace {

/// Made of a factor when somebody asks for it.
struct Lamp {
    struct Inputs {
        double factor = 0;
    };
    Inputs made_of;
    const Inputs& inputs() const { return made_of; }
};

struct ScaledInputs {
    View<std::vector<double>> values;
    Digested<std::string> large;
    Made<Lamp> lamp;
    double offset = 0;
    Aside<Threads> threads;
};

int computed = 0;

std::vector<double> scaled(const ScaledInputs& in, const Progress&) {
    ++computed;
    std::vector<double> result;
    for (const double value : *in.values)
        result.push_back(in.lamp->made_of.factor * value + in.offset);
    return result;
}

std::vector<double> scaled_each(std::span<const ScaledInputs> each, const Progress& progress) {
    std::vector<double> sums;
    for (const ScaledInputs& one : each) {
        double sum = 0;
        for (const double value : scaled(one, progress)) sum += value;
        sums.push_back(sum);
    }
    return sums;
}

struct Scene {
    std::vector<double> values{1, 2};
    std::string large = "long";
    Lamp lamp{{2}};
    std::vector<std::string> told;
    Progress progress = [this](std::string_view step, double) { told.emplace_back(step); };

    ScaledInputs inputs() {
        return {view(values), {&large, archive::digest_of(large)}, {&lamp}, 0.5, {{2}}};
    }
};

TEST_CASE(
    "a step is computed once for the same inputs, again for others, and always without a memo",
    "[step]") {
    test::MemoryMemo memo;
    Scene scene;
    computed = 0;
    const auto run = [&](Memo* kept) {
        return step({kept, &scene.progress}, "échelle", scaled, scene.inputs());
    };
    CHECK(run(&memo) == std::vector<double>{2.5, 4.5});
    CHECK(run(&memo) == std::vector<double>{2.5, 4.5});
    CHECK(computed == 1);
    CHECK(scene.told == std::vector<std::string>{"échelle (repris)"});
    scene.lamp.made_of.factor = 3;
    CHECK(run(&memo) == std::vector<double>{3.5, 6.5});
    CHECK(computed == 2);
    run(nullptr);
    CHECK(computed == 3);
    CHECK(memo.told ==
          std::vector<std::string>{"échelle : calculé", "échelle : repris", "échelle : calculé"});
}

TEST_CASE("what was kept and does not fit is computed again and kept anew", "[step]") {
    test::MemoryMemo memo;
    Scene scene;
    computed = 0;
    const auto run = [&] {
        return step({&memo, &scene.progress}, "échelle", scaled, scene.inputs());
    };
    run();
    memo.entries.begin()->second.pop_back();
    CHECK(run() == std::vector<double>{2.5, 4.5});
    CHECK(computed == 2);
    run();
    CHECK(computed == 2);
}

TEST_CASE("every input is in the key of a step, and what no result hangs on is not", "[step]") {
    Scene scene;
    const auto key = [&](ScaledInputs inputs) { return key_of("échelle", inputs); };
    const ScaledInputs whole = scene.inputs();
    std::set<Digest> keys{key(whole)};
    const auto differs = [&](const auto& change) {
        ScaledInputs changed = scene.inputs();
        change(changed);
        CHECK(keys.insert(key(changed)).second);
    };
    differs([](ScaledInputs& in) { in.values = {}; });
    differs([](ScaledInputs& in) { in.large = {}; });
    differs([](ScaledInputs& in) { in.lamp = {}; });
    differs([](ScaledInputs& in) { in.offset = 0; });
    const std::vector<double> other{1, 3};
    differs([&](ScaledInputs& in) { in.values = view(other); });
    Lamp brighter{{4}};
    differs([&](ScaledInputs& in) { in.lamp = {&brighter}; });
    CHECK(keys.insert(key_of("autre", whole)).second);
    ScaledInputs on_one = scene.inputs();
    on_one.threads = {{1}};
    CHECK(key(on_one) == key(whole));
    // The same content elsewhere is the same input.
    const std::vector<double> copy = scene.values;
    ScaledInputs elsewhere = scene.inputs();
    elsewhere.values = view(copy);
    CHECK(key(elsewhere) == key(whole));
}

TEST_CASE("of many like inputs only those that are new are computed, in their places", "[step]") {
    test::MemoryMemo memo;
    Scene scene;
    computed = 0;
    const auto run = [&](const std::vector<double>& offsets) {
        std::vector<ScaledInputs> each;
        for (const double offset : offsets) {
            each.push_back(scene.inputs());
            each.back().offset = offset;
        }
        return steps({&memo, &scene.progress}, "sommes", scaled_each, each);
    };
    // Twice 1 and 2, and twice the offset: 6, 8, 10.
    CHECK(run({0, 1, 2}) == std::vector<double>{6, 8, 10});
    CHECK(computed == 3);
    CHECK(run({0, 3, 2, 4}) == std::vector<double>{6, 12, 10, 14});
    CHECK(computed == 5);
    CHECK(run({4, 0}) == std::vector<double>{14, 6});
    CHECK(computed == 5);
    CHECK(run({}).empty());
    CHECK(memo.told == std::vector<std::string>{"sommes : calculé", "sommes : calculé",
                                                "sommes : repris", "sommes : repris"});
    CHECK(scene.told == std::vector<std::string>{"sommes (repris)", "sommes (repris)"});
}

}  // namespace
}  // namespace lisiere
