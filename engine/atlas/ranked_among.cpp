// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/ranked_among.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/atlas/atlas.hpp"
#include "engine/enclavement/from_access.hpp"
#include "engine/enclavement/sentence.hpp"

namespace lisiere {
namespace {

using enclavement::MeasureDefinition;

std::string clock(Seconds time) {
    return fmt::format("{:02}:{:02}", time.count() / 3600, time.count() / 60 % 60);
}

/// "pharmacie poste": the services that the basket counts, in the order of their names.
std::string services_of(const Atlas& atlas) {
    std::vector<std::string> services;
    for (std::size_t c = 0; c < atlas.basket_counted.size(); ++c)
        if (atlas.basket_counted[c])
            services.push_back(atlas.inputs.categories[access::CategoryIdx{c}].id);
    std::sort(services.begin(), services.end());
    return fmt::format("{}", fmt::join(services, " "));
}

std::string departures_of(const Atlas& atlas, const std::string& measure) {
    const access::SupplySettings& supply = atlas.settings.supply;
    for (const transit::Period& period : atlas.inputs.periods)
        if (measure == "departs_h_" + period.id)
            return fmt::format("{} à {}, arrêts à {} min, lourds à {} min", clock(period.start),
                               clock(period.end), supply.reach.count(), supply.heavy_reach.count());
    return {};
}

std::string basis_of(const Atlas& atlas, const std::string& measure) {
    if (measure.starts_with("departs_h_")) return departures_of(atlas, measure);
    const transit::DepartureWindow& window = atlas.settings.access.window;
    const bool rides = measure.find("_tc_") != measure.npos;
    std::string basis =
        rides ? fmt::format("départs de {} à {}", clock(window.start), clock(window.end)) : "";
    if (measure.starts_with("panier_")) basis += (basis.empty() ? "" : " ") + services_of(atlas);
    return basis;
}

/// Share of the directions that count whose detour is above a limit; closed ones are at the cap.
std::vector<Maybe<double>> closed_above(const enclavement::Fabric& fabric, double limit) {
    std::vector<Maybe<double>> shares;
    for (const enclavement::Sectors& sectors : fabric.sectors) {
        double closed = 0;
        double all = 0;
        Absence absence = Absence::sans_objet;
        for (const enclavement::SectorView& sector : sectors) {
            if (!sector.detour && sector.detour.absence() != Absence::sans_objet)
                absence = sector.detour.absence();
            for (const enclavement::TargetView& target : sector.targets) {
                if (!target.detour) continue;
                ++all;
                closed += *target.detour > static_cast<float>(limit) ? 1 : 0;
            }
        }
        shares.push_back(all > 0 ? Maybe<double>(closed / all) : Maybe<double>(absence));
    }
    return shares;
}

/// The measure of a choice by its threshold; empty where it cannot be had.
std::vector<Maybe<double>> by_threshold(const Atlas& atlas, const enclavement::Fabric& fabric,
                                        const enclavement::Choice& choice) {
    const std::string id = enclavement::variant_id(choice.measure, choice.value);
    for (const auto* found : {&atlas.streets_by_threshold, &atlas.supply_by_threshold})
        for (const enclavement::CellMeasure& measure : *found)
            if (measure.id == id) return measure.values;
    if (choice.measure == "detour_ferme_part") return closed_above(fabric, choice.threshold);
    if (choice.measure == "arret_lourd_500")
        return enclavement::heavy_stop_within(atlas.supply, Metres{choice.threshold});
    for (const access::TravelMode mode :
         {access::TravelMode::marche, access::TravelMode::transports})
        if (choice.measure == fmt::format("panier_{}_part", access::to_text(mode)))
            return access::basket_share(atlas.basket_counted, atlas.times, mode, choice.threshold);
    return {};
}

}  // namespace

std::vector<MeasureDefinition> measures_of_run(const Atlas& atlas) {
    std::size_t all = 0;
    for (const access::Category& category : atlas.inputs.categories) all += category.basket ? 1 : 0;
    const auto counted = static_cast<std::size_t>(
        std::count(atlas.basket_counted.begin(), atlas.basket_counted.end(), true));
    std::vector<MeasureDefinition> measures = atlas.inputs.measures;
    for (MeasureDefinition& measure : measures) {
        measure.basis = basis_of(atlas, measure.id);
        if (measure.id == "panier_marche_part" || measure.id == "panier_tc_part")
            measure.label += fmt::format(
                " ({})", enclavement::services_known(counted, all, atlas.inputs.wording));
    }
    return measures;
}

bool passes_rim(const Atlas& atlas, access::TravelMode mode, std::size_t cell,
                const Maybe<double>& minutes) {
    const Maybe<double>& to_rim = atlas.to_rim(mode)[cell];
    if (!to_rim) return false;
    const double parking =
        mode == access::TravelMode::voiture ? atlas.settings.access.car_parking.count() : 0;
    return minutes ? *to_rim - parking < *minutes : access::is_out_of_reach(minutes.absence());
}

std::vector<enclavement::Variant> threshold_variants(const Atlas& atlas,
                                                     const enclavement::Fabric& fabric) {
    std::vector<enclavement::Variant> variants;
    const std::vector<MeasureDefinition> measures = measures_of_run(atlas);
    for (const enclavement::Choice& choice : atlas.inputs.choices) {
        if (choice.kind != enclavement::ChoiceKind::other_threshold) continue;
        const auto of = std::find_if(measures.begin(), measures.end(),
                                     [&](const auto& one) { return one.id == choice.measure; });
        if (of == measures.end()) continue;
        enclavement::Variant variant{*of, by_threshold(atlas, fabric, choice)};
        if (variant.values.empty()) continue;
        variant.definition.id = enclavement::variant_id(choice.measure, choice.value);
        variant.definition.weight = 0;
        variant.definition.reach = choice.reach;
        variants.push_back(std::move(variant));
    }
    return variants;
}

std::map<std::string, std::vector<bool>> whole_surroundings(
    const Atlas& atlas, const std::vector<enclavement::CellMeasure>& values,
    const std::vector<enclavement::Variant>& variants) {
    std::map<std::string, std::vector<bool>> whole;
    const auto add = [&](const MeasureDefinition& definition,
                         std::span<const Maybe<double>> of_cells) {
        const enclavement::Reach& reach = definition.reach;
        if (!reach.mode && !reach.disc_m) return;
        std::vector<bool>& cells = whole[definition.id];
        if (reach.disc_m) {
            for (const double to_rim : atlas.rim_metres) cells.push_back(to_rim > *reach.disc_m);
            return;
        }
        const std::vector<Maybe<double>>& to_rim = atlas.to_rim(*reach.mode);
        for (std::size_t c = 0; c < to_rim.size(); ++c)
            cells.push_back(reach.own_value ? !passes_rim(atlas, *reach.mode, c, of_cells[c])
                                            : !(to_rim[c] && *to_rim[c] <= reach.minutes));
    };
    for (const MeasureDefinition& definition : atlas.inputs.measures)
        for (const enclavement::CellMeasure& measure : values)
            if (measure.id == definition.id) add(definition, measure.values);
    for (const enclavement::Variant& variant : variants) add(variant.definition, variant.values);
    return whole;
}

}  // namespace lisiere
