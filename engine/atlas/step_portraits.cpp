// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cmath>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/steps.hpp"

namespace lisiere {
namespace {

/// Facilities as variables of formulas, EQUIPEMENT_<CATEGORY>; one that stands for several counts
/// as many.
std::vector<census::CountedPoints> counted_facilities(const Inputs& in) {
    std::vector<census::CountedPoints> counted;
    if (in.facilities.empty()) return counted;
    for (const access::Category& category : in.categories) {
        census::CountedPoints points;
        points.variable.id = "EQUIPEMENT_" + category.id;
        std::transform(points.variable.id.begin(), points.variable.id.end(),
                       points.variable.id.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        points.variable.column = points.variable.id;
        counted.push_back(std::move(points));
    }
    for (const access::Facility& facility : in.facilities) {
        census::CountedPoints& points = counted[facility.category.value()];
        points.variable.source = facility.source;
        const auto times =
            facility.capacity_known ? std::max(1L, std::lround(facility.capacity)) : 1L;
        points.points.insert(points.points.end(), static_cast<std::size_t>(times), facility.at);
    }
    return counted;
}

}  // namespace

void portraits_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    constexpr std::string_view step = "indicateurs";
    report(progress, step, 0);
    const Inputs& in = atlas.inputs;
    census::IndicatorInputs inputs;
    for (const Perimeter& perimeter : in.territory.perimeters) inputs.codes.push_back(perimeter.id);
    inputs.perimeters = perimeter_shapes(atlas);
    for (const Commune& commune : in.territory.communes) {
        inputs.commune_codes.push_back(commune.code);
        inputs.commune_epci.push_back(commune.epci);
        inputs.communes.push_back(commune.shape);
    }
    inputs.tables = in.areas;
    // Cells cut from areas or spread from official figures hold no count of their own.
    if (in.population->origin != census::CellOrigin::decoupe) inputs.population = &*in.population;
    inputs.official = in.official;
    const std::vector<census::CountedPoints> points = counted_facilities(in);
    inputs.points = points;
    inputs.secrecy = in.secrecy;
    atlas.indicators = census::indicator_values(
        in.indicators, inputs, overlays, {},
        [&](double done) { report(progress, step, std::min(done, 0.99)); });
    report(progress, step, 1);
}

}  // namespace lisiere
