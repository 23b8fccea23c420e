// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// SQLite files of an edition (GeoPackage, MBTiles) that other programs may have open.
namespace lisiere::io {

/// What SQLite puts beside a database. It belongs to that file: beside another of the same name its
/// pages would be read as that one's.
inline constexpr std::array<std::string_view, 3> database_companions{"-wal", "-journal", "-shm"};

/// By its name: what our products of SQLite are called.
bool is_database(const std::filesystem::path& file);

/// Digest of what a database holds: every table's definition and rows, not the pages they lie in.
/// It stays when a program opens the file or folds a log back into it, and moves with any row,
/// table or style that was added, changed or removed. Left out: what GDAL counts by itself and the
/// time of a layer's last change. nullopt when a table cannot be read to its end, or the file is no
/// database. Cost: one reading of the file.
std::optional<std::string> database_content(const std::filesystem::path& file);

/// SQLite finds no fault in it, the indices included. Cost: a few readings of the file.
bool is_sound_database(const std::filesystem::path& file);

/// Beside it stands a log or a journal that holds a part of its content.
bool has_log(const std::filesystem::path& file);

/// OutputError when another program has the database open with something not yet in the file: a
/// log or a journal stands beside it and is in use. Changes nothing.
void refuse_open_database(const std::filesystem::path& file);

/// Folds what a dead program left beside the database (log, journal) back into it. OutputError as
/// for `refuse_open_database`; waits for a program that is just reading or writing (2 s). A
/// damaged file, or one that may not be written, stays as it is, with what stands beside it.
void settle_database(const std::filesystem::path& file);

/// While it lives no other program can write to the databases. OutputError when one does just now.
/// Whoever reads one of the files in this process meanwhile lets go of it.
class HeldDatabases {
  public:
    explicit HeldDatabases(const std::vector<std::filesystem::path>& files);
    ~HeldDatabases();
    HeldDatabases(const HeldDatabases&) = delete;
    HeldDatabases& operator=(const HeldDatabases&) = delete;

  private:
    class Connection;
    std::vector<std::unique_ptr<Connection>> held_;
};

}  // namespace lisiere::io
