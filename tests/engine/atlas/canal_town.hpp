// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/street/build.hpp"
#include "tests/support/catch.hpp"

/// A town of square blocks, a quarter in the north, the centre in the south, a canal between them
/// if asked.
namespace lisiere::test {

constexpr int side = 21;       // crossings each way
constexpr double block = 100;  // metres
constexpr int canal_row = 10;  // the canal runs between rows 10 and 11, at y = 1,050 m

struct TownPlan {
    bool canal = false;       ///< cuts every street across it but the westernmost
    bool footbridge = false;  ///< opens the middle one
};

inline street::StreetGraph streets(const TownPlan& plan) {
    street::WayTable table;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) table.vertices.push_back({x * block, y * block});
    const auto at = [](int x, int y) { return static_cast<std::uint32_t>(y * side + x); };
    std::int64_t id = 1;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x + 1 < side; ++x)
            table.add_way(id++, {"residential", 0, 0, 4.8}, std::vector{at(x, y), at(x + 1, y)});
    for (int x = 0; x < side; ++x)
        for (int y = 0; y + 1 < side; ++y) {
            const bool over_canal = y == canal_row;
            const bool bridge = x == 0 || (plan.footbridge && x == side / 2);
            if (over_canal && plan.canal && !bridge) continue;
            const auto flags = over_canal && plan.canal
                                   ? static_cast<std::uint8_t>(street::WayFlag::bridge)
                                   : std::uint8_t{0};
            table.add_way(id++, {"residential", flags, static_cast<std::int8_t>(flags != 0), 4.8},
                          std::vector{at(x, y), at(x, y + 1)});
        }
    return street::build_graph(table);
}

inline geo::MultiPolygon square(double x, double y, double width) {
    return {{{{x, y}, {x + width, y}, {x + width, y + width}, {x, y + width}, {x, y}}, {}}};
}

inline geo::MultiPolygon oblong(double x0, double y0, double x1, double y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}};
}

inline enclavement::MeasureDefinition measure(
    const std::string& id, const std::string& component, enclavement::Sense sense,
    enclavement::WhenVoid when_void = enclavement::WhenVoid::ignore) {
    enclavement::MeasureDefinition definition;
    definition.id = id;
    definition.component = component;
    definition.side = enclavement::Side::exogene;
    definition.sense = sense;
    definition.when_void = when_void;
    return definition;
}

/// 100 people in each of 10 × 10 cells of 200 m; the quarter, 600 m square, lies just north of the
/// canal, in the middle; the centre is south of it.
inline Inputs town(const TownPlan& plan) {
    Inputs in;
    in.territory.name = "Essai";
    in.territory.crs = {2154};
    in.territory.study_area = {-500, -500, side * block + 500, side * block + 500};
    Perimeter quarter;
    quarter.id = "QN09901N";
    quarter.code = PerimeterCode::parse("QN09901N");
    quarter.name = "Rive";
    quarter.shape = square(700, 1100, 600);
    in.territory.perimeters.push_back(quarter);
    Commune commune;
    commune.code = "99001";
    commune.name = "Essai";
    commune.shape = square(-100, -100, side * block + 200);
    in.territory.communes.push_back(commune);
    in.population.emplace();
    for (int y = 0; y < 10; ++y)
        for (int x = 0; x < 10; ++x) {
            census::Cell cell;
            cell.id = std::to_string(y * 10 + x);
            cell.shape = square(x * 200, y * 200, 200);
            cell.centre = {x * 200 + 100.0, y * 200 + 100.0};
            cell.people = 100;
            in.population->cells.push_back(cell);
        }
    in.streets = streets(plan);
    in.barriers.emplace();
    if (plan.canal) {
        street::BarrierPiece canal;
        canal.kind = street::BarrierKind::cours_eau;
        canal.name = "Canal";
        canal.line = {{-400, (canal_row + 0.5) * block},
                      {side * block + 400, (canal_row + 0.5) * block}};
        canal.id = "way/1";
        in.barriers->push_back(canal);
    }
    in.destinations.push_back({"centre", "Centre", {1000, 500}});
    access::Category shop;
    shop.id = "pharmacie";
    shop.label = "Pharmacie";
    shop.visits_per_week = 1.0;
    in.categories.push_back(shop);
    for (const geo::Point at : {geo::Point{1000, 500}, geo::Point{1000, 1700}}) {
        access::Facility pharmacy;
        pharmacy.id = "p" + std::to_string(static_cast<int>(at.y));
        pharmacy.category = access::CategoryIdx{0};
        pharmacy.at = at;
        in.facilities.push_back(pharmacy);
    }
    using enclavement::Sense;
    in.measures = {
        measure("coupures_m_300", "coupures", Sense::plus, enclavement::WhenVoid::moindre),
        measure("detour_median", "permeabilite", Sense::plus),
        measure("centre_marche_min", "eloignement", Sense::plus)};
    return in;
}

inline Settings settings() {
    Settings settings;
    settings.centre = "centre";
    settings.index.draws = 50;
    return settings;
}

inline Atlas analysed(const TownPlan& plan, unsigned threads = 1) {
    Settings chosen = settings();
    chosen.threads = {threads};
    return analyse(town(plan), chosen);
}

inline double value(const Maybe<double>& maybe) {
    REQUIRE(maybe.has_value());
    return *maybe;
}

inline double minutes_to_centre(const Atlas& atlas) {
    return value(
        access::weighted_mean(atlas.residents.perimeters[0], atlas.destinations[0].minutes.walk));
}

}  // namespace lisiere::test
