// SPDX-License-Identifier: Apache-2.0
#include "io/compare/compare_editions.hpp"

#include <algorithm>

#include "engine/compare/compare.hpp"
#include "io/base/error.hpp"
#include "io/base/reference_row.hpp"
#include "io/compare/read_edition.hpp"
#include "io/compare/rules.hpp"
#include "io/compare/sentences.hpp"

namespace lisiere::io {

compare::Comparison compare_editions(const std::filesystem::path& base,
                                     const std::filesystem::path& next) {
    const ComparisonRules rules = read_comparison_rules(reference_folder());
    compare::Comparison comparison =
        compare::compare(read_edition(base, rules), read_edition(next, rules), rules.rules);
    const bool common =
        std::any_of(comparison.perimeters.begin(), comparison.perimeters.end(),
                    [](const compare::PerimeterPair& pair) { return pair.base && pair.next; });
    if (!common && comparison.base.territory != comparison.next.territory)
        throw InputError({next.string(),
                          "« " + comparison.next.territory +
                              " », sans aucun périmètre commun avec « " +
                              comparison.base.territory + " »",
                          "deux éditions d'un même territoire, ou qui ont des périmètres en commun",
                          "vérifier les deux dossiers"});
    return comparison;
}

std::vector<std::string> headlines(const compare::Comparison& comparison, std::size_t most,
                                   const std::string& language) {
    return headlines(comparison, read_comparison_rules(reference_folder()), most, language);
}

}  // namespace lisiere::io
