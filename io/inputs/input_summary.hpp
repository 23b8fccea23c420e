// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "engine/atlas/inputs.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_log.hpp"

namespace lisiere::io {

/// What `check` ends with, for whoever has to mend the files: one paragraph an input (file, what it
/// was taken for, rows read and kept, source and vintage, what was left out and why), then what to
/// correct first: refusals, then the warnings that touch most rows, five at most. French, plain
/// text. `errors`: of inputs that were refused.
/// Tables that are read whole without being logged are counted here: one more pass over them.
std::string input_summary(const RunConfig& config, const Inputs& inputs, const ReadLog& read,
                          const Notices& notices, std::span<const std::string> errors);

}  // namespace lisiere::io
