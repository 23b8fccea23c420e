// SPDX-License-Identifier: Apache-2.0
// Measures by the other thresholds that the uncertainty analysis draws, through the whole analysis.
#include <algorithm>
#include <string>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/ranked_among.hpp"
#include "tests/engine/atlas/random_lines.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

enclavement::Choice threshold(const std::string& measure, const char* value,
                              enclavement::Reach reach = {}) {
    return {"seuils", "seuils", enclavement::ChoiceKind::other_threshold,
            measure,  value,    std::stod(value),
            0,        reach};
}

const std::vector<Maybe<double>>& of(const std::vector<enclavement::Variant>& variants,
                                     const std::string& id) {
    const auto found =
        std::find_if(variants.begin(), variants.end(),
                     [&](const enclavement::Variant& one) { return one.definition.id == id; });
    REQUIRE(found != variants.end());
    return found->values;
}

}  // namespace

TEST_CASE("departures within the published reach are the published ones, a wider one loses none",
          "[atlas][property]") {
    std::size_t gained = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        test::RandomTown town(seed);
        Inputs in = test::with_transit(town);
        const std::string measure = "departs_h_pointe_matin";
        const enclavement::Reach wide{access::TravelMode::marche, 6, false, {}};
        // Published: 3 min to a bus stop, 5 to a heavy one; 6 min make 10 of the latter.
        in.choices = {threshold(measure, "3"), threshold(measure, "6", wide)};
        const Atlas atlas = analyse(std::move(in), test::transit_law_settings());
        const auto variants = threshold_variants(atlas, atlas.enclosure.fabric);
        const auto& same = of(variants, measure + "@3");
        const auto& more = of(variants, measure + "@6");
        for (std::size_t c = 0; c < same.size(); ++c) {
            const Maybe<double>& published =
                atlas.supply[census::CellIdx{c}].departures_per_hour[0];
            CHECK(same[c] == published);
            if (!same[c] || !more[c]) continue;
            CHECK(*more[c] >= *same[c]);
            gained += *more[c] > *same[c] ? 1 : 0;
        }
        for (const enclavement::Variant& one : variants)
            CHECK(one.definition.reach.minutes == (one.definition.id == measure + "@6" ? 6 : 0));
    }
    CHECK(gained > 100);
}

}  // namespace lisiere
