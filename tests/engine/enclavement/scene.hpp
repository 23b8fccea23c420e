// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/enclavement/enclavement.hpp"
#include "engine/enclavement/other_thresholds.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "tests/engine/enclavement/grid_town.hpp"
#include "tests/support/catch.hpp"

/// A grid town with two quarters, what is planted in it, and all that enclosure says of it.
namespace lisiere::enclavement::test {

using lisiere::test::cut_at;
using lisiere::test::everywhere;
using lisiere::test::GridTown;
using lisiere::test::tied;

inline MeasureDefinition measure(std::string id, std::string component, Sense sense,
                                 WhenVoid when_void = WhenVoid::ignore, Side side = Side::aucun) {
    MeasureDefinition d;
    d.id = std::move(id);
    d.component = std::move(component);
    d.label = d.id;
    d.sense = sense;
    d.when_void = when_void;
    d.side = side;
    return d;
}

/// As geodata/reference/enclavement.csv, for the measures computed here.
inline std::vector<MeasureDefinition> definitions() {
    std::vector<MeasureDefinition> all{
        measure("acces_perdu_15", "coupures", Sense::plus, WhenVoid::ignore, Side::exogene),
        measure("entrees_km_300", "permeabilite", Sense::moins, WhenVoid::ignore, Side::exogene),
        measure("detour_median", "permeabilite", Sense::plus),
        measure("detour_ferme_part", "permeabilite", Sense::plus, WhenVoid::ignore, Side::exogene),
        measure("pedshed_15", "permeabilite", Sense::moins)};
    const auto told = [&all](const char* id, const char* component, Sense sense,
                             WhenVoid when_void = WhenVoid::ignore, Side side = Side::aucun) {
        all.push_back(measure(id, component, sense, when_void, side));
        all.back().weight = 0;
    };
    told("coupures_m_300", "coupures", Sense::plus, WhenVoid::moindre);
    told("coupures_km_km2_1000", "coupures", Sense::plus, WhenVoid::moindre);
    told("franchissements_km_1000", "coupures", Sense::moins, WhenVoid::moindre);
    told("sans_franchissement_m_500", "coupures", Sense::plus, WhenVoid::moindre);
    all.back().aggregation = Aggregation::maximum;
    told("detour_p90", "permeabilite", Sense::plus);
    told("detour_300", "permeabilite", Sense::plus, WhenVoid::ignore, Side::endogene);
    told("acces_unique", "permeabilite", Sense::plus, WhenVoid::ignore, Side::endogene);
    told("impasses_part_400", "permeabilite", Sense::plus);
    told("maillage_400", "permeabilite", Sense::moins);
    return all;
}

/// A grid town with cells every 200 m and two perimeters: one by the line x = 250, one far from it.
struct Scene {
    GridTown town{.side = 41};
    std::vector<street::BarrierPiece> barriers;
    std::vector<geo::Point> places;
    std::vector<geo::MultiPolygon> shapes;
    std::vector<street::EdgeInput> more;  ///< streets beside those of the grid
    geo::MultiPolygon surveyed;           ///< where they were read; empty: everywhere
    bool barriers_known = true;
    /// Streets of the base and people in reach over them with every barrier open: what a scenario
    /// keeps.
    struct Base {
        street::StreetGraph streets;
        std::vector<double> open;
    };
    std::optional<Base> base;
    EnclosureSettings settings;

    explicit Scene(int turn = 0) {
        town.turn = turn;
        town.bridge_at = 250;
        for (int x = -1700; x <= 1700; x += 200)
            for (int y = -1700; y <= 1700; y += 200)
                places.push_back(town.turned({x + 13.0, y + 27.0}));
        shapes = {square({0, 0}), square({-1400, 0})};
        settings.index.draws = 50;
        settings.choices = {{"poids", "poids", ChoiceKind::weights, "", "", 0, 0}};
        settings.wording = {
            {{55, "Plutôt enclavé"}, {0, "Peu enclavé"}},
            {{60, 60, "fermé par ce qui l'entoure et par son propre plan"},
             {60, 0, "fermé par ce qui l'entoure"},
             {0, 60, "fermé par son propre plan"},
             {0, 0, "ouvert"}},
            {{"separateur_decimal", ","},
             {"separateur_milliers", " "},
             {"pourcentage", "{} %"},
             {"indice", "(indice {})"},
             {"indice_intervalle", "(indice {}, de {} à {} selon les poids)"},
             {"enclave", ". Ce qui l'enclave : {}"},
             {"ouvre", ". Ce qui l'ouvre : {}"},
             {"autre_mesure", " ; {}"},
             {"coupure", "{}"},
             {"coupure_nommee", "{} « {} »"},
             {"coupure_pire", "La coupure qui prend le plus : {}, {} des habitants à {} à pied."},
             {"composante_basse", "Ce qui enclave le moins : {}."},
             {"composante_haute", "Ce qui enclave le plus : {}."},
             {"unite_1/h", "{} par heure"},
             {"voie_ferree", "voie ferrée"}},
            {{"coupures", "coupures"},
             {"permeabilite", "perméabilité"},
             {"desserte", "desserte"},
             {"eloignement", "proximité des services et du centre"},
             {"acces_routier", "accès routier"}}};
        settings.detours.target_component = 1;
    }
    geo::MultiPolygon square(geo::Point centre) const {
        geo::Ring ring;
        for (const auto& [x, y] : {std::pair{-230.0, -230.0},
                                   {230.0, -230.0},
                                   {230.0, 230.0},
                                   {-230.0, 230.0},
                                   {-230.0, -230.0}})
            ring.push_back(town.turned({centre.x + x, centre.y + y}));
        return {{ring, {}}};
    }
    void line(std::vector<double> open) {
        town.keep = cut_at(250, std::move(open));
        barriers = {town.barrier(street::BarrierKind::voie_ferree, {{250, -2100}, {250, 2100}},
                                 "w1", "Ligne de Lisse")};
    }
    /// From now on this is a scenario of the scene as it stands, whose analysis is `now`.
    void keep_as_base(const Enclosure& now) { base = {town.graph(more), now.fabric.open}; }

    /// `use(inputs, groups)` of the scene as it stands.
    template <class Use>
    auto on_ground(Use&& use) {
        const street::StreetGraph graph = town.graph(more);
        census::Population population;
        access::CellTies ties;
        const auto snaps = tied(graph, places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            census::Cell cell;
            cell.id = std::to_string(i);
            cell.centre = places[i];
            cell.people = 10;
            population.cells.push_back(cell);
            ties.snaps.push_back(snaps[i]);
        }
        std::vector<access::CellGroup> groups;
        for (const geo::MultiPolygon& shape : shapes) {
            access::CellGroup group;
            group.id = std::to_string(groups.size());
            for (std::size_t i = 0; i < places.size(); ++i)
                if (geo::contains(shape, places[i]))
                    group.cells.push_back({census::CellIdx{i}, 10});
            groups.push_back(group);
        }
        std::optional<FrozenGround> frozen;
        if (base) frozen.emplace(FrozenGround{base->streets, base->open});
        const FabricInputs inputs{graph,          barriers, everywhere, population,
                                  ties,           shapes,   groups,     town.turned({1500, 1500}),
                                  barriers_known, surveyed, {},         frozen};
        return use(inputs, groups);
    }

    Enclosure result(Threads threads = {}, const Enclosure* of_base = nullptr) {
        settings.threads = threads;
        return on_ground(
            [&](const FabricInputs& inputs, const std::vector<access::CellGroup>& groups) {
                const auto known = definitions();
                Notices notices;
                return enclosure(fabric(inputs, settings), {inputs.population, groups, {}}, known,
                                 settings, notices, {}, of_base);
            });
    }
    std::vector<CellMeasure> by_threshold() {
        return on_ground([&](const FabricInputs& inputs, const auto&) {
            return street_measures_by_threshold(inputs, settings);
        });
    }
};

inline std::vector<CellMeasure> raw(const Enclosure& result) {
    std::vector<CellMeasure> values;
    for (const RankedMeasure& m : result.index.measures)
        values.push_back({m.definition.id, m.values});
    return values;
}

inline const Maybe<double>& of(const PerimeterFabric& perimeter, const char* id) {
    for (const PerimeterMeasure& m : perimeter.measures)
        if (m.id == id) return m.value;
    FAIL("no measure " << id);
    return perimeter.measures.front().value;
}

/// Whether a raw value says more enclosure than another.
inline bool worse(const MeasureDefinition& d, const Maybe<double>& a, const Maybe<double>& b) {
    if (!a || !b) return a.has_value() && !b && d.when_void == WhenVoid::moindre;
    return d.sense == Sense::plus ? *a > *b + 1e-9 : *a < *b - 1e-9;
}

}  // namespace lisiere::enclavement::test
