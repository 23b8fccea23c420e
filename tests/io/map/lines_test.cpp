// SPDX-License-Identifier: Apache-2.0
#include "io/map/lines.hpp"

#include "tests/io/map/paper.hpp"
#include "tests/io/map/tree_settings.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using lisiere::tests::PixelPaper;

namespace {

FigureStyle french() {
    return {tests::tree_settings().colours, "fr", 1};
}

DrawnLines draw(PixelPaper& paper, std::size_t count, std::span<const PageBox> columns) {
    const std::string heads[] = {"valeur"};
    std::vector<PageLine> lines;
    for (std::size_t i = 0; i < count; ++i)
        lines.push_back({"ligne " + std::to_string(i), "#000000", {std::to_string(i)}});
    Canvas canvas = paper.canvas();
    return draw_lines(canvas, columns, "Titre", heads, lines, "perimetres", french());
}

constexpr PageBox left{2, 2, 40, 70};
constexpr PageBox right{50, 2, 40, 70};

}  // namespace

TEST_CASE("a table says how many lines it holds and what it leaves of the page", "[io][map]") {
    PixelPaper paper;
    const PageBox columns[] = {left, right};
    const DrawnLines drawn = draw(paper, 4, columns);
    CHECK(drawn.drawn == 4);
    REQUIRE(drawn.rest.size() == 2);
    CHECK(drawn.rest[0].y > left.y + 4 * 4.6);
    CHECK(drawn.rest[0].bottom() == Approx(left.bottom()));
    CHECK(drawn.rest[1].y == right.y);
    CHECK(drawn.rest[1].height == right.height);
    CHECK(PixelPaper::is_blank(paper.pixels(drawn.rest[0])));
    CHECK(PixelPaper::is_blank(paper.pixels(drawn.rest[1])));
}

TEST_CASE("a table that fills its columns leaves nothing, and counts the lines it held",
          "[io][map]") {
    PixelPaper paper;
    const PageBox columns[] = {left};
    const DrawnLines drawn = draw(paper, 100, columns);
    CHECK(drawn.rest.empty());
    CHECK(drawn.drawn > 5);
    CHECK(static_cast<double>(drawn.drawn) * 4.6 < left.height);
}

TEST_CASE("bars are as long as they say, and end with their box", "[io][map]") {
    PixelPaper paper;
    Canvas canvas = paper.canvas();
    const PageBox box{0, 0, 100, 20};
    const Bar bars[] = {{"plein", "1", "#ff0000", 1},
                        {"moitié", "0,5", "#ff0000", 0.5},
                        {"vide", "0", "#ff0000", 0}};
    draw_bars(canvas, box, bars, french());
    // Names take 42 % and 2 mm, values 16 mm and 1 mm: bars go from 44 to 83 mm.
    const auto drawn = [&](double x, int row) {
        return !PixelPaper::is_blank(paper.pixels({x, row * 4.6 + 1.5, 0.5, 0.5}));
    };
    CHECK(drawn(82, 0));
    CHECK_FALSE(drawn(84, 0));
    CHECK(drawn(63, 1));
    CHECK_FALSE(drawn(65, 1));
    CHECK_FALSE(drawn(45, 2));
    PixelPaper small;
    Canvas low = small.canvas();
    draw_bars(low, {0, 0, 100, 5}, bars, french());
    CHECK_FALSE(PixelPaper::is_blank(small.pixels({0, 0, 100, 4.5})));
    CHECK(PixelPaper::is_blank(small.pixels({0, 5, 100, 20})));
}

TEST_CASE("a veil covers what lies outside the shape, its holes too, and nothing out of the box",
          "[io][map]") {
    PixelPaper paper;
    Canvas canvas = paper.canvas();
    const std::vector<std::vector<PagePoint>> rings{{{30, 30}, {60, 30}, {60, 60}, {30, 60}},
                                                    {{40, 40}, {50, 40}, {50, 50}, {40, 50}}};
    canvas.veil({20, 20, 60, 50}, rings, "#000000", 0.5);
    const auto veiled = [&](double x, double y) {
        return !PixelPaper::is_blank(paper.pixels({x, y, 1, 1}));
    };
    CHECK(veiled(22, 22));
    CHECK_FALSE(veiled(35, 35));
    CHECK(veiled(45, 45));
    CHECK_FALSE(veiled(10, 10));
    CHECK_FALSE(veiled(85, 45));
}

TEST_CASE("what must be read after a name stays whole, the name is shortened before it",
          "[io][map]") {
    PixelPaper paper;
    Canvas canvas = paper.canvas();
    const std::string caution = " (partie couverte, 5\u202f%)";
    const std::string name = "Élysée-Épinette, Résidence des Tisserands et Faubourg de Béthune";
    TextStyle style = french().body();
    CHECK(name_before(canvas, 200, name, caution, style) == name + caution);
    CHECK(name_before(canvas, 40, name, "", style) == name);  // ends where its line ends
    for (const int lines : {1, 2}) {
        style.lines = lines;
        const std::string words = name_before(canvas, 40, name, caution, style);
        CHECK(words.starts_with("É"));
        CHECK(words.ends_with("…" + caution));
        CHECK(words.size() < (name + caution).size());
        TextStyle free = style;
        free.lines = 99;
        CHECK(canvas.text_height(40, words, free) == Approx(canvas.text_height(40, words, style)));
    }
}
