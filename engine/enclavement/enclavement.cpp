// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/enclavement.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/enclavement/sentence.hpp"
#include "engine/street/changed_streets.hpp"

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

using Places = std::vector<std::optional<street::Snap>>;

/// Of a scenario, which places have to be looked at again, and what the others keep of the base.
class Again {
  public:
    explicit Again(const FabricInputs& inputs) : inputs_(inputs) {
        if (!inputs.frozen || inputs.frozen->fabric == nullptr) return;
        base_ = inputs.frozen->fabric;
        changes_ = street::changed_streets(inputs.frozen->streets, inputs.streets);
    }

    /// Is every place looked at?
    bool all() const { return base_ == nullptr; }
    const Fabric& base() const { return *base_; }

    /// Those whose search within `limit` on `before`, which has the edges of the base's streets, a
    /// change can touch. Whoever is tied elsewhere than before, too.
    std::vector<bool> touched(const street::StreetGraph& before, street::Cost limit,
                              bool off_network) const {
        const std::span<const std::optional<street::Snap>> were = inputs_.frozen->places;
        std::vector<bool> again = street::touched(before, changes_, were, limit, off_network);
        const Places& are = inputs_.cells.snaps.items();
        for (std::size_t i = 0; i < again.size(); ++i)
            if (are[i].has_value() != were[i].has_value() ||
                (are[i] && !(are[i]->at == were[i]->at)))
                again[i] = true;
        return again;
    }

    /// The places that are looked at; the others are as if they were off the streets.
    Places only(const std::vector<bool>& again) const {
        Places places = inputs_.cells.snaps.items();
        for (std::size_t i = 0; i < places.size(); ++i)
            if (!again[i]) places[i].reset();
        return places;
    }

    /// Gives back to the others what the base says.
    void keep(CellMeasure& measure, const std::vector<bool>& again) const {
        for (const CellMeasure& own : base_->measures)
            if (own.id == measure.id)
                for (std::size_t i = 0; i < again.size(); ++i)
                    if (!again[i]) measure.values[i] = own.values[i];
    }

  private:
    const FabricInputs& inputs_;
    const Fabric* base_ = nullptr;
    street::ChangedStreets changes_;
};

street::Cost milliseconds(Minutes limit) {
    return static_cast<street::Cost>(std::llround(limit.count() * 60'000));
}

/// `detours` of the places that have to be looked at.
Detours detours_again(const FabricInputs& inputs, const Again& again,
                      const street::StreetGraph& lengths, const Barriers& barriers,
                      const EnclosureSettings& settings, const Progress& progress,
                      const DetourTargets& targets) {
    if (again.all())
        return detours(lengths, inputs.cells.snaps.items(), barriers, settings.detours,
                       settings.threads, progress, targets);
    // By length: a metre is 1,000 of its costs.
    const auto limit = length_cost(settings.detours.search_limit);
    const std::vector<bool> touched =
        again.touched(length_graph(inputs.frozen->streets), limit, false);
    Detours found = detours(lengths, again.only(touched), barriers, settings.detours,
                            settings.threads, progress, targets);
    for (CellMeasure& measure : found.measures) again.keep(measure, touched);
    for (std::size_t i = 0; i < touched.size(); ++i)
        if (!touched[i]) found.sectors[i] = again.base().sectors[i];
    return found;
}

CellMeasure pedshed_again(const FabricInputs& inputs, const Again& again,
                          const EnclosureSettings& settings, const Progress& progress) {
    if (again.all())
        return pedshed(inputs.streets, inputs.cells.snaps.items(), settings.pedshed,
                       settings.threads, progress);
    const std::vector<bool> touched =
        again.touched(inputs.frozen->streets, milliseconds(settings.pedshed.limit), true);
    CellMeasure found =
        pedshed(inputs.streets, again.only(touched), settings.pedshed, settings.threads, progress);
    again.keep(found, touched);
    return found;
}

/// The measures of cells: barriers around, detours, area walked, form of the network. `lengths`:
/// `length_graph(inputs.streets)`.
void measure_cells(const FabricInputs& inputs, const Again& again,
                   const street::StreetGraph& lengths, const EnclosureSettings& settings,
                   Fabric& fabric, const Progress& progress) {
    fabric.measures = surroundings(centres_of(inputs.population), fabric.crossings,
                                   settings.surroundings, settings.threads, progress);
    std::vector<geo::Point> peopled(inputs.services.begin(), inputs.services.end());
    for (const census::Cell& cell : inputs.population.cells)
        if (cell.people > 0) peopled.push_back(cell.centre);
    const DetourTargets targets{inputs.frozen ? &inputs.frozen->streets : nullptr, peopled};
    Detours around =
        detours_again(inputs, again, lengths, fabric.barriers, settings, progress, targets);
    fabric.sectors = std::move(around.sectors);
    for (CellMeasure& measure : around.measures) fabric.measures.push_back(std::move(measure));
    fabric.measures.push_back(pedshed_again(inputs, again, settings, progress));
    fabric.measures.push_back(single_access(inputs.streets, inputs.cells.snaps.items()));
}

/// What barriers take of access, all together; each alone where it is asked.
void measure_access_lost(const FabricInputs& inputs, const Again& again,
                         const EnclosureSettings& settings, Fabric& fabric,
                         const Progress& progress) {
    std::vector<double> people;
    for (const census::Cell& cell : inputs.population.cells) people.push_back(cell.people);
    const Places& places = inputs.cells.snaps.items();
    std::vector<Passage> passed;
    if (!settings.measures_alone)
        passed = passages(inputs.streets, fabric.barriers, settings.access_lost, settings.threads);
    std::optional<std::vector<bool>> touched;
    if (!again.all())
        touched =
            again.touched(inputs.frozen->streets, milliseconds(settings.access_lost.limit), true);
    fabric.lost = access_lost(inputs.streets, places, people, passed, settings.access_lost,
                              settings.threads, progress, touched ? &*touched : nullptr);
    if (touched)
        for (std::size_t i = 0; i < places.size(); ++i)
            if (!(*touched)[i]) fabric.lost.reached[i] = again.base().lost.reached[i];
    if (inputs.frozen)
        fabric.open.assign(inputs.frozen->open.begin(), inputs.frozen->open.end());
    else
        fabric.open = reached_over_all(inputs.streets, places, people, fabric.barriers,
                                       settings.access_lost, settings.threads, progress);
    LISIERE_EXPECTS(fabric.open.size() == places.size());
    fabric.measures.push_back(
        {"acces_perdu_15", shares_lost(fabric.lost.reached, fabric.open, places)});
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
    if (!settings.measures_alone)
        find_ways_round(inputs.streets, result.crossings, settings.crossings, settings.threads);
    result.notices.add(result.barriers.notices);
    result.notices.add(result.crossings.notices);
    if (!inputs.barriers_known)
        result.notices.add(Severity::info, "coupures_non_fournies", "coupures");
    else if (result.barriers.barriers.empty())
        result.notices.add(Severity::avertissement, "aucune_coupure", "coupures");

    const street::StreetGraph lengths = length_graph(inputs.streets);
    const Again again(inputs);
    measure_cells(inputs, again, lengths, settings, result, progress);
    if (inputs.barriers_known) measure_access_lost(inputs, again, settings, result, progress);

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
