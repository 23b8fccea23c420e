// SPDX-License-Identifier: Apache-2.0
// Where residents go, facility by facility, beside what the layers of areas and of facilities say.
#include <map>
#include <string>

#include "engine/layers/layers.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

using Row = std::map<std::string, Value>;

std::vector<Row> rows_of(const std::vector<Table>& all, const std::string& name) {
    std::vector<Row> rows;
    for (const Table& table : all)
        if (table.name == name)
            for (const auto& values : table.rows) {
                Row& row = rows.emplace_back();
                for (std::size_t c = 0; c < values.size(); ++c)
                    row[table.columns[c].name] = values[c];
            }
    return rows;
}

double real(const Row& row, const std::string& column) {
    return std::get<double>(row.at(column));
}
std::int64_t whole(const Row& row, const std::string& column) {
    return std::get<std::int64_t>(row.at(column));
}
std::string text(const Row& row, const std::string& column) {
    return std::get<std::string>(row.at(column));
}

/// The canal town with a pharmacy at every fourth crossing, and a second quarter in the south.
std::vector<Table> town_of_pharmacies() {
    Inputs in = town({.canal = true, .footbridge = true});
    for (int y = 2; y < side; y += 4)
        for (int x = 2; x < side; x += 4) {
            access::Facility pharmacy;
            pharmacy.id = "p" + std::to_string(x) + "-" + std::to_string(y);
            pharmacy.category = access::CategoryIdx{0};
            pharmacy.at = {x * block, y * block};
            in.facilities.push_back(pharmacy);
        }
    Perimeter south = in.territory.perimeters[PerimeterIdx{0}];
    south.id = "QN09902N";
    south.code = PerimeterCode::parse("QN09902N");
    south.shape = square(300, 100, 400);
    in.territory.perimeters.push_back(south);
    return tables(analyse(std::move(in), settings()));
}

}  // namespace

TEST_CASE("the facilities of each lived area are those told one by one, and their visits add up",
          "[atlas]") {
    const std::vector<Table> all = town_of_pharmacies();
    const std::vector<Row> visited = rows_of(all, "frequentations");
    const std::vector<Row> areas = rows_of(all, "quartiers_vecus");
    REQUIRE(areas.size() == 6);  // two quarters, three levels
    for (const Row& area : areas) {
        INFO(text(area, "code") << " " << whole(area, "niveau"));
        double visits = 0;
        double share = 0;
        double ridden = 0;
        std::int64_t facilities = 0;
        for (const Row& row : visited)
            if (row.at("code") == area.at("code") &&
                whole(row, "niveau") <= whole(area, "niveau")) {
                visits += real(row, "visites");
                share += real(row, "part_visites");
                ridden += real(row, "visites_transports");
                ++facilities;
            }
        const double rounding = 0.0005 * static_cast<double>(facilities + 1);
        CHECK(facilities == whole(area, "equipements"));
        CHECK(visits == Approx(real(area, "visites")).margin(rounding));
        CHECK(ridden == Approx(real(area, "visites_transports")).margin(rounding));
        CHECK(share ==
              Approx(real(area, "visites") / real(area, "visites_totales")).margin(rounding));
    }
}

TEST_CASE("facilities are ranked from the most visited on, in each quarter", "[atlas]") {
    std::map<std::string, std::pair<std::int64_t, double>> last;
    for (const Row& row : rows_of(town_of_pharmacies(), "frequentations")) {
        const std::string code = text(row, "code");
        if (last.contains(code)) {
            CHECK(whole(row, "rang") == last[code].first + 1);
            CHECK(real(row, "visites") <= last[code].second);
        } else {
            CHECK(whole(row, "rang") == 1);
        }
        last[code] = {whole(row, "rang"), real(row, "visites")};
    }
    CHECK(last.size() == 2);
}

TEST_CASE("a facility has one public, whichever quarter looks at it", "[atlas]") {
    const std::vector<Table> all = town_of_pharmacies();
    std::map<std::string, Row> facilities;
    for (const Row& row : rows_of(all, "equipements")) facilities[text(row, "id")] = row;
    std::map<std::string, double> told;
    for (const Row& row : rows_of(all, "frequentations")) {
        const Row& facility = facilities.at(text(row, "equipement"));
        CHECK(row.at("part_residents_qp") == facility.at("part_residents_qp"));
        CHECK(row.at("majoritaire") == facility.at("majoritaire"));
        told[text(row, "equipement")] += real(row, "visites");
    }
    // Both quarters are of the priority geography and share no ground.
    for (const auto& [id, visits] : told)
        CHECK(visits <= real(facilities.at(id), "visites_residents_qp") + 0.0015);
}
