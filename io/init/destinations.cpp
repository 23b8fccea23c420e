// SPDX-License-Identifier: Apache-2.0
#include "io/init/destinations.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/geo/measure.hpp"
#include "io/gdal/projector.hpp"

namespace lisiere::io::init {
namespace {

constexpr double around_m = 1500;  // of a town hall: who lives there, what else is there

class Finder {
  public:
    Finder(Plan& plan, const Inputs& inputs)
        : plan_(plan), inputs_(inputs), project_(inputs.territory.crs) {}

    void find() {
        std::optional<geo::Point> centre = town_hall();
        if (!centre) centre = busiest_stop();
        if (centre) plan_.centre = "centre";
        const geo::Point from = centre.value_or(middle());
        nearest("gare", "gare", from);
        nearest("hopital", "hopital", from);
    }

  private:
    std::vector<const access::Facility*> of_category(const std::string& id) const {
        std::vector<const access::Facility*> found;
        for (const access::Facility& facility : inputs_.facilities)
            if (inputs_.categories[facility.category].id == id) found.push_back(&facility);
        return found;
    }

    geo::Point middle() const {
        const geo::Box& box = inputs_.territory.study_area;
        return {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    }

    /// People, else facilities, within reach of a place.
    double life_around(const geo::Point& at) const {
        double sum = 0;
        if (inputs_.population) {
            for (const census::Cell& cell : inputs_.population->cells)
                if (geo::distance(cell.centre, at) <= around_m) sum += cell.people;
            return sum;
        }
        for (const access::Facility& facility : inputs_.facilities)
            if (geo::distance(facility.at, at) <= around_m) ++sum;
        return sum;
    }

    void add(const std::string& id, const std::string& name, const geo::Point& at,
             const std::string& reason) {
        plan_.places.push_back({id, name, project_.inverse(at), reason});
    }

    static std::string named(const access::Facility& facility, const std::string& label) {
        return facility.name.empty() ? label : facility.name;
    }

    std::optional<geo::Point> town_hall() {
        const access::Facility* best = nullptr;
        double most = -1;
        for (const access::Facility* hall : of_category("mairie")) {
            const double life = life_around(hall->at);
            if (life <= most) continue;
            most = life;
            best = hall;
        }
        if (best == nullptr) return std::nullopt;
        add("centre", named(*best, "Centre"), best->at,
            "la mairie la plus entourée d'habitants ou d'équipements");
        return best->at;
    }

    std::optional<geo::Point> busiest_stop() {
        if (!inputs_.timetable) return std::nullopt;
        const transit::Timetable& timetable = *inputs_.timetable;
        std::map<std::string, std::pair<std::uint64_t, transit::StopIdx>> by_name;
        for (const transit::PatternIdx pattern :
             indices<transit::PatternIdx>(timetable.patterns().size()))
            for (const transit::StopIdx stop : timetable.stops_of(pattern)) {
                const transit::Stop& one = timetable.stops()[stop];
                if (!inputs_.territory.study_area.contains(one.at)) continue;
                auto& [trips, any] = by_name[one.name];
                if (trips == 0) any = stop;
                trips += timetable.patterns()[pattern].trips;
            }
        const auto most = std::max_element(
            by_name.begin(), by_name.end(),
            [](const auto& a, const auto& b) { return a.second.first < b.second.first; });
        if (most == by_name.end()) return std::nullopt;
        const geo::Point at = timetable.stops()[most->second.second].at;
        add("centre", most->first, at,
            "l'arrêt le plus desservi, faute de mairie parmi les équipements");
        return at;
    }

    void nearest(const std::string& id, const std::string& category, const geo::Point& from) {
        const auto found = of_category(category);
        const auto best =
            std::min_element(found.begin(), found.end(), [&](const auto* a, const auto* b) {
                return geo::distance(a->at, from) < geo::distance(b->at, from);
            });
        if (best == found.end()) return;
        const std::string& label = inputs_.categories[(*best)->category].label;
        add(id, named(**best, label), (*best)->at,
            "la plus proche du centre parmi les équipements");
    }

    Plan& plan_;
    const Inputs& inputs_;
    Projector project_;
};

}  // namespace

void find_destinations(Plan& plan, const Inputs& inputs) {
    plan.places.clear();
    Finder(plan, inputs).find();
    plan.schools = std::any_of(
        inputs.facilities.begin(), inputs.facilities.end(), [&](const access::Facility& facility) {
            return inputs.categories[facility.category].id == "ecole_elementaire";
        });
}

}  // namespace lisiere::io::init
