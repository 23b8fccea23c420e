// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tests/examples/decoded.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::demo;

namespace {

double sum(const std::vector<Row>& table, const std::string& column) {
    double total = 0;
    for (const Row& row : table) total += std::stod(row.at(column));
    return total;
}

double number(const Row& row, const std::string& column) {
    return std::stod(row.at(column));
}

std::vector<Row> census(const char* file) {
    return rows(bytes_of(fresh() / file), ';');
}

}  // namespace

TEST_CASE("the people of the cells are the people of the IRIS", "[examples]") {
    const std::vector<Row> cells = layer_rows(fresh() / "carreaux_200m.gpkg");
    const std::vector<Row> population = census("base-ic-evol-struct-pop-2021.CSV");
    const std::vector<Row> housing = census("base-ic-logement-2021.CSV");
    CHECK(sum(cells, "ind") == Approx(sum(population, "P21_POP")).margin(0.01));
    CHECK(sum(population, "P21_POP") > 80000);
    // Imputed cells share the households of their group: decimals, rounded to three places, add up
    // all the same.
    CHECK(sum(cells, "men") == Approx(sum(housing, "P21_RP")).margin(0.5));
    CHECK(sum(cells, "men_prop") == Approx(sum(housing, "P21_RP_PROP")).margin(0.5));
    CHECK(sum(cells, "log_soc") == Approx(sum(housing, "P21_RP_LOCHLMV")).margin(0.5));
    CHECK(sum(cells, "ind_0_3") + sum(cells, "ind_4_5") + sum(cells, "ind_6_10") ==
          Approx(sum(population, "P21_POP0002") + sum(population, "P21_POP0305") +
                 sum(population, "P21_POP0610"))
              .margin(1));
}

TEST_CASE("about one populated cell in eight is imputed and no other has under 11 households",
          "[examples]") {
    const std::vector<Row> cells = layer_rows(fresh() / "carreaux_200m.gpkg");
    CHECK(cells.size() > 1400);
    CHECK(cells.size() < 1800);
    const double imputed = sum(cells, "i_est_200") / static_cast<double>(cells.size());
    CHECK(imputed > 0.08);
    CHECK(imputed < 0.16);
    for (const Row& cell : cells)
        if (cell.at("i_est_200") == "0") REQUIRE(number(cell, "men") >= 11);
}

TEST_CASE("a cell is the square that its name says", "[examples]") {
    for (const Row& cell : layer_rows(fresh() / "carreaux_200m.gpkg")) {
        const std::string& id = cell.at("idcar_200m");
        REQUIRE(id.starts_with("CRS3035RES200mN"));
        const std::size_t e = id.find('E', 15);
        const int north = std::stoi(id.substr(15, e - 15));
        const int east = std::stoi(id.substr(e + 1));
        REQUIRE(north % 200 == 0);
        REQUIRE(east % 200 == 0);
        REQUIRE(number(cell, "MINX") == east);
        REQUIRE(number(cell, "MINY") == north);
        REQUIRE(number(cell, "AREA") == Approx(200.0 * 200.0));
    }
}

TEST_CASE("in every IRIS the parts add up to the whole", "[examples]") {
    for (const Row& row : census("base-ic-evol-struct-pop-2021.CSV")) {
        const auto n = [&](const char* column) { return number(row, column); };
        REQUIRE(n("P21_POP") == n("P21_POPH") + n("P21_POPF"));
        REQUIRE(n("P21_POP") == n("P21_POP0002") + n("P21_POP0305") + n("P21_POP0610") +
                                    n("P21_POP1117") + n("P21_POP1824") + n("P21_POP2539") +
                                    n("P21_POP4054") + n("P21_POP5564") + n("P21_POP6579") +
                                    n("P21_POP80P"));
        REQUIRE(n("P21_POP") == n("P21_POP0014") + n("P21_POP1529") + n("P21_POP3044") +
                                    n("P21_POP4559") + n("P21_POP6074") + n("P21_POP75P"));
        double classes = 0;
        for (int k = 1; k <= 8; ++k) classes += n(("C21_POP15P_CS" + std::to_string(k)).c_str());
        REQUIRE(classes == n("C21_POP15P"));
    }
    for (const Row& row : census("base-ic-activite-residents-2021.CSV")) {
        const auto n = [&](const char* column) { return number(row, column); };
        REQUIRE(n("P21_ACT1564") == n("P21_ACTOCC1564") + n("P21_CHOM1564"));
        REQUIRE(n("P21_POP1564") == n("P21_ACT1564") + n("P21_INACT1564"));
        REQUIRE(n("P21_CHOM1564") == n("P21_HCHOM1564") + n("P21_FCHOM1564"));
        REQUIRE(n("C21_ACTOCC15P") == n("C21_ACTOCC15P_PAS") + n("C21_ACTOCC15P_MAR") +
                                          n("C21_ACTOCC15P_VELO") + n("C21_ACTOCC15P_2ROUESMOT") +
                                          n("C21_ACTOCC15P_VOIT") + n("C21_ACTOCC15P_TCOM"));
    }
    for (const Row& row : census("base-ic-logement-2021.CSV")) {
        const auto n = [&](const char* column) { return number(row, column); };
        REQUIRE(n("P21_LOG") == n("P21_RP") + n("P21_RSECOCC") + n("P21_LOGVAC"));
        REQUIRE(n("P21_LOG") == n("P21_MAISON") + n("P21_APPART"));
        REQUIRE(n("P21_RP") == n("P21_RP_PROP") + n("P21_RP_LOC") + n("P21_RP_GRAT"));
    }
    for (const Row& row : census("base-ic-couples-familles-menages-2021.CSV")) {
        const auto n = [&](const char* column) { return number(row, column); };
        REQUIRE(n("C21_MEN") == n("C21_MENPSEUL") + n("C21_MENSFAM") + n("C21_MENFAM"));
        REQUIRE(n("C21_FAM") == n("C21_COUPAENF") + n("C21_COUPSENF") + n("C21_FAMMONO"));
        REQUIRE(n("C21_FAM") == n("C21_NE24F0") + n("C21_NE24F1") + n("C21_NE24F2") +
                                    n("C21_NE24F3") + n("C21_NE24F4P"));
    }
}

TEST_CASE("the priority quarters are poorer than the rest of the town", "[examples]") {
    std::map<std::string, double> poverty;
    for (const Row& row : census("BASE_TD_FILO_DISP_IRIS_2021.csv")) {
        std::string value = row.at("DISP_TP6021");
        if (value == "ns" || value == "nd") continue;
        value[value.find(',')] = '.';
        poverty[row.at("IRIS")] = std::stod(value);
    }
    CHECK(poverty.size() < census("BASE_TD_FILO_DISP_IRIS_2021.csv").size());  // some are secret
    CHECK(poverty.at("990010111") > 35);                                       // Hautes-Bornes Est
    CHECK(poverty.at("990030103") > 35);                                       // Rive-Neuve Est
    CHECK(poverty.at("990010101") < 25);                                       // Centre-Halles
}
