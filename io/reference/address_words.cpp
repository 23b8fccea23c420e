// SPDX-License-Identifier: Apache-2.0
#include "io/reference/address_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "engine/core/ascii.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"

namespace lisiere::io {
namespace {

/// The words of a text between its separators, as slug() writes them.
std::vector<std::string_view> words_of(std::string_view slugged) {
    std::vector<std::string_view> words;
    while (!slugged.empty()) {
        const std::size_t end = std::min(slugged.find('-'), slugged.size());
        if (end > 0) words.push_back(slugged.substr(0, end));
        slugged.remove_prefix(std::min(end + 1, slugged.size()));
    }
    return words;
}

bool has_letter_or_digit(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               static_cast<unsigned char>(c) >= 128;
    });
}

std::string_view unpunctuated(std::string_view text) {
    return trimmed(text, " \t\r\n,;-");
}

/// Where the last run of exactly five digits that stands alone starts; npos without.
std::size_t postcode_at(std::string_view text) {
    std::size_t found = text.npos;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - i == 5) found = i;
        i = end;
    }
    return found;
}

std::vector<std::string_view> comma_parts(std::string_view text) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(",\n"), text.size());
        if (const auto part = unpunctuated(text.substr(0, end)); !part.empty())
            parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Takes "12", "12 bis", "12-14", "n° 12 b" off the start of a street.
std::optional<HouseNumber> take_number(std::string_view& text) {
    std::string_view rest = text;
    for (const std::string_view mark : {"n°", "N°", "no ", "No ", "n ", "N "})
        if (rest.starts_with(mark)) {
            rest.remove_prefix(mark.size());
            break;
        }
    rest = unpunctuated(rest);
    const auto number = [&]() -> int {
        int value = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        if (error != std::errc{} || value <= 0 || value > 9999) return 0;
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        return value;
    };
    if (rest.empty() || !is_digit(rest.front())) return std::nullopt;
    HouseNumber house;
    house.number = number();
    if (house.number == 0) return std::nullopt;
    const auto word = [&] {
        const std::string_view from = unpunctuated(rest);
        return from.substr(0, std::min(from.find_first_of(" \t,.'-/"), from.size()));
    };
    // "2e rue", "1er mai": an ordinal is no house number.
    if (!rest.empty() && (rest.starts_with("er") || rest.starts_with("e ") ||
                          rest.starts_with("ème") || rest.starts_with("eme")))
        return std::nullopt;
    if (const std::string_view first = word(); !first.empty())
        // Letters past h are kinds of street ("r"), but for ter and quater.
        if (const auto suffix = parse_suffix(first);
            suffix && (suffix->size() > 1 || *suffix <= "h")) {
            const auto end = static_cast<std::size_t>(first.data() + first.size() - rest.data());
            // "12 d'Artois", "12 l'Église": the apostrophe says it is a word of the name.
            if (end >= rest.size() || rest[end] != '\'') {
                house.suffix = *suffix;
                rest.remove_prefix(end);
            }
        }
    // The second number of a range, and the "à" between.
    std::string_view peek = rest;
    while (!peek.empty() && (peek.front() == ' ' || peek.front() == '-' || peek.front() == '/'))
        peek.remove_prefix(1);
    if (peek.starts_with("à ")) peek.remove_prefix(3);
    if (!peek.empty() && is_digit(peek.front()) &&
        (rest.front() == '-' || rest.front() == '/' || rest.find("à ") < 2)) {
        while (!peek.empty() && is_digit(peek.front())) peek.remove_prefix(1);
        rest = peek;
    }
    text = unpunctuated(rest);
    return house;
}

}  // namespace

std::optional<std::string> parse_suffix(std::string_view text) {
    std::string low;
    for (const char c : text) low += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (low == "b" || low == "bis") return "bis";
    if (low == "t" || low == "ter") return "ter";
    if (low == "q" || low == "quater" || low == "quat") return "quater";
    if (low.size() == 1 && low[0] >= 'a' && low[0] <= 'z') return low;
    return std::nullopt;
}

std::optional<HouseNumber> parse_house_number(std::string_view text) {
    std::string_view rest = unpunctuated(text);
    return take_number(rest);
}

AddressParts parse_address(std::string_view text) {
    AddressParts parts;
    const std::size_t postcode = postcode_at(text);
    if (postcode != text.npos && has_letter_or_digit(text.substr(0, postcode))) {
        parts.postcode = text.substr(postcode, 5);
        parts.commune = unpunctuated(text.substr(postcode + 5));
        text = text.substr(0, postcode);
    }
    const auto pieces = comma_parts(text);
    if (pieces.empty()) return parts;
    // The piece that starts with a number is the street; what stands before is a building.
    std::size_t street = 0;
    for (std::size_t i = 0; i < pieces.size() && !parts.number; ++i) {
        std::string_view piece = pieces[i];
        parts.number = take_number(piece);
        if (!parts.number) continue;
        street = i;
        // "12, rue de la Paix"
        if (piece.empty() && i + 1 < pieces.size()) piece = pieces[street = i + 1];
        parts.street = piece;
    }
    if (!parts.number) parts.street = pieces.front();
    if (parts.postcode.empty() && street + 1 < pieces.size()) parts.commune = pieces.back();
    return parts;
}

std::string AddressWords::key(std::string_view text, bool street) const {
    if (!has_letter_or_digit(text)) return {};
    const std::string slugged = slug(text);
    std::string key;
    bool first = street;
    for (std::string_view word : words_of(slugged)) {
        if (first)
            if (const auto full = first_.find(word); full != first_.end()) word = full->second;
        first = false;
        if (const auto full = anywhere_.find(word); full != anywhere_.end()) word = full->second;
        if (links_.contains(word)) continue;
        if (!key.empty()) key += ' ';
        key += word;
    }
    return key;
}

std::string_view AddressWords::without_kind(std::string_view key) const {
    const std::size_t space = key.find(' ');
    if (space == key.npos || !kinds_.contains(key.substr(0, space))) return key;
    return key.substr(space + 1);
}

std::string AddressWords::commune_key(std::string_view text) const {
    std::string all = key(text, false);
    if (const std::size_t at = all.find(" cedex"); at != all.npos) all.resize(at);
    return all;
}

AddressWords read_address_words(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    const std::size_t abbreviation = table.require("abreviation");
    const std::size_t word = table.require("mot");
    const std::size_t place = table.require("place");
    AddressWords words;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const auto& row = table.rows[i];
        bool fresh = false;
        bool known = true;
        if (row[place] == "debut") {
            fresh = words.first_.emplace(row[abbreviation], row[word]).second;
            words.kinds_.insert(row[word]);
        } else if (row[place] == "partout") {
            fresh = words.anywhere_.emplace(row[abbreviation], row[word]).second;
        } else if (row[place] == "liaison") {
            fresh = words.links_.insert(row[abbreviation]).second;
        } else {
            known = false;
        }
        if (!fresh)
            throw InputError({fmt::format("{}, ligne {}", file.string(), table.lines[i]),
                              known ? fmt::format("deux fois « {} »", row[abbreviation])
                                    : fmt::format("place « {} »", row[place]),
                              "une ligne par abréviation, place debut, partout ou liaison", ""});
    }
    return words;
}

}  // namespace lisiere::io
