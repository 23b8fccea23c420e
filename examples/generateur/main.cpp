// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>

#include "examples/generateur/town.hpp"

namespace {

constexpr const char* usage =
    "usage : lisiere_demo DOSSIER [--scale N] [--seed S]\n"
    "  Écrit l'agglomération fictive du Val-de-Lisse dans DOSSIER. N copies côte à côte (1 à 199) "
    "pour les mesures.\n";

}  // namespace

int main(int argc, char** argv) {
    using namespace lisiere::demo;
    std::string out;
    int scale = 1;
    std::uint64_t seed = 20240101;
    try {
        for (int k = 1; k < argc; ++k) {
            const std::string word = argv[k];
            if (word == "--scale" && k + 1 < argc)
                scale = std::stoi(argv[++k]);
            else if (word == "--seed" && k + 1 < argc)
                seed = std::stoull(argv[++k]);
            else if (out.empty() && !word.starts_with("-"))
                out = word;
            else
                throw std::invalid_argument(word);
        }
        if (out.empty() || scale < 1 || scale > most_tiles)
            throw std::invalid_argument("DOSSIER, --scale");
    } catch (const std::exception&) {
        std::fputs(usage, stderr);
        return 2;
    }
    try {
        std::filesystem::create_directories(out);
        const Town town = make_town(seed);
        const std::vector<Tile> copies = tiles(scale);
        write_layers(town, copies, out);
        write_context(town, copies, out);
        write_cells(town, copies, out);
        write_census(town, copies, out);
        write_facilities(town, copies, out);
        write_addresses(town, copies, out);
        write_local_list(town, copies, out);
        write_gtfs(town, copies, out);
        write_osm(town, copies, out);
        std::printf("%s : %d copie(s), %zu rues, %zu bâtiments, %zu équipements, %zu arrêts\n",
                    out.c_str(), scale, copies.size() * town.network.streets.size(),
                    copies.size() * town.buildings.size(), copies.size() * town.facilities.size(),
                    copies.size() * town.transit.stops.size());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "lisiere_demo : %s\n", error.what());
        return 1;
    }
    return 0;
}
