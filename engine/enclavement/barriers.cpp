// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/barriers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "engine/core/disjoint_sets.hpp"
#include "engine/enclavement/segments.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere::enclavement {

namespace {

constexpr double step_m = 20;              // side by side is judged every 20 m at most
constexpr double touched_m = 1;            // below, the cut is a rounding of the limit
constexpr double parallel_cosine = 0.866;  // within 30 degrees

/// A line of one piece, as far as it is kept.
struct Fragment {
    std::uint32_t piece = 0;
    geo::LineString line;
    std::vector<std::int8_t> layers;
    std::vector<Level> levels;
};

/// Accepted steps on a square grid, to ask whether a new step runs beside one of them.
class Accepted {
  public:
    explicit Accepted(double reach) : reach_(reach), side_(reach + step_m) {}

    void add(const geo::Point& a, const geo::Point& b) {
        const auto at = static_cast<std::uint32_t>(steps_.size());
        steps_.emplace_back(a, b);
        squares_[key(column((a.x + b.x) / 2), column((a.y + b.y) / 2))].push_back(at);
    }
    bool beside(const geo::Point& a, const geo::Point& b) const {
        const geo::Point middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
        const std::int64_t column0 = column(middle.x);
        const std::int64_t row0 = column(middle.y);
        for (std::int64_t row = row0 - 1; row <= row0 + 1; ++row)
            for (std::int64_t col = column0 - 1; col <= column0 + 1; ++col) {
                const auto square = squares_.find(key(col, row));
                if (square == squares_.end()) continue;
                for (const std::uint32_t at : square->second)
                    if (beside(a, b, middle, steps_[at])) return true;
            }
        return false;
    }

  private:
    using Step = std::pair<geo::Point, geo::Point>;
    bool beside(const geo::Point& a, const geo::Point& b, const geo::Point& middle,
                const Step& step) const {
        const double ux = step.second.x - step.first.x;
        const double uy = step.second.y - step.first.y;
        const double along = std::hypot(ux, uy);
        const double own = geo::distance(a, b);
        if (along == 0 || own == 0) return false;
        const double cosine = std::abs(ux * (b.x - a.x) + uy * (b.y - a.y)) / (along * own);
        if (cosine < parallel_cosine) return false;
        // Beside, not ahead: the foot of the perpendicular falls on the step, so that the next
        // piece of the same track is not taken for a parallel one.
        const double foot =
            ((middle.x - step.first.x) * ux + (middle.y - step.first.y) * uy) / along;
        if (foot < 0 || foot > along) return false;
        const double off =
            std::abs((middle.x - step.first.x) * uy - (middle.y - step.first.y) * ux) / along;
        return off <= reach_;
    }
    std::int64_t column(double at) const {
        return static_cast<std::int64_t>(std::floor(at / side_));
    }
    static std::uint64_t key(std::int64_t col, std::int64_t row) {
        return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(col)) << 32U) |
               static_cast<std::uint32_t>(row);
    }

    double reach_;
    double side_;
    std::vector<Step> steps_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> squares_;
};

Level level_of(const street::BarrierPiece& piece) {
    if (piece.tunnel) return Level::tunnel;
    return piece.bridge ? Level::pont : Level::sol;
}

void append(Fragment& fragment, const geo::Point& a, const geo::Point& b, std::int8_t layer,
            Level level) {
    if (fragment.line.empty()) fragment.line.push_back(a);
    fragment.line.push_back(b);
    fragment.layers.push_back(layer);
    fragment.levels.push_back(level);
}

/// The parts of a line that do not run beside an accepted one. What is kept becomes accepted, once
/// the whole line has been judged: a line never shadows itself.
void keep_alone(std::uint32_t number, const street::BarrierPiece& piece,
                const geo::LineString& line, Accepted& accepted, std::vector<Fragment>& kept) {
    const auto layer = static_cast<std::int8_t>(std::clamp(piece.layer, -5, 5));
    const Level level = level_of(piece);
    std::vector<std::pair<geo::Point, geo::Point>> own;
    bool open = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double length = geo::distance(line[i], line[i + 1]);
        if (length == 0) continue;
        const auto steps = static_cast<std::size_t>(std::max(1.0, std::ceil(length / step_m)));
        const auto point = [&](std::size_t k) {
            if (k == steps) return line[i + 1];
            const double t = static_cast<double>(k) / static_cast<double>(steps);
            return geo::Point{line[i].x + (line[i + 1].x - line[i].x) * t,
                              line[i].y + (line[i + 1].y - line[i].y) * t};
        };
        std::size_t run = steps;  // first kept step of the run under way; `steps`: none
        const auto close_run = [&](std::size_t to) {
            if (run >= to) return;
            if (!open) kept.push_back({number, {}, {}, {}});
            append(kept.back(), point(run), point(to), layer, level);
            open = true;
        };
        for (std::size_t k = 0; k < steps; ++k) {
            const geo::Point a = point(k);
            const geo::Point b = point(k + 1);
            if (accepted.beside(a, b)) {
                if (run < k) close_run(k);
                run = steps;
                open = false;
            } else {
                if (run == steps) run = k;
                own.emplace_back(a, b);
            }
        }
        if (run < steps) close_run(steps);
    }
    for (const auto& [a, b] : own) accepted.add(a, b);
}

double total_length(const geo::MultiLineString& lines) {
    return std::accumulate(
        lines.begin(), lines.end(), 0.0,
        [](double sum, const geo::LineString& line) { return sum + line_length(line); });
}

/// The parts of a piece where crossings could be seen.
geo::MultiLineString parts_surveyed(const street::BarrierPiece& piece,
                                    const geo::MultiLineString& lines,
                                    const geo::MultiPolygon& surveyed, Notices& notices) {
    if (surveyed.empty()) return lines;
    geo::MultiLineString inside = geo::clip_lines(lines, surveyed);
    const double before = total_length(lines);
    const double after = total_length(inside);
    if (before - after > touched_m)
        notices.add(Severity::info, "coupure_decoupee", piece.source,
                    {{"troncon", piece.id},
                     {"reste", std::llround(after)},
                     {"longueur", std::llround(before)}});
    return inside;
}

/// A line of a piece on the ground.
struct Candidate {
    std::uint32_t piece;
    double length;
    geo::LineString line;
};

/// The lines of every piece on the ground, inside the area and where crossings were looked for.
std::vector<Candidate> lines_on_ground(std::span<const street::BarrierPiece> pieces,
                                       const geo::Box& study_area,
                                       const geo::MultiPolygon& surveyed,
                                       const BarrierOptions& options, Notices& notices) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const double length = line_length(pieces[i].line);
        if (length <= 0) continue;
        if (level_of(pieces[i]) != Level::sol && length > options.short_passage.value()) {
            notices.add(Severity::info, "coupure_en_viaduc_ou_tunnel", pieces[i].source,
                        pieces[i].id);
            continue;
        }
        const geo::MultiLineString inside = clip_to_box(pieces[i].line, study_area);
        if (inside.empty())
            notices.add(Severity::info, "coupure_hors_zone", pieces[i].source, pieces[i].id);
        for (const geo::LineString& line : parts_surveyed(pieces[i], inside, surveyed, notices))
            candidates.push_back({static_cast<std::uint32_t>(i), line_length(line), line});
    }
    return candidates;
}

/// The same, drawn once where several run side by side.
std::vector<Fragment> drawn_once(std::vector<Candidate> candidates,
                                 std::span<const street::BarrierPiece> pieces,
                                 const BarrierOptions& options) {
    // The longest line of a bundle is the one that is drawn. Whole decimetres, so that rounding
    // does not decide.
    std::stable_sort(
        candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
            return std::tuple(-std::llround(a.length * 10), std::string_view(pieces[a.piece].id)) <
                   std::tuple(-std::llround(b.length * 10), std::string_view(pieces[b.piece].id));
        });
    std::map<street::BarrierKind, Accepted> accepted;
    std::vector<Fragment> kept;
    for (const Candidate& candidate : candidates) {
        const street::BarrierPiece& piece = pieces[candidate.piece];
        keep_alone(candidate.piece, piece, candidate.line,
                   accepted.try_emplace(piece.kind, options.parallel.value()).first->second, kept);
    }
    return kept;
}

/// Pairs of fragments of one kind where an end of one lies within `join` of the other.
std::vector<std::pair<std::uint32_t, std::uint32_t>> touching(
    const std::vector<Fragment>& fragments, std::span<const street::BarrierPiece> pieces,
    double join) {
    std::vector<geo::LineString> lines;
    for (const Fragment& fragment : fragments) lines.push_back(fragment.line);
    const SegmentIndex index(lines);
    std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < fragments.size(); ++i)
        for (const geo::Point& end : {lines[i].front(), lines[i].back()}) {
            index.query(geo::Box{end.x, end.y, end.x, end.y}.grown(join), near);
            for (const std::uint32_t at : near) {
                const Segment& segment = index[at];
                if (segment.owner == i) continue;
                if (pieces[fragments[i].piece].kind != pieces[fragments[segment.owner].piece].kind)
                    continue;
                if (geo::project(end, segment.a, segment.b).distance <= join)
                    pairs.insert(std::minmax(i, segment.owner));
            }
        }
    return {pairs.begin(), pairs.end()};
}

/// Group number of each fragment: same kind and name in touch; then nameless groups beside a single
/// name.
std::vector<std::uint32_t> groups_of(const std::vector<Fragment>& fragments,
                                     std::span<const street::BarrierPiece> pieces, double join) {
    const auto name = [&](std::uint32_t i) -> const std::string& {
        return pieces[fragments[i].piece].name;
    };
    const auto pairs = touching(fragments, pieces, join);
    DisjointSets sets(fragments.size());
    for (const auto& [a, b] : pairs)
        if (name(a) == name(b)) sets.unite(a, b);
    std::vector<double> length(fragments.size(), 0);  // of each group, at its root
    for (std::uint32_t i = 0; i < fragments.size(); ++i)
        length[sets.root(i)] += line_length(fragments[i].line);
    // Nameless group → name beside it → groups of that name in touch.
    std::map<std::uint32_t, std::map<std::string, std::set<std::uint32_t>>> beside;
    for (const auto& [a, b] : pairs) {
        if (name(a).empty() && !name(b).empty()) beside[sets.root(a)][name(b)].insert(sets.root(b));
        if (name(b).empty() && !name(a).empty()) beside[sets.root(b)][name(a)].insert(sets.root(a));
    }
    for (const auto& [group, names] : beside) {
        if (names.size() != 1) continue;
        const std::set<std::uint32_t>& named = names.begin()->second;
        double named_m = 0;
        for (const std::uint32_t g : named) named_m += length[g];
        // A short named slip road must not give its name to a whole network.
        if (named_m < length[group]) continue;
        for (const std::uint32_t g : named) sets.unite(group, g);
    }
    std::vector<std::uint32_t> groups(fragments.size());
    for (std::uint32_t i = 0; i < fragments.size(); ++i) groups[i] = sets.root(i);
    return groups;
}

void reverse(Fragment& fragment) {
    std::reverse(fragment.line.begin(), fragment.line.end());
    std::reverse(fragment.layers.begin(), fragment.layers.end());
    std::reverse(fragment.levels.begin(), fragment.levels.end());
}

/// Ties fragments end to end, nearest ends first. The bit of a gap between two ends is part of the
/// barrier.
std::vector<Fragment> chained(std::vector<Fragment> parts, double join) {
    struct Joint {
        std::int64_t millimetres;
        std::uint32_t end_a;  // 2 i: start of part i, 2 i + 1: its end
        std::uint32_t end_b;
        auto operator<=>(const Joint&) const = default;
    };
    const auto place = [&](std::uint32_t end) {
        return end % 2 == 0 ? parts[end / 2].line.front() : parts[end / 2].line.back();
    };
    const auto ends = static_cast<std::uint32_t>(parts.size() * 2);
    std::vector<geo::Box> boxes(ends);
    for (std::uint32_t end = 0; end < ends; ++end) boxes[end].extend(place(end));
    const geo::BoxIndex index(boxes);
    std::vector<Joint> joints;
    std::vector<std::uint32_t> near;
    for (std::uint32_t a = 0; a < ends; ++a) {
        index.query(boxes[a].grown(join), near);
        for (const std::uint32_t b : near) {
            if (b <= a || b / 2 == a / 2) continue;
            const double gap = geo::distance(place(a), place(b));
            if (gap <= join) joints.push_back({std::llround(gap * 1000), a, b});
        }
    }
    std::sort(joints.begin(), joints.end());
    std::vector<std::int64_t> other(ends, -1);
    DisjointSets chains(parts.size());
    for (const Joint& joint : joints) {
        if (other[joint.end_a] >= 0 || other[joint.end_b] >= 0) continue;
        if (chains.root(joint.end_a / 2) == chains.root(joint.end_b / 2)) continue;
        chains.unite(joint.end_a / 2, joint.end_b / 2);
        other[joint.end_a] = joint.end_b;
        other[joint.end_b] = joint.end_a;
    }
    std::vector<Fragment> result;
    std::vector<bool> used(parts.size(), false);
    for (std::uint32_t start = 0; start < ends; ++start) {
        if (used[start / 2] || other[start] >= 0) continue;
        Fragment chain;
        for (std::int64_t end = start; end >= 0;) {
            const auto entry = static_cast<std::uint32_t>(end);
            Fragment& part = parts[entry / 2];
            used[entry / 2] = true;
            if (entry % 2 == 1) reverse(part);
            if (chain.line.empty())
                chain.piece = part.piece;
            else if (!(chain.line.back() == part.line.front())) {
                // The bit between two ends stands as the passage beside it, if there is one.
                const bool before = chain.levels.back() != Level::sol;
                append(chain, chain.line.back(), part.line.front(),
                       before ? chain.layers.back() : part.layers.front(),
                       before ? chain.levels.back() : part.levels.front());
            }
            for (std::size_t i = 0; i + 1 < part.line.size(); ++i)
                append(chain, part.line[i], part.line[i + 1], part.layers[i], part.levels[i]);
            end = other[entry ^ 1U];
        }
        result.push_back(std::move(chain));
    }
    return result;
}

}  // namespace

std::vector<geo::LineString> Barriers::lines() const {
    std::vector<geo::LineString> lines;
    lines.reserve(stretches.size());
    for (const Stretch& stretch : stretches) lines.push_back(stretch.line);
    return lines;
}

Barriers merge_barriers(std::span<const street::BarrierPiece> pieces, const geo::Box& study_area,
                        const geo::MultiPolygon& surveyed, const BarrierOptions& options) {
    Barriers merged;
    std::vector<Candidate> on_ground =
        lines_on_ground(pieces, study_area, surveyed, options, merged.notices);
    for (const Candidate& candidate : on_ground) merged.ground.push_back(candidate.line);
    std::vector<Fragment> fragments = drawn_once(std::move(on_ground), pieces, options);
    const std::vector<std::uint32_t> groups = groups_of(fragments, pieces, options.join.value());

    struct Group {
        Barrier barrier;
        std::vector<Fragment> parts;
    };
    std::map<std::uint32_t, Group> by_number;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
        Group& group = by_number[groups[i]];
        const street::BarrierPiece& piece = pieces[fragments[i].piece];
        group.barrier.kind = piece.kind;
        if (group.barrier.name.empty()) group.barrier.name = piece.name;
        group.barrier.pieces.push_back(piece.id);
        group.parts.push_back(std::move(fragments[i]));
    }
    std::vector<Group> ordered;
    for (auto& [number, group] : by_number) {
        std::vector<std::string>& ids = group.barrier.pieces;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        ordered.push_back(std::move(group));
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const Group& a, const Group& b) {
        return std::tie(a.barrier.kind, a.barrier.name, a.barrier.pieces) <
               std::tie(b.barrier.kind, b.barrier.name, b.barrier.pieces);
    });
    std::map<street::BarrierKind, int> numbers;
    for (Group& group : ordered) {
        Barrier barrier = std::move(group.barrier);
        barrier.id = std::string(street::to_text(barrier.kind)) + "-" +
                     std::to_string(++numbers[barrier.kind]);
        const BarrierIdx at{merged.barriers.size()};
        for (Fragment& chain : chained(std::move(group.parts), options.join.value())) {
            const double length = line_length(chain.line);
            barrier.length_m += length;
            barrier.stretches.push_back(
                merged.stretches.push_back({at, std::move(chain.line), std::move(chain.layers),
                                            std::move(chain.levels), length}));
        }
        merged.barriers.push_back(std::move(barrier));
    }
    return merged;
}

}  // namespace lisiere::enclavement
