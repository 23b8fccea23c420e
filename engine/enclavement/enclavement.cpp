// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/enclavement.hpp"

#include <algorithm>
#include <array>

#include "engine/enclavement/sentence.hpp"

namespace lisiere::enclavement {

namespace {

std::vector<geo::Point> centres_of(const census::Population& population) {
    std::vector<geo::Point> centres;
    for (const census::Cell& cell : population.cells) centres.push_back(cell.centre);
    return centres;
}

/// The barrier to name: the one that takes most access from the residents.
WorstBarrier worst_barrier(const Fabric& fabric, const access::CellGroup& residents,
                           const EnclosureSettings& settings) {
    if (fabric.lost.reached.empty()) return {};
    const std::vector<BarrierLoss> all = losses(fabric.lost, residents);
    if (all.empty()) return {};
    return {&fabric.barriers.barriers[all.front().barrier], all.front().share(),
            settings.access_lost.limit};
}

/// Measures that the data table names: a specialist who takes a line out takes the measure out of
/// the index. Without barriers supplied, those of the component `coupures` are unknown.
void keep_usable(std::vector<CellMeasure>& measures, std::span<const MeasureDefinition> definitions,
                 bool barriers_known) {
    std::erase_if(measures, [&](const CellMeasure& measure) {
        const auto found = std::find_if(
            definitions.begin(), definitions.end(),
            [&](const MeasureDefinition& definition) { return definition.id == measure.id; });
        return found == definitions.end() || found->scale != Scale::carreau ||
               (!barriers_known && found->component == "coupures");
    });
}

std::vector<PerimeterMeasure> measures_of(const PerimeterFabric& perimeter, bool barriers_known) {
    return {{"portes_km", perimeter.rim.gates_per_km},
            {"ecart_portes_m", perimeter.rim.largest_gap_m},
            {"residents_porte_300_part", perimeter.rim.residents_far},
            {"bord_coupure_part",
             barriers_known ? Maybe<double>(perimeter.rim.along_barriers) : Maybe<double>()},
            {"coupe_minimale", perimeter.link.least, perimeter.link.at_least},
            {"maillage", perimeter.form.meshedness},
            {"impasses_part", perimeter.form.dead_ends}};
}

/// The measures of cells: barriers around, detours, area walked, form of the network. `lengths`:
/// `length_graph(inputs.streets)`.
void measure_cells(const FabricInputs& inputs, const street::StreetGraph& lengths,
                   const EnclosureSettings& settings, Fabric& fabric, const Progress& progress) {
    const std::vector<std::optional<street::Snap>>& places = inputs.cells.snaps.items();
    fabric.measures = surroundings(centres_of(inputs.population), fabric.crossings,
                                   settings.surroundings, settings.threads, progress);
    std::vector<geo::Point> peopled(inputs.services.begin(), inputs.services.end());
    for (const census::Cell& cell : inputs.population.cells)
        if (cell.people > 0) peopled.push_back(cell.centre);
    const DetourTargets targets{inputs.frozen ? &inputs.frozen->streets : nullptr, peopled};
    Detours around = detours(lengths, places, fabric.barriers, settings.detours, settings.threads,
                             progress, targets);
    fabric.sectors = std::move(around.sectors);
    for (CellMeasure& measure : around.measures) fabric.measures.push_back(std::move(measure));
    fabric.measures.push_back(
        pedshed(inputs.streets, places, settings.pedshed, settings.threads, progress));
    fabric.measures.push_back(single_access(inputs.streets, places));
}

}  // namespace

Fabric fabric(const FabricInputs& inputs, const EnclosureSettings& settings,
              const Progress& progress) {
    LISIERE_EXPECTS(inputs.cells.snaps.size() == inputs.population.cells.size());
    LISIERE_EXPECTS(inputs.shapes.size() == inputs.groups.size());
    Fabric result;
    result.barriers_known = inputs.barriers_known;
    result.barriers =
        merge_barriers(inputs.barriers, inputs.study_area, inputs.surveyed, settings.barriers);
    result.crossings = find_crossings(inputs.streets, result.barriers, settings.crossings);
    find_ways_round(inputs.streets, result.crossings, settings.crossings, settings.threads);
    result.notices.add(result.barriers.notices);
    result.notices.add(result.crossings.notices);
    if (!inputs.barriers_known)
        result.notices.add(
            Severity::info, "coupures_non_fournies", "coupures",
            "aucune couche de coupures déclarée : la composante « coupures » est NULL");
    else if (result.barriers.barriers.empty())
        result.notices.add(Severity::avertissement, "aucune_coupure", "coupures",
                           "aucune coupure dans la zone d'étude : la composante « coupures » ne "
                           "distingue personne");

    const street::StreetGraph lengths = length_graph(inputs.streets);
    measure_cells(inputs, lengths, settings, result, progress);

    if (inputs.barriers_known) {
        std::vector<double> people;
        for (const census::Cell& cell : inputs.population.cells) people.push_back(cell.people);
        const std::vector<std::optional<street::Snap>>& places = inputs.cells.snaps.items();
        result.lost = access_lost(
            inputs.streets, places, people,
            passages(inputs.streets, result.barriers, settings.access_lost, settings.threads),
            settings.access_lost, settings.threads, progress);
        if (inputs.frozen)
            result.open.assign(inputs.frozen->open.begin(), inputs.frozen->open.end());
        else
            result.open = reached_over_all(inputs.streets, places, people, result.barriers,
                                           settings.access_lost, settings.threads, progress);
        LISIERE_EXPECTS(result.open.size() == places.size());
        result.measures.push_back(
            {"acces_perdu_15", shares_lost(result.lost.reached, result.open, places)});
    }

    const std::vector<geo::Point> centres = centres_of(inputs.population);
    const std::vector<Rim> rims_found = rims(inputs.shapes, inputs.groups, inputs.cells, lengths,
                                             result.barriers, settings.gates, settings.threads);
    RoseOptions rose = settings.rose;
    rose.distances_m = settings.detours.distances_m;
    result.perimeters.resize(inputs.groups.size());
    for_each_chunk(inputs.groups.size(), 1, settings.threads,
                   [&](std::size_t begin, std::size_t end, unsigned) {
                       for (std::size_t p = begin; p < end; ++p) {
                           PerimeterFabric& perimeter = result.perimeters[p];
                           perimeter.rim = rims_found[p];
                           perimeter.form = network_form(inputs.streets, inputs.shapes[p]);
                           if (inputs.centre)
                               perimeter.link = fragile_link(inputs.streets, inputs.shapes[p],
                                                             *inputs.centre, settings.min_cut);
                           perimeter.rose =
                               rose_of(inputs.groups[p], centres, result.sectors, rose);
                           perimeter.measures = measures_of(perimeter, inputs.barriers_known);
                           if (inputs.shapes[p].empty())
                               for (PerimeterMeasure& measure : perimeter.measures)
                                   measure.value = Absence::sans_objet;
                       }
                   });
    return result;
}

Enclosure enclosure(Fabric fabric, const EnclosureInputs& inputs,
                    std::span<const MeasureDefinition> definitions,
                    const EnclosureSettings& settings, Notices& notices, const Progress& progress,
                    const Enclosure* base) {
    LISIERE_EXPECTS(fabric.perimeters.size() == inputs.groups.size());
    Enclosure result;
    std::vector<CellMeasure> measures = fabric.measures;
    measures.insert(measures.end(), inputs.others.begin(), inputs.others.end());
    keep_usable(measures, definitions, fabric.barriers_known);
    std::vector<double> people;
    for (const census::Cell& cell : inputs.population.cells) people.push_back(cell.people);
    std::vector<CellMeasure> of_base;
    if (base != nullptr) {
        for (const RankedMeasure& measure : base->index.measures)
            of_base.push_back({measure.definition.id, measure.values});
        result.own = base->own;
        result.named = base->named;
        result.distribution_name = base->distribution_name;
    } else {
        std::vector<MeasureDefinition> ranked(definitions.begin(), definitions.end());
        std::vector<CellMeasure> values = measures;
        for (const Variant& variant : inputs.variants) {
            ranked.push_back(variant.definition);
            values.push_back({variant.definition.id, variant.values});
        }
        result.own = distribution_of(ranked, values, people, inputs.whole);
        tell_cut_surroundings(definitions, measures, people, inputs.whole, notices);
        result.own.title = result.own.area = inputs.area;
        if (inputs.named != nullptr) result.named = fitted(*inputs.named, result.own, notices);
        result.distribution_name =
            in_words(result.distribution(), result.named.has_value(), settings.wording);
    }
    result.index = enclosure_index(definitions, measures, people, inputs.groups, settings.index,
                                   {of_base, &result.distribution()});
    if (base == nullptr)
        result.uncertainty = uncertainty(
            result.index,
            {result.distribution(), inputs.variants, people, inputs.groups, settings.choices},
            settings.index, settings.threads, progress);
    for (std::size_t p = 0; p < inputs.groups.size(); ++p) {
        result.perimeters.push_back({sentence(result.index, result.index.groups[p],
                                              worst_barrier(fabric, inputs.groups[p], settings),
                                              result.distribution().title, settings.wording),
                                     typology(result.index.groups[p], settings.wording)});
    }
    result.fabric = std::move(fabric);
    return result;
}

}  // namespace lisiere::enclavement
