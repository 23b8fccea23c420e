// SPDX-License-Identifier: Apache-2.0
#include "io/init/arrange.hpp"

#include <toml++/toml.h>
#include <algorithm>

#include "io/config/parse_config.hpp"
#include "io/init/look.hpp"
#include "io/init/toml_words.hpp"
#include "io/init/write_plan.hpp"
#include "tests/io/init/small_files.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using namespace lisiere::tests;
using lisiere::io::init::Fate;

namespace {

const std::vector<init::Kind>& kinds() {
    static const std::vector<init::Kind> read = init::read_kinds();
    return read;
}

const std::vector<init::CatalogueEntry>& catalogue() {
    static const std::vector<init::CatalogueEntry> read = init::read_catalogue();
    return read;
}

init::Plan plan_of(const TempFolder& folder, const init::Wanted& wanted = {}) {
    const auto base = folder.path("t.toml").parent_path();
    return init::arrange(init::look(init::list_files({base}), kinds(), catalogue(), base, {}),
                         wanted, "mon_dossier", {});
}

const init::Item& item(const init::Plan& plan, const std::string& written) {
    const auto found = std::find_if(plan.items.begin(), plan.items.end(),
                                    [&](const init::Item& one) { return one.written == written; });
    REQUIRE(found != plan.items.end());
    return *found;
}

std::string key(const init::Item& item, const std::string& name) {
    for (const auto& [own, value] : item.keys)
        if (own == name) return value;
    return {};
}

const char* const old_quarter = R"("CODE_QP":"QP001001","NOM_QP":"Ici","COMMUNE_QP":"Là")";
const char* const new_quarter = R"("code_qp":"QN00101M","lib_qp":"Ici","lib_epci":"Pays d'ici")";

}  // namespace

TEST_CASE("with both generations, 2024 makes the perimeters and 2015 their lineage", "[init]") {
    const TempFolder folder;
    folder.write("ancien.geojson", squares({old_quarter}));
    folder.write("nouveau.geojson", squares({new_quarter}));
    folder.write("passage.csv", "qp2024;qp2015\nQN00101M;QP001001\n");
    const init::Plan plan = plan_of(folder);
    CHECK(item(plan, "ancien.geojson").section == "filiation");
    CHECK(item(plan, "nouveau.geojson").section == "perimetres");
    CHECK(item(plan, "passage.csv").taken());
    CHECK(plan.runs());
    CHECK(plan.name == "Pays d'ici");
    CHECK(plan.departements == std::vector<std::string>{"01"});
    CHECK(plan.school_zone == "A");
}

TEST_CASE("2015 alone makes the perimeters, and a passage table then serves nothing", "[init]") {
    const TempFolder folder;
    folder.write("ancien.geojson", squares({old_quarter}));
    folder.write("passage.csv", "qp2024;qp2015\nQN00101M;QP001001\n");
    const init::Plan plan = plan_of(folder);
    CHECK(item(plan, "ancien.geojson").section == "perimetres");
    CHECK(key(item(plan, "ancien.geojson"), "generation") == "2015");
    CHECK(item(plan, "passage.csv").fate == Fate::left);
    CHECK(plan.name == "Mon dossier");
}

TEST_CASE("one layer in two files is taken once, and told", "[init]") {
    const TempFolder folder;
    const std::string second = R"("code_qp":"QN00102M","lib_qp":"Là")";
    folder.write("a.geojson", squares({new_quarter}));
    folder.write("b.geojson", squares({new_quarter, second}));
    const init::Plan plan = plan_of(folder);
    CHECK(item(plan, "b.geojson").taken());  // it has all rows of the other
    CHECK(item(plan, "a.geojson").fate == Fate::left);
    CHECK(has(item(plan, "a.geojson").reason, "b.geojson"));
}

TEST_CASE("tables of two years are two tables", "[init]") {
    const TempFolder folder;
    folder.write("qpv.geojson", squares({old_quarter}));
    folder.write("DEMO_2018.csv", "CODGEO;LIBGEO;POP_MUN;TX_F\nQP001001;Ici;100;50\n");
    folder.write("DEMO_2022.csv", "CODGEO;LIBGEO;POP_MUN;TX_F\nQP001001;Ici;120;50\n");
    folder.write("copie_2022.csv", "CODGEO;LIBGEO;POP_MUN;TX_F\nQP001001;Ici;120;51\n");
    const init::Plan plan = plan_of(folder);
    CHECK(item(plan, "DEMO_2018.csv").taken());
    CHECK(item(plan, "DEMO_2018.csv").year == 2018);
    CHECK(item(plan, "DEMO_2018.csv").year_by_name);
    CHECK(item(plan, "DEMO_2022.csv").taken() != item(plan, "copie_2022.csv").taken());
}

TEST_CASE("of a national file, the perimeters where the other files are", "[init]") {
    const TempFolder folder;
    std::initializer_list<std::string> quarters{
        R"("CODE_QP":"QP001001","NOM_QP":"a")", R"("CODE_QP":"QP002001","NOM_QP":"b")",
        R"("CODE_QP":"QP003001","NOM_QP":"c")", R"("CODE_QP":"QP004001","NOM_QP":"d")",
        R"("CODE_QP":"QP005001","NOM_QP":"e")", R"("CODE_QP":"QP006001","NOM_QP":"f")"};
    folder.write("qpv.geojson", squares(quarters));  // from 3 to 8 degrees of longitude
    SECTION("found from the communes at hand") {
        folder.write("communes.geojson", squares({R"("INSEE_COM":"01001","NOM":"Ici")"}));
        const init::Plan plan = plan_of(folder);
        CHECK(key(item(plan, "qpv.geojson"), "filtre") ==
              R"({ champ = "CODE_QP", valeurs = ["QP001001"] })");
        CHECK(plan.departements == std::vector<std::string>{"01"});
    }
    SECTION("said by --departement") {
        init::Wanted wanted;
        wanted.departements = {"03"};
        CHECK(key(item(plan_of(folder, wanted), "qpv.geojson"), "filtre") ==
              R"({ champ = "CODE_QP", valeurs = ["QP003001"] })");
    }
    SECTION("all of them when nothing says where") {
        CHECK(key(item(plan_of(folder), "qpv.geojson"), "filtre").empty());
    }
}

TEST_CASE("one layer of another town moves nothing and is left", "[init]") {
    const TempFolder folder;
    folder.write("qpv.geojson", squares({old_quarter}));
    folder.write("communes.geojson", squares({R"("INSEE_COM":"01001","NOM":"Ici")"}));
    folder.write("iris.geojson", squares({R"("CODE_IRIS":"010010101","NOM_IRIS":"Ici")"}));
    std::string away = lines({R"("highway":"residential","name":"Rue")"});
    for (std::size_t at; (at = away.find(",46]")) != std::string::npos;)
        away.replace(at, 4, ",16]");
    folder.write("rues.geojson", away);
    const init::Plan plan = plan_of(folder);
    CHECK(item(plan, "qpv.geojson").taken());
    CHECK(item(plan, "communes.geojson").taken());
    CHECK(item(plan, "rues.geojson").fate == Fate::left);
    CHECK(has(item(plan, "rues.geojson").reason, "autre territoire"));
}

TEST_CASE("a table by IRIS needs contours with a code in common", "[init]") {
    const TempFolder folder;
    folder.write("qpv.geojson", squares({old_quarter}));
    folder.write("pop.csv", "IRIS;P21_POP\n010010101;10\n010010102;8\n");
    CHECK(item(plan_of(folder), "pop.csv").fate == Fate::left);
    folder.write("iris.geojson", squares({R"("CODE_IRIS":"010010101","NOM_IRIS":"Ici")"}));
    CHECK(item(plan_of(folder), "pop.csv").taken());
    folder.write("iris.geojson", squares({R"("CODE_IRIS":"590010101","NOM_IRIS":"Ici")"}));
    CHECK(has(item(plan_of(folder), "pop.csv").reason, "aucun code en commun"));
}

TEST_CASE("columns named by OpenStreetMap's keys become barriers and facilities by their words",
          "[init]") {
    const TempFolder folder;
    folder.write("qpv.geojson", squares({old_quarter}));
    folder.write("voies.geojson", lines({R"("highway":"residential","railway":"")",
                                         R"("highway":"motorway","railway":"rail")"}));
    const init::Plan plan = plan_of(folder);
    std::vector<std::string> sections;
    for (const init::Item& one : plan.items)
        if (one.written == "voies.geojson") sections.push_back(one.section + key(one, "nature"));
    std::sort(sections.begin(), sections.end());
    CHECK(sections ==
          std::vector<std::string>{"coupures\"autoroute\"", "coupures\"voie_ferree\"", "rues"});
}

TEST_CASE("whatever names say, what is written is a configuration", "[init]") {
    const TempFolder folder;
    folder.write("q\"p\\v.geojson",
                 squares({R"("code_qp":"QN00101M","lib_qp":"Ici","lib_epci":"A \" \n [x]")"}));
    folder.write("autre.geojson", squares({R"("rien":"é")"}));
    const init::Plan plan = plan_of(folder);
    const std::string text = init::to_toml(plan, catalogue(), "t.toml");
    INFO(text);
    const RunConfig config = parse_config(text, folder.path("t.toml"));
    CHECK(config.perimeters.size() == 1);
    CHECK(config.perimeters.front().generation == Generation::g2024);
    CHECK(init::comment("a\nb = 1") == "# a b = 1\n");
    CHECK(toml::parse("x = " + init::toml_text("\"\\\n\x01"))["x"].value<std::string>() ==
          "\"\\\n\x01");
}
