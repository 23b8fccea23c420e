// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/kept_scenarios.hpp"

#include <atomic>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "io/atelier/scenario_request.hpp"
#include "io/config/scenario_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/hamlet.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::tests;
using Catch::Matchers::Contains;
using Json = nlohmann::ordered_json;

namespace {

struct Beside {
    Scratch scratch;
    std::filesystem::path configuration = write_hamlet(scratch);
    io::KeptScenarios kept{configuration, "l'édition du 2026-12-01"};

    std::string text() const { return scratch.read("t.scenarios.toml"); }
};

io::ScenarioSpec footbridge(const std::string& name, const std::string& end = "2.996 46.496") {
    const Json way{{"trace", "LINESTRING (2.992 46.492, " + end + ")"}, {"nature", "footway"}};
    return io::parse_request(
        Json{{"nom", name}, {"titre", "Passerelle " + end}, {"voies", Json::array({way})}}.dump());
}

}  // namespace

TEST_CASE("what is kept is read with the configuration, as it was drawn", "[atelier]") {
    const Beside beside;
    CHECK(beside.kept.all().empty());
    REQUIRE(beside.kept.keep(footbridge("a"), std::nullopt).kept);
    REQUIRE(beside.kept.keep(footbridge("b"), std::nullopt).kept);
    const std::vector<io::ScenarioSpec> read = io::read_config(beside.configuration).scenarios;
    REQUIRE(read.size() == 2);
    CHECK(io::to_toml(read[0]) == io::to_toml(footbridge("a")));
    CHECK(read[1].name == "b");
    CHECK_THAT(beside.text(),
               Contains("# Enregistré par l'atelier, sur l'édition du 2026-12-01.\n[[scenarios]]"));
    const Json all = beside.kept.all();
    CHECK(all[0].at("garde") == true);
    CHECK(all[0].at("scenario").at("voies")[0].at("trace") ==
          "LINESTRING (2.992 46.492, 2.996 46.496)");
}

TEST_CASE("a name that is taken is told, and replaced only by who has seen what is there",
          "[atelier]") {
    const Beside beside;
    REQUIRE(beside.kept.keep(footbridge("a"), std::nullopt).kept);
    beside.scratch.write("t.scenarios.toml", "# Ma liste\n\n" + beside.text() +
                                                 "\n# Pour le conseil de mars\n" +
                                                 io::to_toml(footbridge("b")));
    const std::string before = beside.text();
    const io::ScenarioSpec other = footbridge("a", "2.996 46.5");
    const auto told = beside.kept.keep(other, std::nullopt);
    REQUIRE_FALSE(told.kept);
    CHECK(told.existing.at("titre") == "Passerelle 2.996 46.496");
    CHECK_FALSE(beside.kept.keep(other, std::string("une autre")).kept);
    CHECK(beside.text() == before);
    REQUIRE(beside.kept.keep(other, told.existing.at("empreinte").get<std::string>()).kept);
    CHECK_FALSE(beside.kept.keep(footbridge("a"), told.existing.at("empreinte").get<std::string>())
                    .kept);  // what was seen is no longer there
    CHECK_THAT(beside.text(), Contains("# Ma liste\n\n# Enregistré"));
    CHECK_THAT(beside.text(), Contains("\n# Pour le conseil de mars\n[[scenarios]]"));
    const std::vector<io::ScenarioSpec> read = io::read_config(beside.configuration).scenarios;
    REQUIRE(read.size() == 2);
    CHECK(io::to_toml(read[0]) == io::to_toml(other));
    CHECK(io::to_toml(read[1]) == io::to_toml(footbridge("b")));
}

TEST_CASE("what is listed says on which edition it was drawn, where its comment does",
          "[atelier]") {
    const Beside beside;
    REQUIRE(beside.kept.keep(footbridge("a"), std::nullopt).kept);
    beside.scratch.write("t.scenarios.toml", beside.text() + "\n# Pour le conseil de mars\n" +
                                                 io::to_toml(footbridge("b")));
    beside.scratch.write("t.toml",
                         beside.scratch.read("t.toml") + "\n" + io::to_toml(footbridge("c")));
    std::map<std::string, Json> editions;
    for (const auto& one : beside.kept.all()) editions[one.at("nom")] = one.at("edition");
    REQUIRE(editions.size() == 3);
    CHECK(editions.at("a") == "l'édition du 2026-12-01");
    CHECK(editions.at("b").is_null());
    CHECK(editions.at("c").is_null());
}

TEST_CASE("a scenario of the configuration itself is never written over", "[atelier]") {
    const Beside beside;
    beside.scratch.write("t.toml",
                         beside.scratch.read("t.toml") + "\n" + io::to_toml(footbridge("a")));
    const auto told = beside.kept.keep(footbridge("a", "2.996 46.5"), std::nullopt);
    REQUIRE_FALSE(told.kept);
    CHECK(told.existing.at("garde") == false);
    CHECK_FALSE(
        beside.kept
            .keep(footbridge("a", "2.996 46.5"), told.existing.at("empreinte").get<std::string>())
            .kept);
    // Written there by hand, it is a mistake that says where it is.
    beside.scratch.write("t.scenarios.toml", io::to_toml(footbridge("a")));
    CHECK_THROWS_WITH(io::read_config(beside.configuration),
                      Contains("t.scenarios.toml") && Contains("un nom par scénario"));
}

TEST_CASE("of many who keep at once none is lost, and of one name the first stays", "[atelier]") {
    const Beside beside;
    std::atomic<int> first{0};
    std::vector<std::thread> all;
    for (int i = 0; i < 6; ++i)
        all.emplace_back([&, i] {
            const io::KeptScenarios own(beside.configuration, "l'édition du 2026-12-01");
            if (own.keep(footbridge("meme"), std::nullopt).kept) ++first;
            own.keep(footbridge("autre-" + std::to_string(i)), std::nullopt);
        });
    for (std::thread& one : all) one.join();
    CHECK(first == 1);
    CHECK(io::read_config(beside.configuration).scenarios.size() == 7);
}
