// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/durable.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "io/base/error.hpp"

namespace lisiere::io::durable {
namespace fs = std::filesystem;

Descriptor::~Descriptor() {
    if (handle_ >= 0) ::close(handle_);
}

void refuse_to_write(const fs::path& file) {
    throw OutputError(
        {file.string(),
         fmt::format("écriture impossible ({})", std::generic_category().message(errno)),
         "de la place et des droits d'écriture", "vérifier le disque"});
}

void write_all(int handle, const char* bytes, std::size_t count, const fs::path& file) {
    while (count > 0) {
        const ssize_t written = ::write(handle, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) refuse_to_write(file);
        bytes += written;
        count -= static_cast<std::size_t>(written);
    }
}

void sync(const fs::path& path) {
    const Descriptor handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (handle.get() < 0) refuse_to_write(path);
    // Some file systems cannot sync a folder and say EINVAL: there is nothing more to do there.
    if (::fsync(handle.get()) != 0 && errno != EINVAL) refuse_to_write(path);
}

void make_folders(const fs::path& folder) {
    std::vector<fs::path> missing;
    for (fs::path at = folder; !at.empty() && !fs::is_directory(at); at = at.parent_path())
        missing.push_back(at);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        errno = error.value();
        refuse_to_write(folder);
    }
    for (const fs::path& made : missing)
        sync(made.has_parent_path() ? made.parent_path() : fs::path("."));
}

void move_into_place(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) {
        errno = error.value();
        refuse_to_write(to);
    }
    sync(to.parent_path());
}

void replace(const fs::path& file, const std::string& text) {
    const fs::path next = fmt::format("{}.{}.tmp", file.string(), ::getpid());
    {
        const Descriptor handle(
            ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (handle.get() < 0) refuse_to_write(next);
        write_all(handle.get(), text.data(), text.size(), next);
        if (::fsync(handle.get()) != 0) refuse_to_write(next);
    }
    move_into_place(next, file);
}

}  // namespace lisiere::io::durable
