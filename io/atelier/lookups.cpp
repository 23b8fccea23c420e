// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/lookups.hpp"

#include <map>
#include <span>

#include "engine/access/catchment.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/layers/layers.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

Json point_of(const geo::Point& at, const Projector& projector, Json about) {
    return {{"type", "Feature"},
            {"properties", std::move(about)},
            {"geometry", geometry_json(at, projector)}};
}

Json collection(Json features) {
    return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

PerimeterIdx perimeter_of(const Atlas& base, const std::string& code) {
    const auto& perimeters = base.inputs.territory.perimeters;
    for (const PerimeterIdx at : indices<PerimeterIdx>(perimeters.size()))
        if (perimeters[at].id == code) return at;
    throw ConfigError({"/atelier/franchissements?quartier=", "« " + code + " »",
                       "le code d'un quartier de l'édition", ""});
}

}  // namespace

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

Json Lookups::facilities() const {
    const Inputs& in = base_->inputs;
    Json features = Json::array();
    for (const access::Facility& facility : in.facilities) {
        Json also = Json::array();
        for (const access::GivenAs& given : facility.also) also.push_back(given.id);
        features.push_back(point_of(facility.at, projector_,
                                    {{"id", facility.id},
                                     {"nom", facility.name},
                                     {"categorie", in.categories[facility.category].id},
                                     {"aussi", std::move(also)}}));
    }
    return collection(std::move(features));
}

Json Lookups::stops() const {
    Json features = Json::array();
    if (const auto& timetable = base_->inputs.timetable)
        for (const transit::Stop& stop : timetable->stops())
            if (stop.boardable)
                features.push_back(
                    point_of(stop.at, projector_, {{"id", stop.id}, {"nom", stop.name}}));
    return collection(std::move(features));
}

Json Lookups::best_crossings(const std::string& quarter, const Progress& progress) {
    const PerimeterIdx at = perimeter_of(*base_, quarter);
    report(progress, "franchissements", 0);
    if (!finder_) finder_.emplace(*base_);
    Json found = Json::array();
    for (const BestCrossing& one : finder_->best(at, {}, progress)) {
        const Json lines = geometry_json(geo::MultiLineString{{one.from, one.to}}, projector_);
        found.push_back(
            {{"coupure", layers::barrier_name(*base_, one.barrier)},
             {"trace", {{"type", "LineString"}, {"coordinates", lines.at("coordinates")[0]}}},
             {"longueur_m", one.length_m},
             {"habitants_minutes", one.minutes_saved},
             {"du_quartier", one.minutes_saved_in_quarter},
             {"gagnants_1", one.people_gaining}});
    }
    return {{"quartier", quarter}, {"franchissements", std::move(found)}};
}

}  // namespace lisiere::io
