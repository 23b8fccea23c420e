// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/pmtiles.hpp"

#include <cmath>
#include <protozero/buffer_string.hpp>
#include <protozero/varint.hpp>
#include <span>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/tiles/gzip.hpp"

namespace lisiere::io {
namespace {

using Entry = PmtilesWriter::Entry;

constexpr std::size_t header_size = 127;
constexpr std::size_t head_size =
    16384;  ///< header and root directory, read by clients in one request

std::string directory(std::span<const Entry> entries, Gzip& gzip) {
    std::string out;
    protozero::add_varint_to_buffer(&out, entries.size());
    std::uint64_t last = 0;
    for (const Entry& entry : entries) {
        protozero::add_varint_to_buffer(&out, entry.id - last);
        last = entry.id;
    }
    for (const Entry& entry : entries) protozero::add_varint_to_buffer(&out, entry.run);
    for (const Entry& entry : entries) protozero::add_varint_to_buffer(&out, entry.length);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool follows =
            i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].length;
        protozero::add_varint_to_buffer(&out, follows ? 0 : entries[i].offset + 1);
    }
    return gzip(out);
}

struct Directories {
    std::string root;
    std::string leaves;
};

/// One root when it fits, else leaves of equal size, larger and larger until their root fits.
Directories directories(std::span<const Entry> entries, Gzip& gzip) {
    constexpr std::size_t first_leaf = 4096;
    Directories out{directory(entries, gzip), {}};
    for (std::size_t size = first_leaf; out.root.size() > head_size - header_size; size *= 2) {
        out.leaves.clear();
        std::vector<Entry> roots;
        for (std::size_t first = 0; first < entries.size(); first += size) {
            const auto part = entries.subspan(first, std::min(size, entries.size() - first));
            const std::string leaf = directory(part, gzip);
            roots.push_back(
                {part.front().id, out.leaves.size(), static_cast<std::uint32_t>(leaf.size()), 0});
            out.leaves += leaf;
        }
        out.root = directory(roots, gzip);
    }
    return out;
}

class Header {
  public:
    Header() : bytes_("PMTiles\x03") { bytes_.reserve(header_size); }
    void add(std::uint64_t number, int size) {
        for (int i = 0; i < size; ++i) bytes_ += static_cast<char>((number >> (8 * i)) & 255U);
    }
    void add(const geo::LonLat& place) {
        for (const double degrees : {place.lon, place.lat})
            add(static_cast<std::uint64_t>(std::llround(degrees * 1e7)), 4);
    }
    const std::string& bytes() const {
        LISIERE_EXPECTS(bytes_.size() == header_size);
        return bytes_;
    }

  private:
    std::string bytes_;
};

}  // namespace

PmtilesWriter::PmtilesWriter(const std::filesystem::path& path)
    : path_(path), out_(path, std::ios::binary | std::ios::trunc) {
    // The header and the root directory are written last, into the room left here: tiles need no
    // second copy.
    write(std::string(head_size, '\0'));
}

PmtilesWriter::~PmtilesWriter() {
    if (finished_) return;
    out_.close();
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void PmtilesWriter::fail() const {
    throw OutputError({path_.string(), "écriture impossible",
                       "une archive PMTiles écrite en entier",
                       "vérifier les droits et la place sur le disque"});
}

void PmtilesWriter::write(std::string_view bytes) {
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out_) fail();
}

void PmtilesWriter::add(const TileId& tile, std::string_view gzipped) {
    const std::uint64_t id = hilbert_id(tile);
    LISIERE_EXPECTS(entries_.empty() || entries_.back().id + entries_.back().run <= id);
    ++tiles_;
    const auto [place, fresh] = contents_.try_emplace(Digester().add(gzipped).digest());
    if (fresh) {
        place->second = {id, data_size_, static_cast<std::uint32_t>(gzipped.size()), 1};
        write(gzipped);
        data_size_ += gzipped.size();
    }
    const Entry& content = place->second;
    if (!entries_.empty() && entries_.back().offset == content.offset &&
        entries_.back().id + entries_.back().run == id)
        ++entries_.back().run;
    else
        entries_.push_back({id, content.offset, content.length, 1});
}

void PmtilesWriter::finish(const TileMetadata& metadata) {
    Gzip gzip;
    const Directories found = directories(entries_, gzip);
    const std::string json = gzip(pmtiles_json(metadata));
    const std::uint64_t json_at = head_size + data_size_;
    write(json);
    write(found.leaves);

    enum : std::uint64_t { clustered = 1, gzipped = 2, vector_tiles = 1 };
    Header header;
    for (const std::uint64_t number :
         {std::uint64_t{header_size}, std::uint64_t{found.root.size()}, json_at,
          std::uint64_t{json.size()}, json_at + json.size(), std::uint64_t{found.leaves.size()},
          std::uint64_t{head_size}, data_size_, tiles_, std::uint64_t{entries_.size()},
          std::uint64_t{contents_.size()}})
        header.add(number, 8);
    for (const std::uint64_t byte : {clustered, gzipped, gzipped, vector_tiles})
        header.add(byte, 1);
    header.add(static_cast<std::uint64_t>(metadata.min_zoom), 1);
    header.add(static_cast<std::uint64_t>(metadata.max_zoom), 1);
    header.add(metadata.south_west);
    header.add(metadata.north_east);
    header.add(static_cast<std::uint64_t>(metadata.min_zoom), 1);
    header.add({(metadata.south_west.lon + metadata.north_east.lon) / 2,
                (metadata.south_west.lat + metadata.north_east.lat) / 2});
    out_.seekp(0);
    write(header.bytes());
    write(found.root);
    out_.close();
    if (!out_) fail();
    finished_ = true;
}

}  // namespace lisiere::io
