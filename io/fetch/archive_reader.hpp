// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "io/fetch/archive.hpp"

struct archive;
struct archive_entry;

/// libarchive behind checks: every entry that leaves here has a clean path, is a file or a folder,
/// and is within the limits. Private to io/fetch.
namespace lisiere::io {

/// What has been taken from all archives of one unpacking, nested ones included.
struct ArchiveUse {
    std::uintmax_t bytes = 0;
    std::size_t entries = 0;
};

class ArchiveReader {
  public:
    /// `name` for messages. InputError: no archive, cut, encrypted.
    ArchiveReader(const std::filesystem::path& file, std::string name, const ArchiveLimits& limits,
                  ArchiveUse& use);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    struct Entry {
        std::string path;  ///< clean; "" is the root
        bool folder = false;
        std::uintmax_t bytes = 0;
        bool bytes_known = false;
    };
    /// The next entry; false at the end.
    bool next(Entry& entry);
    /// The bytes of the entry, in order.
    void read(const Entry& entry, const std::function<void(std::span<const char>)>& block);

    /// Bytes of the compressed file read so far.
    std::uintmax_t compressed_read() const;
    std::uintmax_t compressed_size() const { return size_; }
    /// Refuses an entry, or ("") the whole archive.
    [[noreturn]] void refuse(const std::string& path, const std::string& found,
                             const std::string& expected, const std::string& advice) const;

  private:
    struct Locale;
    void require_within_limits(const std::string& path, std::uintmax_t more) const;
    [[noreturn]] void refuse_damaged(const std::string& path) const;
    [[noreturn]] void refuse_encrypted(const std::string& path) const;

    std::string name_;
    const ArchiveLimits& limits_;
    ArchiveUse& use_;
    std::uintmax_t size_ = 0;
    std::unique_ptr<Locale> locale_;
    archive* reader_ = nullptr;
    archive_entry* entry_ = nullptr;
    bool single_ = false;  ///< one compressed file, without a name
};

}  // namespace lisiere::io
