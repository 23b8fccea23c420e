// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "io/base/error.hpp"

namespace lisiere::fuzz {

/// A file that each input is written to, for readers that want one. In memory where the machine has
/// a folder for it.
class InputFile {
  public:
    explicit InputFile(const std::string& suffix) {
        const std::filesystem::path memory = "/dev/shm";
        const auto folder =
            std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
        path_ = folder / ("lisiere_fuzz_" + std::to_string(::getpid()) + suffix);
    }
    ~InputFile() { std::filesystem::remove(path_); }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    const std::filesystem::path& holding(std::string_view bytes) const {
        std::ofstream(path_, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path_;
    }

  private:
    std::filesystem::path path_;
};

/// What a user may be told is fine; whatever else leaves `work` is a finding.
template <class Work>
void expect_result_or_message(Work&& work) {
    try {
        work();
    } catch (const io::Error& error) {
        if (std::string_view(error.what()).empty()) __builtin_trap();
    }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

}  // namespace lisiere::fuzz

/// libFuzzer calls it with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
