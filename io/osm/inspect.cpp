// SPDX-License-Identifier: Apache-2.0
#include "io/osm/inspect.hpp"

#include <algorithm>
#include <cstdio>
#include <vector>

#include "io/osm/osm_file.hpp"

namespace lisiere::io {
namespace {

std::string box_text(const geo::Box& box) {
    char text[160];
    std::snprintf(text, sizeof text, "%.5f %.5f %.5f %.5f", box.min_x, box.min_y, box.max_x,
                  box.max_y);
    return text;
}

}  // namespace

OsmInfo inspect_osm(const std::filesystem::path& file) {
    OsmInfo info;
    info.header_degrees = osm::header_box(file);
    osm::visit(file, {.node =
                          [&info](const osm::NodeView& node) {
                              ++info.nodes;
                              if (node.located)
                                  info.degrees.extend(geo::Point{node.at.lon, node.at.lat});
                          },
                      .way =
                          [&info](const osm::WayView& way) {
                              ++info.ways;
                              if (const char* kind = way.tags("highway")) ++info.kinds[kind];
                          },
                      .relation = [&info](const osm::RelationView&) { ++info.relations; }});
    return info;
}

std::string describe_osm(const std::filesystem::path& file) {
    const OsmInfo info = inspect_osm(file);
    std::string text = file.string() + " : OpenStreetMap\n";
    text += "  nœuds : " + std::to_string(info.nodes) + ", voies : " + std::to_string(info.ways) +
            ", relations : " + std::to_string(info.relations) + '\n';
    if (!info.header_degrees.empty())
        text += "  emprise annoncée (degrés) : " + box_text(info.header_degrees) + '\n';
    if (!info.degrees.empty())
        text += "  emprise des nœuds (degrés) : " + box_text(info.degrees) + '\n';
    std::vector<std::pair<std::string, std::size_t>> kinds(info.kinds.begin(), info.kinds.end());
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    if (!kinds.empty()) text += "  voies par nature (highway) :\n";
    for (const auto& [kind, count] : kinds)
        text += "    " + kind + " : " + std::to_string(count) + '\n';
    return text;
}

}  // namespace lisiere::io
