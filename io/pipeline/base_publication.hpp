// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/config/run_config.hpp"
#include "io/postgis/publication.hpp"

namespace lisiere::io {

/// An edition on its way to the base of `[sorties] postgis`, or nothing where none is declared.
/// Loaded when made, in place when committed; without that nothing has changed there.
class BasePublication {
  public:
    /// `folder`: where the edition is written. OutputError.
    BasePublication(const RunConfig& config, const std::filesystem::path& folder,
                    const std::string& fingerprint, Notices& notices, const Progress& progress);
    /// True when an edition was published. OutputError: the base keeps the edition before.
    bool commit(Notices& notices);

  private:
    std::optional<PostgisPublication> publication_;
};

/// The edition in place, when the base holds another one or none. True when it was published.
bool publish_again(const RunConfig& config, const std::filesystem::path& folder,
                   const std::string& fingerprint, Notices& notices, const Progress& progress);

}  // namespace lisiere::io
