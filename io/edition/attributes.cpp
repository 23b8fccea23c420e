// SPDX-License-Identifier: Apache-2.0
#include "io/edition/attributes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <vector>

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

void copy_extended(const fs::path& from, const fs::path& to) {
    const ssize_t size = ::llistxattr(from.c_str(), nullptr, 0);
    if (size <= 0) return;
    std::string names(static_cast<std::size_t>(size), '\0');
    const ssize_t got = ::llistxattr(from.c_str(), names.data(), names.size());
    for (std::size_t at = 0; got > 0 && at < static_cast<std::size_t>(got);) {
        const char* name = names.c_str() + at;
        at += std::string_view(name).size() + 1;
        const ssize_t length = ::lgetxattr(from.c_str(), name, nullptr, 0);
        if (length < 0) continue;
        std::vector<char> value(static_cast<std::size_t>(length));
        if (::lgetxattr(from.c_str(), name, value.data(), value.size()) == length)
            ::lsetxattr(to.c_str(), name, value.data(), value.size(), 0);
    }
}

}  // namespace

void copy_attributes(const fs::path& from, const fs::path& to, Times times) {
    struct stat about {};
    struct stat now {};
    if (::lstat(from.c_str(), &about) != 0 || ::lstat(to.c_str(), &now) != 0) return;
    const bool group_given = about.st_gid == now.st_gid ||
                             ::lchown(to.c_str(), static_cast<uid_t>(-1), about.st_gid) == 0;
    if (about.st_uid != now.st_uid &&
        ::lchown(to.c_str(), about.st_uid, static_cast<gid_t>(-1)) != 0)
        errno = 0;  // only root gives things away
    // After the owner, whose change clears the special bits. What was for one group is not for
    // another: there remains what everybody may do.
    mode_t mode = about.st_mode & 07777U;
    if (!group_given) mode &= ~static_cast<mode_t>(S_ISGID | S_IRWXG) | ((mode & S_IRWXO) << 3U);
    ::chmod(to.c_str(), mode);
    copy_extended(from, to);
    if (times == Times::copied) {
        const std::array<timespec, 2> at{about.st_atim, about.st_mtim};
        ::utimensat(AT_FDCWD, to.c_str(), at.data(), AT_SYMLINK_NOFOLLOW);
    }
}

}  // namespace lisiere::io
