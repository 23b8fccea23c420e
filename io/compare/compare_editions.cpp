// SPDX-License-Identifier: Apache-2.0
#include "io/compare/compare_editions.hpp"

#include <algorithm>

#include "engine/compare/compare.hpp"
#include "io/base/error.hpp"
#include "io/compare/read_edition.hpp"
#include "io/compare/rules.hpp"
#include "io/compare/sentences.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

/// Two editions ranked each among its own residents rank alike: that these changed is no choice of
/// anybody. One ranked in the other's own distribution ranks in the same one.
void settle_distribution(compare::Edition& base, compare::Edition& next) {
    const auto of = [](compare::Edition& edition) -> std::string& {
        return std::find_if(edition.settings.begin(), edition.settings.end(),
                            [](const compare::Setting& setting) {
                                return setting.key == distribution_setting;
                            })
            ->value;
    };
    const std::string_view own = own_distribution;
    if (of(base).starts_with(own) && of(next).starts_with(own)) {
        of(base) = of(next) = "zone";
        return;
    }
    for (compare::Edition* edition : {&base, &next})
        if (of(*edition).starts_with(own)) of(*edition).erase(0, own.size());
}

}  // namespace

compare::Comparison compare_editions(const std::filesystem::path& base,
                                     const std::filesystem::path& next) {
    const ComparisonRules rules = read_comparison_rules(reference_folder());
    compare::Edition before = read_edition(base, rules);
    compare::Edition after = read_edition(next, rules);
    settle_distribution(before, after);
    compare::Comparison comparison = compare::compare(before, after, rules.rules);
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
