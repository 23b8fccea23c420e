// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/stop_times.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/base/error.hpp"
#include "io/gtfs/other_files.hpp"
#include "io/gtfs/table.hpp"
#include "io/reference/gtfs_text.hpp"

namespace lisiere::io {
namespace {

/// Length between two places on the sphere's tangent plane; only ratios of it are used.
double crow_fly(const geo::LonLat& a, const geo::LonLat& b) {
    constexpr double radians = std::numbers::pi / 180;
    const double x = (b.lon - a.lon) * std::cos((a.lat + b.lat) / 2 * radians);
    return std::hypot(x, b.lat - a.lat);
}

/// How far along its trip each call is, in whatever unit; ascending.
std::vector<double> progress_of(std::span<const RawCall> trip,
                                std::span<const geo::LonLat> positions) {
    std::vector<double> along(trip.size(), 0);
    bool by_shape = true;
    for (std::size_t i = 0; i < trip.size() && by_shape; ++i) {
        along[i] = trip[i].distance;
        // NaN fails both comparisons.
        by_shape = along[i] >= 0 && (i == 0 || along[i] >= along[i - 1]);
    }
    if (by_shape && along.back() > along.front()) return along;
    bool by_place = true;
    for (std::size_t i = 0; i < trip.size() && by_place; ++i) {
        const geo::LonLat& here = positions[trip[i].stop];
        along[i] = i == 0 ? 0 : along[i - 1] + crow_fly(positions[trip[i - 1].stop], here);
        by_place = std::isfinite(here.lon) && std::isfinite(here.lat);
    }
    if (by_place && along.back() > 0) return along;
    for (std::size_t i = 0; i < trip.size(); ++i) along[i] = static_cast<double>(i);
    return along;
}

class Reader {
  public:
    Reader(const FeedFiles& feed, const IdTable& trips, const IdTable& stops, Notices& notices)
        : feed_(feed),
          trips_(trips),
          stops_(stops),
          notices_(notices),
          flexible_(has_on_demand_files(feed)) {}

    void add(const GtfsRow& row) {
        ++out.rows;
        RawCall call;
        if (row[0] != last_id_ || last_trip_ == IdTable::none) {
            last_id_ = row[0];
            last_trip_ = trips_.find(row[0]);
        }
        call.trip = last_trip_;
        call.stop = stops_.find(row[1]);
        if (call.trip == IdTable::none) return drop(row, "horaire_sans_course");
        // A zone or a group of stops stands where a stop would, a window where an hour would.
        const bool zone = call.stop == IdTable::none && flexible_;
        if (zone || !row[8].empty() || !row[9].empty() || !row[10].empty() || !row[11].empty()) {
            mark_on_demand(call.trip);
            ++on_demand_;
            return;
        }
        if (call.stop == IdTable::none) return drop(row, "horaire_sans_arret");
        call.sequence =
            static_cast<std::uint32_t>(parse_whole(row[2]).value_or(static_cast<long>(out.rows)));
        call.arrival = time(row, 3);
        call.departure = time(row, 4);
        if (call.arrival == RawCall::blank) call.arrival = call.departure;
        if (call.departure == RawCall::blank) call.departure = call.arrival;
        out.blanks += call.arrival == RawCall::blank ? 1 : 0;
        if (call.arrival == RawCall::blank && row[5] == "2") mark_on_demand(call.trip);
        if (row[5] == "1") call.access &= 2U;
        if (row[6] == "1") call.access &= 1U;
        on_request_ += row[5] == "3" ? 1 : 0;
        if (row[5] == "2") {
            if (booked_ == 0) booked_sample_ = row[0];
            ++booked_;
        }
        if (const std::string_view distance = row[7]; !distance.empty())
            call.distance = parse_decimal(distance).value_or(call.distance);
        sorted_ = sorted_ && (out.calls.empty() || out.calls.back().trip != call.trip ||
                              out.calls.back().sequence <= call.sequence);
        out.calls.push_back(call);
    }

    void finish() {
        if (on_request_ > 0)
            notices_.add(Severity::info, "montee_sur_demande", feed_.name(), {}, on_request_);
        if (booked_ > 0)
            notices_.add(Severity::info, "transport_a_la_demande", feed_.name(),
                         {{"course", booked_sample_}}, booked_);
        if (on_demand_ > 0)
            notices_.add(Severity::info, "passages_a_la_demande", feed_.name(), {}, on_demand_);
        if (!sorted_ || !trips_contiguous())
            std::stable_sort(
                out.calls.begin(), out.calls.end(), [](const RawCall& a, const RawCall& b) {
                    return std::pair(a.trip, a.sequence) < std::pair(b.trip, b.sequence);
                });
    }

    StopTimes out;

  private:
    void mark_on_demand(std::uint32_t trip) {
        if (out.on_demand.empty()) out.on_demand.resize(trips_.size());
        out.on_demand[trip] = 1;
    }
    std::int32_t time(const GtfsRow& row, std::size_t column) {
        const std::string_view text = row[column];
        if (text.empty()) return RawCall::blank;
        if (const auto seconds = parse_gtfs_time(text)) return *seconds;
        notices_.add(Severity::avertissement, "heure_illisible", feed_.name(),
                     {{"ligne", row.line()}, {"texte", text}});
        return RawCall::blank;
    }
    void drop(const GtfsRow& row, const char* code) {
        notices_.add(Severity::avertissement, code, feed_.name(), {{"ligne", row.line()}});
    }
    bool trips_contiguous() const {
        std::vector<char> seen(trips_.size(), 0);
        for (std::size_t i = 0; i < out.calls.size(); ++i) {
            if (i > 0 && out.calls[i].trip == out.calls[i - 1].trip) continue;
            if (seen[out.calls[i].trip] != 0) return false;
            seen[out.calls[i].trip] = 1;
        }
        return true;
    }

    const FeedFiles& feed_;
    const IdTable& trips_;
    const IdTable& stops_;
    Notices& notices_;
    bool flexible_;
    std::string last_id_;
    std::uint32_t last_trip_ = IdTable::none;
    std::size_t on_request_ = 0;
    std::size_t on_demand_ = 0;
    std::size_t booked_ = 0;
    std::string booked_sample_;
    bool sorted_ = true;
};

}  // namespace

StopTimes read_stop_times(const FeedFiles& feed, const IdTable& trips, const IdTable& stops,
                          Notices& notices) {
    Reader reader(feed, trips, stops, notices);
    const bool on_demand = has_on_demand_files(feed);  // rows may have neither stop nor hour
    read_gtfs_table(feed, "stop_times.txt",
                    {{"trip_id", true},
                     {"stop_id", !on_demand},
                     {"stop_sequence", false},
                     {"arrival_time", !on_demand},
                     {"departure_time", !on_demand},
                     {"pickup_type"},
                     {"drop_off_type"},
                     {"shape_dist_traveled"},
                     {"location_id"},
                     {"location_group_id"},
                     {"start_pickup_drop_off_window"},
                     {"end_pickup_drop_off_window"}},
                    [&](const GtfsRow& row) { reader.add(row); });
    reader.finish();
    if (reader.out.calls.empty() && reader.out.on_demand.empty() && trips.size() > 0)
        throw InputError({feed.name() + ", stop_times.txt",
                          std::to_string(reader.out.rows) +
                              " ligne(s), aucune qui désigne une course et un arrêt connus",
                          "des horaires de passage",
                          "demander un export GTFS complet au producteur"});
    return std::move(reader.out);
}

bool fill_blank_times(std::span<RawCall> trip, std::span<const geo::LonLat> positions) {
    if (trip.front().arrival == RawCall::blank || trip.back().arrival == RawCall::blank)
        return false;
    const auto blank = [](const RawCall& call) { return call.arrival == RawCall::blank; };
    if (std::none_of(trip.begin(), trip.end(), blank)) return true;
    const std::vector<double> along = progress_of(trip, positions);
    std::size_t known = 0;
    for (std::size_t next = 1; next < trip.size(); ++next) {
        if (blank(trip[next])) continue;
        const double span = along[next] - along[known];
        const double from = trip[known].departure;
        const double seconds = trip[next].arrival - from;
        for (std::size_t i = known + 1; i < next; ++i) {
            const double share =
                span > 0 ? (along[i] - along[known]) / span
                         : static_cast<double>(i - known) / static_cast<double>(next - known);
            trip[i].arrival = trip[i].departure =
                static_cast<std::int32_t>(std::floor(from + share * seconds));
        }
        known = next;
    }
    return true;
}

bool times_ascend(std::span<const RawCall> trip) {
    std::int32_t last = std::numeric_limits<std::int32_t>::min();
    for (const RawCall& call : trip) {
        if (call.arrival < last || call.departure < call.arrival) return false;
        last = call.departure;
    }
    return true;
}

}  // namespace lisiere::io
