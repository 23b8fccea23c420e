// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "examples/generateur/people.hpp"
#include "examples/generateur/streets.hpp"
#include "examples/generateur/transit.hpp"

namespace lisiere::demo {

struct Facility {
    std::string type;        ///< BPE code, vintage 2024; empty: only in the street file
    std::string key, value;  ///< OSM tag; empty: only in the BPE file
    std::string name;
    Point at;
    int block = -1;
    bool located = true;  ///< the BPE row has coordinates
};

/// The whole fictional agglomeration, in metres from its south-west corner.
struct Town {
    Plan plan;
    Tessellation land;
    Network network;
    std::vector<Building> buildings;
    std::vector<Facility> facilities;
    Transit transit;
};

Town make_town(std::uint64_t seed);
std::vector<Facility> facilities(const Plan& plan, const Tessellation& land, const Network& network,
                                 const std::vector<Building>& buildings, Random& random);

/// One copy of the town: where it stands and how its codes differ from those of the other copies.
struct Tile {
    int number = 0;
    double dx = 0, dy = 0;  ///< EPSG:2154 of the town's own origin

    Point moved(const Point& p) const { return {p.x + dx, p.y + dy}; }
    std::string commune(int index) const;          ///< "99001", ...
    std::string iris(const IrisPlan& iris) const;  ///< "990010101", ...
    std::string quarter(const std::string& code) const;
    std::string former(const std::string& code) const;  ///< of the generation before
    std::string named(const std::string& name) const;   ///< with a number on the copies
};

inline constexpr int most_tiles = 199;  ///< communes 99001 to 99995
inline constexpr double tile_width = 14600, tile_height = 12000;
inline constexpr const char* epci = "299999999";
inline constexpr const char* epci_name = "Communauté d'agglomération du Val-de-Lisse";

std::vector<Tile> tiles(int count);

using Folder = std::filesystem::path;
void write_osm(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_gtfs(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_layers(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_cells(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_census(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_context(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_facilities(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_addresses(const Town& town, const std::vector<Tile>& tiles, const Folder& out);
void write_local_list(const Town& town, const std::vector<Tile>& tiles, const Folder& out);

}  // namespace lisiere::demo
