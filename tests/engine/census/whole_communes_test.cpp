// SPDX-License-Identifier: Apache-2.0
#include "engine/census/whole_communes.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using test::rectangle;

namespace {

Variable variable(const std::string& id, int vintage = 2020) {
    return {id, "", "P", vintage, "rp"};
}

/// Commune 59001 of two IRIS, 59002 of one unit (type Z, as INSEE codes it), 59003 in no IRIS.
std::vector<AreaTable> tables() {
    AreaTable iris;
    iris.areas.push_back({"590010101", "", "H", "59001", rectangle(0, 0, 100, 100)});
    iris.areas.push_back({"590010102", "", "H", "59001", rectangle(100, 0, 200, 100)});
    iris.areas.push_back({"590020000", "", "Z", "59002", rectangle(200, 0, 300, 100)});
    iris.counts = {{variable("POP"), {100.0, 200.0, 300.0}},
                   {variable("LOG"), {50.0, 90.0, 140.0}}};
    AreaTable communes;
    for (int i = 0; i < 3; ++i) {
        const std::string code = "5900" + std::to_string(i + 1);
        communes.areas.push_back(
            {code, "", "", code, rectangle(i == 0 ? 0 : 100.0 * (i + 1), 0, 100.0 * (i + 2), 100)});
    }
    communes.counts = {{variable("POP"), {310.0, 305.0, 77.0}}};
    return {iris, communes};
}

}  // namespace

TEST_CASE("a commune without IRIS becomes one area of their layer", "[census]") {
    std::vector<AreaTable> both = tables();
    CHECK(add_whole_communes(both) == 1);
    REQUIRE(both[0].areas.size() == 4);
    const Area& whole = both[0].areas.items()[3];
    CHECK(whole.id == "590030000");
    CHECK(whole.type == "Z");
    CHECK(whole.commune == "59003");
    CHECK(both[0].counts[0].values[3] == Maybe<double>(77.0));
    CHECK_FALSE(both[0].counts[1].values[3].has_value());        // no dwellings by commune
    CHECK(both[0].counts[0].values[0] == Maybe<double>(100.0));  // IRIS stay as they are
    CHECK(both[1].areas.size() == 3);
    CHECK(add_whole_communes(both) == 0);
}

TEST_CASE("nothing is added twice, of another vintage, or over IRIS of other codes", "[census]") {
    std::vector<AreaTable> other_year = tables();
    other_year[1].counts[0].variable.vintage = 2015;
    CHECK(add_whole_communes(other_year) == 0);

    // Paris: one commune, whose IRIS carry the codes of arrondissements.
    std::vector<AreaTable> paris = tables();
    for (Area& area : paris[0].areas.items()) area.commune = "75101";
    CHECK(add_whole_communes(paris) == 1);  // 59003, which no IRIS covers
    CHECK(paris[0].areas.items().back().commune == "59003");
}
