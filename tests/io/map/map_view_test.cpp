// SPDX-License-Identifier: Apache-2.0
#include "engine/core/error.hpp"
#include "io/map/map_frame.hpp"
#include "io/map/placed_rows.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("a view holds its content and its margin at a scale that reads well", "[io][map]") {
    const PageBox frame{10, 20, 160, 100};
    // 1,000 m and 2 × 300 m on 160 mm: 1:10,000 exactly.
    const MapView exact = view_of({0, 0, 1000, 100}, 300, frame);
    CHECK(exact.scale_denominator() == Approx(10000));
    CHECK(exact.ground.min_x == Approx(500 - 800));
    CHECK(exact.ground.max_y == Approx(50 + 500));
    // One metre more needs the next scale.
    CHECK(view_of({0, 0, 1001, 100}, 300, frame).scale_denominator() == Approx(12500));
    // A tall content is held by the height: (3,000 + 600) m on 100 mm.
    CHECK(view_of({0, 0, 10, 3000}, 300, frame).scale_denominator() == Approx(40000));
}

TEST_CASE("a view of any content holds it", "[io][map][property]") {
    for (int i = 1; i <= 300; ++i) {
        const double width = 3.7 * i * i;
        const double height = 90000.0 / i;
        const geo::Box content{650000, 6800000, 650000 + width, 6800000 + height};
        const MapView view = view_of(content, 100, {9, 26, 176, 130});
        CHECK(view.ground.min_x <= content.min_x - 100 + 1e-6);
        CHECK(view.ground.max_x >= content.max_x + 100 - 1e-6);
        CHECK(view.ground.min_y <= content.min_y - 100 + 1e-6);
        CHECK(view.ground.max_y >= content.max_y + 100 - 1e-6);
        CHECK(view.ground.width() / view.ground.height() == Approx(176.0 / 130));
    }
}

TEST_CASE("without content a view is a kilometre wide or high, never empty", "[io][map]") {
    const MapView view = view_of({}, 250, {0, 0, 100, 100});
    CHECK(view.ground.width() == Approx(1000));
}

TEST_CASE("a row is in a view when its shape is, not when it goes around it", "[io][map]") {
    Table table;
    table.geometry_type = GeometryType::multilinestring;
    table.rows.resize(3);
    table.geometries = {
        geo::MultiLineString{{{-10, -10}, {-10, 20}, {20, 20}}},  // an elbow around the box
        geo::MultiLineString{{{-5, 5}, {15, 5}}},                 // across it
        geo::Geometry{}};
    CHECK(PlacedRows(table).in({0, 0, 10, 10}) == std::vector<std::size_t>{1});
    const std::vector<Table> samples = tests::sample_tables();
    // The second perimeter has two parts: either of them is enough.
    CHECK(PlacedRows(samples[0]).in({737100, 7030100, 737200, 7030200}) ==
          std::vector<std::size_t>{1});
}

TEST_CASE("crumbs far away do not frame a shape, unless they hold what is asked", "[io][map]") {
    // 10,000 m² at home, two crumbs of 400 m² three kilometres away.
    const geo::MultiPolygon shape{tests::square(3000, 0, 20), tests::square(0, 0, 100),
                                  tests::square(3000, 3000, 20)};
    const geo::Point home{50, 50};
    const geo::Box near = main_bounds(shape, home, 0.85);  // 10,000 / 10,800 = 0.93
    CHECK(near.min_x == 0);
    CHECK(near.max_x == 100);
    CHECK(near.max_y == 100);
    const geo::Box more = main_bounds(shape, home, 0.95);  // 10,400 / 10,800 = 0.96
    CHECK(more.max_x == 3020);
    CHECK(more.max_y == 100);
    const geo::Box all = main_bounds(shape, home, 1);
    CHECK(all.max_x == 3020);
    CHECK(all.max_y == 3020);
    CHECK(main_bounds({}, home, 0.85).empty());
}

TEST_CASE("a place of the ground lies on the page where the frame says", "[io][map]") {
    const MapView view{{1000, 2000, 2000, 2500}, {10, 20, 100, 50}};
    const PagePoint corner = on_page({1000, 2500}, view);
    CHECK(corner.x == Approx(10));
    CHECK(corner.y == Approx(20));
    const PagePoint middle = on_page({1500, 2250}, view);
    CHECK(middle.x == Approx(10 + 50));
    CHECK(middle.y == Approx(20 + 25));
}
