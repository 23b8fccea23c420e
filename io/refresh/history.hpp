// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "io/config/refreshed_territory.hpp"
#include "io/refresh/headline.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// One published edition, as those who come later see it.
struct PublishedEdition {
    std::uint64_t number = 0;  ///< as on its card
    std::string name;
    std::string moment;  ///< "2026-11-30T03:15:00Z"
    std::string date;
    std::string told;  ///< French sentences: what was new
    std::map<std::string, std::map<std::string, double>> headline;
};

/// Every edition published in a folder (`historique.json`, which outlives the editions), those put
/// aside left out, with `entry` the last; one of its number or above never came to be published.
/// Written for good before it is returned. OutputError.
std::vector<PublishedEdition> history_with(const RefreshFolder& folder,
                                           const PublishedEdition& entry);

/// Writes `historique.json` and `flux.xml` beside the web map of an edition, when it has one, names
/// the former in its data, and adds them to its manifest. OutputError.
void seal(const std::filesystem::path& edition, const std::vector<PublishedEdition>& history,
          std::span<const FollowedMeasure> measures, const RefreshedTerritory& territory);

/// What the web map reads: the last 60 editions, each measure as one list by perimeter.
std::string history_json(const std::vector<PublishedEdition>& history,
                         std::span<const FollowedMeasure> measures);

}  // namespace lisiere::io
