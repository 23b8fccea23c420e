// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/lookups.hpp"

#include <map>
#include <span>

#include "engine/access/catchment.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::io {

Lookups::Lookups(const Atlas& base)
    : base_(&base),
      projector_(base.inputs.territory.crs),
      snapper_(*base.inputs.streets, base.settings.access.snap) {}

Json Lookups::street_at(const geo::LonLat& place, double limit) const {
    const street::StreetGraph& streets = *base_->inputs.streets;
    const auto snap = snapper_.snap(projector_(place));
    if (!snap || snap->off_m > limit) return {{"rue", nullptr}};
    const std::span<const geo::Point> line = streets.line(snap->edge);
    return {{"point", geometry_json(snap->at, projector_)},
            {"distance_m", snap->off_m},
            {"nature", streets.kind_name(streets.edge(snap->edge).kind)},
            {"rue", geometry_json(geo::MultiLineString{{line.begin(), line.end()}}, projector_)}};
}

Json Lookups::walk_from(const geo::LonLat& place, Minutes limit) const {
    const Inputs& in = base_->inputs;
    Json answer{{"minutes", limit.count()}, {"aire", nullptr}};
    const auto snap = snapper_.snap(projector_(place));
    if (!snap) return answer;
    const std::vector<Minutes> limits{limit};
    const geo::MultiPolygon area = access::street_catchments(*in.streets, std::span(&*snap, 1),
                                                             limits, base_->settings.catchment)
                                       .front();
    if (area.empty()) return answer;
    answer["aire"] = geometry_json(area, projector_);
    answer["habitants"] =
        people_in(*in.population, std::span(&area, 1), base_->settings.threads).front();
    std::map<std::string, int> facilities;
    const geo::Box box = geo::bounds(area);
    for (const access::Facility& facility : in.facilities)
        if (box.contains(facility.at) && geo::distance_to(area, facility.at).value() <= 0)
            ++facilities[in.categories[facility.category].id];
    answer["equipements"] = facilities;
    return answer;
}

}  // namespace lisiere::io
