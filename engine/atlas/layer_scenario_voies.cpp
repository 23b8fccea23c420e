// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/atlas.hpp"
#include "engine/atlas/scenario_layers.hpp"
#include "engine/atlas/table_builder.hpp"
#include "engine/geo/measure.hpp"

namespace lisiere::layers {
namespace {

/// A way as drawn, or as it lies among the streets of a mode.
struct Row {
    std::size_t way = 0;
    std::string as;
    const geo::LineString* line = nullptr;
    const scenario::TiedWay* tied = nullptr;
};

}  // namespace

Table scenario_voies(const Comparison& comparison) {
    const auto& ways = comparison.scenario.ways;
    std::vector<Row> rows;
    for (std::size_t way = 0; way < ways.size(); ++way) {
        rows.push_back({way, "dessin", &ways[way].line, nullptr});
        for (const street::Mode mode : street::all_modes)
            for (const scenario::TiedWay& tied : comparison.ways[street::index_of(mode)])
                if (tied.way == way)
                    rows.push_back({way, std::string(street::to_text(mode)), &tied.line, &tied});
    }
    const auto count = [](const Row& row, std::size_t scenario::TiedWay::*figure) {
        return row.tied != nullptr
                   ? Maybe<std::int64_t>(static_cast<std::int64_t>(row.tied->*figure))
                   : Maybe<std::int64_t>(Absence::sans_objet);
    };
    const auto says = [](const Row& row, bool scenario::TiedWay::*figure) {
        return row.tied != nullptr ? Value{row.tied->*figure} : Value{};
    };
    TableBuilder<Row> table("scenario_voies", comparison.before.inputs.territory.crs);
    table.text("scenario", [&](const Row&) { return comparison.scenario.name; })
        .text("voie", [&](const Row& row) { return ways[row.way].where; })
        .text("action", [](const Row&) { return std::string("ajoutee"); })
        .text("trace", [](const Row& row) { return row.as; })
        .text("nature", [&](const Row& row) { return ways[row.way].kind; })
        .real("longueur_m",
              [](const Row& row) { return Maybe<double>(geo::length(*row.line).value()); })
        .column("debut_rattache", ColumnType::boolean,
                [=](const Row& row) { return says(row, &scenario::TiedWay::start_tied); })
        .column("fin_rattachee", ColumnType::boolean,
                [=](const Row& row) { return says(row, &scenario::TiedWay::end_tied); })
        .integer("noeuds", [=](const Row& row) { return count(row, &scenario::TiedWay::joints); })
        .integer("croisees", [=](const Row& row) { return count(row, &scenario::TiedWay::passed); })
        .geometry(GeometryType::multilinestring,
                  [](const Row& row) { return geo::Geometry(geo::MultiLineString{*row.line}); });
    return table.build(rows);
}

}  // namespace lisiere::layers
