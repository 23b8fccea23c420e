// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>

#include "engine/census/cells.hpp"
#include "io/base/error.hpp"
#include "io/inputs/read_networks.hpp"
#include "io/layers/read_buildings.hpp"
#include "io/layers/read_population.hpp"

namespace lisiere::io {

std::optional<census::Population> read_all_population(const NetworkContext& context,
                                                      Notices& notices) {
    if (context.config.grids.empty()) return std::nullopt;
    report(context.progress, "lecture de la population", 0);
    std::optional<census::Population> all;
    for (const GridSpec& spec : context.config.grids) {
        census::Population own;
        if (spec.kind == GridSpec::Kind::points) {
            const PopulationPoints points = read_population_points(spec, context.read, notices);
            own = census::cells_from_points(points.points);
            own.source = points.source;
        } else {
            own = read_grid(spec, context.read, notices);
        }
        if (all)
            throw ConfigError({context.config.file.string() + ", clé population",
                               "deux populations déclarées", "une seule",
                               "réunir les fichiers, ou n'en garder qu'un"});
        all = std::move(own);
    }
    report(context.progress, "lecture de la population", 1);
    return all;
}

std::optional<census::Buildings> read_all_buildings(const NetworkContext& context,
                                                    Notices& notices) {
    if (context.config.buildings.empty()) return std::nullopt;
    report(context.progress, "lecture des bâtiments", 0);
    census::Buildings all;
    for (const LayerSpec& spec : context.config.buildings) {
        census::Buildings own = read_buildings(spec, context.read, notices);
        all.source = own.source;
        for (census::Building& building : own.items) all.items.push_back(std::move(building));
    }
    report(context.progress, "lecture des bâtiments", 1);
    return all;
}

}  // namespace lisiere::io
