// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/pedshed.hpp"

#include <cmath>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/reach.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::cut_at;
using test::GridTown;
using test::tied;

/// The same by polygons: the buffer of the stretches, cut to the disc.
double exact_share(const street::StreetGraph& graph, const street::Snap& from,
                   const PedshedOptions& options) {
    street::Reach reach(graph);
    const auto limit = static_cast<street::Cost>(options.limit.count() * 60000);
    reach.run(from, limit);
    geo::MultiLineString lines;
    for (const street::ReachedStretch& stretch : street::reached_stretches(reach, limit))
        lines.push_back(street::stretch_line(graph, stretch));
    const double radius = options.limit.count() / 60 * options.reference_kmh * 1000;
    const std::vector<geo::Point> centre{from.at};
    const geo::MultiPolygon disc = geo::buffer_points(centre, Metres{radius}, 64);
    return geo::intersection_area(geo::buffer_lines(lines, options.width, 16), disc).value() /
           geo::area(disc).value();
}

}  // namespace

TEST_CASE("the pedshed agrees with the buffered polygon within 2 % of the disc", "[enclavement]") {
    for (const double block : {60.0, 137.0, 310.0}) {
        GridTown town{.side = 41, .block_m = block};
        town.keep = cut_at(230, {block * 2});
        const street::StreetGraph graph = town.graph();
        const auto ties = tied(graph, {{0, 0}, {33, -140}, {160, 500}});
        const CellMeasure measure = pedshed(graph, ties, {}, {});
        for (std::size_t i = 0; i < ties.size(); ++i)
            CHECK(*measure.values[i] == Approx(exact_share(graph, *ties[i], {})).margin(0.02));
    }
}

TEST_CASE("on a fine grid the pedshed is that of a square on its corner", "[enclavement]") {
    const GridTown town{.side = 61, .block_m = 50};
    const street::StreetGraph graph = town.graph();
    const CellMeasure measure = pedshed(graph, tied(graph, {{0, 0}}), {}, {});
    // |x| + |y| <= r has area 2 r²; a rim of 50 m is added: (r + 50 √2)² × 2 but for the parts off
    // the disc.
    const double r = 1200;
    CHECK(*measure.values[0] > 2 / std::acos(-1.0));
    CHECK(*measure.values[0] <
          2 * (r + 50 * std::sqrt(2.0)) * (r + 50 * std::sqrt(2.0)) / (std::acos(-1.0) * r * r));
}

TEST_CASE("a bridge added never shrinks the pedshed, a place off the network has none",
          "[enclavement]") {
    GridTown town;
    town.keep = cut_at(250, {});
    const street::StreetGraph closed = town.graph();
    town.keep = cut_at(250, {0});
    const street::StreetGraph bridged = town.graph();
    const std::vector<geo::Point> places{{0, 0}, {-1500, 0}, {9000, 9000}};
    const CellMeasure before = pedshed(closed, tied(closed, places), {}, {});
    const CellMeasure after = pedshed(bridged, tied(bridged, places), {}, {2});
    CHECK(*after.values[0] > *before.values[0]);
    CHECK(*after.values[1] == *before.values[1]);
    CHECK(after.values[2] == Maybe<double>(Absence::non_rattache));
}

}  // namespace lisiere::enclavement
