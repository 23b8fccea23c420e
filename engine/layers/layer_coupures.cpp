// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {

using enclavement::Crossing;
using enclavement::StretchIdx;

namespace {

struct StretchRow {
    StretchIdx stretch;
    std::int64_t crossings = 0;
    double longest_run_m = 0;
};

}  // namespace

Table coupures(const Atlas& atlas) {
    const auto& barriers = atlas.enclosure.fabric.barriers;
    std::vector<StretchRow> rows;
    for (const StretchIdx stretch : indices<StretchIdx>(barriers.stretches.size()))
        rows.push_back({stretch, 0, 0});
    for (const Crossing& crossing : atlas.enclosure.fabric.crossings.items)
        if (crossing.counts()) ++rows[crossing.stretch.value()].crossings;
    for (const enclavement::Run& run : atlas.enclosure.fabric.crossings.runs)
        rows[run.stretch.value()].longest_run_m =
            std::max(rows[run.stretch.value()].longest_run_m, run.length_m);

    TableBuilder<StretchRow> table("coupures", atlas.inputs.territory.crs);
    const auto stretch_of = [&](const StretchRow& row) -> const enclavement::Stretch& {
        return barriers.stretches[row.stretch];
    };
    const auto barrier_of = [&, stretch_of](const StretchRow& row) -> const enclavement::Barrier& {
        return barriers.barriers[stretch_of(row).barrier];
    };
    table.text("id", [=](const StretchRow& row) { return barrier_of(row).id; })
        .text("type",
              [=](const StretchRow& row) {
                  return std::string(street::to_text(barrier_of(row).kind));
              })
        .text("nom", [=](const StretchRow& row) { return barrier_of(row).name; })
        .real("longueur_m",
              [=](const StretchRow& row) { return Maybe<double>(stretch_of(row).length_m); })
        .real("longueur_coupure_m",
              [=](const StretchRow& row) { return Maybe<double>(barrier_of(row).length_m); })
        .integer("franchissements",
                 [](const StretchRow& row) { return Maybe<std::int64_t>(row.crossings); })
        .real("franchissements_km",
              [=](const StretchRow& row) {
                  const double length = stretch_of(row).length_m;
                  return length > 0
                             ? Maybe<double>(1000.0 * static_cast<double>(row.crossings) / length)
                             : Maybe<double>(Absence::sans_objet);
              })
        .real("sans_franchissement_m",
              [](const StretchRow& row) { return Maybe<double>(row.longest_run_m); })
        .geometry(GeometryType::multilinestring, [=](const StretchRow& row) {
            return geo::Geometry(geo::MultiLineString{stretch_of(row).line});
        });
    return table.build(rows);
}

Table franchissements(const Atlas& atlas) {
    using enclavement::CrossingIdx;
    const auto& crossings = atlas.enclosure.fabric.crossings.items;
    std::vector<CrossingIdx> rows;
    for (const CrossingIdx crossing : indices<CrossingIdx>(crossings.size()))
        rows.push_back(crossing);
    TableBuilder<CrossingIdx> table("franchissements", atlas.inputs.territory.crs);
    const auto barrier_of = [&](const CrossingIdx& row) -> const enclavement::Barrier& {
        return atlas.enclosure.fabric.barriers.barriers[crossings[row].barrier];
    };
    table.text("id", [](const CrossingIdx& row) { return "F" + std::to_string(row.value() + 1); })
        .text("type",
              [&](const CrossingIdx& row) {
                  return std::string(enclavement::to_text(crossings[row].kind));
              })
        .text("coupure", [=](const CrossingIdx& row) { return barrier_of(row).id; })
        .text("nom_coupure", [=](const CrossingIdx& row) { return barrier_of(row).name; })
        .text("type_coupure",
              [=](const CrossingIdx& row) {
                  return std::string(street::to_text(barrier_of(row).kind));
              })
        .integer(
            "rues",
            [&](const CrossingIdx& row) {
                return Maybe<std::int64_t>(static_cast<std::int64_t>(crossings[row].edges.size()));
            })
        .real("contournement_m", [&](const CrossingIdx& row) { return crossings[row].way_round_m; })
        .text("motif",
              [&](const CrossingIdx& row) {
                  const Maybe<double>& way = crossings[row].way_round_m;
                  return way ? std::string() : std::string(to_text(way.absence()));
              })
        .geometry(GeometryType::point,
                  [&](const CrossingIdx& row) { return geo::Geometry(crossings[row].at); });
    return table.build(rows);
}

}  // namespace lisiere::layers
