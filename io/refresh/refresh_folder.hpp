// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/refresh/edition_card.hpp"
#include "io/refresh/lock.hpp"

namespace lisiere::io {

/// The folder in which one territory is refreshed:
///
///     editions/<name>/       whole editions, as `run` writes them; <name>.json: their cards
///     courante               a link to the edition in place, replaced in one rename
///     sources/               files fetched (io/fetch, Store)
///     refus/<name>/          why a refresh published nothing
///     journal.jsonl, resume.txt
///     actualisation.json     whose folder it is; verrou: who is at work
///     .candidat/, .entrees/  the edition being made, and what it is made from
///
/// Guarantees, whenever a process is killed:
/// - `courante` points to a whole edition, or to none before the first.
/// - Opening the folder again finishes what had begun (a publication, a return, a removal) and
///   removes what was left half made. Nothing but what a refresh wrote is ever removed.
class RefreshFolder {
  public:
    /// Takes the folder and its lock; makes it when it is absent or empty. OutputError: held by
    /// another, not writable. ConfigError: it holds other things, or the editions of another
    /// territory.
    RefreshFolder(std::filesystem::path root, const std::string& territory,
                  std::chrono::sys_seconds now);

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path sources() const { return root_ / "sources"; }
    /// Files of the store under their own names, while a refresh reads them.
    std::filesystem::path inputs() const { return root_ / ".entrees"; }
    std::filesystem::path refused() const { return root_ / "refus"; }
    std::filesystem::path journal() const { return root_ / "journal.jsonl"; }
    std::filesystem::path summary() const { return root_ / "resume.txt"; }
    std::filesystem::path edition(const std::string& name) const {
        return root_ / "editions" / name;
    }

    /// By number; those whose removal has begun are not among them.
    const std::vector<EditionCard>& editions() const { return cards_; }
    /// Where `courante` points.
    const EditionCard* current() const;
    /// The newest that came before the current one; nullptr: none.
    const EditionCard* before_current() const;
    /// What opening the folder had to finish, French sentences.
    const std::vector<std::string>& healed() const { return healed_; }

    /// A name that no edition has, from the clock; a number above every other.
    std::string new_name(std::chrono::sys_seconds now) const;
    std::uint64_t new_number() const;
    /// Where the edition of that name is made: emptied, with its folder.
    std::filesystem::path candidate(const std::string& name);
    std::filesystem::path candidate_of(const std::string& name) const {
        return root_ / ".candidat" / name;
    }
    void drop_candidate() noexcept;

    /// Publishes the candidate: card, move, link. OutputError: the edition in place stays.
    void publish(const EditionCard& card);
    /// Points `courante` at an edition that is there, and writes whether it was put aside.
    void point_at(const EditionCard& card, const std::string& previous_put_aside);
    /// Removes what the edition's manifest lists and its card; a user's own files, and files of the
    /// edition changed since, stay and are returned.
    std::vector<std::filesystem::path> remove(const EditionCard& card);

  private:
    std::filesystem::path card_file(const std::string& name) const;
    void claim(const std::string& territory) const;
    void read_cards();
    void heal();

    std::filesystem::path root_;
    std::unique_ptr<RefreshLock> lock_;
    std::vector<EditionCard> cards_;
    std::vector<std::string> healed_;
};

}  // namespace lisiere::io
