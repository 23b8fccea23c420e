// SPDX-License-Identifier: Apache-2.0
#include "engine/census/indicator.hpp"

#include "engine/census/comparisons.hpp"
#include "engine/census/intervals.hpp"
#include "engine/census/kit.hpp"

namespace lisiere::census {
namespace {

void expect_fitting(const IndicatorInputs& inputs) {
    LISIERE_EXPECTS(inputs.codes.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.commune_codes.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.commune_epci.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.in_zone.empty() || inputs.in_zone.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.cells_hold.empty() ||
                    inputs.cells_hold.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.kept.empty() || inputs.kept.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.cells_cover.empty() ||
                    inputs.cells_cover.size() == inputs.perimeters.size());
    LISIERE_EXPECTS(inputs.commune_sector.empty() ||
                    inputs.commune_sector.size() == inputs.communes.size());
    LISIERE_EXPECTS(inputs.perimeter_sector.empty() ||
                    inputs.perimeter_sector.size() == inputs.perimeters.size());
}

}  // namespace

std::string_view to_text(IndicatorKind kind) {
    switch (kind) {
        case IndicatorKind::effectif:
            return "effectif";
        case IndicatorKind::part:
            return "part";
        case IndicatorKind::publie:
            return "publie";
    }
    return "";
}

std::vector<IndicatorValue> indicator_values(std::span<const IndicatorDefinition> definitions,
                                             const IndicatorInputs& inputs, Overlays& overlays,
                                             const ApportionSettings& settings,
                                             const std::function<void(double)>& progress) {
    expect_fitting(inputs);
    std::vector<IndicatorValue> values =
        perimeter_values(Kit(definitions, inputs, overlays, settings, false, progress));
    add_priority_values(values, definitions, inputs.priority, inputs.people);
    calibrate_intervals(values, definitions, inputs.intervals);
    return values;
}

KitValues kit_values(std::span<const IndicatorDefinition> definitions,
                     const IndicatorInputs& inputs, Overlays& overlays,
                     const ApportionSettings& settings,
                     const std::function<void(double)>& progress) {
    expect_fitting(inputs);
    const Kit kit(definitions, inputs, overlays, settings, true, progress);
    KitValues values{perimeter_values(kit), zone_values(kit)};
    add_priority_values(values.perimeters, definitions, inputs.priority, inputs.people);
    calibrate_intervals(values.perimeters, definitions, inputs.intervals);
    return values;
}

}  // namespace lisiere::census
