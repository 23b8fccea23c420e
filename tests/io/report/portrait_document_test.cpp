// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/files.hpp"
#include "io/style/xml.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using Json = nlohmann::ordered_json;

namespace {

struct Edition {
    std::vector<Table> tables{
        tests::table_of(
            "perimetres",
            {{"code", ColumnType::text},
             {"nom_qp", ColumnType::text},
             {"communes", ColumnType::text},
             {"statut", ColumnType::text},
             {"population", ColumnType::integer},
             {"population_methode", ColumnType::text},
             {"part_couverte", ColumnType::real}},
            {{std::string("QN05901A"), std::string("L'Épine"), std::string("59001"),
              std::string("officiel"), std::int64_t{12345}, std::string("officiel"), 1.0},
             {std::string("VA-1"), std::string("Verrerie"), std::string("59001"),
              std::string("local"), std::int64_t{800}, std::string("grille"), 0.05}}),
        tests::table_of("composantes",
                        {{"code", ColumnType::text},
                         {"composante", ColumnType::text},
                         {"libelle", ColumnType::text},
                         {"valeur", ColumnType::real},
                         {"unite", ColumnType::text},
                         {"rang_centile", ColumnType::real}},
                        {{std::string("QN05901A"), std::string("coupures"),
                          std::string("détour <médian>"), 1.6712, std::string("–"), 91.24},
                         {std::string("VA-1"), std::string("coupures"),
                          std::string("détour <médian>"), 2.5, std::string("–"), 99.0}})};
    std::map<std::string, std::string> communes{{"59001", "Anzin"}};
    ReportSettings settings = read_report_settings(data_folder() / "styles");
    ColumnTexts texts =
        read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
    ReportEdition told{"Essai", "1.2.3", "fr", tables, texts, settings, communes};
};

std::vector<std::string> keys_of(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.push_back(key);
    std::sort(keys.begin(), keys.end());
    return keys;
}

}  // namespace

TEST_CASE("a document may ask for the names that are announced, and for no other", "[io][report]") {
    const Edition edition;
    const PortraitDocuments documents(edition.told, "12 mars 2026");
    REQUIRE(documents.codes() == std::vector<std::string>{"QN05901A", "VA-1"});
    const Json data = documents.data(0);
    CHECK(keys_of(data) == keys_of(every_name_of_a_portrait()));
    REQUIRE_FALSE(data["tableaux"].empty());
    CHECK(keys_of(data["tableaux"][0]) == keys_of(every_name_of_a_portrait()["tableaux"][0]));
}

TEST_CASE("every cell of a document is a cell of the report, of that perimeter and of no other",
          "[io][report]") {
    const Edition edition;
    const PortraitDocuments documents(edition.told, "");
    const std::string html = html_report(edition.told);
    std::size_t cells = 0;
    for (std::size_t one = 0; one < documents.size(); ++one) {
        const std::size_t start = html.find(fmt::format("<h2 id=\"{}\"", documents.codes()[one]));
        REQUIRE(start != std::string::npos);
        const std::string portrait = html.substr(start, html.find("</section>", start) - start);
        const Json data = documents.data(one);
        for (const Json& table : data["tableaux"])
            for (const Json& line : table["lignes"])
                for (const Json& cell : line["cellules"]) {
                    INFO(cell);
                    CHECK(portrait.find(fmt::format(
                              ">{}<", escaped_xml(cell.get<std::string>()))) != std::string::npos);
                    ++cells;
                }
    }
    CHECK(cells >= 8);
    CHECK(documents.data(0)["tableaux"].dump().find("91,2") != std::string::npos);
    CHECK(documents.data(1)["tableaux"].dump().find("91,2") == std::string::npos);
}

TEST_CASE("a part is never told as the whole, nor an estimate as official; no date leaves no gap",
          "[io][report]") {
    const Edition edition;
    const PortraitDocuments documents(edition.told, "");
    const Json whole = documents.data(0);
    const Json part = documents.data(1);
    CHECK(whole["avertissements"].dump().find("partie couverte") == std::string::npos);
    CHECK(part["avertissements"].dump().find("partie couverte, 5") != std::string::npos);
    CHECK(whole["tete"].dump().find("estimation") == std::string::npos);
    CHECK(part["tete"].dump().find("estimation") != std::string::npos);
    CHECK(whole["pied"] == "Essai · L'Épine · Lisière 1.2.3");
    CHECK(PortraitDocuments(edition.told, "2026").data(0)["pied"] ==
          "Essai · L'Épine · 2026 · Lisière 1.2.3");
}
