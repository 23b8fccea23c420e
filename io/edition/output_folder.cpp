// SPDX-License-Identifier: Apache-2.0
#include "io/edition/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "io/base/durable.hpp"
#include "io/base/error.hpp"
#include "io/edition/attributes.hpp"
#include "io/edition/database.hpp"
#include "io/edition/names.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr const char* work_suffix = ".en-cours";
constexpr const char* old_suffix = ".en-cours.ancien";
constexpr const char* lock_suffix = ".verrou";

[[noreturn]] void refuse(const fs::path& path, const std::string& found,
                         const std::string& expected, const std::string& advice) {
    throw OutputError({path.string(), found, expected, advice});
}

[[noreturn]] void refuse_writing(const fs::path& target, const fs::path& where, int reason) {
    refuse(target,
           fmt::format("écriture impossible dans {} ({})", where.string(), std::strerror(reason)),
           "un dossier où l'on peut écrire",
           "vérifier les droits et la place, ou choisir un autre dossier avec -o");
}

[[noreturn]] void refuse_busy(const fs::path& target, const fs::path& lock) {
    const std::string who = FileLock::holder(lock);
    refuse(target,
           "une autre exécution qui écrit dans ce dossier" + (who.empty() ? "" : " (" + who + ")"),
           "une exécution à la fois", "attendre qu'elle finisse");
}

bool is_there(const fs::path& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

/// Also where a user has closed a folder to its owner.
bool remove_tree(const fs::path& folder) noexcept {
    std::error_code error;
    fs::remove_all(folder, error);
    if (!error || !is_there(folder)) return true;
    std::error_code ignored;
    ::chmod(folder.c_str(), S_IRWXU);
    for (fs::recursive_directory_iterator entries(folder, ignored);
         !ignored && entries != fs::recursive_directory_iterator(); entries.increment(ignored))
        if (entries->symlink_status(error).type() == fs::file_type::directory)
            ::chmod(entries->path().c_str(), S_IRWXU);
    fs::remove_all(folder, error);
    return !is_there(folder);
}

/// The editions whose folders this one lies in, the nearest first.
std::vector<fs::path> editions_around(const OutputPlace& place) {
    std::vector<fs::path> editions;
    const fs::path folder = place.folder.parent_path();
    // Its scenarios may be there before it is.
    if (place.kind == EditionKind::scenario && folder.filename() == scenarios_folder)
        editions.push_back(folder.parent_path());
    for (fs::path outer = folder; outer.has_relative_path(); outer = outer.parent_path())
        if (read_earlier_edition(outer) && (editions.empty() || editions.front() != outer))
            editions.push_back(outer);
    return editions;
}

std::vector<fs::path> databases_of(const fs::path& folder,
                                   const std::optional<EarlierEdition>& edition) {
    std::vector<fs::path> databases;
    if (edition)
        for (const HashedFile& file : edition->outputs)
            if (is_database(file.path)) databases.push_back(folder / file.path);
    return databases;
}

void tell(const Carried& carried, Notices& notices) {
    for (const std::string& thing : carried.as_they_were)
        notices.add(Severity::info, "fichiers_repris", "dossier", thing);
    for (const auto& [was, is] : carried.aside)
        notices.add(Severity::avertissement, {"fichier_garde", {{"nom", is}}}, was);
    for (const std::string& thing : carried.left)
        notices.add(Severity::avertissement, "fichiers_restes", "dossier", thing);
}

/// An edition that has left its place: what is a user's goes into the one that took it, the rest
/// goes away. What cannot be moved keeps the old folder, under a name that is seen.
void give_up(const fs::path& old, const fs::path& target, Carrier& carrier, Notices& notices) {
    bool all_moved = true;
    try {
        carrier.move_rest(old, target);
        all_moved = carrier.carried().left.empty();
        tell(carrier.carried(), notices);
    } catch (const OutputError& error) {
        all_moved = false;
        notices.add(Severity::avertissement, "fichiers_restes", "dossier",
                    {{"motif", error.what()}});
    }
    if (all_moved) {
        remove_tree(old);
        return;
    }
    const std::string name = target.filename().string() + " (édition précédente";
    for (int time = 1; is_there(old); ++time) {
        const fs::path apart =
            target.parent_path() / (name + (time == 1 ? ")" : fmt::format(" {})", time)));
        if (is_there(apart)) continue;
        if (::rename(old.c_str(), apart.c_str()) != 0) return;  // stays where it is
    }
}

void heal(const OutputPlace& place, Notices& notices) {
    const fs::path& target = place.folder;
    const fs::path old = hidden_sibling(target, old_suffix);
    // Stopped between two renames.
    if (is_there(old) && !is_there(target) && ::rename(old.c_str(), target.c_str()) != 0)
        refuse_writing(place.shown, target.parent_path(), errno);
    for (const fs::path& leftover : {old, hidden_sibling(target, work_suffix)}) {
        if (!is_there(leftover)) continue;
        const auto edition = read_earlier_edition(leftover);
        if (edition && is_there(target)) {
            Carrier carrier((WrittenFiles(edition)), place.written_too);
            give_up(leftover, target, carrier, notices);
        } else {
            remove_tree(leftover);  // not finished: nothing of a user's was in it yet
        }
    }
}

}  // namespace

OutputFolder::OutputFolder(OutputPlace place, Moves moves)
    : place_(std::move(place)),
      moves_(std::move(moves)),
      work_(hidden_sibling(place_.folder, work_suffix)) {
    const fs::path& target = place_.folder;
    make_parents();
    try {
        lock();
        for (const fs::path& database : databases_of(target, read_earlier_edition(target)))
            refuse_open_database(database);
        if (is_there(target) &&
            ::faccessat(AT_FDCWD, target.c_str(), R_OK | W_OK | X_OK, AT_EACCESS) != 0)
            refuse_writing(place_.shown, target, errno);
        heal(place_, healed_);
        if (::mkdir(work_.c_str(), 0777) != 0)
            refuse_writing(place_.shown, target.parent_path(), errno);
        // From the start: what is made in a folder shared by a group belongs to the group.
        if (is_there(target)) copy_attributes(target, work_, Times::left);
    } catch (...) {
        remove_work();
        throw;
    }
}

OutputFolder::~OutputFolder() {
    remove_work();
}

void OutputFolder::make_parents() {
    std::vector<fs::path> missing;
    for (fs::path parent = place_.folder.parent_path(); !is_there(parent);
         parent = parent.parent_path())
        missing.push_back(parent);
    for (auto parent = missing.rbegin(); parent != missing.rend(); ++parent) {
        if (::mkdir(parent->c_str(), 0777) != 0 && errno != EEXIST) {
            const int reason = errno;
            remove_work();
            refuse_writing(place_.shown, parent->parent_path(), reason);
        }
        made_.push_back(*parent);
    }
}

void OutputFolder::lock() {
    for (const fs::path& edition : editions_around(place_)) {
        const fs::path file = hidden_sibling(edition, lock_suffix);
        try {
            auto held = FileLock::take(file, FileLock::Kind::shared);
            if (!held) refuse_busy(edition, file);
            around_.push_back(std::move(*held));
        } catch (const std::system_error&) {
            // Where nobody can lock, nobody can replace that edition either.
        }
    }
    const fs::path file = hidden_sibling(place_.folder, lock_suffix);
    try {
        lock_ = FileLock::take(file, FileLock::Kind::alone);
    } catch (const std::system_error& error) {
        refuse_writing(place_.shown, file.parent_path(), error.code().value());
    }
    if (!lock_) refuse_busy(place_.shown, file);
}

void OutputFolder::remove_work() noexcept {
    if (lock_ && !published_) remove_tree(work_);
    lock_.reset();
    around_.clear();
    if (!published_)
        for (auto parent = made_.rbegin(); parent != made_.rend(); ++parent)
            ::rmdir(parent->c_str());  // only if nothing else has come into it
    made_.clear();
}

void OutputFolder::publish(Notices& notices) {
    const fs::path& target = place_.folder;
    if (!is_there(target)) {
        sync_file_system(work_);
        if (moves_.rename(work_.c_str(), target.c_str()) != 0)
            refuse_writing(place_.shown, target.parent_path(), errno);
        published_ = true;
        sync_path(target.parent_path());
        for (const fs::path& parent : made_) sync_path(parent.parent_path());
        return;
    }
    refuse_mounts(target);
    refuse_other_contents(target, place_.kind);  // it may have come meanwhile
    notices.add(healed_);
    const auto earlier = read_earlier_edition(target);
    const std::vector<fs::path> databases = databases_of(target, earlier);
    for (const fs::path& database : databases) settle_database(database);
    Carrier carrier((WrittenFiles(earlier)), place_.written_too);
    carrier.link(target, work_);
    sync_file_system(work_);
    const fs::path old = change_places(databases);
    published_ = true;
    sync_path(target.parent_path());
    give_up(old, target, carrier, notices);
}

/// Where the earlier edition is then.
fs::path OutputFolder::change_places(const std::vector<fs::path>& databases) {
    const HeldDatabases held(databases);
    // One system call: there is no moment without an edition in place.
    if (moves_.exchange(work_.c_str(), place_.folder.c_str()) == 0) return work_;
    // EXDEV: layers or subvolumes that may still let one be renamed.
    if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP && errno != EXDEV)
        refuse_writing(place_.shown, place_.folder, errno);
    return two_renames();
}

/// File systems without exchange: the shortest gap there is, mended by `heal`.
fs::path OutputFolder::two_renames() {
    const fs::path old = hidden_sibling(place_.folder, old_suffix);
    if (moves_.rename(place_.folder.c_str(), old.c_str()) != 0)
        refuse_writing(place_.shown, place_.folder, errno);
    if (moves_.rename(work_.c_str(), place_.folder.c_str()) == 0) return old;
    const int reason = errno;
    moves_.rename(old.c_str(), place_.folder.c_str());
    refuse_writing(place_.shown, place_.folder, reason);
}

void heal_place(const OutputPlace& place, Notices& notices) {
    const fs::path file = hidden_sibling(place.folder, lock_suffix);
    if (!is_there(file) && !is_there(hidden_sibling(place.folder, work_suffix)) &&
        !is_there(hidden_sibling(place.folder, old_suffix)))
        return;
    try {
        if (const auto lock = FileLock::take(file, FileLock::Kind::alone)) heal(place, notices);
    } catch (const std::system_error&) {
        return;  // said when there is something to write
    }
}

}  // namespace lisiere::io
