// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/grouping.hpp"

#include <algorithm>
#include <unordered_map>

namespace lisiere::transit {
namespace {

constexpr std::int32_t day_seconds = 86400;

std::span<const Call> calls_of(const TripDraft& draft, std::span<const Call> calls) {
    return calls.subspan(draft.first, draft.count);
}

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

std::uint64_t sequence_hash(const TripDraft& draft, std::span<const Call> calls) {
    std::uint64_t hash =
        mixed(draft.count, (std::uint64_t{draft.line.value()} << 8U) | draft.direction);
    for (const Call& call : calls)
        hash = mixed(hash, (std::uint64_t{call.stop.value()} << 8U) | call.access);
    return hash;
}

bool same_sequence(const TripDraft& a, const TripDraft& b, std::span<const Call> calls) {
    if (a.line != b.line || a.direction != b.direction || a.count != b.count) return false;
    const auto x = calls_of(a, calls);
    const auto y = calls_of(b, calls);
    return std::equal(x.begin(), x.end(), y.begin(), [](const Call& p, const Call& q) {
        return p.stop == q.stop && p.access == q.access;
    });
}

/// Whether `a` is nowhere later than `b`.
bool never_later(std::span<const Call> a, std::span<const Call> b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i].time.arrival > b[i].time.arrival || a[i].time.departure > b[i].time.departure)
            return false;
    return true;
}

/// Drafts of one stop sequence, split into chains in which nobody overtakes.
class Chains {
  public:
    explicit Chains(std::span<const Call> calls) : calls_(calls) {}

    void add(const TripDraft* draft) {
        // Beyond that many (trips of several days, one a minute) a trip starts a chain of its own.
        constexpr std::size_t most_tried = 1000;
        for (std::size_t i = 0; i < std::min(chains_.size(), most_tried); ++i)
            if (fits(chains_[i], *draft)) {
                chains_[i].push_back(draft);
                return;
            }
        chains_.push_back({draft});
    }
    const std::vector<std::vector<const TripDraft*>>& items() const { return chains_; }

  private:
    bool fits(const std::vector<const TripDraft*>& chain, const TripDraft& draft) const {
        const auto own = calls_of(draft, calls_);
        // Yesterday's copy of this trip must be over before the chain's first trip of today leaves.
        const std::int32_t over = own.back().time.departure - day_seconds;
        if (over > 0 && over > calls_of(*chain.front(), calls_).front().time.arrival) return false;
        return never_later(calls_of(*chain.back(), calls_), own);
    }

    std::span<const Call> calls_;
    std::vector<std::vector<const TripDraft*>> chains_;
};

void append_pattern(const std::vector<const TripDraft*>& chain, std::span<const Call> calls,
                    Timetable::Parts& parts) {
    const auto sequence = calls_of(*chain.front(), calls);
    const PatternIdx pattern{parts.patterns.size()};
    parts.patterns.push_back(
        {chain.front()->line, static_cast<std::uint32_t>(parts.pattern_stops.size()),
         static_cast<std::uint32_t>(sequence.size()), TripIdx{parts.trips.size()},
         static_cast<std::uint32_t>(chain.size()), chain.front()->direction});
    for (const Call& call : sequence) {
        parts.pattern_stops.push_back(call.stop);
        parts.pattern_access.push_back(call.access);
    }
    for (const TripDraft* draft : chain) {
        parts.trips.push_back({pattern, draft->service,
                               static_cast<std::uint32_t>(parts.stop_times.size()), draft->id});
        for (const Call& call : calls_of(*draft, calls)) parts.stop_times.push_back(call.time);
    }
}

}  // namespace

void group_trips(const std::vector<TripDraft>& drafts, std::span<const Call> calls,
                 Timetable::Parts& parts) {
    std::vector<std::vector<const TripDraft*>> groups;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_hash;
    for (const TripDraft& draft : drafts) {
        LISIERE_EXPECTS(draft.count >= 2);
        std::vector<std::size_t>& candidates =
            by_hash[sequence_hash(draft, calls_of(draft, calls))];
        const auto found = std::find_if(
            candidates.begin(), candidates.end(),
            [&](std::size_t group) { return same_sequence(*groups[group].front(), draft, calls); });
        if (found != candidates.end()) {
            groups[*found].push_back(&draft);
        } else {
            candidates.push_back(groups.size());
            groups.push_back({&draft});
        }
    }
    parts.trips.reserve(parts.trips.size() + drafts.size());
    parts.stop_times.reserve(parts.stop_times.size() + calls.size());
    for (auto& group : groups) {
        std::stable_sort(group.begin(), group.end(), [&](const TripDraft* a, const TripDraft* b) {
            const auto x = calls_of(*a, calls);
            const auto y = calls_of(*b, calls);
            return std::pair(x.front().time.departure, x.back().time.arrival) <
                   std::pair(y.front().time.departure, y.back().time.arrival);
        });
        Chains chains(calls);
        for (const TripDraft* draft : group) chains.add(draft);
        for (const auto& chain : chains.items()) append_pattern(chain, calls, parts);
    }
}

}  // namespace lisiere::transit
