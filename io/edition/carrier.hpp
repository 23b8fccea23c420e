// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "io/edition/written_files.hpp"

namespace lisiere::io {

/// What became of a user's things; paths relative to the edition's folder.
struct Carried {
    std::vector<std::string> as_they_were;
    std::vector<std::pair<std::string, std::string>> aside;  ///< what, and its name from now on
    std::vector<std::string> left;  ///< could not be moved: still in the earlier edition's folder
};

/// Takes a user's things from an edition's folder into the one that replaces it, without copying a
/// byte: files, links, pipes and sockets as second names of the same thing (so with owner, mode,
/// times, attributes), folders made anew with the attributes of the first.
/// - What our manifest lists, and is as it was written, stays behind.
/// - What it lists and is no longer as written, and whatever stands where something new of ours
///   stands, gets another name (`kept_name`).
/// - Folders of ours and files written again keep the mode, owner and group they had.
/// - A database is kept with its log.
/// `link` before the change of places loses nothing when the program ends at any moment: all stands
/// in both folders. `move_rest` after it brings what came meanwhile, and what has no second name
/// (another's file, a file system without links); repeating it finds nothing more to do.
class Carrier {
  public:
    Carrier(WrittenFiles written, WrittenToo too);

    /// OutputError when the disk refuses.
    void link(const std::filesystem::path& from, const std::filesystem::path& to);
    void move_rest(const std::filesystem::path& from, const std::filesystem::path& to);

    const Carried& carried() const { return carried_; }

  private:
    enum class How { link, move };
    struct Stamp {
        ino_t inode;
        off_t bytes;
        timespec changed;
    };

    void folder(const std::filesystem::path& at, const std::filesystem::path& place, bool told);
    void subfolder(const std::filesystem::path& at, std::filesystem::path place, bool told);
    void file(const std::filesystem::path& at, const std::filesystem::path& place, bool told);
    void keep_aside(const std::filesystem::path& at, const std::filesystem::path& place);
    bool put(const std::filesystem::path& at, const std::filesystem::path& place);
    bool unchanged_since_seen(const std::filesystem::path& at, const struct stat& now);

    WrittenFiles written_;
    WrittenToo too_;
    How how_ = How::link;
    std::filesystem::path from_;
    std::filesystem::path to_;
    std::map<std::string, Stamp> seen_;  ///< files of ours that need no second look
    Carried carried_;
};

}  // namespace lisiere::io
