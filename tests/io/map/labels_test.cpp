// SPDX-License-Identifier: Apache-2.0
#include "io/map/labels.hpp"
#include "io/map/placed_rows.hpp"

#include <random>

#include "tests/io/map/paper.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using lisiere::tests::PixelPaper;

namespace {

/// A millimetre of paper is ten metres of ground.
const MapView view{{0, 0, 1000, 800}, {0, 0, 100, 80}};

struct Named {
    std::string name;
    geo::Point at;
};

Table stops(const std::vector<Named>& places) {
    Table table;
    table.name = "arrets";
    table.geometry_type = GeometryType::point;
    table.columns = {{"nom", ColumnType::text}};
    for (const Named& place : places) {
        table.rows.push_back({place.name});
        table.geometries.emplace_back(place.at);
    }
    return table;
}

LayerStyle style_of_names(double size_pt) {
    LayerStyle style;
    style.layer = "arrets";
    style.geometry = StyleGeometry::point;
    style.classes.emplace_back();
    style.label = LayerStyle::Label{"nom", size_pt, 0, "#000000", "#ffffff", false};
    return style;
}

std::vector<PageBox> write(PixelPaper& paper, const Table& table, const LayerStyle& style) {
    Canvas canvas = paper.canvas();
    const MapLayer layer{&table, &style, PlacedRows(table).in(view.ground)};
    return draw_labels(canvas, view, std::span(&layer, 1), {"#ffffff", 1, {}});
}

}  // namespace

TEST_CASE("a name looks the same whatever was written before it, letter by letter", "[io][map]") {
    // Once, letters that a first name had not used came out small in the next ones.
    const Named first{"Les Grands-Prés", {300, 600}};
    const Named second{"Vieux Quai ÉÇW", {600, 200}};
    const LayerStyle style = style_of_names(10);
    PixelPaper alone;
    const Table one = stops({second});
    const std::vector<PageBox> place = write(alone, one, style);
    REQUIRE(place.size() == 1);
    PixelPaper after;
    const Table two = stops({first, second});
    REQUIRE(write(after, two, style).size() == 2);
    CHECK_FALSE(PixelPaper::is_blank(alone.pixels(place[0])));
    CHECK(alone.pixels(place[0]) == after.pixels(place[0]));
}

TEST_CASE("letters have the size that the style says", "[io][map]") {
    const Table table = stops({{"HHHH", {500, 400}}});
    PixelPaper small;
    PixelPaper large;
    const PageBox a = write(small, table, style_of_names(6)).at(0);
    const PageBox b = write(large, table, style_of_names(12)).at(0);
    CHECK(b.width / a.width == Approx(2).epsilon(0.05));
    CHECK(b.height / a.height == Approx(2).epsilon(0.1));
}

TEST_CASE("no two names touch, and none leaves the map", "[io][map][property]") {
    for (unsigned seed = 0; seed < 40; ++seed) {
        std::mt19937 random(seed);
        std::vector<Named> places;
        for (int i = 0; i < 40; ++i)
            places.push_back(
                {"Arrêt " + std::string(1 + random() % 14, 'n'),
                 {static_cast<double>(random() % 1000), static_cast<double>(random() % 800)}});
        const Table table = stops(places);
        PixelPaper paper;
        const std::vector<PageBox> written = write(paper, table, style_of_names(8));
        INFO("seed " << seed);
        CHECK(written.size() > 5);
        CHECK(written.size() < places.size());
        for (std::size_t i = 0; i < written.size(); ++i) {
            const PageBox& a = written[i];
            CHECK(a.x >= 0);
            CHECK(a.y >= 0);
            CHECK(a.right() <= 100);
            CHECK(a.bottom() <= 80);
            for (std::size_t k = 0; k < i; ++k) {
                const PageBox& b = written[k];
                CHECK((a.x >= b.right() || b.x >= a.right() || a.y >= b.bottom() ||
                       b.y >= a.bottom()));
            }
        }
    }
}
