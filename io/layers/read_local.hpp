// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/config/run_config.hpp"

namespace lisiere::io {

/// Figures of a local document, one row per territory and indicator (`forme = "longue"`): a commune
/// by its code or its name among the run's, an EPCI by its number. Indicators are those of the
/// kit, or are tied to them by `correspondance`. ConfigError: a correspondance with an indicator
/// that the kit does not have (the nearest is named). InputError: no row that serves. Notices:
/// `territoire_local_inconnu` (also a name that two communes share),
/// `indicateur_local_sans_correspondance`, `unite_locale_differente` (a percentage for what is none
/// or the reverse: left), `valeur_locale_en_double` (other value for the same year: the first is
/// kept), `nombre_illisible`. Values keep their own year.
std::vector<census::LocalValue> read_local(const CensusSpec& spec,
                                           std::span<const Commune> communes,
                                           std::span<const census::IndicatorDefinition> kit,
                                           Notices& notices);

/// The last year written in a text: "31/12/2013" → 2013; 0 without any.
int year_in(std::string_view text);

/// A name as names are compared: lower case, without accents, hyphens or apostrophes.
std::string folded_name(std::string_view name);

}  // namespace lisiere::io
