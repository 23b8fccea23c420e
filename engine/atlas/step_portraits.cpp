// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/residents.hpp"
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
        const long times = std::max(1L, std::lround(facility.number));
        points.points.insert(points.points.end(), static_cast<std::size_t>(times), facility.at);
    }
    return counted;
}

/// Perimeters that no area of a census layer touches: everything that it feeds is missing there.
void note_outside_sources(const census::IndicatorInputs& inputs, census::Overlays& overlays,
                          Notices& notices) {
    for (const census::AreaTable& table : inputs.tables) {
        if (table.references_only) continue;
        std::vector<geo::MultiPolygon> shapes;
        for (const census::Area& area : table.areas) shapes.push_back(area.shape);
        const census::Weights shared = overlays.area(shapes, inputs.perimeters);
        for (std::size_t p = 0; p < inputs.perimeters.size(); ++p)
            if (shared.row(p).empty())
                notices.add(Severity::avertissement, "perimetre_hors_sources", table.source,
                            "des périmètres sont hors de toutes les zones de la source : leurs "
                            "valeurs estimées manquent (hors couverture)",
                            inputs.codes[p]);
    }
}

/// A gap between figures of different years is given, with both years, and told.
void note_gaps_between_years(const std::vector<census::IndicatorValue>& values, Notices& notices) {
    for (const census::IndicatorValue& value : values)
        if (value.ecart && value.vintage != value.vintage_commune && value.vintage > 0 &&
            value.vintage_commune > 0)
            notices.add(
                Severity::info, "ecart_entre_millesimes", "indicateurs",
                "des écarts à la commune comparent deux années : les deux sont dites",
                std::to_string(value.vintage) + " et " + std::to_string(value.vintage_commune));
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
        if (told(value.valeur) || told(value.valeur_commune) || told(value.valeur_epci) ||
            told(value.valeur_zone))
            fed.insert(id);
    }
    std::erase_if(values, [&](const census::IndicatorValue& value) {
        return !fed.contains(definitions[value.definition].id);
    });
    for (const std::string_view id : all)
        if (!fed.contains(id))
            notices.add(Severity::info, "indicateur_sans_source", "indicateurs",
                        "des indicateurs du kit n'ont de source nulle part dans cette édition : "
                        "ils ne sont pas dans la table",
                        id);
}

}  // namespace

void portraits_step(Atlas& atlas, census::Overlays& overlays, const Progress& progress) {
    constexpr std::string_view step = "indicateurs";
    report(progress, step, 0);
    const Inputs& in = atlas.inputs;
    census::IndicatorInputs inputs;
    for (const Perimeter& perimeter : in.territory.perimeters) {
        inputs.codes.push_back(perimeter.id);
        inputs.perimeter_sector.push_back(perimeter.sector);
    }
    inputs.perimeters = perimeter_shapes(atlas);
    for (const Commune& commune : in.territory.communes) {
        inputs.commune_codes.push_back(commune.code);
        inputs.commune_epci.push_back(commune.epci);
        inputs.commune_sector.push_back(commune.sector);
        inputs.communes.push_back(commune.shape);
    }
    inputs.tables = in.areas;
    // Cells cut from areas or spread from official figures hold no count of their own.
    if (in.population->origin != census::CellOrigin::decoupe) inputs.population = &*in.population;
    std::optional<census::Residences> buildings;
    if (in.buildings) buildings = census::residences(*in.buildings);
    if (buildings && !buildings->shapes.empty()) inputs.buildings = &*buildings;
    inputs.priority = priority_perimeters(atlas);
    inputs.people = official_populations(in.territory, in.official);
    for (std::size_t p = 0; atlas.residents.estimated && p < inputs.people.size(); ++p)
        if (!inputs.people[p] && !inputs.perimeters[p].empty())
            inputs.people[p] = atlas.residents.perimeters[p].people();
    inputs.methods = in.methods;
    inputs.official = in.official;
    inputs.local = in.local;
    const std::vector<census::CountedPoints> points = counted_facilities(in);
    inputs.points = points;
    inputs.secrecy = in.secrecy;
    inputs.identities = in.identities;
    census::KitValues kit =
        census::kit_values(in.indicators, inputs, overlays, {},
                           [&](double done) { report(progress, step, std::min(done, 0.99)); });
    atlas.indicators = std::move(kit.perimeters);
    atlas.zones = std::move(kit.zones);
    leave_unfed(atlas.indicators, in.indicators, atlas.notices);
    note_outside_sources(inputs, overlays, atlas.notices);
    note_gaps_between_years(atlas.indicators, atlas.notices);
    report(progress, step, 1);
}

}  // namespace lisiere
