// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "io/base/files.hpp"
#include "io/edition/database.hpp"
#include "io/edition/output_folder.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::io {

/// A folder of its own that goes away.
class EditionScratch {
  public:
    EditionScratch() {
        static std::atomic<int> next{0};
        path_ = std::filesystem::temp_directory_path() /
                ("lisiere_edition_" + std::to_string(::getpid()) + "_" + std::to_string(next++));
        std::filesystem::create_directories(path_);
    }
    ~EditionScratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    EditionScratch(const EditionScratch&) = delete;
    EditionScratch& operator=(const EditionScratch&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline void put_text(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

/// Everything in a folder by name, hidden or not.
inline std::vector<std::string> names(const std::filesystem::path& folder) {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        all.push_back(entry.path().filename().string());
    std::sort(all.begin(), all.end());
    return all;
}

inline struct stat status_of(const std::filesystem::path& path) {
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) throw std::runtime_error("absent: " + path.string());
    return about;
}

/// A connection of "another program"; in this process, so that it does not lock against ours.
class Sqlite {
  public:
    explicit Sqlite(const std::filesystem::path& file) {
        std::filesystem::create_directories(file.parent_path());
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("sqlite3_open");
    }
    ~Sqlite() { sqlite3_close(db_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;
    void run(const std::string& sql) const {
        if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sql + ": " + sqlite3_errmsg(db_));
    }

  private:
    sqlite3* db_ = nullptr;
};

using Files = std::vector<std::pair<std::string, std::string>>;  ///< name, text

/// What a verb does with a folder, without the computing: files, a database
/// `lisiere.gpkg` with as many rows as said, the manifest of both.
inline void write_edition_files(const std::filesystem::path& folder, const Files& files,
                                int rows = 0, EditionKind kind = EditionKind::edition) {
    Manifest manifest;
    manifest.kind = kind;
    manifest.version = "test";
    manifest.fingerprint = sha256_of_text("inputs");
    for (const auto& [name, text] : files) put_text(folder / name, text);
    if (rows > 0) {
        const Sqlite db(folder / "lisiere.gpkg");
        db.run(
            "PRAGMA synchronous = OFF; BEGIN; CREATE TABLE quarters (code TEXT, people INTEGER)");
        for (int row = 0; row < rows; ++row)
            db.run("INSERT INTO quarters VALUES ('q', " + std::to_string(row) + ")");
        db.run("COMMIT");
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        HashedFile file{entry.path().lexically_relative(folder).generic_string(),
                        sha256_of(entry.path()), entry.file_size()};
        if (is_database(file.path)) file.content = database_content(entry.path()).value_or("");
        manifest.outputs.push_back(std::move(file));
    }
    write_manifest(manifest, folder / manifest_name);
}

inline Notices publish_edition(const std::filesystem::path& target, const Files& files,
                               int rows = 0, EditionKind kind = EditionKind::edition,
                               Moves moves = system_moves()) {
    OutputFolder folder(output_place(target, kind), std::move(moves));
    write_edition_files(folder.work(), files, rows, kind);
    Notices told;
    folder.publish(told);
    return told;
}

}  // namespace lisiere::io
