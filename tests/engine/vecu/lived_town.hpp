// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/street/snap.hpp"
#include "engine/vecu/visits.hpp"

namespace lisiere::test {

/// A grid of streets 100 m apart where a metre is walked in a second, with cells, facilities and
/// two groups: the residents west of x = -1,000 and those of the middle.
struct LivedTown {
    int side = 41;
    IndexedVector<access::CategoryIdx, access::Category> categories;
    IndexedVector<access::FacilityIdx, access::Facility> facilities;
    census::Population population;
    std::vector<access::CellGroup> groups;
    access::CellGroup priority{"ouest", {}};  ///< those of the west
    street::StreetGraph graph;

    LivedTown() {
        IndexedVector<street::NodeIdx, geo::Point> nodes;
        std::vector<street::EdgeInput> edges;
        const auto corner = [this](int column, int row) {
            return geo::Point{(column - (side - 1) / 2) * 100.0, (row - (side - 1) / 2) * 100.0};
        };
        const auto node = [this](int column, int row) {
            return street::NodeIdx{static_cast<std::size_t>(row * side + column)};
        };
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) nodes.push_back(corner(column, row));
        const auto street = [&](int c0, int r0, int c1, int r1) {
            street::EdgeInput edge;
            edge.from = node(c0, r0);
            edge.to = node(c1, r1);
            edge.line = {corner(c0, r0), corner(c1, r1)};
            edge.kind = "residential";
            edge.speed_kmh = 3.6;
            edges.push_back(edge);
        };
        for (int row = 0; row < side; ++row)
            for (int column = 0; column < side; ++column) {
                if (column + 1 < side) street(column, row, column + 1, row);
                if (row + 1 < side) street(column, row, column, row + 1);
            }
        graph = {nodes, edges};
        groups = {{"ouest", {}}, {"centre", {}}};
    }

    access::CategoryIdx category(std::string id, double rate, double half) {
        access::Category c;
        c.id = std::move(id);
        c.visits_per_week = rate;
        c.decay_minutes = half;
        c.typical_capacity = 100.0;
        return categories.push_back(c);
    }
    access::FacilityIdx facility(access::CategoryIdx category, geo::Point at, double capacity = 0) {
        access::Facility f;
        f.id = std::to_string(facilities.size());
        f.category = category;
        f.at = at;
        f.capacity_known = capacity != 0;
        f.capacity = f.capacity_known ? capacity : 1;
        return facilities.push_back(f);
    }
    void cell(geo::Point at, double people) {
        census::Cell c;
        c.id = std::to_string(population.cells.size());
        c.centre = at;
        c.people = people;
        const double h = 50;
        c.shape = {{{{at.x - h, at.y - h},
                     {at.x + h, at.y - h},
                     {at.x + h, at.y + h},
                     {at.x - h, at.y + h},
                     {at.x - h, at.y - h}},
                    {}}};
        const census::CellIdx index = population.cells.push_back(c);
        if (at.x < -1000) {
            groups[0].cells.push_back({index, people});
            priority.cells.push_back({index, people});
        }
        if (at.x >= -1000 && at.x < 1000 && at.y < 1000) groups[1].cells.push_back({index, people});
    }
    /// A cell on every corner with even coordinates, 10 people each.
    void settle() {
        for (int x = -1800; x <= 1800; x += 200)
            for (int y = -1800; y <= 1800; y += 200) cell({x * 1.0, y * 1.0}, 10);
    }

    struct Tied {
        access::CellTies cells;
        std::vector<std::optional<street::Snap>> facilities;
    };
    Tied tied() const {
        const street::Snapper snapper(graph, {Metres{100}, 1, 3.6});
        Tied result;
        for (const census::Cell& c : population.cells)
            result.cells.snaps.push_back(snapper.snap(c.centre));
        for (const access::Facility& f : facilities)
            result.facilities.push_back(snapper.snap(f.at));
        return result;
    }
    vecu::ChoiceInputs inputs(const Tied& ties) const {
        return {graph,           population, ties.cells, categories, facilities,
                ties.facilities, groups,     priority,   {}};
    }
    vecu::Visits visits(const vecu::ChoiceSettings& settings = {}, Threads threads = {}) const {
        const Tied ties = tied();
        return vecu::expected_visits(inputs(ties), settings, threads).front();
    }
};

}  // namespace lisiere::test
