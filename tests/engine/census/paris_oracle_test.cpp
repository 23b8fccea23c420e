// SPDX-License-Identifier: Apache-2.0
// Real layers of Paris against what others computed from them; skipped where they are not at hand.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/census/apportion.hpp"
#include "io/base/csv.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/real_layers.hpp"

using namespace lisiere;
using namespace lisiere::census;

namespace {

bool absent(const std::string& folder) {
    if (std::filesystem::exists(test::real_data() / folder)) return false;
    WARN("données réelles absentes : LISIERE_REAL_DATA/" + folder);
    return true;
}

/// Columns of a table by row id.
std::map<std::string, std::vector<Maybe<double>>> table(const std::string& file,
                                                        const std::string& id,
                                                        const std::vector<std::string>& columns) {
    const io::CsvTable csv = io::read_csv_table((test::real_data() / file).string());
    std::map<std::string, std::vector<Maybe<double>>> result;
    for (const auto& row : csv.rows)
        for (const std::string& column : columns)
            result[row[csv.require(id)]].push_back(
                io::parse_number(row[csv.require(column)]).value_or(Absence::non_disponible));
    return result;
}

}  // namespace

TEST_CASE("the counts of 992 IRIS given to 867 polling stations are those expected",
          "[census][real]") {
    if (absent("oracles")) return;
    std::vector<std::string> columns{"C11_POP15P"};
    for (int i = 1; i <= 8; ++i) columns.push_back(fmt::format("C11_POP15P_CS{}", i));
    const test::RealLayer iris = test::real_layer("oracles/ParisIris.gpkg", "DCOMIRIS");
    const test::RealLayer stations =
        test::real_layer("oracles/ParisPollingStations2012.gpkg", "ID");
    const auto counts = table("oracles/RP_2011_CS8_Paris.csv", "IRIS", columns);
    const auto expected = table("oracles/CS_ParisPollingStations.csv", "ID", columns);
    REQUIRE(iris.shapes.size() == 992);
    REQUIRE(stations.shapes.size() == 867);

    const OverlapMatrix matrix = overlap(iris.shapes, stations.shapes, {2});
    double largest = 0;
    for (std::size_t k = 0; k < columns.size(); ++k) {
        CountColumn column{Variable{columns[k], columns[k], "C", 2011, "rp"}, {}};
        for (const std::string& id : iris.ids) column.values.push_back(counts.at(id)[k]);
        const std::vector<Estimate> estimates = apportion_by_area(matrix, column);
        for (std::size_t t = 0; t < stations.ids.size(); ++t) {
            const double wanted = expected.at(stations.ids[t])[k].value();
            const double found = estimates[t].value.value();
            const double difference =
                wanted == 0 ? std::abs(found) : std::abs(found - wanted) / std::abs(wanted);
            largest = std::max(largest, difference);
        }
    }
    INFO("largest relative difference " << largest);
    CHECK(largest < 1e-7);
}

TEST_CASE("plain area weighting undercounts the priority quarters of Paris by a sixth",
          "[census][real]") {
    // People covered by family benefits: known by IRIS and, officially, by quarter.
    if (absent("paris")) return;
    const test::RealLayer iris = test::real_layer("paris/iris_paris_rp2016_l93.gpkg", "CODE_IRIS");
    const test::RealLayer quarters = test::real_layer("paris/qpv2015_paris_l93.gpkg", "CODE_QP");
    const auto by_iris = table("paris/iris_CAF_2016.csv", "CODGEO", {"PERCOU"});
    const auto official = table("paris/qpv_DEMO_2018.csv", "CODGEO", {"PERCOU"});
    CountColumn covered{Variable{"PERCOU", "PERCOU", "", 2016, "caf"}, {}};
    for (const std::string& id : iris.ids)
        covered.values.push_back(by_iris.count(id) == 1 ? by_iris.at(id).front()
                                                        : Absence::non_disponible);

    const auto estimates = apportion_by_area(overlap(iris.shapes, quarters.shapes), covered,
                                             {.missing_tolerance = 0.2});
    double estimated = 0;
    double published = 0;
    for (std::size_t q = 0; q < quarters.ids.size(); ++q) {
        estimated += estimates[q].value.value();
        published += official.at(quarters.ids[q]).front().value();
    }
    INFO("estimated " << estimated << " of " << published);
    CHECK(quarters.ids.size() == 20);
    CHECK(estimated / published - 1 == Approx(-0.167).margin(0.001));
}
