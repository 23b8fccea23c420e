// SPDX-License-Identifier: Apache-2.0
#include "engine/census/official.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

OfficialValue value(const char* column, Maybe<double> number, int vintage = 2022,
                    const char* table = "DEMO") {
    return {"QP059020", column, number, vintage, std::string("insee_") + table, table};
}

OfficialFormula column(const char* name, const char* table = "") {
    return {table, {{name}}};
}

}  // namespace

TEST_CASE("a column that two tables share is taken from the table that the formula names",
          "[census]") {
    // A: claimants in DEMO, job seekers of category A in IPRO.
    const std::vector<OfficialValue> values{value("A", 567.0), value("AM", 105.0),
                                            value("A", 152.0, 2022, "IPRO")};
    const OfficialTables tables(values);
    const auto find = [&](const OfficialFormula& formula) {
        return tables.find("QP059020", std::span(&formula, 1), 100);
    };
    CHECK(find(column("A", "DEMO"))->value == Maybe<double>(567.0));
    CHECK(find(column("A", "IPRO"))->value == Maybe<double>(152.0));
    CHECK(find(column("A", "IPRO"))->source == "insee_IPRO");
    CHECK(*find({"DEMO", {{"AM"}}, {{"A"}}})->value == Approx(100 * 105 / 567.0));
    CHECK(*find({"DEMO", {{"", 100}, {"AM", -1}}})->value == Approx(100 - 105));
    CHECK_FALSE(find({"IPRO", {{"AM"}}, {{"A"}}}));
    CHECK_FALSE(find(column("POP_MUN")));
    CHECK_FALSE(tables.find("QP059021", std::vector{column("A")}, 1));
}

TEST_CASE("terms of one formula never come from two editions", "[census]") {
    // The claimants of 2018 over the people of 2022 would be a rate of no year.
    const std::vector<OfficialValue> values{value("A", 515.0, 2018), value("AM", 107.0, 2018),
                                            value("A", 567.0, 2022)};
    const std::vector<OfficialFormula> share{{"", {{"AM"}}, {{"A"}}}};
    const auto found = OfficialTables(values).find("QP059020", share, 100);
    CHECK(*found->value == Approx(100 * 107 / 515.0));
    CHECK(found->vintage == 2018);
}

TEST_CASE("the newest value wins, a missing one only where there is none", "[census]") {
    const std::vector<OfficialValue> values{
        value("TX_F", 54.2, 2018), value("TX_F", 56.5, 2020), value("TX_F", Absence::secret, 2022),
        value("TX_ET", Absence::secret, 2018), value("TX_ET", Absence::non_disponible, 2022)};
    const OfficialTables tables(values);
    const auto sex = tables.find("QP059020", std::vector{column("TX_F")}, 1);
    CHECK(sex->value == Maybe<double>(56.5));
    CHECK(sex->vintage == 2020);
    // Asked beside figures of another year, the edition nearest to it that has a value.
    const auto near = [&](int year) {
        return tables.find("QP059020", std::vector{column("TX_F")}, 1, year)->vintage;
    };
    CHECK(near(2016) == 2018);
    CHECK(near(2018) == 2018);
    CHECK(near(2019) == 2020);  // of two as near, the later
    CHECK(near(2030) == 2020);  // 2022 is nearer, and has nothing to show
    const auto foreign = tables.find("QP059020", std::vector{column("TX_ET")}, 1);
    CHECK(foreign->value == Maybe<double>(Absence::non_disponible));
    CHECK(foreign->vintage == 2022);
    // Formulas are in order of preference within a year.
    const auto either = tables.find("QP059020", std::vector{column("TX_ET"), column("TX_F")}, 1);
    CHECK(either->value == Maybe<double>(56.5));
}

TEST_CASE("a quotient by nobody has no meaning, and keeps the reason of what is missing",
          "[census]") {
    const std::vector<OfficialValue> values{value("A", 0.0), value("AM", 0.0),
                                            value("AI", Absence::secret)};
    const OfficialTables tables(values);
    CHECK(
        tables.find("QP059020", std::vector{OfficialFormula{"", {{"AM"}}, {{"A"}}}}, 100)->value ==
        Maybe<double>(Absence::sans_objet));
    CHECK(
        tables.find("QP059020", std::vector{OfficialFormula{"", {{"AI"}}, {{"A"}}}}, 100)->value ==
        Maybe<double>(Absence::secret));
}

TEST_CASE("local figures of several communes add up, rates by their people", "[census]") {
    const std::vector<LocalValue> values{{"59014", "population", 13479.0, 2011, "contrat"},
                                         {"59079", "population", 6676.0, 2011, "contrat"},
                                         {"59014", "taux", 25.5, 2011, "contrat"},
                                         {"59014", "taux", 20.0, 2006, "ancien"},
                                         {"59079", "taux", 24.0, 2011, "contrat"},
                                         {"59014", "vieux", 1.0, 2011, "contrat"},
                                         {"59079", "vieux", 2.0, 2009, "contrat"},
                                         {"59112", "taux", 20.5, 2011, "contrat"}};
    const LocalFigures figures(values);
    CHECK(figures.find("59014", "taux")->value == Maybe<double>(25.5));
    CHECK_FALSE(figures.find("59079", "rien"));
    const std::vector<std::string> two{"59014", "59079"};
    CHECK(figures.together(two, "population", true)->value == Maybe<double>(13479.0 + 6676));
    const auto rate = figures.together(two, "taux", false);
    CHECK(*rate->value == Approx((25.5 * 13479 + 24 * 6676) / (13479 + 6676)));
    CHECK(rate->vintage == 2011);
    CHECK_FALSE(figures.together(two, "vieux", false));  // of two years
    // One of them without people, or without the figure: no mean of what is left.
    const std::vector<std::string> no_people{"59014", "59112"};
    CHECK_FALSE(figures.together(no_people, "taux", false));
    const std::vector<std::string> no_figure{"59014", "59153"};
    CHECK_FALSE(figures.together(no_figure, "population", true));
    const std::vector<std::string> one{"59112"};
    CHECK(figures.together(one, "taux", false)->value == Maybe<double>(20.5));
    CHECK_FALSE(figures.together({}, "taux", false));
}
