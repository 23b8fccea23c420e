// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>

namespace lisiere::io {

/// One refresh at a time in a folder. The kernel holds the lock (flock): it ends with its process,
/// however that ends, so that a dead holder is never waited for. The file says who holds it, and
/// stays.
class RefreshLock {
  public:
    /// `since`: what the file tells others. OutputError that names the holder (process, machine,
    /// since when) when there is one, or that the file cannot be made.
    RefreshLock(const std::filesystem::path& file, std::chrono::sys_seconds since);
    ~RefreshLock();
    RefreshLock(const RefreshLock&) = delete;
    RefreshLock& operator=(const RefreshLock&) = delete;

  private:
    int handle_ = -1;
};

}  // namespace lisiere::io
