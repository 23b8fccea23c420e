// SPDX-License-Identifier: Apache-2.0
#include "io/edition/database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "engine/core/ascii.hpp"
#include "engine/core/digest.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr int patience_ms = 2000;

struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

fs::path beside(const fs::path& file, std::string_view companion) {
    fs::path path = file;
    return path += companion;
}

bool has_bytes(const fs::path& file) {
    struct stat about {};
    return ::lstat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
}

bool is_regular(const fs::path& file) {
    struct stat about {};
    return ::lstat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

/// SQLite takes a shorter or another file for an empty database, and its log for a leftover.
bool starts_as_database(const fs::path& file) {
    constexpr std::string_view magic("SQLite format 3\0", 16);
    std::array<char, magic.size()> start{};
    std::ifstream in(file, std::ios::binary);
    in.read(start.data(), start.size());
    return in && std::string_view(start.data(), start.size()) == magic;
}

std::string uri(const fs::path& file, std::string_view parameters) {
    std::string text = "file:";
    for (const char c : file.string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
                           c == '/' || c == '.' || c == '_' || c == '-';
        if (plain)
            text += c;
        else
            text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text.append(parameters);
}

/// Read without a lock and without a file beside it, unless a log holds a part of the content.
Database open_to_read(const fs::path& file) {
    if (!is_regular(file) || !starts_as_database(file)) return {};
    sqlite3* db = nullptr;
    const bool alone = !has_bytes(beside(file, "-wal")) && !has_bytes(beside(file, "-journal"));
    const int result =
        sqlite3_open_v2(uri(file, alone ? "?immutable=1" : "").c_str(), &db,
                        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database owned(db);
    if (result != SQLITE_OK) owned.reset();
    return owned;
}

Database open_to_write(const fs::path& file) {
    if (!is_regular(file) || !starts_as_database(file) || ::access(file.c_str(), W_OK) != 0)
        return {};
    sqlite3* db = nullptr;
    const int result = sqlite3_open_v2(uri(file, "").c_str(), &db,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr);
    Database owned(db);
    if (result != SQLITE_OK || sqlite3_db_readonly(db, "main") != 0) owned.reset();
    if (owned) sqlite3_busy_timeout(owned.get(), patience_ms);
    return owned;
}

int run(sqlite3* db, const char* sql) {
    return sqlite3_exec(db, sql, nullptr, nullptr, nullptr) & 0xff;
}

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::string text_at(sqlite3_stmt* row, int column) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return text == nullptr
               ? ""
               : std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(row, column)));
}

void add_value(Digester& digester, sqlite3_stmt* row, int column) {
    const int type = sqlite3_column_type(row, column);
    digester.add(type);
    if (type == SQLITE_INTEGER) {
        digester.add(static_cast<std::int64_t>(sqlite3_column_int64(row, column)));
    } else if (type == SQLITE_FLOAT) {
        digester.add(sqlite3_column_double(row, column));
    } else if (type != SQLITE_NULL) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
        digester.add(std::string_view(size == 0 ? "" : bytes, size));
    }
}

/// False when the table cannot be read to its end.
bool add_rows(Digester& digester, sqlite3* db, const std::string& table) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(db, ("SELECT * FROM " + quoted(table)).c_str(), -1, &prepared,
                           nullptr) != SQLITE_OK)
        return false;
    const Statement rows(prepared);
    std::vector<int> columns;
    for (int c = 0; c < sqlite3_column_count(prepared); ++c) {
        const std::string name = sqlite3_column_name(prepared, c);
        digester.add(name);
        if (table != "gpkg_contents" || name != "last_change") columns.push_back(c);
    }
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(prepared)) == SQLITE_ROW)
        for (const int c : columns) add_value(digester, prepared, c);
    return step == SQLITE_DONE;
}

struct Holder {
    int process = 0;
    std::string program;
};

/// Whoever has one of the bytes locked that SQLite locks: in WAL mode, every open connection.
std::optional<Holder> holder_of(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (handle < 0) return std::nullopt;
    constexpr off_t first_lock_byte = 0x40000000;
    constexpr off_t lock_bytes = 512;
    struct flock asked {};
    asked.l_type = F_WRLCK;
    asked.l_whence = SEEK_SET;
    asked.l_start = first_lock_byte;
    asked.l_len = lock_bytes;
    const bool told = ::fcntl(handle, F_GETLK, &asked) == 0 && asked.l_type != F_UNLCK;
    ::close(handle);
    if (!told) return std::nullopt;
    Holder holder{asked.l_pid, {}};
    std::getline(std::ifstream(fmt::format("/proc/{}/comm", asked.l_pid)), holder.program);
    return holder;
}

[[noreturn]] void refuse_open(const fs::path& file) {
    std::string who;
    if (const auto holder = holder_of(file); holder && holder->process > 0)
        who = fmt::format(" ({}processus {})",
                          holder->program.empty() ? "" : holder->program + ", ", holder->process);
    throw OutputError(
        {file.string(), "ouvert dans un autre logiciel, en cours de modification" + who,
         "un fichier que personne ne modifie : le remplacer perdrait ce qui n'y est pas encore",
         "enregistrer et fermer la couche dans ce logiciel (QGIS : quitter le mode édition), "
         "puis recommencer"});
}

}  // namespace

bool is_database(const fs::path& file) {
    return file.extension() == ".gpkg" || file.extension() == ".mbtiles";
}

std::optional<std::string> database_content(const fs::path& file) {
    const Database db = open_to_read(file);
    if (!db) return std::nullopt;
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(db.get(),
                           "SELECT name, coalesce(sql, '') FROM sqlite_master WHERE type IN "
                           "('table', 'view') AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
                           "ORDER BY name",
                           -1, &prepared, nullptr) != SQLITE_OK)
        return std::nullopt;
    const Statement tables(prepared);
    Digester digester;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(prepared)) == SQLITE_ROW) {
        const std::string name = text_at(prepared, 0);
        const std::string sql = text_at(prepared, 1);
        digester.add(name).add(sql);
        const bool stored = sql.starts_with("CREATE TABLE");  // else seen through its tables
        if (stored && name != "gpkg_ogr_contents" && !add_rows(digester, db.get(), name))
            return std::nullopt;
    }
    if (step != SQLITE_DONE) return std::nullopt;
    return digester.digest().text();
}

bool is_sound_database(const fs::path& file) {
    const Database db = open_to_read(file);
    sqlite3_stmt* prepared = nullptr;
    if (!db || sqlite3_prepare_v2(db.get(), "PRAGMA integrity_check(1)", -1, &prepared, nullptr) !=
                   SQLITE_OK)
        return false;
    const Statement row(prepared);
    return sqlite3_step(prepared) == SQLITE_ROW && text_at(prepared, 0) == "ok";
}

bool has_log(const fs::path& file) {
    if (has_bytes(beside(file, "-wal"))) return true;
    // An abandoned journal that was never begun, or is done with, starts with zeros.
    return has_bytes(beside(file, "-journal")) &&
           std::ifstream(beside(file, "-journal"), std::ios::binary).get() > 0;
}

void refuse_open_database(const fs::path& file) {
    if (!is_regular(file)) return;
    for (const char* companion : {"-wal", "-journal"})
        if (is_regular(beside(file, companion)) && holder_of(file)) refuse_open(file);
}

void settle_database(const fs::path& file) {
    refuse_open_database(file);
    const Database db = open_to_write(file);
    if (!db) return;
    // Leaving the log's mode folds the log in, and asks that nobody else has the file open. In the
    // other mode the first lock rolls an abandoned journal back.
    if (run(db.get(), "PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; ROLLBACK") == SQLITE_BUSY)
        refuse_open(file);
}

class HeldDatabases::Connection {
  public:
    explicit Connection(const fs::path& file) : db_(open_to_write(file)) {
        if (db_ && run(db_.get(), "BEGIN EXCLUSIVE") == SQLITE_BUSY) refuse_open(file);
    }

  private:
    Database db_;
};

HeldDatabases::HeldDatabases(const std::vector<fs::path>& files) {
    for (const fs::path& file : files) held_.push_back(std::make_unique<Connection>(file));
}
HeldDatabases::~HeldDatabases() = default;

}  // namespace lisiere::io
