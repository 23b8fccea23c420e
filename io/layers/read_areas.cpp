// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_areas.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/census/overlap.hpp"
#include "io/base/error.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/row_coordinates.hpp"
#include "io/layers/variable_name.hpp"

namespace lisiere::io {
namespace {

/// What communes and IRIS share: reading, window, codes, valid shapes.
RawLayer read_zones(const LayerSpec& spec, const Schema& schema, const ReadContext& context,
                    std::size_t width, Notices& notices) {
    const std::size_t code = schema.at("code");
    if (is_table(spec))
        throw InputError({spec.file_as_written, "un CSV : il n'a pas de contours",
                          "une couche de polygones", "déclarer la table dans [[recensement]]"});
    RawLayer layer = read_layer(spec, {schema, context, {}, true, {}}, notices);
    if (layer.rows.empty())
        throw InputError(
            {layer.where, fmt::format("aucune des {} zones ne touche la zone d'étude", layer.read),
             "des zones autour des périmètres",
             "vérifier que c'est le bon fichier, et son système de coordonnées (crs)"});
    restore_leading_zeros(layer, code, width, notices);
    require_unique(layer, code, "codes");
    require_local_shapes(layer);
    repair_shapes(
        layer, context.repair_tolerance, [&](const RawRow& row) { return row.text[code]; },
        Refusal::ligne, notices);
    return layer;
}

/// Source areas that cover one another: the people of the shared part are counted in both.
void note_shared_areas(const census::AreaTable& table, const std::string& where, Notices& notices) {
    constexpr double least_area = 1;  // m²: digitising noise along a common border
    constexpr double least_share = 0.01;
    std::vector<geo::MultiPolygon> shapes;
    for (const census::Area& area : table.areas) shapes.push_back(area.shape);
    const census::OverlapMatrix shared = census::overlap(shapes, shapes);
    for (std::size_t target = 0; target < shared.targets(); ++target)
        for (const census::OverlapMatrix::Entry& entry : shared.row(target)) {
            if (entry.source >= target || entry.area <= least_area) continue;
            const double smaller =
                std::min(shared.target_area[entry.source], shared.target_area[target]);
            if (entry.area <= least_share * smaller) continue;
            notices.add(Severity::avertissement, "zones_superposees", where,
                        {{"une", table.areas[census::AreaIdx{entry.source}].id},
                         {"autre", table.areas[census::AreaIdx{target}].id},
                         {"surface", entry.area}});
        }
}

}  // namespace

std::vector<Commune> read_communes(const LayerSpec& spec, const ReadContext& context,
                                   Notices& notices) {
    const Schema schema = read_schema("communes");
    constexpr std::size_t insee_width = 5;
    RawLayer layer = read_zones(spec, schema, context, insee_width, notices);
    std::vector<Commune> communes;
    for (RawRow& row : layer.rows)
        communes.push_back({row.text[schema.at("code")], row.text[schema.at("nom")],
                            row.text[schema.at("epci")], std::move(row.polygons), spec.source});
    return communes;
}

census::AreaTable read_iris(const LayerSpec& spec, const ReadContext& context, Notices& notices) {
    const Schema schema = read_schema("iris");
    constexpr std::size_t iris_width = 9;
    constexpr std::size_t commune_width = 5;
    RawLayer layer = read_zones(spec, schema, context, iris_width, notices);
    restore_leading_zeros(layer, schema.at("commune"), commune_width, notices);
    census::AreaTable table;
    table.source = spec.source;
    for (RawRow& row : layer.rows) {
        std::string commune = row.text[schema.at("commune")];
        const std::string& code = row.text[schema.at("code")];
        if (commune.empty() && code.size() == iris_width) commune = code.substr(0, commune_width);
        table.areas.push_back({code, row.text[schema.at("nom")], row.text[schema.at("type")],
                               commune, std::move(row.polygons)});
    }
    note_shared_areas(table, layer.where, notices);
    for (NumberColumn& column : layer.numbers) {
        census::Variable variable = parse_variable(column.name, 0, spec.source);
        if (column.role == ColumnRole::comptage)
            table.counts.push_back({std::move(variable), std::move(column.values)});
        else
            table.rates.push_back({std::move(variable), std::move(column.values)});
    }
    return table;
}

census::AreaTable areas_of(std::span<const Commune> communes) {
    census::AreaTable table;
    for (const Commune& commune : communes) {
        table.source = commune.source;
        table.areas.push_back({commune.code, commune.name, "", commune.code, commune.shape});
    }
    return table;
}

}  // namespace lisiere::io
