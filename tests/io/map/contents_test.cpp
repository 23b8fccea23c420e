// SPDX-License-Identifier: Apache-2.0
#include "io/map/contents.hpp"

#include "tests/io/map/paper.hpp"
#include "tests/io/map/tree_settings.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
using lisiere::tests::PixelPaper;

namespace {

constexpr PageBox body{5, 5, 90, 70};

FigureStyle french() {
    return {tests::tree_settings().colours, "fr", 1};
}

}  // namespace

TEST_CASE("contents take as many pages as they have lines, and none without", "[io][map]") {
    PixelPaper paper;
    Canvas canvas = paper.canvas();
    CHECK(Contents(canvas, {}, body, french()).pages() == 0);
    std::vector<ContentsLine> lines{{"Quartiers", 0, true}};
    for (std::size_t i = 1; i <= 20; ++i) lines.push_back({"Quartier", i});
    CHECK(Contents(canvas, lines, body, french()).pages() == 1);
    for (std::size_t i = 21; i <= 200; ++i) lines.push_back({"Quartier", i});
    CHECK(Contents(canvas, lines, body, french()).pages() > 1);
}

TEST_CASE("what a page of contents draws stays in its box, a long line on several", "[io][map]") {
    PixelPaper paper;
    Canvas canvas = paper.canvas();
    std::vector<ContentsLine> lines{{"Planches non produites", 0, true}};
    for (int i = 0; i < 30; ++i)
        lines.push_back(
            {"Où mène la marche, parce que aucune rue n'est lue dans cette édition "
             "et que les trajets à pied ne sont pas calculés."});
    const Contents contents(canvas, lines, body, french());
    contents.draw(canvas, 0, contents.pages());
    CHECK_FALSE(PixelPaper::is_blank(paper.pixels(body)));
    CHECK(PixelPaper::is_blank(paper.pixels({0, 0, 100, body.y - 0.5})));
    CHECK(PixelPaper::is_blank(paper.pixels({0, body.bottom() + 0.5, 100, 4})));
    CHECK(PixelPaper::is_blank(paper.pixels({body.right() + 0.5, 0, 4, 80})));
}
