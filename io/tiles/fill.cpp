// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/fill.hpp"

#include <algorithm>
#include <tuple>

namespace lisiere::io {
namespace {

/// Spreads neighbouring rows, so that points leave a full tile evenly and not street by street.
std::uint64_t scatter(std::uint64_t n) {
    n = (n ^ (n >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    n = (n ^ (n >> 27U)) * 0x94D049BB133111EBULL;
    return n ^ (n >> 31U);
}

}  // namespace

TileFiller::TileFiller(std::span<const std::unique_ptr<PreparedLayer>> layers,
                       const std::vector<std::string>& arenas, const TileOptions& options)
    : layers_(layers),
      arenas_(arenas),
      options_(options),
      builder_(sources(layers, options, sources_)) {}

/// One source for each layer and set of columns, whatever the number of zooms that share it.
std::vector<TileBuilder::Layer> TileFiller::sources(
    std::span<const std::unique_ptr<PreparedLayer>> layers, const TileOptions& options,
    std::vector<Sources>& by_zoom) {
    std::vector<TileBuilder::Layer> out;
    for (int zoom = options.min_zoom; zoom <= options.max_zoom; ++zoom) {
        Sources& here = by_zoom.emplace_back();
        for (const auto& layer : layers) {
            const Attributes* carried = &layer->attributes(zoom);
            auto known = std::find_if(out.begin(), out.end(), [&](const TileBuilder::Layer& one) {
                return one.attributes == carried;
            });
            if (known == out.end()) known = out.insert(known, {&layer->table(), carried});
            here.push_back(static_cast<std::uint32_t>(known - out.begin()));
        }
    }
    return out;
}

std::string TileFiller::fill(int zoom, std::span<const Piece> pieces,
                             std::vector<Dropped>& dropped) {
    zoom_ = zoom;
    choose(pieces);
    if (chosen_.empty()) return {};
    std::string bytes = encode(pieces);
    if (bytes.size() <= options_.max_tile_bytes) return bytes;

    const std::vector<std::uint32_t> all = chosen_;
    rank(pieces);
    const std::vector<std::uint32_t> ranked = chosen_;
    // By bytes and not by count: a few isochrones weigh as much as all the cells they lie over.
    std::vector<double> weight{0};
    for (const std::uint32_t at : ranked) weight.push_back(weight.back() + weight_of(pieces[at]));
    std::size_t keep = ranked.size();
    while (bytes.size() > options_.max_tile_bytes && keep > 0) {
        constexpr double margin = 0.95;  // what is small compresses less
        const double limit = weight[keep] * margin * static_cast<double>(options_.max_tile_bytes) /
                             static_cast<double>(bytes.size());
        const auto past = std::upper_bound(weight.begin(), weight.end(), limit);
        keep = std::min(keep - 1, static_cast<std::size_t>(past - weight.begin()) - 1);
        chosen_.assign(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(keep));
        std::sort(chosen_.begin(), chosen_.end());
        bytes = keep == 0 ? std::string() : encode(pieces);
    }
    for (std::uint32_t layer = 0; layer < layers_.size(); ++layer) {
        const auto of_layer = [&](std::uint32_t at) { return pieces[at].layer == layer; };
        const auto lost = std::count_if(all.begin(), all.end(), of_layer) -
                          std::count_if(chosen_.begin(), chosen_.end(), of_layer);
        if (lost > 0) dropped.push_back({layer, static_cast<std::size_t>(lost)});
    }
    return bytes;
}

/// All pieces, but of those that share a cell only the largest, the first row on a tie.
void TileFiller::choose(std::span<const Piece> pieces) {
    chosen_.clear();
    std::vector<std::uint32_t> sharing;
    for (std::uint32_t i = 0; i < pieces.size(); ++i)
        (pieces[i].shares_cell ? sharing : chosen_).push_back(i);
    if (sharing.empty()) return;
    const auto key = [&](std::uint32_t i) {
        return std::tuple(pieces[i].layer, pieces[i].cell, -pieces[i].size, i);
    };
    std::sort(sharing.begin(), sharing.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < sharing.size(); ++i) {
        const Piece& piece = pieces[sharing[i]];
        const bool first = i == 0 || pieces[sharing[i - 1]].layer != piece.layer ||
                           pieces[sharing[i - 1]].cell != piece.cell;
        if (first) chosen_.push_back(sharing[i]);
    }
    std::sort(chosen_.begin(), chosen_.end());
}

double TileFiller::weight_of(const Piece& piece) const {
    constexpr double tag = 3;           // bytes: a key and a value's number
    constexpr double around = 12;       // bytes: id, type, lengths
    constexpr std::size_t shared = 32;  // bytes: up to it a value is a number, or one of few words
    const Attributes& attributes = layers_[piece.layer]->attributes(zoom_);
    double bytes = static_cast<double>(piece.length) + around;
    for (const Attributes::Tag& one : attributes.of_row(piece.row)) {
        const std::size_t value = attributes.value(one.value).size();
        bytes += tag + (value > shared ? static_cast<double>(value) : 0);
    }
    return bytes;
}

std::string TileFiller::encode(std::span<const Piece> pieces) {
    features_.clear();
    const Sources& sources = sources_[static_cast<std::size_t>(zoom_ - options_.min_zoom)];
    for (const std::uint32_t i : chosen_) {
        const Piece& piece = pieces[i];
        features_.push_back(
            {sources[piece.layer], piece.row, layers_[piece.layer]->type(),
             std::string_view(arenas_[piece.arena]).substr(piece.offset, piece.length)});
    }
    const std::string_view tile = builder_.tile(features_);
    const Digest digest = Digester().add(tile).digest();
    if (digest != last_tile_) {  // neighbours within one large area are often equal
        last_tile_ = digest;
        last_gzipped_ = gzip_(tile);
    }
    return last_gzipped_;
}

/// Who stays first: what leaves room for others, the layer's priority, then size, then an order
/// without a pattern. One outline that alone weighs half a tile leaves before anything else.
void TileFiller::rank(std::span<const Piece> pieces) {
    const double huge = static_cast<double>(options_.max_tile_bytes) / 2;
    const auto key = [&](std::uint32_t i) {
        return std::tuple(weight_of(pieces[i]) > huge,
                          -layers_[pieces[i].layer]->options().priority, -pieces[i].size,
                          scatter(pieces[i].row), i);
    };
    std::sort(chosen_.begin(), chosen_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

}  // namespace lisiere::io
