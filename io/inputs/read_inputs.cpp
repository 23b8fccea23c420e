// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/read_inputs.hpp"

#include <utility>

#include "engine/territory/sectors.hpp"
#include "io/gdal/read_context.hpp"
#include "io/inputs/read_local_lists.hpp"
#include "io/inputs/read_networks.hpp"
#include "io/inputs/reading.hpp"
#include "io/layers/working_crs.hpp"
#include "io/reference/distribution_file.hpp"

namespace lisiere::io {
namespace {

void working_system(Reading& reading) {
    report(reading.progress, "lecture des périmètres", 0);
    reading.use_system(working_crs(reading.config));
}

/// Streets, barriers, cells, buildings, timetable, facilities and what is counted at them.
void read_networks(Reading& reading, const NetworkContext& networks) {
    Inputs& in = reading.in();
    Notices& notices = reading.notices();
    reading.attempt([&] { in.population = read_all_population(networks, notices); });
    require_calibration(reading);
    reading.attempt([&] { in.buildings = read_all_buildings(networks, notices); });
    reading.attempt([&] {
        Streets streets = read_all_streets(networks, notices);
        in.streets = std::move(streets.walking);
        in.cycling = std::move(streets.cycling);
        in.driving = std::move(streets.driving);
    });
    reading.attempt([&] { in.barriers = read_all_barriers(networks, notices); });
    if (!reading.config.distribution.empty())
        reading.attempt([&] { in.distribution = read_distribution(reading.config.distribution); });
    reading.attempt([&] { in.timetable = read_all_timetables(networks, notices); });
    reading.attempt([&] {
        in.facilities = read_all_facilities(networks, reading.iris_layer(),
                                            in.territory.communes.items(), notices);
    });
    reading.attempt(
        [&] { in.opportunities = read_all_opportunities(networks, in.facilities, notices); });
}

/// Layers that nothing is computed from, and the sectors that are compared with.
void read_contexts(Reading& reading) {
    Inputs& in = reading.in();
    for (const ContextSpec& spec : reading.config.contexts)
        reading.attempt([&] {
            in.context.push_back(read_context(spec, *reading.styles.find(spec.table()),
                                              reading.context(), reading.notices()));
            if (spec.reference)
                assign_sectors(sectors_of(in.context.back(), reading.notices()), in.territory,
                               reading.notices());
        });
}

void stop_at_once(const InputError& error) {
    throw InputError(error.trouble());
}

}  // namespace

ReadOutcome read_all(const RunConfig& config, Threads threads, const Progress& progress,
                     OnError on_error) {
    Reading reading(config, threads, progress, std::move(on_error));
    Inputs& in = reading.in();
    read_references(reading);
    // A check goes on after perimeters that cannot be read: any system in metres will do to
    // look at the rest.
    if (reading.attempt([&] { working_system(reading); }))
        reading.attempt([&] { read_territory_layers(reading); });
    else
        reading.use_system({3857});
    read_census_layers(reading);
    const NetworkContext networks{
        config, reading.context(), *reading.projector, reading.categories, threads, progress};
    read_networks(reading, networks);
    reading.attempt([&] {
        in.local_lists = read_local_lists(config, in, reading.categories, reading.persons,
                                          *reading.projector, reading.notices());
    });
    take_person_names_away(in.facilities, reading.persons);
    read_contexts(reading);
    if (in.timetable) reading.attempt([&] { choose_days(reading); });
    // After the days, which are chosen among those of the trips alone.
    reading.attempt([&] { add_all_stops(networks, in.timetable, reading.notices()); });
    for (const PlaceSpec& place : config.destinations)
        in.destinations.push_back({place.id, place.label, (*reading.projector)(place.at)});
    return std::move(reading.outcome);
}

ReadOutcome read_inputs(const RunConfig& config, const Fingerprint& files, Threads threads,
                        const Progress& progress) {
    ReadOutcome outcome = read_all(config, threads, progress, stop_at_once);
    outcome.inputs.sources = sources_of(config, files);
    return outcome;
}

ReadOutcome read_territory(const RunConfig& config, const Progress& progress) {
    Reading reading(config, Threads{1}, progress, stop_at_once);
    working_system(reading);
    read_territory_layers(reading);
    return std::move(reading.outcome);
}

}  // namespace lisiere::io
