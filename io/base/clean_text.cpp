// SPDX-License-Identifier: Apache-2.0
#include "io/base/clean_text.hpp"

#include <unicode/normlzr.h>
#include <unicode/unorm2.h>

#include <algorithm>
#include <optional>

#include "engine/core/error.hpp"
#include "io/base/encoding.hpp"

namespace lisiere::io {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

/// The bytes of which a text encoded twice was made; nullopt when it has a letter that no such text
/// has. `text` is UTF-8.
std::optional<std::string> bytes_below(std::string_view text) {
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        // Windows-1252 has 256 letters: each is looked for by what it becomes.
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string_view letter = text.substr(at, length);
        at += length;
        if (length == 1) {
            bytes += letter[0];
            continue;
        }
        bool found = false;
        for (unsigned byte = 0x80; byte < 0x100 && !found; ++byte) {
            const char one = static_cast<char>(byte);
            found = cp1252_to_utf8({&one, 1}) == letter;
            if (found) bytes += one;
        }
        if (!found) return std::nullopt;
    }
    return bytes;
}

/// NFC; the text itself where it is that already.
std::string composed(std::string text) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* const form = unorm2_getNFCInstance(&error);
    LISIERE_EXPECTS(U_SUCCESS(error) != 0);
    const icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
    if (unorm2_isNormalized(form, wide.getBuffer(), wide.length(), &error) != 0) return text;
    icu::UnicodeString made;
    icu::Normalizer::normalize(wide, UNORM_NFC, 0, made, error);
    LISIERE_EXPECTS(U_SUCCESS(error) != 0);
    std::string result;
    made.toUTF8String(result);
    return result;
}

}  // namespace

std::string clean_text(std::string_view raw, TextRepairs& repairs) {
    std::string text(raw);
    if (!is_ascii(raw)) {
        if (!is_utf8(raw)) {
            text = cp1252_to_utf8(raw);
            if (repairs.reencoded++ == 0) repairs.reencoded_sample = text;
        } else if (const auto below = bytes_below(raw);
                   below && !is_ascii(*below) && is_utf8(*below)) {
            text = *below;
            if (repairs.twice++ == 0) repairs.twice_sample = text;
        }
        text = composed(std::move(text));
    }
    if (std::any_of(text.begin(), text.end(), is_control)) {
        std::replace_if(text.begin(), text.end(), is_control, ' ');
        if (repairs.controls++ == 0) repairs.controls_sample = text;
    }
    return text;
}

void note_repairs(const TextRepairs& repairs, const std::string& layer, Notices& notices) {
    if (repairs.reencoded > 0)
        notices.add(Severity::info, "texte_reencode", layer, repairs.reencoded_sample,
                    repairs.reencoded);
    if (repairs.twice > 0)
        notices.add(Severity::info, "texte_encode_deux_fois", layer, repairs.twice_sample,
                    repairs.twice);
    if (repairs.controls > 0)
        notices.add(Severity::info, "caracteres_de_controle", layer, repairs.controls_sample,
                    repairs.controls);
}

}  // namespace lisiere::io
