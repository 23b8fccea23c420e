// SPDX-License-Identifier: Apache-2.0
#include "io/base/encoding.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace lisiere::io {
namespace {

/// Code points of the bytes 0x80..0x9F.
constexpr std::array<std::uint16_t, 32> cp1252_high = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool is_tail(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

/// Length of the well-formed multi-byte sequence at `at`; 0 when there is none.
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
    const unsigned char lead = at[0];
    std::size_t length = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    }
    if (length == 0 || length > left || at[1] < low || at[1] > high) return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (!is_tail(at[i])) return 0;
    return length;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const unsigned char* end = at + bytes.size();
    while (at != end) {
        while (end - at >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, at, 8);
            if ((word & 0x8080808080808080ULL) != 0) break;
            at += 8;
        }
        if (at == end) break;
        if (*at < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = sequence_length(at, static_cast<std::size_t>(end - at));
        if (length == 0) return false;
        at += length;
    }
    return true;
}

std::string without_controls(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char byte = bytes[at];
        if (byte < 0x80) {
            const bool shown =
                (byte >= 0x20 && byte != 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
            if (shown) out += text[at];
            ++at;
            continue;
        }
        const std::size_t length = sequence_length(bytes + at, text.size() - at);
        const std::string_view letter = text.substr(at, length == 0 ? 1 : length);
        at += letter.size();
        const bool c1 = length == 2 && byte == 0xC2 && bytes[at - 1] < 0xA0;
        if (length == 0)
            out += "\uFFFD";
        else if (!c1 && letter != "\xEF\xBF\xBE" && letter != "\xEF\xBF\xBF")
            out += letter;
    }
    return out;
}

std::string cp1252_to_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
            continue;
        }
        const std::uint32_t code = byte < 0xA0 ? cp1252_high[byte - 0x80U] : byte;
        if (code < 0x800) {
            text += static_cast<char>(0xC0U | (code >> 6U));
        } else {
            text += static_cast<char>(0xE0U | (code >> 12U));
            text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        }
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
    return text;
}

std::string lines_to_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    while (!bytes.empty()) {
        const std::string_view line = bytes.substr(0, bytes.find('\n') + 1);
        const std::string_view whole = line.empty() ? bytes : line;
        if (is_utf8(whole))
            text += whole;
        else
            text += cp1252_to_utf8(whole);
        bytes.remove_prefix(whole.size());
    }
    return text;
}

}  // namespace lisiere::io
