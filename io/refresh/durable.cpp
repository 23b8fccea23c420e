// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/base/durable.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const fs::path& path, const std::string& reason) {
    throw OutputError({path.string(), "écriture impossible (" + reason + ")",
                       "de la place et des droits d'écriture", "vérifier le disque"});
}

/// A sibling that the rename replaces; left by a killed run, the next one overwrites it.
fs::path staged(const fs::path& path) {
    return path.parent_path() / ("." + path.filename().string() + ".nouveau");
}

bool write_whole(int handle, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t wrote = ::write(handle, text.data() + done, text.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return false;
        done += static_cast<std::size_t>(wrote);
    }
    return ::fsync(handle) == 0;
}

/// Where the last whole line of a file ends.
off_t end_of_lines(int handle) {
    off_t end = ::lseek(handle, 0, SEEK_END);
    char last = '\n';
    while (end > 0 && ::pread(handle, &last, 1, end - 1) == 1 && last != '\n') --end;
    return end;
}

}  // namespace

void append_durably(const fs::path& file, const std::string& line) {
    const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (handle < 0) refuse(file, std::strerror(errno));
    const off_t end = end_of_lines(handle);
    const bool whole = end >= 0 && ::ftruncate(handle, end) == 0 &&
                       ::lseek(handle, end, SEEK_SET) == end && write_whole(handle, line + "\n");
    const int error = errno;
    if (!whole && end >= 0 && ::ftruncate(handle, end) != 0) errno = error;
    ::close(handle);
    if (!whole) refuse(file, std::strerror(error));
    sync_entries(file.parent_path());
}

void write_durably(const fs::path& file, const std::string& text) {
    const fs::path part = staged(file);
    const int handle = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (handle < 0) refuse(file, std::strerror(errno));
    const bool whole = write_whole(handle, text);
    const int error = errno;
    ::close(handle);
    if (!whole || ::rename(part.c_str(), file.c_str()) != 0) {
        const std::string reason = std::strerror(whole ? errno : error);
        ::unlink(part.c_str());
        refuse(file, reason);
    }
    sync_entries(file.parent_path());
}

void sync_entries(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(folder.empty() ? fs::path(".") : folder, error);
    if (error) refuse(folder, error.message());
    if (!sync_path(real)) refuse(folder, std::strerror(errno));
}

void point_link(const fs::path& link, const fs::path& target) {
    const fs::path part = staged(link);
    ::unlink(part.c_str());
    if (::symlink(target.c_str(), part.c_str()) != 0) refuse(link, std::strerror(errno));
    if (::rename(part.c_str(), link.c_str()) != 0) {
        const std::string reason = std::strerror(errno);
        ::unlink(part.c_str());
        refuse(link, reason);
    }
    sync_entries(link.parent_path());
}

void move_durably(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) refuse(to, std::strerror(errno));
    sync_entries(to.parent_path());
    if (from.parent_path() != to.parent_path()) sync_entries(from.parent_path());
}

}  // namespace lisiere::io
