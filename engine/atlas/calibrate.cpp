// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/census/cell_cover.hpp"
#include "engine/census/cells.hpp"
#include "engine/census/figures.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere {
namespace {

bool lies_in(const geo::MultiPolygon& shape, const geo::Box& box) {
    if (shape.empty()) return false;
    const geo::Box own = geo::bounds(shape);
    return own.min_x >= box.min_x && own.min_y >= box.min_y && own.max_x <= box.max_x &&
           own.max_y <= box.max_y;
}

/// Totals that the cells at hand say nothing of: they would be met at the cost of the neighbours'
/// people, or by people who live elsewhere in the area.
void leave_uncovered(const CalibrationTotals& total, const std::vector<census::CellCover>& covers,
                     std::vector<Maybe<double>>& values, Notices& notices) {
    for (std::size_t area = 0; area < values.size(); ++area) {
        if (!values[area] || covers[area].people <= 0 || covers[area].covers(*values[area]))
            continue;
        notices.add(Severity::avertissement, "calage_partiel", total.column->variable.source,
                    {{"zone", total.table->areas.items()[area].id},
                     {"dans_les_carreaux", covers[area].people},
                     {"publies", *values[area]}});
        values[area] = Absence::hors_couverture;
    }
}

/// The people of the cells replaced, all other counts of a cell in proportion.
void replace_people(census::Population& population, const std::vector<Maybe<double>>& people) {
    census::Population fitted;
    fitted.origin = population.origin;
    fitted.source = population.source;
    for (const census::CountColumn& column : population.counts)
        fitted.counts.push_back({column.variable, {}});
    for (std::size_t c = 0; c < people.size(); ++c) {
        census::Cell& cell = population.cells.items()[c];
        if (*people[c] <= 0) continue;
        const double factor = *people[c] / cell.people;
        cell.people = *people[c];
        fitted.cells.push_back(std::move(cell));
        for (std::size_t k = 0; k < fitted.counts.size(); ++k) {
            const Maybe<double>& count = population.counts[k].values[c];
            fitted.counts[k].values.push_back(count ? Maybe<double>(*count * factor) : count);
        }
    }
    population = std::move(fitted);
}

}  // namespace

std::vector<CalibrationTotals> calibration_totals(std::span<const census::AreaTable> tables,
                                                  std::string_view wanted) {
    const auto is_wanted = [&](const census::Variable& variable) {
        return census::names(wanted, variable) ||
               (variable.source == wanted && census::names("POP", variable));
    };
    int newest = 0;
    for (const census::AreaTable& table : tables)
        for (const census::CountColumn& column : table.counts)
            if (is_wanted(column.variable)) newest = std::max(newest, column.variable.vintage);
    std::vector<CalibrationTotals> found;
    for (const census::AreaTable& table : tables) {
        const auto column = std::find_if(
            table.counts.begin(), table.counts.end(), [&](const census::CountColumn& one) {
                return is_wanted(one.variable) && one.variable.vintage == newest;
            });
        if (column != table.counts.end()) found.push_back({&table, &*column});
    }
    return found;
}

void calibrate(census::Population& population, std::span<const CalibrationTotals> totals,
               const geo::Box& study_area, census::Overlays& overlays, Notices& notices) {
    if (population.cells.empty() || totals.empty()) return;
    const census::Residences cells = census::residences(population);
    census::CountColumn people;
    people.values.assign(cells.weight.begin(), cells.weight.end());
    std::vector<std::vector<Maybe<double>>> by_area;
    std::vector<census::RakeTotals> layers;
    by_area.reserve(totals.size());
    for (const CalibrationTotals& total : totals) {
        std::vector<geo::MultiPolygon> shapes;
        std::vector<Maybe<double>>& values = by_area.emplace_back(total.column->values);
        for (const census::Area& area : total.table->areas) {
            if (!lies_in(area.shape, study_area)) values[shapes.size()] = Absence::hors_couverture;
            shapes.push_back(area.shape);
        }
        const census::OverlapMatrix& overlap = overlays.overlap(cells.shapes, shapes);
        leave_uncovered(total, census::cell_covers(overlap, people.values), values, notices);
        layers.push_back({overlap, values});
    }
    const census::RakeSettings settings;
    const census::Raked raked = census::rake(layers, people, settings);
    const auto name_of = [&](const census::Raked::Place& place) {
        return totals[place.layer].table->areas.items()[place.area].id;
    };
    const census::Variable& variable = totals.front().column->variable;
    const Sample left = raked.met > 0 ? Sample{{"zone", name_of(raked.worst)},
                                               {"ecart", fmt::format("{:.1e}", raked.error)}}
                                      : Sample();
    if (raked.met > 0)
        notices.add(Severity::info, "population_calee", variable.source, left, raked.met);
    if (raked.error > settings.tolerance)
        notices.add(Severity::avertissement, "calage_incomplet", variable.source, left);
    for (const census::Raked::Place& place : raked.unreached)
        notices.add(Severity::avertissement, "calage_hors_atteinte", variable.source,
                    name_of(place));
    replace_people(population, raked.column.values);
}

}  // namespace lisiere
