// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/mvt.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <protozero/buffer_string.hpp>
#include <protozero/pbf_writer.hpp>
#include <type_traits>

#include "engine/core/error.hpp"

namespace lisiere::io {
namespace {

enum Command : std::uint32_t { move_to = 1, line_to = 2, close_path = 7 };

void add_command(std::string& out, Command command, std::size_t count) {
    protozero::add_varint_to_buffer(&out, static_cast<std::uint32_t>(count << 3U) | command);
}
void add_step(std::string& out, std::int32_t step) {
    protozero::add_varint_to_buffer(&out, protozero::encode_zigzag32(step));
}
void add_to(std::string& out, const GridPoint& to, GridPoint& cursor) {
    add_step(out, to.x - cursor.x);
    add_step(out, to.y - cursor.y);
    cursor = to;
}

std::int64_t cross(const GridPoint& a, const GridPoint& b, const GridPoint& c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - b.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - b.x);
}

/// Without repeats, points on the straight line between their neighbours and spikes.
void tidy_ring(std::span<const GridPoint> ring, std::vector<GridPoint>& out) {
    out.clear();
    for (const GridPoint& p : ring) {
        while (!out.empty() && (out.back() == p ||
                                (out.size() > 1 && cross(out[out.size() - 2], out.back(), p) == 0)))
            out.pop_back();
        out.push_back(p);
    }
    std::size_t first = 0;
    for (bool again = true; again && out.size() - first >= 3;) {
        again = false;
        if (out.back() == out[first] || cross(out[out.size() - 2], out.back(), out[first]) == 0) {
            out.pop_back();
            again = true;
        } else if (cross(out.back(), out[first], out[first + 1]) == 0) {
            ++first;
            again = true;
        }
    }
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(first));
    if (out.size() < 3) out.clear();
}

}  // namespace

std::uint64_t encode_geometry(const GridShape& shape, GridPoint origin, std::string& out) {
    GridPoint cursor = origin;
    std::uint64_t size = 0;
    bool outer_kept = false;
    std::vector<GridPoint> tidy;
    if (!shape.parts.empty() && shape.parts.front().role == PartRole::point) {
        add_command(out, move_to, shape.points.size());
        for (const GridPoint& p : shape.points) add_to(out, p, cursor);
        return 1;
    }
    for (std::size_t i = 0; i < shape.parts.size(); ++i) {
        const std::span<const GridPoint> part = shape.part(i);
        const PartRole role = shape.parts[i].role;
        if (role == PartRole::line) {
            tidy.clear();
            for (const GridPoint& p : part)
                if (tidy.empty() || tidy.back() != p) tidy.push_back(p);
            if (tidy.size() < 2) continue;
            size = 1;
        } else {
            if (role == PartRole::hole && !outer_kept) continue;
            tidy_ring(part, tidy);
            const std::int64_t area = twice_area(tidy);
            if (role == PartRole::outer) outer_kept = area != 0;
            if (area == 0) continue;
            if ((area > 0) != (role == PartRole::outer)) std::reverse(tidy.begin(), tidy.end());
            const auto covered = static_cast<std::uint64_t>(std::abs(area));
            size = role == PartRole::outer ? size + covered : size - std::min(size - 1, covered);
        }
        add_command(out, move_to, 1);
        add_to(out, tidy.front(), cursor);
        add_command(out, line_to, tidy.size() - 1);
        for (std::size_t k = 1; k < tidy.size(); ++k) add_to(out, tidy[k], cursor);
        if (role != PartRole::line) add_command(out, close_path, 1);
    }
    return size;
}

namespace {

/// Fields of the MVT messages.
namespace field {
constexpr protozero::pbf_tag_type tile_layer = 3;
constexpr protozero::pbf_tag_type layer_name = 1, layer_feature = 2, layer_key = 3, layer_value = 4,
                                  layer_extent = 5, layer_version = 15;
constexpr protozero::pbf_tag_type feature_id = 1, feature_tags = 2, feature_type = 3,
                                  feature_geometry = 4;
constexpr protozero::pbf_tag_type value_string = 1, value_float = 2, value_double = 3,
                                  value_uint = 5, value_sint = 6, value_bool = 7;
}  // namespace field

void add_integer(protozero::pbf_writer& message, std::int64_t number) {
    if (number >= 0)
        message.add_uint64(field::value_uint, static_cast<std::uint64_t>(number));
    else
        message.add_sint64(field::value_sint, number);
}

/// The text, or its beginning up to a letter and "…"; at most `Attributes::text_limit` bytes.
std::string bounded(const std::string& text) {
    constexpr std::string_view mark = "…";
    if (text.size() <= Attributes::text_limit) return text;
    std::size_t end = Attributes::text_limit - mark.size();
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end).append(mark);
}

void encode_value(const Value& value, std::string& out) {
    protozero::pbf_writer message{out};
    std::visit(
        [&](const auto& v) {
            using T = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<T, bool>) {
                message.add_bool(field::value_bool, v);
            } else if constexpr (std::is_same_v<T, std::int64_t>) {
                add_integer(message, v);
            } else if constexpr (std::is_same_v<T, double>) {
                constexpr double whole_limit = 1U << 28U;  // beyond, a double is as short
                if (std::abs(v) < whole_limit && std::trunc(v) == v)
                    add_integer(message, static_cast<std::int64_t>(v));
                else if (static_cast<double>(static_cast<float>(v)) == v)
                    message.add_float(field::value_float, static_cast<float>(v));
                else
                    message.add_double(field::value_double, v);
            } else if constexpr (std::is_same_v<T, std::string>) {
                message.add_string(field::value_string, bounded(v));
            }
        },
        value);
}

/// By what values are ordered: numbers by size, then whatever is no number.
double number_of(const Value& value) {
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::numeric_limits<double>::infinity();
}

std::size_t hash_bytes(std::string_view bytes) {
    std::uint64_t h = 0xCBF29CE484222325ULL;
    for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return static_cast<std::size_t>(h ^ (h >> 29U));
}

}  // namespace

Attributes::Attributes(const Table& table)
    : Attributes(table, std::vector<bool>(table.columns.size(), true)) {}

Attributes::Attributes(const Table& table, std::span<const std::string> columns)
    : Attributes(table, [&] {
          std::vector<bool> kept;
          for (const Column& column : table.columns)
              kept.push_back(std::find(columns.begin(), columns.end(), column.name) !=
                             columns.end());
          return kept;
      }()) {}

Attributes::Attributes(const Table& table, const std::vector<bool>& kept) {
    constexpr std::uint32_t nothing = 0xFFFFFFFFU;
    std::vector<std::uint32_t> slots(1024, nothing);
    std::string encoded;
    std::vector<double> numbers;
    const auto slot_of = [&](std::string_view bytes) {
        const std::size_t mask = slots.size() - 1;
        std::size_t slot = hash_bytes(bytes) & mask;
        while (slots[slot] != nothing && value(slots[slot]) != bytes) slot = (slot + 1) & mask;
        return slot;
    };
    const auto grow = [&] {
        slots.assign(slots.size() * 2, nothing);
        for (std::uint32_t id = 0; id < values(); ++id) slots[slot_of(value(id))] = id;
    };
    const auto carried = [&](const std::vector<Value>& row, std::size_t c) {
        return kept[c] && !std::holds_alternative<std::monostate>(row[c]);
    };
    std::size_t tags = 0;
    for (const std::vector<Value>& row : table.rows) {
        LISIERE_EXPECTS(row.size() == table.columns.size());
        for (std::size_t c = 0; c < row.size(); ++c) tags += carried(row, c) ? 1 : 0;
    }
    cut_texts_.assign(table.columns.size(), 0);
    tags_.reserve(tags);  // most of what a wide layer weighs here
    row_first_.reserve(table.rows.size() + 1);
    for (const std::vector<Value>& row : table.rows) {
        for (std::uint32_t c = 0; c < row.size(); ++c) {
            if (!carried(row, c)) continue;
            if (const auto* text = std::get_if<std::string>(&row[c]))
                cut_texts_[c] += text->size() > text_limit ? 1 : 0;
            encoded.clear();
            encode_value(row[c], encoded);
            const std::size_t slot = slot_of(encoded);
            std::uint32_t id = slots[slot];
            if (id == nothing) {
                id = static_cast<std::uint32_t>(values());
                bytes_ += encoded;
                value_first_.push_back(bytes_.size());
                slots[slot] = id;
                numbers.push_back(number_of(row[c]));
                if (values() * 2 > slots.size()) grow();
            }
            tags_.push_back({c, id});
        }
        row_first_.push_back(tags_.size());
    }
    sort_values(numbers);
}

void Attributes::sort_values(std::span<const double> numbers) {
    std::vector<std::uint32_t> order(values());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(numbers[a], value(a)) < std::pair(numbers[b], value(b));
    });
    std::vector<std::uint32_t> place(order.size());
    std::string bytes;
    bytes.reserve(bytes_.size());
    std::vector<std::size_t> first{0};
    for (std::uint32_t to = 0; to < order.size(); ++to) {
        place[order[to]] = to;
        bytes += value(order[to]);
        first.push_back(bytes.size());
    }
    for (Tag& tag : tags_) tag.value = place[tag.value];
    bytes_ = std::move(bytes);
    value_first_ = std::move(first);
}

TileBuilder::TileBuilder(std::span<const Layer> layers) : layers_(layers.begin(), layers.end()) {
    for (const Layer& layer : layers_) {
        const std::size_t columns = layer.table->columns.size();
        const std::size_t values = layer.attributes->values();
        columns_.push_back(
            {std::vector<std::uint32_t>(columns), std::vector<std::uint32_t>(columns)});
        values_.push_back({std::vector<std::uint32_t>(values), std::vector<std::uint32_t>(values)});
    }
}

std::string_view TileBuilder::tile(std::span<const Feature> features) {
    ++turn_;
    bytes_.clear();
    for (std::size_t first = 0; first < features.size();) {
        std::size_t last = first;
        while (last < features.size() && features[last].layer == features[first].layer) ++last;
        add_layer(features[first].layer, features.subspan(first, last - first));
        first = last;
    }
    return bytes_;
}

void TileBuilder::number_values(std::uint32_t layer, std::span<const Feature> features) {
    Numbering& numbering = values_[layer];
    for (const Feature& feature : features)
        for (const Attributes::Tag& tag : layers_[layer].attributes->of_row(feature.row)) {
            if (numbering.seen[tag.value] != turn_) {
                numbering.seen[tag.value] = turn_;
                numbering.local[tag.value] = 0;  // a count, until the order is known
                used_values_.push_back(tag.value);
            }
            ++numbering.local[tag.value];
        }
    constexpr std::ptrdiff_t one_byte = 128;
    if (std::ssize(used_values_) > one_byte) {
        const auto rest = used_values_.begin() + one_byte;
        std::partial_sort(
            used_values_.begin(), rest, used_values_.end(), [&](std::uint32_t a, std::uint32_t b) {
                return std::pair(numbering.local[b], a) < std::pair(numbering.local[a], b);
            });
        std::sort(rest, used_values_.end());
    }
    for (std::uint32_t to = 0; to < used_values_.size(); ++to)
        numbering.local[used_values_[to]] = to;
}

void TileBuilder::add_layer(std::uint32_t number, std::span<const Feature> features) {
    const Layer& source = layers_[number];
    const auto local = [this](Numbering& numbering, std::uint32_t id,
                              std::vector<std::uint32_t>& used) {
        if (numbering.seen[id] != turn_) {
            numbering.seen[id] = turn_;
            numbering.local[id] = static_cast<std::uint32_t>(used.size());
            used.push_back(id);
        }
        return numbering.local[id];
    };
    used_columns_.clear();
    used_values_.clear();
    number_values(number, features);
    protozero::pbf_writer tile{bytes_};
    protozero::pbf_writer layer{tile, field::tile_layer};
    layer.add_uint32(field::layer_version, 2);
    layer.add_string(field::layer_name, source.table->name);
    for (const Feature& feature : features) {
        const std::span<const Attributes::Tag> carried = source.attributes->of_row(feature.row);
        tags_.resize(std::max(tags_.size(), carried.size() * 2 * protozero::max_varint_length));
        char* end = tags_.data();
        for (const Attributes::Tag& tag : carried) {
            const std::uint32_t column = local(columns_[number], tag.column, used_columns_);
            end += protozero::add_varint_to_buffer(end, column);
            end += protozero::add_varint_to_buffer(end, values_[number].local[tag.value]);
        }
        protozero::pbf_writer message{layer, field::layer_feature};
        message.add_uint64(field::feature_id, std::uint64_t{feature.row} + 1);
        if (end != tags_.data())
            message.add_bytes(field::feature_tags, tags_.data(),
                              static_cast<std::size_t>(end - tags_.data()));
        message.add_enum(field::feature_type, static_cast<std::int32_t>(feature.type));
        message.add_bytes(field::feature_geometry, feature.geometry.data(),
                          feature.geometry.size());
    }
    for (const std::uint32_t column : used_columns_)
        layer.add_string(field::layer_key, source.table->columns[column].name);
    for (const std::uint32_t value : used_values_) {
        const std::string_view bytes = source.attributes->value(value);
        layer.add_message(field::layer_value, bytes.data(), bytes.size());
    }
    layer.add_uint32(field::layer_extent, static_cast<std::uint32_t>(tile_extent));
}

}  // namespace lisiere::io
