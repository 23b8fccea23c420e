// SPDX-License-Identifier: Apache-2.0
// What local actors would bring: sectors of a plan, a renewal project by phase, free land, a trail.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include "examples/generateur/layer_file.hpp"
#include "examples/generateur/shapes.hpp"

namespace lisiere::demo {
namespace {

struct SectorPlan {
    std::string name;
    std::vector<int> communes;
};
/// One operation of the renewal project of Hautes-Bornes.
struct OperationPlan {
    std::string name, phase, owner;
    int dwellings;
    Line ring;  ///< not closed
};
struct LandPlan {
    std::string name, kind;
    int available;  ///< year
    Line ring;
};

std::vector<SectorPlan> sectors() {
    return {
        {"Cœur d'agglomération", {0}}, {"Coteaux du nord", {1, 2}}, {"Vallée et plateau", {3, 4}}};
}

/// The words of a file that nobody wrote for us, one phase of which is none of the drawing's.
std::vector<OperationPlan> operations() {
    return {{"Cité des Bornes, réhabilitation",
             "Livré",
             "Lisse Habitat",
             212,
             {{5070, 3240}, {5370, 3210}, {5390, 3390}, {5080, 3430}}},
            {"Barre Ampère, démolition et reconstruction",
             "Travaux en cours",
             "Lisse Habitat",
             148,
             {{5440, 3190}, {5800, 3165}, {5820, 3320}, {5450, 3350}}},
            {"Îlot de la Tuilerie",
             "Convention signée",
             "Ville de Lisse-le-Pont",
             64,
             {{5900, 3150}, {6240, 3090}, {6260, 3310}, {5915, 3360}}},
            {"Place du Passage",
             "Études",
             "Ville de Lisse-le-Pont",
             0,
             {{5620, 3480}, {5910, 3490}, {5900, 3650}, {5610, 3630}}},
            {"Lisière est",
             "Suspendu",
             "Lisse Habitat",
             36,
             {{6420, 3120}, {6690, 3090}, {6680, 3330}, {6430, 3340}}}};
}

std::vector<LandPlan> lands() {
    return {{"Friche de la Pointe",
             "friche ferroviaire",
             2028,
             {{4450, 3330}, {4900, 3300}, {4900, 3560}, {4500, 3520}}},
            {"Quai aux Charbons",
             "ancien port",
             2026,
             {{7720, 5700}, {7960, 5740}, {7940, 5900}, {7730, 5880}}}};
}

/// The towpath north of the canal, between two of its bridges: a local file in degrees.
void write_trail(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    std::string features;
    for (const Tile& tile : tiles) {
        Line path = parallel(town.plan.canal, 35);
        std::erase_if(path, [](const Point& p) { return p.x < 2500 || p.x > 9400; });
        for (Point& p : path) p = tile.moved(p);
        std::string points;
        for (const Point& p : in_degrees(path))
            points += fmt::format("{}[{:.7f},{:.7f}]", points.empty() ? "" : ",", p.x, p.y);
        features += fmt::format(
            "{}{{\"type\":\"Feature\",\"properties\":{{\"nom\":\"{}\",\"theme\":\"patrimoine "
            "industriel\",\"balisage\":true}},\"geometry\":{{\"type\":\"LineString\","
            "\"coordinates\":[{}]}}}}",
            features.empty() ? "" : ",\n", tile.named("Sentier des éclusiers"), points);
    }
    std::ofstream file(out / "sentier_lisse.geojson", std::ios::binary);
    file << "{\"type\":\"FeatureCollection\",\"features\":[\n" << features << "\n]}\n";
    file.close();
    if (!file) throw std::runtime_error("écriture impossible : sentier_lisse.geojson");
}

}  // namespace

void write_context(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    using enum Column::Type;
    LayerFile sector_file(out / "secteurs_scot.gpkg", "GPKG", "secteurs", 2154,
                          {{"NOM", text}, {"DOCUMENT", text}});
    LayerFile project_file(out / "renouvellement_urbain.geojson", "GeoJSON", "operations", 4326,
                           {{"OPERATION", text},
                            {"PHASE", text},
                            {"MAITRE_OUV", text},
                            {"LOGEMENTS", integer},
                            {"CONTACT", text}});
    LayerFile land_file(out / "foncier_disponible.geojson", "GeoJSON", "foncier", 4326,
                        {{"NOM", text}, {"NATURE", text}, {"DISPO", integer}, {"SURF_HA", real}});
    for (const Tile& tile : tiles) {
        for (const SectorPlan& sector : sectors())
            sector_file.add(
                moved(union_where(town,
                                  [&](const Block& block) {
                                      return std::count(sector.communes.begin(),
                                                        sector.communes.end(), block.commune) > 0;
                                  }),
                      tile),
                {tile.named(sector.name), std::string("SCoT du Val-de-Lisse (fictif)")});
        for (const OperationPlan& one : operations())
            project_file.add(in_degrees(moved(closed(one.ring), tile)),
                             {tile.named(one.name), one.phase, one.owner, one.dwellings,
                              std::string("renouvellement@example.org")});
        for (const LandPlan& land : lands())
            land_file.add(in_degrees(moved(closed(land.ring), tile)),
                          {tile.named(land.name), land.kind, land.available,
                           std::round(area(land.ring) / 1000) / 10});
    }
    for (LayerFile* file : {&sector_file, &project_file, &land_file}) file->close();
    write_trail(town, tiles, out);
}

}  // namespace lisiere::demo
