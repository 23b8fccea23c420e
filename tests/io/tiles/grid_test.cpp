// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/grid.hpp"

#include <cmath>
#include <cstdlib>

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

TEST_CASE("tile ids are those of the PMTiles specification", "[io][tiles]") {
    CHECK(hilbert_id({0, 0, 0}) == 0);
    CHECK(hilbert_id({1, 0, 0}) == 1);
    CHECK(hilbert_id({1, 0, 1}) == 2);
    CHECK(hilbert_id({1, 1, 1}) == 3);
    CHECK(hilbert_id({1, 1, 0}) == 4);
    CHECK(hilbert_id({2, 0, 0}) == 5);
    CHECK(hilbert_id({12, 3423, 1763}) == 19078479);
}

TEST_CASE("a tile comes back from its id, and neighbours on the curve touch",
          "[io][tiles][property]") {
    TileId last = tile_of_hilbert_id(0);
    for (std::uint64_t id = 0; id < (1 + 4 + 16 + 64 + 256 + 1024); ++id) {
        const TileId tile = tile_of_hilbert_id(id);
        REQUIRE(hilbert_id(tile) == id);
        if (tile.z == last.z && id > 0) {
            const int dx = std::abs(static_cast<int>(tile.x) - static_cast<int>(last.x));
            const int dy = std::abs(static_cast<int>(tile.y) - static_cast<int>(last.y));
            REQUIRE(dx + dy == 1);
        }
        last = tile;
    }
    for (const std::uint64_t id : {19078479ULL, 357913941ULL, 1431655764ULL})
        CHECK(hilbert_id(tile_of_hilbert_id(id)) == id);
}

TEST_CASE("longitude and latitude come back from the grid within half a step",
          "[io][tiles][property]") {
    for (int i = 0; i < 500; ++i) {
        const geo::LonLat place{-179.0 + 358.0 * std::fmod(i * 0.618034, 1.0),
                                -85.0 + 170.0 * std::fmod(i * 0.414214, 1.0)};
        const geo::LonLat back = to_lonlat(to_base_grid(place), base_zoom);
        const double step = 360.0 / std::ldexp(4096.0, base_zoom);
        CHECK(std::abs(back.lon - place.lon) <= step / 2 * 1.001);
        CHECK(std::abs(back.lat - place.lat) <= step / 2 * 1.001);
    }
    // The middle of the world, and the corner where the projection ends.
    CHECK(to_base_grid({0, 0}) == GridPoint{1 << 29, 1 << 29});
    CHECK(to_base_grid({-180, 90}) == GridPoint{0, 0});
    const geo::LonLat end = to_lonlat({1 << 30, 1 << 30}, base_zoom);
    CHECK(end.lon == Approx(180));
    CHECK(end.lat == Approx(-85.0511287798));
    // Paris (2.3522 E, 48.8566 N) is in tile 12/2074/1409.
    const GridPoint paris = to_zoom(to_base_grid({2.3522, 48.8566}), 12);
    CHECK(paris.x / tile_extent == 2074);
    CHECK(paris.y / tile_extent == 1409);
}
