// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_pois.hpp"

#include <cmath>

#include "engine/geo/measure.hpp"
#include "io/base/siret.hpp"
#include "io/osm/collect.hpp"

namespace lisiere::io {
namespace {

constexpr const char* siret_tag = "ref:FR:SIRET";

geo::Point place_of(const osm::Shape& shape, const Project& project) {
    geo::LineString best;
    double largest = -1;
    for (const auto& line : shape.lines) {
        geo::LineString drawn(line.size());
        project(line, drawn);
        const bool ring = drawn.size() > 3 && drawn.front() == drawn.back();
        const double area = ring ? std::abs(geo::signed_area(drawn)) : 0;
        if (area <= largest) continue;
        largest = area;
        best = std::move(drawn);
    }
    if (largest <= 0) return best[best.size() / 2];
    return geo::centroid({geo::Polygon{best, {}}});
}

}  // namespace

std::vector<access::Facility> read_osm_facilities(const std::filesystem::path& file,
                                                  const Categories& categories,
                                                  const Project& project, Notices& notices) {
    osm::Wanted wanted;
    wanted.keys = categories.osm_keys();
    wanted.nodes = true;
    wanted.match = [&categories, keys = categories.osm_keys()](const osm::Tags& tags) {
        // Most objects carry none of the keys: asking for each is cheaper than trying each rule.
        for (const std::string& key : keys)
            if (tags(key.c_str()) != nullptr) return !categories.of_osm(tags).empty();
        return false;
    };
    wanted.keys.emplace_back(siret_tag);
    const osm::Collection found = osm::collect(file, wanted);
    std::vector<access::Facility> facilities;
    for (const osm::Shape& shape : found.shapes) {
        const auto tags = [&shape](const char* key) -> const char* {
            const auto at = shape.tags.find(key);
            return at == shape.tags.end() ? nullptr : at->second.c_str();
        };
        const geo::Point at = place_of(shape, project);
        for (const access::CategoryIdx category : categories.of_osm(tags)) {
            access::Facility facility;
            facility.id = shape.label();
            facility.name = shape.name();
            facility.category = category;
            facility.at = at;
            // A node may stand in the building that is mapped as the same place; two nodes do not.
            facility.type = shape.type == 'n' ? "node" : "area";
            if (const char* siret = tags(siret_tag)) facility.registry = siret_of(siret);
            facilities.push_back(std::move(facility));
        }
    }
    const std::string layer = file.filename().string();
    if (facilities.empty())
        notices.add(Severity::avertissement, "aucun_equipement", layer);
    else
        notices.add(Severity::info, "equipements_lus", layer, {}, facilities.size());
    return facilities;
}

}  // namespace lisiere::io
