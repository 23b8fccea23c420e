// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/addresses.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <set>
#include <stdexcept>
#include <tuple>

#include "examples/generateur/projection.hpp"

namespace lisiere::demo {

namespace {

/// Where a street begins along its way, and whether it runs along it.
struct OnWay {
    double start_m = 0;
    bool forward = true;
};

std::vector<OnWay> along_ways(const Network& network) {
    std::vector<OnWay> streets(network.streets.size());
    for (const std::vector<Stretch>& way : network.ways) {
        double along = 0;
        for (const Stretch& stretch : way) {
            streets[static_cast<std::size_t>(stretch.street)] = {along, stretch.forward};
            along += length(network.line(stretch.street));
        }
    }
    return streets;
}

/// The nearest street with a name that a car may take.
std::size_t street_at(const Network& network, const Point& place) {
    std::size_t nearest = network.streets.size();
    double least = 1e18;
    for (std::size_t s = 0; s < network.streets.size(); ++s) {
        const Street& street = network.streets[s];
        if (street.name.empty() || !street.drivable()) continue;
        // Most streets are far away: no need to look along them.
        if (distance(network.nodes[static_cast<std::size_t>(street.from)], place) > 1000) continue;
        const double away = distance_to_line(place, network.line(static_cast<int>(s)));
        if (away >= least) continue;
        least = away;
        nearest = s;
    }
    if (nearest == network.streets.size())
        throw std::runtime_error("aucune rue nommée à moins de 1 km d'une adresse");
    return nearest;
}

}  // namespace

AddressBook::AddressBook(const Town& town) {
    const Network& network = town.network;
    const std::vector<OnWay> on_ways = along_ways(network);
    std::set<std::tuple<int, std::string, int>> taken;
    const auto add = [&](const Point& place, int block) {
        const int commune = town.land.blocks[static_cast<std::size_t>(block)].commune;
        if (commune < 0) return;
        const std::size_t at = street_at(network, place);
        const Street& street = network.streets[at];
        const int first = on_ways[at].forward ? street.from : street.to;
        const double along =
            on_ways[at].start_m + distance(network.nodes[static_cast<std::size_t>(first)], place);
        int number = static_cast<int>(std::lround(along));
        // Streets of one name in one commune share their numbers out.
        while (!taken.emplace(commune, street.name, number).second) ++number;
        all_.push_back({number, street.name, commune, place});
    };
    for (const Facility& facility : town.facilities) add(facility.at, facility.block);
    for (const Building& building : town.buildings)
        for (const auto* quarters : {&town.plan.qpv, &town.plan.veille})
            for (const QuarterPlan& quarter : *quarters)
                if (inside(building.at, quarter.ring)) add(building.at, building.block);
}

const Address& AddressBook::nearest(const Point& place) const {
    return *std::min_element(all_.begin(), all_.end(), [&](const Address& a, const Address& b) {
        return distance(a.at, place) < distance(b.at, place);
    });
}

std::string postcode(const std::string& commune) {
    return commune.substr(0, 2) + "000";
}

/// A local base of addresses, with the columns of the national one.
void write_addresses(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    const AddressBook book(town);
    const std::vector<Address>& all = book.all();
    std::string text = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat\n";
    const Projection to_degrees(4326);
    for (const Tile& tile : tiles) {
        std::vector<Point> at;
        for (const Address& address : all) at.push_back(tile.moved(address.at));
        const std::vector<Point> degrees = to_degrees(at);
        for (std::size_t k = 0; k < all.size(); ++k) {
            const std::string commune = tile.commune(all[k].commune);
            char place[96];
            std::snprintf(place, sizeof place, "%.2f;%.2f;%.6f;%.6f", at[k].x, at[k].y,
                          degrees[k].x, degrees[k].y);
            text += commune + "_" + std::to_string(k + 1) + ";" + std::to_string(all[k].number) +
                    ";;" + all[k].street + ";" + postcode(commune) + ";" + commune + ";" +
                    tile.named(town.plan.communes[static_cast<std::size_t>(all[k].commune)].name) +
                    ";" + place + "\n";
        }
    }
    std::ofstream stream(out / "adresses.csv", std::ios::binary);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("écriture impossible : adresses.csv");
}

}  // namespace lisiere::demo
