// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace lisiere::io {

/// Whether a kind of way is walked: always unless a sign forbids it, only where a sign allows it,
/// or never.
enum class Walking { yes, if_allowed, no };

struct WayRule {
    Walking walkable = Walking::yes;
    bool walkers_only = false;  ///< a footway
    double speed_kmh = 0;
};

/// The walking profile: geodata/reference/voirie.csv, by vocabulary ("osm", "bdtopo") and kind.
class WayProfile {
  public:
    /// nullptr when the table does not know the kind.
    const WayRule* find(std::string_view schema, std::string_view kind) const;

  private:
    friend WayProfile read_way_profile(const std::filesystem::path& file);
    std::map<std::pair<std::string, std::string>, WayRule, std::less<>> rules_;
};

/// InputError with file and line when a word or a speed is not understood, or a kind comes twice.
WayProfile read_way_profile(const std::filesystem::path& file);
/// geodata/reference/voirie.csv.
WayProfile read_way_profile();

}  // namespace lisiere::io
