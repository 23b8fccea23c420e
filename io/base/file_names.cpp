// SPDX-License-Identifier: Apache-2.0
#include "io/base/file_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/core/ascii.hpp"
#include "io/base/files.hpp"
#include "io/base/names.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t longest_plain = 100;
constexpr std::size_t longest_stem = 80;

bool is_plain_letter(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

bool is_device(const std::string& word) {
    constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
    const bool port = word.size() == 4 && (word.starts_with("com") || word.starts_with("lpt"));
    return (port && is_digit(word[3])) ||
           std::find(devices.begin(), devices.end(), word) != devices.end();
}

/// Files beside those of the codes (atlas.pdf, scenario.pdf) and headings of rapport.html.
bool is_ours(const std::string& word) {
    constexpr std::array<std::string_view, 6> kept{"atlas",  "scenario", "index",
                                                   "apercu", "qualite",  "methodes"};
    return word.starts_with("methode-") || std::find(kept.begin(), kept.end(), word) != kept.end();
}

bool is_plain(const std::string& code) {
    return is_folder_name(code) && !is_ours(lower(code));
}

/// `level` 0: the code itself. Above: what can be read of it and some digits.
std::string candidate(const std::string& code, std::size_t level) {
    if (level == 0) return code;
    constexpr std::array<std::size_t, 4> digits{0, 8, 16, 64};
    std::string stem = without_accents(code);
    std::replace_if(
        stem.begin(), stem.end(), [](char c) { return !is_plain_letter(c); }, '-');
    const auto last =
        std::unique(stem.begin(), stem.end(), [](char a, char b) { return a == '-' && b == '-'; });
    stem.erase(last, stem.end());
    stem = stem.substr(0, longest_stem);
    while (stem.ends_with('-')) stem.pop_back();
    stem.erase(0, std::min(stem.find_first_not_of('-'), stem.size()));
    return (stem.empty() ? "code" : stem) + "-" + sha256_of_text(code).substr(0, digits[level]);
}

}  // namespace

FileNames::FileNames(std::span<const std::string> codes) {
    constexpr std::size_t last_level = 3;  // a whole SHA-256: no two codes share it
    std::map<std::string, std::size_t> levels;
    for (const std::string& code : codes) levels[code] = is_plain(code) ? 0 : 1;
    for (;;) {
        std::map<std::string, std::set<std::string>> takers;  // by name without case
        for (const auto& [code, level] : levels) {
            names_[code] = candidate(code, level);
            takers[lower(names_[code])].insert(code);
        }
        bool apart = true;
        for (const auto& [name, sharing] : takers) {
            if (sharing.size() == 1) continue;
            for (const std::string& code : sharing) {
                if (levels[code] == last_level) continue;
                ++levels[code];
                apart = false;
            }
        }
        if (apart) return;
    }
}

bool is_folder_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_plain && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), is_plain_letter) &&
           !is_device(lower(std::string(name)));
}

std::string folder_name(std::string_view name, std::string_view otherwise) {
    const std::string words = slug(name, otherwise);
    return is_folder_name(words) ? words : lower(candidate(std::string(name), 1));
}

}  // namespace lisiere::io
