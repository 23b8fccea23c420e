// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/geo/lines.hpp"
#include "engine/scenario/scenario.hpp"
#include "tests/engine/atlas/canal_town.hpp"

/// Towns that a law of enclosure is tried on, and what came of it.
namespace lisiere::test {

using enclavement::Sense;
using enclavement::WhenVoid;

inline constexpr int corners = 13;
#ifdef __SANITIZE_ADDRESS__
inline constexpr unsigned towns = 20;  // the sanitizers take ten times as long
#else
inline constexpr unsigned towns = 120;
#endif
inline constexpr unsigned enough = towns * 5 / 12;  // cells that a law was seen on

/// A town of 1.2 km with crooked streets, some missing, a barrier or two that streets pass on
/// bridges, residents in cells of 200 m, services of three kinds, of which the last has none.
/// `regular`: streets square to one another, everybody in the middle of a block, as far from four
/// streets: who is tied anew when one of them is cut is tied elsewhere.
class RandomTown {
  public:
    explicit RandomTown(unsigned seed, bool regular = false) : random_(seed), regular_(regular) {
        in_ = town({});
        place_people();
        in_.barriers.emplace();
        for (std::size_t b = 0; b <= pick(2); ++b) plant(std::to_string(b));
        lay_streets();
        open_services();
        in_.measures = {measure("acces_perdu_15", "coupures", Sense::plus),
                        measure("entrees_km_300", "permeabilite", Sense::moins),
                        measure("detour_median", "permeabilite", Sense::plus),
                        measure("detour_ferme_part", "permeabilite", Sense::plus),
                        measure("pedshed_15", "permeabilite", Sense::moins),
                        measure("centre_marche_min", "eloignement", Sense::plus),
                        measure("panier_marche_part", "eloignement", Sense::moins)};
        // As it was measured before: published, not counted.
        for (auto [id, sense] : {std::pair{"franchissements_km_1000", Sense::moins},
                                 {"sans_franchissement_m_500", Sense::plus},
                                 {"coupures_m_300", Sense::plus}}) {
            in_.measures.push_back(measure(id, "coupures", sense, WhenVoid::moindre));
            in_.measures.back().weight = 0;
        }
    }

    const Inputs& inputs() const { return in_; }
    std::size_t pick(std::size_t below) { return random_() % below; }
    double anywhere() { return std::uniform_real_distribution<double>(0, 1200)(random_); }
    geo::Point point() { return {anywhere(), anywhere()}; }

    void plant(const std::string& id) {
        street::BarrierPiece piece;
        piece.kind =
            pick(2) == 0 ? street::BarrierKind::voie_ferree : street::BarrierKind::autoroute;
        piece.id = "w" + id;
        piece.name = pick(2) == 0 ? "Ligne" : "";
        geo::Point at = point();
        for (std::size_t i = 0; i < 2 + pick(3); ++i) {
            piece.line.push_back(at);
            at = {at.x + anywhere() - 600, at.y + anywhere() - 600};
        }
        in_.barriers->push_back(piece);
    }

    scenario::Scenario additions() {
        scenario::Scenario scenario;
        scenario.name = "ajouts";
        for (std::size_t w = 0; w <= pick(3); ++w) {
            scenario::AddedWay way;
            way.where = "voies[" + std::to_string(w) + "]";
            const geo::Point from = point();
            way.line = {from, {from.x + (anywhere() - 600) / 2, from.y + (anywhere() - 600) / 2}};
            way.kind = "footway";
            if (pick(2) == 0) way.flags = static_cast<std::uint8_t>(street::WayFlag::bridge);
            way.joins_crossings = pick(2) == 0;
            way.use[street::index_of(street::Mode::marche)] = {4.8, 4.8};
            scenario.ways.push_back(way);
        }
        scenario.tolerance = Metres{60};
        for (std::size_t f = 0; f <= pick(2); ++f) {
            scenario::FacilityChange change;
            change.action = scenario::FacilityChange::Action::add;
            change.facility.id = "neuf" + std::to_string(f);
            change.facility.category = access::CategoryIdx{pick(3)};
            change.facility.at = point();
            scenario.facilities.push_back(change);
        }
        return scenario;
    }

    scenario::Scenario closures() {
        scenario::Scenario scenario;
        scenario.name = "fermetures";
        for (std::size_t c = 0; c <= pick(3); ++c) {
            scenario::ClosedStreets closed;
            closed.where = "fermetures[" + std::to_string(c) + "]";
            const geo::Point from = point();
            if (pick(2) == 0) {
                closed.streets.by = scenario::Selection::By::across;
                closed.streets.lines = {{from, point()}};
            } else {
                closed.streets.by = scenario::Selection::By::zone;
                closed.streets.zone = square(from.x, from.y, 30 + anywhere() / 6);
            }
            closed.modes[street::index_of(street::Mode::marche)] = true;
            scenario.closed.push_back(closed);
        }
        for (const access::Facility& facility : in_.facilities) {
            if (pick(3) != 0) continue;
            scenario::FacilityChange change;
            change.action = scenario::FacilityChange::Action::remove;
            change.facility.id = facility.id;
            scenario.facilities.push_back(change);
        }
        return scenario;
    }

  private:
    void place_people() {
        in_.population.emplace();
        for (int y = 0; y < 6; ++y)
            for (int x = 0; x < 6; ++x) {
                if (pick(4) == 0) continue;  // fields
                census::Cell cell;
                cell.id = std::to_string(y * 6 + x);
                cell.shape = square(x * 200, y * 200, 200);
                const double middle = regular_ ? 50 : 100;
                cell.centre = {x * 200 + middle, y * 200 + middle};
                cell.people = static_cast<double>(1 + pick(200));
                in_.population->cells.push_back(cell);
            }
        in_.territory.study_area = {-500, -500, 1700, 1700};
        in_.territory.perimeters[PerimeterIdx{0}].shape = square(400, 400, 400);
        in_.destinations = {{"centre", "Centre", {650, 150}}};
    }

    void lay_streets() {
        street::WayTable table;
        const auto off = [this] { return regular_ ? 0 : anywhere() / 40; };
        for (int y = 0; y < corners; ++y)
            for (int x = 0; x < corners; ++x)
                table.vertices.push_back({x * 100 + off(), y * 100 + off()});
        const auto at = [](int x, int y) { return static_cast<std::uint32_t>(y * corners + x); };
        std::int64_t id = 1;
        const auto add = [&](std::uint32_t a, std::uint32_t b) {
            const bool over = crosses(table.vertices[a], table.vertices[b]);
            if (pick(10) < (over ? 7U : 1U)) return;
            const auto flags = over ? static_cast<std::uint8_t>(street::WayFlag::bridge) : 0;
            table.add_way(id++,
                          {"residential", static_cast<std::uint8_t>(flags),
                           static_cast<std::int8_t>(over ? 1 : 0), 4.8},
                          std::vector{a, b});
        };
        for (int y = 0; y < corners; ++y)
            for (int x = 0; x < corners; ++x) {
                if (x + 1 < corners) add(at(x, y), at(x + 1, y));
                if (y + 1 < corners) add(at(x, y), at(x, y + 1));
            }
        in_.streets = street::build_graph(table);
    }
    bool crosses(const geo::Point& a, const geo::Point& b) const {
        for (const street::BarrierPiece& piece : *in_.barriers)
            for (std::size_t i = 0; i + 1 < piece.line.size(); ++i)
                if (geo::segment_crossing(a, b, piece.line[i], piece.line[i + 1])) return true;
        return false;
    }

    void open_services() {
        in_.facilities = {};
        in_.categories = {};
        for (const char* id : {"pharmacie", "ecole", "piscine"}) {
            access::Category service;
            service.id = service.label = id;
            in_.categories.push_back(service);
        }
        for (std::size_t f = 0; f < 4; ++f) {
            access::Facility facility;
            facility.id = "f" + std::to_string(f);
            facility.category = access::CategoryIdx{f % 2};
            facility.at = point();
            in_.facilities.push_back(facility);
        }
    }

    std::mt19937 random_;
    bool regular_ = false;
    Inputs in_;
};

inline Settings law_settings() {
    Settings law = settings();
    law.index.draws = 2;
    law.index.least_components = 1;
    law.access.cell_modes = {access::TravelMode::marche};
    law.access.snap.large_component = 20;
    return law;
}

/// By component, and "indice": how many cells rose and how many fell.
struct Moves {
    std::map<std::string, std::pair<std::size_t, std::size_t>> of;

    void add(const std::string& what, const std::vector<Maybe<double>>& before,
             const std::vector<Maybe<double>>& after) {
        for (std::size_t c = 0; c < before.size(); ++c) {
            INFO(what << " of cell " << c << ": " << before[c].value_or(-1) << " to "
                      << after[c].value_or(-1));
            REQUIRE(before[c].has_value() == after[c].has_value());
            if (!before[c]) continue;
            if (*after[c] > *before[c] + 1e-9) ++of[what].first;
            if (*after[c] < *before[c] - 1e-9) ++of[what].second;
        }
    }
    void add(const enclavement::Index& before, const enclavement::Index& after) {
        for (std::size_t k = 0; k < before.components.size(); ++k)
            add(before.components[k].id, before.components[k].scores, after.components[k].scores);
        add("indice", before.index, after.index);
    }
    /// Counts the moves of one more town, none of which may be against the law: up when `rise`
    /// forbids it to fall, and the other way round.
    void add_lawful(const enclavement::Index& before, const enclavement::Index& after, bool rise) {
        Moves own;
        own.add(before, after);
        for (const auto& [what, count] : own.of) {
            INFO(what);
            CHECK((rise ? count.second : count.first) == 0);
            of[what].first += count.first;
            of[what].second += count.second;
        }
    }
};

}  // namespace lisiere::test
