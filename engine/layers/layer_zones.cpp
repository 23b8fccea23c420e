// SPDX-License-Identifier: Apache-2.0
// The indicator kit outside perimeters: choropleths by IRIS and by commune.
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/layers/layers.hpp"
#include "engine/table/table_builder.hpp"

namespace lisiere::layers {
namespace {

using census::ZoneIndicator;

/// What a run knows of one kind of zone: its areas in order, the indicators that some have.
struct Zones {
    std::string_view layer;
    std::vector<std::string> codes;
    std::vector<ZoneIndicator> indicators;
};

/// The IRIS of all tables, one after the other; a column of two tables has the values of both.
Zones all_iris(const Atlas& atlas) {
    Zones zones{"iris", {}, {}};
    const auto& tables = atlas.inputs.areas;
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (tables[t].references_only) continue;
        const std::size_t before = zones.codes.size();
        for (const census::Area& area : tables[t].areas) zones.codes.push_back(area.id);
        for (const ZoneIndicator& one : atlas.zones.areas[t]) {
            const auto same = [&](const ZoneIndicator& other) {
                return atlas.inputs.indicators[other.definition].id ==
                       atlas.inputs.indicators[one.definition].id;
            };
            auto column = std::find_if(zones.indicators.begin(), zones.indicators.end(), same);
            if (column == zones.indicators.end()) {
                zones.indicators.push_back(one);
                column = zones.indicators.end() - 1;
                column->values.clear();
                column->few.clear();
            }
            column->values.resize(before);
            column->values.insert(column->values.end(), one.values.begin(), one.values.end());
            column->few.resize(before);
            column->few.insert(column->few.end(), one.few.begin(), one.few.end());
        }
        for (ZoneIndicator& column : zones.indicators) {
            column.values.resize(zones.codes.size());
            column.few.resize(zones.codes.size());
        }
    }
    return zones;
}

Zones all_communes(const Atlas& atlas) {
    Zones zones{"communes", {}, atlas.zones.communes};
    for (const Commune& commune : atlas.inputs.territory.communes)
        zones.codes.push_back(commune.code);
    return zones;
}

/// A row and its place among the values of the indicators.
template <class Place>
struct Numbered {
    const Place* place;
    std::size_t at;
};

/// The columns whose rate is on few units there: "part_chomage part_diplome".
std::string on_few_units(const Zones& zones, std::size_t at, const Atlas& atlas) {
    std::string ids;
    for (const ZoneIndicator& one : zones.indicators)
        if (one.few[at])
            ids += (ids.empty() ? "" : " ") + atlas.inputs.indicators[one.definition].id;
    return ids;
}

template <class Row>
void add_indicators(TableBuilder<Row>& table, const Zones& zones, const Atlas& atlas) {
    table.text("effectif_faible",
               [&](const Row& row) { return on_few_units(zones, row.at, atlas); });
    for (const ZoneIndicator& one : zones.indicators)
        table.real(atlas.inputs.indicators[one.definition].id,
                   [&one](const Row& row) { return one.values[row.at]; });
}

std::string status(bool official) {
    return std::string(to_text(official ? Statut::officiel : Statut::modelise));
}

}  // namespace

Table iris(const Atlas& atlas) {
    using Row = Numbered<census::Area>;
    const Zones zones = all_iris(atlas);
    std::vector<Row> rows;
    std::vector<std::string_view> sources;
    for (const census::AreaTable& areas : atlas.inputs.areas)
        if (!areas.references_only)
            for (const census::Area& area : areas.areas) {
                rows.push_back({&area, rows.size()});
                sources.push_back(areas.source);
            }
    TableBuilder<Row> table("iris", atlas.inputs.territory.crs);
    table.text("code_iris", [](const Row& row) { return row.place->id; })
        .text("nom_iris", [](const Row& row) { return row.place->name; })
        .text("type_iris", [](const Row& row) { return row.place->type; })
        .text("insee_com", [](const Row& row) { return row.place->commune; })
        .text("nom_com",
              [&](const Row& row) {
                  for (const Commune& commune : atlas.inputs.territory.communes)
                      if (commune.code == row.place->commune) return commune.name;
                  return std::string();
              })
        .text("statut", [](const Row&) { return status(true); })
        .text("source", [&](const Row& row) { return std::string(sources[row.at]); });
    add_indicators(table, zones, atlas);
    table.geometry(GeometryType::multipolygon,
                   [](const Row& row) { return geo::Geometry(row.place->shape); });
    return table.build(rows);
}

Table communes(const Atlas& atlas) {
    using Row = Numbered<Commune>;
    const Zones zones = all_communes(atlas);
    std::vector<Row> rows;
    for (const Commune& commune : atlas.inputs.territory.communes)
        rows.push_back({&commune, rows.size()});
    TableBuilder<Row> table("communes", atlas.inputs.territory.crs);
    table.text("insee_com", [](const Row& row) { return row.place->code; })
        .text("nom_com", [](const Row& row) { return row.place->name; })
        .text("siren_epci", [](const Row& row) { return row.place->epci; })
        .text("statut", [](const Row&) { return status(true); })
        .text("source", [](const Row& row) { return row.place->source; });
    add_indicators(table, zones, atlas);
    table.geometry(GeometryType::multipolygon,
                   [](const Row& row) { return geo::Geometry(row.place->shape); });
    return table.build(rows);
}

Table zones_indicateurs(const Atlas& atlas) {
    struct Row {
        std::string_view layer;
        const ZoneIndicator* indicator;
        const census::IndicatorDefinition* definition;
    };
    const Zones both[] = {all_iris(atlas), all_communes(atlas)};
    std::vector<Row> rows;
    for (const Zones& zones : both)
        for (const ZoneIndicator& one : zones.indicators)
            rows.push_back({zones.layer, &one, &atlas.inputs.indicators[one.definition]});
    TableBuilder<Row> table("zones_indicateurs", atlas.inputs.territory.crs);
    table.text("couche", [](const Row& row) { return std::string(row.layer); })
        .text("indicateur", [](const Row& row) { return row.definition->id; })
        .text("libelle", [](const Row& row) { return row.definition->label; })
        .text("theme", [](const Row& row) { return row.definition->theme; })
        .text("unite", [](const Row& row) { return row.definition->unit; })
        .text("univers", [](const Row& row) { return row.definition->universe; })
        .text("source", [](const Row& row) { return row.indicator->source; })
        .year("millesime", [](const Row& row) { return row.indicator->vintage; })
        .text("statut", [](const Row& row) { return status(row.indicator->official); })
        .integer("zones_renseignees", [](const Row& row) {
            return Maybe<std::int64_t>(
                std::count_if(row.indicator->values.begin(), row.indicator->values.end(),
                              [](const Maybe<double>& value) { return value.has_value(); }));
        });
    return table.build(rows);
}

Table zones_motifs(const Atlas& atlas) {
    struct Row {
        std::string_view layer;
        const std::string* code;
        const std::string* indicator;
        Absence reason;
    };
    const Zones both[] = {all_iris(atlas), all_communes(atlas)};
    std::vector<Row> rows;
    for (const Zones& zones : both)
        for (std::size_t at = 0; at < zones.codes.size(); ++at)
            for (const ZoneIndicator& one : zones.indicators)
                if (const Maybe<double>& value = one.values[at]; !value)
                    rows.push_back({zones.layer, &zones.codes[at],
                                    &atlas.inputs.indicators[one.definition].id, value.absence()});
    TableBuilder<Row> table("zones_motifs", atlas.inputs.territory.crs);
    table.text("couche", [](const Row& row) { return std::string(row.layer); })
        .text("zone", [](const Row& row) { return *row.code; })
        .text("indicateur", [](const Row& row) { return *row.indicator; })
        .text("motif", [](const Row& row) { return std::string(to_text(row.reason)); });
    return table.build(rows);
}

}  // namespace lisiere::layers
