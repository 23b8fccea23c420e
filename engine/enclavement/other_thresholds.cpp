// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/other_thresholds.hpp"

#include <algorithm>
#include <utility>

namespace lisiere::enclavement {
namespace {

using Values = std::vector<Maybe<double>>;

Values lost_within(Minutes limit, const FabricInputs& in, const Barriers& barriers,
                   const EnclosureSettings& settings, const Progress& progress) {
    AccessLostOptions options = settings.access_lost;
    options.limit = limit;
    std::vector<double> people;
    for (const census::Cell& cell : in.population.cells) people.push_back(cell.people);
    const auto& places = in.cells.snaps.items();
    const AccessLost walked =
        access_lost(in.streets, places, people, {}, options, settings.threads, progress);
    const std::vector<double> open =
        reached_over_all(in.streets, places, people, barriers, options, settings.threads, progress);
    return shares_lost(walked.reached, open, places);
}

Values walked_within(Minutes limit, const FabricInputs& in, const EnclosureSettings& settings,
                     const Progress& progress) {
    PedshedOptions options = settings.pedshed;
    options.limit = limit;
    return pedshed(in.streets, in.cells.snaps.items(), options, settings.threads, progress).values;
}

Values ways_out_of(Metres radius, const FabricInputs& in, const street::StreetGraph& lengths,
                   const Barriers& barriers, const EnclosureSettings& settings,
                   const Progress& progress) {
    DetourOptions options = settings.detours;
    options.entry_walk =
        Metres{options.entry_walk.value() * radius.value() / options.entry_radius.value()};
    options.entry_radius = radius;
    // No target is asked for: streets are searched no farther than the circle takes.
    options.search_limit = std::max(options.entry_walk, options.form_walk);
    Detours around =
        detours(lengths, in.cells.snaps.items(), barriers, options, settings.threads, progress);
    const auto found =
        std::find_if(around.measures.begin(), around.measures.end(),
                     [](const CellMeasure& measure) { return measure.id == "entrees_km_300"; });
    LISIERE_EXPECTS(found != around.measures.end());
    return std::move(found->values);
}

}  // namespace

bool threshold_of_streets(const Choice& choice) {
    return choice.kind == ChoiceKind::other_threshold &&
           (choice.measure == "acces_perdu_15" || choice.measure == "pedshed_15" ||
            choice.measure == "entrees_km_300");
}

std::vector<CellMeasure> street_measures_by_threshold(const FabricInputs& inputs,
                                                      const EnclosureSettings& settings,
                                                      const Progress& progress) {
    std::vector<CellMeasure> measures;
    if (std::none_of(settings.choices.begin(), settings.choices.end(), threshold_of_streets))
        return measures;
    const street::StreetGraph lengths = length_graph(inputs.streets);
    const Barriers barriers =
        merge_barriers(inputs.barriers, inputs.study_area, inputs.surveyed, settings.barriers);
    for (const Choice& choice : settings.choices) {
        if (!threshold_of_streets(choice)) continue;
        const auto add = [&](Values values) {
            measures.push_back({variant_id(choice.measure, choice.value), std::move(values)});
        };
        if (choice.measure == "acces_perdu_15" && inputs.barriers_known)
            add(lost_within(Minutes{choice.threshold}, inputs, barriers, settings, progress));
        else if (choice.measure == "pedshed_15")
            add(walked_within(Minutes{choice.threshold}, inputs, settings, progress));
        else if (choice.measure == "entrees_km_300")
            add(ways_out_of(Metres{choice.threshold}, inputs, lengths, barriers, settings,
                            progress));
    }
    return measures;
}

}  // namespace lisiere::enclavement
