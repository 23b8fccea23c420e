// SPDX-License-Identifier: Apache-2.0
#include "engine/transit/directions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace lisiere::transit {
namespace {

/// One order of places of a line, with the trips that have it.
struct Sequence {
    std::vector<std::uint32_t> places;
    double dx = 0;  ///< from the first stop to the last
    double dy = 0;
    std::vector<std::size_t> drafts;
    std::uint8_t said = direction_unsaid;
    std::uint8_t way = direction_unsaid;
};

/// Pairs of places that both call at, in the same order less in the opposite one; and how many.
struct Order {
    long score = 0;
    long pairs = 0;
};
Order order_of(const Sequence& a, const Sequence& b) {
    std::unordered_map<std::uint32_t, std::size_t> at;
    for (std::size_t i = 0; i < b.places.size(); ++i) at.try_emplace(b.places[i], i);
    std::vector<std::size_t> common;  // ranks in b, in the order of a
    for (std::size_t i = 0; i < a.places.size(); ++i)
        if (const auto found = at.find(a.places[i]);
            found != at.end() &&
            std::find(common.begin(), common.end(), found->second) == common.end())
            common.push_back(found->second);
    Order order;
    for (std::size_t i = 1; i < common.size(); ++i) {
        order.score += common[i] > common[i - 1] ? 1 : -1;
        ++order.pairs;
    }
    return order;
}

bool heads_alike(const Sequence& a, const Sequence& b) {
    return a.dx * b.dx + a.dy * b.dy >= 0;
}

/// How much a sequence goes the way of others: positive, negative, 0 for no telling.
double likeness(const Sequence& sequence, const std::vector<const Sequence*>& way) {
    double by_order = 0;
    double by_heading = 0;
    for (const Sequence* other : way) {
        const auto trips = static_cast<double>(other->drafts.size());
        const Order order = order_of(sequence, *other);
        if (order.pairs > 0)
            by_order += trips * static_cast<double>(order.score) / static_cast<double>(order.pairs);
        else
            by_heading += heads_alike(sequence, *other) ? trips : -trips;
    }
    return by_order != 0 ? by_order : by_heading;
}

class LineWays {
  public:
    explicit LineWays(std::vector<Sequence>& sequences) : sequences_(sequences) {}

    /// Whether anything was found out.
    bool find() {
        if (all_say_one_thing() && some_are_opposite())
            for (Sequence& sequence : sequences_) sequence.said = direction_unsaid;
        bool unsaid = false;
        for (Sequence& sequence : sequences_)
            if (sequence.said == direction_unsaid)
                unsaid = true;
            else
                join(sequence, sequence.said);
        if (!unsaid) return false;
        for (Sequence* sequence : by_trips())
            if (sequence->said == direction_unsaid) join(*sequence, way_of(*sequence));
        return true;
    }

  private:
    bool all_say_one_thing() const {
        return std::all_of(sequences_.begin(), sequences_.end(), [&](const Sequence& s) {
            return s.said != direction_unsaid && s.said == sequences_.front().said;
        });
    }
    bool some_are_opposite() const {
        for (std::size_t i = 0; i < sequences_.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const Order order = order_of(sequences_[i], sequences_[j]);
                if (order.pairs > 0 && order.score == -order.pairs) return true;
            }
        return false;
    }
    std::vector<Sequence*> by_trips() {
        std::vector<Sequence*> order;
        for (Sequence& sequence : sequences_) order.push_back(&sequence);
        std::stable_sort(order.begin(), order.end(), [](const Sequence* a, const Sequence* b) {
            return a->drafts.size() > b->drafts.size();
        });
        return order;
    }
    std::uint8_t way_of(const Sequence& sequence) const {
        if (ways_[0].empty() && ways_[1].empty()) return 0;
        const double score = likeness(sequence, ways_[0]) - likeness(sequence, ways_[1]);
        return score >= 0 ? 0 : 1;
    }
    void join(Sequence& sequence, std::uint8_t way) {
        sequence.way = way;
        ways_[way].push_back(&sequence);
    }

    std::vector<Sequence>& sequences_;
    std::array<std::vector<const Sequence*>, 2> ways_;
};

}  // namespace

std::size_t find_directions(std::vector<TripDraft>& drafts, std::span<const Call> calls,
                            std::span<const DirectionStop> stops) {
    // Lines whose trips tell both ways are told already.
    std::map<LineIdx, unsigned> said;
    for (const TripDraft& draft : drafts)
        said[draft.line] |= draft.direction == direction_unsaid ? 4U
                            : draft.direction == 0              ? 1U
                                                                : 2U;
    // Of each other line, its trips by what they say and where they call.
    std::map<LineIdx, std::map<std::pair<std::uint8_t, std::vector<std::uint32_t>>, Sequence>>
        lines;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        if (said[drafts[i].line] == 3U) continue;
        const auto own = calls.subspan(drafts[i].first, drafts[i].count);
        std::vector<std::uint32_t> places;
        for (const Call& call : own) places.push_back(stops[call.stop.value()].place);
        Sequence& sequence = lines[drafts[i].line][{drafts[i].direction, places}];
        if (sequence.drafts.empty()) {
            const DirectionStop& from = stops[own.front().stop.value()];
            const DirectionStop& to = stops[own.back().stop.value()];
            sequence.places = std::move(places);
            sequence.dx = to.x - from.x;
            sequence.dy = to.y - from.y;
            sequence.said = drafts[i].direction;
        }
        sequence.drafts.push_back(i);
    }
    std::size_t found = 0;
    for (auto& [line, by_places] : lines) {
        std::vector<Sequence> sequences;
        for (auto& [key, sequence] : by_places) sequences.push_back(std::move(sequence));
        if (!LineWays(sequences).find()) continue;
        ++found;
        for (const Sequence& sequence : sequences)
            for (const std::size_t draft : sequence.drafts) drafts[draft].direction = sequence.way;
    }
    return found;
}

}  // namespace lisiere::transit
