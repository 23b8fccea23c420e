// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "io/atelier/json.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// The scenarios of a territory, as its configuration declares them and as they are kept beside it
/// (`kept_scenarios_file`). Read again at every call: others may write there too.
class KeptScenarios {
  public:
    /// `made_on`: "l'édition du 2026-12-01", written with each that is kept.
    KeptScenarios(std::filesystem::path configuration, std::string made_on);

    /// Every scenario: {"nom", "titre", "garde" (kept here, and may be replaced), "empreinte",
    /// "scenario": its table as JSON}. ConfigError when a file cannot be read.
    Json all() const;

    struct Outcome {
        bool kept = false;
        Json existing;  ///< when it is not: that of the same name, as in `all`
    };
    /// Keeps it under its name; in the place of one of that name only when `replaces` is its
    /// `empreinte`, so that nobody loses what another has just kept. The file changes in one move,
    /// and is on the disk. OutputError when it cannot be written; ConfigError as above.
    Outcome keep(const ScenarioSpec& scenario, const std::optional<std::string>& replaces) const;

  private:
    std::filesystem::path configuration_;
    std::string made_on_;
};

}  // namespace lisiere::io
