// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/town.hpp"

#include <cmath>
#include <cstdio>

namespace lisiere::demo {

Town make_town(std::uint64_t seed) {
    // One generator per theme: a change in one does not redraw the others.
    Random land_draw(seed);
    Random street_draw(seed + 1);
    Random people_draw(seed + 2);
    Random facility_draw(seed + 3);
    Town town;
    town.plan = town_plan();
    town.land = tessellate(town.plan, land_draw);
    town.network = street_network(town.plan, town.land, street_draw);
    town.buildings = populate(town.plan, town.land, people_draw);
    town.transit = transit_network(town.plan, town.network);
    town.facilities = facilities(town.plan, town.land, town.network, town.buildings, facility_draw);
    return town;
}

std::string Tile::commune(int index) const {
    char text[8];
    std::snprintf(text, sizeof text, "99%03d", (number * 5 + index + 1) % 1000);
    return text;
}

std::string Tile::iris(const IrisPlan& iris) const {
    return commune(iris.commune) + iris.code;
}

std::string Tile::quarter(const std::string& code) const {
    const int rank = number * 4 + (code[6] - '0') - 1;
    char text[12];
    std::snprintf(text, sizeof text, "QN099%02d%c", rank % 99 + 1, 'M' + (rank / 99) % 13);
    return text;
}

std::string Tile::former(const std::string& code) const {
    char text[12];
    std::snprintf(text, sizeof text, "QP099%03d", number * 4 + (code[7] - '0'));
    return text;
}

std::string Tile::named(const std::string& name) const {
    return number == 0 ? name : name + " " + std::to_string(number + 1);
}

std::vector<Tile> tiles(int count) {
    const int across = static_cast<int>(std::ceil(std::sqrt(static_cast<double>(count))));
    std::vector<Tile> all;
    for (int k = 0; k < count; ++k)
        all.push_back(
            {k, 694000 + tile_width * (k % across), 6595000 + tile_height * (k / across)});
    return all;
}

}  // namespace lisiere::demo
