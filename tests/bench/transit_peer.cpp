// SPDX-License-Identifier: Apache-2.0
// Our side of tests/bench/peers/transit.sh: writes the day that every peer searches as text, and
// runs the same origins and departures as the peers do.
//   transit_peer write FOLDER            rides.csv, walks.csv, origins.csv
//   transit_peer run FOLDER ORIGINS      ours.csv: origin;departure;stop;arrival; prints the ms of
//   one
//                                        origin and its 120 departures
#include <fmt/core.h>
#include <fmt/os.h>

#include <chrono>
#include <cstdlib>
#include <string>

#include "tests/bench/porto_alegre.hpp"

using namespace lisiere;
using namespace lisiere::bench;

namespace {

/// As many rides as anybody wants: peers do not count them.
constexpr TransitLimits limits{8, Seconds{7200}, Seconds{0}};

/// Origins all over town.
std::size_t origin(const PortoAlegre& city, std::size_t at) {
    return (611 * at) % city.origins.size();
}

void write(const PortoAlegre& city, const std::string& folder) {
    auto rides = fmt::output_file(folder + "/rides.csv");
    rides.print("trip;stop;arrival;departure;board;alight\n");
    std::size_t trip = 0;
    for (const PatternIdx pattern : indices<PatternIdx>(city.timetable.patterns().size())) {
        const auto stops = city.timetable.stops_of(pattern);
        for (std::size_t t = 0; t < city.day->trips(pattern).size(); ++t, ++trip)
            for (std::uint32_t position = 0; position < stops.size(); ++position)
                rides.print("{};{};{};{};{};{}\n", trip, stops[position].value(),
                            city.day->arrivals(pattern, position)[t],
                            city.day->departures(pattern, position)[t],
                            static_cast<int>(city.timetable.may_board(pattern, position)),
                            static_cast<int>(city.timetable.may_alight(pattern, position)));
    }
    auto walks = fmt::output_file(folder + "/walks.csv");
    walks.print("from;to;seconds\n");
    for (const StopIdx from : indices<StopIdx>(city.timetable.stops().size()))
        for (const Footpath& path : city.footpaths[from])
            walks.print("{};{};{}\n", from.value(), path.to.value(), path.walk.count());
    auto origins = fmt::output_file(folder + "/origins.csv");
    origins.print("origin;stop;seconds\n");
    for (std::size_t at = 0; at < city.origins.size(); ++at)
        for (const StopWalk& walk : city.origins[origin(city, at)])
            origins.print("{};{};{}\n", at, walk.stop.value(), walk.walk.count());
}

void run(const PortoAlegre& city, const std::string& folder, std::size_t origins) {
    RangeRaptor raptor(*city.day, city.footpaths);
    auto out = fmt::output_file(folder + "/ours.csv");
    out.print("origin;departure;stop;arrival\n");
    std::chrono::duration<double, std::milli> spent{0};
    for (std::size_t at = 0; at < origins; ++at) {
        const auto start = std::chrono::steady_clock::now();
        raptor.run(city.origins[origin(city, at)], city.window, limits);
        spent += std::chrono::steady_clock::now() - start;
        // The first departure of each half hour is compared.
        for (std::size_t d = 0; d < city.window.departures(); d += 30)
            for (const StopIdx stop : indices<StopIdx>(city.timetable.stops().size()))
                if (const std::int32_t arrival = raptor.arrival(d, stop); arrival != never)
                    out.print("{};{};{};{}\n", at, city.window.departure(d).count(), stop.value(),
                              arrival);
    }
    fmt::print("{}\n", spent.count() / static_cast<double>(origins));
}

}  // namespace

int main(int argc, char** argv) {
    const std::string verb = argc > 2 ? argv[1] : "";
    if (!(verb == "write" && argc == 3) && !(verb == "run" && argc == 4)) {
        fmt::print(stderr, "transit_peer write FOLDER | run FOLDER ORIGINS\n");
        return EXIT_FAILURE;
    }
    const PortoAlegre city(data() / "porto_alegre");
    verb == "write" ? write(city, argv[2])
                    : run(city, argv[2], static_cast<std::size_t>(std::stoul(argv[3])));
    return EXIT_SUCCESS;
}
