// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_local.hpp"

#include <span>

#include "io/layers/read_epci.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

std::vector<Commune> communes() {
    return {{"59014", "Anzin", "", {}, ""},
            {"59153", "Condé-sur-l'Escaut", "200042190", {}, ""},
            {"59112", "Bruay-sur-l’Escaut", "", {}, ""},
            {"59001", "Saint-Martin", "", {}, ""},
            {"59002", "Saint-Martin", "", {}, ""}};
}

census::IndicatorDefinition indicator(const std::string& id, const std::string& unit) {
    census::IndicatorDefinition made;
    made.id = id;
    made.unit = unit;
    return made;
}

std::vector<census::IndicatorDefinition> kit() {
    return {indicator("population", "habitants"), indicator("taux_chomage_15_64", "%"),
            indicator("part_caf_50", "%")};
}

CensusSpec long_table(const std::filesystem::path& file) {
    CensusSpec spec = spec_of<CensusSpec>(file, "recensement[0]");
    spec.scale = "commune";
    spec.long_form = true;
    spec.vintage = 2015;
    spec.indicators = {{"unemployment", "taux_chomage_15_64"}};
    return spec;
}

/// A table in the long form with these rows.
std::string rows(std::initializer_list<const char*> lines) {
    std::string text = "territory,indicator,value,unit,year\n";
    for (const char* line : lines) text.append(line).append("\n");
    return text;
}

}  // namespace

TEST_CASE("a year is found in a date, the last one wins, a long number is none", "[io][gdal]") {
    CHECK(year_in("31/12/2013") == 2013);
    CHECK(year_in("2011") == 2011);
    CHECK(year_in("2009-2014") == 2014);
    CHECK(year_in("2014T4") == 2014);
    CHECK(year_in("not stated") == 0);
    CHECK(year_in("59014") == 0);
    CHECK(year_in("0245") == 0);
    CHECK(year_in("") == 0);
}

TEST_CASE("names are compared without case, accents, hyphens nor apostrophes", "[io][gdal]") {
    CHECK(folded_name("Condé-sur-l'Escaut") == "conde sur l escaut");
    CHECK(folded_name("CONDÉ SUR L’ESCAUT") == "conde sur l escaut");
    CHECK(folded_name("Œuf  à  l'Ÿ") == "oeuf a l y");
    CHECK(folded_name("") == "");
    CHECK(folded_name("a\xC3") == "a");  // cut in the middle of a letter
}

TEST_CASE("a local document gives communes its figures, by code or by name, each of its own year",
          "[io][gdal]") {
    const TempFolder folder;
    const auto file = folder.write(
        "contrat.csv", rows({"Anzin,population,13479,inhabitants,2011",
                             "Anzin,unemployment,\"25,5\",% (census definition),2011",
                             "CONDE SUR L'ESCAUT,part_caf_50,41.9,% of claimants,31/12/2013",
                             "59112,population,12122,inhabitants,not stated"}));
    Notices notices;
    const auto places = communes();
    const auto values = read_local(long_table(file), places, kit(), notices);
    REQUIRE(values.size() == 4);
    CHECK(values[0].territory == "59014");
    CHECK(values[0].value == Maybe<double>(13479.0));
    CHECK(values[0].source == "essai");
    CHECK(values[1].indicator == "taux_chomage_15_64");
    CHECK(values[1].value == Maybe<double>(25.5));
    CHECK(values[2].territory == "59153");
    CHECK(values[2].vintage == 2013);
    CHECK(values[3].vintage == 2015);  // not stated: the year declared
    CHECK(notices.items().empty());
}

TEST_CASE("rows that do not serve are told, each for its reason", "[io][gdal]") {
    const TempFolder folder;
    const auto file = folder.write(
        "contrat.csv",
        rows({"Anzin,population,13479,inhabitants,2011", "Anzin,population,13480,inhabitants,2011",
              "Anzin,population,13479,inhabitants,2011",
              "Saint-Martin,population,5,inhabitants,2011",
              "Onnaing; Vicq,population,5,inhabitants,2011", "Anzin,unemployment,25.5,persons,2011",
              "Anzin,population,25.5,% of all,2011", "Anzin,park_area,3,m2,2011",
              "Anzin,unemployment,11-17,%,2011"}));
    Notices notices;
    const auto places = communes();
    const auto values = read_local(long_table(file), places, kit(), notices);
    REQUIRE(values.size() == 1);
    CHECK(values[0].value == Maybe<double>(13479.0));
    CHECK(notices.count("valeur_locale_en_double") == 1);
    CHECK(notices.count("territoire_local_inconnu") == 2);  // a name of two communes is no name
    CHECK(notices.count("unite_locale_differente") == 2);
    CHECK(notices.count("indicateur_local_sans_correspondance") == 1);
    CHECK(notices.count("nombre_illisible") == 1);

    CensusSpec spec = long_table(file);
    spec.indicators = {{"unemployment", "taux_chomage_15_46"}};
    const std::string message =
        message_of<ConfigError>([&] { (void)read_local(spec, places, kit(), notices); });
    CHECK(has(message, "taux_chomage_15_46"));
    CHECK(has(message, "« taux_chomage_15_64 »"));
    const auto none = folder.write("rien.csv", rows({"Lille,population,1,,2011"}));
    CHECK(has(
        message_of<InputError>([&] { (void)read_local(long_table(none), places, kit(), notices); }),
        "aucune valeur qui serve"));
}

TEST_CASE("rows about one EPCI take the number that is declared", "[io][gdal]") {
    const TempFolder folder;
    CensusSpec spec = long_table(
        folder.write("epci.csv", rows({"Valenciennes Métropole,unemployment,15.2,%,2014"})));
    spec.scale = "epci";
    spec.territory = "245901160";
    Notices notices;
    const auto places = communes();
    const auto values = read_local(spec, places, kit(), notices);
    REQUIRE(values.size() == 1);
    CHECK(values[0].territory == "245901160");
}

TEST_CASE("a table of memberships gives communes their EPCI", "[io][gdal]") {
    const TempFolder folder;
    LayerSpec spec =
        spec_of<LayerSpec>(folder.write("EPCI_2020.csv",
                                        "\xEF\xBB\xBF"
                                        "CODGEO;LIBGEO;EPCI;LIBEPCI\n"
                                        "59014;Anzin;245901160;CAVM\n59153;Condé;245901160;CAVM\n"
                                        "1001;Ain;200069193;Dombes\n"),
                           "epci[0]");
    Notices notices;
    std::vector<Commune> places = communes();
    const EpciSizes sizes = join_epci(spec, places, notices);
    // Of how many communes each is made, those of this run or not.
    CHECK(sizes == EpciSizes{{"245901160", 2}, {"200069193", 1}});
    CHECK(places[0].epci == "245901160");
    CHECK(places[1].epci == "245901160");
    CHECK(notices.count("epci_different") == 1);
    CHECK(notices.count("commune_sans_epci") == 3);
    CHECK(notices.count("zero_retabli") == 1);
    std::vector<Commune> elsewhere{{"75056", "Paris", "", {}, ""}};
    CHECK(has(message_of<InputError>([&] { join_epci(spec, elsewhere, notices); }), "75056"));
}

TEST_CASE("contours tell the communes of an EPCI that the filter leaves out", "[io][gdal]") {
    const TempFolder folder;
    std::string features;
    for (const char* row :
         {R"("code":"59001","nom":"a","epci":"200")", R"("code":"59002","nom":"b","epci":"200")",
          R"("code":"59003","nom":"c","epci":"300")"})
        features += std::string(features.empty() ? "" : ",") +
                    R"({"type":"Feature","properties":{)" + row +
                    R"(},"geometry":{"type":"Polygon","coordinates":)"
                    "[[[3,50],[3.01,50],[3.01,50.01],[3,50.01],[3,50]]]}}";
    LayerSpec spec = spec_of<LayerSpec>(
        folder.write("communes.geojson",
                     R"({"type":"FeatureCollection","features":[)" + features + "]}"),
        "communes[0]");
    spec.filter_field = "code";
    spec.filter_values = {"59001"};
    const std::vector<Commune> kept{{"59001", "a", "200", {}, ""}};
    CHECK(epci_in_contours(std::span(&spec, 1), kept) == EpciSizes{{"200", 2}, {"300", 1}});
    // A file that holds no more than was read may itself be an extract: nobody said.
    const std::vector<Commune> all{{"59001", "a", "200", {}, ""},
                                   {"59002", "b", "200", {}, ""},
                                   {"59003", "c", "300", {}, ""}};
    CHECK(epci_in_contours(std::span(&spec, 1), all).empty());
    const std::vector<Commune> without{{"59001", "a", "", {}, ""}};
    CHECK(epci_in_contours(std::span(&spec, 1), without).empty());
}
