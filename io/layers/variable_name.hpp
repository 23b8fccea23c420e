// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "engine/census/variable.hpp"

namespace lisiere::io {

/// Takes the vintage out of a column name, as INSEE writes it:
/// - census: "P20_CHOM1564" → id CHOM1564, prefix P, 2020 (years 68 to 99 are of the last century);
/// - Filosofi: "DISP_MED19" → id DISP_MED, no prefix, 2019; "DEC_TP6019" → DEC_TP60, 2019;
/// - a year at the end: "population_municipale_2013" → POPULATION_MUNICIPALE, 2013;
/// - else the whole name in upper case, `vintage` as declared.
census::Variable parse_variable(std::string_view column, int vintage, std::string_view source);

}  // namespace lisiere::io
