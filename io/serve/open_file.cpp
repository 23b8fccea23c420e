// SPDX-License-Identifier: Apache-2.0
#include "io/serve/open_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "io/base/files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
    OpenFile old(std::exchange(handle_, other.release()));
    return *this;
}

OpenFile::~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
}

int OpenFile::release() {
    return std::exchange(handle_, -1);
}

std::optional<OpenFile::About> OpenFile::about() const {
    struct stat found {};
    if (handle_ < 0 || ::fstat(handle_, &found) != 0) return std::nullopt;
    About about;
    about.folder = S_ISDIR(found.st_mode);
    about.regular = S_ISREG(found.st_mode);
    about.size = static_cast<std::uint64_t>(found.st_size);
    constexpr std::size_t digits = 32;
    const std::string identity =
        fmt::format("{} {} {} {}.{}", found.st_dev, found.st_ino, found.st_size,
                    found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
    about.version = {'"' + sha256_of_text(identity).substr(0, digits) + '"', found.st_mtim.tv_sec};
    return about;
}

std::optional<fs::path> OpenFile::place() const {
    std::error_code error;
    fs::path place = fs::read_symlink(fmt::format("/proc/self/fd/{}", handle_), error);
    // The system marks what has been removed; a file may be named so, too, and is then there.
    if (error || (place.native().ends_with(" (deleted)") && !fs::exists(place, error)))
        return std::nullopt;
    return place;
}

OpenFile OpenFile::below(const fs::path& name) const {
    return OpenFile(::openat(handle_, name.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
}

OpenFile OpenFile::folder(const fs::path& path) {
    return OpenFile(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

}  // namespace lisiere::io
