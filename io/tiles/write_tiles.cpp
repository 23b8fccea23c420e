// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/write_tiles.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/core/error.hpp"
#include "io/tiles/cutter.hpp"
#include "io/tiles/fill.hpp"
#include "io/tiles/mbtiles.hpp"
#include "io/tiles/pmtiles.hpp"
#include "io/tiles/prepared_layer.hpp"

namespace lisiere::io {
namespace {

using Layers = std::vector<std::unique_ptr<PreparedLayer>>;

TileMetadata describe(const Layers& layers, const TileOptions& options) {
    TileMetadata metadata;
    metadata.name = options.name;
    metadata.description = options.description;
    metadata.attribution = options.attribution;
    metadata.version = options.version;
    metadata.min_zoom = options.min_zoom;
    metadata.max_zoom = options.max_zoom;
    GridBox all;
    for (const auto& layer : layers) {
        TileMetadata::VectorLayer& ours = metadata.layers.emplace_back();
        ours.id = layer->table().name;
        ours.description = layer->options().description;
        ours.min_zoom = std::max(options.min_zoom, layer->options().min_zoom);
        ours.max_zoom = std::min(options.max_zoom, layer->options().max_zoom);
        ours.geometry = layer->type() == TileGeometry::polygon ? "Polygon"
                        : layer->type() == TileGeometry::line  ? "LineString"
                                                               : "Point";
        for (const Column& column : layer->table().columns)
            ours.fields.emplace_back(column.name, column.type == ColumnType::text      ? "String"
                                                  : column.type == ColumnType::boolean ? "Boolean"
                                                                                       : "Number");
        for (std::size_t row = 0; row < layer->table().rows.size(); ++row) {
            const GridBox& box = layer->box(row);
            if (box.min_x > box.max_x) continue;
            ++ours.features;
            all = {std::min(all.min_x, box.min_x), std::min(all.min_y, box.min_y),
                   std::max(all.max_x, box.max_x), std::max(all.max_y, box.max_y)};
        }
    }
    if (all.min_x > all.max_x) all = {0, 0, tile_extent << base_zoom, tile_extent << base_zoom};
    metadata.south_west = to_lonlat({all.min_x, all.max_y}, base_zoom);
    metadata.north_east = to_lonlat({all.max_x, all.min_y}, base_zoom);
    return metadata;
}

/// Zooms are cut one after the other until enough pieces wait, then these are sorted by tile, and
/// tiles filled and written in order: the few heavy tiles of low zooms share the threads with the
/// many light ones of the next.
class Pyramid {
  public:
    Pyramid(const Layers& layers, const TileOptions& options, Notices& notices)
        : layers_(layers), options_(options), notices_(notices) {
        for (unsigned i = 0; i < options_.threads.count; ++i)
            fillers_.emplace_back(layers_, arenas_, options_);
    }

    /// Tiles come in the order of their `hilbert_id`.
    template <class Sink>
    void write(const Sink& sink) {
        constexpr std::size_t enough = 1U << 17U;  // 10 MB, about
        int first = options_.min_zoom;
        for (int zoom = first; zoom <= options_.max_zoom; ++zoom) {
            cut(zoom, first);
            if (pieces_.size() < enough && zoom < options_.max_zoom) continue;
            fill_tiles(first, zoom, sink);
            first = zoom + 1;
        }
    }

  private:
    /// Appends the pieces of a zoom; all before `filled_to` is written.
    void cut(int zoom, int filled_to) {
        struct Item {
            std::uint32_t layer;
            std::uint32_t row;
        };
        std::vector<Item> items;
        for (std::uint32_t l = 0; l < layers_.size(); ++l) {
            const PreparedLayer& layer = *layers_[l];
            if (zoom < layer.options().min_zoom || zoom > layer.options().max_zoom) continue;
            for (std::uint32_t row = 0; row < layer.table().rows.size(); ++row)
                items.push_back({l, row});
        }
        constexpr std::size_t chunk = 64;
        const std::size_t chunks = (items.size() + chunk - 1) / chunk;
        std::vector<std::vector<Piece>> found(chunks);
        const std::size_t first_arena = arenas_.size();
        arenas_.resize(first_arena + chunks);
        std::vector<Cutter> cutters(options_.threads.count, Cutter(zoom, options_));
        for_each_chunk(
            items.size(), chunk, options_.threads,
            [&](std::size_t begin, std::size_t end, unsigned worker) {
                const std::size_t at = begin / chunk;
                std::string& arena = arenas_[first_arena + at];
                for (std::size_t i = begin; i < end; ++i) {
                    Piece piece;
                    piece.layer = items[i].layer;
                    piece.row = items[i].row;
                    piece.arena = static_cast<std::uint32_t>(first_arena + at);
                    cutters[worker].cut(*layers_[items[i].layer], piece, found[at], arena);
                }
                arena.shrink_to_fit();
            },
            [&](double done) { progress(zoom + done, filled_to); });
        std::size_t more = 0;
        for (const std::vector<Piece>& part : found) more += part.size();
        pieces_.reserve(pieces_.size() + more);
        for (std::vector<Piece>& part : found) {
            pieces_.insert(pieces_.end(), part.begin(), part.end());
            part = {};
        }
    }

    template <class Sink>
    void fill_tiles(int first_zoom, int last_zoom, const Sink& sink) {
        std::sort(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
            return std::tie(a.order, a.layer, a.row) < std::tie(b.order, b.layer, b.row);
        });
        std::vector<std::size_t> first;
        for (std::size_t i = 0; i < pieces_.size(); ++i)
            if (i == 0 || pieces_[i].order != pieces_[i - 1].order) first.push_back(i);
        first.push_back(pieces_.size());
        constexpr std::size_t batch = 2048;  // tiles in memory at once
        for (std::size_t from = 0; from + 1 < first.size(); from += batch) {
            const std::size_t to = std::min(from + batch, first.size() - 1);
            fill_batch(std::span(first).subspan(from, to - from + 1));
            for (std::size_t i = from; i < to; ++i) {
                const TileId tile = tile_of_hilbert_id(pieces_[first[i]].order);
                report(tile, dropped_[i - from]);
                if (!tiles_[i - from].empty()) sink(tile, tiles_[i - from]);
            }
            progress(last_zoom + 1, first_zoom + (last_zoom + 1 - first_zoom) *
                                                     static_cast<double>(to) /
                                                     static_cast<double>(first.size() - 1));
        }
        pieces_.clear();
        arenas_.clear();
    }

    /// `first`: where each tile's pieces start, and where those of the last end.
    void fill_batch(std::span<const std::size_t> first) {
        const std::size_t count = first.size() - 1;
        tiles_.assign(count, {});
        dropped_.assign(count, {});
        for_each_chunk(
            count, 1, options_.threads, [&](std::size_t i, std::size_t, unsigned worker) {
                const auto pieces = std::span(pieces_).subspan(first[i], first[i + 1] - first[i]);
                const int zoom = tile_of_hilbert_id(pieces.front().order).z;
                tiles_[i] = fillers_[worker].fill(zoom, pieces, dropped_[i]);
            });
    }

    void report(const TileId& tile, std::span<const Dropped> dropped) {
        for (const Dropped& lost : dropped)
            notices_.add(Severity::avertissement, "tuile_allegee",
                         layers_[lost.layer]->table().name,
                         fmt::format("{}/{}/{}", tile.z, tile.x, tile.y), lost.count);
    }

    /// Cut and filled up to these zooms, with the share of one that is under way.
    void progress(double cut_to, double filled_to) const {
        if (!options_.progress) return;
        const int zooms = options_.max_zoom - options_.min_zoom + 1;
        options_.progress((cut_to + filled_to - 2 * options_.min_zoom) / (2 * zooms));
    }

    const Layers& layers_;
    const TileOptions& options_;
    Notices& notices_;
    std::vector<std::string> arenas_;
    std::vector<TileFiller> fillers_;  ///< one a thread
    std::vector<Piece> pieces_;
    std::vector<std::string> tiles_;
    std::vector<std::vector<Dropped>> dropped_;
};

void note_cut_texts(const PreparedLayer& layer, Notices& notices) {
    const Table& table = layer.table();
    const auto cut = layer.attributes(base_zoom).cut_texts();
    for (std::size_t c = 0; c < cut.size(); ++c)
        if (cut[c] > 0)
            notices.add(Severity::info, "texte_abrege", table.name, table.columns[c].name, cut[c]);
}

}  // namespace

TileReport write_tiles(std::span<const TileLayer> layers, const ToLonLat& to_lonlat,
                       const TileOptions& options, const std::filesystem::path& mbtiles,
                       const std::filesystem::path& pmtiles, Notices& notices) {
    LISIERE_EXPECTS(0 <= options.min_zoom && options.min_zoom <= options.max_zoom &&
                    options.max_zoom < base_zoom);
    Layers prepared;
    for (const TileLayer& layer : layers) {
        LISIERE_EXPECTS(layer.table != nullptr);
        if (layer.table->geometry_type == GeometryType::none) continue;
        prepared.push_back(std::make_unique<PreparedLayer>(layer, to_lonlat));
        geo::require_same(prepared.front()->table().crs, layer.table->crs);
        note_cut_texts(*prepared.back(), notices);
    }
    TileReport report;
    report.metadata = describe(prepared, options);
    std::optional<MbtilesWriter> sqlite;
    std::optional<PmtilesWriter> archive;
    if (!mbtiles.empty()) sqlite.emplace(mbtiles);
    if (!pmtiles.empty()) archive.emplace(pmtiles);
    Pyramid pyramid(prepared, options, notices);
    pyramid.write([&](const TileId& tile, const std::string& bytes) {
        ++report.tiles;
        report.largest = std::max(report.largest, bytes.size());
        if (sqlite) sqlite->add(tile, bytes);
        if (archive) archive->add(tile, bytes);
    });
    if (sqlite) sqlite->finish(report.metadata);
    if (archive) archive->finish(report.metadata);
    return report;
}

}  // namespace lisiere::io
