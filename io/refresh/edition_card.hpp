// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/refresh/profile.hpp"

namespace lisiere::io {

/// Where one declared file of an edition came from.
struct CardSource {
    std::string key;     ///< "horaires[0]"
    std::string file;    ///< as written
    std::string url;     ///< without secrets; empty: a local file
    std::string sha256;  ///< of the bytes that are read
    std::string object;  ///< of those that were fetched, an archive perhaps; empty: a local file
    std::uintmax_t bytes = 0;
    std::string since;  ///< day of the refresh that first had these bytes
    std::string kept;   ///< why an older file stands in; empty: it was had
};

/// What a refresh remembers of an edition, beside it: `editions/<name>.json`. Written before the
/// edition is moved there, removed after it is.
struct EditionCard {
    std::uint64_t number = 0;  ///< 1, 2, 3... : the order of editions, whatever clocks say
    std::string name;          ///< "2026-11-30T031500Z"
    std::string date;          ///< the day that was "today"
    std::string fingerprint;   ///< of the run (io/inputs/fingerprint.hpp), dated `date`
    std::string accepted;      ///< why it was published in spite of the gate; empty: it passed
    std::string put_aside;     ///< day on which `--retour` left it; empty: it was not
    bool leaving = false;      ///< its removal has begun
    std::vector<CardSource> sources;
    Profile profile;
    std::vector<std::string> findings;  ///< of the gate, sentences
    /// Headline measures: perimeter → measure → value; a measure that is missing is not there.
    std::map<std::string, std::map<std::string, double>> headline;
};

/// nullopt: absent, or not one.
std::optional<EditionCard> read_card(const std::filesystem::path& file);
/// Whole, for good. OutputError.
void write_card(const EditionCard& card, const std::filesystem::path& file);

}  // namespace lisiere::io
