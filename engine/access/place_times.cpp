// SPDX-License-Identifier: Apache-2.0
#include "engine/access/place_times.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/rides_to.hpp"

namespace lisiere::access {
namespace {

class StreetPlaceTimes : public PlaceTimes {
  public:
    StreetPlaceTimes(const StreetMode& mode, std::shared_ptr<const SiteIndex> index)
        : mode_(mode), index_(std::move(index)), search_(*index_) {}

    std::span<const PlaceTime> from(census::CellIdx cell) override {
        times_.clear();
        for (const SiteHit& hit :
             search_.run(*mode_.cells->snaps[cell], mode_.limit - mode_.parking))
            times_.push_back({hit.site, mode_.minutes(hit.cost)});
        return times_;
    }

  private:
    StreetMode mode_;
    std::shared_ptr<const SiteIndex> index_;
    SiteSearch search_;
    std::vector<PlaceTime> times_;
};

/// What all threads of a transit search read.
struct TransitPlaces {
    StreetMode walking;
    const TransitNetwork* transit;
    const AccessSettings* settings;
    std::shared_ptr<const SiteIndex> index;
    std::vector<std::vector<transit::StopWalk>> egress;  ///< by place
    std::vector<transit::StopIdx> stops;                 ///< those of `egress`, ascending

    TransitPlaces(const StreetMode& on_foot, const TransitNetwork& network,
                  const AccessSettings& options,
                  std::span<const std::optional<street::Snap>> places)
        : walking(on_foot),
          transit(&network),
          settings(&options),
          index(std::make_shared<SiteIndex>(*on_foot.graph, places)),
          egress(place_stops(*on_foot.graph, network.stops, places, options.stop_walk_limit)) {
        std::vector<char> used(network.stops.size(), 0);
        for (const auto& walks : egress)
            for (const transit::StopWalk& walk : walks) used[walk.stop.value()] = 1;
        for (const transit::StopIdx s : indices<transit::StopIdx>(used.size()))
            if (used[s.value()] != 0) stops.push_back(s);
    }
};

class TransitPlaceTimes : public PlaceTimes {
  public:
    explicit TransitPlaceTimes(std::shared_ptr<const TransitPlaces> shared)
        : shared_(std::move(shared)),
          raptor_(*shared_->transit->day, shared_->transit->footpaths),
          on_foot_(shared_->walking, shared_->index),
          departures_(shared_->settings->window.departures()),
          rides_(shared_->transit->stops.size() * departures_, far),
          reached_(shared_->transit->stops.size(), 0),
          window_(departures_) {}

    std::span<const PlaceTime> from(census::CellIdx cell) override {
        const TransitPlaces& all = *shared_;
        raptor_.run(all.transit->cell_stops[cell], all.settings->window, all.settings->limits);
        for (const transit::StopIdx s : all.stops) read(s);
        const auto walks = on_foot_.from(cell);
        times_.clear();
        auto walk = walks.begin();
        for (std::uint32_t place = 0; place < all.egress.size(); ++place) {
            double minutes = median_ride(all.egress[place]);
            if (walk != walks.end() && walk->place == place) {
                minutes = std::min(minutes, walk->minutes);
                ++walk;
            }
            if (minutes < never_minutes) times_.push_back({place, minutes});
        }
        return times_;
    }

  private:
    /// Later than any arrival, and far from overflowing when a walk is added.
    static constexpr std::int32_t far = 1 << 30;
    static constexpr double never_minutes = 1e9;

    /// Seconds from each departure to this stop, side by side.
    void read(transit::StopIdx s) {
        std::int32_t* row = rides_.data() + s.value() * departures_;
        bool any = false;
        for (std::size_t d = 0; d < departures_; ++d) {
            const std::int32_t at = raptor_.arrival(d, s);
            row[d] =
                at == transit::never ? far : at - shared_->settings->window.departure(d).count();
            any = any || at != transit::never;
        }
        reached_[s.value()] = any ? 1 : 0;
    }

    double median_ride(const std::vector<transit::StopWalk>& egress) {
        bool any = false;
        for (const transit::StopWalk& from : egress) {
            if (reached_[from.stop.value()] == 0) continue;
            const std::int32_t* row = rides_.data() + from.stop.value() * departures_;
            if (!any) std::fill(window_.begin(), window_.end(), far);
            any = true;
            for (std::size_t d = 0; d < departures_; ++d)
                window_[d] = std::min(window_[d], row[d] + from.walk.count());
        }
        if (!any) return never_minutes;
        const std::int32_t longest = shared_->settings->limits.max_time.count();
        for (std::int32_t& time : window_)
            if (time > longest) time = transit::never;
        const std::int32_t median = transit::percentile(window_, 50);
        return median == transit::never ? never_minutes : median / 60.0;
    }

    std::shared_ptr<const TransitPlaces> shared_;
    transit::RangeRaptor raptor_;
    StreetPlaceTimes on_foot_;
    std::size_t departures_;
    std::vector<std::int32_t> rides_;  ///< [stop][departure]
    std::vector<char> reached_;
    std::vector<std::int32_t> window_;
    std::vector<PlaceTime> times_;
};

}  // namespace

PlaceTimesMaker street_place_times(const StreetMode& mode,
                                   std::span<const std::optional<street::Snap>> places) {
    auto index = std::make_shared<const SiteIndex>(*mode.graph, places);
    return [mode, index]() { return std::make_unique<StreetPlaceTimes>(mode, index); };
}

PlaceTimesMaker transit_place_times(const StreetMode& walking, const TransitNetwork& transit,
                                    const AccessSettings& settings,
                                    std::span<const std::optional<street::Snap>> places) {
    auto shared = std::make_shared<const TransitPlaces>(walking, transit, settings, places);
    return [shared]() { return std::make_unique<TransitPlaceTimes>(shared); };
}

}  // namespace lisiere::access
