// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/copy_text.hpp"

#include <array>

#include "io/base/encoding.hpp"

namespace lisiere::io {
namespace {

void add_hex(std::string& row, std::uint8_t byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    row += digits[byte >> 4U];
    row += digits[byte & 0xfU];
}

void add_hex(std::string& row, std::uint32_t value, bool little_endian) {
    for (unsigned i = 0; i < 4; ++i)
        add_hex(row, static_cast<std::uint8_t>(value >> (8 * (little_endian ? i : 3 - i))));
}

std::uint32_t read_uint32(std::span<const std::uint8_t> bytes, bool little_endian) {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i)
        value |= std::uint32_t{bytes[i]} << (8 * (little_endian ? i : 3 - i));
    return value;
}

}  // namespace

void add_copy_text(std::string& row, std::string_view text) {
    if (!is_utf8(text) || text.find('\0') != text.npos) {
        add_copy_text(row, without_controls(text));
        return;
    }
    for (const char c : text) switch (c) {
            case '\\':
                row += "\\\\";
                break;
            case '\t':
                row += "\\t";
                break;
            case '\n':
                row += "\\n";
                break;
            case '\r':
                row += "\\r";
                break;
            default:
                row += c;
        }
}

bool add_copy_geometry(std::string& row, std::span<const std::uint8_t> blob, int srid) {
    // "GP", version, flags, SRID, envelope; then WKB.
    constexpr std::array<std::size_t, 5> envelopes{0, 32, 48, 48, 64};
    constexpr std::size_t header = 8;
    if (blob.size() < header || blob[0] != 'G' || blob[1] != 'P') return false;
    const unsigned kind = (blob[3] >> 1U) & 7U;
    if (kind >= envelopes.size()) return false;
    const std::size_t start = header + envelopes[kind];
    if (blob.size() < start + 5 || blob[start] > 1) return false;
    const bool little_endian = blob[start] == 1;
    constexpr std::uint32_t with_srid = 0x20000000U;
    add_hex(row, blob[start]);
    add_hex(row, read_uint32(blob.subspan(start + 1), little_endian) | with_srid, little_endian);
    add_hex(row, static_cast<std::uint32_t>(srid), little_endian);
    for (const std::uint8_t byte : blob.subspan(start + 5)) add_hex(row, byte);
    return true;
}

}  // namespace lisiere::io
