// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/access/floating_catchment.hpp"
#include "engine/access/inequality.hpp"
#include "engine/access/opportunities.hpp"

namespace lisiere::io {

/// What access measures beyond times, as data.
struct AccessReference {
    std::vector<access::OpportunityMeasure> measures;  ///< opportunites.csv
    std::vector<access::FloatingRule> floating;        ///< aires_flottantes.csv
    std::vector<access::PovertyLine> poverty;          ///< inegalites.csv
};

/// Reads the three tables of `folder`, labels in `language` ("fr", "en"). InputError with file and
/// line when a word, a number or a ring is not one allowed, a source is missing, or an id comes
/// twice.
AccessReference read_access_reference(const std::filesystem::path& folder,
                                      const std::string& language = "fr");

}  // namespace lisiere::io
