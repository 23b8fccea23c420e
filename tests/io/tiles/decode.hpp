// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <protozero/pbf_reader.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/table.hpp"
#include "io/base/files.hpp"
#include "io/tiles/grid.hpp"

/// Plain readers of what io/tiles writes, straight from the specifications and sharing no code with
/// the writers but the tile's name.
namespace lisiere::tests {

/// By zlib, where the tiles are made by libdeflate.
inline std::string gunzip(std::string_view bytes) {
    constexpr int gzip_window = 15 + 16;  // zlib's way to ask for a gzip header
    z_stream stream{};
    if (inflateInit2(&stream, gzip_window) != Z_OK) throw std::runtime_error("zlib");
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t done = out.size();
        out.resize(done + 4096 + 4 * bytes.size());
        stream.next_out = reinterpret_cast<Bytef*>(out.data()) + done;
        stream.avail_out = static_cast<uInt>(out.size() - done);
        state = inflate(&stream, Z_NO_FLUSH);
    }
    out.resize(stream.total_out);
    inflateEnd(&stream);
    if (state != Z_STREAM_END) throw std::runtime_error("gzip");
    return out;
}

struct Path {
    std::vector<io::GridPoint> points;
    bool closed = false;
};
struct TileFeature {
    std::uint64_t id = 0;
    std::uint32_t type = 0;
    std::map<std::string, Value> attributes;
    std::vector<Path> paths;
};
struct TileLayerContent {
    std::string name;
    std::uint32_t version = 0;
    std::uint32_t extent = 0;
    std::vector<TileFeature> features;
};

inline std::vector<Path> decode_geometry(const std::vector<std::uint32_t>& words) {
    std::vector<Path> paths;
    io::GridPoint cursor;
    for (std::size_t i = 0; i < words.size();) {
        const std::uint32_t command = words[i] & 7U;
        const std::uint32_t count = words[i++] >> 3U;
        if (command == 7) {
            paths.back().closed = true;
            continue;
        }
        for (std::uint32_t k = 0; k < count; ++k, i += 2) {
            cursor.x += protozero::decode_zigzag32(words.at(i));
            cursor.y += protozero::decode_zigzag32(words.at(i + 1));
            if (command == 1) paths.emplace_back();
            paths.back().points.push_back(cursor);
        }
    }
    return paths;
}

inline Value decode_value(protozero::pbf_reader reader) {
    Value value;
    while (reader.next()) switch (reader.tag()) {
            case 1:
                value = reader.get_string();
                break;
            case 2:
                value = static_cast<double>(reader.get_float());
                break;
            case 3:
                value = reader.get_double();
                break;
            case 4:
                value = reader.get_int64();
                break;
            case 5:
                value = static_cast<std::int64_t>(reader.get_uint64());
                break;
            case 6:
                value = reader.get_sint64();
                break;
            case 7:
                value = reader.get_bool();
                break;
            default:
                reader.skip();
        }
    return value;
}

inline std::vector<TileLayerContent> decode_tile(std::string_view bytes) {
    std::vector<TileLayerContent> layers;
    protozero::pbf_reader tile(bytes.data(), bytes.size());
    while (tile.next(3)) {
        TileLayerContent& layer = layers.emplace_back();
        std::vector<std::string> keys;
        std::vector<Value> values;
        std::vector<protozero::pbf_reader> features;
        protozero::pbf_reader reader = tile.get_message();
        while (reader.next()) switch (reader.tag()) {
                case 15:
                    layer.version = reader.get_uint32();
                    break;
                case 1:
                    layer.name = reader.get_string();
                    break;
                case 2:
                    features.push_back(reader.get_message());
                    break;
                case 3:
                    keys.push_back(reader.get_string());
                    break;
                case 4:
                    values.push_back(decode_value(reader.get_message()));
                    break;
                case 5:
                    layer.extent = reader.get_uint32();
                    break;
                default:
                    reader.skip();
            }
        for (protozero::pbf_reader& one : features) {
            TileFeature& feature = layer.features.emplace_back();
            while (one.next()) switch (one.tag()) {
                    case 1:
                        feature.id = one.get_uint64();
                        break;
                    case 2: {
                        const auto tags = one.get_packed_uint32();
                        for (auto it = tags.begin(); it != tags.end(); ++it) {
                            const std::string& key = keys.at(*it);
                            feature.attributes[key] = values.at(*++it);
                        }
                        break;
                    }
                    case 3:
                        feature.type = one.get_uint32();
                        break;
                    case 4: {
                        const auto words = one.get_packed_uint32();
                        feature.paths = decode_geometry({words.begin(), words.end()});
                        break;
                    }
                    default:
                        one.skip();
                }
        }
    }
    return layers;
}

/// Of its rings, outer ones less holes, in steps of the grid squared.
inline std::int64_t twice_area(const TileFeature& feature) {
    std::int64_t sum = 0;
    for (const Path& path : feature.paths)
        for (std::size_t i = 0; i < path.points.size(); ++i) {
            const io::GridPoint& a = path.points[i];
            const io::GridPoint& b = path.points[(i + 1) % path.points.size()];
            sum += std::int64_t{a.x} * b.y - std::int64_t{b.x} * a.y;
        }
    return sum;
}

using Tiles = std::map<io::TileId, std::string>;  ///< gzipped bytes

inline Tiles read_mbtiles(const std::filesystem::path& path,
                          std::map<std::string, std::string>* metadata = nullptr) {
    sqlite3* db = nullptr;
    if (sqlite3_open_v2(path.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
        throw std::runtime_error("mbtiles");
    Tiles tiles;
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v2(db, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles", -1,
                       &rows, nullptr);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const auto z = static_cast<std::uint8_t>(sqlite3_column_int(rows, 0));
        const auto x = static_cast<std::uint32_t>(sqlite3_column_int(rows, 1));
        const auto south = static_cast<std::uint32_t>(sqlite3_column_int(rows, 2));
        tiles[{z, x, (1U << z) - 1 - south}] =
            std::string(static_cast<const char*>(sqlite3_column_blob(rows, 3)),
                        static_cast<std::size_t>(sqlite3_column_bytes(rows, 3)));
    }
    sqlite3_finalize(rows);
    if (metadata != nullptr) {
        sqlite3_prepare_v2(db, "SELECT name, value FROM metadata", -1, &rows, nullptr);
        while (sqlite3_step(rows) == SQLITE_ROW)
            (*metadata)[reinterpret_cast<const char*>(sqlite3_column_text(rows, 0))] =
                reinterpret_cast<const char*>(sqlite3_column_text(rows, 1));
        sqlite3_finalize(rows);
    }
    sqlite3_close(db);
    return tiles;
}

/// A PMTiles 3 archive held in memory, read as a client would.
struct Archive {
    std::string bytes;
    Tiles tiles;
    std::string metadata;
    std::uint64_t leaves = 0;  ///< how many leaf directories were read
    bool clustered = true;     ///< as found: new data always at the end of what was seen

    std::uint64_t number(std::size_t at, std::size_t size) const {
        std::uint64_t out = 0;
        for (std::size_t i = 0; i < size; ++i)
            out |= std::uint64_t{static_cast<unsigned char>(bytes.at(at + i))} << (8 * i);
        return out;
    }
    double degrees(std::size_t at) const { return static_cast<std::int32_t>(number(at, 4)) / 1e7; }

    explicit Archive(const std::filesystem::path& path) : bytes(io::read_text(path)) {
        if (bytes.substr(0, 7) != "PMTiles" || bytes.at(7) != 3) throw std::runtime_error("header");
        metadata = gunzip(bytes.substr(number(24, 8), number(32, 8)));
        walk(bytes.substr(number(8, 8), number(16, 8)));
    }

  private:
    std::uint64_t seen_ = 0;
    void walk(const std::string& zipped) {
        const std::string directory = gunzip(zipped);
        const char* at = directory.data();
        const char* end = at + directory.size();
        const auto next = [&] { return protozero::decode_varint(&at, end); };
        const std::uint64_t count = next();
        std::vector<std::uint64_t> id(count);
        std::vector<std::uint64_t> run(count);
        std::vector<std::uint64_t> length(count);
        std::vector<std::uint64_t> offset(count);
        for (std::uint64_t i = 0, last = 0; i < count; ++i) last = id[i] = last + next();
        for (auto& r : run) r = next();
        for (auto& l : length) l = next();
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::uint64_t word = next();
            offset[i] = word == 0 ? offset.at(i - 1) + length.at(i - 1) : word - 1;
        }
        if (at != end) throw std::runtime_error("directory");
        for (std::uint64_t i = 0; i < count; ++i) {
            if (run[i] == 0) {
                ++leaves;
                walk(bytes.substr(number(40, 8) + offset[i], length[i]));
                continue;
            }
            if (offset[i] > seen_) clustered = false;
            seen_ = std::max(seen_, offset[i] + length[i]);
            for (std::uint64_t k = 0; k < run[i]; ++k)
                tiles[io::tile_of_hilbert_id(id[i] + k)] =
                    bytes.substr(number(56, 8) + offset[i], length[i]);
        }
    }
};

}  // namespace lisiere::tests
