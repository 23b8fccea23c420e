// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/access/cell_group.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

/// A perimeter over a period.
struct QuarterPeriod {
    PerimeterIdx perimeter;
    std::size_t period = 0;
};

/// A line in one direction, at a perimeter over a period.
struct QuarterLine {
    QuarterPeriod at;
    const access::LineInReach* line = nullptr;
};

std::string method_of(const Atlas& atlas) {
    return atlas.straight_walks ? "vol_d_oiseau" : "a_pied";
}

std::string day_of(const Atlas& atlas, std::size_t period) {
    const auto day = atlas.settings.days.of(atlas.inputs.periods[period].day_type);
    return day ? transit::iso_date(*day) : std::string();
}

/// What residents have in reach on average, departures per hour.
Maybe<double> departures(const Atlas& atlas, PerimeterIdx perimeter, std::size_t period) {
    return access::mean_departures(atlas.residents.perimeters[perimeter.value()], atlas.supply,
                                   period);
}

/// This period's departures over those of another; missing with either, or over nothing.
Maybe<double> ratio_to(const Atlas& atlas, const QuarterPeriod& row, std::string_view other) {
    const auto& periods = atlas.inputs.periods;
    const auto found = std::find_if(periods.begin(), periods.end(),
                                    [&](const transit::Period& p) { return p.id == other; });
    if (found == periods.end()) return {};
    const Maybe<double> own = departures(atlas, row.perimeter, row.period);
    const Maybe<double> base =
        departures(atlas, row.perimeter, static_cast<std::size_t>(found - periods.begin()));
    if (!own || !base) return own ? base.absence() : own.absence();
    if (*base <= 0) return Absence::sans_objet;
    return *own / *base;
}

const access::QuarterLines& lines_at(const Atlas& atlas, const QuarterPeriod& row) {
    return atlas.quarter_lines[row.period][row.perimeter.value()];
}

std::string clock(std::int32_t seconds) {
    return fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
}

Maybe<double> minutes(const Maybe<Seconds>& time) {
    return time ? Maybe<double>(time.value().count() / 60.0) : Maybe<double>(time.absence());
}

std::vector<QuarterPeriod> quarter_periods(const Atlas& atlas) {
    std::vector<QuarterPeriod> rows;
    if (!atlas.inputs.timetable || !atlas.inputs.timetable->timed()) return rows;
    for (const PerimeterIdx at : indices<PerimeterIdx>(atlas.inputs.territory.perimeters.size()))
        for (std::size_t period = 0; period < atlas.inputs.periods.size(); ++period)
            rows.push_back({at, period});
    return rows;
}

/// Residents have in reach what the timetables do not tell, or not of this period: what they tell
/// is a part of what runs.
bool is_part(const Atlas& atlas, const QuarterPeriod& row) {
    const Maybe<double> all = departures(atlas, row.perimeter, row.period);
    return !all && all.absence() == Absence::hors_couverture;
}

/// What rests on all departures in reach; missing of a part.
Maybe<Seconds> of_all(const Atlas& atlas, const QuarterPeriod& row,
                      Maybe<Seconds> access::QuarterLines::*figure) {
    if (is_part(atlas, row)) return Absence::hors_couverture;
    return lines_at(atlas, row).*figure;
}

std::string clock_of_all(const Atlas& atlas, const QuarterPeriod& row,
                         Maybe<Seconds> access::QuarterLines::*which) {
    const Maybe<Seconds> time = of_all(atlas, row, which);
    return time ? clock((*time).count()) : std::string();
}

Maybe<std::int64_t> line_count(const Atlas& atlas, const QuarterPeriod& row) {
    if (day_of(atlas, row.period).empty()) return {};
    if (is_part(atlas, row)) return Absence::hors_couverture;
    std::set<transit::LineIdx> lines;
    for (const access::LineInReach& line : lines_at(atlas, row).lines) lines.insert(line.line);
    return static_cast<std::int64_t>(lines.size());
}

}  // namespace

Table desserte(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto& periods = atlas.inputs.periods;
    TableBuilder<QuarterPeriod> table("desserte", atlas.inputs.territory.crs);
    table.text("code", [&](const auto& row) { return perimeters[row.perimeter].id; })
        .text("nom_qp", [&](const auto& row) { return perimeters[row.perimeter].name; })
        .text("periode", [&](const auto& row) { return periods[row.period].id; })
        .text("type_jour",
              [&](const auto& row) { return std::string(to_text(periods[row.period].day_type)); })
        .text("jour", [&](const auto& row) { return day_of(atlas, row.period); })
        .text("debut", [&](const auto& row) { return clock(periods[row.period].start.count()); })
        .text("fin", [&](const auto& row) { return clock(periods[row.period].end.count()); })
        .real("departs_h",
              [&](const auto& row) { return departures(atlas, row.perimeter, row.period); })
        .integer("lignes", [&](const auto& row) { return line_count(atlas, row); })
        .text("premier_depart",
              [&](const auto& row) {
                  return clock_of_all(atlas, row, &access::QuarterLines::first_departure);
              })
        .text("dernier_depart",
              [&](const auto& row) {
                  return clock_of_all(atlas, row, &access::QuarterLines::last_departure);
              })
        .real("amplitude_h",
              [&](const auto& row) -> Maybe<double> {
                  const auto first = of_all(atlas, row, &access::QuarterLines::first_departure);
                  const auto last = of_all(atlas, row, &access::QuarterLines::last_departure);
                  if (!first || !last) return first ? last.absence() : first.absence();
                  return (*last - *first).count() / 3600.0;
              })
        .real("plus_long_intervalle_min",
              [&](const auto& row) {
                  return minutes(of_all(atlas, row, &access::QuarterLines::longest_gap));
              })
        .real("rapport_pointe",
              [&](const auto& row) { return ratio_to(atlas, row, "pointe_matin"); })
        .real("rapport_journee", [&](const auto& row) { return ratio_to(atlas, row, "journee"); })
        .real("indice_offre",
              [&](const auto& row) -> Maybe<double> {
                  if (periods[row.period].id != atlas.inputs.supply_index.period)
                      return Absence::sans_objet;
                  return access::weighted_mean(atlas.residents.perimeters[row.perimeter.value()],
                                               atlas.supply_index);
              })
        .text("methode", [&](const auto&) { return method_of(atlas); })
        .text("motif", [&](const auto& row) {
            const Maybe<double> value = departures(atlas, row.perimeter, row.period);
            return value ? std::string() : std::string(to_text(value.absence()));
        });
    return table.build(quarter_periods(atlas));
}

Table lignes(const Atlas& atlas) {
    const auto& perimeters = atlas.inputs.territory.perimeters;
    const auto& periods = atlas.inputs.periods;
    std::vector<QuarterLine> rows;
    for (const QuarterPeriod& at : quarter_periods(atlas))
        for (const access::LineInReach& line : lines_at(atlas, at).lines)
            rows.push_back({at, &line});
    const auto line = [&](const QuarterLine& row) -> const transit::Line& {
        return atlas.inputs.timetable->lines()[row.line->line];
    };
    const auto stop = [&](const QuarterLine& row) -> const transit::Stop& {
        return atlas.inputs.timetable->stops()[row.line->stop];
    };
    TableBuilder<QuarterLine> table("lignes", atlas.inputs.territory.crs);
    table.text("code", [&](const auto& row) { return perimeters[row.at.perimeter].id; })
        .text("nom_qp", [&](const auto& row) { return perimeters[row.at.perimeter].name; })
        .text("ligne",
              [&](const auto& row) {
                  return line(row).short_name.empty() ? line(row).long_name : line(row).short_name;
              })
        .text("exploitant", [&](const auto& row) { return line(row).agency; })
        .text("mode", [&](const auto& row) { return std::string(to_text(line(row).mode)); })
        .integer("sens",
                 [&](const auto& row) { return static_cast<std::int64_t>(row.line->direction); })
        .text("terminus",
              [&](const auto& row) {
                  return atlas.inputs.timetable
                      ->stops()[atlas.inputs.timetable->stops_of(row.line->main).back()]
                      .name;
              })
        .text("periode", [&](const auto& row) { return periods[row.at.period].id; })
        .text("arret_id", [&](const auto& row) { return stop(row).id; })
        .text("arret_nom", [&](const auto& row) { return stop(row).name; })
        .real("metres",
              [&](const auto& row) -> Maybe<double> {
                  const auto& shape = perimeters[row.at.perimeter].shape;
                  if (!shape) return shape.absence();
                  return geo::distance_to(*shape, stop(row).at).value();
              })
        .real("marche_min", [&](const auto& row) { return Maybe<double>(row.line->walk_min); })
        .real("part_residents", [&](const auto& row) { return Maybe<double>(row.line->share); })
        .real("departs_h",
              [&](const auto& row) {
                  return Maybe<double>(static_cast<double>(row.line->departures.size()) /
                                       periods[row.at.period].hours());
              })
        .real(
            "intervalle_median_min",
            [&](const auto& row) { return minutes(transit::median_headway(row.line->departures)); })
        .text("premier", [&](const auto& row) { return clock(row.line->departures.front()); })
        .text("dernier", [&](const auto& row) { return clock(row.line->departures.back()); })
        .text("methode", [&](const auto&) { return method_of(atlas); });
    return table.build(rows);
}

}  // namespace lisiere::layers
