// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "io/base/files.hpp"

namespace lisiere::io {

/// Names from the inputs may hold bytes that are not UTF-8; they must not stop the run.
inline void write_json(const std::filesystem::path& file, const nlohmann::ordered_json& json) {
    write_text(file,
               json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

}  // namespace lisiere::io
