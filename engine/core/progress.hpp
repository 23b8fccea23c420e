// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

namespace lisiere {

/// Called from the calling thread with the name of the step and the share done, rising from 0 to 1
/// within a step. It may throw `Cancelled` to stop the work. An empty function is allowed.
using Progress = std::function<void(std::string_view step, double done)>;

inline void report(const Progress& progress, std::string_view step, double done) {
    if (progress) progress(step, done);
}

}  // namespace lisiere
