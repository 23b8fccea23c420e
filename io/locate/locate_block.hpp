// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/territory/locate.hpp"
#include "engine/territory/territory.hpp"
#include "io/edition/place_lookup.hpp"
#include "io/locate/row_places.hpp"

namespace lisiere::io {

/// What a block gives: its text and what is counted of it.
struct BlockResult {
    std::string text;
    std::size_t lines = 0;
    std::size_t located = 0;
    std::size_t in_perimeter = 0;
    std::size_t in_band = 0;
    std::size_t wrong_width = 0;
    std::vector<std::size_t> perimeters;
    std::array<std::size_t, 5> levels{};
    std::map<std::string_view, std::size_t> reasons;

    void add(const BlockResult& other) {
        lines += other.lines;
        located += other.located;
        in_perimeter += other.in_perimeter;
        in_band += other.in_band;
        wrong_width += other.wrong_width;
        for (std::size_t i = 0; i < perimeters.size(); ++i) perimeters[i] += other.perimeters[i];
        for (std::size_t i = 0; i < levels.size(); ++i) levels[i] += other.levels[i];
        for (const auto& [reason, count] : other.reasons) reasons[reason] += count;
    }
};

/// What all lines share; read by all threads.
struct LocateContext {
    const Territory& territory;
    const std::vector<CodedArea>& iris;
    const Locator& locator;
    std::size_t width = 0;  ///< fields of the header
    char delimiter = ';';
    std::string_view line_end;
    bool addresses = false;
};

/// Writes the lines of one block, each as it was read and then our columns.
class BlockWriter {
  public:
    BlockWriter(const LocateContext& context, const RowPlaces& places, BlockResult& result);

    void row(std::span<const std::string_view> fields, std::string_view record);

  private:
    void copy(std::span<const std::string_view> fields);
    void field(std::string_view text);
    void plain(std::string_view text);
    void nothing();
    void ours(const RowPlace& place);
    void perimeters(const Location& at);
    void band(const std::optional<Metres>& width);
    void commune(const RowPlace& place, const Location& at);
    void quality(const RowPlace& place);
    bool agree(const GeocodedAddress& address, Location& at, std::string_view& reason);

    const LocateContext& context_;
    const RowPlaces& places_;
    BlockResult& result_;
    Locator::Scratch scratch_;
};

/// Our columns, in the order `BlockWriter` writes them.
std::vector<std::string> our_columns(bool addresses);

}  // namespace lisiere::io
