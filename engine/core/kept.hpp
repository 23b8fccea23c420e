// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/core/archive.hpp"
#include "engine/core/memo.hpp"
#include "engine/core/progress.hpp"

namespace lisiere {

/// `compute()`, or what it gave in an earlier run for the same `depends_on`: every value that the
/// result hangs on must be among them, but for what never changes it (threads, progress). What was
/// kept is told as the step "<step> (repris)". Without a memo: `compute()`. Same result either way.
template <class Compute, class... DependsOn>
std::invoke_result_t<Compute> kept(Memo* memo, const Progress& progress, std::string_view step,
                                   Compute&& compute, const DependsOn&... depends_on) {
    using Result = std::invoke_result_t<Compute>;
    if (memo == nullptr) return compute();
    const Digest key = archive::digest_of(std::string(step), depends_on...);
    if (const auto bytes = memo->find(key))
        if (auto result = archive::from_bytes<Result>(*bytes)) {
            memo->served(step, true);
            report(progress, std::string(step) + " (repris)", 1);
            return std::move(*result);
        }
    Result result = compute();
    memo->served(step, false);
    memo->keep(key, archive::to_bytes(result));
    return result;
}

}  // namespace lisiere
