// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "engine/transit/raptor.hpp"
#include "engine/transit/service_day.hpp"
#include "engine/transit/timetable_digest.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "tests/bench/porto_alegre.hpp"

namespace {
using namespace lisiere;
using namespace lisiere::transit;
using namespace bench;

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
