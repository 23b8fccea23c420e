// SPDX-License-Identifier: Apache-2.0
#include "io/base/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <fstream>
#include <system_error>
#include <utility>

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// In a folder shared by several people the file may belong to another; reading is enough to lock.
int open_file(const fs::path& file) {
    constexpr int flags = O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    const int handle = ::open(file.c_str(), flags | O_RDWR, 0666);
    return handle >= 0 || errno != EACCES ? handle : ::open(file.c_str(), flags | O_RDONLY, 0666);
}

/// False once whoever held it before has removed it: others will lock another file of that name.
bool still_stands(const fs::path& file, int handle) {
    struct stat held {};
    struct stat there {};
    return ::fstat(handle, &held) == 0 && ::lstat(file.c_str(), &there) == 0 &&
           held.st_ino == there.st_ino && held.st_dev == there.st_dev;
}

[[noreturn]] void fail(const fs::path& file, int reason) {
    throw std::system_error(reason, std::generic_category(), file.string());
}

int lock(int handle, int how) {
    int result = 0;
    do {
        result = ::flock(handle, how | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    return result;
}

}  // namespace

std::optional<FileLock> FileLock::take(const fs::path& file, Kind kind) {
    for (;;) {
        const int handle = open_file(file);
        if (handle < 0) fail(file, errno);
        if (lock(handle, kind == Kind::alone ? LOCK_EX : LOCK_SH) != 0) {
            const int reason = errno;
            ::close(handle);
            if (reason == EWOULDBLOCK) return std::nullopt;
            fail(file, reason);
        }
        if (!still_stands(file, handle)) {
            ::close(handle);
            continue;
        }
        // For whoever comes too early. A full disk leaves it empty: the lock holds all the same.
        const std::string process = std::to_string(::getpid()) + "\n";
        if (kind == Kind::alone && ::ftruncate(handle, 0) == 0 &&
            ::pwrite(handle, process.data(), process.size(), 0) < 0)
            errno = 0;
        return FileLock(file, handle, kind);
    }
}

std::string FileLock::holder(const fs::path& file) {
    std::string process;
    std::getline(std::ifstream(file), process);
    struct stat about {};
    std::tm at{};
    std::string text;
    if (!process.empty()) text = "processus " + process;
    if (::stat(file.c_str(), &about) == 0 && ::localtime_r(&about.st_mtime, &at) != nullptr)
        text += fmt::format("{}depuis {} h {:02}", text.empty() ? "" : ", ", at.tm_hour, at.tm_min);
    return text;
}

FileLock::FileLock(fs::path file, int handle, Kind kind)
    : file_(std::move(file)), handle_(handle), kind_(kind) {}

FileLock::FileLock(FileLock&& other) noexcept
    : file_(std::move(other.file_)),
      handle_(std::exchange(other.handle_, -1)),
      kind_(other.kind_) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    std::swap(file_, other.file_);
    std::swap(handle_, other.handle_);
    std::swap(kind_, other.kind_);
    return *this;
}

FileLock::~FileLock() {
    if (handle_ < 0) return;
    // Removed while it is held alone: the last of those who share it does that.
    const bool last = kind_ == Kind::alone || lock(handle_, LOCK_EX) == 0;
    if (last && still_stands(file_, handle_)) ::unlink(file_.c_str());
    ::close(handle_);
}

}  // namespace lisiere::io
