// SPDX-License-Identifier: Apache-2.0
#include "io/edition/edition_parts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/table/table_rows.hpp"
#include "io/base/file_names.hpp"

namespace lisiere::io {

std::string attribution_of(const std::vector<Source>& sources) {
    struct Part {
        std::string name;
        std::vector<std::string> vintages;
    };
    std::vector<Part> parts;
    for (const Source& source : sources) {
        const std::string& name = source.producer.empty() ? source.title : source.producer;
        if (name.empty()) continue;
        auto part = std::find_if(parts.begin(), parts.end(),
                                 [&](const Part& one) { return one.name == name; });
        if (part == parts.end()) part = parts.insert(parts.end(), {name, {}});
        if (!source.vintage.empty() && std::find(part->vintages.begin(), part->vintages.end(),
                                                 source.vintage) == part->vintages.end())
            part->vintages.push_back(source.vintage);
    }
    std::string text;
    for (Part& part : parts) {
        std::sort(part.vintages.begin(), part.vintages.end());
        text += (text.empty() ? "" : " · ") + part.name;
        for (std::size_t i = 0; i < part.vintages.size(); ++i)
            text += (i == 0 ? " " : ", ") + part.vintages[i];
    }
    return text;
}

double true_north(const Projector& projector, const geo::Point& at) {
    constexpr double step = 0.001;  // degrees: about a hundred metres
    const geo::LonLat here = projector.inverse(at);
    const geo::Point north = projector(geo::LonLat{here.lon, here.lat + step});
    return std::atan2(north.x - at.x, north.y - at.y);
}

MetadataExtent extent_in_degrees(const Projector& projector, const geo::Box& box) {
    constexpr int parts = 8;  // of a side
    geo::Box degrees;
    for (int i = 0; i <= parts; ++i) {
        const double share = static_cast<double>(i) / parts;
        const double x = box.min_x + share * box.width();
        const double y = box.min_y + share * box.height();
        for (const geo::Point& at : {geo::Point{x, box.min_y}, geo::Point{x, box.max_y},
                                     geo::Point{box.min_x, y}, geo::Point{box.max_x, y}}) {
            const geo::LonLat there = projector.inverse(at);
            degrees.extend(geo::Point{there.lon, there.lat});
        }
    }
    return {degrees.min_x, degrees.min_y, degrees.max_x, degrees.max_y};
}

std::map<std::string, std::string> page_names_of(const Table& perimeters) {
    const TableRows rows(&perimeters);
    std::vector<std::string> codes;
    for (std::size_t row = 0; row < rows.size(); ++row) codes.push_back(rows.text(row, "code"));
    std::map<std::string, std::string> names = FileNames(codes).all();
    std::erase_if(names, [](const auto& pair) { return pair.first == pair.second; });
    return names;
}

std::vector<ProjectBookmark> bookmarks_of(const Table& perimeters) {
    std::vector<ProjectBookmark> out;
    const TableRows rows(&perimeters);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto* shape = std::get_if<geo::MultiPolygon>(&perimeters.geometries[row]);
        if (shape == nullptr || shape->empty()) continue;
        constexpr double margin_m = 300;
        const geo::Box box = geo::bounds(*shape).grown(margin_m);
        out.push_back({rows.text(row, "nom_qp") + " (" + rows.text(row, "code") + ")",
                       {box.min_x, box.min_y, box.max_x, box.max_y}});
    }
    return out;
}

}  // namespace lisiere::io
