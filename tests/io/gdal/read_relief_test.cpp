// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_relief.hpp"

#include <cmath>

#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

/// 4 × 3 cells of 100 m from (700000, 6600000); heights rise by 10 m a cell eastwards, one unknown.
const char* const grid =
    "ncols 4\nnrows 3\nxllcorner 700000\nyllcorner 6600000\ncellsize 100\nNODATA_value -9999\n"
    "0 10 20 30\n0 10 20 30\n0 10 20 -9999\n";

LayerSpec relief(const std::filesystem::path& file, int crs) {
    auto spec = spec_of<LayerSpec>(file, "relief[0]");
    spec.crs = crs;
    return spec;
}

}  // namespace

TEST_CASE("heights of a raster in the working system are those of its cells", "[io][gdal]") {
    const TempFolder folder;
    const auto spec = relief(folder.write("mnt.asc", grid), 2154);
    Notices notices;
    const street::Heights heights = read_heights(spec, {{2154}, 0.01, {}}, notices);
    CHECK(heights.columns == 4);
    CHECK(heights.rows == 3);
    CHECK(std::abs(*heights.at({700050, 6600250}) - 0) < 1e-3);
    CHECK(std::abs(*heights.at({700150, 6600150}) - 10) < 1e-3);
    CHECK(std::abs(*heights.at({700200, 6600150}) - 15) < 1e-3);
    CHECK_FALSE(heights.at({700350, 6600050}));
    CHECK(notices.count("relief_partiel") == 1);  // 1 cell of 12

    // A window that the raster covers by a quarter.
    ReadContext context{{2154}, 0.01, geo::Box{700200, 6600100, 700600, 6600500}};
    Notices more;
    const street::Heights part = read_heights(spec, context, more);
    CHECK(std::abs(*part.at({700250, 6600150}) - 20) < 1e-3);
    CHECK_FALSE(part.at({700450, 6600350}));
    CHECK(more.count("relief_partiel") == 1);
}

TEST_CASE("a relief in degrees is laid over the working system", "[io][gdal]") {
    const auto file = std::filesystem::path(std::getenv("LISIERE_REAL_DATA") != nullptr
                                                ? std::getenv("LISIERE_REAL_DATA")
                                                : LISIERE_ROOT "/../shared/data") /
                      "porto_alegre" / "poa_elevation.tif";
    if (!std::filesystem::exists(file)) {
        WARN("real data not found: " << file.string());
        return;
    }
    Notices notices;
    const street::Heights heights = read_heights(relief(file, 0), {{32722}, 0.01, {}}, notices);
    CHECK(heights.resolution() > 25);
    CHECK(heights.resolution() < 35);
    // UTM 22 S: the lake shore in the west is low, the hills in the east are not.
    const auto highest = *std::max_element(heights.values.begin(), heights.values.end(),
                                           [](float a, float b) { return std::isnan(a) || a < b; });
    CHECK(highest > 100);
    CHECK(highest < 320);
}

TEST_CASE("a relief that cannot be used is refused with a way out", "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto refused = [&](const LayerSpec& spec, std::optional<geo::Box> window,
                             const char* word) {
        return has(message_of<InputError>([&] {
                       (void)read_heights(spec, {{2154}, 0.01, window}, notices);
                   }),
                   word);
    };
    CHECK(refused(relief(folder.write("texte.tif", "rien"), 0), {}, "image de hauteurs"));
    CHECK(refused(relief(folder.path("absent.tif"), 0), {}, "image de hauteurs"));
    CHECK(refused(relief(folder.write("sans.asc", grid), 0), {}, "crs = 2154"));
    CHECK(refused(relief(folder.write("loin.asc", grid), 2154), geo::Box{0, 0, 1000, 1000},
                  "aucune hauteur"));
}

TEST_CASE("holes that a raster does not declare are unknown heights, and told", "[io][gdal]") {
    const TempFolder folder;
    // Ten by three cells of 100 m at 50 m; the fifth column is a hole.
    for (const char* hole : {"-9999", "-32768", "-99999", "-3.4e38", "65535"}) {
        INFO(hole);
        std::string text = "ncols 10\nnrows 3\nxllcorner 700000\nyllcorner 6600000\ncellsize 100\n";
        for (int row = 0; row < 3; ++row) {
            for (int column = 0; column < 10; ++column)
                text += (column == 4 ? hole : std::string("50.5")) + (column == 9 ? "\n" : " ");
        }
        // A window askew of the cells: interpolation would mix the hole with the ground.
        const ReadContext context{{2154}, 0.01, geo::Box{700030, 6600030, 700990, 6600290}};
        Notices notices;
        const street::Heights heights =
            read_heights(relief(folder.write("mnt.asc", text), 2154), context, notices);
        CHECK(notices.count("relief_invraisemblable") > 0);
        CHECK_FALSE(heights.at({700450, 6600150}));
        for (const float h : heights.values) CHECK((std::isnan(h) || std::abs(h - 50.5F) < 1e-3F));
        CHECK(heights.at({700150, 6600150}));
        CHECK(heights.at({700850, 6600150}));
    }
}
