// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lisiere::street {

/// Who travels a street graph; each has a graph of its own.
enum class Mode : std::uint8_t { marche, velo, voiture };
inline constexpr std::array all_modes{Mode::marche, Mode::velo, Mode::voiture};

constexpr std::size_t index_of(Mode mode) {
    return static_cast<std::size_t>(mode);
}
/// "marche", "velo", "voiture": as in configurations, tables and columns.
constexpr std::string_view to_text(Mode mode) {
    constexpr std::array<std::string_view, all_modes.size()> names{"marche", "velo", "voiture"};
    return names[index_of(mode)];
}

/// One value for each mode.
template <class T>
using ByMode = std::array<T, all_modes.size()>;

}  // namespace lisiere::street
