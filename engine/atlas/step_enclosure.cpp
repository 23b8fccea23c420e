// SPDX-License-Identifier: Apache-2.0
#include "engine/access/bord.hpp"
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/ranked_among.hpp"
#include "engine/atlas/steps.hpp"
#include "engine/core/kept.hpp"
#include "engine/enclavement/from_access.hpp"
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
void without_streets(Atlas& atlas, std::span<const street::BarrierPiece> pieces,
                     const enclavement::EnclosureSettings& settings) {
    atlas.enclosure.fabric.barriers = enclavement::merge_barriers(
        pieces, atlas.inputs.territory.study_area, atlas.inputs.extent, settings.barriers);
    std::vector<double> people;
    for (const census::Cell& cell : atlas.inputs.population->cells) people.push_back(cell.people);
    atlas.enclosure.index = enclavement::enclosure_index(
        measures_of_run(atlas), {}, people, atlas.residents.perimeters, settings.index);
}

/// The same streets and the same barriers.
bool same_ground(const Inputs& a, const Inputs& b) {
    return street::digest_of(*a.streets) == street::digest_of(*b.streets) &&
           archive::digest_of(a.barriers) == archive::digest_of(b.barriers);
}

}  // namespace

void enclosure_step(Atlas& atlas, const Atlas* base, StepMemo& memo, const Progress& progress,
                    bool measures_alone) {
    static const std::vector<street::BarrierPiece> none;
    const Inputs& in = atlas.inputs;
    const auto& pieces = in.barriers ? *in.barriers : none;
    enclavement::EnclosureSettings settings;
    settings.index = atlas.settings.index;
    // A scenario draws nothing; with the choices of its base it takes again what that found.
    settings.choices = in.choices;
    settings.wording = in.wording;
    settings.threads = atlas.settings.threads;
    settings.measures_alone = measures_alone;
    if (!in.streets) {
        without_streets(atlas, pieces, settings);
        return;
    }
    const std::vector<geo::MultiPolygon> shapes = perimeter_shapes(atlas);
    const geo::MultiPolygon ground = surveyed(in, base, atlas.settings.bord);
    std::optional<geo::Point> centre;
    for (const access::Destination& place : in.destinations)
        if (place.id == atlas.settings.centre) centre = place.at;
    const std::vector<CellMeasure> others = supply_and_remoteness(atlas);
    enclavement::EnclosureSettings of_fabric = settings;
    of_fabric.index = {};
    of_fabric.wording = {};
    of_fabric.threads = {};
    const std::vector<geo::Point> services = places_of(base != nullptr ? base->inputs : in);
    std::optional<enclavement::FrozenGround> frozen;
    // On the same streets and barriers the ground is the base's own: nothing to hold it to.
    const bool scenario = base != nullptr && base->inputs.streets;
    const bool changed = scenario && !same_ground(in, base->inputs);
    if (changed)
        frozen.emplace(enclavement::FrozenGround{*base->inputs.streets, base->enclosure.fabric.open,
                                                 measures_alone ? &base->enclosure.fabric : nullptr,
                                                 base->ties.snaps.items()});
    const Digest of_base =
        frozen && memo.memo() != nullptr
            ? archive::digest_of(street::digest_of(frozen->streets), base->enclosure.fabric.open)
            : Digest();
    const auto looked_for = [&] {
        return enclavement::fabric(
            {*in.streets, pieces, in.territory.study_area, *in.population, atlas.ties, shapes,
             atlas.residents.perimeters, centre, in.barriers.has_value(), ground, services, frozen},
            settings, progress);
    };
    enclavement::Fabric fabric =
        scenario && measures_alone && !changed
            ? base->enclosure.fabric
            : kept(memo.memo(), progress, "enclavement: rues et coupures", looked_for,
                   memo.streets(access::TravelMode::marche), pieces, in.territory.study_area,
                   in.population->cells, atlas.ties, shapes, atlas.residents.perimeters, centre,
                   in.barriers.has_value(), ground, services, of_base, of_fabric);
    atlas.notices.add(fabric.notices);
    std::vector<CellMeasure> measured = fabric.measures;
    measured.insert(measured.end(), others.begin(), others.end());
    std::vector<enclavement::Variant> variants;
    if (base == nullptr) variants = threshold_variants(atlas, fabric);
    atlas.enclosure =
        enclavement::enclosure(std::move(fabric),
                               {*in.population, atlas.residents.perimeters, others,
                                whole_surroundings(atlas, measured, variants), variants,
                                in.territory.name, in.distribution ? &*in.distribution : nullptr},
                               measures_of_run(atlas), settings, atlas.notices, progress,
                               base != nullptr ? &base->enclosure : nullptr);
    if (base == nullptr)
        atlas.notices.add(Severity::info, "distribution_de_reference", "enclavement",
                          "les centiles et l'indice sont pris dans une distribution de référence",
                          atlas.enclosure.distribution_name);
}

}  // namespace lisiere
