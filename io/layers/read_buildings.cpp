// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_buildings.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {
namespace {

constexpr double metres_a_level = 3;

std::set<std::string> lived_in_uses() {
    const CsvTable table =
        read_csv_table((data_folder() / "geodata" / "reference" / "batiments.csv").string());
    std::set<std::string> uses;
    for (const auto& row : table.rows)
        if (row[table.require("habite")] == "oui") uses.insert(row[table.require("usage")]);
    return uses;
}

Maybe<double> positive(const std::string& text) {
    const auto number = number_of(text);
    return number && *number > 0 ? Maybe<double>(*number) : Maybe<double>();
}

}  // namespace

census::Buildings read_buildings(const LayerSpec& spec, const ReadContext& context,
                                 Notices& notices) {
    const Schema schema = read_schema("batiments");
    const std::set<std::string> lived_in = lived_in_uses();
    RawLayer layer = read_layer(spec, {schema, context, {}, false, {}}, notices);
    repair_shapes(
        layer, context.repair_tolerance, [](const RawRow&) { return std::string(); },
        Refusal::ligne, notices);
    census::Buildings buildings;
    buildings.source = spec.source;
    std::size_t others = 0;
    std::size_t unknown = 0;
    for (RawRow& row : layer.rows) {
        const auto text = [&](std::string_view field) -> const std::string& {
            return row.text[schema.at(field)];
        };
        census::Building building;
        if (const auto dwellings = number_of(text("logements")); dwellings && *dwellings >= 0)
            building.dwellings = *dwellings;
        building.levels = positive(text("etages"));
        if (!building.levels)
            if (const Maybe<double> height = positive(text("hauteur")))
                building.levels = std::max(1.0, *height / metres_a_level);
        const bool by_use = !layer.has(schema.at("usage")) || lived_in.contains(text("usage"));
        const bool lived = building.dwellings ? *building.dwellings > 0 : by_use;
        if (!lived) {
            ++others;
            continue;
        }
        unknown += !building.dwellings && !building.levels;
        building.shape = std::move(row.polygons);
        buildings.items.push_back(std::move(building));
    }
    if (buildings.items.empty())
        throw InputError(
            {layer.where,
             fmt::format("aucun bâtiment habité dans la zone d'étude ({} objets lus)", layer.read),
             "des bâtiments autour des périmètres",
             "vérifier le fichier, son système de coordonnées (crs), et l'usage : champs = { usage "
             "= \"...\" }"});
    notices.add(Severity::info, "batiments_lus", layer.where, {}, buildings.items.size());
    if (others > 0) notices.add(Severity::info, "batiments_non_habites", layer.where, {}, others);
    if (unknown > 0)
        notices.add(Severity::info, "batiments_sans_niveaux", layer.where, {}, unknown);
    return buildings;
}

}  // namespace lisiere::io
