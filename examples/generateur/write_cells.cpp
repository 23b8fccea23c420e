// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <map>
#include <set>

#include "examples/generateur/layer_file.hpp"
#include "examples/generateur/projection.hpp"
#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

/// The counts of one cell in the order of the file; decimals, because imputed cells share a group's
/// counts.
constexpr int counts = 27;
constexpr const char* count_names[counts] = {
    "ind",       "men",       "men_pauv",  "men_1ind",  "men_5ind",  "men_prop",  "men_fmp",
    "ind_snv",   "men_surf",  "men_coll",  "men_mais",  "log_av45",  "log_45_70", "log_70_90",
    "log_ap90",  "log_inc",   "log_soc",   "ind_0_3",   "ind_4_5",   "ind_6_10",  "ind_11_17",
    "ind_18_24", "ind_25_39", "ind_40_54", "ind_55_64", "ind_65_79", "ind_80p"};

struct CellCounts {
    double value[counts] = {};
    std::set<std::string> communes;
    bool imputed = false;
};

void add(CellCounts& cell, const Tally& t) {
    const double row[counts] = {static_cast<double>(t.total()),
                                static_cast<double>(t.men()),
                                static_cast<double>(t.poor),
                                static_cast<double>(t.sizes[0]),
                                static_cast<double>(t.sizes[4] + t.sizes[5]),
                                static_cast<double>(t.tenures[owner]),
                                static_cast<double>(t.households[single_parent]),
                                static_cast<double>(t.income),
                                static_cast<double>(t.surface),
                                static_cast<double>(t.flats),
                                static_cast<double>(t.houses),
                                static_cast<double>(t.built[0] + t.built[1]),
                                static_cast<double>(t.built[2]),
                                static_cast<double>(t.built[3]),
                                static_cast<double>(t.built[4] + t.built[5]),
                                0,
                                static_cast<double>(t.tenures[social_tenant]),
                                static_cast<double>(t.between(0, 3)),
                                static_cast<double>(t.between(4, 5)),
                                static_cast<double>(t.between(6, 10)),
                                static_cast<double>(t.between(11, 17)),
                                static_cast<double>(t.between(18, 24)),
                                static_cast<double>(t.between(25, 39)),
                                static_cast<double>(t.between(40, 54)),
                                static_cast<double>(t.between(55, 64)),
                                static_cast<double>(t.between(65, 79)),
                                static_cast<double>(t.between(80, 100))};
    for (int k = 0; k < counts; ++k) cell.value[k] += row[k];
}

std::string cell_id(int side, int y, int x) {
    return "CRS3035RES" + std::to_string(side) + "mN" + std::to_string(y) + "E" + std::to_string(x);
}

}  // namespace

void write_cells(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    using enum Column::Type;
    std::vector<Column> columns{{"idcar_200m", text},   {"idcar_1km", text},    {"idcar_nat", text},
                                {"i_est_200", integer}, {"i_est_1km", integer}, {"lcog_geo", text}};
    for (const char* name : count_names) columns.push_back({name, real});
    LayerFile file(out / "carreaux_200m.gpkg", "GPKG", "carreaux_200m_demo", 3035, columns);
    const Projection to_grid(3035);
    // Copies are far enough apart never to share a cell.
    for (const Tile& tile : tiles) {
        std::vector<Point> places;
        for (const Building& building : town.buildings) places.push_back(tile.moved(building.at));
        places = to_grid(places);
        using Corner = std::pair<int, int>;  // north, east of the south-west corner
        std::map<Corner, CellCounts> cells;
        for (std::size_t b = 0; b < places.size(); ++b) {
            CellCounts& cell = cells[{static_cast<int>(std::floor(places[b].y / 200)) * 200,
                                      static_cast<int>(std::floor(places[b].x / 200)) * 200}];
            add(cell, town.buildings[b].tally);
            cell.communes.insert(tile.commune(
                town.land.blocks[static_cast<std::size_t>(town.buildings[b].block)].commune));
        }
        // Under 11 households the producer publishes shares of the group of small cells of the same
        // square kilometre.
        const auto square_km = [](const Corner& c) {
            return Corner{c.first / 1000 * 1000, c.second / 1000 * 1000};
        };
        std::map<Corner, CellCounts> groups;
        for (auto& [corner, cell] : cells) {
            cell.imputed = cell.value[1] < 11;
            if (cell.imputed)
                for (int k = 0; k < counts; ++k)
                    groups[square_km(corner)].value[k] += cell.value[k];
        }
        for (auto& [corner, cell] : cells) {
            const CellCounts& group = groups[square_km(corner)];
            if (cell.imputed) {
                const double share = cell.value[0] / group.value[0];
                for (int k = 1; k < counts; ++k) cell.value[k] = group.value[k] * share;
            }
            std::string communes;
            for (const std::string& commune : cell.communes) communes += commune;
            std::vector<Value> row{cell_id(200, corner.first, corner.second),
                                   cell_id(1000, square_km(corner).first, square_km(corner).second),
                                   cell_id(200, corner.first, corner.second),
                                   cell.imputed ? 1 : 0,
                                   0,
                                   communes};
            for (const double value : cell.value) row.emplace_back(std::round(value * 1000) / 1000);
            const double x = corner.second;
            const double y = corner.first;
            file.add({{{{x, y}, {x + 200, y}, {x + 200, y + 200}, {x, y + 200}, {x, y}}}}, row);
        }
    }
    file.close();
}

}  // namespace lisiere::demo
