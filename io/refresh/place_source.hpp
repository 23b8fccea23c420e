// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "io/config/layer_spec.hpp"
#include "io/config/refresh_config.hpp"
#include "io/fetch/store.hpp"

namespace lisiere::io {

/// A file of the store as the readers want it: under a name with the ending of what it is (`kind`,
/// content_kind.hpp), below `folder`, without a copy where the disk allows; what is packed,
/// unpacked, except timetables, which are read as zips. `membre` says which file of an archive, by
/// its whole path or its last parts; without it the one that a reader knows. InputError names those
/// there are.
std::filesystem::path place_source(Store& store, const std::string& sha256, const LayerSpec& layer,
                                   const RemoteSpec& remote, const std::string& kind,
                                   const std::filesystem::path& folder);

/// The name of a fetched file: of `fichier` where it is written, else the last part of the address,
/// with the ending of its kind.
std::string source_name(const LayerSpec& layer, const RemoteSpec& remote, const std::string& kind);

}  // namespace lisiere::io
