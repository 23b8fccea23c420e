// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "io/config/refresh_config.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// The editions to let go of: all but the newest `keep_editions`, those younger than `keep_months`,
/// the current one and the one before it. Pure.
std::vector<EditionCard> to_let_go(const std::vector<EditionCard>& editions,
                                   const EditionCard* current, const EditionCard* before,
                                   const RefreshConfig& config, std::chrono::year_month_day today);

/// Lets go of them. A user's own files in them stay, and are told among the remarks. Nothing here
/// fails: what cannot be removed stays for the next time.
void retain(RefreshFolder& folder, const RefreshConfig& config, std::chrono::year_month_day today,
            std::vector<std::string>& remarks);

/// Takes what an edition's folder holds of its user's (projects, notes, scenarios, files of ours
/// that they changed) along to the one that takes its place, without copying a byte (io/edition,
/// Carrier); it stays in the former too. What was taken is told among the remarks. OutputError.
void carry_on(const std::filesystem::path& from, const std::filesystem::path& to,
              std::vector<std::string>& remarks);

}  // namespace lisiere::io
