// SPDX-License-Identifier: Apache-2.0
#include "engine/census/place_pieces.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::census {
namespace {

constexpr double least_share = 0.01;

/// A part of the plane held by these perimeters and by no other.
struct Part {
    geo::MultiPolygon shape;
    std::vector<std::uint32_t> held_by;
};

double area_of(const geo::MultiPolygon& shape) {
    return geo::area(shape).value();
}

/// The least ground that is a place, of a perimeter as large as this.
double least_part(double whole) {
    return std::max(least_share * whole, least_ground_m2);
}

/// Perimeters in groups that overlap one another, by position; most stand alone.
std::vector<std::vector<std::uint32_t>> overlapping(std::span<const geo::MultiPolygon> perimeters) {
    std::vector<geo::Box> boxes;
    for (const geo::MultiPolygon& shape : perimeters) boxes.push_back(geo::bounds(shape));
    const geo::BoxIndex index(boxes);
    std::vector<std::uint32_t> group(perimeters.size());
    for (std::uint32_t p = 0; p < perimeters.size(); ++p) group[p] = p;
    std::vector<std::uint32_t> near;
    for (std::uint32_t p = 0; p < perimeters.size(); ++p) {
        index.query(boxes[p], near);
        for (const std::uint32_t q : near) {
            if (q <= p || group[q] == group[p]) continue;
            const double shared = geo::intersection_area(perimeters[p], perimeters[q]).value();
            const double smaller = std::min(area_of(perimeters[p]), area_of(perimeters[q]));
            if (shared < least_part(smaller)) continue;
            const auto [low, high] = std::minmax(group[p], group[q]);
            std::replace(group.begin(), group.end(), std::uint32_t{high}, std::uint32_t{low});
        }
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> members;
    for (std::uint32_t p = 0; p < perimeters.size(); ++p)
        if (area_of(perimeters[p]) >= least_ground_m2) members[group[p]].push_back(p);
    std::vector<std::vector<std::uint32_t>> groups;
    for (auto& [first, list] : members) groups.push_back(std::move(list));
    return groups;
}

/// One perimeter after the other cuts the parts there are, and adds what none of them held.
std::vector<Part> parts_of(std::span<const geo::MultiPolygon> perimeters,
                           const std::vector<std::uint32_t>& group) {
    if (group.size() == 1) return {{perimeters[group.front()], group}};
    std::vector<Part> parts;
    const auto keep = [&](std::vector<Part>& into, geo::MultiPolygon shape,
                          std::vector<std::uint32_t> held_by) {
        double smallest = area_of(perimeters[held_by.front()]);
        for (const std::uint32_t p : held_by) smallest = std::min(smallest, area_of(perimeters[p]));
        if (area_of(shape) >= least_part(smallest))
            into.push_back({std::move(shape), std::move(held_by)});
    };
    for (const std::uint32_t p : group) {
        std::vector<Part> cut;
        geo::MultiPolygon left = perimeters[p];
        for (const Part& part : parts) {
            std::vector<std::uint32_t> both = part.held_by;
            both.push_back(p);
            keep(cut, geo::intersection(part.shape, perimeters[p]), std::move(both));
            keep(cut, geo::difference(part.shape, perimeters[p]), part.held_by);
            left = geo::difference(left, part.shape);
        }
        keep(cut, std::move(left), {p});
        parts = std::move(cut);
    }
    return parts;
}

/// The communes that hold at least a hundredth of the shape.
std::vector<std::uint32_t> reached(const geo::MultiPolygon& shape,
                                   const std::vector<std::uint32_t>& homes,
                                   std::span<const geo::MultiPolygon> communes) {
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t commune : homes)
        if (geo::intersection_area(shape, communes[commune]).value() >=
            least_share * area_of(shape))
            kept.push_back(commune);
    return kept;
}

/// Is there ground in the commune outside the perimeters, or is what they leave a drawn line?
bool has_rest(std::uint32_t commune, std::span<const geo::MultiPolygon> perimeters,
              std::span<const geo::MultiPolygon> communes,
              std::span<const std::vector<std::uint32_t>> communes_of) {
    if (communes[commune].empty()) return true;
    std::vector<std::uint32_t> inside;
    double held = 0;
    for (std::uint32_t p = 0; p < perimeters.size(); ++p) {
        const auto& own = communes_of[p];
        if (std::find(own.begin(), own.end(), commune) == own.end()) continue;
        inside.push_back(p);
        held += area_of(perimeters[p]);
    }
    if (area_of(communes[commune]) - held >= least_ground_m2) return true;
    geo::MultiPolygon left = communes[commune];
    for (const std::uint32_t p : inside) left = geo::difference(left, perimeters[p]);
    return area_of(left) >= least_ground_m2;
}

}  // namespace

PlacePieces place_pieces(std::span<const geo::MultiPolygon> perimeters,
                         std::span<const geo::MultiPolygon> communes,
                         std::span<const std::vector<std::uint32_t>> communes_of,
                         std::span<const std::vector<std::uint32_t>> references,
                         const std::vector<bool>& is_rest, const std::vector<bool>& priority) {
    LISIERE_EXPECTS(communes_of.size() == perimeters.size());
    LISIERE_EXPECTS(is_rest.empty() || is_rest.size() == references.size());
    PlacePieces result;
    result.perimeters.resize(perimeters.size());
    result.references.resize(references.size());
    std::map<std::uint32_t, std::vector<std::size_t>> of_commune;
    std::vector<std::size_t> of_everything;
    for (std::size_t r = 0; r < references.size(); ++r) {
        if (references[r].empty()) of_everything.push_back(r);
        for (const std::uint32_t commune : references[r]) of_commune[commune].push_back(r);
    }
    const auto add = [&](const std::vector<std::uint32_t>& held_by, const std::uint32_t* commune) {
        const auto piece = static_cast<std::uint32_t>(result.count++);
        for (const std::uint32_t p : held_by) result.perimeters[p].push_back(piece);
        const bool in_priority = std::any_of(held_by.begin(), held_by.end(), [&](std::uint32_t p) {
            return p < priority.size() && priority[p];
        });
        const auto put = [&](std::size_t r) {
            if (!in_priority || is_rest.empty() || !is_rest[r])
                result.references[r].push_back(piece);
        };
        for (const std::size_t r : of_everything) put(r);
        if (commune != nullptr)
            for (const std::size_t r : of_commune[*commune]) put(r);
    };
    for (const std::vector<std::uint32_t>& group : overlapping(perimeters))
        for (const Part& part : parts_of(perimeters, group)) {
            // Where all its perimeters lie; where they have no commune in common, those of one.
            std::vector<std::uint32_t> homes = communes_of[part.held_by.front()];
            for (const std::uint32_t p : part.held_by) {
                std::vector<std::uint32_t> common;
                for (const std::uint32_t commune : homes)
                    if (std::find(communes_of[p].begin(), communes_of[p].end(), commune) !=
                        communes_of[p].end())
                        common.push_back(commune);
                if (!common.empty()) homes = std::move(common);
            }
            if (group.size() > 1 && homes.size() > 1)  // a part need not reach all of them
                homes = reached(part.shape, homes, communes);
            if (homes.empty()) add(part.held_by, nullptr);
            for (const std::uint32_t commune : homes) add(part.held_by, &commune);
        }
    std::set<std::uint32_t> compared;
    for (const std::vector<std::uint32_t>& group : references)
        compared.insert(group.begin(), group.end());
    for (const std::uint32_t commune : compared)
        if (has_rest(commune, perimeters, communes, communes_of)) add({}, &commune);
    if (compared.empty()) add({}, nullptr);
    return result;
}

}  // namespace lisiere::census
