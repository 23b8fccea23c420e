// SPDX-License-Identifier: Apache-2.0
#include "engine/access/stretches.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace lisiere::access {
namespace {

using street::ReachedStretch;

bool before(const ReachedStretch& a, const ReachedStretch& b) {
    if (a.edge != b.edge) return a.edge < b.edge;
    return std::tie(a.from_mm, a.to_mm) < std::tie(b.from_mm, b.to_mm);
}

}  // namespace

Stretches merged(Stretches parts) {
    // What a search gives is in order; only what is added behind it is to be sorted in.
    const auto rest = std::is_sorted_until(parts.begin(), parts.end(), before);
    std::sort(rest, parts.end(), before);
    std::inplace_merge(parts.begin(), rest, parts.end(), before);
    Stretches set;
    for (const ReachedStretch& part : parts) {
        // Neighbouring whole millimetres are both held: the stretch goes through.
        if (!set.empty() && set.back().edge == part.edge && part.from_mm <= set.back().to_mm + 1)
            set.back().to_mm = std::max(set.back().to_mm, part.to_mm);
        else
            set.push_back(part);
    }
    std::erase_if(set, [](const ReachedStretch& s) { return s.from_mm == s.to_mm; });
    return set;
}

Stretches beyond(std::span<const ReachedStretch> before, std::span<const ReachedStretch> after) {
    Stretches rest;
    auto known = before.begin();
    for (ReachedStretch stretch : after) {
        while (known != before.end() && known->edge < stretch.edge) ++known;
        for (;
             known != before.end() && known->edge == stretch.edge && known->to_mm <= stretch.to_mm;
             ++known) {
            if (stretch.from_mm < known->from_mm)
                rest.push_back({stretch.edge, stretch.from_mm, known->from_mm});
            stretch.from_mm = known->to_mm;
        }
        if (stretch.from_mm < stretch.to_mm) rest.push_back(stretch);
    }
    return rest;
}

StretchCount::StretchCount(const street::StreetGraph& graph)
    : graph_(&graph), whole_(graph.edge_count(), 0) {}

void StretchCount::add(std::span<const ReachedStretch> set) {
    for (const ReachedStretch& stretch : set) {
        if (stretch.from_mm > 0 || stretch.to_mm < graph_->edge(stretch.edge).length_mm)
            parts_.push_back(stretch);
        else if (whole_[stretch.edge.value()]++ == 0)
            edges_.push_back(stretch.edge);
    }
}

Stretches StretchCount::held_by(std::uint32_t least) {
    LISIERE_EXPECTS(least > 0);
    Stretches held;
    for (const street::EdgeIdx edge : edges_)
        if (whole_[edge.value()] >= least) held.push_back({edge, 0, graph_->edge(edge).length_mm});
    /// How many sets more hold what begins at a millimetre.
    struct Change {
        street::EdgeIdx edge;
        std::uint32_t mm;
        std::int32_t by;
    };
    std::vector<Change> changes;
    for (const ReachedStretch& part : parts_) {
        if (whole_[part.edge.value()] >= least) continue;
        changes.push_back({part.edge, part.from_mm, 1});
        changes.push_back({part.edge, part.to_mm + 1, -1});
    }
    std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
        return std::tie(a.edge, a.mm) < std::tie(b.edge, b.mm);
    });
    for (std::size_t i = 0; i < changes.size();) {
        const street::EdgeIdx edge = changes[i].edge;
        std::int64_t count = whole_[edge.value()];
        for (; i < changes.size() && changes[i].edge == edge; ++i) {
            count += changes[i].by;
            // Up to where the next change begins; after the last one nothing more than `whole_`.
            if (count >= least) held.push_back({edge, changes[i].mm, changes[i + 1].mm - 1});
        }
    }
    for (const street::EdgeIdx edge : edges_) whole_[edge.value()] = 0;
    edges_.clear();
    parts_.clear();
    // Changes at one millimetre give stretches that end before they begin.
    std::erase_if(held, [](const ReachedStretch& s) { return s.to_mm + 1 == s.from_mm; });
    return merged(std::move(held));
}

}  // namespace lisiere::access
