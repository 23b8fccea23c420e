// SPDX-License-Identifier: Apache-2.0
#include "io/edition/carrier.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/edition/attributes.hpp"
#include "io/edition/database.hpp"
#include "io/edition/names.hpp"
#include "io/edition/place.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::optional<struct stat> about(const fs::path& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return std::nullopt;
    return found;
}

bool is_folder(const fs::path& path) {
    const auto found = about(path);
    return found && S_ISDIR(found->st_mode);
}

/// One thing under two names, or two that hold the same.
bool same(const fs::path& one, const fs::path& other) {
    const auto a = about(one);
    const auto b = about(other);
    if (!a || !b) return false;
    if (a->st_ino == b->st_ino && a->st_dev == b->st_dev) return true;
    std::error_code error;
    if (S_ISLNK(a->st_mode) && S_ISLNK(b->st_mode))
        return fs::read_symlink(one, error) == fs::read_symlink(other, error) && !error;
    return S_ISREG(a->st_mode) && S_ISREG(b->st_mode) && a->st_size == b->st_size &&
           ::access(one.c_str(), R_OK) == 0 && ::access(other.c_str(), R_OK) == 0 &&
           sha256_of(one) == sha256_of(other);
}

[[noreturn]] void refuse(const fs::path& path, int reason) {
    throw OutputError({path.string(),
                       std::string("impossible à reprendre : ") + std::strerror(reason),
                       "un dossier dont les fichiers ajoutés peuvent être repris",
                       "vérifier les droits et la place, ou choisir un autre dossier avec -o"});
}

/// A folder that its owner has closed is opened to its owner while it is read.
class OpenedFolder {
  public:
    explicit OpenedFolder(const fs::path& path) : path_(path) {
        const auto found = about(path);
        if (!found || ::access(path.c_str(), R_OK | W_OK | X_OK) == 0) return;
        mode_ = found->st_mode & 07777U;
        if (::chmod(path.c_str(), *mode_ | S_IRWXU) != 0) mode_.reset();
    }
    ~OpenedFolder() {
        if (mode_) ::chmod(path_.c_str(), *mode_);
    }
    OpenedFolder(const OpenedFolder&) = delete;
    OpenedFolder& operator=(const OpenedFolder&) = delete;

  private:
    const fs::path& path_;
    std::optional<mode_t> mode_;
};

std::vector<fs::path> names_in(const fs::path& folder) {
    std::vector<fs::path> names;
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error))
        names.push_back(entries->path().filename());
    if (error) refuse(folder, error.value());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

Carrier::Carrier(WrittenFiles written, WrittenToo too)
    : written_(std::move(written)), too_(std::move(too)) {}

void Carrier::link(const fs::path& from, const fs::path& to) {
    how_ = How::link;
    from_ = from;
    to_ = to;
    folder({}, {}, true);
    copy_attributes(from_, to_, Times::left);
}

void Carrier::move_rest(const fs::path& from, const fs::path& to) {
    how_ = How::move;
    from_ = from;
    to_ = to;
    folder({}, {}, true);
}

void Carrier::folder(const fs::path& at, const fs::path& place, bool told) {
    const fs::path here = from_ / at;
    const OpenedFolder opened(here);
    for (const fs::path& name : names_in(here)) {
        if (too_ && too_(from_, at / name)) continue;
        if (is_folder(here / name))
            subfolder(at / name, place / name, told);
        else
            file(at / name, place / name, told);
    }
}

void Carrier::subfolder(const fs::path& at, fs::path place, bool told) {
    for (int time = 1; about(to_ / place) && !is_folder(to_ / place); ++time)
        place = kept_name(at, time);
    const bool ours = written_.is_folder(at);
    // The editions of scenarios are carried like a user's own things, but not told.
    told = told && at != scenarios_folder;
    const bool made = !about(to_ / place);
    const bool among_ours = ours || written_.is_folder(at.parent_path());
    if (made) {
        // A user's whole folder, come meanwhile; among ours it may hold what the edition wrote too.
        if (how_ == How::move && !among_ours && put(at, place)) return;
        if (::mkdir((to_ / place).c_str(), 0700) != 0) {
            if (how_ == How::link) refuse(to_ / place, errno);
            carried_.left.push_back(at.generic_string());
            return;
        }
    }
    folder(at, place, told && ours);
    // Nothing of a user's in it: ours, or one that we left empty among ours.
    if (made && among_ours && ::rmdir((to_ / place).c_str()) == 0) return;
    if (made && place.filename() != at.filename())
        carried_.aside.emplace_back(at.generic_string(), place.generic_string());
    else if (made && !ours && told)
        carried_.as_they_were.push_back(at.generic_string() + "/");
    if (how_ == How::link || made)
        copy_attributes(from_ / at, to_ / place, ours ? Times::left : Times::copied);
}

void Carrier::file(const fs::path& at, const fs::path& place, bool told) {
    const fs::path here = from_ / at;
    const auto now = about(here);
    if (!now) return;  // removed since its folder was read
    if (const auto database = written_.database_of(at)) {
        // With its database, below; alone it is worth nothing to anyone but a rescuer.
        if (!about(from_ / *database) && S_ISREG(now->st_mode) && now->st_size > 0 &&
            !at.string().ends_with("-shm"))
            keep_aside(at, place);
        return;
    }
    if (!written_.lists(at)) {
        if (!about(to_ / place)) {
            if (put(at, place) && told) carried_.as_they_were.push_back(at.generic_string());
        } else if (!same(here, to_ / place)) {
            keep_aside(at, place);
        }
        return;
    }
    if (unchanged_since_seen(at, *now)) return;
    const WrittenFiles::State state = written_.state(from_, at);
    const bool log = is_database(at) && has_log(here);
    if (state == WrittenFiles::State::altered || log) {
        if (log || !same(here, to_ / place)) keep_aside(at, place);
        return;
    }
    seen_[at.generic_string()] = {now->st_ino, now->st_size, now->st_mtim};
    const auto written_again = about(to_ / place);
    if (how_ == How::link && written_again && S_ISREG(written_again->st_mode))
        copy_attributes(here, to_ / place, Times::left);
}

void Carrier::keep_aside(const fs::path& at, const fs::path& place) {
    const bool log = is_database(at) && has_log(from_ / at);
    for (int time = 1;; ++time) {
        const fs::path name = kept_name(place, time);
        const fs::path there = kept_name(at, time);
        if (same(from_ / at, to_ / name) || same(from_ / at, from_ / there)) return;
        if (about(to_ / name) || about(from_ / there)) continue;
        if (!put(at, name)) return;
        carried_.aside.emplace_back(at.generic_string(), name.generic_string());
        for (const std::string_view companion : database_companions)
            if (log && about(fs::path(from_ / at) += companion))
                put(fs::path(at) += companion, fs::path(name) += companion);
        return;
    }
}

/// False when it is left for `move_rest`, or for good.
bool Carrier::put(const fs::path& at, const fs::path& place) {
    const fs::path from = from_ / at;
    const fs::path to = to_ / place;
    if (how_ == How::move) {
        const int result =
            ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
        const bool moved = result == 0 || ((errno == EINVAL || errno == ENOSYS) && !about(to) &&
                                           std::rename(from.c_str(), to.c_str()) == 0);
        if (!moved && !is_folder(from)) carried_.left.push_back(at.generic_string());
        return moved;
    }
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0) == 0) return true;
    const bool no_second_name = errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP ||
                                errno == ENOSYS || errno == EXDEV || errno == EACCES;
    if (!no_second_name) refuse(to, errno);
    return false;
}

bool Carrier::unchanged_since_seen(const fs::path& at, const struct stat& now) {
    const auto found = seen_.find(at.generic_string());
    if (found == seen_.end()) return false;
    const Stamp& seen = found->second;
    return seen.inode == now.st_ino && seen.bytes == now.st_size &&
           seen.changed.tv_sec == now.st_mtim.tv_sec && seen.changed.tv_nsec == now.st_mtim.tv_nsec;
}

}  // namespace lisiere::io
