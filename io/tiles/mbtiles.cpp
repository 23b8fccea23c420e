// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/mbtiles.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

#include "io/base/error.hpp"

namespace lisiere::io {

struct MbtilesWriter::State {
    std::filesystem::path path;
    sqlite3* db = nullptr;
    sqlite3_stmt* insert = nullptr;
    bool finished = false;

    explicit State(const std::filesystem::path& file) : path(file) {}
    /// Not in the constructor: SQLite gives a handle to close even when it cannot open.
    void open() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        if (sqlite3_open(path.c_str(), &db) != SQLITE_OK) fail();
        // The file is worth nothing before it is whole: a journal and waiting for the disk protect
        // nothing.
        run("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "PRAGMA application_id = 0x4d504258;"
            "CREATE TABLE metadata (name TEXT, value TEXT);"
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, "
            "tile_data BLOB);"
            "BEGIN");
        prepare("INSERT INTO tiles VALUES (?, ?, ?, ?)");
    }
    ~State() {
        sqlite3_finalize(insert);
        sqlite3_close(db);
        std::error_code ignored;
        if (!finished) std::filesystem::remove(path, ignored);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    [[noreturn]] void fail() const {
        throw OutputError({path.string(), sqlite3_errmsg(db), "un fichier MBTiles écrit en entier",
                           "vérifier les droits et la place sur le disque"});
    }
    void run(const char* sql) const {
        if (sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
    }
    void prepare(const char* sql) {
        sqlite3_finalize(insert);
        insert = nullptr;
        if (sqlite3_prepare_v2(db, sql, -1, &insert, nullptr) != SQLITE_OK) fail();
    }
    void step() const {
        if (sqlite3_step(insert) != SQLITE_DONE) fail();
        sqlite3_reset(insert);
    }
    void describe(const std::string& name, const std::string& value) const {
        sqlite3_bind_text(insert, 1, name.c_str(), static_cast<int>(name.size()), SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, value.c_str(), static_cast<int>(value.size()), SQLITE_STATIC);
        step();
    }
};

MbtilesWriter::MbtilesWriter(const std::filesystem::path& path) {
    state_ = std::make_unique<State>(path);
    state_->open();
}
MbtilesWriter::~MbtilesWriter() = default;
MbtilesWriter::MbtilesWriter(MbtilesWriter&&) noexcept = default;
MbtilesWriter& MbtilesWriter::operator=(MbtilesWriter&&) noexcept = default;

void MbtilesWriter::add(const TileId& tile, std::string_view gzipped) {
    sqlite3_bind_int(state_->insert, 1, tile.z);
    sqlite3_bind_int64(state_->insert, 2, tile.x);
    sqlite3_bind_int64(state_->insert, 3, (std::int64_t{1} << tile.z) - 1 - tile.y);
    sqlite3_bind_blob64(state_->insert, 4, gzipped.data(), gzipped.size(), SQLITE_STATIC);
    state_->step();
}

void MbtilesWriter::finish(const TileMetadata& metadata) {
    const State& state = *state_;
    state_->prepare("INSERT INTO metadata VALUES (?, ?)");
    state.describe("name", metadata.name);
    state.describe("format", "pbf");
    state.describe("bounds", fmt::format("{:.6f},{:.6f},{:.6f},{:.6f}", metadata.south_west.lon,
                                         metadata.south_west.lat, metadata.north_east.lon,
                                         metadata.north_east.lat));
    state.describe(
        "center",
        fmt::format("{:.6f},{:.6f},{}", (metadata.south_west.lon + metadata.north_east.lon) / 2,
                    (metadata.south_west.lat + metadata.north_east.lat) / 2, metadata.min_zoom));
    state.describe("minzoom", std::to_string(metadata.min_zoom));
    state.describe("maxzoom", std::to_string(metadata.max_zoom));
    state.describe("attribution", metadata.attribution);
    state.describe("description", metadata.description);
    state.describe("type", "overlay");
    state.describe("version", metadata.version);
    state.describe("json", vector_layers_json(metadata));
    state.run(
        "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row); COMMIT");
    state_->finished = true;
    state_.reset();
}

}  // namespace lisiere::io
