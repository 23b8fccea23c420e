// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/feed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/transit/grouping.hpp"
#include "io/base/error.hpp"
#include "io/gtfs/calendar.hpp"
#include "io/gtfs/frequencies.hpp"
#include "io/gtfs/other_files.hpp"
#include "io/gtfs/stop_times.hpp"
#include "io/gtfs/table.hpp"
#include "io/gtfs/transfers.hpp"

namespace lisiere::io {
namespace {
using transit::LineIdx;
using transit::ServiceIdx;
using transit::StopIdx;

constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

/// A stop as its line says it, before it is known whether a trip calls there.
struct RawStop {
    std::string name;
    geo::LonLat at{nowhere, nowhere};
    std::string parent;
    long location_type = 0;
    std::uint32_t station = IdTable::none;  ///< number of the topmost place above it
};

/// How riders tell a line: its name, its operator, its mode; empty when it has no name.
std::string public_name(const transit::Line& line) {
    const std::string& name = line.short_name.empty() ? line.long_name : line.short_name;
    if (name.empty()) return {};
    return fmt::format("{}\n{}\n{}", name, line.agency, to_text(line.mode));
}

struct RawTrip {
    LineIdx line;
    ServiceIdx service;
    std::uint8_t direction = 0;
};

class FeedReader {
  public:
    FeedReader(const FeedFiles& files, const std::vector<ModeRange>& modes)
        : files_(files), modes_(modes) {
        feed_.name = files.name();
    }

    Feed read() {
        for (const char* file : {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})
            if (!files_.has(file))
                throw InputError(
                    {files_.name(), std::string("pas de ") + file,
                     "stops.txt, routes.txt, trips.txt, stop_times.txt et un calendrier",
                     "vérifier que c'est bien un jeu GTFS entier"});
        note_other_files(files_, feed_.notices);
        calendar_ = read_calendar(files_, feed_.notices);
        read_stops();
        read_lines();
        read_trips();
        StopTimes times = read_stop_times(files_, trip_ids_, stop_ids_, feed_.notices);
        feed_.stop_time_rows = times.rows;
        feed_.blank_rows = times.blanks;
        place_stops(times.calls);
        draft_trips(times.calls);
        const auto frequencies = read_frequencies(files_, trip_ids_, feed_.notices);
        expand_frequencies(feed_.name, frequencies, draft_trip_numbers_, drafts_, calls_);
        transit::group_trips(drafts_, calls_, feed_.parts);
        Transfers transfers =
            read_transfers(files_, stop_ids_, stop_index_, feed_.parts.stops, feed_.notices);
        feed_.parts.transfers = std::move(transfers.own);
        feed_.foreign_transfers = std::move(transfers.foreign);
        feed_.parts.services = std::move(calendar_.days);
        report_blanks();
        return std::move(feed_);
    }

  private:
    void notice(const char* code, const char* message, std::string_view sample,
                std::size_t count = 1, Severity severity = Severity::avertissement) {
        feed_.notices.add(severity, code, feed_.name, message, sample, count);
    }

    void read_stops() {
        read_gtfs_table(
            files_, "stops.txt",
            {{"stop_id", true},
             {"stop_name"},
             {"stop_lat", true},
             {"stop_lon", true},
             {"location_type"},
             {"parent_station"}},
            [&](const GtfsRow& row) {
                if (stop_ids_.find(row[0]) != IdTable::none)
                    return notice("arret_en_double",
                                  "arrêts de même identifiant, le premier est gardé", row[0]);
                stop_ids_.insert(row[0]);
                RawStop stop;
                stop.name = row[1];
                const auto lat = parse_decimal(row[2]);
                const auto lon = parse_decimal(row[3]);
                // (0, 0) is how exports write an unknown place; nothing stops at a pole, where most
                // projections end.
                if (lat && lon && (*lat != 0 || *lon != 0) && std::abs(*lat) <= 89 &&
                    std::abs(*lon) <= 180)
                    stop.at = {*lon, *lat};
                stop.location_type = row[4].empty() ? 0 : parse_whole(row[4]).value_or(0);
                stop.parent = row[5];
                stops_.push_back(std::move(stop));
            });
        for (std::uint32_t number = 0; number < stops_.size(); ++number) find_station(number);
    }

    /// The topmost place above a stop (a boarding area has a platform above it, which has a
    /// station), and its own place when it has none: that of the nearest above.
    void find_station(std::uint32_t number) {
        RawStop& stop = stops_[number];
        std::uint32_t above = number;
        std::size_t steps = 0;
        constexpr std::size_t most_steps = 16;  // the format knows two
        while (!stops_[above].parent.empty()) {
            const std::uint32_t next = stop_ids_.find(stops_[above].parent);
            if (next == IdTable::none) {
                if (above == number)
                    notice("gare_inconnue", "arrêts dont parent_station est inconnue",
                           stop_ids_[number]);
                break;
            }
            if (++steps > most_steps) {
                stop.station = IdTable::none;
                return notice("gare_en_boucle",
                              "arrêts dont les parent_station tournent en rond, tenus pour sans "
                              "station",
                              stop_ids_[number]);
            }
            above = next;
            stop.station = above;
            if (std::isnan(stop.at.lon)) stop.at = stops_[above].at;
        }
    }

    void read_lines() {
        std::unordered_map<std::string, std::string> agencies;
        read_gtfs_table(files_, "agency.txt", {{"agency_id"}, {"agency_name"}},
                        [&](const GtfsRow& row) {
                            agencies.insert_or_assign(std::string(row[0]), row[1]);
                            feed_.agencies.emplace_back(row[1]);
                        });
        read_gtfs_table(
            files_, "routes.txt",
            {{"route_id", true},
             {"agency_id"},
             {"route_short_name"},
             {"route_long_name"},
             {"route_type", true}},
            [&](const GtfsRow& row) {
                if (line_ids_.find(row[0]) != IdTable::none)
                    return notice("ligne_en_double",
                                  "lignes de même identifiant, la première est gardée", row[0]);
                line_ids_.insert(row[0]);
                transit::Line line{std::string(row[0]),
                                   std::string(row[2]),
                                   std::string(row[3]),
                                   {},
                                   transit::Mode::autre};
                if (agencies.size() == 1)
                    line.agency = agencies.begin()->second;
                else if (const auto at = agencies.find(std::string(row[1])); at != agencies.end())
                    line.agency = at->second;
                const auto type = parse_whole(row[4]);
                const auto mode = type ? mode_of(modes_, *type) : std::nullopt;
                if (!mode)
                    notice("mode_inconnu", "route_type absent de modes_gtfs.csv, mode « autre »",
                           row[4]);
                line.mode = mode.value_or(transit::Mode::autre);
                add_line(std::move(line));
            });
    }

    void add_line(transit::Line line) {
        const std::string name = public_name(line);
        const auto [same, first] =
            name.empty() ? std::pair(LineIdx::none(), true) : known_line(name);
        if (!first) {
            notice("lignes_reunies",
                   "routes de même nom, exploitant et mode qu'une autre : comptées avec elle comme "
                   "une seule ligne",
                   line.id + " : " + line.short_name, 1, Severity::info);
            line_of_route_.push_back(same);
            return;
        }
        line_of_route_.push_back(feed_.parts.lines.push_back(std::move(line)));
    }
    /// The line of that public name and false; else the one about to be added, and true.
    std::pair<LineIdx, bool> known_line(const std::string& name) {
        const auto [found, added] =
            public_lines_.try_emplace(name, LineIdx{feed_.parts.lines.size()});
        return {found->second, added};
    }

    void read_trips() {
        read_gtfs_table(
            files_, "trips.txt",
            {{"route_id", true}, {"service_id", true}, {"trip_id", true}, {"direction_id"}},
            [&](const GtfsRow& row) {
                const std::uint32_t line = line_ids_.find(row[0]);
                const std::uint32_t service = calendar_.ids.find(row[1]);
                if (line == IdTable::none)
                    return notice("course_sans_ligne",
                                  "courses dont la ligne est inconnue, ignorées", row[2]);
                if (service == IdTable::none)
                    return notice("course_sans_calendrier",
                                  "courses dont le calendrier est inconnu, ignorées", row[2]);
                if (trip_ids_.find(row[2]) != IdTable::none)
                    return notice("course_en_double",
                                  "courses de même identifiant, la première est gardée", row[2]);
                trip_ids_.insert(row[2]);
                trips_.push_back({line_of_route_[line], ServiceIdx{service},
                                  row[3] == "1" ? std::uint8_t{1} : std::uint8_t{0}});
            });
        if (trips_.empty())
            throw InputError({files_.name() + ", trips.txt",
                              "aucune course qui ait une ligne et un calendrier connus",
                              "des courses", "demander un export GTFS complet au producteur"});
    }

    /// Keeps stops and stations that have a place, and whatever else a trip calls at.
    void place_stops(const std::vector<RawCall>& calls) {
        std::vector<char> called(stops_.size(), 0);
        for (const RawCall& call : calls) called[call.stop] = 1;
        stop_index_.assign(stops_.size(), StopIdx::none());
        for (std::uint32_t number = 0; number < stops_.size(); ++number) {
            const RawStop& raw = stops_[number];
            if (std::isnan(raw.at.lon)) {
                notice("arret_sans_coordonnees",
                       "arrêts sans coordonnées : les courses y passent sans que l'on puisse y "
                       "monter ou descendre",
                       stop_ids_[number]);
                continue;
            }
            if (raw.location_type > 1 && called[number] == 0) continue;
            if (raw.location_type != 0 && called[number] != 0)
                notice("desserte_hors_quai",
                       "lieux qui ne sont pas des arrêts (location_type) mais où passent des "
                       "courses, tenus pour des arrêts",
                       stop_ids_[number]);
            const bool boardable = raw.location_type == 0 || called[number] != 0;
            stop_index_[number] = feed_.parts.stops.push_back(
                {std::string(stop_ids_[number]), raw.name, {}, StopIdx::none(), boardable});
            feed_.positions.push_back(raw.at);
        }
        for (std::uint32_t number = 0; number < stops_.size(); ++number) {
            const std::uint32_t station = stops_[number].station;
            if (stop_index_[number].valid() && station != IdTable::none)
                feed_.parts.stops[stop_index_[number]].parent = stop_index_[station];
        }
    }

    void draft_trips(std::vector<RawCall>& raw) {
        std::vector<geo::LonLat> positions;
        for (const RawStop& stop : stops_) positions.push_back(stop.at);
        std::vector<char> has_calls(trips_.size(), 0);
        calls_.reserve(raw.size());
        for (std::size_t first = 0; first < raw.size();) {
            std::size_t end = first + 1;
            while (end < raw.size() && raw[end].trip == raw[first].trip) ++end;
            const std::uint32_t trip = raw[first].trip;
            has_calls[trip] = 1;
            draft_trip(trip, {raw.data() + first, end - first}, positions);
            first = end;
        }
        for (std::uint32_t trip = 0; trip < trips_.size(); ++trip)
            if (has_calls[trip] == 0)
                notice("course_vide", "courses de moins de deux passages, ignorées",
                       trip_ids_[trip]);
    }

    void draft_trip(std::uint32_t trip, std::span<RawCall> raw,
                    std::span<const geo::LonLat> positions) {
        if (!fill_blank_times(raw, positions))
            return notice("course_sans_heure",
                          "courses sans heure au départ ou au terminus, ignorées", trip_ids_[trip]);
        if (!times_ascend(raw))
            return notice("horaires_decroissants", "courses dont les heures reculent, ignorées",
                          trip_ids_[trip]);
        const std::size_t first = calls_.size();
        for (const RawCall& call : raw)
            if (stop_index_[call.stop].valid())
                calls_.push_back(
                    {stop_index_[call.stop], call.access, {call.arrival, call.departure}});
        if (calls_.size() - first < 2) {
            calls_.resize(first);
            return notice("course_vide", "courses de moins de deux passages, ignorées",
                          trip_ids_[trip]);
        }
        draft_trip_numbers_.push_back(trip);
        drafts_.push_back({trips_[trip].line, trips_[trip].service, std::string(trip_ids_[trip]),
                           static_cast<std::uint32_t>(first),
                           static_cast<std::uint32_t>(calls_.size() - first),
                           trips_[trip].direction});
    }

    void report_blanks() {
        if (feed_.blank_rows == 0) return;
        const double share = 100.0 * static_cast<double>(feed_.blank_rows) /
                             static_cast<double>(feed_.stop_time_rows);
        notice("heures_interpolees",
               "passages sans heure : interpolés le long de shape_dist_traveled, à défaut de la "
               "distance entre arrêts",
               fmt::format("{:.1f} % des {} passages", share, feed_.stop_time_rows),
               feed_.blank_rows, Severity::info);
    }

    const FeedFiles& files_;
    const std::vector<ModeRange>& modes_;
    Feed feed_;
    Calendar calendar_;
    IdTable stop_ids_;
    IdTable line_ids_;
    IdTable trip_ids_;
    std::vector<RawStop> stops_;
    std::vector<RawTrip> trips_;
    std::vector<LineIdx> line_of_route_;  // by number in routes.txt
    std::unordered_map<std::string, LineIdx> public_lines_;
    std::vector<StopIdx> stop_index_;  // by number in stops.txt
    std::vector<transit::TripDraft> drafts_;
    std::vector<std::uint32_t> draft_trip_numbers_;
    std::vector<transit::Call> calls_;
};

}  // namespace

Feed read_feed(const FeedFiles& files, const std::vector<ModeRange>& modes) {
    return FeedReader(files, modes).read();
}

}  // namespace lisiere::io
