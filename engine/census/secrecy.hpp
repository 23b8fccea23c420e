// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/maybe.hpp"

namespace lisiere::census {

/// When a source's value must not be shown: fewer than `minimum` units (households) stand behind
/// it.
struct SecrecyRule {
    struct Count {
        std::string variable;  ///< whose estimate is compared
        double minimum = 0;
    };
    std::string id;             ///< "fiscal"
    std::vector<Count> counts;  ///< in order of preference: households, else people
    double most_imputed = 1;    ///< largest share of people whose values the producer imputed
};

/// What stands behind the values of one indicator, place by place. A missing count is not known to
/// be enough.
struct Behind {
    double minimum = 0;
    std::vector<Maybe<double>> perimeters;  ///< households
    std::vector<Maybe<double>> references;  ///< of communes, EPCI, zone
};

/// Primary suppression: fewer than the minimum, or not known.
bool is_secret(const Maybe<double>& count, double minimum);

/// Complementary suppression: references whose difference to one of their perimeters, or to all of
/// them together, would tell a group of more than none and fewer than the minimum.
/// `reference_of[p]` are the references that are published beside perimeter p.
std::vector<bool> telling_references(const Behind& behind,
                                     std::span<const std::vector<std::size_t>> reference_of);

}  // namespace lisiere::census
