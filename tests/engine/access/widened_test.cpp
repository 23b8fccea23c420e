// SPDX-License-Identifier: Apache-2.0
#include "engine/access/widened.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::access;
using namespace lisiere::test;

namespace {

double distance_to(const geo::Point& p, const geo::MultiLineString& lines) {
    double least = std::numeric_limits<double>::infinity();
    for (const geo::LineString& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            least = std::min(least, geo::project(p, line[i - 1], line[i]).distance);
    return least;
}

geo::MultiLineString random_lines(std::uint32_t seed) {
    const street::StreetGraph graph = random_graph({.seed = seed, .nodes = 30, .edges = 50});
    geo::MultiLineString lines;
    for (const auto e : indices<street::EdgeIdx>(graph.edge_count()))
        lines.emplace_back(graph.line(e).begin(), graph.line(e).end());
    return lines;
}

geo::MultiPolygon widened(geo::MultiLineString lines, Metres width,
                          const geo::MultiPolygon& shape = {}) {
    const WideLines layer[] = {{std::move(lines), width}};
    return access::widened(layer, shape);
}

double total_length(const geo::MultiLineString& lines) {
    double sum = 0;
    for (const geo::LineString& line : lines) sum += geo::length(line).value();
    return sum;
}

}  // namespace

TEST_CASE("lines are chained straight on at a crossing", "[access]") {
    const geo::Point o{0, 0};
    const geo::MultiLineString cross{{{-10, 0}, o}, {o, {0, 10}}, {{10, 0}, o}, {{0, -10}, o}};
    const auto chains = chained(cross);
    REQUIRE(chains.size() == 2);
    CHECK(chains[0] == geo::LineString{{10, 0}, o, {-10, 0}});
    CHECK(chains[1] == geo::LineString{{0, 10}, o, {0, -10}});
}

TEST_CASE("chaining keeps every stretch of line, once", "[access][property]") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const geo::MultiLineString lines = random_lines(seed);
        const geo::MultiLineString chains = chained(lines);
        CHECK(chains.size() < lines.size());
        CHECK(total_length(chains) == Approx(total_length(lines)));
    }
}

TEST_CASE("a widened network is what lies near its lines, and nothing else", "[access][property]") {
    const double width = 30;
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        INFO("seed " << seed);
        const geo::MultiLineString lines = random_lines(seed);
        const geo::MultiPolygon shape = widened(lines, Metres{width});
        CHECK(geo::is_valid(shape));
        Random random(seed);
        const geo::Box box = geo::bounds(shape);
        for (int i = 0; i < 400; ++i) {
            const geo::Point p{box.min_x + box.width() * (random() % 10'000) / 10'000,
                               box.min_y + box.height() * (random() % 10'000) / 10'000};
            const double distance = distance_to(p, lines);
            if (geo::contains(shape, p))
                CHECK(distance <= width);
            else
                CHECK(distance >= 0.97 * width);
        }
    }
}

TEST_CASE("a shape that is widened further keeps what it had", "[access]") {
    const auto first = widened({{{0, 0}, {100, 0}}}, Metres{10});
    const auto both = widened({{{100, 0}, {400, 0}}}, Metres{20}, first);
    CHECK(both.size() == 1);
    CHECK(geo::area(geo::difference(first, both)).value() < 1e-6);
    CHECK(widened({}, Metres{10}, first) == first);
    CHECK(widened({}, Metres{10}).empty());
    const WideLines layers[] = {{{{{0, 0}, {100, 0}}}, Metres{10}},
                                {{{{100, 0}, {400, 0}}}, Metres{20}}};
    CHECK(geo::area(access::widened(layers)).value() == Approx(geo::area(both).value()));
}
