// SPDX-License-Identifier: Apache-2.0
#include "engine/compare/causes.hpp"

#include "tests/engine/compare/small_edition.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::compare;
using namespace lisiere::test;

namespace {

std::vector<std::string> blamed(const std::vector<Cause>& causes, const Rules& rules,
                                const std::vector<std::string>& inputs) {
    std::vector<std::string> out;
    for (const CauseOf& one : Attribution(causes, rules.dependences, rules.measures).of(inputs))
        out.push_back(causes[one.cause].what);
    return out;
}

}  // namespace

TEST_CASE("a file that was renamed, or listed elsewhere, is the same") {
    const Edition base = small_edition();
    Edition next = base;
    next.inputs[0].path = "horaires-mars.zip";
    std::swap(next.inputs[0], next.inputs[1]);
    CHECK(causes_between(base, next).empty());
}

TEST_CASE("of several files of a kind, the one that changed is named") {
    Edition base = small_edition();
    base.inputs.push_back({"horaires", "train.zip", "t1", "2025"});
    Edition next = base;
    next.inputs.back() = {"horaires", "train.zip", "t2", "2026"};
    const auto causes = causes_between(base, next);
    REQUIRE(causes.size() == 1);
    CHECK(causes[0] ==
          Cause{Cause::Kind::source, "horaires", "train.zip", "train.zip", "2025", "2026"});
}

TEST_CASE("an input that came has no former file") {
    const Edition base = small_edition();
    Edition next = base;
    next.inputs.push_back({"coupures", "rues.osm", "r1"});
    const auto causes = causes_between(base, next);
    REQUIRE(causes.size() == 1);
    CHECK(causes[0].what == "coupures");
    CHECK(causes[0].base.empty());
    CHECK(causes[0].next == "rues.osm");
}

TEST_CASE("a figure hangs on what its inputs hang on, the nearest first") {
    const Rules rules = small_rules();
    const std::vector<Cause> causes{
        {Cause::Kind::source, "recensement", "a", "b"},
        {Cause::Kind::source, "horaires", "a", "b"},
        {Cause::Kind::source, "equipements", "a", "b"},
        {Cause::Kind::setting, "calcul.date", "1", "2"},
        {Cause::Kind::setting, "horaires[0].filtre.champ", "1", "2"},
        {Cause::Kind::reference, "geodata/reference/voirie.csv", "a", "b"}};
    CHECK(blamed(causes, rules, {"horaires", "carreaux"}) ==
          std::vector<std::string>{"horaires", "horaires[0].filtre.champ", "recensement",
                                   "calcul.date"});
    CHECK(blamed(causes, rules, {"rues"}) ==
          std::vector<std::string>{"geodata/reference/voirie.csv"});
}

TEST_CASE("a setting that nothing names may touch every figure; one that is named, its own") {
    const Rules rules = small_rules();
    const std::vector<Cause> causes{{Cause::Kind::setting, "territoire.tampon_m", "1", "2"},
                                    {Cause::Kind::setting, "calcul.poids.desserte", "1", "2"}};
    CHECK(blamed(causes, rules, {"rues"}) == std::vector<std::string>{"territoire.tampon_m"});
    CHECK(blamed(causes, rules, {"calcul.poids"}) ==
          std::vector<std::string>{"calcul.poids.desserte", "territoire.tampon_m"});
}
