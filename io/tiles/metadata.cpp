// SPDX-License-Identifier: Apache-2.0
#include "io/tiles/metadata.hpp"

#include <nlohmann/json.hpp>

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json vector_layers(const TileMetadata& metadata) {
    Json layers = Json::array();
    for (const TileMetadata::VectorLayer& layer : metadata.layers) {
        Json fields = Json::object();
        for (const auto& [name, type] : layer.fields) fields[name] = type;
        layers.push_back({{"id", layer.id},
                          {"description", layer.description},
                          {"minzoom", layer.min_zoom},
                          {"maxzoom", layer.max_zoom},
                          {"fields", fields}});
    }
    return layers;
}

/// Kinds of geometry and of values, as tippecanoe first wrote them and others came to read them.
Json tile_stats(const TileMetadata& metadata) {
    Json layers = Json::array();
    for (const TileMetadata::VectorLayer& layer : metadata.layers) {
        Json attributes = Json::array();
        for (const auto& [name, type] : layer.fields) {
            std::string kind = type;
            kind[0] = static_cast<char>(kind[0] - 'A' + 'a');
            attributes.push_back({{"attribute", name}, {"type", kind}});
        }
        layers.push_back({{"layer", layer.id},
                          {"count", layer.features},
                          {"geometry", layer.geometry},
                          {"attributeCount", layer.fields.size()},
                          {"attributes", attributes}});
    }
    return {{"layerCount", metadata.layers.size()}, {"layers", layers}};
}

}  // namespace

std::string vector_layers_json(const TileMetadata& metadata) {
    return Json{{"vector_layers", vector_layers(metadata)}, {"tilestats", tile_stats(metadata)}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string pmtiles_json(const TileMetadata& metadata) {
    return Json{{"name", metadata.name},
                {"description", metadata.description},
                {"attribution", metadata.attribution},
                {"type", "overlay"},
                {"version", metadata.version},
                {"vector_layers", vector_layers(metadata)}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string tilejson(const TileMetadata& metadata, const std::string& tiles) {
    return Json{{"tilejson", "3.0.0"},
                {"name", metadata.name},
                {"description", metadata.description},
                {"attribution", metadata.attribution},
                {"version", metadata.version},
                {"scheme", "xyz"},
                {"tiles", Json::array({tiles})},
                {"minzoom", metadata.min_zoom},
                {"maxzoom", metadata.max_zoom},
                {"bounds",
                 {metadata.south_west.lon, metadata.south_west.lat, metadata.north_east.lon,
                  metadata.north_east.lat}},
                {"center",
                 {(metadata.south_west.lon + metadata.north_east.lon) / 2,
                  (metadata.south_west.lat + metadata.north_east.lat) / 2, metadata.min_zoom}},
                {"vector_layers", vector_layers(metadata)}}
               .dump(2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

}  // namespace lisiere::io
