// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/content_kind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <fstream>

#include "io/base/encoding.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using namespace std::string_view_literals;
namespace {

std::string first_bytes(const fs::path& file, std::size_t count) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(count, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return bytes;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

struct Signature {
    std::string_view bytes;
    std::size_t at;
    std::string_view kind;
};
constexpr Signature signatures[] = {{"PK\x03\x04"sv, 0, "zip"},
                                    {"PK\x05\x06"sv, 0, "zip"},
                                    {"7z\xBC\xAF\x27\x1C"sv, 0, "7z"},
                                    {"\x1F\x8B"sv, 0, "gz"},
                                    {"BZh"sv, 0, "bz2"},
                                    {"\xFD"
                                     "7zXZ\0"sv,
                                     0, "xz"},
                                    {"\x28\xB5\x2F\xFD"sv, 0, "zst"},
                                    {"Rar!\x1A\x07"sv, 0, "rar"},
                                    {"ustar"sv, 257, "tar"},
                                    {"\x0A\x09OSMHeader"sv, 4, "pbf"},
                                    {"\0\0\x27\x0A"sv, 0, "shp"},
                                    {"fgb\x03"sv, 0, "fgb"},
                                    {"PAR1"sv, 0, "parquet"},
                                    {"PMTiles"sv, 0, "pmtiles"},
                                    {"II*\0"sv, 0, "tif"},
                                    {"II+\0"sv, 0, "tif"},
                                    {"MM\0*"sv, 0, "tif"},
                                    {"MM\0+"sv, 0, "tif"},
                                    {"%PDF"sv, 0, "pdf"}};

std::string text_kind(const std::string& bytes) {
    std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    at = bytes.find_first_not_of(" \t\r\n", at);
    if (at == std::string::npos) return "csv";
    const std::string low = lower(bytes.substr(at));
    if (low[0] == '<') {
        for (const std::string_view page : {"<!doctype html", "<html", "<head", "<body", "<title"})
            if (low.starts_with(page)) return "html";
        // A comment or an XML prolog may stand before the page.
        if (low.find("<html") != std::string::npos) return "html";
        return low.find("<osm") != std::string::npos ? "osm" : "xml";
    }
    if (low[0] != '{' && low[0] != '[') return "csv";
    for (const std::string_view word : {"\"featurecollection\"", "\"feature\"", "\"coordinates\""})
        if (low.find(word) != std::string::npos) return "geojson";
    return "json";
}

/// Which kinds may stand for a word of the configuration, besides itself.
std::span<const std::string_view> readings(std::string_view wanted) {
    static constexpr std::string_view geojson[] = {"json"};
    static constexpr std::string_view tables[] = {"csv"};
    static constexpr std::string_view zips[] = {"zip"};
    static constexpr std::string_view gpkg[] = {"sqlite"};
    static constexpr std::string_view osm[] = {"pbf", "xml"};
    static constexpr std::string_view gzipped[] = {"gz"};
    static constexpr std::string_view zipped_pbf[] = {"pbf"};
    if (wanted == "geojson" || wanted == "json") return geojson;
    if (wanted == "txt" || wanted == "tsv") return tables;
    if (wanted == "gtfs" || wanted == "xlsx" || wanted == "ods" || wanted == "shp.zip") return zips;
    if (wanted == "gpkg") return gpkg;
    if (wanted == "osm") return osm;
    if (wanted == "osm.pbf") return zipped_pbf;
    if (wanted == "tar.gz" || wanted == "tgz" || wanted == "csv.gz") return gzipped;
    return {};
}

std::string title(const fs::path& file) {
    const std::string bytes = first_bytes(file, 65536);
    const std::string low = lower(bytes);
    std::size_t begin = low.find("<title");
    if (begin == std::string::npos) return {};
    begin = low.find('>', begin);
    const std::size_t end = low.find("</title", begin);
    if (begin == std::string::npos || end == std::string::npos) return {};
    std::string text = bytes.substr(begin + 1, std::min<std::size_t>(end - begin - 1, 400));
    if (!is_utf8(text)) text = cp1252_to_utf8(text);
    std::string out;
    std::size_t letters = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U && ++letters > 60) break;
        if (byte > 0x20U && byte != 0x7FU)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

}  // namespace

std::string content_kind(const fs::path& file) {
    const std::string bytes = first_bytes(file, 4096);
    if (bytes.empty()) return "vide";
    if (bytes.starts_with("SQLite format 3\0"sv))
        return bytes.size() > 72 && bytes.compare(68, 2, "GP") == 0 ? "gpkg" : "sqlite";
    for (const Signature& signature : signatures)
        if (bytes.size() >= signature.at + signature.bytes.size() &&
            std::string_view(bytes).substr(signature.at, signature.bytes.size()) == signature.bytes)
            return std::string(signature.kind);
    // UTF-16 has zeros in every text of ours; the readers name it.
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "csv";
    if (bytes.find('\0') != std::string::npos) return "binaire";
    return text_kind(bytes);
}

bool kind_allowed(std::string_view kind, std::span<const std::string> wanted) {
    if (kind == "vide") return false;
    if (wanted.empty()) return kind != "html";
    for (const std::string& one : wanted) {
        if (one == kind) return true;
        const auto others = readings(one);
        if (std::find(others.begin(), others.end(), kind) != others.end()) return true;
        // "json" may be a GeoJSON, never the other way without a look at its objects.
        if (one == "json" && kind == "geojson") return true;
    }
    return false;
}

std::string kind_in_words(std::string_view kind, const fs::path& file) {
    if (kind == "vide") return "un fichier vide";
    if (kind == "binaire") return "un fichier d'un format inconnu";
    if (kind == "csv") return "un texte";
    if (kind != "html") return fmt::format("un fichier {}", kind);
    const std::string name = title(file);
    return name.empty() ? "une page web" : fmt::format("une page web (« {} »)", name);
}

bool reaches_its_end(std::string_view kind, const fs::path& file) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return false;
    if (kind == "7z") {
        // Bytes 12 to 27: where the header at the end starts after these first 32, and its length.
        const std::string head = first_bytes(file, 32);
        if (head.size() < 32) return false;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        for (std::size_t i = 8; i-- > 0;) {
            offset = offset << 8U | static_cast<unsigned char>(head[12 + i]);
            length = length << 8U | static_cast<unsigned char>(head[20 + i]);
        }
        return offset <= size && length <= size && 32 + offset + length <= size;
    }
    if (kind != "zip") return true;
    // 22 bytes, then a comment of 65,535 at most.
    const std::uintmax_t length = std::min<std::uintmax_t>(size, 22 + 65535);
    std::ifstream in(file, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(size - length));
    std::string tail(length, '\0');
    in.read(tail.data(), static_cast<std::streamsize>(length));
    return tail.find("PK\x05\x06"sv) != std::string::npos;
}

}  // namespace lisiere::io
