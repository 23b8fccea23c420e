// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/notice.hpp"

namespace lisiere::io {

/// What had to be guessed or left out of the texts of one file.
struct TextRepairs {
    std::size_t reencoded = 0;  ///< not UTF-8: read as Windows-1252
    std::size_t twice = 0;      ///< UTF-8 taken for Latin-1 and encoded again: undone
    std::size_t controls = 0;   ///< control characters, now spaces
    std::string reencoded_sample;
    std::string twice_sample;
    std::string controls_sample;
};

/// A text of an input as everything here writes it: valid UTF-8 in composed form (NFC), without
/// control characters. Bytes that are not UTF-8 are taken as Windows-1252, whatever the file says
/// of its encoding: they cannot be what it says. UTF-8 encoded twice ("Ã‰tang") is undone where the
/// whole text allows it. Cost: one pass; letters beyond ASCII are composed by ICU.
std::string clean_text(std::string_view raw, TextRepairs& repairs);

/// Notices `texte_reencode`, `texte_encode_deux_fois`, `caracteres_de_controle`.
void note_repairs(const TextRepairs& repairs, const std::string& layer, Notices& notices);

}  // namespace lisiere::io
