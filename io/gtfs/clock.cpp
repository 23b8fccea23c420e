// SPDX-License-Identifier: Apache-2.0
#include "io/gtfs/clock.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "io/reference/time_zones.hpp"

namespace lisiere::io {
namespace {
using transit::ServiceIdx;

constexpr int day_seconds = 86400;

std::vector<transit::Day> days_of(const std::vector<transit::TripDraft>& drafts,
                                  const Calendar& calendar) {
    std::vector<transit::Day> days;
    for (const transit::TripDraft& draft : drafts)
        days.insert(days.end(), calendar.days[draft.service].begin(),
                    calendar.days[draft.service].end());
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

/// Trips that leave before midnight, a day later and of services that run a day earlier.
void to_the_day_before(Calendar& calendar, std::vector<transit::TripDraft>& drafts,
                       std::vector<transit::Call>& calls) {
    std::unordered_map<std::uint32_t, ServiceIdx> day_before;
    for (transit::TripDraft& draft : drafts) {
        const std::span<transit::Call> own(calls.data() + draft.first, draft.count);
        if (own.front().time.departure >= 0) continue;
        for (transit::Call& call : own) {
            call.time.arrival += day_seconds;
            call.time.departure += day_seconds;
        }
        const auto [found, added] =
            day_before.try_emplace(draft.service.value(), ServiceIdx{calendar.days.size()});
        if (added) {
            std::vector<transit::Day> moved = calendar.days[draft.service];
            for (transit::Day& day : moved) day -= std::chrono::days{1};
            calendar.days.push_back(std::move(moved));
            calendar.spans.push_back({});
        }
        draft.service = found->second;
    }
}

}  // namespace

void to_the_clock(const std::string& own, const std::string& wanted, const std::string& feed,
                  Calendar& calendar, std::vector<transit::TripDraft>& drafts,
                  std::vector<transit::Call>& calls, Notices& notices) {
    if (wanted.empty() || own.empty() || own == wanted) return;
    const auto shift = clock_shift(own, wanted, days_of(drafts, calendar));
    if (!shift) {
        notices.add(Severity::avertissement, "fuseau_inconnu", feed, own);
        return;
    }
    if (shift->seconds == 0 && shift->others == 0) return;
    notices.add(shift->others == 0 ? Severity::info : Severity::avertissement, "fuseau_ramene",
                feed,
                {{"fuseau", own},
                 {"decalage", shift->seconds / 60},
                 {"autres", shift->others},
                 {"jours", shift->days}});
    for (transit::Call& call : calls) {
        call.time.arrival += shift->seconds;
        call.time.departure += shift->seconds;
    }
    to_the_day_before(calendar, drafts, calls);
}

}  // namespace lisiere::io
