// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void refuse(const fs::path& path, const std::string& found,
                         const std::string& expected, const std::string& advice) {
    throw OutputError({path.string(), found, expected, advice});
}

/// Anything but scenarios, which may be compared before a first edition is made.
bool holds_other_things(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().filename() != "scenarios") return true;
    return false;
}

}  // namespace

OutputFolder::OutputFolder(fs::path target)
    : target_(fs::absolute(std::move(target)).lexically_normal()) {
    if (target_.filename().empty()) target_ = target_.parent_path();
    const fs::path parent = target_.parent_path();
    const std::string name = target_.filename().string();
    work_ = parent / ("." + name + ".en-cours");
    lock_ = parent / ("." + name + ".verrou");

    std::error_code error;
    if (fs::exists(target_, error) && !fs::is_directory(target_, error))
        refuse(target_, "un fichier", "un dossier", "choisir un autre dossier avec -o");
    if (fs::is_directory(target_, error) && holds_other_things(target_) &&
        !fs::exists(target_ / "manifeste.json", error))
        refuse(target_, "un dossier qui contient autre chose (pas de manifeste.json)",
               "un dossier vide, absent, ou d'une édition précédente",
               "choisir un autre dossier avec -o");
    fs::create_directories(parent, error);
    lock_handle_ = ::open(lock_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (lock_handle_ < 0)
        refuse(
            target_,
            fmt::format("écriture impossible dans {} ({})", parent.string(), std::strerror(errno)),
            "un dossier où l'on peut écrire",
            "vérifier les droits, ou choisir un autre dossier avec -o");
    if (::flock(lock_handle_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_handle_);
        lock_handle_ = -1;
        refuse(target_, "une autre exécution qui écrit dans ce dossier", "une exécution à la fois",
               "attendre qu'elle finisse");
    }
    fs::remove_all(work_, error);
    if (!fs::create_directory(work_, error) || error) {
        const std::string reason = error.message();
        remove_work();
        refuse(target_, fmt::format("écriture impossible dans {} ({})", parent.string(), reason),
               "un dossier où l'on peut écrire",
               "vérifier les droits, ou choisir un autre dossier avec -o");
    }
}

OutputFolder::~OutputFolder() {
    remove_work();
}

void OutputFolder::remove_work() noexcept {
    std::error_code ignored;
    fs::remove_all(work_, ignored);
    if (lock_handle_ < 0) return;
    fs::remove(lock_, ignored);
    ::close(lock_handle_);
    lock_handle_ = -1;
}

void OutputFolder::publish(const std::vector<std::string>& known) {
    std::error_code error;
    if (!fs::exists(target_)) {
        fs::rename(work_, target_, error);
        if (error)
            refuse(target_, error.message(), "un dossier que l'on peut créer",
                   "vérifier les droits");
        return;
    }
    for (const auto& entry : fs::recursive_directory_iterator(target_)) {
        if (!entry.is_regular_file()) continue;
        const fs::path relative = entry.path().lexically_relative(target_);
        if (std::find(known.begin(), known.end(), relative.generic_string()) != known.end())
            continue;
        if (fs::exists(work_ / relative)) continue;
        fs::create_directories((work_ / relative).parent_path());
        fs::copy_file(entry.path(), work_ / relative);
    }
    // One system call: there is no moment without an edition in place.
    if (::renameat2(AT_FDCWD, work_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
        // File systems without exchange: two renames, the shortest gap there is.
        const fs::path old = work_.string() + ".ancien";
        fs::remove_all(old, error);
        fs::rename(target_, old, error);
        if (!error) fs::rename(work_, target_, error);
        if (error) {
            std::error_code ignored;
            if (!fs::exists(target_)) fs::rename(old, target_, ignored);
            refuse(target_, error.message(), "un dossier que l'on peut remplacer",
                   "vérifier les droits");
        }
        fs::remove_all(old, error);
    }
}

}  // namespace lisiere::io
