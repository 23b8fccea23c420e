// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/config/refresh_config.hpp"
#include "io/refresh/profile.hpp"

namespace lisiere::io {

/// What one month may do to one measure. `fall` and `rise` are shares of the value before, `least`
/// and `most` bounds of the value itself; a bound that is not given is not looked at.
struct DriftRule {
    std::string layer;  ///< kind of layer; "*": any that has no rule of its own for the measure
    std::string measure;
    std::optional<double> fall;
    std::optional<double> rise;
    std::optional<double> least;
    std::optional<double> most;
    bool refuses = true;  ///< else it is told, and the edition is published
    std::string label;
    std::string reason;  ///< what such a change usually is
};

/// geodata/reference/actualisation.csv with what the configuration sets otherwise. An override
/// changes the rule of its layer, measure and action, or is a rule of its own; "ignorer" takes
/// every rule of the measure away. InputError: a faulty table. ConfigError: a measure of a layer
/// that no rule names.
std::vector<DriftRule> read_drift_rules(const std::filesystem::path& table,
                                        std::span<const DriftOverride> overrides);

/// A measure that left its bounds.
struct DriftFinding {
    std::string layer;    ///< kind of layer
    std::string subject;  ///< the file, the feed or the perimeter; may be empty
    std::string measure;
    std::optional<double> before;
    double now = 0;
    bool refuses = true;
    std::string sentence;  ///< French, whole, with the numbers and the threshold
};

/// Compares the inputs of an edition to be with those of the one in place; without one (`before`
/// null) only bounds of the value itself count. `today` judges the end of timetables; without it
/// nothing is said of them, and one that the edition in place has already never refuses. A measure
/// without a value on one side is not compared: `*` `enregistrements` of a file declared anew, for
/// instance.
std::vector<DriftFinding> drift(const Profile* before, const Profile& now,
                                std::optional<std::chrono::year_month_day> today,
                                std::span<const DriftRule> rules);

/// Judges one measure by the rules of its layer: at most one finding, the severest.
std::optional<DriftFinding> judge(std::span<const DriftRule> rules, const std::string& layer,
                                  const std::string& measure, const std::string& subject,
                                  std::optional<double> before, double now);

bool refuses(std::span<const DriftFinding> findings);

}  // namespace lisiere::io
