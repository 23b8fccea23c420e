// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/coverage.hpp"

#include <algorithm>
#include <array>

namespace lisiere::transit {
namespace {

constexpr int hours_kept = 36;
constexpr std::int32_t hour = 3600;

struct FeedDay {
    std::size_t trips = 0;
    std::array<std::size_t, hours_kept> departures{};
    std::array<bool, hours_kept> covered{};
};

std::vector<FeedDay> feed_days(const DayTimetable& day) {
    const Timetable& timetable = day.timetable();
    std::vector<FeedDay> feeds(std::max<std::size_t>(1, timetable.feeds().size()));
    for (const PatternIdx pattern : indices<PatternIdx>(timetable.patterns().size())) {
        const auto trips = day.trips(pattern);
        if (trips.empty()) continue;
        FeedDay& feed = feeds[timetable.feed_of(timetable.trips()[trips.front().trip].service)];
        feed.trips += trips.size();
        for (std::uint32_t at = 0; at + 1 < timetable.patterns()[pattern].stops; ++at)
            for (const std::int32_t departure : day.departures(pattern, at))
                if (departure >= 0 && departure < hours_kept * hour)
                    ++feed.departures[static_cast<std::size_t>(departure / hour)];
    }
    return feeds;
}

void find_covered(FeedDay& feed, int first_hour, int last_hour, const CoverageOptions& options) {
    feed.covered.fill(true);
    if (feed.trips < options.least_trips) return;
    const auto first = static_cast<std::size_t>(first_hour);
    const auto last = static_cast<std::size_t>(last_hour);
    const double busiest =
        static_cast<double>(*std::max_element(feed.departures.begin(), feed.departures.end()));
    for (std::size_t h = first; h < last; ++h)
        feed.covered[h] = static_cast<double>(feed.departures[h]) >= options.hardly * busiest;
    std::fill_n(feed.covered.begin(), first, feed.covered[first]);
    std::fill(feed.covered.begin() + last_hour, feed.covered.end(), feed.covered[last - 1]);
}

Coverage coverage_of(const FeedDay& feed, const Period& period) {
    int all = 0;
    int bare = 0;
    const std::int32_t last = std::min((period.end.count() + hour - 1) / hour, hours_kept);
    for (std::int32_t h = std::max(0, period.start.count() / hour); h < last; ++h) {
        ++all;
        bare += feed.covered[static_cast<std::size_t>(h)] ? 0 : 1;
    }
    if (2 * bare > all) return Coverage::hardly;
    return bare > 0 ? Coverage::partial : Coverage::whole;
}

}  // namespace

std::vector<std::vector<Coverage>> coverage(const Timetable& timetable, const ServiceDays& days,
                                            const std::vector<Period>& periods,
                                            const CoverageOptions& options) {
    std::vector<std::vector<Coverage>> found(
        std::max<std::size_t>(1, timetable.feeds().size()),
        std::vector<Coverage>(periods.size(), Coverage::whole));
    for (const DayType type : all_day_types) {
        const std::optional<Day> date = days.of(type);
        if (!date) continue;
        const bool weekday = type == DayType::ouvrable || type == DayType::ouvrable_vacances;
        std::vector<FeedDay> feeds = feed_days(DayTimetable(timetable, *date));
        for (std::size_t feed = 0; feed < feeds.size(); ++feed) {
            find_covered(feeds[feed],
                         weekday ? options.weekday_first_hour : options.weekend_first_hour,
                         weekday ? options.weekday_last_hour : options.weekend_last_hour, options);
            for (std::size_t p = 0; p < periods.size(); ++p)
                if (periods[p].day_type == type)
                    found[feed][p] = coverage_of(feeds[feed], periods[p]);
        }
    }
    return found;
}

}  // namespace lisiere::transit
