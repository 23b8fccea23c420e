// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <numbers>
#include <thread>

#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"
#include "engine/transit/timetable_digest.hpp"
#include "io/base/csv.hpp"
#include "io/gtfs/read_timetable.hpp"

namespace {
using namespace lisiere;
using namespace lisiere::transit;
namespace fs = std::filesystem;

fs::path data() {
    const char* folder = std::getenv("LISIERE_REAL_DATA");
    return folder != nullptr ? fs::path(folder) : fs::path(LISIERE_ROOT) / ".." / "shared" / "data";
}

/// Metres on the tangent plane at the latitude of each point: enough to time searches.
void flat(std::span<const geo::LonLat> from, std::span<geo::Point> to) {
    constexpr double degree = 111195;
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i] = {from[i].lon * degree * std::cos(from[i].lat * std::numbers::pi / 180),
                 from[i].lat * degree};
}

std::vector<io::FeedFiles> feeds_in(const std::vector<fs::path>& paths) {
    std::vector<io::FeedFiles> feeds;
    for (const fs::path& path : paths) feeds.push_back(io::FeedFiles::open(path));
    return feeds;
}

std::vector<fs::path> paris() {
    std::vector<fs::path> paths;
    const fs::path folder = data() / "paris" / "gtfs";
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

void read_paris(benchmark::State& state) {
    const std::vector<fs::path> paths = paris();
    if (paths.empty()) return state.SkipWithError("no real data");
    io::TimetableOptions options;
    options.threads.count = static_cast<unsigned>(state.range(0));
    std::size_t stop_times = 0;
    for (auto _ : state) {
        const auto feeds = feeds_in(paths);
        Notices notices;
        stop_times = io::read_timetable(feeds, flat, notices, options).stop_time_count();
    }
    state.counters["stop_times"] = static_cast<double>(stop_times);
}
BENCHMARK(read_paris)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What a run spends on asking whether its timetable is that of an earlier run.
void digest_of_timetable(benchmark::State& state) {
    const std::vector<fs::path> paths = paris();
    if (paths.empty()) return state.SkipWithError("no real data");
    Notices notices;
    const Timetable timetable = io::read_timetable(feeds_in(paths), flat, notices, {});
    for (auto _ : state) benchmark::DoNotOptimize(digest_of(timetable));
    state.counters["stop_times"] = static_cast<double>(timetable.stop_time_count());
}
BENCHMARK(digest_of_timetable)->Unit(benchmark::kMillisecond);

/// Porto Alegre, 13:00 to 14:59, walks as the crow flies × 1.3 at 3.6 km/h: 15 minutes to stops, 8
/// between stops.
struct PortoAlegre {
    Timetable timetable;
    std::unique_ptr<DayTimetable> day;
    Footpaths footpaths;
    std::vector<std::vector<StopWalk>> origins;
    std::vector<std::vector<StopWalk>> schools;
    DepartureWindow window{std::chrono::hours{13}, std::chrono::hours{15}, Seconds{60}};

    std::vector<StopWalk> walks(const geo::Point& at, double seconds) const {
        std::vector<StopWalk> found;
        for (const StopIdx stop : indices<StopIdx>(timetable.stops().size())) {
            const geo::Point& to = timetable.stops()[stop].at;
            const double walk = 1.3 * std::hypot(to.x - at.x, to.y - at.y);
            if (walk <= seconds)
                found.push_back({stop, Seconds{static_cast<int>(std::ceil(walk))}});
        }
        return found;
    }

    explicit PortoAlegre(const fs::path& folder) {
        const auto feeds = feeds_in({folder / "poa_eptc.zip", folder / "poa_trensurb.zip"});
        Notices notices;
        timetable = io::read_timetable(feeds, flat, notices);
        day = std::make_unique<DayTimetable>(timetable, typical_days(timetable).weekday.value());
        std::vector<std::uint32_t> first{0};
        std::vector<Footpath> paths;
        for (const Stop& stop : timetable.stops()) {
            for (const StopWalk& walk : walks(stop.at, 480))
                if (walk.stop.value() + 1 != first.size()) paths.push_back({walk.stop, walk.walk});
            first.push_back(static_cast<std::uint32_t>(paths.size()));
        }
        footpaths = {first, paths};
        const io::CsvTable cells = io::read_csv_table((folder / "poa_hexgrid.csv").string());
        for (const auto& row : cells.rows) {
            const auto number = [&](const char* name) {
                return io::parse_number(row[cells.require(name)])->value_or(0);
            };
            const std::vector<geo::LonLat> degrees{{number("lon"), number("lat")}};
            std::vector<geo::Point> at(1);
            flat(degrees, at);
            origins.push_back(walks(at[0], 900));
            if (number("schools") > 0) schools.push_back(origins.back());
        }
    }
};

const PortoAlegre* porto_alegre() {
    static const std::unique_ptr<PortoAlegre> city = [] {
        const fs::path folder = data() / "porto_alegre";
        return fs::exists(folder) ? std::make_unique<PortoAlegre>(folder) : nullptr;
    }();
    return city.get();
}

void range_raptor_one_origin(benchmark::State& state) {
    const PortoAlegre* city = porto_alegre();
    if (city == nullptr) return state.SkipWithError("no real data");
    RangeRaptor raptor(*city->day, city->footpaths);
    std::size_t origin = 0;
    for (auto _ : state) {
        raptor.run(city->origins[origin], city->window, {});
        // A large prime step: origins all over town.
        origin = (origin + 611) % city->origins.size();
    }
    state.counters["stops"] = static_cast<double>(city->timetable.stops().size());
    state.counters["trips"] = static_cast<double>(city->day->trip_count());
    state.counters["footpaths"] = static_cast<double>(city->footpaths.items().size());
}
BENCHMARK(range_raptor_one_origin)->Unit(benchmark::kMillisecond);

void reverse_one_category(benchmark::State& state) {
    const PortoAlegre* city = porto_alegre();
    if (city == nullptr) return state.SkipWithError("no real data");
    std::vector<StopWalk> egress;
    for (const auto& walks : city->schools) egress.insert(egress.end(), walks.begin(), walks.end());
    std::size_t entries = 0;
    for (auto _ : state)
        entries = reverse_profiles(*city->day, city->footpaths, egress, city->window, {})
                      .profiles.items()
                      .size();
    state.counters["entries"] = static_cast<double>(entries);
    state.counters["places"] = static_cast<double>(city->schools.size());
}
BENCHMARK(reverse_one_category)->Unit(benchmark::kMillisecond);

void reverse_one_place(benchmark::State& state) {
    const PortoAlegre* city = porto_alegre();
    if (city == nullptr) return state.SkipWithError("no real data");
    const std::vector<StopWalk>& egress = city->schools[city->schools.size() / 2];
    for (auto _ : state)
        benchmark::DoNotOptimize(
            reverse_profiles(*city->day, city->footpaths, egress, city->window, {}));
}
BENCHMARK(reverse_one_place)->Unit(benchmark::kMillisecond);

void one_day(benchmark::State& state) {
    const PortoAlegre* city = porto_alegre();
    if (city == nullptr) return state.SkipWithError("no real data");
    for (auto _ : state) benchmark::DoNotOptimize(DayTimetable(city->timetable, city->day->day()));
}
BENCHMARK(one_day)->Unit(benchmark::kMillisecond);

}  // namespace
