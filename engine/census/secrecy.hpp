// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/census/place_pieces.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere::census {

/// When a source's value must not be shown.
struct SecrecyRule {
    struct Count {
        std::string variable;  ///< whose estimate is compared
        double minimum = 0;
    };
    std::string id;             ///< "fiscal"
    std::vector<Count> counts;  ///< in order of preference: households, else people
    double most_imputed = 1;    ///< largest share of people whose values the producer imputed
    /// A count published, or the numerator of a share, of more than none and fewer than this is not
    /// shown. DEFAULT 0: any count is.
    double least_counted = 0;
    /// Whether what adding and subtracting would tell is withheld as well. DEFAULT: it is.
    bool complementary = true;
};

/// Classes of people that make up a total: "POP = POP0014 + POP1529 + ...": what one may subtract.
struct Identity {
    std::string total;
    std::vector<std::string> parts;
};

/// One count, place by place; missing: not published.
struct PlaceCounts {
    std::vector<Maybe<double>> perimeters;
    std::vector<Maybe<double>> references;  ///< communes, EPCI, zone
};

/// What stands behind the values of one rule. A missing count is not known to be enough.
struct Behind {
    double minimum = 0;
    PlaceCounts units;  ///< households
};

/// Places whose figures are withheld.
struct Withheld {
    std::vector<bool> perimeters;
    std::vector<bool> references;
};

/// How places make up one another, and how many figures go when one is withheld.
struct Places {
    PlacePieces pieces;
    /// Perimeters beside which each reference is shown; a perimeter's own figure weighs as ten.
    std::vector<double> reference_loss;
};

/// Primary suppression: fewer than the minimum, or not known.
bool is_secret(const Maybe<double>& count, double minimum);

/// All figures of one rule: places with too few units, and those that would tell of them or of a
/// group as small (suppression.hpp).
/// `settled`: by reference, what became of it elsewhere: shown or withheld whatever happens here.
/// Null: references are settled here too.
Withheld withheld_places(const SecrecyRule& rule, const Behind& behind, const Places& places,
                         const std::vector<bool>* settled = nullptr);

/// Counts of classes of people that a rule finds too small (least_counted), and those that would
/// tell them through other places, or through the other classes of a total.
/// `classes[c]`: missing where the class is not published. `total`: known to everybody, nullptr
/// when the classes make up no known total. `before`: withheld already. `settled`: as above, by
/// class; empty: references are settled here too.
std::vector<Withheld> withheld_classes(const SecrecyRule& rule,
                                       std::span<const PlaceCounts> classes,
                                       const PlaceCounts* total, const Withheld& before,
                                       const Places& places,
                                       std::span<const std::vector<bool>> settled = {});

}  // namespace lisiere::census
