// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/find_perimeter.hpp"

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using Catch::Matchers::Contains;

namespace {

Perimeter quarter(const std::string& id, const std::string& name, const std::string& commune) {
    Perimeter perimeter;
    perimeter.id = id;
    perimeter.name = name;
    perimeter.communes = {commune};
    return perimeter;
}

/// Two homonyms in two communes, one quarter of other names and another code.
Territory territory() {
    Territory made;
    made.communes.push_back({"59014", "Anzin", "", {}, ""});
    made.perimeters.push_back(quarter("QN05901A", "La Verrerie", "59014"));
    made.perimeters.push_back(quarter("VA-59079-verrerie", "Verrerie", "59079"));
    Perimeter third = quarter("QN05902B", "Saint-Waast", "59014");
    third.aliases = {"Le Faubourg"};
    third.sub_sectors = {"Cité Taffin"};
    third.other_codes = {"QP059077"};
    made.perimeters.push_back(third);
    return made;
}

std::vector<std::string> found(const std::string& asked) {
    const Territory made = territory();
    std::vector<std::string> ids;
    for (const PerimeterIdx at : io::perimeters_named(made, asked))
        ids.push_back(made.perimeters[at].id);
    return ids;
}

}  // namespace

TEST_CASE("a quarter answers to its code, another code, its name, another name, a part's name",
          "[io][pipeline]") {
    for (const char* asked : {"QN05902B", " qn05902b ", "QP059077", "St Waast", "saint-waast",
                              "Faubourg", "cité taffin"}) {
        INFO(asked);
        CHECK(found(asked) == std::vector<std::string>{"QN05902B"});
    }
    CHECK(found("va 59079 verrerie") == std::vector<std::string>{"VA-59079-verrerie"});
    CHECK(found("Waast").empty());
    CHECK(found("").empty());
}

TEST_CASE("homonyms are told with their communes, never chosen between", "[io][pipeline]") {
    CHECK(found("verrerie").size() == 2);
    CHECK_THROWS_WITH(io::require_perimeter(territory(), "Verrerie"),
                      Contains("QN05901A") && Contains("VA-59079-verrerie") &&
                          Contains("Anzin (59014)") && Contains("59079"));
    CHECK_THROWS_AS(io::require_perimeter(territory(), "Verrerie"), io::ConfigError);
}

TEST_CASE("among many quarters the nearest code and name are told, not all", "[io][pipeline]") {
    Territory many = territory();
    for (int i = 10; i < 30; ++i)
        many.perimeters.push_back(
            quarter("QN0" + std::to_string(59000 + i) + "Z", "Quartier " + std::to_string(i), ""));
    CHECK_THROWS_WITH(io::require_perimeter(many, "Saint Wast"),
                      Contains("Saint-Waast") && !Contains("Quartier 15"));
}
