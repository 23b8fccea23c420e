// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace lisiere::io {

/// The edition in the folder was made from what `fingerprint` stands for, and all that its manifest
/// lists is there as it was written. A GeoPackage that QGIS has opened has other bytes: it counts
/// when it is sound and holds what it held. Cost: one reading of the edition.
bool up_to_date(const std::filesystem::path& folder, const std::string& fingerprint);

}  // namespace lisiere::io
