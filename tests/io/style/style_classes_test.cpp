// SPDX-License-Identifier: Apache-2.0
#include "io/style/style_classes.hpp"

#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

StyleClass category(StyleValue value) {
    StyleClass one;
    one.value = std::move(value);
    return one;
}

/// a, b, then every other value.
LayerStyle categories() {
    LayerStyle style;
    style.rendering = Rendering::categories;
    style.column = "genre";
    style.classes = {category(std::string("a")), category(std::string("b")),
                     category(std::monostate{})};
    return style;
}

/// 10 to 20, above 20 to 30, above 30.
LayerStyle intervals() {
    LayerStyle style;
    style.rendering = Rendering::intervals;
    style.column = "part";
    style.minimum = 10;
    style.classes.resize(3);
    style.classes[0].up_to = 20;
    style.classes[1].above = 20;
    style.classes[1].up_to = 30;
    style.classes[2].above = 30;
    return style;
}

Table table(const std::string& column, ColumnType type, std::vector<Value> values) {
    Table out;
    out.columns = {{column, type}};
    for (Value& value : values) out.rows.push_back({std::move(value)});
    return out;
}

}  // namespace

TEST_CASE("an interval is open below and closed above", "[io][style]") {
    const LayerStyle style = intervals();
    CHECK(class_of(style, 10.0) == 0u);
    CHECK(class_of(style, 20.0) == 0u);
    CHECK(class_of(style, 20.001) == 1u);
    CHECK(class_of(style, std::int64_t{30}) == 1u);
    CHECK(class_of(style, 1e9) == 2u);
}

TEST_CASE("what is below the minimum, NULL or no number has no interval", "[io][style]") {
    const LayerStyle style = intervals();
    CHECK_FALSE(class_of(style, 9.999));
    CHECK_FALSE(class_of(style, std::monostate{}));
    CHECK_FALSE(class_of(style, std::string("15")));
}

TEST_CASE("a value has its category, else the one of all others, else none", "[io][style]") {
    LayerStyle style = categories();
    CHECK(class_of(style, std::string("b")) == 1u);
    CHECK(class_of(style, std::string("c")) == 2u);
    CHECK(class_of(style, std::monostate{}) == 2u);
    style.classes.pop_back();
    CHECK_FALSE(class_of(style, std::string("c")));
    CHECK_FALSE(class_of(style, std::monostate{}));
}

TEST_CASE("a legend keeps the categories that the table has, in their order", "[io][style]") {
    const auto kept = [](std::vector<Value> values) {
        std::vector<StyleValue> out;
        for (const StyleClass& one :
             with_seen_categories(categories(), table("genre", ColumnType::text, std::move(values)))
                 .classes)
            out.push_back(one.value);
        return out;
    };
    const StyleValue a = std::string("a");
    const StyleValue b = std::string("b");
    const StyleValue others = std::monostate{};
    CHECK(kept({std::string("b"), std::string("a"), std::string("b")}) ==
          std::vector<StyleValue>{a, b});
    CHECK(kept({std::string("z"), std::string("a")}) == std::vector<StyleValue>{a, others});
    CHECK(kept({std::string("b")}) == std::vector<StyleValue>{b});
    CHECK(kept({}) == std::vector<StyleValue>{a, b, others});
}

TEST_CASE("what nobody has drawn has no place in the legend", "[io][style]") {
    Table quarters = table("genre", ColumnType::text, {std::string("a"), std::string("b")});
    quarters.geometry_type = GeometryType::point;
    quarters.geometries = {geo::Point{0, 0}, std::monostate{}};
    const LayerStyle drawn = with_seen_categories(categories(), quarters);
    REQUIRE(drawn.classes.size() == 1);
    CHECK(drawn.classes[0].value == StyleValue(std::string("a")));
}

TEST_CASE("a layer without any value draws nothing", "[io][style]") {
    const LayerStyle style = intervals();
    CHECK_FALSE(draws_any(style, table("part", ColumnType::real, {})));
    CHECK_FALSE(draws_any(style, table("part", ColumnType::real, {std::monostate{}, 9.0})));
    CHECK(draws_any(style, table("part", ColumnType::real, {std::monostate{}, 10.0})));
    CHECK_FALSE(draws_any(style, table("autre", ColumnType::real, {10.0})));
}

TEST_CASE("a variant draws its own rows alone", "[io][style]") {
    LayerStyle style = intervals();
    style.variant_column = "mode";
    style.variant = "velo";
    Table rows;
    rows.columns = {{"part", ColumnType::real}, {"mode", ColumnType::text}};
    rows.rows = {{15.0, std::string("marche")}, {std::monostate{}, std::string("velo")}};
    CHECK_FALSE(draws_any(style, rows));
    rows.rows.push_back({15.0, std::string("velo")});
    CHECK(draws_any(style, rows));
}

TEST_CASE("a choropleth keeps all its classes, whatever the values", "[io][style]") {
    CHECK(
        with_seen_categories(intervals(), table("part", ColumnType::real, {15.0})).classes.size() ==
        3);
}

TEST_CASE("rows are counted by class, those without one last", "[io][style]") {
    const Table values = table("part", ColumnType::real, {15.0, 12.0, 35.0, std::monostate{}, 5.0});
    CHECK(rows_by_class(intervals(), values) == std::vector<std::size_t>{2, 0, 1, 2});
    CHECK(rows_by_class(categories(),
                        table("genre", ColumnType::text,
                              {std::string("b"), std::string("z"), std::monostate{}})) ==
          std::vector<std::size_t>{0, 1, 2, 0});
}

TEST_CASE("a fill shows what lies below it; nested areas lie over all larger ones that are there",
          "[io][style]") {
    LayerStyle style;
    style.rendering = Rendering::intervals;
    for (const char* fill : {"#000000", "#808080", "#ffffff"}) {
        StyleClass& one = style.classes.emplace_back();
        one.symbol.fill = fill;
        one.symbol.opacity = 0.5;
    }
    // Side by side: (0 + 200) / 2 = 100, (128 + 200) / 2 = 164, (255 + 200) / 2 = 227.5.
    const std::vector<bool> all(3, true);
    CHECK(shown_colours(style, all, "#c8c8c8") ==
          std::vector<Colour>{"#646464", "#a4a4a4", "#e4e4e4"});
    // Nested: 228, then (128 + 228) / 2 = 178, then (0 + 178) / 2 = 89.
    style.sort_column = "minutes";
    CHECK(shown_colours(style, all, "#c8c8c8") ==
          std::vector<Colour>{"#595959", "#b2b2b2", "#e4e4e4"});
    // Without the middle one the least lies over the greatest: (0 + 228) / 2 = 114.
    CHECK(shown_colours(style, {true, false, true}, "#c8c8c8").front() == "#727272");
}
