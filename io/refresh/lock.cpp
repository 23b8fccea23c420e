// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "io/base/error.hpp"
#include "io/refresh/moment.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::string holder_of(int handle) {
    std::array<char, 1024> text{};
    const ssize_t size = ::pread(handle, text.data(), text.size(), 0);
    const auto said = nlohmann::json::parse(
        std::string_view(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0), nullptr,
        false);
    if (!said.is_object()) return "une autre actualisation, qui n'a pas encore dit qui elle est";
    return fmt::format("une autre actualisation : processus {} sur {}, depuis {}",
                       said.value("processus", 0), said.value("machine", "une machine inconnue"),
                       said.value("depuis", "un moment inconnu"));
}

std::string machine() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "une machine inconnue";
    return name.data();
}

}  // namespace

RefreshLock::RefreshLock(const fs::path& file, std::chrono::sys_seconds since) {
    handle_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (handle_ < 0)
        throw OutputError({file.string(),
                           fmt::format("écriture impossible ({})", std::strerror(errno)),
                           "un dossier où l'on peut écrire", "vérifier les droits"});
    if (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
        const std::string holder = holder_of(handle_);
        ::close(handle_);
        handle_ = -1;
        throw OutputError({file.parent_path().string(), holder, "une actualisation à la fois",
                           "attendre qu'elle finisse"});
    }
    const std::string text =
        nlohmann::ordered_json{
            {"processus", ::getpid()}, {"machine", machine()}, {"depuis", moment_text(since)}}
            .dump() +
        "\n";
    // Who holds it is a courtesy: a full disk must not keep a refresh from going back an edition.
    if (::ftruncate(handle_, 0) == 0 && ::pwrite(handle_, text.data(), text.size(), 0) < 0)
        static_cast<void>(::ftruncate(handle_, 0));
}

RefreshLock::~RefreshLock() {
    if (handle_ >= 0) ::close(handle_);
}

}  // namespace lisiere::io
