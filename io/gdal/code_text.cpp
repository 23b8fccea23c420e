// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/code_text.hpp"

#include <algorithm>
#include <array>

#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

/// Blanks beyond ASCII: no-break, figure, thin, narrow no-break and zero-width spaces, mark of byte
/// order.
constexpr std::array<std::string_view, 6> spaces = {"\xC2\xA0",     "\xE2\x80\x87", "\xE2\x80\x89",
                                                    "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

/// What stands where a code may, and is none: « CONDE SUR L'ESCAUT », « Lyon 3e Arrondissement ».
/// Letters without a digit, or three letters in a row, which no code has.
bool is_name(std::string_view text) {
    constexpr std::size_t most_letters = 2;  // QP059020, 2A004
    std::size_t run = 0;
    bool letters = false;
    for (const char c : text) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        letters = letters || letter;
        run = letter ? run + 1 : 0;
        if (run > most_letters) return true;
    }
    return letters && std::none_of(text.begin(), text.end(), is_digit);
}

std::string without_spaces(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto space = std::find_if(spaces.begin(), spaces.end(), [&](std::string_view one) {
            return text.starts_with(one);
        });
        if (space != spaces.end()) {
            text.remove_prefix(space->size());
            continue;
        }
        const char c = text.front();
        text.remove_prefix(1);
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
    }
    return out;
}

}  // namespace

std::string code_text(std::string_view written) {
    if (is_name(written)) return std::string(written);
    std::string code = without_spaces(written);
    const std::size_t first = code.find_first_not_of("'=\"");
    if (first == code.npos) return {};
    code.erase(0, first);
    while (code.ends_with('"')) code.pop_back();
    const std::size_t mark = code.find_first_of(".,");
    const auto at = static_cast<std::ptrdiff_t>(std::min(mark, code.size()));
    if (mark != code.npos && mark > 0 && std::all_of(code.begin(), code.begin() + at, is_digit) &&
        std::all_of(code.begin() + at + 1, code.end(), [](char c) { return c == '0'; }))
        code.erase(mark);
    return code;
}

}  // namespace lisiere::io
