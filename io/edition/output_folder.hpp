// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "engine/core/notice.hpp"
#include "io/base/file_lock.hpp"
#include "io/edition/carrier.hpp"
#include "io/edition/moves.hpp"
#include "io/edition/place.hpp"

namespace lisiere::io {

/// The folder of one edition, replaced in one move. Everything is written to a hidden sibling first
/// (`.<name>.en-cours`); `publish()` changes its place with the target's.
/// - Readers see the old edition or the new one, never a mix.
/// - Without `publish()` (error, Ctrl-C) nothing has changed and nothing is left behind.
/// - Whenever the program or the machine stops, one whole edition stands in the folder, or, on a
///   file system without exchange, beside it, and the next `heal_place` puts it back.
/// - All is on the disk before the earlier edition leaves its place.
/// - A user's things go along (`Carrier`).
/// - Two runs towards one folder at once: the second gets an OutputError; so does a scenario within
///   an edition that is being made, and an edition while a scenario is written in it.
class OutputFolder {
  public:
    /// OutputError when it cannot be written, another run writes there, or a database in it is open
    /// elsewhere with unsaved changes.
    explicit OutputFolder(OutputPlace place, Moves moves = system_moves());
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Where to write.
    const std::filesystem::path& work() const { return work_; }
    /// `notices` tell of what was carried on and what is kept under another name. OutputError
    /// before the change of places when the disk is full or refuses, or a program has begun to
    /// change a database of the earlier edition.
    void publish(Notices& notices);

  private:
    void make_parents();
    void lock();
    std::filesystem::path change_places(const std::vector<std::filesystem::path>& databases);
    std::filesystem::path two_renames();
    void remove_work() noexcept;

    OutputPlace place_;
    Moves moves_;
    std::filesystem::path work_;
    std::vector<std::filesystem::path> made_;  ///< parents that did not exist, the nearest last
    std::vector<FileLock> around_;             ///< of the editions that this one lies in
    std::optional<FileLock> lock_;
    Notices healed_;
    bool published_ = false;
};

/// Ends what a run that was stopped (kill, power cut) has left beside the folder: an earlier
/// edition that had left its place comes back, what of a user's was still in it is moved and told,
/// the rest goes. Does nothing, and costs a look at three names, when nothing is left; nor while
/// another run is at work.
void heal_place(const OutputPlace& place, Notices& notices);

}  // namespace lisiere::io
