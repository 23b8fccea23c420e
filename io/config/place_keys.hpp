// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/geo/geometry.hpp"
#include "io/config/keys.hpp"

namespace lisiere::io {

/// `lon` and `lat`, degrees, both of them. Private to io/config.
template <class Spec, class Place>
Key<Spec> lon_lat(Place Spec::*member) {
    std::vector<KeyFacts> facts{fact("lon", KeyType::number), fact("lat", KeyType::number)};
    for (KeyFacts& one : facts) {
        one.most = one.name == "lon" ? 180 : 90;
        one.least = -*one.most;
        one.unit = "°";
    }
    return Key<Spec>{facts,
                     [=](Section& section, const ConfigFiles&, Spec& spec) {
                         const auto lon = section.number("lon", -180, 180);
                         const auto lat = section.number("lat", -90, 90);
                         if (!lon || !lat)
                             section.fail(lon ? "lat" : "lon", "rien",
                                          "des degrés : lon = 3.52, lat = 50.36");
                         spec.*member = geo::LonLat{*lon, *lat};
                     },
                     [=](const Spec& spec, toml::table& table) {
                         const std::optional<geo::LonLat> place = spec.*member;
                         if (!place) return;
                         table.insert("lon", place->lon);
                         table.insert("lat", place->lat);
                     }}
        .required();
}

}  // namespace lisiere::io
