// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/printable.hpp"

#include <fmt/format.h>

#include "io/base/encoding.hpp"

namespace lisiere::io {

std::string printable(std::string_view text) {
    const bool utf8 = is_utf8(text);
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20U || byte == 0x7FU || (byte >= 0x80U && !utf8))
            out += fmt::format("%{:02X}", byte);
        else
            out += c;
    }
    return out;
}

}  // namespace lisiere::io
