// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/step_portraits.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "engine/atlas/portrait_notices.hpp"
#include "engine/atlas/residents.hpp"
#include "engine/atlas/shapes.hpp"

namespace lisiere {
namespace {

/// Facilities as variables of formulas, EQUIPEMENT_<CATEGORY>; one that stands for several counts
/// as many.
std::vector<census::CountedPoints> counted_facilities(const PortraitInputs& in) {
    std::vector<census::CountedPoints> counted;
    if (in.facilities->empty()) return counted;
    for (const access::Category& category : *in.categories) {
        census::CountedPoints points;
        points.variable.id = "EQUIPEMENT_" + category.id;
        std::transform(points.variable.id.begin(), points.variable.id.end(),
                       points.variable.id.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        points.variable.column = points.variable.id;
        counted.push_back(std::move(points));
    }
    for (const access::Facility& facility : *in.facilities) {
        census::CountedPoints& points = counted[facility.category.value()];
        points.variable.source = facility.source;
        const long times = std::max(1L, std::lround(facility.number));
        points.points.insert(points.points.end(), static_cast<std::size_t>(times), facility.at);
    }
    return counted;
}

/// Leaves the indicators that no source of this run could tell anywhere: a row for each perimeter
/// would say nothing else. What a source has and withholds stays, with its reason.
void leave_unfed(std::vector<census::IndicatorValue>& values,
                 const std::vector<census::IndicatorDefinition>& definitions, Notices& notices) {
    const auto told = [](const Maybe<double>& value) {
        return value.has_value() || value.absence() != Absence::non_disponible;
    };
    std::set<std::string_view> fed;
    std::set<std::string_view> all;
    for (const census::IndicatorValue& value : values) {
        const std::string& id = definitions[value.definition].id;
        all.insert(id);
        if (told(value.valeur) || told(value.commune.value) || told(value.epci.value) ||
            told(value.zone.value))
            fed.insert(id);
    }
    std::erase_if(values, [&](const census::IndicatorValue& value) {
        return !fed.contains(definitions[value.definition].id);
    });
    for (const std::string_view id : all)
        if (!fed.contains(id))
            notices.add(Severity::info, "indicateur_sans_source", "indicateurs", id);
}

/// What the kit is told of perimeters and of the places they are compared with.
void add_places(census::IndicatorInputs& inputs, const PortraitInputs& in) {
    const Territory& territory = *in.territory;
    for (const Perimeter& perimeter : territory.perimeters) {
        inputs.codes.push_back(perimeter.id);
        inputs.perimeter_sector.push_back(perimeter.sector);
        inputs.alike.push_back(static_cast<std::size_t>(perimeter.kind));
    }
    inputs.perimeters = perimeter_shapes(territory.perimeters.items());
    for (const Commune& commune : territory.communes) {
        inputs.commune_codes.push_back(commune.code);
        inputs.commune_epci.push_back(commune.epci);
        inputs.commune_sector.push_back(commune.sector);
    }
    inputs.communes = commune_shapes(territory);
    inputs.epci_communes = territory.epci_communes;
    inputs.sector_covered = territory.sector_covered;
    if (!in.extent->empty()) inputs.extent = in.extent.at;
    inputs.in_zone = in.residents->in_zone;
    inputs.priority = in.priority;
    inputs.kept = kept_shares(territory, *in.kept_share);
}

/// What the kit is told of who lives there.
void add_people(census::IndicatorInputs& inputs, const PortraitInputs& in) {
    const Residents& residents = *in.residents;
    // Cells cut from areas or spread from official figures hold no count of their own.
    if (in.population->origin != census::CellOrigin::decoupe) inputs.population = in.population.at;
    inputs.cells_cover = residents.covered;
    inputs.people = official_populations(in.territory->perimeters.items(), *in.official);
    if (!residents.estimated) return;
    inputs.cells_hold = residents.communes_held;
    for (std::size_t p = 0; p < inputs.people.size(); ++p)
        if (!inputs.people[p] && !inputs.perimeters[p].empty())
            inputs.people[p] = residents.perimeters[p].people();
}

}  // namespace

Portraits portraits(const PortraitInputs& in, census::Overlays& overlays,
                    const Progress& progress) {
    constexpr std::string_view step = "indicateurs";
    report(progress, step, 0);
    census::IndicatorInputs inputs;
    add_places(inputs, in);
    add_people(inputs, in);
    inputs.tables = *in.areas;
    std::optional<census::Residences> buildings;
    if (in.buildings) buildings = census::residences(*in.buildings);
    if (buildings && !buildings->shapes.empty()) inputs.buildings = &*buildings;
    inputs.methods = *in.methods;
    inputs.official = *in.official;
    inputs.local = *in.local;
    const std::vector<census::CountedPoints> points = counted_facilities(in);
    inputs.points = points;
    inputs.secrecy = *in.rules.secrecy;
    inputs.identities = *in.rules.identities;
    inputs.few = *in.rules.few;
    inputs.intervals = *in.rules.intervals;
    inputs.adjustments = *in.rules.adjustments;
    const std::vector<census::IndicatorDefinition>& definitions = *in.rules.indicators;
    census::KitValues kit = census::kit_values(definitions, inputs, overlays, {}, [&](double done) {
        report(progress, step, std::min(done, 0.99));
    });
    Portraits found{std::move(kit.perimeters), std::move(kit.zones), {}};
    leave_unfed(found.indicators, definitions, found.notices);
    note_portraits(found.indicators, definitions, inputs, overlays, found.notices);
    report(progress, step, 1);
    return found;
}

}  // namespace lisiere
