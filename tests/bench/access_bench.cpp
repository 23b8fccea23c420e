// SPDX-License-Identifier: Apache-2.0
// Access on Porto Alegre: 1,227 hexagons, OpenStreetMap footpaths, two feeds, 13:00 to 15:00.
// LISIERE_REAL_DATA says where the data are. Searches run with two threads.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "engine/access/bord.hpp"
#include "engine/access/catchment.hpp"
#include "engine/access/destination_times.hpp"
#include "engine/access/opportunities.hpp"
#include "engine/access/perimeter_access.hpp"
#include "engine/access/service_times.hpp"
#include "engine/access/supply.hpp"
#include "io/base/csv.hpp"
#include "io/gdal/projector.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/osm/read_streets.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

constexpr Threads two{2};

fs::path data() {
    const char* root = std::getenv("LISIERE_REAL_DATA");
    return (root != nullptr ? fs::path(root) : fs::path(LISIERE_ROOT) / "../shared/data") /
           "porto_alegre";
}

/// Read and tied once; the members refer to one another.
struct City {
    street::StreetGraph graph;
    census::Population population;
    transit::Timetable timetable;
    std::optional<transit::DayTimetable> day;
    std::optional<street::Snapper> snapper;
    access::CellTies cells;
    IndexedVector<access::CategoryIdx, access::CategorySites> categories;
    access::AccessSettings settings;
    access::TransitNetwork network;
    std::vector<std::optional<street::Snap>> places;

    City(const City&) = delete;
    City() {
        const fs::path folder = data();
        if (!fs::exists(folder)) throw std::runtime_error("no data: set LISIERE_REAL_DATA");
        Notices notices;
        const io::Projector projector(io::choose_working_crs({-51.2, -30.05}));
        const auto project = [&](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
            projector(from, to);
        };
        graph = io::read_streets(folder / "poa_osm.pbf", io::read_way_profile(), project).graph;
        const io::FeedFiles feeds[] = {io::FeedFiles::open(folder / "poa_eptc.zip"),
                                       io::FeedFiles::open(folder / "poa_trensurb.zip")};
        timetable = io::read_timetable(feeds, project, notices);
        read_cells(folder, projector);

        snapper.emplace(graph);
        cells = access::snap_cells(population, *snapper, two, notices);
        // 27 categories of 20 places each, where people live.
        for (std::size_t c = 0; c < 27; ++c) {
            access::CategorySites category;
            for (std::size_t i = c; i < cells.snaps.size(); i += cells.snaps.size() / 20)
                if (const auto& snap = cells.snaps[census::CellIdx{i}])
                    category.sites.push_back(*snap);
            category.known = category.sites.size();
            places.insert(places.end(), category.sites.begin(), category.sites.end());
            categories.push_back(std::move(category));
        }
        settings.window = {Seconds{13 * 3600}, Seconds{15 * 3600}, Seconds{60}};
        day.emplace(timetable, *transit::typical_days(timetable).weekday);
        network = access::transit_network(*day, graph, *snapper, cells, settings, two, {}, notices);
    }
    void read_cells(const fs::path& folder, const io::Projector& projector) {
        const io::CsvTable table = io::read_csv_table((folder / "poa_hexgrid.csv").string());
        for (const auto& row : table.rows) {
            census::Cell cell;
            cell.id = row[table.require("id")];
            cell.centre = projector(geo::LonLat{std::stod(row[table.require("lon")]),
                                                std::stod(row[table.require("lat")])});
            cell.people = std::stod(row[table.require("population")]);
            if (cell.people > 0) population.cells.push_back(cell);
        }
    }
};

const City& city() {
    static const City loaded;
    return loaded;
}

void cell_stops(benchmark::State& state) {
    const City& c = city();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            access::cell_stops(c.graph, c.cells, c.network.stops, c.settings.stop_walk_limit, two));
    state.counters["cells"] = static_cast<double>(c.cells.snaps.size());
    state.counters["walks"] = static_cast<double>(c.network.cell_stops.items().size());
}

void footpaths(benchmark::State& state) {
    const City& c = city();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            access::footpaths(c.timetable, c.graph, c.network.stops, c.settings, two));
    state.counters["stops"] = static_cast<double>(c.network.stops.size());
    state.counters["links"] = static_cast<double>(c.network.footpaths.items().size());
}

void service_times(benchmark::State& state) {
    const City& c = city();
    const access::TransitNetwork* transit = state.range(0) != 0 ? &c.network : nullptr;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            access::service_times(c.graph, c.cells, c.categories, transit, c.settings, two));
    state.counters["departures"] = static_cast<double>(c.settings.window.departures());
}

void destination_times(benchmark::State& state) {
    const City& c = city();
    Notices notices;
    const std::vector<access::Destination> one{
        {"centre", "Centre", c.graph.position(street::NodeIdx{0})}};
    for (auto _ : state)
        benchmark::DoNotOptimize(access::destination_times(c.graph, *c.snapper, c.population,
                                                           c.cells, one, &c.network, c.settings,
                                                           two, {}, notices));
}

void supply(benchmark::State& state) {
    const City& c = city();
    const transit::ServiceDays days{c.day->day(), std::nullopt, std::nullopt};
    const std::vector<transit::Period> periods{
        {"creuses", transit::Period::DayType::ouvrable, Seconds{13 * 3600}, Seconds{15 * 3600}}};
    const auto departures = access::period_departures(c.timetable, days, periods);
    const auto services = transit::desserte(c.timetable, days, periods);
    for (auto _ : state)
        benchmark::DoNotOptimize(access::supply_in_reach(
            {c.timetable, departures, services}, c.graph, c.cells, c.network.stops, {}, two));
}

/// From every cell to every facility: what opportunities and the third nearest are counted from.
void places_in_reach(benchmark::State& state) {
    const City& c = city();
    access::ReachPlaces places{{}, {}, {}, 3, {}};
    for (const access::CategorySites& category : c.categories) {
        places.facilities.push_back(category.sites.size());
        places.snaps.insert(places.snaps.end(), category.sites.begin(), category.sites.end());
    }
    const access::StreetMode walking{access::TravelMode::marche, &c.graph, &c.cells,
                                     access::limit_cost(Minutes{30})};
    const auto maker = access::street_place_times(walking, places.snaps);
    for (auto _ : state)
        benchmark::DoNotOptimize(access::reach_figures(places, maker, c.cells, two, "essai"));
}

void catchment(benchmark::State& state) {
    const City& c = city();
    // A quarter of 12 cells about a peopled one.
    std::vector<street::Snap> origins;
    for (std::size_t i = 600; i < 612; ++i)
        if (const auto& snap = c.cells.snaps[census::CellIdx{i}]) origins.push_back(*snap);
    const std::vector<Minutes> limits{Minutes{5}, Minutes{10}, Minutes{15}, Minutes{20},
                                      Minutes{30}};
    for (auto _ : state)
        benchmark::DoNotOptimize(access::street_catchments(c.graph, origins, limits));
    state.counters["stretches"] = static_cast<double>(
        access::stretches_in_reach(c.graph, origins, access::limit_cost(limits.back())).size());
}

void rim_minutes(benchmark::State& state) {
    const City& c = city();
    const geo::Ring rim = access::street_extent(c.graph);
    for (auto _ : state)
        benchmark::DoNotOptimize(access::rim_minutes(
            c.population, {access::TravelMode::marche, &c.graph, &c.cells}, rim, {}));
}

}  // namespace

BENCHMARK(cell_stops)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(footpaths)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(service_times)
    ->ArgName("transit")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(destination_times)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(supply)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(places_in_reach)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(catchment)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(rim_minutes)->Unit(benchmark::kMillisecond)->UseRealTime();
