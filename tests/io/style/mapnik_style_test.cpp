// SPDX-License-Identifier: Apache-2.0
#include "io/style/mapnik_style.hpp"

#include <regex>

#include "tests/support/catch.hpp"

using namespace lisiere::io;

namespace {

std::vector<std::string> all(const std::string& text, const std::string& pattern) {
    std::vector<std::string> out;
    const std::regex wanted(pattern);
    for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
        out.push_back((*it)[1].str());
    return out;
}

/// The rules of one layer, in order.
std::vector<std::string> rules(const LayerStyle& style) {
    const LayerStyle* const one[] = {&style};
    return all(mapnik_style(one, {"#ffffff", 1}), "<Rule>([\\s\\S]*?)</Rule>");
}

/// Does a number pass a filter of the form "([x] != null) and ([x] > 35) and ([x] <= 45)"?
bool passes(const std::string& filter, double value) {
    const std::regex part("\\[\\w+\\] (>|>=|<=) (-?[0-9.]+)\\)");
    for (std::sregex_iterator it(filter.begin(), filter.end(), part), end; it != end; ++it) {
        const double bound = std::stod((*it)[2].str());
        const std::string op = (*it)[1].str();
        if (op == ">" ? !(value > bound) : op == ">=" ? !(value >= bound) : !(value <= bound))
            return false;
    }
    return true;
}

}  // namespace

TEST_CASE("paper has the classes and the colours of the styles, value by value", "[io][style]") {
    for (const LayerStyle& style : read_styles(LISIERE_ROOT "/styles").layers) {
        const std::vector<std::string> found = rules(style);
        INFO(style.layer);
        REQUIRE(found.size() == style.classes.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            const StyleClass& one = style.classes[i];
            CHECK(found[i].find("\"" + one.symbol.fill + "\"") != std::string::npos);
            if (style.rendering != Rendering::intervals) continue;
            std::string filter = all(found[i], "<Filter>([^<]*)</Filter>").at(0);
            filter = std::regex_replace(filter, std::regex("&lt;"), "<");
            filter = std::regex_replace(filter, std::regex("&gt;"), ">");
            // A missing value is not drawn; one on a bound belongs to the class below it.
            CHECK(filter.find("[" + style.column + "] != null") != std::string::npos);
            if (one.up_to) {
                CHECK(passes(filter, *one.up_to));
                CHECK_FALSE(passes(filter, *one.up_to + 0.001));
            }
            CHECK(passes(filter, one.above ? *one.above + 0.001 : style.minimum));
            CHECK_FALSE(passes(filter, one.above ? *one.above : style.minimum - 0.001));
        }
    }
}

TEST_CASE("categories go by their value, the class without one takes the others", "[io][style]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    const std::vector<std::string> barriers = rules(*styles.find("coupures"));
    CHECK(barriers.front().find("<Filter>[type] = 'voie_ferree'</Filter>") != std::string::npos);
    CHECK(barriers.back().find("<ElseFilter/>") != std::string::npos);
    const std::vector<std::string> stops = rules(*styles.find("arrets"));
    CHECK(stops.front().find("<Filter>[lourd] = true</Filter>") != std::string::npos);
    // A quote in a value ends neither the text nor the XML.
    LayerStyle quoted = *styles.find("coupures");
    quoted.classes[0].value = std::string("l'\"<é>");
    CHECK(rules(quoted).front().find("[type] = 'l\\'&quot;&lt;é&gt;'") != std::string::npos);
}

TEST_CASE("sizes on paper are points, larger where the page asks for it", "[io][style]") {
    LayerStyle line;
    line.layer = "essai";
    line.geometry = StyleGeometry::line;
    line.classes.push_back({});
    line.classes[0].symbol.fill = "#112233";
    line.classes[0].symbol.width_mm = 25.4;  // an inch: 72 points
    line.classes[0].symbol.stroke = Stroke::dashed;
    const LayerStyle* const one[] = {&line};
    CHECK(mapnik_style(one, {"#ffffff", 1}).find("stroke-width=\"72.000\"") != std::string::npos);
    const std::string larger = mapnik_style(one, {"#ffffff", 1.5});
    CHECK(larger.find("stroke-width=\"108.000\"") != std::string::npos);
    CHECK(larger.find("stroke-dasharray=\"432.000,216.000\"") != std::string::npos);
    // 279,541,132 / 2^14
    CHECK(zoom_of_scale(17061.8367) == Approx(14).margin(1e-6));
}
