// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/perimeter_population.hpp"

#include <algorithm>
#include <string_view>

#include "engine/atlas/residents.hpp"
#include "engine/census/covered_ground.hpp"
#include "engine/census/rounding.hpp"

namespace lisiere::layers {
namespace {

std::vector<const census::IndicatorValue*> population_values(const Atlas& atlas) {
    for (const std::string_view id : {population_indicator, cells_population_indicator}) {
        std::vector<const census::IndicatorValue*> found;
        bool estimated = false;
        for (const census::IndicatorValue& value : atlas.indicators) {
            if (atlas.inputs.indicators[value.definition].id != id) continue;
            found.push_back(&value);
            estimated = estimated || !value.estimations.empty();
        }
        if (estimated) return found;
    }
    return {};
}

/// Nobody is a part of a person.
Maybe<double> whole_people(const Maybe<double>& people) {
    return census::rounded(people, 1);
}

}  // namespace

PerimeterPopulation::PerimeterPopulation(const Atlas& atlas)
    : atlas_(atlas),
      official_(
          official_populations(atlas.inputs.territory.perimeters.items(), atlas.inputs.official)),
      values_(population_values(atlas)),
      kept_(kept_shares(atlas.inputs.territory, atlas.inputs.kept_share)) {}

const Perimeter& PerimeterPopulation::perimeter(PerimeterIdx at) const {
    return atlas_.inputs.territory.perimeters[at];
}

const census::IndicatorValue* PerimeterPopulation::value(PerimeterIdx at) const {
    return values_.empty() ? nullptr : values_[at.value()];
}

Maybe<double> PerimeterPopulation::official(PerimeterIdx at) const {
    if (atlas_.inputs.kept_share.contains(perimeter(at).id)) return Absence::hors_couverture;
    return official_[at.value()];
}

Maybe<double> PerimeterPopulation::in_cells(PerimeterIdx at) const {
    return whole_people(sum_of_cells(at));
}

Maybe<double> PerimeterPopulation::exact(PerimeterIdx at) const {
    return value(at) != nullptr ? value(at)->valeur_estimee : sum_of_cells(at);
}

Maybe<double> PerimeterPopulation::sum_of_cells(PerimeterIdx at) const {
    if (!perimeter(at).shape) return Absence::hors_couverture;
    if (!atlas_.residents.estimated) return {};
    return atlas_.residents.perimeters[at.value()].people();
}

Maybe<double> PerimeterPopulation::estimated(PerimeterIdx at) const {
    return whole_people(exact(at));
}

Maybe<double> PerimeterPopulation::published(PerimeterIdx at) const {
    if (const Maybe<double> figure = official(at)) return figure;
    const census::IndicatorValue* kit = value(at);
    return whole_people(kit == nullptr || kit->methode == "officiel" ? exact(at) : kit->valeur);
}

std::string PerimeterPopulation::method(PerimeterIdx at) const {
    if (official(at)) return "officiel";
    if (!exact(at)) return {};
    const census::IndicatorValue* kit = value(at);
    if (kit == nullptr || kit->estimations.empty()) return "grille";
    return kit->methode == "officiel" ? kit->estimations.front().methode : kit->methode;
}

std::string PerimeterPopulation::reserve(PerimeterIdx at) const {
    const census::IndicatorValue* kit = value(at);
    if (kit == nullptr || official(at)) return {};
    return census::reserve_of(*kit, atlas_.inputs.indicators[kit->definition],
                              atlas_.inputs.reserves);
}

Maybe<double> PerimeterPopulation::gap(PerimeterIdx at) const {
    const Maybe<double> known = official(at);
    const Maybe<double> own = exact(at);
    if (!known || !own || *known <= 0) return {};
    if (const Maybe<double> part = covered(at); !part || *part < 1) return {};
    return (*own - *known) / *known;
}

Maybe<double> PerimeterPopulation::covered(PerimeterIdx at) const {
    if (!perimeter(at).shape) return perimeter(at).shape.absence();
    double by_sources = atlas_.residents.covered[at.value()];
    const census::IndicatorValue* kit = value(at);
    if (kit != nullptr && kit->valeur_estimee && !kit->estimations.empty())
        by_sources = std::min(by_sources, kit->estimations.front().couverture);
    return census::without_slivers(kept_[at.value()] * by_sources);
}

}  // namespace lisiere::layers
