// SPDX-License-Identifier: Apache-2.0
#include "io/base/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lisiere::io {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 42> letters{{
    {"à", "a"}, {"â", "a"},  {"ä", "a"},  {"á", "a"}, {"ã", "a"},  {"ç", "c"}, {"é", "e"},
    {"è", "e"}, {"ê", "e"},  {"ë", "e"},  {"î", "i"}, {"ï", "i"},  {"í", "i"}, {"ô", "o"},
    {"ö", "o"}, {"ó", "o"},  {"ù", "u"},  {"û", "u"}, {"ü", "u"},  {"ú", "u"}, {"ÿ", "y"},
    {"ñ", "n"}, {"œ", "oe"}, {"æ", "ae"}, {"À", "a"}, {"Â", "a"},  {"Ç", "c"}, {"É", "e"},
    {"È", "e"}, {"Ê", "e"},  {"Î", "i"},  {"Ô", "o"}, {"Œ", "oe"}, {"Û", "u"}, {"Ä", "a"},
    {"Ë", "e"}, {"Ï", "i"},  {"Ö", "o"},  {"Ü", "u"}, {"Ù", "u"},  {"Ÿ", "y"}, {"Æ", "ae"},
}};

constexpr std::array<std::string_view, 12> joining{"le", "la",  "les", "l", "d",  "de",
                                                   "du", "des", "et",  "a", "au", "aux"};

std::string_view stripped(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string folded(std::string_view name) {
    std::string text;
    for (std::size_t i = 0; i < name.size();) {
        const auto fold = std::find_if(letters.begin(), letters.end(), [&](const auto& pair) {
            return name.substr(i).starts_with(pair.first);
        });
        if (fold != letters.end()) {
            text += fold->second;
            i += fold->first.size();
            continue;
        }
        const char c = name[i++];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text += c;
        else if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    if (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::string slug(std::string_view name) {
    std::string text = folded(name);
    std::replace(text.begin(), text.end(), ' ', '-');
    return text.empty() ? "sans-nom" : text;
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
        if (const std::string_view part = stripped(text.substr(0, end)); !part.empty())
            parts.emplace_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

}  // namespace lisiere::io
