// SPDX-License-Identifier: Apache-2.0
// What the layers on enclosure say of a town whose only canal, bridge and gates are known.
#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "engine/layers/layers.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

TEST_CASE("the bridges that hold a quarter to the centre are drawn, and so are its gates",
          "[atlas]") {
    const auto rows = [](const TownPlan& plan, std::string_view name) {
        for (Table& table : tables(analysed(plan)))
            if (table.name == name) return std::move(table.rows);
        return std::vector<std::vector<Value>>();
    };
    const auto cut = [&](const TownPlan& plan) {
        const auto streets = rows(plan, "coupe_minimale");
        for (const auto& row : streets) {
            CHECK(row[0] == Value{std::string("QN09901N")});
            CHECK(row[2] == Value{static_cast<double>(streets.size())});
        }
        return streets.size();
    };
    const std::size_t bridges = cut({.canal = true});
    CHECK(bridges == 1);  // the westernmost
    CHECK(cut({.canal = true, .footbridge = true}) == bridges + 1);
    CHECK(rows({}, "portes").size() > 4);
}

TEST_CASE("a canal lengthens the way to the centre and not the way on one's own bank", "[atlas]") {
    const auto figures = [](const TownPlan& plan, geo::Point place) {
        Inputs in = town(plan);
        in.destinations.front().at = place;
        for (Table& table : tables(analyse(std::move(in), settings())))
            if (table.name == "destinations") {
                REQUIRE(table.rows.size() == 1);  // no town hall in this town
                std::map<std::string, Value> row;
                for (std::size_t c = 0; c < table.columns.size(); ++c)
                    row[table.columns[c].name] = table.rows[0][c];
                return row;
            }
        return std::map<std::string, Value>();
    };
    const geo::Point across{1000, 500};
    const geo::Point beside{1000, 1400};
    const auto number = [](const auto& row, const char* name) {
        return std::get<double>(row.at(name));
    };
    const auto open = figures({}, across);
    const auto cut = figures({.canal = true}, across);
    CHECK(number(cut, "marche_m") > number(open, "marche_m") + 500);
    CHECK(number(cut, "detour") > number(open, "detour"));
    CHECK(number(figures({.canal = true}, beside), "marche_min") ==
          number(figures({}, beside), "marche_min"));
    CHECK(number(cut, "ecart_zone_min") ==
          Approx(number(cut, "marche_min") - number(cut, "marche_min_zone")).margin(0.0011));
    // Neither bicycles, nor cars, nor a timetable: missing, not 0.
    for (const char* name : {"velo_min", "tc_min", "voiture_min", "ecart_tc_voiture_min"})
        CHECK(std::holds_alternative<std::monostate>(cut.at(name)));
}

TEST_CASE("what a planted canal takes from the quarter is told, a footbridge takes less",
          "[atlas]") {
    const auto rows = [](const TownPlan& plan, bool known) {
        Inputs in = town(plan);
        if (!known) in.barriers.reset();
        for (Table& table : tables(analyse(std::move(in), settings())))
            if (table.name == "acces_perdu") return std::move(table.rows);
        return std::vector<std::vector<Value>>();
    };
    const auto share = [&](const TownPlan& plan) {
        const auto all = rows(plan, true);
        REQUIRE(all.size() == 2);  // the quarter, then the whole area
        CHECK(all[0][0] == Value{std::string("QN09901N")});
        CHECK(all[0][4] == Value{std::string("Canal")});
        CHECK(all[1][0] == Value{std::string("zone")});
        return std::get<double>(all[0][6]);
    };
    const double cut = share({.canal = true});
    const double bridged = share({.canal = true, .footbridge = true});
    CHECK(cut > 0.2);
    CHECK(bridged > 0);
    CHECK(bridged < cut);
    CHECK(rows({}, true).empty());
    CHECK(rows({.canal = true}, false).empty());
}

namespace {

/// Length of the canal in the layer of barriers, m.
double canal_m(const Atlas& atlas) {
    for (const Table& table : tables(atlas))
        if (table.name == "coupures") {
            REQUIRE(table.rows.size() == 1);
            CHECK(table.columns[3].name == "longueur_m");
            return std::get<double>(table.rows[0][3]);
        }
    return 0;
}

/// What the streets of the town are once those wholly between these two heights are gone.
street::StreetGraph without_rows(const street::StreetGraph& graph, double from, double to) {
    std::vector<street::EdgeIdx> gone;
    for (const street::EdgeIdx e : indices<street::EdgeIdx>(graph.edge_count())) {
        const auto line = graph.line(e);
        if (std::min(line.front().y, line.back().y) > from &&
            std::max(line.front().y, line.back().y) < to)
            gone.push_back(e);
    }
    return street::changed(graph, gone, {}, {});
}

}  // namespace

TEST_CASE("a canal is told as far as streets were read, 200 m further at most", "[atlas]") {
    // Drawn from x = -400 to 2,500; streets from 0 to 2,000.
    CHECK(canal_m(analysed({.canal = true})) == Approx(200 + 2000 + 200));
    Inputs in = town({.canal = true});
    in.barriers->front().line = {{150, 1050}, {1950, 1050}};
    CHECK(canal_m(analyse(std::move(in), settings())) == Approx(1800));
}

TEST_CASE("a canal through fields among the streets read stays whole", "[atlas]") {
    Inputs in = town({.canal = true});
    in.streets = without_rows(*in.streets, 250, 1750);
    CHECK(canal_m(analyse(std::move(in), settings())) == Approx(200 + 2000 + 200));
}

TEST_CASE("a declared extent says where streets were read, with or without any", "[atlas]") {
    for (const bool with_streets : {true, false}) {
        Inputs in = town({.canal = true});
        in.extent = square(500, 500, 1000);
        if (!with_streets) in.streets.reset();
        const Atlas atlas = analyse(std::move(in), settings());
        CHECK(canal_m(atlas) == Approx(1000));
        CHECK(atlas.enclosure.fabric.barriers.notices.count("coupure_decoupee") == 1);
    }
}

TEST_CASE("a scenario that lays a way beyond the streets read finds no more of the canal",
          "[atlas]") {
    const Atlas base = analysed({.canal = true});
    Inputs in = town({.canal = true});
    street::EdgeInput way;
    way.from = street::NodeIdx{static_cast<std::size_t>(side) - 1};  // the south-east corner
    way.to = street::NodeIdx{in.streets->node_count()};
    way.line = {{2000, 0}, {4000, 0}};
    way.kind = "footway";
    way.speed_kmh = 4.8;
    const geo::Point end = way.line.back();
    in.streets = street::changed(*in.streets, {}, std::span(&end, 1), std::span(&way, 1));
    CHECK(canal_m(analyse(in, settings())) > canal_m(base) + 10);
    CHECK(canal_m(analyse(in, settings(), {}, nullptr, &base)) == canal_m(base));
}

TEST_CASE("whose walk meets the rim of the data does not hang on where barriers are cut",
          "[atlas]") {
    const auto at_edge = [](geo::MultiPolygon extent) {
        Inputs in = town({.canal = true});
        in.extent = std::move(extent);
        return analyse(std::move(in), settings()).cell_at_edge;
    };
    const std::vector<bool> edge = at_edge({});
    CHECK(edge == at_edge(square(500, 500, 1000)));
    CHECK(std::count(edge.begin(), edge.end(), true) > 0);
}
