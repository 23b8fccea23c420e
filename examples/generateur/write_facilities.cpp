// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "examples/generateur/projection.hpp"
#include "examples/generateur/town.hpp"

namespace lisiere::demo {

/// The equipment file, with the columns of the 2024 vintage that readers use.
void write_facilities(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    std::string text =
        "AN;NOMRS;DEPCOM;DEP;LIBCOM;DOM;SDOM;TYPEQU;LAMBERT_X;LAMBERT_Y;LONGITUDE;LATITUDE;QUALITE_"
        "XY;EPSG;QUALITE_GEOLOC;DCIRIS\n";
    const Projection to_degrees(4326);
    for (const Tile& tile : tiles) {
        std::vector<Point> at;
        for (const Facility& facility : town.facilities) at.push_back(tile.moved(facility.at));
        const std::vector<Point> degrees = to_degrees(at);
        for (std::size_t k = 0; k < town.facilities.size(); ++k) {
            const Facility& facility = town.facilities[k];
            const Block& block = town.land.blocks[static_cast<std::size_t>(facility.block)];
            if (facility.type.empty() || block.commune < 0) continue;
            char places[96] = ";;;;;;";
            if (facility.located)
                std::snprintf(places, sizeof places, "%.2f;%.2f;%.6f;%.6f;Bonne;2154;11", at[k].x,
                              at[k].y, degrees[k].x, degrees[k].y);
            text += "2024;" + facility.name + ";" + tile.commune(block.commune) + ";99;" +
                    tile.named(town.plan.communes[static_cast<std::size_t>(block.commune)].name) +
                    ";" + facility.type.substr(0, 1) + ";" + facility.type.substr(0, 2) + ";" +
                    facility.type + ";" + places + ";" +
                    tile.iris(town.plan.iris[static_cast<std::size_t>(block.iris)]) + "\n";
        }
    }
    std::ofstream stream(out / "bpe24.csv", std::ios::binary);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("écriture impossible : bpe24.csv");
}

}  // namespace lisiere::demo
