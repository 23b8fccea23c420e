// SPDX-License-Identifier: Apache-2.0
#include "io/osm/collect.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace lisiere::io::osm {
namespace {

using Line = std::vector<geo::LonLat>;

std::map<std::string, std::string> kept_tags(const Tags& tags,
                                             const std::vector<std::string>& keys) {
    std::map<std::string, std::string> kept;
    if (const char* name = tags("name")) kept["name"] = name;
    for (const std::string& key : keys)
        if (const char* value = tags(key.c_str())) kept[key] = value;
    return kept;
}

/// A way or multipolygon on its way to a shape: still by node and way ids.
struct Draft {
    Shape shape;
    std::vector<std::int64_t> refs;  ///< node ids of a way, way ids of a multipolygon
};

class Collector {
  public:
    Collector(const std::filesystem::path& file, const Wanted& wanted)
        : file_(file), wanted_(wanted) {}

    Collection collect() {
        visit(file_,
              {.node = {}, .way = {}, .relation = [this](const RelationView& r) { keep(r); }});
        visit(file_, {.node = {}, .way = [this](const WayView& w) { keep(w); }, .relation = {}});
        std::vector<std::int64_t> ids;
        for (const auto& [way, nodes] : nodes_of_)
            ids.insert(ids.end(), nodes.begin(), nodes.end());
        NodePlaces places(std::move(ids));
        visit(file_,
              {.node = [&](const NodeView& n) { keep(n, places); }, .way = {}, .relation = {}});
        for (Draft& way : ways_) {
            way.shape.lines = lines_of(way.shape.id, places);
            finish(std::move(way.shape));
        }
        for (Draft& area : areas_) {
            for (const std::int64_t way : area.refs)
                for (Line& line : lines_of(way, places))
                    area.shape.lines.push_back(std::move(line));
            area.shape.lines = stitched(std::move(area.shape.lines));
            finish(std::move(area.shape));
        }
        return std::move(result_);
    }

  private:
    void keep(const RelationView& relation) {
        const char* type = relation.tags("type");
        if (type == nullptr || std::string_view(type) != "multipolygon" ||
            !wanted_.match(relation.tags))
            return;
        Draft draft{{'r', relation.id, kept_tags(relation.tags, wanted_.keys), {}}, {}};
        for (const Member& member : relation.members)
            if (member.type == 'w' && (member.role == "outer" || member.role.empty())) {
                draft.refs.push_back(member.id);
                nodes_of_[member.id];
            }
        areas_.push_back(std::move(draft));
    }
    void keep(const WayView& way) {
        const bool matches = wanted_.match(way.tags);
        if (!matches && nodes_of_.find(way.id) == nodes_of_.end()) return;
        nodes_of_[way.id].assign(way.nodes.begin(), way.nodes.end());
        if (matches) ways_.push_back({{'w', way.id, kept_tags(way.tags, wanted_.keys), {}}, {}});
    }
    void keep(const NodeView& node, NodePlaces& places) {
        if (!node.located) return;
        if (const std::uint32_t rank = places.next_rank(node.id); rank != NodePlaces::none)
            places.locate(rank, node.at);
        if (wanted_.nodes && node.tagged && wanted_.match(node.tags))
            result_.shapes.push_back(
                {'n', node.id, kept_tags(node.tags, wanted_.keys), {{node.at}}});
    }

    std::vector<Line> lines_of(std::int64_t way, const NodePlaces& places) {
        std::vector<Line> lines(1);
        for (const std::int64_t id : nodes_of_[way]) {
            const std::uint32_t rank = places.rank(id);
            if (places.located(rank)) {
                lines.back().push_back(places.at(rank));
            } else {
                ++result_.missing_nodes;
                lines.emplace_back();
            }
        }
        std::erase_if(lines, [](const Line& line) { return line.size() < 2; });
        return lines;
    }
    void finish(Shape shape) {
        if (!shape.lines.empty()) result_.shapes.push_back(std::move(shape));
    }

    std::filesystem::path file_;
    const Wanted& wanted_;
    std::vector<Draft> ways_;
    std::vector<Draft> areas_;
    std::unordered_map<std::int64_t, std::vector<std::int64_t>> nodes_of_;  // of ways
    Collection result_;
};

}  // namespace

std::string Shape::name() const {
    const auto at = tags.find("name");
    return at == tags.end() ? std::string{} : at->second;
}

std::string Shape::label() const {
    const char* kind = type == 'n' ? "node/" : type == 'w' ? "way/" : "relation/";
    return kind + std::to_string(id);
}

Collection collect(const std::filesystem::path& file, const Wanted& wanted) {
    return Collector(file, wanted).collect();
}

std::vector<Line> stitched(std::vector<Line> lines) {
    std::vector<Line> joined;
    std::vector<bool> used(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i]) continue;
        Line chain = std::move(lines[i]);
        used[i] = true;
        for (bool grown = true; grown && chain.front() != chain.back();) {
            grown = false;
            for (std::size_t j = i + 1; j < lines.size() && !grown; ++j) {
                if (used[j]) continue;
                Line& next = lines[j];
                // Turned so that one of its ends continues an end of the chain.
                if (next.front() == chain.front() || next.back() == chain.back())
                    std::reverse(next.begin(), next.end());
                if (next.front() == chain.back())
                    chain.insert(chain.end(), next.begin() + 1, next.end());
                else if (next.back() == chain.front())
                    chain.insert(chain.begin(), next.begin(), next.end() - 1);
                else
                    continue;
                used[j] = true;
                grown = true;
            }
        }
        joined.push_back(std::move(chain));
    }
    return joined;
}

}  // namespace lisiere::io::osm
