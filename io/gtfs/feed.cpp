// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/feed.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include <fmt/format.h>

#include "engine/transit/directions.hpp"
#include "engine/transit/grouping.hpp"
#include "io/base/error.hpp"
#include "io/gtfs/calendar.hpp"
#include "io/gtfs/clock.hpp"
#include "io/gtfs/frequencies.hpp"
#include "io/gtfs/other_files.hpp"
#include "io/gtfs/raw_stops.hpp"
#include "io/gtfs/routes.hpp"
#include "io/gtfs/stop_times.hpp"
#include "io/gtfs/table.hpp"
#include "io/gtfs/transfers.hpp"

namespace lisiere::io {
namespace {
using transit::LineIdx;
using transit::ServiceIdx;
using transit::StopIdx;

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
        stops_ = read_raw_stops(files_, feed_.notices);
        Routes routes = read_routes(files_, modes_, feed_.notices);
        feed_.agencies = std::move(routes.agencies);
        feed_.parts.lines = std::move(routes.lines);
        line_ids_ = std::move(routes.ids);
        line_of_route_ = std::move(routes.line_of_route);
        read_trips();
        StopTimes times = read_stop_times(files_, trip_ids_, stops_.ids, feed_.notices);
        feed_.stop_time_rows = times.rows;
        feed_.blank_rows = times.blanks;
        on_demand_ = std::move(times.on_demand);
        place_stops(times.calls);
        draft_trips(times.calls);
        const auto frequencies = read_frequencies(files_, trip_ids_, feed_.notices);
        expand_frequencies(feed_.name, frequencies, draft_origins_, drafts_, calls_);
        to_the_clock(time_zone_.empty() ? std::string() : time_zone_of(files_), time_zone_,
                     feed_.name, calendar_, drafts_, calls_, feed_.notices);
        find_directions();
        transit::group_trips(drafts_, calls_, feed_.parts);
        Transfers transfers =
            read_transfers(files_, stops_.ids, stop_index_, feed_.parts.stops, feed_.notices);
        feed_.parts.transfers = std::move(transfers.own);
        feed_.foreign_transfers = std::move(transfers.foreign);
        feed_.calendar = calendar_of_trips();
        feed_.parts.services = std::move(calendar_.days);
        report_blanks();
        feed_.on_demand_only = drafts_.empty() && (!on_demand_.empty() || trips_.empty());
        if (feed_.on_demand_only) notice("jeu_a_la_demande", {{"courses", trips_.size()}});
        return std::move(feed_);
    }

  private:
    void notice(const char* code, const Sample& sample, std::size_t count = 1,
                Severity severity = Severity::avertissement) {
        feed_.notices.add(severity, code, feed_.name, sample, count);
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

    void read_trips() {
        read_gtfs_table(
            files_, "trips.txt",
            {{"route_id", true}, {"service_id", true}, {"trip_id", true}, {"direction_id"}},
            [&](const GtfsRow& row) {
                const std::uint32_t line = line_ids_.find(row[0]);
                const std::uint32_t service = calendar_.ids.find(row[1]);
                if (line == IdTable::none) return notice("course_sans_ligne", row[2]);
                if (service == IdTable::none) return notice("course_sans_calendrier", row[2]);
                if (trip_ids_.find(row[2]) != IdTable::none)
                    return notice("course_en_double", row[2]);
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
        std::vector<char> called(stops_.stops.size(), 0);
        for (const RawCall& call : calls) called[call.stop] = 1;
        stop_index_.assign(stops_.stops.size(), StopIdx::none());
        for (std::uint32_t number = 0; number < stops_.stops.size(); ++number) {
            const RawStop& raw = stops_.stops[number];
            if (std::isnan(raw.at.lon)) {
                notice("arret_sans_coordonnees", stops_.ids[number]);
                continue;
            }
            if (raw.location_type > 1 && called[number] == 0) continue;
            if (raw.location_type != 0 && called[number] != 0)
                notice("desserte_hors_quai", stops_.ids[number]);
            const bool boardable = raw.location_type == 0 || called[number] != 0;
            stop_index_[number] = feed_.parts.stops.push_back(
                {std::string(stops_.ids[number]), raw.name, {}, StopIdx::none(), boardable});
            feed_.positions.push_back(raw.at);
        }
        for (std::uint32_t number = 0; number < stops_.stops.size(); ++number) {
            const std::uint32_t station = stops_.stops[number].station;
            if (stop_index_[number].valid() && station != IdTable::none)
                feed_.parts.stops[stop_index_[number]].parent = stop_index_[station];
        }
    }

    void draft_trips(std::vector<RawCall>& raw) {
        std::vector<geo::LonLat> positions;
        for (const RawStop& stop : stops_.stops) positions.push_back(stop.at);
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
                notice("course_vide", trip_ids_[trip]);
    }

    void draft_trip(std::uint32_t trip, std::span<RawCall> raw,
                    std::span<const geo::LonLat> positions) {
        if (!fill_blank_times(raw, positions)) {
            if (!on_demand_.empty() && on_demand_[trip] != 0) return;
            return notice("course_sans_heure", trip_ids_[trip]);
        }
        if (!times_ascend(raw)) return notice("horaires_decroissants", trip_ids_[trip]);
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
        if (repeats) notice("arret_ecrit_deux_fois", trip_ids_[trip], 1, Severity::info);
        close_dead_calls({calls_.data() + first, calls_.size() - first});
        if (calls_.size() - first < 2) {
            calls_.resize(first);
            return notice("course_vide", trip_ids_[trip]);
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
        if (lines > 0) notice("sens_deduit", feed_.name, lines, Severity::info);
    }

    void report_blanks() {
        if (feed_.blank_rows == 0) return;
        const double tenths = std::round(1000.0 * static_cast<double>(feed_.blank_rows) /
                                         static_cast<double>(feed_.stop_time_rows));
        notice("heures_interpolees", {{"part", tenths / 10}, {"passages", feed_.stop_time_rows}},
               feed_.blank_rows, Severity::info);
    }

    const FeedFiles& files_;
    const std::vector<ModeRange>& modes_;
    const std::string& time_zone_;
    Feed feed_;
    Calendar calendar_;
    IdTable line_ids_;
    IdTable trip_ids_;
    RawStops stops_;
    std::vector<RawTrip> trips_;
    std::vector<LineIdx> line_of_route_;  // by number in routes.txt
    std::vector<StopIdx> stop_index_;     // by number in stops.txt
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
