// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/base/file_lock.hpp"

namespace lisiere::io {

/// Standard output, or a file that appears when it is whole: written under a hidden name beside its
/// place, on the disk, then moved there by `finish()`; gone if that is never called.
/// - A file that is there already is replaced when it is empty or an earlier result: its header
///   ends with one of the `results`' columns. Anything else is somebody's: ConfigError.
/// - A link is followed, a device or a pipe (/dev/null) is written to as it is.
/// - OutputError on any failure, and when another run writes the same file.
class WholeOutput {
  public:
    WholeOutput(const std::optional<std::filesystem::path>& file,
                const std::vector<std::vector<std::string>>& results);
    ~WholeOutput();
    WholeOutput(const WholeOutput&) = delete;
    WholeOutput& operator=(const WholeOutput&) = delete;

    void write(std::string_view text);
    void finish();

  private:
    void open_beside(const std::vector<std::vector<std::string>>& results);
    [[noreturn]] void fail() const;

    std::optional<std::filesystem::path> target_;  ///< none: written to directly
    std::filesystem::path shown_;
    std::filesystem::path partial_;
    std::optional<FileLock> lock_;
    std::FILE* file_ = nullptr;
};

}  // namespace lisiere::io
