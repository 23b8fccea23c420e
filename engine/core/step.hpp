// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/archive.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/progress.hpp"

/// Steps whose results outlive a run. A step is a function of one aggregate of named inputs to one
/// result. The key under which its result is kept is the digest of that aggregate, member by
/// member: what a step can see is in its key, and nothing has to be repeated by hand.
namespace lisiere {

/// An input that lies elsewhere, digested whole. Null: not supplied. It must outlive the step.
template <class T>
struct View {
    const T* at = nullptr;
    explicit operator bool() const { return at != nullptr; }
    const T& operator*() const { return *at; }
    const T* operator->() const { return at; }
};
template <class T>
View<T> view(const T& value) {
    return {&value};
}
template <class T>
View<T> view(const std::optional<T>& value) {
    return {value ? &*value : nullptr};
}

/// A large input that many steps share, with the digest that stands for it, made once. Null: not
/// supplied.
template <class T>
struct Digested {
    const T* at = nullptr;
    Digest digest{};
    explicit operator bool() const { return at != nullptr; }
    const T& operator*() const { return *at; }
    const T* operator->() const { return at; }
};

/// Something made of named inputs when it is first asked for, and shared by steps: in a key it
/// stands as what it is made of, `T::inputs()`. Null: the run has none.
template <class T>
struct Made {
    T* at = nullptr;
    explicit operator bool() const { return at != nullptr; }
    T& operator*() const { return *at; }
    T* operator->() const { return at; }
};

/// What no result hangs on, and no key holds: the number of threads.
template <class T>
struct Aside {
    T value{};
};

namespace archive {

template <class T>
struct Codec<View<T>> {
    template <class Sink>
    static void put(Sink& out, const View<T>& input) {
        out.put(static_cast<bool>(input));
        if (input) archive::put(out, *input);
    }
};

template <class T>
struct Codec<Digested<T>> {
    template <class Sink>
    static void put(Sink& out, const Digested<T>& input) {
        out.put(static_cast<bool>(input));
        if (input) archive::put(out, input.digest);
    }
};

template <class T>
struct Codec<Made<T>> {
    template <class Sink>
    static void put(Sink& out, const Made<T>& input) {
        out.put(static_cast<bool>(input));
        if (input) archive::put(out, input->inputs());
    }
};

template <class T>
struct Codec<Aside<T>> {
    template <class Sink>
    static void put(Sink&, const Aside<T>&) {}
};

}  // namespace archive

/// Where the results of steps are kept (null: nowhere), and who is told of their progress.
struct Keeping {
    Memo* memo = nullptr;
    const Progress* progress = nullptr;
};

/// The key of a step: of its name and of every input it is given.
template <class Inputs>
Digest key_of(std::string_view name, const Inputs& inputs) {
    return archive::digest_of(std::string(name), inputs);
}

/// `compute(inputs)`, or what it gave in an earlier run for the same inputs. A function and no
/// closure: it sees what the key holds, and no more. What was kept is told as the step
/// "<name> (repris)". Same result with a memo of earlier runs, an empty one or none.
template <class Inputs, class Result>
Result step(const Keeping& keeping, std::string_view name,
            Result (*compute)(const Inputs&, const Progress&), const Inputs& inputs) {
    static const Progress nobody;
    const Progress& progress = keeping.progress != nullptr ? *keeping.progress : nobody;
    if (keeping.memo == nullptr) return compute(inputs, progress);
    const Digest key = key_of(name, inputs);
    if (const auto bytes = keeping.memo->find(key))
        if (auto result = archive::from_bytes<Result>(*bytes)) {
            keeping.memo->served(name, true);
            report(progress, std::string(name) + " (repris)", 1);
            return std::move(*result);
        }
    Result result = compute(inputs, progress);
    keeping.memo->served(name, false);
    keeping.memo->keep(key, archive::to_bytes(result));
    return result;
}

/// The same of many like inputs (perimeters), each under its own key: those that no earlier run
/// kept are computed together, in their order, and give one result each. Told once for all.
template <class Inputs, class Result>
std::vector<Result> steps(const Keeping& keeping, std::string_view name,
                          std::vector<Result> (*compute)(std::span<const Inputs>, const Progress&),
                          const std::vector<Inputs>& each) {
    static const Progress nobody;
    const Progress& progress = keeping.progress != nullptr ? *keeping.progress : nobody;
    if (keeping.memo == nullptr) return compute(each, progress);
    std::vector<Result> results(each.size());
    std::vector<Inputs> missing;
    std::vector<std::size_t> places;
    std::vector<Digest> keys;
    for (std::size_t at = 0; at < each.size(); ++at) {
        const Digest key = key_of(name, each[at]);
        std::optional<Result> kept;
        if (const auto bytes = keeping.memo->find(key)) kept = archive::from_bytes<Result>(*bytes);
        if (kept) {
            results[at] = std::move(*kept);
        } else {
            missing.push_back(each[at]);
            places.push_back(at);
            keys.push_back(key);
        }
    }
    keeping.memo->served(name, missing.empty());
    if (missing.empty()) {
        report(progress, std::string(name) + " (repris)", 1);
        return results;
    }
    std::vector<Result> computed = compute(missing, progress);
    for (std::size_t i = 0; i < computed.size(); ++i) {
        keeping.memo->keep(keys[i], archive::to_bytes(computed[i]));
        results[places[i]] = std::move(computed[i]);
    }
    return results;
}

}  // namespace lisiere
