// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/record.hpp"

#include <fmt/format.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/refresh/durable.hpp"
#include "io/refresh/hook.hpp"

namespace lisiere::io {
namespace {

std::string line_of(const RefreshOutcome& outcome) {
    return to_json(outcome).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

void attempt(RefreshOutcome& outcome, const std::function<void()>& work) {
    try {
        work();
    } catch (const OutputError& error) {
        outcome.remarks.push_back(error.trouble().where + " : " + error.trouble().found);
    }
}

}  // namespace

void record(RefreshOutcome& outcome, const RefreshConfig& config, const RefreshFolder& folder) {
    if (outcome.dry) return;
    if (!config.hook.empty())
        if (const auto trouble = run_hook(config.hook, line_of(outcome) + "\n", config.hook_limit))
            outcome.remarks.push_back(
                fmt::format("crochet « {} » : {}", config.hook.front(), *trouble));
    attempt(outcome, [&] { append_durably(folder.journal(), line_of(outcome)); });
    attempt(outcome, [&] { write_durably(folder.summary(), summary_text(outcome)); });
}

}  // namespace lisiere::io
