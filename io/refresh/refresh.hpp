// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/core/progress.hpp"
#include "io/config/refreshed_territory.hpp"
#include "io/refresh/outcome.hpp"

namespace lisiere::io {

struct RefreshOptions {
    std::chrono::sys_seconds now;       ///< read once by the caller: names the edition
    std::chrono::year_month_day today;  ///< what timetables are judged by, and printed pages bear
    std::filesystem::path folder;       ///< DEFAULT: the configuration's
    unsigned threads = 0;               ///< DEFAULT: the configuration's
    bool dry = false;                   ///< DEFAULT: publish; else all but that
    /// DEFAULT: editions keep the distribution that they are ranked in; else this one is ranked
    /// among its own residents, and the later ones in it (see KeptDistribution).
    bool new_distribution = false;
    /// DEFAULT: the gate decides; else why an edition is published in spite of it, or one that was
    /// put aside comes back.
    std::string accept = {};
    /// Told what goes on with the sources, one French line each. DEFAULT: nobody.
    std::function<void(const std::string&)> tell = {};
};

/// Gets the sources, and when something changed checks them, makes an edition, compares it with the
/// one in place, and publishes it or says why not. Never throws for what sources or results do:
/// the outcome says it, is written to the log and the summary, and given to the hook. ConfigError:
/// nothing was done. OutputError: the folder is held by another or is not one. Cancelled: logged,
/// then thrown again.
RefreshOutcome refresh(const RefreshedTerritory& territory, const RefreshOptions& options,
                       const Progress& progress);

/// `--retour`: puts the edition before the current one in place again. The one it leaves is put
/// aside: no later refresh publishes it again by itself.
RefreshOutcome go_back(const RefreshedTerritory& territory, const RefreshOptions& options);

}  // namespace lisiere::io
