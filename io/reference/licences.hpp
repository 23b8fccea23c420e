// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// A licence that catalogues know by an address.
struct Licence {
    std::string id;  ///< "etalab-2.0", as SPDX calls it
    std::string title;
    std::string address;       ///< what stands for it in a record
    std::string text;          ///< where it is written in full
    bool share_alike = false;  ///< what is made of the data must bear the same licence
    std::regex words;          ///< what people write for it, any case, anywhere in their text
};

/// geodata/reference/licences.csv, titles in `language`. The first line whose words fit is the
/// licence. InputError with line and field for a wrong regular expression or a missing value.
std::vector<Licence> read_licences(const std::filesystem::path& file, const std::string& language);

/// What a source or a configuration calls its licence; null: none that we know, or a choice between
/// one that must be passed on and one that need not ("Licence Ouverte ou ODbL, selon le réseau").
/// An address of the list stands for its licence too.
const Licence* find_licence(const std::vector<Licence>& licences, std::string_view words);

}  // namespace lisiere::io
