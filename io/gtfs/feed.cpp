// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/feed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/transit/directions.hpp"
#include "engine/transit/grouping.hpp"
#include "io/base/error.hpp"
#include "io/gtfs/calendar.hpp"
#include "io/gtfs/frequencies.hpp"
#include "io/gtfs/other_files.hpp"
#include "io/gtfs/stop_times.hpp"
#include "io/gtfs/table.hpp"
#include "io/gtfs/time_zones.hpp"
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
    std::uint8_t direction = transit::direction_unsaid;
};

class FeedReader {
  public:
    FeedReader(const FeedFiles& files, const std::vector<ModeRange>& modes,
               const std::string& time_zone)
        : files_(files), modes_(modes), time_zone_(time_zone) {
        feed_.name = files.name();
    }

    Feed read() {
        // A service in zones needs no stops.
        const bool zones = files_.has("locations.geojson");
        for (const char* file : {"stops.txt", "routes.txt", "trips.txt", "stop_times.txt"})
            if (!files_.has(file) && !(zones && std::string_view(file) == "stops.txt"))
                throw InputError(
                    {files_.name(), std::string("pas de ") + file + what_is_there(),
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
        on_demand_ = std::move(times.on_demand);
        place_stops(times.calls);
        draft_trips(times.calls);
        const auto frequencies = read_frequencies(files_, trip_ids_, feed_.notices);
        expand_frequencies(feed_.name, frequencies, draft_origins_, drafts_, calls_);
        to_the_clock();
        find_directions();
        transit::group_trips(drafts_, calls_, feed_.parts);
        Transfers transfers =
            read_transfers(files_, stop_ids_, stop_index_, feed_.parts.stops, feed_.notices);
        feed_.parts.transfers = std::move(transfers.own);
        feed_.foreign_transfers = std::move(transfers.foreign);
        feed_.calendar = calendar_of_trips();
        feed_.parts.services = std::move(calendar_.days);
        report_blanks();
        feed_.on_demand_only = drafts_.empty() && (!on_demand_.empty() || trips_.empty());
        if (feed_.on_demand_only)
            notice("jeu_a_la_demande",
                   "jeux d'horaires dont toutes les courses sont à la demande : ils n'ont pas "
                   "d'heures, et ne comptent ni dans les départs ni dans les temps de trajet",
                   fmt::format("{} course(s)", trips_.size()));
        return std::move(feed_);
    }

  private:
    void notice(const char* code, const char* message, std::string_view sample,
                std::size_t count = 1, Severity severity = Severity::avertissement) {
        feed_.notices.add(severity, code, feed_.name, message, sample, count);
    }

    /// For whoever has zipped a zip, or another folder than meant.
    std::string what_is_there() const {
        std::vector<std::string> names = files_.names();
        const std::size_t all = names.size();
        if (all > 6) names.resize(6);
        return names.empty()
                   ? " (rien dedans)"
                   : fmt::format(" ; il y a : {}{}", fmt::join(names, ", "), all > 6 ? "…" : "");
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
                if (std::isnan(stop.at.lon) && (!lat || !lon) && !row[2].empty() &&
                    unplaced_.empty())
                    unplaced_ = fmt::format("ligne {} : « {} », « {} »", row.line(),
                                            row[2].substr(0, 40), row[3].substr(0, 40));
                stop.location_type = row[4].empty() ? 0 : parse_whole(row[4]).value_or(0);
                stop.parent = row[5];
                stops_.push_back(std::move(stop));
            });
        for (std::uint32_t number = 0; number < stops_.size(); ++number) find_station(number);
        const bool placed = std::any_of(stops_.begin(), stops_.end(), [](const RawStop& stop) {
            return !std::isnan(stop.at.lon);
        });
        if (!placed && !unplaced_.empty())
            throw InputError({files_.name() + ", stops.txt, " + unplaced_,
                              "aucun arrêt dont les coordonnées soient lisibles",
                              "des degrés à point décimal, comme 46.5 (pas de virgule)",
                              "corriger stop_lat et stop_lon, ou demander un export GTFS conforme "
                              "au producteur"});
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
                                  row[3] == "1"   ? std::uint8_t{1}
                                  : row[3] == "0" ? std::uint8_t{0}
                                                  : transit::direction_unsaid});
            });
        if (trips_.empty() && !has_on_demand_files(files_))
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
            if (has_calls[trip] == 0 && (on_demand_.empty() || on_demand_[trip] == 0))
                notice("course_vide", "courses de moins de deux passages, ignorées",
                       trip_ids_[trip]);
    }

    void draft_trip(std::uint32_t trip, std::span<RawCall> raw,
                    std::span<const geo::LonLat> positions) {
        if (!fill_blank_times(raw, positions)) {
            if (!on_demand_.empty() && on_demand_[trip] != 0) return;
            return notice("course_sans_heure",
                          "courses sans heure au départ ou au terminus, ignorées", trip_ids_[trip]);
        }
        if (!times_ascend(raw))
            return notice("horaires_decroissants", "courses dont les heures reculent, ignorées",
                          trip_ids_[trip]);
        const std::size_t first = calls_.size();
        bool repeats = false;
        for (const RawCall& call : raw) {
            const StopIdx stop = stop_index_[call.stop];
            // Where nobody gets on or off, the trip passes.
            if (!stop.valid() || call.access == 0) continue;
            if (calls_.size() > first && calls_.back().stop == stop) {
                calls_.back().access |= call.access;
                calls_.back().time.departure = call.departure;
                repeats = true;
            } else {
                calls_.push_back({stop, call.access, {call.arrival, call.departure}});
            }
        }
        if (repeats)
            notice("arret_ecrit_deux_fois",
                   "courses qui écrivent un même arrêt plusieurs fois de suite : un seul passage",
                   trip_ids_[trip], 1, Severity::info);
        close_dead_calls({calls_.data() + first, calls_.size() - first});
        if (calls_.size() - first < 2) {
            calls_.resize(first);
            return notice("course_vide", "courses de moins de deux passages, ignorées",
                          trip_ids_[trip]);
        }
        draft_origins_.push_back({trip, raw.front().departure});
        drafts_.push_back({trips_[trip].line, trips_[trip].service, std::string(trip_ids_[trip]),
                           static_cast<std::uint32_t>(first),
                           static_cast<std::uint32_t>(calls_.size() - first),
                           trips_[trip].direction});
    }

    /// A boarding counts when one may alight further on, an alighting when one may have boarded
    /// before. The first and the last call are what they are.
    static void close_dead_calls(std::span<transit::Call> calls) {
        bool aboard = false;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            if (i > 0 && !aboard) calls[i].access &= 1U;
            aboard = aboard || (calls[i].access & 1U) != 0;
        }
        bool alights = false;
        for (std::size_t i = calls.size(); i-- > 0;) {
            if (i + 1 < calls.size() && !alights) calls[i].access &= 2U;
            alights = alights || (calls[i].access & 2U) != 0;
        }
    }

    /// From the first to the last day that the services of trips speak of.
    transit::DayRange calendar_of_trips() const {
        transit::DayRange range{transit::Day::max(), transit::Day::min()};
        for (const transit::TripDraft& draft : drafts_) {
            const auto& days = calendar_.days[draft.service];
            if (days.empty()) continue;
            range = {std::min(range.first, days.front()), std::max(range.last, days.back())};
            if (const auto& span = calendar_.spans[draft.service])
                range = {std::min(range.first, span->first), std::max(range.last, span->last)};
        }
        return range;
    }

    /// Hours of another zone become those of the territory's clock; trips that then leave before
    /// midnight are of the day before.
    void to_the_clock() {
        const std::string own = time_zone_of(files_);
        if (time_zone_.empty() || own.empty() || own == time_zone_) return;
        std::vector<transit::Day> days;
        for (const transit::TripDraft& draft : drafts_)
            days.insert(days.end(), calendar_.days[draft.service].begin(),
                        calendar_.days[draft.service].end());
        std::sort(days.begin(), days.end());
        days.erase(std::unique(days.begin(), days.end()), days.end());
        const auto shift = clock_shift(own, time_zone_, days);
        if (!shift)
            return notice("fuseau_inconnu",
                          "fuseau horaire (agency_timezone) inconnu : heures prises pour celles du "
                          "territoire",
                          own);
        if (shift->seconds == 0 && shift->others == 0) return;
        notice("fuseau_ramene",
               "heures d'un autre fuseau (agency_timezone), ramenées à l'heure du territoire",
               fmt::format("{} : {:+d} min{}", own, shift->seconds / 60,
                           shift->others == 0
                               ? ""
                               : fmt::format(", sauf {} des {} jours", shift->others, shift->days)),
               1, shift->others == 0 ? Severity::info : Severity::avertissement);
        for (transit::Call& call : calls_) {
            call.time.arrival += shift->seconds;
            call.time.departure += shift->seconds;
        }
        std::unordered_map<std::uint32_t, ServiceIdx> day_before;
        for (transit::TripDraft& draft : drafts_) {
            const std::span<transit::Call> own_calls(calls_.data() + draft.first, draft.count);
            if (own_calls.front().time.departure >= 0) continue;
            for (transit::Call& call : own_calls) {
                call.time.arrival += 86400;
                call.time.departure += 86400;
            }
            const auto [found, added] =
                day_before.try_emplace(draft.service.value(), ServiceIdx{calendar_.days.size()});
            if (added) {
                std::vector<transit::Day> moved = calendar_.days[draft.service];
                for (transit::Day& day : moved) day -= std::chrono::days{1};
                calendar_.days.push_back(std::move(moved));
                calendar_.spans.push_back({});
            }
            draft.service = found->second;
        }
    }

    /// Directions of trips whose feed does not say.
    void find_directions() {
        // Stops of one station, else of one name, are one place.
        std::unordered_map<std::string, std::uint32_t> places;
        std::vector<transit::DirectionStop> stops;
        for (const StopIdx stop : indices<StopIdx>(feed_.parts.stops.size())) {
            const transit::Stop& own = feed_.parts.stops[stop];
            const std::string key = own.parent.valid() ? "\n" + feed_.parts.stops[own.parent].id
                                    : own.name.empty() ? "\n" + own.id
                                                       : own.name;
            const auto number = static_cast<std::uint32_t>(places.size());
            const geo::LonLat& at = feed_.positions[stop.value()];
            stops.push_back({places.try_emplace(key, number).first->second,
                             at.lon * std::cos(at.lat * std::numbers::pi / 180), at.lat});
        }
        const std::size_t lines = transit::find_directions(drafts_, calls_, stops);
        if (lines > 0)
            notice("sens_deduit",
                   "lignes dont le jeu ne dit pas le sens des courses (direction_id) : déduit de "
                   "l'ordre des arrêts",
                   feed_.name, lines, Severity::info);
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
    const std::string& time_zone_;
    Feed feed_;
    Calendar calendar_;
    IdTable stop_ids_;
    IdTable line_ids_;
    IdTable trip_ids_;
    std::vector<RawStop> stops_;
    std::string unplaced_;  ///< a stop whose coordinates are no numbers, for messages
    std::vector<RawTrip> trips_;
    std::vector<LineIdx> line_of_route_;  // by number in routes.txt
    std::unordered_map<std::string, LineIdx> public_lines_;
    std::vector<StopIdx> stop_index_;  // by number in stops.txt
    std::vector<transit::TripDraft> drafts_;
    std::vector<DraftOrigin> draft_origins_;  // by draft
    std::vector<transit::Call> calls_;
    std::vector<char> on_demand_;  // by trip: StopTimes::on_demand
};

}  // namespace

Feed read_feed(const FeedFiles& files, const std::vector<ModeRange>& modes,
               const std::string& time_zone) {
    return FeedReader(files, modes, time_zone).read();
}

std::string time_zone_of(const FeedFiles& files) {
    std::string zone;
    read_gtfs_table(files, "agency.txt", {{"agency_timezone"}}, [&](const GtfsRow& row) {
        if (zone.empty()) zone = row[0];
    });
    return zone;
}

}  // namespace lisiere::io
