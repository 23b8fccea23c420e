// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>

#include "io/config/run_config.hpp"

namespace lisiere::io {

/// Size and time of every local file that a configuration reads, those of folders too. Two looks
/// that differ: somebody wrote meanwhile. Cost: a look at each file, none is read.
class SteadyFiles {
  public:
    explicit SteadyFiles(const RunConfig& config);
    /// InputError that names the first file that is not as it was at the beginning.
    void require_same() const;

  private:
    using Look =
        std::map<std::filesystem::path, std::pair<std::uintmax_t, std::filesystem::file_time_type>>;
    static Look look(const RunConfig& config);

    const RunConfig& config_;
    Look first_;
};

}  // namespace lisiere::io
