// SPDX-License-Identifier: Apache-2.0
#include "io/map/number_places.hpp"

#include <rapidcheck/catch.h>

#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

constexpr PageBox frame{10, 10, 160, 120};
constexpr double disc = 3.6;

bool overlap(const PagePoint& a, const PagePoint& b) {
    return std::abs(a.x - b.x) < disc && std::abs(a.y - b.y) < disc;
}

std::vector<NumberPlace> place(const MapView& view, const std::vector<geo::MultiPolygon>& shapes,
                               std::span<const PageBox> reserved = {}) {
    std::vector<const geo::MultiPolygon*> areas;
    for (const geo::MultiPolygon& shape : shapes) areas.push_back(&shape);
    return place_numbers(view, areas, disc, reserved);
}

}  // namespace

TEST_CASE("a large area holds its number, a small one has it beside, on a line", "[io][map]") {
    const MapView view = view_of({0, 0, 8000, 6000}, 0, frame);
    const std::vector<geo::MultiPolygon> shapes{
        {tests::square(1000, 1000, 2000)}, {tests::square(6000, 3000, 100)}, {}};
    const std::vector<NumberPlace> places = place(view, shapes);
    REQUIRE(places.size() == 2);
    CHECK_FALSE(places[0].apart);
    CHECK(places[1].apart);
    // Off the perimeter: 100 m are 2 mm at this scale.
    const PagePoint middle = on_page({6050, 3050}, view);
    CHECK(std::hypot(places[1].at.x - middle.x, places[1].at.y - middle.y) > disc / 2);
}

TEST_CASE("every area on the map has its number, whole in the frame, and none lies on another",
          "[io][map][property]") {
    rc::prop("numbers", [] {
        const auto count = *rc::gen::inRange(1, 40);
        std::vector<geo::MultiPolygon> shapes;
        for (int i = 0; i < count; ++i)
            shapes.push_back({tests::square(*rc::gen::inRange(0, 7000), *rc::gen::inRange(0, 5500),
                                            *rc::gen::inRange(20, 900))});
        const MapView view = view_of({0, 0, 8000, 6500}, 100, frame);
        const PageBox reserved[] = {{10, 10, 16, 18}};
        const std::vector<NumberPlace> places = place(view, shapes, reserved);
        RC_ASSERT(places.size() == shapes.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            RC_ASSERT(places[i].at.x >= frame.x + disc / 2);
            RC_ASSERT(places[i].at.x <= frame.right() - disc / 2);
            RC_ASSERT(places[i].at.y >= frame.y + disc / 2);
            RC_ASSERT(places[i].at.y <= frame.bottom() - disc / 2);
            for (std::size_t j = 0; j < i; ++j) RC_ASSERT(!overlap(places[i].at, places[j].at));
        }
    });
}
