// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/access/ties.hpp"
#include "tests/engine/street/oracle.hpp"
#include "tests/support/town.hpp"

/// Residents for drawn towns and random streets.
namespace lisiere::test {

/// Squares of 2 m around the named places, `people` in each.
inline census::Population residents(const Town& town, std::string_view places,
                                    double people = 100) {
    census::Population population;
    for (const char name : places) {
        census::Cell cell;
        cell.id = std::string(1, name);
        cell.centre = town.place(name);
        const geo::Point& p = cell.centre;
        cell.shape = {{{{p.x - 1, p.y - 1},
                        {p.x + 1, p.y - 1},
                        {p.x + 1, p.y + 1},
                        {p.x - 1, p.y + 1},
                        {p.x - 1, p.y - 1}},
                       {}}};
        cell.people = people;
        population.cells.push_back(cell);
    }
    return population;
}

inline access::CellTies ties(const Town& town, std::string_view places) {
    access::CellTies tied;
    for (const char name : places) tied.snaps.push_back(town.snap(name));
    return tied;
}

inline std::vector<street::Snap> snaps(const Town& town, std::string_view places) {
    std::vector<street::Snap> found;
    for (const char name : places) found.push_back(town.snap(name));
    return found;
}

inline std::vector<street::Snap> random_places(const street::StreetGraph& graph, Random& random,
                                               std::size_t count) {
    std::vector<street::Snap> places;
    for (std::size_t i = 0; i < count; ++i) places.push_back(random_place(graph, random));
    return places;
}

inline std::vector<std::optional<street::Snap>> optional_of(
    const std::vector<street::Snap>& places) {
    return {places.begin(), places.end()};
}

inline access::CellTies ties_of(const std::vector<street::Snap>& places) {
    access::CellTies tied;
    tied.snaps = IndexedVector<census::CellIdx, std::optional<street::Snap>>(optional_of(places));
    return tied;
}

/// Residents by cell number: {{0, 10}, {3, 2.5}}.
inline access::CellGroup group(std::vector<std::pair<std::size_t, double>> people) {
    access::CellGroup group{"groupe", {}};
    for (const auto& [cell, count] : people) group.cells.push_back({census::CellIdx{cell}, count});
    return group;
}

}  // namespace lisiere::test
