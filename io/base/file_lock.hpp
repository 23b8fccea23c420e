// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace lisiere::io {

/// A lock between processes: a file that is locked while it is held and removed afterwards. A
/// process that ends in whatever way lets go of it; the file that it leaves is taken by the next.
/// - Two processes never hold it alone at once, even when one removes the file while the other
///   opens it.
/// - Several may hold it `shared`; whoever wants it alone then has to come again.
class FileLock {
  public:
    enum class Kind { alone, shared };

    /// nullopt when another process holds it. std::system_error when the file cannot be made or the
    /// file system has no locks.
    static std::optional<FileLock> take(const std::filesystem::path& file, Kind kind);
    /// Who holds it and since when, as far as known: "processus 1234, depuis 14 h 05".
    static std::string holder(const std::filesystem::path& file);

    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;

  private:
    FileLock(std::filesystem::path file, int handle, Kind kind);

    std::filesystem::path file_;
    int handle_ = -1;
    Kind kind_ = Kind::alone;
};

}  // namespace lisiere::io
