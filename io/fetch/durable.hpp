// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

/// Files that a power cut leaves whole or absent. Private to io/fetch.
namespace lisiere::io::durable {

/// A descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int handle = -1) : handle_(handle) {}
    ~Descriptor();
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
    int get() const { return handle_; }

  private:
    int handle_;
};

/// OutputError with the system's own reason (errno).
[[noreturn]] void refuse_to_write(const std::filesystem::path& file);

/// All of the bytes, or OutputError.
void write_all(int handle, const char* bytes, std::size_t count, const std::filesystem::path& file);

/// Waits until what was written to a file or a folder is on the disk. OutputError.
void sync(const std::filesystem::path& path);

/// Makes a folder and those above it that are not there, and syncs what holds them.
void make_folders(const std::filesystem::path& folder);

/// Moves a synced file or folder into place, over what is there, and syncs the folder.
void move_into_place(const std::filesystem::path& from, const std::filesystem::path& to);

/// Replaces a small file in one move.
void replace(const std::filesystem::path& file, const std::string& text);

}  // namespace lisiere::io::durable
