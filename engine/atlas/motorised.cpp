// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/motorised.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/geo/shape_locator.hpp"

namespace lisiere {
namespace {

/// Counts of the census by IRIS: main residences with a car at least, and all of them.
constexpr std::string_view households_with_a_car = "RP_VOIT1P";
constexpr std::string_view all_households = "RP";

}  // namespace

std::vector<Maybe<double>> motorised_residents(const Inputs& in, Notices& notices) {
    const census::AreaTable* table = nullptr;
    const census::CountColumn* with_car = nullptr;
    const census::CountColumn* households = nullptr;
    for (const census::AreaTable& areas : in.areas) {
        if (areas.references_only) continue;
        const auto column = [&areas](std::string_view id, int vintage) {
            const census::CountColumn* newest = nullptr;
            for (const census::CountColumn& one : areas.counts)
                if (one.variable.id == id && (vintage == 0 || one.variable.vintage == vintage) &&
                    (newest == nullptr || one.variable.vintage > newest->variable.vintage))
                    newest = &one;
            return newest;
        };
        const census::CountColumn* cars = column(households_with_a_car, 0);
        if (cars == nullptr) continue;
        const census::CountColumn* all = column(all_households, cars->variable.vintage);
        if (all == nullptr) continue;
        if (with_car != nullptr && with_car->variable.vintage >= cars->variable.vintage) continue;
        table = &areas;
        with_car = cars;
        households = all;
    }
    if (table == nullptr) {
        notices.add(Severity::info, "menages_sans_voiture_inconnus", "recensement",
                    fmt::format("{}, {}", households_with_a_car, all_households));
        return {};
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const census::Area& area : table->areas) shapes.push_back(area.shape);
    const geo::ShapeLocator locator(shapes);
    std::vector<Maybe<double>> shares;
    std::vector<std::uint32_t> found;
    for (const census::Cell& cell : in.population->cells) {
        locator.holding(cell.centre, found);
        Maybe<double> share = Absence::hors_couverture;
        if (!found.empty()) {
            const Maybe<double>& cars = with_car->values[found.front()];
            const Maybe<double>& all = households->values[found.front()];
            if (!cars || !all)
                share = cars ? all.absence() : cars.absence();
            else
                share = *all > 0 ? Maybe<double>(std::clamp(*cars / *all, 0.0, 1.0))
                                 : Maybe<double>(Absence::sans_objet);
        }
        shares.push_back(share);
    }
    return shares;
}

}  // namespace lisiere
