// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// Bits of an edge's flags, beside `WayFlag`, that say whether points may be tied to it.
namespace lisiere::street {

/// Points are tied to it though its component is small: a part of town that a scenario cuts off
/// keeps its residents, who would else be carried over what cuts them off.
inline constexpr std::uint8_t tied_though_small = 64;
/// Points are never tied to it: nobody's door opens on a footbridge.
inline constexpr std::uint8_t never_tied = 128;

}  // namespace lisiere::street
