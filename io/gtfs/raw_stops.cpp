// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/raw_stops.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/base/error.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {

/// The topmost place above a stop (a boarding area has a platform above it, which has a station),
/// and its own place when it has none: that of the nearest above.
void find_station(std::uint32_t number, RawStops& read, const std::string& feed, Notices& notices) {
    RawStop& stop = read.stops[number];
    std::uint32_t above = number;
    std::size_t steps = 0;
    constexpr std::size_t most_steps = 16;  // the format knows two
    while (!read.stops[above].parent.empty()) {
        const std::uint32_t next = read.ids.find(read.stops[above].parent);
        if (next == IdTable::none) {
            if (above == number)
                notices.add(Severity::avertissement, "gare_inconnue", feed, read.ids[number]);
            break;
        }
        if (++steps > most_steps) {
            stop.station = IdTable::none;
            notices.add(Severity::avertissement, "gare_en_boucle", feed, read.ids[number]);
            return;
        }
        above = next;
        stop.station = above;
        if (std::isnan(stop.at.lon)) stop.at = read.stops[above].at;
    }
}

}  // namespace

RawStops read_raw_stops(const FeedFiles& files, Notices& notices) {
    RawStops read;
    std::string unplaced;  // a stop whose coordinates are no numbers, for the message
    read_gtfs_table(
        files, "stops.txt",
        {{"stop_id", true},
         {"stop_name"},
         {"stop_lat", true},
         {"stop_lon", true},
         {"location_type"},
         {"parent_station"}},
        [&](const GtfsRow& row) {
            if (read.ids.find(row[0]) != IdTable::none)
                return notices.add(Severity::avertissement, "arret_en_double", files.name(),
                                   row[0]);
            read.ids.insert(row[0]);
            RawStop stop;
            stop.name = row[1];
            const auto lat = parse_decimal(row[2]);
            const auto lon = parse_decimal(row[3]);
            // (0, 0) is how exports write an unknown place; nothing stops at a pole, where most
            // projections end.
            if (lat && lon && (*lat != 0 || *lon != 0) && std::abs(*lat) <= 89 &&
                std::abs(*lon) <= 180)
                stop.at = {*lon, *lat};
            if (std::isnan(stop.at.lon) && (!lat || !lon) && !row[2].empty() && unplaced.empty())
                unplaced = fmt::format("ligne {} : « {} », « {} »", row.line(),
                                       row[2].substr(0, 40), row[3].substr(0, 40));
            stop.location_type = row[4].empty() ? 0 : parse_whole(row[4]).value_or(0);
            stop.parent = row[5];
            read.stops.push_back(std::move(stop));
        });
    for (std::uint32_t number = 0; number < read.stops.size(); ++number)
        find_station(number, read, files.name(), notices);
    const bool placed = std::any_of(read.stops.begin(), read.stops.end(),
                                    [](const RawStop& stop) { return !std::isnan(stop.at.lon); });
    if (!placed && !unplaced.empty())
        throw InputError({files.name() + ", stops.txt, " + unplaced,
                          "aucun arrêt dont les coordonnées soient lisibles",
                          "des degrés à point décimal, comme 46.5 (pas de virgule)",
                          "corriger stop_lat et stop_lon, ou demander un export GTFS conforme au "
                          "producteur"});
    return read;
}

}  // namespace lisiere::io
