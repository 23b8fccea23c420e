// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace lisiere::io {

/// What is known of an address since it was last fetched.
struct StoreRecord {
    std::string url{};        ///< as asked, without secrets
    std::string final_url{};  ///< after redirections, without secrets
    std::string final_key{};  ///< SHA-256 of the whole final address: validators hold for it alone
    std::string etag{}, last_modified{}, media_type{};
    std::string sha256{};
    std::uintmax_t bytes = 0;
    std::string date{};  ///< of the run that last found the content new, as the caller said
};

/// The files of all fetches, each once, by the SHA-256 of its bytes.
///
///     sha256/ab/abcd…     the bytes, read only
///     deballe/ab/abcd…/   what an archive of that hash holds (unpack_once)
///     index/<key>.json    the record of an address
///     partiel/            downloads under way or to be resumed
///
/// - A file stands under its hash whole and synced to the disk, or not at all; a record is written
///   after its file. A power cut loses no more than the download under way.
/// - Any number of processes may use one folder at once.
/// - Nothing here is the only copy of anything: the folder may be deleted between two runs.
class Store {
  public:
    /// Makes the folder (mode 0700) where there is none. OutputError: cannot be made or written;
    /// holds files of another kind.
    explicit Store(std::filesystem::path folder);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

    /// The file of that hash, whole; nullopt when it is not there. One that was altered or cut
    /// since (another size or time than at its writing, and other bytes) is removed and not found.
    /// Cost: a look at its size and time; its bytes are hashed only when these differ.
    std::optional<std::filesystem::path> find(std::string_view sha256) const;
    /// Moves a whole file of this file system under its hash. Cost: a sync.
    std::filesystem::path add(const std::filesystem::path& file, const std::string& sha256);
    /// Where an archive of that hash is unpacked; the caller makes it whole in one rename.
    std::filesystem::path unpacked_folder(std::string_view sha256) const;

    /// The record of an address as the configuration names it (secrets never are in it); nullopt
    /// when there is none, or none that can be read.
    std::optional<StoreRecord> record(std::string_view url) const;
    void remember(std::string_view url, const StoreRecord& record);

    /// What a collection removed.
    struct Collected {
        std::size_t files = 0;
        std::uintmax_t bytes = 0;
        bool busy = false;  ///< another process has the store open: nothing was removed
    };
    /// Removes the files, the unpacked folders and the records of every hash that is not in
    /// `in_use`, and downloads that nobody resumed for a week before `date` (ISO). Only what the
    /// store itself wrote is removed.
    Collected collect(const std::set<std::string>& in_use, const std::string& date);

    /// A name for a new file of `partiel/`, of this process only.
    std::filesystem::path staging(std::string_view hint) const;

  private:
    std::filesystem::path object(std::string_view sha256) const;
    std::filesystem::path folder_;
    int lock_ = -1;  ///< shared while the store is open
};

}  // namespace lisiere::io
