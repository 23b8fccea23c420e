// SPDX-License-Identifier: Apache-2.0
#include "io/base/names.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/core/ascii.hpp"
#include "engine/core/error.hpp"

namespace lisiere::io {
namespace {

/// Letters that Unicode does not take apart.
constexpr std::array<std::pair<UChar32, std::string_view>, 13> letters{{
    {U'œ', "oe"},
    {U'Œ', "OE"},
    {U'æ', "ae"},
    {U'Æ', "AE"},
    {U'ß', "ss"},
    {U'ø', "o"},
    {U'Ø', "O"},
    {U'ł', "l"},
    {U'Ł', "L"},
    {U'đ', "d"},
    {U'Đ', "D"},
    {U'ı', "i"},
    {U'ð', "d"},
}};

bool is_mark(UChar32 c) {
    return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

void add_letter(std::string& out, UChar32 c) {
    if (c >= 0 && c < 0x80) {
        out += static_cast<char>(c);
        return;
    }
    const auto known = std::find_if(letters.begin(), letters.end(),
                                    [&](const auto& letter) { return letter.first == c; });
    if (known != letters.end())
        out += known->second;
    else if (!is_mark(c))
        out += ' ';
}

/// Lives as long as the program: ICU hands out a pointer to its own.
const UNormalizer2* decomposer() {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* found = unorm2_getNFDInstance(&error);
    LISIERE_EXPECTS(U_SUCCESS(error) != 0);
    return found;
}

constexpr std::array<std::string_view, 12> joining{"le", "la",  "les", "l", "d",  "de",
                                                   "du", "des", "et",  "a", "au", "aux"};

}  // namespace

std::string without_accents(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (plain) return std::string(text);
    std::vector<UChar> letters16(text.size());  // never more than bytes of UTF-8
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t length = 0;
    UErrorCode error = U_ZERO_ERROR;
    constexpr UChar32 instead_of_wrong_bytes = ' ';
    u_strFromUTF8WithSub(letters16.data(), size, &length, text.data(), size, instead_of_wrong_bytes,
                         nullptr, &error);
    LISIERE_EXPECTS(U_SUCCESS(error) != 0);
    const UNormalizer2* const decompose = decomposer();
    std::string out;
    out.reserve(text.size());
    for (std::int32_t at = 0; at < length;) {
        UChar32 letter = 0;
        U16_NEXT(letters16.data(), at, length, letter);
        std::array<UChar, 32> parts{};
        const std::int32_t count = unorm2_getDecomposition(
            decompose, letter, parts.data(), static_cast<std::int32_t>(parts.size()), &error);
        if (count <= 0) {
            add_letter(out, letter);
            continue;
        }
        for (std::int32_t i = 0; i < count;) {
            UChar32 part = 0;
            U16_NEXT(parts.data(), i, count, part);
            add_letter(out, part);
        }
    }
    return out;
}

std::string folded(std::string_view name) {
    std::string text;
    for (const char c : without_accents(name)) {
        if ((c >= 'a' && c <= 'z') || is_digit(c))
            text += c;
        else if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    if (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::string slug(std::string_view name, std::string_view otherwise) {
    std::string text = folded(name);
    std::replace(text.begin(), text.end(), ' ', '-');
    return text.empty() ? std::string(otherwise) : text;
}

std::string comparable_name(std::string_view name) {
    const std::string all = folded(name);
    std::string kept;
    for (std::string_view rest = all; !rest.empty();) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (std::find(joining.begin(), joining.end(), word) != joining.end()) continue;
        if (word == "st") word = "saint";
        if (word == "ste") word = "sainte";
        if (!kept.empty()) kept += ' ';
        kept += word;
    }
    return kept.empty() ? all : kept;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",;/"), text.size());
        if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::string names_of_codes(std::string_view codes,
                           const std::map<std::string, std::string>& names) {
    std::string out;
    for (const std::string& code : split_list(codes)) {
        const auto name = names.find(code);
        out += (out.empty() ? "" : ", ") + (name == names.end() ? code : name->second);
    }
    return out;
}

}  // namespace lisiere::io
