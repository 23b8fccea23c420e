// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/compare/edition.hpp"
#include "engine/compare/rules.hpp"
#include "tests/support/shapes.hpp"

/// Editions small enough to read, and random ones, for tests of the comparison.
namespace lisiere::test {

inline Table table_of(std::string name, std::vector<Column> columns) {
    Table table;
    table.name = std::move(name);
    table.crs = {2154};
    table.columns = std::move(columns);
    return table;
}

/// A perimeter: a square of 400 m whose west side is at `x`.
struct SmallPerimeter {
    std::string code;
    std::string name;
    double x = 0;
    double index = 50;
    std::string generation = "2024";
};

inline geo::MultiPolygon square_at(double x) {
    return rectangle(x, 0, x + 400, 400);
}

inline Table perimetres(const std::vector<SmallPerimeter>& perimeters) {
    Table table = table_of("perimetres", {{"code", ColumnType::text},
                                          {"nom_qp", ColumnType::text},
                                          {"genre", ColumnType::text},
                                          {"communes", ColumnType::text},
                                          {"generation", ColumnType::text},
                                          {"indice", ColumnType::real},
                                          {"indice_bas", ColumnType::real},
                                          {"indice_haut", ColumnType::real},
                                          {"motif", ColumnType::text}});
    table.geometry_type = GeometryType::multipolygon;
    for (const SmallPerimeter& one : perimeters) {
        table.rows.push_back({one.code, one.name, std::string("quartier_prioritaire"),
                              std::string("99001"), one.generation, one.index, one.index - 5,
                              one.index + 5, Value{}});
        table.geometries.push_back(square_at(one.x));
    }
    return table;
}

/// Departures by perimeter and period, and a percentile of each beside it.
struct SmallSupply {
    std::string code;
    std::string period;
    Value departures;
    Value percentile = 50.0;
    std::string reason = {};
};

inline Table desserte(const std::vector<SmallSupply>& rows) {
    Table table = table_of("desserte", {{"code", ColumnType::text},
                                        {"periode", ColumnType::text},
                                        {"departs_h", ColumnType::real},
                                        {"centile", ColumnType::real},
                                        {"erreur_type", ColumnType::real},
                                        {"motif", ColumnType::text}});
    for (const SmallSupply& one : rows)
        table.rows.push_back({one.code, one.period, one.departures, one.percentile, Value{},
                              one.reason.empty() ? Value{} : Value{one.reason}});
    return table;
}

struct SmallPlace {
    std::string category;
    std::string name;
    geo::Point at;
};

inline Table equipements(const std::vector<SmallPlace>& places) {
    Table table = table_of("equipements", {{"id", ColumnType::text},
                                           {"nom", ColumnType::text},
                                           {"categorie", ColumnType::text},
                                           {"libelle", ColumnType::text}});
    table.geometry_type = GeometryType::point;
    for (const SmallPlace& place : places) {
        table.rows.push_back({std::to_string(table.rows.size()), place.name, place.category,
                              "un " + place.category});
        table.geometries.emplace_back(place.at);
    }
    return table;
}

/// Departures (raw), their percentile, and an index with its range.
inline compare::Rules small_rules() {
    compare::Rules rules;
    compare::MeasureRule departures;
    departures.id = "departs";
    departures.table = "desserte";
    departures.column = "departs_h";
    departures.keys = {"periode"};
    departures.better = compare::Better::more;
    departures.inputs = {"horaires", "rues", "carreaux"};
    compare::MeasureRule percentile = departures;
    percentile.id = "centiles";
    percentile.column = "centile";
    percentile.raw = {"departs", {{"periode", "="}}, {}};
    compare::MeasureRule index;
    index.id = "indice";
    index.table = "perimetres";
    index.column = "indice";
    index.better = compare::Better::less;
    index.error.low = "indice_bas";
    index.error.high = "indice_haut";
    index.raw = {"departs", {}, {}};
    index.inputs = {"horaires", "rues", "calcul.poids"};
    rules.measures = {departures, percentile, index};
    rules.dependences.on = {{"carreaux", {"perimetres", "recensement"}},
                            {"horaires", {"calcul.date", "geodata/reference/periodes.csv"}},
                            {"rues", {"geodata/reference/voirie.csv"}}};
    return rules;
}

inline compare::Edition small_edition() {
    compare::Edition edition;
    edition.territory = "Hameau";
    edition.language = "fr";
    edition.version = "0.1.0";
    edition.inputs = {{"horaires", "gtfs.zip", "h1"},
                      {"rues", "rues.osm", "r1"},
                      {"perimetres", "qpv.gpkg", "p1"},
                      {"equipements", "bpe.csv", "e1"}};
    edition.reference = {{"geodata/reference/periodes.csv", "geodata/reference/periodes.csv", "a"}};
    edition.settings = {{"calcul.date", "2026-03-17"}, {"calcul.poids.desserte", "1"}};
    edition.tables = {perimetres({{"QN1", "La Solitude", 0}, {"QN2", "Les Lilas", 1000}}),
                      desserte({{"QN1", "soiree", 4.0}, {"QN2", "soiree", 2.0}}),
                      equipements({{"pharmacie", "Pharmacie", {100, 500}}})};
    return edition;
}

/// Rows, tables, inputs and settings in another order.
inline compare::Edition shuffled(compare::Edition edition, std::mt19937& random) {
    for (Table& table : edition.tables) {
        std::vector<std::size_t> order(table.rows.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        const Table before = table;
        for (std::size_t i = 0; i < order.size(); ++i) {
            table.rows[i] = before.rows[order[i]];
            if (!table.geometries.empty()) table.geometries[i] = before.geometries[order[i]];
        }
    }
    std::shuffle(edition.tables.begin(), edition.tables.end(), random);
    std::shuffle(edition.inputs.begin(), edition.inputs.end(), random);
    std::shuffle(edition.settings.begin(), edition.settings.end(), random);
    return edition;
}

/// Two editions of one random town: perimeters that stay, go, come, move or change their names and
/// codes; figures that move or not, are missing or not; inputs, settings and versions that change
/// or not.
inline std::pair<compare::Edition, compare::Edition> random_editions(std::mt19937& random) {
    const auto chance = [&](int one_in) { return random() % static_cast<unsigned>(one_in) == 0; };
    const auto figure = [&]() -> Value {
        if (chance(8)) return Value{};
        return static_cast<double>(random() % 40) / 4;
    };
    compare::Edition base = small_edition();
    compare::Edition next = base;
    for (compare::InputFile& file : next.inputs)
        if (chance(2)) file.sha256 += "bis";
    if (chance(3)) next.inputs.push_back({"carreaux", "grille.gpkg", "c1"});
    if (chance(3)) next.settings.front().value = "2026-03-24";
    if (chance(3)) next.settings.push_back({"calcul.graine", "7"});
    if (chance(4)) next.version = "0.2.0";
    if (chance(4)) next.reference.front().sha256 = "b";

    std::vector<SmallPerimeter> of_base;
    std::vector<SmallPerimeter> of_next;
    std::vector<SmallSupply> supply_base;
    std::vector<SmallSupply> supply_next;
    const auto count = static_cast<unsigned>(1 + random() % 6);
    for (unsigned i = 0; i < count; ++i) {
        SmallPerimeter one{"QN" + std::to_string(i), "Quartier " + std::to_string(i), i * 1000.0,
                           static_cast<double>(random() % 100)};
        SmallPerimeter other = one;
        if (chance(3)) other.name += " bis";
        if (chance(4)) other.x += chance(2) ? 10 : 100;
        if (chance(6)) other.x += 100000;  // a homonym, elsewhere
        if (chance(6)) other.code += "bis";
        if (chance(2)) other.index += 2;
        const bool in_base = !chance(6);
        const bool in_next = !chance(6);
        if (in_base) of_base.push_back(one);
        if (in_next) of_next.push_back(other);
        for (const char* period : {"soiree", "dimanche"}) {
            const SmallSupply row{one.code, period, figure(), figure(), chance(2) ? "secret" : ""};
            SmallSupply moved = row;
            moved.code = other.code;
            if (chance(2)) moved.departures = figure();
            if (chance(2)) moved.percentile = figure();
            if (in_base && !chance(9)) supply_base.push_back(row);
            if (in_next && !chance(9)) supply_next.push_back(moved);
        }
    }
    std::vector<SmallPlace> places_base;
    std::vector<SmallPlace> places_next;
    const auto places = static_cast<unsigned>(random() % 12);
    for (unsigned i = 0; i < places; ++i) {
        SmallPlace place{
            chance(2) ? "pharmacie" : "ecole",
            "Nom " + std::to_string(random() % 4),
            {static_cast<double>(random() % 3000), static_cast<double>(random() % 900)}};
        if (!chance(4)) places_base.push_back(place);
        if (chance(4)) place.at.x += static_cast<double>(random() % 300);
        if (chance(6)) place.name += " bis";
        if (!chance(4)) places_next.push_back(place);
    }
    base.tables = {perimetres(of_base), desserte(supply_base), equipements(places_base)};
    next.tables = {perimetres(of_next), desserte(supply_next), equipements(places_next)};
    if (chance(8)) next.tables.erase(next.tables.begin() + 1);
    return {base, next};
}

}  // namespace lisiere::test
