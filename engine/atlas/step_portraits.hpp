// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/atlas/step_people.hpp"
#include "engine/census/indicator.hpp"
#include "engine/census/overlays.hpp"
#include "engine/census/residences.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"

namespace lisiere {

/// How the kit is computed and what of it may be shown: reference tables.
struct KitRules {
    View<std::vector<census::IndicatorDefinition>> indicators;
    View<std::vector<census::SecrecyRule>> secrecy;
    View<std::vector<census::Identity>> identities;
    View<std::vector<census::FewUnits>> few;
    View<std::vector<census::IntervalReference>> intervals;
    View<std::vector<census::AdjustmentRule>> adjustments;
};

struct PortraitInputs {
    KitRules rules;
    View<Territory> territory;
    View<geo::MultiPolygon> extent;  ///< empty: nothing is said of it
    View<std::vector<census::AreaTable>> areas;
    View<census::Population> population;
    View<Residents> residents;
    View<std::map<std::string, double>> kept_share;  ///< of perimeters cut to the extent
    View<census::Buildings> buildings;               ///< null: none supplied
    std::vector<bool> priority;  ///< by perimeter: is it of the priority geography?
    View<std::map<std::string, census::ApportionMethod>> methods;
    View<std::vector<census::OfficialValue>> official;
    View<std::vector<census::LocalValue>> local;
    View<IndexedVector<access::CategoryIdx, access::Category>> categories;
    View<IndexedVector<access::FacilityIdx, access::Facility>> facilities;
};

/// The indicator kit of a run, without the indicators that no source of it could tell anywhere.
struct Portraits {
    std::vector<census::IndicatorValue> indicators;
    census::ZoneValues zones;
    Notices notices;
};

/// Counts carried to perimeters, source areas and communes. Cost: that of `census::kit_values`,
/// whose overlaps `overlays` keeps.
Portraits portraits(const PortraitInputs& inputs, census::Overlays& overlays,
                    const Progress& progress);

}  // namespace lisiere
