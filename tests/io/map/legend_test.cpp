// SPDX-License-Identifier: Apache-2.0
#include "io/map/furniture.hpp"
#include "tests/io/map/paper.hpp"
#include "tests/io/map/tree_settings.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using lisiere::tests::PixelPaper;

namespace {

LegendCount draw(const PageBox& box, std::span<const MapLayer> layers, PixelPaper& paper) {
    Canvas canvas = paper.canvas();
    return draw_legend(canvas, box, layers, {tests::tree_settings().colours, "fr", 1});
}

Table areas(const std::vector<Value>& values) {
    Table table;
    table.name = "zones";
    table.columns = {{"taux", ColumnType::real}};
    for (const Value& value : values) table.rows.push_back({value});
    return table;
}

/// A choropleth of three classes: up to 10, 10 to 20, more.
LayerStyle rates() {
    LayerStyle style;
    style.layer = "zones";
    style.title = {"Taux", "Rate"};
    style.rendering = Rendering::intervals;
    style.column = "taux";
    for (int i = 0; i < 3; ++i) {
        StyleClass& one = style.classes.emplace_back();
        one.label = {"classe " + std::to_string(i), "class"};
        one.symbol.fill = "#336699";
        one.symbol.outline = "#336699";
        if (i > 0) one.above = 10.0 * i;
        if (i < 2) one.up_to = 10.0 * (i + 1);
    }
    return style;
}

MapLayer whole(const Table& table, const LayerStyle& style) {
    MapLayer layer{&table, &style, {}};
    for (std::size_t row = 0; row < table.rows.size(); ++row) layer.rows.push_back(row);
    return layer;
}

}  // namespace

TEST_CASE("a choropleth tells the classes that its areas have, and no others", "[io][map]") {
    PixelPaper paper;
    const LayerStyle style = rates();
    const Table single = areas({5.0, 6.0});  // all in one class
    const MapLayer layer = whole(single, style);
    const LegendCount count = draw({0, 0, 90, 40}, std::span(&layer, 1), paper);
    CHECK(count.entries == 1 + 1);
    CHECK(count.drawn == 2);
    const Table spread = areas({5.0, 25.0});  // the first and the last
    const MapLayer two = whole(spread, style);
    PixelPaper other;
    CHECK(draw({0, 0, 90, 40}, std::span(&two, 1), other).entries == 1 + 2);
}

TEST_CASE("areas without value are told of, and a map of none has no classes", "[io][map]") {
    PixelPaper paper;
    const LayerStyle style = rates();
    const Table holes = areas({5.0, Value{}});
    const MapLayer some = whole(holes, style);
    CHECK(draw({0, 0, 90, 40}, std::span(&some, 1), paper).entries == 1 + 1 + 1);
    const Table nothing = areas({Value{}, Value{}});
    const MapLayer none = whole(nothing, style);
    PixelPaper other;
    const LegendCount count = draw({0, 0, 90, 40}, std::span(&none, 1), other);
    CHECK(count.entries == 1 + 1);  // the title, and « non disponible ou secret »
    CHECK(count.drawn == 2);
    CHECK_FALSE(PixelPaper::is_blank(other.pixels({0, 0, 90, 40})));
}

TEST_CASE("a long legend takes smaller letters before it leaves anything out", "[io][map]") {
    const LayerStyle style = rates();
    const Table table = areas({5.0, 15.0, 25.0});
    std::vector<MapLayer> layers(4, whole(table, style));
    // 16 entries of 4.1 mm in four columns of two layers each: 45 mm wide is too narrow at full
    // size, not at two thirds.
    PixelPaper paper;
    const LegendCount fits = draw({0, 0, 40, 25}, layers, paper);
    CHECK(fits.entries == 16);
    CHECK(fits.drawn == 16);
    // Nothing is written beside the box.
    CHECK(PixelPaper::is_blank(paper.pixels({41, 0, 58, 79})));
    CHECK(PixelPaper::is_blank(paper.pixels({0, 26, 99, 53})));
}

TEST_CASE("what a legend has no place for is counted in its last place", "[io][map]") {
    const LayerStyle style = rates();
    const Table table = areas({5.0, 15.0, 25.0});
    std::vector<MapLayer> layers(30, whole(table, style));
    PixelPaper paper;
    const LegendCount cut = draw({0, 0, 60, 20}, layers, paper);
    CHECK(cut.entries == 120);
    CHECK(cut.drawn < 120);
    CHECK(cut.drawn > 10);
    CHECK(PixelPaper::is_blank(paper.pixels({61, 0, 38, 79})));
    CHECK(PixelPaper::is_blank(paper.pixels({0, 21, 99, 58})));
}

TEST_CASE("classes stay under their heading when smaller letters allow it", "[io][map]") {
    const LayerStyle style = rates();
    const Table table = areas({5.0, 15.0, 25.0, Value{}});
    std::vector<MapLayer> layers(1, whole(table, style));
    PixelPaper paper;
    // Five rows of 4.1 mm in 18 mm: one column of smaller letters, nothing in a second one.
    CHECK(draw({0, 0, 99, 18}, layers, paper).drawn == 5);
    CHECK(PixelPaper::is_blank(paper.pixels({50, 0, 49, 18})));
}
