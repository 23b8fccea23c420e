// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace lisiere::io {

/// Standard output, or a file that appears when it is whole: written under another name beside its
/// place, moved there by `finish()`, gone if that is never called. OutputError on any failure.
class WholeOutput {
  public:
    explicit WholeOutput(const std::optional<std::filesystem::path>& file);
    ~WholeOutput();
    WholeOutput(const WholeOutput&) = delete;
    WholeOutput& operator=(const WholeOutput&) = delete;

    void write(std::string_view text);
    void finish();

  private:
    [[noreturn]] void fail() const;

    std::optional<std::filesystem::path> target_;
    std::filesystem::path partial_;
    std::FILE* file_ = nullptr;
};

}  // namespace lisiere::io
