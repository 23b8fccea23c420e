// SPDX-License-Identifier: Apache-2.0
#include "engine/access/ties.hpp"

#include <fmt/format.h>

#include <string>

namespace lisiere::access {

std::string on_streets(std::string_view layer, std::string_view streets) {
    return streets.empty() ? std::string(layer) : fmt::format("{}, {}", layer, streets);
}

std::vector<std::optional<street::Snap>> snap_points(std::span<const geo::Point> points,
                                                     const street::Snapper& snapper,
                                                     Threads threads) {
    std::vector<std::optional<street::Snap>> snaps(points.size());
    for_each_chunk(points.size(), 256, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t i = begin; i < end; ++i) snaps[i] = snapper.snap(points[i]);
    });
    return snaps;
}

CellTies snap_cells(const census::Population& population, const street::Snapper& snapper,
                    Threads threads, Notices& notices, std::string_view streets) {
    std::vector<geo::Point> centres;
    centres.reserve(population.cells.size());
    for (const census::Cell& cell : population.cells) centres.push_back(cell.centre);
    CellTies ties;
    ties.snaps = IndexedVector<census::CellIdx, std::optional<street::Snap>>(
        snap_points(centres, snapper, threads));
    std::vector<std::string> untied;
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size())) {
        ties.people += population.cells[c].people;
        if (ties.snaps[c]) continue;
        ties.people_untied += population.cells[c].people;
        untied.push_back(population.cells[c].id);
    }
    if (untied.empty()) return ties;
    const double share = ties.people > 0 ? ties.people_untied / ties.people : 0;
    const bool hardly = share > 0 && share < 0.0005;  // never "0.0" for something that exists
    for (const std::string& id : untied)
        notices.add(
            Severity::avertissement,
            {"carreaux_non_rattaches", {{"infime", hardly ? "oui" : "non"}, {"part", 100 * share}}},
            on_streets(population.source, streets), id);
    return ties;
}

IndexedVector<CategoryIdx, CategorySites> category_sites(
    const IndexedVector<FacilityIdx, Facility>& facilities, std::size_t categories,
    const street::Snapper& snapper, Threads threads, Notices& notices, std::string_view streets) {
    std::vector<geo::Point> places;
    places.reserve(facilities.size());
    for (const Facility& facility : facilities) places.push_back(facility.at);
    const auto snaps = snap_points(places, snapper, threads);
    IndexedVector<CategoryIdx, CategorySites> sites(categories);
    for (const FacilityIdx f : indices<FacilityIdx>(facilities.size())) {
        const Facility& facility = facilities[f];
        LISIERE_EXPECTS(facility.category.value() < categories);
        CategorySites& of_category = sites[facility.category];
        ++of_category.known;
        if (const auto& snap = snaps[f.value()]) {
            of_category.sites.push_back(*snap);
            of_category.facilities.push_back(f);
        } else {
            notices.add(Severity::avertissement, "equipements_non_rattaches",
                        on_streets(facility.source, streets), facility.id);
        }
    }
    return sites;
}

}  // namespace lisiere::access
