// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/other_thresholds.hpp"

#include <map>
#include <string>

#include "tests/engine/enclavement/scene.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::Scene;

Choice threshold(const char* measure, const char* value) {
    return {"seuils", "seuils", ChoiceKind::other_threshold, measure, value, std::stod(value), 0};
}

using Found = std::map<std::string, std::vector<Maybe<double>>>;
Found by_id(const std::vector<CellMeasure>& measures) {
    Found found;
    for (const CellMeasure& measure : measures) found[measure.id] = measure.values;
    return found;
}

}  // namespace

TEST_CASE("by the published threshold a measure is the published one, by others another",
          "[enclavement]") {
    Scene scene;
    scene.line({0, -700});
    scene.settings.choices = {
        threshold("acces_perdu_15", "15"),  threshold("acces_perdu_15", "10"),
        threshold("pedshed_15", "15"),      threshold("pedshed_15", "20"),
        threshold("entrees_km_300", "300"), threshold("entrees_km_300", "500"),
        threshold("detour_ferme_part", "3")};
    const Fabric fabric = scene.result().fabric;
    const Found published = by_id(fabric.measures);
    const Found other = by_id(scene.by_threshold());
    REQUIRE(other.size() == 6);  // the limit of detours needs no other search
    CHECK(other.at("acces_perdu_15@15") == published.at("acces_perdu_15"));
    CHECK(other.at("pedshed_15@15") == published.at("pedshed_15"));
    CHECK(other.at("entrees_km_300@300") == published.at("entrees_km_300"));
    CHECK(other.at("acces_perdu_15@10") != published.at("acces_perdu_15"));
    for (std::size_t c = 0; c < scene.places.size(); ++c) {
        CHECK(*other.at("acces_perdu_15@10")[c] >= 0);
        CHECK(*other.at("acces_perdu_15@10")[c] < 1);
        CHECK(*other.at("pedshed_15@20")[c] > 0);
    }
}

TEST_CASE("without known barriers access lost has no threshold", "[enclavement]") {
    Scene scene;
    scene.settings.choices = {threshold("acces_perdu_15", "10")};
    scene.barriers_known = false;
    CHECK(scene.by_threshold().empty());
}

}  // namespace lisiere::enclavement
