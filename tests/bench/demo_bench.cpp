// SPDX-License-Identifier: Apache-2.0
// The demo territory at 1, 4 and 16 copies, written to a scratch folder: each step on the same town
// as it grows. No data is needed. The argument of each benchmark is the number of copies.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <map>
#include <memory>

#include "engine/access/ties.hpp"
#include "engine/census/apportion.hpp"
#include "engine/census/cells.hpp"
#include "engine/census/overlap.hpp"
#include "engine/street/reach.hpp"
#include "engine/street/snap.hpp"
#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"
#include "examples/generateur/town.hpp"
#include "io/gdal/projector.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_perimeters.hpp"
#include "io/layers/read_population.hpp"
#include "io/osm/read_streets.hpp"
#include "io/tiles/write_tiles.hpp"

using namespace lisiere;
namespace fs = std::filesystem;

namespace {

constexpr geo::Crs lambert{2154};

/// A territory of so many copies, written once and read once per process.
struct Territory {
    fs::path folder;
    io::Projector projector{lambert};
    Notices notices;
    street::StreetGraph graph;
    census::Population cells;
    std::vector<geo::MultiPolygon> cell_shapes;
    std::vector<geo::MultiPolygon> iris_shapes;
    transit::Timetable timetable;
    std::unique_ptr<transit::DayTimetable> day;
    std::vector<std::optional<street::Snap>> snaps;

    explicit Territory(int copies)
        : folder(fs::temp_directory_path() / ("lisiere_demo_bench_" + std::to_string(::getpid()) +
                                              "_" + std::to_string(copies))) {
        fs::create_directories(folder);
        const demo::Town town = demo::make_town(20240101);
        const auto all = demo::tiles(copies);
        demo::write_layers(town, all, folder);
        demo::write_cells(town, all, folder);
        demo::write_gtfs(town, all, folder);
        demo::write_osm(town, all, folder);
        graph = io::read_streets(folder / "rues.osm.pbf", io::read_way_profile(), project()).graph;
        io::GridSpec grid;
        grid.file = folder / "carreaux_200m.gpkg";
        grid.file_as_written = "carreaux_200m.gpkg";
        cells = io::read_grid(grid, {lambert, 0.01, {}}, notices);
        for (const census::Cell& cell : cells.cells) cell_shapes.push_back(cell.shape);
        io::LayerSpec iris;
        iris.file = folder / "iris.gpkg";
        iris.file_as_written = "iris.gpkg";
        for (const census::Area& area : io::read_iris(iris, {lambert, 0.01, {}}, notices).areas)
            iris_shapes.push_back(area.shape);
        timetable = read_feed();
        day = std::make_unique<transit::DayTimetable>(timetable,
                                                      *transit::typical_days(timetable).weekday);
        const street::Snapper snapper(graph);
        for (const census::Cell& cell : cells.cells) snaps.push_back(snapper.snap(cell.centre));
    }
    ~Territory() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Territory(const Territory&) = delete;

    io::Project project() const {
        return [this](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
            projector(from, to);
        };
    }
    transit::Timetable read_feed() {
        const io::FeedFiles feeds[] = {io::FeedFiles::open(folder / "gtfs.zip")};
        return io::read_timetable(feeds, project(), notices);
    }
};

Territory& territory(const benchmark::State& state) {
    static std::map<std::int64_t, std::unique_ptr<Territory>> all;
    auto& found = all[state.range(0)];
    if (!found) found = std::make_unique<Territory>(static_cast<int>(state.range(0)));
    return *found;
}

void read_streets(benchmark::State& state) {
    Territory& town = territory(state);
    const io::WayProfile profile = io::read_way_profile();
    for (auto _ : state)
        benchmark::DoNotOptimize(
            io::read_streets(town.folder / "rues.osm.pbf", profile, town.project())
                .graph.arc_count());
    state.counters["arcs"] = static_cast<double>(town.graph.arc_count());
}

void bounded_search(benchmark::State& state) {
    Territory& town = territory(state);
    street::Reach reach(town.graph);
    std::size_t at = 0;
    for (auto _ : state) {
        const auto& snap = town.snaps[at++ % town.snaps.size()];
        if (snap) reach.run(*snap, street::cost_of(Seconds{15 * 60}));
        benchmark::DoNotOptimize(reach.reached().size());
    }
    state.counters["arcs"] = static_cast<double>(town.graph.arc_count());
}

void nearest_of_27_categories(benchmark::State& state) {
    Territory& town = territory(state);
    std::vector<std::vector<street::Snap>> sites(27);
    for (std::size_t i = 0; i < town.snaps.size(); ++i)
        if (town.snaps[i] && i % 7 == 0) sites[i % 27].push_back(*town.snaps[i]);
    for (auto _ : state)
        for (const auto& of_category : sites)
            benchmark::DoNotOptimize(
                street::nearest(town.graph, of_category, street::cost_of(Seconds{3600}))
                    .cost.size());
    state.counters["nodes"] = static_cast<double>(town.graph.node_count());
}

void read_timetable(benchmark::State& state) {
    Territory& town = territory(state);
    for (auto _ : state) benchmark::DoNotOptimize(town.read_feed().stop_time_count());
    state.counters["stop_times"] = static_cast<double>(town.timetable.stop_time_count());
}

void raptor_window(benchmark::State& state) {
    Territory& town = territory(state);
    const transit::Footpaths none(std::vector<std::uint32_t>(town.timetable.stops().size() + 1, 0),
                                  {});
    transit::RangeRaptor raptor(*town.day, none);
    std::size_t at = 0;
    for (auto _ : state) {
        const transit::StopWalk from{transit::StopIdx{at++ % town.timetable.stops().size()},
                                     Seconds{120}};
        raptor.run(std::span(&from, 1), {}, {});
        benchmark::DoNotOptimize(raptor.arrival(0, transit::StopIdx{0}));
    }
    state.counters["trips"] = static_cast<double>(town.day->trip_count());
}

void areal_interpolation(benchmark::State& state) {
    Territory& town = territory(state);
    census::CountColumn people;
    for (const census::Cell& cell : town.cells.cells) people.values.push_back(cell.people);
    for (auto _ : state)
        benchmark::DoNotOptimize(
            census::apportion_by_area(
                census::overlap(town.cell_shapes, town.iris_shapes, Threads{2}), people)
                .size());
    state.counters["cells"] = static_cast<double>(town.cell_shapes.size());
}

void tiles(benchmark::State& state) {
    Territory& town = territory(state);
    Table table;
    table.name = "carreaux";
    table.crs = lambert;
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"population", ColumnType::real}};
    for (const census::Cell& cell : town.cells.cells) {
        table.rows.push_back({Value{cell.people}});
        table.geometries.emplace_back(cell.shape);
    }
    const io::TileLayer layers[] = {{&table, "", 0, 30, 0}};
    io::TileOptions options;
    options.threads = Threads{2};
    for (auto _ : state) {
        Notices notices;
        const io::TileReport report = io::write_tiles(
            layers,
            [&](std::span<const geo::Point> from, std::span<geo::LonLat> to) {
                town.projector.inverse(from, to);
            },
            options, town.folder / "t.mbtiles", town.folder / "t.pmtiles", notices);
        state.counters["tiles"] = static_cast<double>(report.tiles);
    }
}

}  // namespace

BENCHMARK(read_streets)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(bounded_search)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(nearest_of_27_categories)
    ->Arg(1)
    ->Arg(4)
    ->Arg(16)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(read_timetable)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(raptor_window)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(areal_interpolation)
    ->Arg(1)
    ->Arg(4)
    ->Arg(16)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(tiles)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime();
