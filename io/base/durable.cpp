// SPDX-License-Identifier: Apache-2.0
#include "io/base/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

class Handle {
  public:
    explicit Handle(const fs::path& path)
        : value_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {}
    ~Handle() {
        if (value_ >= 0) ::close(value_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int value() const { return value_; }

  private:
    int value_;
};

/// Some file systems have no way to sync a folder, or anything: nothing to wait for there.
bool unsupported(int reason) {
    return reason == EINVAL || reason == ENOSYS || reason == EROFS || reason == ENOTSUP;
}

}  // namespace

void sync_file_system(const fs::path& folder) {
    const Handle handle(folder);
    if (handle.value() >= 0 && (::syncfs(handle.value()) == 0 || unsupported(errno))) return;
    throw OutputError({folder.string(),
                       std::string("le disque n'a pas tout gardé : ") + std::strerror(errno),
                       "des fichiers écrits en entier", "vérifier la place et l'état du disque"});
}

bool sync_path(const fs::path& path) {
    const Handle handle(path);
    return handle.value() >= 0 && (::fsync(handle.value()) == 0 || unsupported(errno));
}

}  // namespace lisiere::io
