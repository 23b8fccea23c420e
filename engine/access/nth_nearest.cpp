// SPDX-License-Identifier: Apache-2.0
#include "engine/access/nth_nearest.hpp"

#include "engine/street/ranked.hpp"

namespace lisiere::access {
namespace {

std::vector<Maybe<double>> of_category(const StreetMode& mode, const CategorySites& places,
                                       std::size_t rank) {
    const auto& cells = mode.cells->snaps.items();
    std::vector<Maybe<double>> minutes(cells.size());
    if (places.known == 0) return minutes;
    const street::Ranked nearest =
        street::ranked(*mode.graph, places.sites, rank, mode.limit - mode.parking);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (!cells[c]) {
            minutes[c] = Absence::non_rattache;
        } else if (places.known < rank) {
            minutes[c] = Absence::sans_objet;
        } else {
            const auto sites = street::ranked_from(*mode.graph, nearest, places.sites, *cells[c]);
            minutes[c] = sites.size() < rank ? Maybe<double>(Absence::au_dela)
                                             : Maybe<double>(mode.minutes(sites[rank - 1].cost));
        }
    }
    return minutes;
}

}  // namespace

std::vector<std::vector<Maybe<double>>> nth_nearest_times(
    const StreetMode& mode, const IndexedVector<CategoryIdx, CategorySites>& categories,
    std::size_t rank, Threads threads, std::string_view step, const Progress& progress) {
    std::vector<std::vector<Maybe<double>>> times(categories.size());
    for_each_chunk(
        categories.size(), 1, threads,
        [&](std::size_t begin, std::size_t end, unsigned) {
            for (std::size_t c = begin; c < end; ++c)
                times[c] = of_category(mode, categories[CategoryIdx{c}], rank);
        },
        [&](double done) { report(progress, std::string(step), done); });
    return times;
}

}  // namespace lisiere::access
