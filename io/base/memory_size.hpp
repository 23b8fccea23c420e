// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lisiere::io {

/// Bytes as people write them: "2G", "2 Gio", "1,5 Gio", "800 Mo", "2147483648". K, M, G, T and
/// their "io" forms (Kio, Mio, Gio, Tio) are powers of 1024, "Ko", "Mo", "Go", "To" (and "KB"...)
/// powers of 1000, in any case. nullopt: not a size, or none above 0.
std::optional<std::uint64_t> parse_memory_size(std::string_view text);

/// "2,0 Gio", "512 Mio": of the largest unit that gives at least 1.
std::string memory_size_text(std::uint64_t bytes);

}  // namespace lisiere::io
