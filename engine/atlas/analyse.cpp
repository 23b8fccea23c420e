// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/census/overlap.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

constexpr double least_uncovered =
    0.01;  // share of a perimeter beyond the streets that is worth a notice

/// One run of the analysis: each step fills its part of the atlas from the parts before it.
class Analysis {
  public:
    Analysis(Inputs inputs, Settings settings, const Progress& progress) : progress_(progress) {
        atlas_.inputs = std::move(inputs);
        atlas_.settings = std::move(settings);
    }

    Atlas run() {
        people();
        portraits();
        if (atlas_.inputs.streets)
            streets();
        else
            no_streets();
        aggregate();
        enclosure_step(atlas_, progress_);
        bands();
        return std::move(atlas_);
    }

  private:
    Territory& territory() { return atlas_.inputs.territory; }
    Threads threads() const { return atlas_.settings.threads; }
    const census::Population& population() const { return *atlas_.inputs.population; }
    std::size_t cell_count() const {
        return atlas_.inputs.population ? population().cells.size() : 0;
    }

    std::vector<geo::MultiPolygon> perimeter_shapes() {
        std::vector<geo::MultiPolygon> shapes;
        for (const Perimeter& perimeter : territory().perimeters) shapes.push_back(perimeter.shape);
        return shapes;
    }
    std::vector<geo::MultiPolygon> cell_shapes() const {
        std::vector<geo::MultiPolygon> shapes;
        if (atlas_.inputs.population)
            for (const census::Cell& cell : population().cells) shapes.push_back(cell.shape);
        return shapes;
    }

    void people() {
        constexpr std::string_view step = "population";
        report(progress_, step, 0);
        Inputs& in = atlas_.inputs;
        in.population = residents({in.territory, in.areas, in.official, in.kept_share},
                                  std::move(in.population), threads(), atlas_.notices);
        if (!in.population) in.population.emplace();
        // Neither people spread from the official figures nor a part of the ages are an estimate of
        // the population.
        atlas_.residents.estimated = cell_count() > 0 &&
                                     atlas_.notices.count("population_par_perimetre") == 0 &&
                                     atlas_.notices.count("population_partielle") == 0;
        std::vector<std::string> ids;
        for (const Perimeter& perimeter : in.territory.perimeters) ids.push_back(perimeter.id);
        const census::OverlapMatrix overlap =
            census::overlap(cell_shapes(), perimeter_shapes(), threads());
        Residents& residents = atlas_.residents;
        residents.perimeters = access::groups_by_overlap(population(), overlap, ids);
        references();
        report(progress_, step, 1);
    }

    void references() {
        Residents& residents = atlas_.residents;
        std::map<std::string, ReferenceIdx> communes;
        std::map<std::string, std::vector<std::string>> epci_members;
        for (const Commune& commune : territory().communes) {
            const std::vector<std::string> one{commune.code};
            communes[commune.code] = residents.references.push_back(
                access::group_of_communes(population(), one, commune.code));
            if (!commune.epci.empty()) epci_members[commune.epci].push_back(commune.code);
        }
        std::map<std::string, ReferenceIdx> epcis;
        for (const auto& [siren, members] : epci_members)
            epcis[siren] = residents.references.push_back(
                access::group_of_communes(population(), members, siren));
        residents.zone =
            residents.references.push_back(access::whole_population(population(), "zone"));

        for (const Perimeter& perimeter : territory().perimeters) {
            const CommuneIdx commune =
                commune_at(territory(), geo::point_on_surface(perimeter.shape));
            residents.commune_of.push_back(
                commune.valid() ? communes[territory().communes[commune].code] : ReferenceIdx());
            const std::string epci = commune.valid() ? territory().communes[commune].epci : "";
            residents.epci_of.push_back(epci.empty() ? ReferenceIdx() : epcis[epci]);
        }
    }

    void streets() {
        const street::StreetGraph& graph = *atlas_.inputs.streets;
        const access::AccessSettings& settings = atlas_.settings.access;
        const street::Snapper snapper(graph, settings.snap);
        atlas_.ties = access::snap_cells(population(), snapper, threads(), atlas_.notices);
        edge_of_data(graph);

        const auto sites =
            access::category_sites(atlas_.inputs.facilities, atlas_.inputs.categories.size(),
                                   snapper, threads(), atlas_.notices);
        std::optional<transit::DayTimetable> day;
        std::optional<access::TransitNetwork> network;
        if (atlas_.inputs.timetable) {
            day.emplace(*atlas_.inputs.timetable, atlas_.settings.travel_day);
            network = access::transit_network(*day, graph, snapper, atlas_.ties, settings,
                                              threads(), progress_, atlas_.notices);
            desserte(graph, network->stops);
        } else {
            atlas_.supply = access::no_supply(cell_count(), atlas_.inputs.periods.size());
        }
        const access::TransitNetwork* transit = network ? &*network : nullptr;
        atlas_.times = access::service_times(graph, atlas_.ties, sites, transit, settings,
                                             threads(), progress_);
        places(graph, snapper, transit);
        baskets();
        walk_areas(graph);
        lived_quarters(graph, snapper);
    }

    /// The same shapes as with streets, every value missing because they were not supplied.
    void no_streets() {
        const std::vector<Maybe<double>> unknown(cell_count());
        const std::vector<std::vector<Maybe<double>>> all(atlas_.inputs.categories.size(), unknown);
        atlas_.ties.snaps =
            IndexedVector<census::CellIdx, std::optional<street::Snap>>(cell_count());
        atlas_.times = {all, all, all, all};
        atlas_.own_mairie.minutes = {unknown, unknown, unknown, unknown};
        for (const access::Destination& place : atlas_.inputs.destinations)
            atlas_.destinations.push_back(
                {place.id, place.label, {unknown, unknown, unknown, unknown}, unknown, unknown});
        atlas_.supply = access::no_supply(cell_count(), atlas_.inputs.periods.size());
        if (atlas_.inputs.timetable)
            atlas_.stop_services = transit::desserte(*atlas_.inputs.timetable, atlas_.settings.days,
                                                     atlas_.inputs.periods);
        baskets();
    }

    /// The indicator kit: counts carried to perimeters and their references.
    void portraits() {
        constexpr std::string_view step = "indicateurs";
        report(progress_, step, 0);
        const Inputs& in = atlas_.inputs;
        census::IndicatorInputs inputs;
        for (const Perimeter& perimeter : in.territory.perimeters)
            inputs.codes.push_back(perimeter.id);
        inputs.perimeters = perimeter_shapes();
        for (const Commune& commune : in.territory.communes) {
            inputs.commune_codes.push_back(commune.code);
            inputs.commune_epci.push_back(commune.epci);
            inputs.communes.push_back(commune.shape);
        }
        inputs.tables = in.areas;
        // Cells cut from areas or spread from official figures hold no count of their own.
        if (population().origin != census::CellOrigin::decoupe) inputs.population = &population();
        inputs.official = in.official;
        const std::vector<census::CountedPoints> points = counted_facilities();
        inputs.points = points;
        inputs.secrecy = in.secrecy;
        atlas_.indicators = census::indicator_values(
            in.indicators, inputs, {}, threads(),
            [&](double done) { report(progress_, step, std::min(done, 0.99)); });
        report(progress_, step, 1);
    }

    /// Facilities as variables of formulas, EQUIPEMENT_<CATEGORY>; one that stands for several
    /// counts as many.
    std::vector<census::CountedPoints> counted_facilities() const {
        std::vector<census::CountedPoints> counted;
        if (atlas_.inputs.facilities.empty()) return counted;
        for (const access::Category& category : atlas_.inputs.categories) {
            census::CountedPoints points;
            points.variable.id = "EQUIPEMENT_" + category.id;
            std::transform(points.variable.id.begin(), points.variable.id.end(),
                           points.variable.id.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
            points.variable.column = points.variable.id;
            counted.push_back(std::move(points));
        }
        for (const access::Facility& facility : atlas_.inputs.facilities) {
            census::CountedPoints& points = counted[facility.category.value()];
            points.variable.source = facility.source;
            const auto times =
                facility.capacity_known ? std::max(1L, std::lround(facility.capacity)) : 1L;
            points.points.insert(points.points.end(), static_cast<std::size_t>(times), facility.at);
        }
        return counted;
    }

    void edge_of_data(const street::StreetGraph& graph) {
        const geo::Ring extent = access::street_extent(graph);
        const std::vector<bool> edge = access::edge_cells(
            population(), atlas_.ties, graph, extent, atlas_.settings.bord, threads(), progress_);
        auto& cells = atlas_.inputs.population->cells;
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
            cells.items()[cell].bord = edge[cell];
        const geo::MultiPolygon covered{geo::Polygon{extent, {}}};
        for (const Perimeter& perimeter : territory().perimeters) {
            const double outside = geo::area(perimeter.shape).value() -
                                   geo::intersection_area(perimeter.shape, covered).value();
            const bool clipped = atlas_.inputs.kept_share.contains(perimeter.id);
            atlas_.perimeter_at_edge.push_back(clipped || outside > 1.0);
            if (outside > least_uncovered * geo::area(perimeter.shape).value())
                atlas_.notices.add(Severity::avertissement, "perimetre_hors_des_rues", "rues",
                                   "périmètres que les rues ne couvrent pas en entier : leurs "
                                   "mesures sont incomplètes",
                                   perimeter.id);
        }
    }

    void desserte(const street::StreetGraph& graph, const access::StopTies& stops) {
        const transit::Timetable& timetable = *atlas_.inputs.timetable;
        const auto departures =
            access::period_departures(timetable, atlas_.settings.days, atlas_.inputs.periods);
        atlas_.stop_services =
            transit::desserte(timetable, atlas_.settings.days, atlas_.inputs.periods);
        atlas_.supply =
            access::supply_in_reach(timetable, departures, atlas_.stop_services, graph, atlas_.ties,
                                    stops, atlas_.settings.supply, threads(), progress_);
    }

    void places(const street::StreetGraph& graph, const street::Snapper& snapper,
                const access::TransitNetwork* transit) {
        atlas_.destinations = access::destination_times(
            graph, snapper, population(), atlas_.ties, atlas_.inputs.destinations, transit,
            atlas_.settings.access, threads(), progress_, atlas_.notices);
        atlas_.own_mairie =
            access::own_commune_times(graph, snapper, population(), atlas_.ties, mairies(),
                                      "mairie_commune", "Mairie de la commune", transit,
                                      atlas_.settings.access, threads(), progress_, atlas_.notices);
    }

    /// The town hall of each commune: its first facility of the category `mairie`.
    std::map<std::string, access::Destination> mairies() {
        std::map<std::string, access::Destination> found;
        for (const access::Facility& facility : atlas_.inputs.facilities) {
            if (atlas_.inputs.categories[facility.category].id != "mairie") continue;
            const CommuneIdx commune = commune_at(territory(), facility.at);
            if (commune.valid())
                found.try_emplace(territory().communes[commune].code,
                                  access::Destination{facility.id, facility.name, facility.at});
        }
        return found;
    }

    void baskets() {
        const double minutes = atlas_.settings.access.basket_minutes;
        atlas_.basket_walk = access::basket_share(atlas_.inputs.categories, atlas_.times,
                                                  access::TravelMode::marche, minutes);
        atlas_.basket_transit = access::basket_share(atlas_.inputs.categories, atlas_.times,
                                                     access::TravelMode::transports, minutes);
    }

    void aggregate() {
        const auto& thresholds = atlas_.settings.access.thresholds_min;
        atlas_.perimeter_access =
            access::access_table(atlas_.residents.perimeters, atlas_.times, thresholds, threads());
        atlas_.reference_access = access::access_table(atlas_.residents.references.items(),
                                                       atlas_.times, thresholds, threads());
    }

    void walk_areas(const street::StreetGraph& graph) {
        constexpr std::string_view step = "isochrones";
        const auto& limits = atlas_.settings.isochrone_minutes;
        const std::size_t count = territory().perimeters.size();
        std::vector<std::vector<geo::MultiPolygon>> shapes(count);
        for_each_chunk(
            count, 1, threads(),
            [&](std::size_t begin, std::size_t end, unsigned) {
                for (std::size_t at = begin; at < end; ++at) {
                    const auto origins =
                        access::catchment_origins(atlas_.residents.perimeters[at], atlas_.ties,
                                                  atlas_.settings.catchment.people_share);
                    shapes[at] =
                        access::walk_catchments(graph, origins, limits, atlas_.settings.catchment);
                }
            },
            [&](double done) { report(progress_, step, done); });
        for (std::size_t at = 0; at < count; ++at)
            for (std::size_t i = 0; i < limits.size(); ++i)
                if (!shapes[at][i].empty())
                    atlas_.isochrones.push_back(
                        {PerimeterIdx{at}, limits[i], std::move(shapes[at][i]), {}});
        std::vector<geo::MultiPolygon> targets;
        for (const Isochrone& isochrone : atlas_.isochrones) targets.push_back(isochrone.shape);
        const std::vector<double> people = people_in(targets);
        for (std::size_t i = 0; i < people.size(); ++i) atlas_.isochrones[i].people = people[i];
    }

    /// People of the cells, by share of area, in each shape.
    std::vector<double> people_in(std::span<const geo::MultiPolygon> shapes) {
        const census::OverlapMatrix overlap = census::overlap(cell_shapes(), shapes, threads());
        std::vector<double> people(shapes.size(), 0);
        for (std::size_t target = 0; target < shapes.size(); ++target)
            for (const auto& entry : overlap.row(target))
                people[target] +=
                    population().cells[census::CellIdx{entry.source}].people * entry.share;
        return people;
    }

    /// Where residents of each perimeter go, on foot: a model.
    void lived_quarters(const street::StreetGraph& graph, const street::Snapper& snapper) {
        std::vector<geo::Point> places;
        for (const access::Facility& facility : atlas_.inputs.facilities)
            places.push_back(facility.at);
        const auto snaps = access::snap_points(places, snapper, threads());
        std::vector<bool> priority;
        for (const Perimeter& perimeter : territory().perimeters)
            priority.push_back(std::find(atlas_.settings.priority.begin(),
                                         atlas_.settings.priority.end(),
                                         perimeter.kind) != atlas_.settings.priority.end());
        const vecu::ChoiceInputs inputs{graph,
                                        population(),
                                        atlas_.ties,
                                        atlas_.inputs.categories,
                                        atlas_.inputs.facilities,
                                        snaps,
                                        atlas_.residents.perimeters,
                                        priority,
                                        {}};
        atlas_.visits = vecu::expected_visits(inputs, atlas_.settings.choice, threads(), progress_);
        atlas_.notices.add(atlas_.visits.notices);
        atlas_.lived_areas = vecu::lived_areas(inputs, atlas_.settings.choice, atlas_.visits,
                                               atlas_.settings.lived, threads(), progress_);
    }

    void bands() {
        std::vector<geo::MultiPolygon> shapes;
        for (const PerimeterIdx at : indices<PerimeterIdx>(territory().perimeters.size()))
            if (territory().perimeters[at].kind == PerimeterKind::quartier_prioritaire) {
                atlas_.banded.push_back(at);
                shapes.push_back(territory().perimeters[at].shape);
            }
        std::vector<double> distances;
        for (const Metres distance : atlas_.settings.band_distances)
            distances.push_back(distance.value());
        if (!shapes.empty()) atlas_.bands = vecu::bands(shapes, distances, population(), threads());
    }

    const Progress& progress_;
    Atlas atlas_;
};

}  // namespace

Atlas analyse(Inputs inputs, Settings settings, const Progress& progress) {
    return Analysis(std::move(inputs), std::move(settings), progress).run();
}

}  // namespace lisiere
