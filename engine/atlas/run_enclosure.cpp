// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/ranked_among.hpp"
#include "engine/atlas/step_fabric.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/enclavement/from_access.hpp"
#include "engine/enclavement/other_thresholds.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/street/graph_digest.hpp"

namespace lisiere {
namespace {

using enclavement::CellMeasure;

/// What access has computed for every cell, under the names of geodata/reference/enclavement.csv.
std::vector<CellMeasure> supply_and_remoteness(const Atlas& atlas) {
    const access::DestinationTimes* centre = nullptr;
    for (const access::DestinationTimes& place : atlas.destinations)
        if (place.id == atlas.settings.centre) centre = &place;
    std::vector<CellMeasure> measures =
        enclavement::supply_measures(atlas.supply, atlas.inputs.periods);
    for (CellMeasure& measure : enclavement::remoteness_measures(
             &atlas.own_mairie, centre, atlas.basket(access::TravelMode::marche),
             atlas.basket(access::TravelMode::transports)))
        measures.push_back(std::move(measure));
    for (CellMeasure& measure : enclavement::road_measures(atlas.to_interchange, centre))
        measures.push_back(std::move(measure));
    return measures;
}

/// Where the services are.
std::vector<geo::Point> places_of(const Inputs& inputs) {
    std::vector<geo::Point> places;
    for (const access::Facility& facility : inputs.facilities) places.push_back(facility.at);
    return places;
}

/// The ground where streets were read: the declared extent, else the hull of the streets and the
/// margin that an extract leaves along its rim. A scenario has read no more than its base.
geo::MultiPolygon surveyed(const Inputs& in, const Atlas* base, const access::BordOptions& bord) {
    if (!in.extent.empty()) return in.extent;
    const auto& streets = base != nullptr ? base->inputs.streets : in.streets;
    if (!streets) return {};
    const geo::Ring hull = access::street_extent(*streets);
    if (hull.empty()) return {};
    return geo::buffer({geo::Polygon{hull, {}}}, bord.margin);
}

/// Barriers are still worth a map; nothing is known of crossings, and the index is missing for
/// everyone.
void without_streets(Atlas& atlas, const enclavement::EnclosureSettings& settings) {
    static const std::vector<street::BarrierPiece> none;
    const auto& pieces = atlas.inputs.barriers ? *atlas.inputs.barriers : none;
    atlas.enclosure.fabric.barriers = enclavement::merge_barriers(
        pieces, atlas.inputs.territory.study_area, atlas.inputs.extent, settings.barriers);
    std::vector<double> people;
    for (const census::Cell& cell : atlas.inputs.population->cells) people.push_back(cell.people);
    atlas.enclosure.index = enclavement::enclosure_index(
        measures_of_run(atlas), {}, people, atlas.residents.perimeters, settings.index);
}

}  // namespace

FabricStepInputs fabric_inputs(const Atlas& atlas, const Atlas* base, RunParts& parts,
                               bool measures_alone) {
    const Inputs& in = atlas.inputs;
    FabricStepInputs inputs;
    inputs.walked = parts.streets(access::TravelMode::marche);
    inputs.barriers_known = in.barriers.has_value();
    if (in.barriers) inputs.barriers = *in.barriers;
    inputs.study_area = in.territory.study_area;
    inputs.shapes = view(parts.shapes());
    inputs.residents = view(atlas.residents.perimeters);
    for (const access::Destination& place : in.destinations)
        if (place.id == atlas.settings.centre) inputs.centre = place.at;
    inputs.surveyed = surveyed(in, base, atlas.settings.bord);
    inputs.services = places_of(base != nullptr ? base->inputs : in);
    inputs.settings.measures_alone = measures_alone;
    if (base == nullptr || !base->inputs.streets) return inputs;
    const bool barriers_stay =
        archive::digest_of(in.barriers) == archive::digest_of(base->inputs.barriers);
    // On the same streets and barriers the ground is the base's own: nothing to hold it to.
    if (barriers_stay && !parts.graph_before(access::TravelMode::marche)) return inputs;
    inputs.base_streets = {&*base->inputs.streets, street::digest_of(*base->inputs.streets)};
    inputs.base_open = view(base->enclosure.fabric.open);
    if (barriers_stay && measures_alone) {
        inputs.base_fabric = {&base->enclosure.fabric};
        inputs.base_ties = {&base->ties};
    }
    return inputs;
}

void run_enclosure(Atlas& atlas, const Atlas* base, RunParts& parts, bool measures_alone) {
    const Inputs& in = atlas.inputs;
    enclavement::EnclosureSettings settings;
    settings.index = atlas.settings.index;
    if (base == nullptr) settings.choices = in.choices;
    settings.wording = in.wording;
    settings.threads = atlas.settings.threads;
    settings.measures_alone = measures_alone;
    if (!in.streets) {
        without_streets(atlas, settings);
        return;
    }
    FabricStepInputs ground = fabric_inputs(atlas, base, parts, measures_alone);
    const bool as_in_base = base != nullptr && measures_alone && !ground.base_streets;
    enclavement::Fabric fabric =
        as_in_base ? base->enclosure.fabric
                   : step(parts.keeping(), "enclavement: rues et coupures", fabric_of, ground);
    atlas.notices.add(fabric.notices);
    const std::vector<CellMeasure> others = supply_and_remoteness(atlas);
    std::vector<CellMeasure> measured = fabric.measures;
    measured.insert(measured.end(), others.begin(), others.end());
    std::vector<enclavement::Variant> variants;
    if (base == nullptr) {
        for (const enclavement::Choice& choice : in.choices)
            if (enclavement::threshold_of_streets(choice))
                ground.settings.choices.push_back(choice);
        if (!ground.settings.choices.empty())
            atlas.streets_by_threshold =
                step(parts.keeping(), "enclavement: autres seuils", streets_by_threshold, ground);
        variants = threshold_variants(atlas, fabric);
    }
    atlas.enclosure =
        enclavement::enclosure(std::move(fabric),
                               {*in.population, atlas.residents.perimeters, others,
                                whole_surroundings(atlas, measured, variants), variants,
                                in.territory.name, in.distribution ? &*in.distribution : nullptr},
                               measures_of_run(atlas), settings, atlas.notices, parts.progress(),
                               base != nullptr ? &base->enclosure : nullptr);
    if (base == nullptr)
        atlas.notices.add(Severity::info, "distribution_de_reference", "enclavement",
                          atlas.enclosure.distribution_name);
}

}  // namespace lisiere
