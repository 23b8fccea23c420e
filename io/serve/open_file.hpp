// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "io/serve/http_conditions.hpp"

namespace lisiere::io {

/// A file or a folder held open: what is read through it stays what it was when it was opened, also
/// once its folder has been exchanged for another edition's and removed.
class OpenFile {
  public:
    OpenFile() = default;
    explicit OpenFile(int handle) : handle_(handle) {}
    OpenFile(OpenFile&& other) noexcept : handle_(other.release()) {}
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();

    bool is_open() const { return handle_ >= 0; }
    int handle() const { return handle_; }
    /// Whoever takes it closes it.
    int release();

    struct About {
        bool folder = false;
        bool regular = false;
        std::uint64_t size = 0;
        /// The tag changes with the place on the disk, the length and the time of the last write.
        FileVersion version;
    };
    std::optional<About> about() const;

    /// Where it lies now, links followed; none for what has been removed.
    std::optional<std::filesystem::path> place() const;

    /// Below this folder; `name` may be "." and is not looked at: see `Site`. Never waits, for a
    /// pipe neither.
    OpenFile below(const std::filesystem::path& name) const;
    /// Links followed. Closed when there is no such folder.
    static OpenFile folder(const std::filesystem::path& path);

  private:
    int handle_ = -1;
};

}  // namespace lisiere::io
