// SPDX-License-Identifier: Apache-2.0
#include "tests/support/town.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "engine/geo/measure.hpp"

namespace lisiere::test {
namespace {
using namespace street;

constexpr std::string_view across_marks = "-=~><";
constexpr std::string_view down_marks = "|!:^v";

bool is_node(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+';
}
bool is_place(char c) {
    return c >= 'a' && c <= 'z' && c != 'v';
}

std::vector<std::string> lines_of(std::string_view picture) {
    std::vector<std::string> lines(1);
    for (const char c : picture) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    const auto blank = [](const std::string& line) {
        return line.find_first_not_of(' ') == std::string::npos;
    };
    while (!lines.empty() && blank(lines.front())) lines.erase(lines.begin());
    while (!lines.empty() && blank(lines.back())) lines.pop_back();
    if (lines.empty()) throw std::invalid_argument("an empty town");
    std::size_t indent = std::string::npos;
    for (const std::string& line : lines) indent = std::min(indent, line.find_first_not_of(' '));
    for (std::string& line : lines) line.erase(0, indent);
    return lines;
}

struct Picture {
    const std::vector<std::string>& lines;
    char at(std::size_t row, std::size_t column) const {
        return row < lines.size() && column < lines[row].size() ? lines[row][column] : ' ';
    }
};

/// What lies between a node and the next one, and where the pen is.
struct Stroke {
    std::string marks;
    std::size_t row = 0;
    std::size_t column = 0;
};

}  // namespace

Town::Town(std::string_view picture, const TownStyle& style) {
    const std::vector<std::string> lines = lines_of(picture);
    const Picture drawn{lines};
    IndexedVector<NodeIdx, geo::Point> points;
    std::map<std::pair<std::size_t, std::size_t>, NodeIdx> node_at;
    const auto position = [&](std::size_t row, std::size_t column) {
        return geo::Point{style.metres * static_cast<double>(column),
                          style.metres * static_cast<double>(lines.size() - 1 - row)};
    };
    for (std::size_t row = 0; row < lines.size(); ++row)
        for (std::size_t column = 0; column < lines[row].size(); ++column) {
            const char c = lines[row][column];
            const geo::Point p = position(row, column);
            if (is_node(c)) {
                const NodeIdx node = points.push_back(p);
                node_at[{row, column}] = node;
                if (c != '+' && !nodes_.emplace(c, node).second)
                    throw std::invalid_argument(std::string("two nodes called ") + c);
            } else if (is_place(c) && !places_.emplace(c, p).second) {
                throw std::invalid_argument(std::string("two places called ") + c);
            } else if (!is_place(c) && c != ' ' && c != '#' &&
                       across_marks.find(c) == std::string_view::npos &&
                       down_marks.find(c) == std::string_view::npos) {
                throw std::invalid_argument(std::string("no meaning for the character ") + c);
            }
        }

    std::vector<EdgeInput> edges;
    std::size_t marks_drawn = 0;  // a bridge counts twice
    const auto draw = [&](std::size_t row, std::size_t column, bool across) {
        const std::string_view own = across ? across_marks : down_marks;
        Stroke stroke{{}, row, column};
        while (true) {
            ++(across ? stroke.column : stroke.row);
            const char c = drawn.at(stroke.row, stroke.column);
            if (is_node(c)) break;
            if (c != '#' && !is_place(c) && own.find(c) == std::string_view::npos) {
                if (stroke.marks.find_first_of(own) != std::string::npos)
                    throw std::invalid_argument("a street that ends nowhere");
                return;
            }
            stroke.marks += c;
        }
        const std::size_t first = stroke.marks.find_first_of(own);
        if (first == std::string::npos) return;
        EdgeInput edge;
        edge.from = node_at.at({row, column});
        edge.to = node_at.at({stroke.row, stroke.column});
        edge.line = {points[edge.from], points[edge.to]};
        const auto has = [&](std::string_view marks) {
            return stroke.marks.find_first_of(marks) != std::string::npos;
        };
        const char mark = stroke.marks[first];
        const auto flag = [&edge](WayFlag f) { edge.flags |= static_cast<std::uint8_t>(f); };
        edge.kind = "residential";
        if (mark == '=' || mark == '!') {
            edge.kind = "footway";
            flag(WayFlag::footway);
        } else if (mark == '~' || mark == ':') {
            edge.kind = "steps";
            flag(WayFlag::steps);
        }
        if (across && has("#")) {
            flag(WayFlag::bridge);
            edge.layer = 1;
        }
        edge.backward = !has(">") && !(!across && has("v"));
        edge.forward = !has("<") && !has("^");
        const auto own_speed = style.speeds.find(edge.kind);
        edge.speed_kmh = own_speed == style.speeds.end() ? style.speed_kmh : own_speed->second;
        edge.way = static_cast<std::int64_t>(edges.size()) + 1;
        for (const char m : stroke.marks)
            if (own.find(m) != std::string_view::npos || m == '#') ++marks_drawn;
        edges.push_back(std::move(edge));
    };
    for (const auto& [where, node] : node_at) {
        draw(where.first, where.second, true);
        draw(where.first, where.second, false);
    }
    std::size_t marks = 0;
    for (const std::string& line : lines)
        for (const char c : line)
            if (c == '#')
                marks += 2;
            else if (!is_node(c) && !is_place(c) && c != ' ')
                ++marks;
    if (marks != marks_drawn) throw std::invalid_argument("a street that starts nowhere");
    for (const auto& [name, node] : nodes_) places_[name] = points[node];
    graph_ = StreetGraph(std::move(points), edges);
}

NodeIdx Town::node(char name) const {
    return nodes_.at(name);
}

geo::Point Town::place(char name) const {
    return places_.at(name);
}

EdgeIdx Town::edge(char a, char b) const {
    const NodeIdx from = node(a);
    const NodeIdx to = node(b);
    for (const EdgeIdx e : indices<EdgeIdx>(graph_.edge_count())) {
        const StreetGraph::Edge& edge = graph_.edge(e);
        if ((edge.from == from && edge.to == to) || (edge.from == to && edge.to == from)) return e;
    }
    throw std::invalid_argument(std::string("no street between ") + a + " and " + b);
}

Snap Town::snap(char name) const {
    const geo::Point p = place(name);
    Snap best;
    best.off_m = std::numeric_limits<double>::infinity();
    for (const EdgeIdx e : indices<EdgeIdx>(graph_.edge_count())) {
        const auto line = graph_.line(e);  // two points: every street of a drawing is straight
        const geo::Projection on = geo::project(p, line[0], line[1]);
        if (on.distance >= best.off_m) continue;
        best.edge = e;
        best.along_mm =
            static_cast<std::uint32_t>(std::llround(on.fraction * graph_.edge(e).length_mm));
        best.at = on.point;
        best.off_m = on.distance;
        best.off_cost = static_cast<Cost>(std::llround(on.distance * 1000));
    }
    return best;
}

}  // namespace lisiere::test
