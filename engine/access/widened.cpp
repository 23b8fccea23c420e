// SPDX-License-Identifier: Apache-2.0
#include "engine/access/widened.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::access {
namespace {

struct ByPlace {
    bool operator()(const geo::Point& a, const geo::Point& b) const {
        return a.x < b.x || (a.x == b.x && a.y < b.y);
    }
};

/// Chords of 4 to a quarter turn lie up to 1.9 % inside the true arc; GEOS smooths shallow bends of
/// a line by up to 1 % of the width outwards, which is taken off first.
constexpr int quadrant_segments = 4;
constexpr double smoothing = 0.01;

}  // namespace

geo::MultiLineString chained(geo::MultiLineString lines) {
    std::map<geo::Point, std::vector<std::size_t>, ByPlace> ends;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        LISIERE_EXPECTS(lines[i].size() >= 2);
        ends[lines[i].front()].push_back(i);
        ends[lines[i].back()].push_back(i);
    }
    std::vector<char> used(lines.size(), 0);
    /// How straight the way is from `before` through `at` to `after`: the cosine of the turn.
    const auto straightness = [](const geo::Point& before, const geo::Point& at,
                                 const geo::Point& after) {
        const double ax = at.x - before.x;
        const double ay = at.y - before.y;
        const double bx = after.x - at.x;
        const double by = after.y - at.y;
        const double lengths = std::hypot(ax, ay) * std::hypot(bx, by);
        return lengths > 0 ? (ax * bx + ay * by) / lengths : 0;
    };
    const auto grow = [&](geo::LineString& chain) {
        for (;;) {
            const geo::Point& at = chain.back();
            std::size_t best = lines.size();
            double best_cosine = -2;
            for (const std::size_t i : ends[at]) {
                if (used[i] != 0) continue;
                const geo::LineString& line = lines[i];
                const geo::Point& next = line.front() == at ? line[1] : line[line.size() - 2];
                const double cosine = straightness(chain[chain.size() - 2], at, next);
                if (cosine > best_cosine) {
                    best = i;
                    best_cosine = cosine;
                }
            }
            if (best == lines.size()) return;
            used[best] = 1;
            geo::LineString& line = lines[best];
            if (!(line.front() == at)) std::reverse(line.begin(), line.end());
            chain.insert(chain.end(), line.begin() + 1, line.end());
        }
    };
    geo::MultiLineString chains;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i] != 0) continue;
        used[i] = 1;
        geo::LineString chain = lines[i];
        grow(chain);
        std::reverse(chain.begin(), chain.end());
        grow(chain);
        chains.push_back(std::move(chain));
    }
    return chains;
}

geo::MultiPolygon widened(std::span<const WideLines> layers, const geo::MultiPolygon& shape) {
    constexpr double square_m = 300;
    std::vector<geo::MultiPolygon> shapes;
    if (!shape.empty()) shapes.push_back(shape);
    for (const WideLines& layer : layers) {
        LISIERE_EXPECTS(layer.width.value() > 0);
        std::map<std::pair<std::int64_t, std::int64_t>, geo::MultiLineString> squares;
        for (const geo::LineString& line : layer.lines) {
            const geo::Box box = geo::bounds(line);
            const auto number = [](double from, double to) {
                return static_cast<std::int64_t>(std::floor((from + to) / 2 / square_m));
            };
            squares[{number(box.min_x, box.max_x), number(box.min_y, box.max_y)}].push_back(line);
        }
        const Metres drawn = (1 / (1 + smoothing)) * layer.width;
        for (auto& [square, inside] : squares)
            shapes.push_back(
                geo::buffer_lines(chained(std::move(inside)), drawn, quadrant_segments));
    }
    return geo::union_of(shapes);
}

}  // namespace lisiere::access
