// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/areas.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "engine/census/overlap.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/vecu/sensitivity.hpp"
#include "engine/vecu/walks.hpp"

namespace lisiere::vecu {

namespace {

using access::FacilityIdx;

/// A square of the grid: row first, so that order is from south to north, then from west to east.
struct Square {
    std::int64_t row = 0;
    std::int64_t column = 0;
    auto operator<=>(const Square&) const = default;
};

struct Place {
    Square square;
    double visits = 0;
    double ridden = 0;
    double cycled = 0;
    double driven = 0;
    std::vector<FacilityIdx> facilities;
};

Square square_of(const geo::Point& p, double side) {
    return {static_cast<std::int64_t>(std::floor(p.y / side)),
            static_cast<std::int64_t>(std::floor(p.x / side))};
}

geo::Polygon drawn(const Square& square, double side) {
    const double x = static_cast<double>(square.column) * side;
    const double y = static_cast<double>(square.row) * side;
    return {{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}};
}

/// Places with visits, those with most first.
std::vector<Place> places_of(const std::vector<GroupVisits>& visits, const ChoiceInputs& inputs,
                             double side) {
    std::map<Square, Place> by_square;
    for (const GroupVisits& to : visits) {
        const Square square = square_of(inputs.facilities[to.facility].at, side);
        Place& place = by_square[square];
        place.square = square;
        place.visits += to.per_week;
        place.ridden += to.ridden;
        place.cycled += to.cycled;
        place.driven += to.driven;
        place.facilities.push_back(to.facility);
    }
    std::vector<Place> places;
    for (auto& [square, place] : by_square) places.push_back(std::move(place));
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.visits > b.visits; });
    return places;
}

/// One group's areas; one object per thread.
class Drawer {
  public:
    Drawer(const ChoiceInputs& inputs, const ChoiceSettings& settings, const Visits& visits,
           const AreaOptions& options, const CellsByNode& cells)
        : inputs_(inputs),
          settings_(settings),
          visits_(visits),
          options_(options),
          search_(cells) {}

    std::vector<LivedArea> areas_of(std::size_t group) {
        const std::vector<Place> places =
            places_of(visits_.by_group[group], inputs_, options_.place.value());
        double all = 0;
        for (const Place& place : places) all += place.visits;
        std::vector<LivedArea> areas;
        std::map<street::EdgeIdx, double>
            walked;  // visits on each street, towards the places chosen so far
        std::size_t next = 0;
        LivedArea held;  ///< by the places chosen so far
        for (const double level : options_.levels) {
            std::vector<geo::MultiPolygon> parts;
            if (!areas.empty()) parts.push_back(areas.back().shape);
            // A hair less than the level, so that rounding of the sum does not ask for one more
            // place.
            for (; next < places.size() && held.visits < level * all * (1 - 1e-12); ++next) {
                held.visits += places[next].visits;
                held.ridden += places[next].ridden;
                held.cycled += places[next].cycled;
                held.driven += places[next].driven;
                parts.push_back({drawn(places[next].square, options_.place.value())});
                for (const FacilityIdx f : places[next].facilities) {
                    held.facilities.push_back(f);
                    // No street carries more than all visits: none is looked for then.
                    if (options_.path_share <= 1) add_walks(group, f, walked);
                }
            }
            geo::MultiLineString streets;
            for (const auto& [edge, flow] : walked) {
                if (flow < options_.path_share * all) continue;
                const std::span<const geo::Point> line = inputs_.streets.line(edge);
                streets.emplace_back(line.begin(), line.end());
            }
            if (!streets.empty()) parts.push_back(geo::buffer_lines(streets, options_.corridor));
            LivedArea area = held;
            area.group = group;
            area.level = level;
            area.visits_all = all;
            if (!parts.empty()) area.shape = geo::union_of(parts);
            area.places = next;
            std::sort(area.facilities.begin(), area.facilities.end());
            areas.push_back(std::move(area));
        }
        return areas;
    }

  private:
    void add_walks(std::size_t group, FacilityIdx f, std::map<street::EdgeIdx, double>& walked) {
        const std::vector<WalkedVisits>& visits = visits_.walked[f];
        if (visits.empty()) return;
        const access::Category& category = inputs_.categories[inputs_.facilities[f].category];
        search_.run(*inputs_.facility_snaps[f.value()],
                    walked_limit(category, settings_, settings_.decay_factors.front()));
        auto one = visits.begin();
        for (const access::CellWeight& cell : inputs_.groups[group].cells) {
            while (one != visits.end() && one->cell < cell.cell) ++one;
            if (one == visits.end() || one->cell != cell.cell) continue;
            street::EdgeIdx last;
            search_.each_street_from(cell.cell, [&](street::EdgeIdx edge) {
                if (edge != last) walked[edge] += cell.people * one->per_resident;
                last = edge;
            });
        }
    }

    const ChoiceInputs& inputs_;
    const ChoiceSettings& settings_;
    const Visits& visits_;
    const AreaOptions& options_;
    WalksTo search_;
};

}  // namespace

std::vector<LivedArea> lived_areas(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                   const Visits& visits, const AreaOptions& options,
                                   Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(std::is_sorted(options.levels.begin(), options.levels.end()));
    LISIERE_EXPECTS(visits.by_group.size() == inputs.groups.size());
    const CellsByNode cells(inputs.streets, inputs.cells);
    std::vector<std::vector<LivedArea>> by_group(inputs.groups.size());
    std::vector<std::unique_ptr<Drawer>> drawers(threads.count);
    for_each_chunk(
        by_group.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned worker) {
            if (!drawers[worker])
                drawers[worker] =
                    std::make_unique<Drawer>(inputs, settings, visits, options, cells);
            for (std::size_t g = begin; g < end; ++g) by_group[g] = drawers[worker]->areas_of(g);
        },
        [&](double done) { report(progress, "quartier vécu: aires", done); });
    std::vector<LivedArea> areas;
    for (std::vector<LivedArea>& own : by_group)
        for (LivedArea& area : own) areas.push_back(std::move(area));

    std::vector<geo::MultiPolygon> sources;
    for (const census::Cell& cell : inputs.population.cells) sources.push_back(cell.shape);
    std::vector<geo::MultiPolygon> targets;
    for (const LivedArea& area : areas) targets.push_back(area.shape);
    const census::OverlapMatrix shared = census::overlap(sources, targets, threads);
    for (std::size_t i = 0; i < areas.size(); ++i)
        for (const census::OverlapMatrix::Entry& entry : shared.row(i))
            areas[i].people +=
                inputs.population.cells[census::CellIdx{entry.source}].people * entry.share;
    return areas;
}

std::vector<AreaOverlap> area_overlaps(std::span<const LivedArea> areas, const Visits& visits,
                                       const AreaOptions& options) {
    std::vector<const LivedArea*> compared;
    for (const LivedArea& area : areas)
        if (area.level == options.overlap_level && !area.shape.empty()) compared.push_back(&area);
    const auto share = [&](const LivedArea& of, const LivedArea& within) {
        return share_within(visits.by_group[of.group], within.facilities).value_or(0);
    };
    std::vector<AreaOverlap> overlaps;
    for (std::size_t i = 0; i < compared.size(); ++i)
        for (std::size_t j = i + 1; j < compared.size(); ++j) {
            const LivedArea& a = *compared[i];
            const LivedArea& b = *compared[j];
            if (!geo::bounds(a.shape).intersects(geo::bounds(b.shape))) continue;
            const double area = geo::intersection_area(a.shape, b.shape).value();
            if (area > 0) overlaps.push_back({a.group, b.group, area, share(a, b), share(b, a)});
        }
    return overlaps;
}

}  // namespace lisiere::vecu
