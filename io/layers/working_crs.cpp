// SPDX-License-Identifier: Apache-2.0
#include "io/layers/working_crs.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/notice.hpp"
#include "io/base/error.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {
namespace {

/// Degrees have no working CRS of their own: any system that covers the world does for looking at
/// positions.
constexpr geo::Crs everywhere{4326};

double middle(std::vector<double>& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

geo::LonLat middle_of_rows(const RawLayer& layer) {
    std::vector<double> x;
    std::vector<double> y;
    for (const RawRow& row : layer.rows) {
        geo::Box box = geo::bounds(row.polygons);
        for (const geo::LineString& line : row.lines) box.extend(geo::bounds(line));
        box.extend(geo::bounds(row.points));
        if (box.empty()) continue;
        x.push_back((box.min_x + box.max_x) / 2);
        y.push_back((box.min_y + box.max_y) / 2);
    }
    if (x.empty())
        throw InputError({layer.where, "aucune géométrie", "des objets placés",
                          "vérifier que c'est le bon fichier"});
    return {middle(x), middle(y)};
}

template <class Spec>
std::optional<geo::LonLat> first_position(const std::vector<Spec>& specs) {
    for (const Spec& spec : specs)
        if (!is_table(spec)) return middle_of(spec);
    return std::nullopt;
}

}  // namespace

geo::LonLat middle_of(const LayerSpec& spec) {
    // Only positions are wanted: the mapping of fields is for the real reading to check.
    LayerSpec bare = spec;
    bare.fields.clear();
    Notices unheard;
    return middle_of_rows(
        read_layer(bare, {read_schema("positions"), {everywhere, 0, {}}, {}, false, {}}, unheard));
}

geo::Crs working_crs(const RunConfig& config) {
    if (config.crs > 0) {
        require_working_crs({config.crs}, "[territoire] crs");
        return {config.crs};
    }
    std::optional<geo::LonLat> position = first_position(config.perimeters);
    if (!position) position = first_position(config.communes);
    if (!position) position = first_position(config.iris);
    if (!position && config.extent_lonlat)
        position = geo::LonLat{(config.extent_lonlat->min_x + config.extent_lonlat->max_x) / 2,
                               (config.extent_lonlat->min_y + config.extent_lonlat->max_y) / 2};
    if (!position && !config.destinations.empty()) position = config.destinations.front().at;
    if (!position)
        throw ConfigError({"[territoire] crs", "aucune couche ne dit où est le territoire",
                           "un système de coordonnées", "crs = 2154 en métropole"});
    return choose_working_crs(*position);
}

}  // namespace lisiere::io
