// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/extent.hpp"

#include "engine/geo/measure.hpp"
#include "io/base/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;

namespace {

using test::rectangle;

/// Three areas of 100 m: inside the extent 0..250 × 0..100, half in it, outside; and a rate.
census::AreaTable three_areas() {
    census::AreaTable table;
    table.source = "iris";
    for (int i = 0; i < 3; ++i) {
        census::Area area;
        area.id = "A" + std::to_string(i);
        area.shape = rectangle(100 + 100 * i, 0, 200 + 100 * i, 100);
        table.areas.push_back(area);
    }
    table.counts.push_back(
        {{.id = "POP", .column = "P20_POP", .prefix = "P", .source = "rp"}, {80.0, 60.0, 40.0}});
    table.counts.push_back({{.id = "MEN", .column = "P20_MEN", .prefix = "P", .source = "rp"},
                            {Absence::secret, Absence::secret, 20.0}});
    table.rates.push_back(
        {{.id = "MED", .column = "DISP_MED20", .prefix = "", .source = "rp"}, {1.0, 2.0, 3.0}});
    return table;
}

const geo::MultiPolygon extent = rectangle(0, 0, 250, 100);

}  // namespace

TEST_CASE("areas keep of their people the share of the ground that the extent holds",
          "[io][pipeline][extent]") {
    std::vector<census::AreaTable> tables{three_areas()};
    Notices notices;
    io::cut_areas(tables, extent, notices);
    const census::AreaTable& kept = tables[0];
    REQUIRE(kept.areas.size() == 2);
    CHECK(kept.areas[census::AreaIdx{1}].id == "A1");
    CHECK(geo::area(kept.areas[census::AreaIdx{1}].shape).value() == Approx(50 * 100));
    CHECK(kept.counts[0].values == std::vector<Maybe<double>>{80.0, 60.0 / 2});
    CHECK(kept.counts[1].values[1].absence() == Absence::secret);
    CHECK(kept.rates[0].values == std::vector<Maybe<double>>{1.0, 2.0});  // never split
    CHECK(notices.count("zone_decoupee") == 2);                           // one cut, one gone
}

TEST_CASE("whole communes that are compared with are not cut", "[io][pipeline][extent]") {
    std::vector<census::AreaTable> tables{three_areas()};
    tables[0].references_only = true;
    Notices notices;
    io::cut_areas(tables, extent, notices);
    CHECK(tables[0].areas.size() == 3);
    CHECK(tables[0].counts[0].values[1] == 60.0);
    CHECK(notices.count("zone_decoupee") == 0);
}

TEST_CASE("perimeters are cut to the extent, those without a drawing stay",
          "[io][pipeline][extent]") {
    IndexedVector<PerimeterIdx, Perimeter> perimeters;
    for (const geo::MultiPolygon& shape :
         {rectangle(0, 0, 50, 50), rectangle(200, 0, 300, 100), rectangle(400, 0, 500, 100)}) {
        Perimeter perimeter;
        perimeter.id = "Q" + std::to_string(perimeters.size());
        perimeter.shape = shape;
        perimeters.push_back(perimeter);
    }
    Perimeter undrawn;
    undrawn.id = "Q3";
    perimeters.push_back(undrawn);
    io::RunConfig config;
    config.name = "essai";
    std::map<std::string, double> kept_share;
    Notices notices;
    io::cut_perimeters(perimeters, extent, config, kept_share, notices);
    REQUIRE(perimeters.size() == 3);
    CHECK(perimeters[PerimeterIdx{2}].id == "Q3");
    REQUIRE(kept_share.count("Q1") == 1);
    CHECK(kept_share["Q1"] == Approx(0.5));
    CHECK(kept_share.count("Q0") == 0);
    CHECK(notices.count("perimetre_decoupe") == 2);

    IndexedVector<PerimeterIdx, Perimeter> outside;
    Perimeter far;
    far.id = "loin";
    far.shape = rectangle(1000, 0, 1100, 100);
    outside.push_back(far);
    CHECK_THROWS_AS(io::cut_perimeters(outside, extent, config, kept_share, notices),
                    io::InputError);
}
