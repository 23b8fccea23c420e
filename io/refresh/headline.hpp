// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "io/refresh/drift.hpp"

namespace lisiere::io {

/// A column of `perimetres` that is followed from edition to edition.
struct FollowedMeasure {
    std::string column;
    std::string label_fr;
    std::string label_en;
    std::string unit;
};
/// geodata/reference/suivi.csv; units are those of geodata/schemas/sorties.csv. InputError as for
/// any reference table.
std::vector<FollowedMeasure> read_followed_measures(const std::filesystem::path& file);

/// Perimeter → column → value, of the edition in a folder; what is NULL is not there.
std::map<std::string, std::map<std::string, double>> headline_of(
    const std::filesystem::path& edition, std::span<const FollowedMeasure> measures);

/// Judges the results of an edition to be beside those of the one in place, by the rules of layer
/// `resultats`: perimeters of both that lost their index, and the greatest change of it.
std::vector<DriftFinding> judge_results(
    const std::map<std::string, std::map<std::string, double>>& before,
    const std::map<std::string, std::map<std::string, double>>& now,
    std::span<const std::string> perimeters, std::span<const DriftRule> rules);

}  // namespace lisiere::io
