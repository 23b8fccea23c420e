// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/enclavement/interchanges.hpp"
#include "engine/enclavement/measure.hpp"
#include "engine/enclavement/uncertainty.hpp"
#include "engine/vecu/visit_rate.hpp"

namespace lisiere::io {

/// geodata/reference/enclavement.csv: the measures of enclosure, in the order of the file, with
/// labels in `language` ("fr", "en"). InputError with file and line when a word is not one of those
/// allowed, a weight is negative or an id comes twice.
std::vector<enclavement::MeasureDefinition> read_enclosure_measures(
    const std::filesystem::path& folder, const std::string& language = "fr");

/// geodata/reference/incertitude.csv: what the uncertainty analysis may choose otherwise, in the
/// order of the file, with labels in `language`. InputError with file and line when a measure is
/// none of `measures`, a word is not one of those allowed or a number is none.
std::vector<enclavement::Choice> read_choices(
    const std::filesystem::path& folder, std::span<const enclavement::MeasureDefinition> measures,
    const std::string& language = "fr");

/// Column `autoroute` of geodata/reference/voirie.csv: `voie`, `bretelle` or nothing, of every
/// schema together. InputError on another word.
enclavement::MotorwayKinds read_motorway_kinds(const std::filesystem::path& folder);

/// geodata/reference/typologie.csv, phrases.csv and composantes.csv: the words of the sentences in
/// a language ("fr", "en"), lines of one kind in the order in which they are tried. An empty
/// threshold is always met. InputError on another word or number, and when a phrase is missing.
enclavement::Wording read_wording(const std::filesystem::path& folder, const std::string& language);

/// geodata/reference/frequentation.csv: visiting rates by category. InputError when a rate is
/// negative, a half-decay is not above 0, a source is missing or a category comes twice.
std::vector<vecu::VisitRate> read_visit_rates(const std::filesystem::path& folder);
std::vector<vecu::VisitRate> read_visit_rates();

/// Writes the rates into the categories that take part in the quartier vécu (`lived`); the others,
/// and those without a rate, stay without. InputError when a rate names a category that does not
/// exist.
void join_visit_rates(IndexedVector<access::CategoryIdx, access::Category>& categories,
                      std::span<const vecu::VisitRate> rates);

}  // namespace lisiere::io
