// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "engine/territory/locate.hpp"
#include "engine/territory/territory.hpp"
#include "io/address/gazetteer.hpp"
#include "io/gdal/projector.hpp"

namespace lisiere::io {

/// What addresses are looked up in, as `lisiere locate` looks them up.
struct AddressPlaces {
    const Gazetteer& base;
    const Locator& locator;
    const Territory& territory;
    std::span<const CodedArea> iris;
    const Projector& projector;
};

struct AddressIndex {
    std::size_t addresses = 0;
    std::size_t streets = 0;
    std::size_t outside =
        0;  ///< beyond the study area: not in it, as `locate` does not locate them
};

/// Writes what the web map finds addresses in, as files that a plain server sends:
/// - `index.json`: communes, words, codes, which prefixes there are;
/// - `mots/<prefix>.json`: the streets with a word that begins so (two letters, kinds of street and
///   linking words left out), wherever it stands in the name;
/// - `rues/<n>.json`: some hundred addresses with where each lies, told by `Locator` here, so that
///   the map answers what `locate` answers.
/// Deterministic: in the order of the base. About 30 bytes an address. OutputError when the disk
/// refuses.
AddressIndex write_address_index(const AddressPlaces& places, const std::filesystem::path& folder);

}  // namespace lisiere::io
