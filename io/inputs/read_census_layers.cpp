// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "engine/atlas/calibrate.hpp"
#include "engine/census/plausibility.hpp"
#include "io/base/files.hpp"
#include "io/inputs/cut_columns.hpp"
#include "io/inputs/extent.hpp"
#include "io/inputs/reading.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_census.hpp"
#include "io/layers/read_local.hpp"
#include "io/reference/read_indicators.hpp"

namespace lisiere::io {
namespace {

/// Quarters of an official table that are none of the run's: told, and a warning when they are
/// all of them.
void note_strangers(Reading& reading, const CensusSpec& spec,
                    const std::vector<census::OfficialValue>& values) {
    std::set<std::string> quarters;
    for (const census::OfficialValue& value : values) quarters.insert(value.perimeter);
    std::set<std::string> known;
    for (const Perimeter& perimeter : reading.in().territory.perimeters) known.insert(perimeter.id);
    for (const Perimeter& perimeter : reading.in().former) known.insert(perimeter.id);
    std::vector<std::string> strangers;
    std::set_difference(quarters.begin(), quarters.end(), known.begin(), known.end(),
                        std::back_inserter(strangers));
    if (strangers.empty()) return;
    const bool all = strangers.size() == quarters.size();
    reading.notices().add(
        all ? Severity::avertissement : Severity::info,
        {"officiel_sans_quartier", {{"tous", all ? "oui" : "non"}}}, spec.file_as_written,
        {{"ici", strangers.front()}, {"la", known.empty() ? "aucun" : *known.begin()}},
        strangers.size());
}

/// The year that the source of a layer is declared with; empty if it is not.
std::string year_of(const RunConfig& config, const std::string& source) {
    for (const Source& one : config.sources)
        if (one.id == source) return one.vintage;
    return {};
}

/// The communes as areas of their own, one layer a file: a column is of one vintage and source.
census::AreaTable& commune_table(Reading& reading) {
    census::AreaTable table = areas_of(reading.in().territory.communes.items());
    table.references_only = true;
    reading.in().areas.push_back(std::move(table));
    return reading.in().areas.back();
}

/// One table of [[recensement]], by what its rows are of.
void read_census_table(Reading& reading, const CensusSpec& spec) {
    if (spec.scale == "qpv") {
        std::vector<census::OfficialValue> values = read_official(spec, reading.notices());
        note_strangers(reading, spec, values);
        for (census::OfficialValue& value : values)
            reading.in().official.push_back(std::move(value));
    } else if (spec.long_form) {
        for (census::LocalValue& value : read_local(spec, reading.in().territory.communes.items(),
                                                    reading.in().indicators, reading.notices()))
            reading.in().local.push_back(std::move(value));
    } else if (spec.scale == "commune") {
        join_census(spec, commune_table(reading), reading.notices());
    } else if (reading.config.iris.empty() && !reading.in().territory.communes.empty()) {
        join_census_by_commune(spec, commune_table(reading), reading.notices());
    } else if (reading.iris_layer() == nullptr) {
        throw InputError({fmt::format("{}, clé {}", reading.config.file.string(), spec.key),
                          "une table par IRIS sans contours d'IRIS ni de communes",
                          "une table [[iris]], ou [[communes]] pour des sommes",
                          "ajouter [[iris]] fichier = \"contours-iris.gpkg\""});
    } else {
        join_census(spec, reading.in().areas.front(), reading.notices(),
                    year_of(reading.config, reading.in().areas.front().source));
    }
    if (spec.method) reading.in().methods[spec.source] = *spec.method;
}

void check_plausibility(Reading& reading) {
    const auto rules = read_checks(data_folder() / "geodata" / "reference" / "controles.csv");
    for (const census::AreaTable& areas : reading.in().areas)
        census::check_values(census::value_table(areas), rules, reading.notices());
    const auto tables = census::value_tables(reading.in().official);
    for (const census::ValueTable& table : tables)
        census::check_values(table, rules, reading.notices());
    census::check_editions(tables, rules, reading.notices());
}

}  // namespace

void read_census_layers(Reading& reading) {
    report(reading.progress, "lecture du recensement", 0);
    for (const CensusSpec& spec : reading.config.census)
        reading.attempt([&] { read_census_table(reading, spec); });
    for (const CensusSpec& spec : reading.config.census)
        if (may_be_shapefile(spec.file))
            for (census::AreaTable& areas : reading.in().areas)
                drop_cut_columns(areas, spec.source, reading.in().indicators, reading.notices());
    check_plausibility(reading);
    if (!reading.in().extent.empty())
        cut_areas(reading.in().areas, reading.in().extent, reading.notices());
    report(reading.progress, "lecture du recensement", 1);
}

void require_calibration(const Reading& reading) {
    for (const GridSpec& grid : reading.config.grids) {
        if (grid.calibration.empty() ||
            !calibration_totals(reading.outcome.inputs.areas, grid.calibration).empty())
            continue;
        throw ConfigError({fmt::format("{}, clé {}.calage", reading.config.file.string(), grid.key),
                           fmt::format("\"{}\", qu'aucune table ne porte", grid.calibration),
                           "un effectif par IRIS ou par commune, ou la source d'une table de "
                           "population : \"POP\"",
                           "déclarer la table dans [[recensement]]"});
    }
}

}  // namespace lisiere::io
