// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <stdexcept>

#include "examples/generateur/layer_file.hpp"
#include "examples/generateur/shapes.hpp"
#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

std::string list(const Town& town, const Tile& tile, const std::vector<int>& communes, bool names) {
    std::string text;
    for (const int c : communes)
        text += (text.empty() ? "" : ", ") +
                (names ? tile.named(town.plan.communes[static_cast<std::size_t>(c)].name)
                       : tile.commune(c));
    return text;
}

}  // namespace

void write_layers(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    using enum Column::Type;
    const Plan& plan = town.plan;
    std::vector<Shape> communes;
    for (std::size_t c = 0; c < plan.communes.size(); ++c)
        communes.push_back(
            union_where(town, [&](const Block& b) { return b.commune == static_cast<int>(c); }));
    std::vector<Shape> iris;
    for (std::size_t k = 0; k < plan.iris.size(); ++k)
        iris.push_back(
            union_where(town, [&](const Block& b) { return b.iris == static_cast<int>(k); }));
    std::vector<int> people(plan.communes.size(), 0);
    for (const Building& building : town.buildings)
        people[static_cast<std::size_t>(
            town.land.blocks[static_cast<std::size_t>(building.block)].commune)] +=
            building.tally.total();

    LayerFile commune_file(out / "communes.gpkg", "GPKG", "commune", 2154,
                           {{"INSEE_COM", text},
                            {"NOM", text},
                            {"STATUT", text},
                            {"POPULATION", integer},
                            {"INSEE_DEP", text},
                            {"SIREN_EPCI", text}});
    LayerFile iris_file(out / "iris.gpkg", "GPKG", "contours_iris", 2154,
                        {{"INSEE_COM", text},
                         {"NOM_COM", text},
                         {"IRIS", text},
                         {"CODE_IRIS", text},
                         {"NOM_IRIS", text},
                         {"TYP_IRIS", text}});
    LayerFile qpv_file(out / "qpv_2024.gpkg", "GPKG", "QP2024_Val_de_Lisse_LB93", 2154,
                       {{"code_qp", text},
                        {"lib_qp", text},
                        {"insee_com", text},
                        {"lib_com", text},
                        {"insee_dep", text},
                        {"lib_dep", text},
                        {"siren_epci", text},
                        {"lib_epci", text}});
    LayerFile former_file(out / "qpv_2015.gpkg", "GPKG", "QP_VAL_DE_LISSE_LB93", 2154,
                          {{"CODE_QP", text}, {"NOM_QP", text}, {"COMMUNE_QP", text}});
    // Local layers often come in degrees, without a code.
    LayerFile veille_file(out / "veille_active.geojson", "GeoJSON", "veille_active", 4326,
                          {{"nom", text}, {"communes", text}, {"remarque", text}});
    for (const Tile& tile : tiles) {
        for (std::size_t c = 0; c < communes.size(); ++c)
            commune_file.add(moved(communes[c], tile),
                             {tile.commune(static_cast<int>(c)), tile.named(plan.communes[c].name),
                              std::string(c == 0 ? "Préfecture (fictive)" : "Commune simple"),
                              people[c], std::string("99"), std::string(epci)});
        for (std::size_t k = 0; k < iris.size(); ++k) {
            const IrisPlan& one = plan.iris[k];
            iris_file.add(moved(iris[k], tile),
                          {tile.commune(one.commune),
                           tile.named(plan.communes[static_cast<std::size_t>(one.commune)].name),
                           one.code, tile.iris(one), one.name, std::string(1, one.type)});
        }
        for (const QuarterPlan& quarter : plan.qpv)
            qpv_file.add(
                moved(closed(quarter.ring), tile),
                {tile.quarter(quarter.code), tile.named(quarter.name),
                 list(town, tile, quarter.communes, false),
                 list(town, tile, quarter.communes, true), std::string("99"),
                 std::string("Département fictif"), std::string(epci), std::string(epci_name)});
        for (const FormerPlan& quarter : plan.former) {
            Shape shape;
            for (const Line& ring : quarter.rings) shape.push_back(closed(ring).front());
            former_file.add(moved(shape, tile),
                            {tile.former(quarter.code), tile.named(quarter.name),
                             list(town, tile, quarter.communes, true)});
        }
        for (const QuarterPlan& quarter : plan.veille) {
            const Shape shape =
                moved(quarter.ring.empty() ? communes[static_cast<std::size_t>(quarter.communes[0])]
                                           : closed(quarter.ring),
                      tile);
            veille_file.add(in_degrees(shape),
                            {tile.named(quarter.name), list(town, tile, quarter.communes, false),
                             std::string(quarter.ring.empty() ? "toute la commune" : "")});
        }
    }
    // As published tables are: one word differs from what the outlines say.
    std::ofstream passage(out / "passage_2015_2024.csv", std::ios::binary);
    passage << "qp2024;qp2015;statut\n";
    for (const Tile& tile : tiles)
        for (const auto& [current, former, word] : plan.passages)
            passage << (current.empty() ? "" : tile.quarter(current)) << ';'
                    << (former.empty() ? "" : tile.former(former)) << ';' << word << '\n';
    passage.close();
    if (!passage) throw std::runtime_error("écriture impossible : passage_2015_2024.csv");
    for (LayerFile* file : {&commune_file, &iris_file, &qpv_file, &former_file, &veille_file})
        file->close();
}

}  // namespace lisiere::demo
