// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"
#include "io/config/scenario_spec.hpp"

namespace lisiere::io {

/// [[scenarios.voies]], [[scenarios.equipements]] and [[scenarios.lignes]]. Private to io/config.
Keys<ScenarioWaySpec> scenario_way_keys();
Keys<ScenarioFacilitySpec> scenario_facility_keys();
Keys<ScenarioLineSpec> scenario_line_keys();

}  // namespace lisiere::io
