// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/enclosure_step.hpp"

#include "engine/atlas/atlas.hpp"

namespace lisiere {
namespace {

using enclavement::CellMeasure;
using Values = std::vector<Maybe<double>>;

constexpr double heavy_stop_metres = 500;   // of the measure arret_lourd_500 (design 6.7)

/// 1 when a heavy stop is within the distance, 0 when it is farther or out of reach.
Maybe<double> within(const Maybe<access::NearestStop>& stop) {
    if (stop) return stop.value().metres <= heavy_stop_metres ? 1.0 : 0.0;
    if (access::is_out_of_reach(stop.absence())) return 0.0;
    return stop.absence();
}

Maybe<double> metres(const Maybe<access::NearestStop>& stop) {
    return stop ? Maybe<double>(stop.value().metres) : Maybe<double>(stop.absence());
}

/// What access has computed for every cell, under the names of geodata/reference/enclavement.csv.
std::vector<CellMeasure> supply_and_remoteness(const Atlas& atlas) {
    std::vector<CellMeasure> measures;
    const auto add = [&measures](std::string id, Values values) { measures.push_back({std::move(id), std::move(values)}); };
    const auto each_cell = [&atlas](auto figure) {
        Values values;
        for (const access::CellSupply& cell : atlas.supply) values.push_back(figure(cell));
        return values;
    };
    for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
        add("departs_h_" + atlas.inputs.periods[period].id,
            each_cell([period](const auto& cell) { return cell.departures_per_hour[period]; }));
    add("arret_m", each_cell([](const auto& cell) { return metres(cell.nearest); }));
    add("arret_lourd_500", each_cell([](const auto& cell) { return within(cell.nearest_heavy); }));
    add("mairie_marche_min", atlas.own_mairie.minutes.walk);
    add("mairie_tc_min", atlas.own_mairie.minutes.transit_p50);
    for (const access::DestinationTimes& place : atlas.destinations)
        if (place.id == atlas.settings.centre) {
            add("centre_marche_min", place.minutes.walk);
            add("centre_tc_min", place.minutes.transit_p50);
        }
    add("panier_marche_part", atlas.basket_walk);
    add("panier_tc_part", atlas.basket_transit);
    return measures;
}

/// Barriers are still worth a map; nothing is known of crossings, and the index is missing for everyone.
void without_streets(Atlas& atlas, std::span<const street::BarrierPiece> pieces,
                     const enclavement::EnclosureSettings& settings, const Progress& progress) {
    atlas.enclosure.barriers = enclavement::merge_barriers(pieces, atlas.inputs.territory.study_area, settings.barriers);
    std::vector<double> people;
    for (const census::Cell& cell : atlas.inputs.population->cells) people.push_back(cell.people);
    atlas.enclosure.index = enclavement::enclosure_index(atlas.inputs.measures, {}, people, atlas.residents.perimeters,
                                                         settings.index, settings.threads, progress);
}

}  // namespace

void enclosure_step(Atlas& atlas, const Progress& progress) {
    static const std::vector<street::BarrierPiece> none;
    const Inputs& in = atlas.inputs;
    const auto& pieces = in.barriers ? *in.barriers : none;
    enclavement::EnclosureSettings settings;
    settings.index = atlas.settings.index;
    settings.threads = atlas.settings.threads;
    if (!in.streets) {
        without_streets(atlas, pieces, settings, progress);
        return;
    }
    std::vector<geo::MultiPolygon> shapes;
    for (const Perimeter& perimeter : in.territory.perimeters) shapes.push_back(perimeter.shape);
    std::optional<geo::Point> centre;
    for (const access::Destination& place : in.destinations)
        if (place.id == atlas.settings.centre) centre = place.at;
    const std::vector<CellMeasure> others = supply_and_remoteness(atlas);
    atlas.enclosure = enclavement::enclosure({*in.streets, pieces, in.territory.study_area, *in.population, atlas.ties,
                                              shapes, atlas.residents.perimeters, others, centre, in.barriers.has_value()},
                                             in.measures, settings, progress);
    atlas.notices.add(atlas.enclosure.notices);
}

}  // namespace lisiere
