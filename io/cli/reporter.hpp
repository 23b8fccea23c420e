// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdio>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/pipeline/served_steps.hpp"

namespace lisiere::cli {

enum class LogFormat { text, json };

/// Says on stderr what goes on: a bar on a terminal, one line a step elsewhere, JSON lines with
/// `--log json`. Results go to stdout, never here.
class Reporter {
  public:
    explicit Reporter(LogFormat format);
    ~Reporter();

    /// To hand to the pipeline. Throws `Cancelled` after Ctrl-C, SIGTERM or SIGHUP, no longer once
    /// the edition is being published.
    Progress progress();
    /// `language`: of the edition that they are about.
    void notices(const Notices& notices, const std::string& language);
    /// How many of each kind, the first lines of many in text, all of them in JSON.
    void counts(const std::string& what,
                const std::vector<std::pair<std::string, std::size_t>>& values);
    /// A line for machines, with `--log json` alone.
    void event(const nlohmann::ordered_json& line);
    void remark(const std::string& message);
    /// What was computed, and what an earlier run had left.
    void steps(const io::ServedSteps& steps);
    /// Where the result is, alone on a line of stdout; a remark when stdout cannot take it.
    void written(const std::string& place);
    void error(const std::string& kind, const std::string& message);
    void done(const std::string& message);
    /// The step that the work has come to; empty before the first.
    const std::string& stage() const { return step_; }

  private:
    void step(std::string_view name, double done);
    void clear_bar();

    LogFormat format_;
    bool terminal_;
    bool bar_drawn_ = false;
    std::string step_;
    int shown_percent_ = -1;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point step_start_;
};

}  // namespace lisiere::cli
