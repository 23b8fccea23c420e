// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "engine/transit/grouping.hpp"
#include "tests/engine/atlas/random_town.hpp"

/// Public transport of a random town, and scenarios that add lines to it or close some.
namespace lisiere::test {

inline constexpr transit::Day weekday{std::chrono::year{2026} / 3 / 17};
inline constexpr transit::Day sunday{std::chrono::year{2026} / 3 / 22};
inline constexpr transit::Mode some_modes[] = {transit::Mode::bus, transit::Mode::tram};

inline std::vector<transit::Day> some_days(RandomTown& town) {
    if (town.pick(3) == 0) return {sunday};
    return town.pick(2) == 0 ? std::vector{weekday} : std::vector{weekday, sunday};
}

/// Two to five lines there and back between a dozen stops, each with hours and a headway of its
/// own: some run in the peak alone, so that a large feed hardly covers the evening. In one town of
/// four a stop has a line whose hours nobody has told.
inline transit::Timetable random_lines(RandomTown& town) {
    transit::Timetable::Parts parts;
    for (std::size_t s = 0; s < 12; ++s) {
        transit::Stop stop;
        stop.id = stop.name = "s" + std::to_string(s);
        stop.at = town.point();
        parts.stops.push_back(stop);
    }
    parts.feeds = {"essai"};
    std::vector<transit::TripDraft> drafts;
    std::vector<transit::Call> calls;
    const auto add_trip = [&](transit::LineIdx line, transit::ServiceIdx days,
                              const std::vector<transit::StopIdx>& stops, std::int32_t start,
                              std::uint8_t direction) {
        drafts.push_back({line, days, std::to_string(drafts.size()),
                          static_cast<std::uint32_t>(calls.size()),
                          static_cast<std::uint32_t>(stops.size()), direction});
        for (const transit::StopIdx stop : stops) {
            calls.push_back({stop, 3, {start, start}});
            // Minutes apart, so that a trip may leave one stop before a period and the next within.
            start += 120 + 60 * static_cast<std::int32_t>(stop.value() % 4);
        }
    };
    for (std::size_t l = 0; l < 2 + town.pick(4); ++l) {
        const std::string name = "L" + std::to_string(l);
        const transit::LineIdx line =
            parts.lines.push_back({name, name, name, "", some_modes[town.pick(2)]});
        const transit::ServiceIdx days = parts.services.push_back(some_days(town));
        std::vector<transit::StopIdx> stops;
        while (stops.size() < 2 + town.pick(4)) {
            const transit::StopIdx next{town.pick(parts.stops.size())};
            if (stops.empty() || stops.back() != next) stops.push_back(next);
        }
        const std::int32_t first = (town.pick(2) == 0 ? 6 * 3600 : 7 * 3600) -
                                   60 * static_cast<std::int32_t>(town.pick(8));
        const std::int32_t last = town.pick(2) == 0 ? 23 * 3600 : 9 * 3600;
        const auto headway = static_cast<std::int32_t>(60 * (2 + town.pick(29)));
        for (std::int32_t start = first; start <= last; start += headway) {
            add_trip(line, days, stops, start, 0);
            add_trip(line, days, {stops.rbegin(), stops.rend()}, start + 120, 1);
        }
    }
    if (town.pick(4) == 0) {
        const transit::LineIdx line =
            parts.lines.push_back({"U", "U", "U", "", some_modes[town.pick(2)]});
        parts.untimed_lines.resize(parts.stops.size());
        parts.untimed_lines[transit::StopIdx{town.pick(parts.stops.size())}].push_back(line);
    }
    transit::group_trips(drafts, calls, parts);
    return transit::Timetable(std::move(parts));
}

/// The town with public transport, and the measures that rest on it.
inline Inputs with_transit(RandomTown& town) {
    Inputs in = town.inputs();
    in.timetable = random_lines(town);
    const auto hour = [](int h) { return Seconds{h * 3600}; };
    in.periods = {{"pointe_matin", transit::DayType::ouvrable, hour(7), hour(9)},
                  {"soiree", transit::DayType::ouvrable, hour(20), hour(22)},
                  {"dimanche", transit::DayType::dimanche, hour(8), hour(20)}};
    for (const auto& [id, sense] : {std::pair{"departs_h_pointe_matin", Sense::moins},
                                    {"departs_h_soiree", Sense::moins},
                                    {"departs_h_dimanche", Sense::moins},
                                    {"arret_min", Sense::plus},
                                    {"arret_lourd_500", Sense::moins}})
        in.measures.push_back(measure(id, "desserte", sense));
    in.measures.push_back(measure("centre_tc_min", "eloignement", Sense::plus));
    in.measures.push_back(measure("panier_tc_part", "eloignement", Sense::moins));
    return in;
}

inline Settings transit_law_settings() {
    Settings law = law_settings();
    law.access.cell_modes.push_back(access::TravelMode::transports);
    law.access.window = {Seconds{7 * 3600 + 1800}, Seconds{8 * 3600}, Seconds{60}};
    law.supply.reach = Minutes{3};
    law.supply.heavy_reach = Minutes{5};
    law.days = {weekday, {}, sunday, {}};
    law.travel_day = weekday;
    law.transit_isochrone_minutes.clear();
    return law;
}

/// One or two lines more, between stops that are there and new ones.
inline void add_lines(RandomTown& town, const transit::Timetable& timetable,
                      scenario::Scenario& scenario) {
    for (std::size_t l = 0; l <= town.pick(2); ++l) {
        scenario::AddedLine line;
        line.where = line.name = "N" + std::to_string(l);
        line.mode = some_modes[town.pick(2)];
        for (std::size_t s = 0; s < 2 + town.pick(3); ++s) {
            scenario::LineStop stop;
            if (town.pick(2) == 0)
                stop.known = transit::StopIdx{town.pick(timetable.stops().size())};
            stop.name = "n" + std::to_string(s);
            stop.at = town.point();
            line.stops.push_back(stop);
        }
        line.speed_kmh = 20;
        const auto first = static_cast<std::int32_t>(3600 * (6 + town.pick(14)));
        line.services = {{some_days(town), Seconds{first}, Seconds{first + 3 * 3600},
                          Seconds{60 * static_cast<std::int32_t>(1 + town.pick(20))}}};
        scenario.added_lines.push_back(line);
    }
}

/// Some lines less; in one town of five, all of them.
inline void close_lines(RandomTown& town, const transit::Timetable& timetable,
                        scenario::Scenario& scenario) {
    scenario::ChangedLine change;
    change.where = "lignes[0]";
    change.removed = true;
    const bool all = town.pick(5) == 0;
    for (const transit::LineIdx line : indices<transit::LineIdx>(timetable.lines().size()))
        if (all || town.pick(3) == 0) change.lines.push_back(line);
    scenario.changed_lines.push_back(change);
}

}  // namespace lisiere::test
