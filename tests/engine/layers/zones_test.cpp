// SPDX-License-Identifier: Apache-2.0
// The indicator kit by IRIS and by commune: every value in its column and row, every hole with its
// reason, in towns drawn at random.
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "engine/atlas/atlas.hpp"
#include "engine/layers/layers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;

namespace {

using census::ZoneIndicator;
using Known = std::map<std::pair<std::string, std::string>, Maybe<double>>;  // (zone, indicator)

/// Formulas of four indicators, the first of which has two.
std::vector<census::IndicatorDefinition> formulas() {
    std::vector<census::IndicatorDefinition> all;
    for (const char* id : {"chomage", "pauvrete", "revenu", "chomage", "hlm"}) {
        census::IndicatorDefinition one;
        one.id = id;
        one.label = "libellé de " + one.id;
        one.theme = "thème de " + one.id;
        one.unit = "unité de " + one.id;
        one.universe = "univers de " + one.id;
        all.push_back(one);
    }
    return all;
}

class RandomZones {
  public:
    explicit RandomZones(unsigned seed) : random_(seed) {
        atlas.inputs.indicators = formulas();
        atlas.inputs.territory.crs = {2154};
        for (std::size_t c = 0, count = pick(4); c < count; ++c) {
            Commune commune;
            commune.code = "9900" + std::to_string(c);
            commune.name = "Commune " + std::to_string(c);
            commune.epci = "29999999" + std::to_string(c);
            commune.source = "contours " + std::to_string(c);
            commune.shape = lisiere::test::rectangle(0, 0, 10, 10 + static_cast<double>(c));
            atlas.inputs.territory.communes.push_back(commune);
        }
        for (std::size_t t = 0, count = 1 + pick(4); t < count; ++t) table(t);
        std::vector<std::string> codes;
        for (const Commune& commune : atlas.inputs.territory.communes)
            codes.push_back(commune.code);
        atlas.zones.communes = indicators(codes, communes);
    }

    Atlas atlas;
    Known areas, communes;                             ///< what the layers must hold
    std::map<std::string, std::set<std::string>> few;  ///< by zone: ids of rates on few units
    std::vector<std::string> in_order;                 ///< ids of the areas that have a row

  private:
    std::size_t pick(std::size_t below) { return random_() % below; }

    void table(std::size_t t) {
        census::AreaTable table;
        table.source = "source " + std::to_string(t);
        table.references_only = pick(4) == 0;
        std::vector<std::string> codes;
        for (std::size_t i = 0, count = 1 + pick(5); i < count; ++i) {
            census::Area area;
            area.id = std::to_string(t) + "-" + std::to_string(i);
            area.name = "nom " + area.id;
            area.type = "H" + area.id;
            area.commune = "9900" + std::to_string(pick(5));  // some are of no known commune
            area.shape = lisiere::test::rectangle(static_cast<double>(i), 0, 20, 20);
            codes.push_back(area.id);
            table.areas.push_back(area);
        }
        Known ignored;
        atlas.zones.areas.push_back(indicators(codes, table.references_only ? ignored : areas));
        if (!table.references_only) in_order.insert(in_order.end(), codes.begin(), codes.end());
        atlas.inputs.areas.push_back(std::move(table));
    }

    /// One formula at most of each indicator, as a kit gives them.
    std::vector<ZoneIndicator> indicators(const std::vector<std::string>& codes, Known& known) {
        constexpr Absence reasons[] = {Absence::secret, Absence::hors_couverture,
                                       Absence::non_disponible, Absence::sans_objet};
        std::vector<ZoneIndicator> all;
        if (codes.empty()) return all;
        std::set<std::string> taken;
        for (std::size_t d = 0; d < atlas.inputs.indicators.size(); ++d) {
            const std::string& id = atlas.inputs.indicators[d].id;
            if (pick(3) == 0 || !taken.insert(id).second) continue;
            ZoneIndicator one;
            one.definition = d;
            one.vintage = static_cast<int>(2000 + pick(25));
            one.source = "recensement " + std::to_string(pick(1000));
            one.official = pick(2) == 0;
            for (const std::string& code : codes) {
                one.values.push_back(pick(3) == 0 ? Maybe<double>(reasons[pick(4)])
                                                  : Maybe<double>(static_cast<double>(pick(9999))));
                known[{code, id}] = one.values.back();
                one.few.push_back(one.values.back() && pick(2) == 0);
                if (one.few.back()) few[code].insert(id);
            }
            all.push_back(std::move(one));
        }
        return all;
    }

    std::mt19937 random_;
};

std::map<std::string, Value> row_of(const Table& table, std::size_t row) {
    std::map<std::string, Value> named;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        named[table.columns[c].name] = table.rows[row][c];
    return named;
}

std::string text(const Value& value) {
    return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : "";
}

/// The ids of the indicators that some zone knows of.
std::set<std::string> ids_of(const Known& known) {
    std::set<std::string> ids;
    for (const auto& [place, value] : known) ids.insert(place.second);
    return ids;
}

/// Every value of the layer is that of its zone and indicator; a zone whose table has not the
/// indicator has NULL.
void holds(const Table& table, const char* key, const Known& known) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto row = row_of(table, r);
        for (const std::string& id : ids_of(known)) {
            INFO(table.name << " " << text(row.at(key)) << " " << id);
            const auto value = known.find({text(row.at(key)), id});
            CHECK(row.at(id) == (value == known.end() ? Value{} : to_value(value->second)));
        }
    }
}

constexpr unsigned rounds = 60;

}  // namespace

TEST_CASE("every IRIS and commune has its own values, whatever the tables they come from",
          "[atlas][property]") {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        INFO("seed " << seed);
        const RandomZones town(seed);
        const Table iris = layers::iris(town.atlas);
        const Table communes = layers::communes(town.atlas);
        REQUIRE(iris.rows.size() == town.in_order.size());
        REQUIRE(communes.rows.size() == town.atlas.inputs.territory.communes.size());
        CHECK(iris.columns.size() == 8 + ids_of(town.areas).size());
        CHECK(communes.columns.size() == 6 + ids_of(town.communes).size());
        holds(iris, "code_iris", town.areas);
        holds(communes, "insee_com", town.communes);
    }
}

TEST_CASE("every IRIS is described by its own contour, source and commune", "[atlas][property]") {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        INFO("seed " << seed);
        const RandomZones town(seed);
        std::map<std::string, std::string> names;
        for (const Commune& commune : town.atlas.inputs.territory.communes)
            names[commune.code] = commune.name;
        const Table iris = layers::iris(town.atlas);
        std::size_t at = 0;
        for (const census::AreaTable& table : town.atlas.inputs.areas) {
            if (table.references_only) continue;
            for (const census::Area& area : table.areas) {
                REQUIRE(at < iris.rows.size());
                const auto row = row_of(iris, at);
                CHECK(text(row.at("code_iris")) == area.id);
                CHECK(text(row.at("nom_iris")) == area.name);
                CHECK(text(row.at("type_iris")) == area.type);
                CHECK(text(row.at("insee_com")) == area.commune);
                CHECK(text(row.at("nom_com")) == names[area.commune]);
                CHECK(text(row.at("statut")) == "officiel");
                CHECK(text(row.at("source")) == table.source);
                CHECK(iris.geometries[at] == geo::Geometry(area.shape));
                ++at;
            }
        }
        const Table communes = layers::communes(town.atlas);
        for (std::size_t c = 0; c < communes.rows.size(); ++c) {
            const Commune& commune = town.atlas.inputs.territory.communes[CommuneIdx{c}];
            const auto row = row_of(communes, c);
            CHECK(text(row.at("insee_com")) == commune.code);
            CHECK(text(row.at("nom_com")) == commune.name);
            CHECK(text(row.at("siren_epci")) == commune.epci);
            CHECK(text(row.at("statut")) == "officiel");
            CHECK(text(row.at("source")) == commune.source);
            CHECK(communes.geometries[c] == geo::Geometry(commune.shape));
        }
    }
}

TEST_CASE("a zone names the columns whose rate is on few units there, and no other",
          "[atlas][property]") {
    std::size_t named = 0;
    for (unsigned seed = 0; seed < rounds; ++seed) {
        INFO("seed " << seed);
        const RandomZones town(seed);
        for (const auto& [table, key] : {std::pair{layers::iris(town.atlas), "code_iris"},
                                         {layers::communes(town.atlas), "insee_com"}})
            for (std::size_t r = 0; r < table.rows.size(); ++r) {
                const auto row = row_of(table, r);
                std::set<std::string> told;
                std::istringstream words(text(row.at("effectif_faible")));
                for (std::string id; words >> id;) told.insert(id);
                const auto of = town.few.find(text(row.at(key)));
                CHECK(told == (of == town.few.end() ? std::set<std::string>() : of->second));
                named += told.size();
            }
    }
    CHECK(named > rounds);
}

TEST_CASE("every hole of the two layers has its reason once, and nothing else has one",
          "[atlas][property]") {
    std::set<std::string> reasons;
    for (unsigned seed = 0; seed < rounds; ++seed) {
        INFO("seed " << seed);
        const RandomZones town(seed);
        using Hole = std::tuple<std::string, std::string, std::string, std::string>;
        std::multiset<Hole> expected;
        const auto add = [&](const char* layer, const std::vector<std::string>& codes,
                             const Known& known) {
            for (const std::string& code : codes)
                for (const std::string& id : ids_of(known)) {
                    const auto value = known.find({code, id});
                    // A table without the indicator: it is not in this run for its zones.
                    const Maybe<double> held =
                        value == known.end() ? Maybe<double>() : value->second;
                    if (!held) expected.emplace(layer, code, id, to_text(held.absence()));
                }
        };
        add("iris", town.in_order, town.areas);
        std::vector<std::string> codes;
        for (const Commune& commune : town.atlas.inputs.territory.communes)
            codes.push_back(commune.code);
        add("communes", codes, town.communes);
        std::multiset<Hole> told;
        const Table table = layers::zones_motifs(town.atlas);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto row = row_of(table, r);
            told.emplace(text(row.at("couche")), text(row.at("zone")), text(row.at("indicateur")),
                         text(row.at("motif")));
            reasons.insert(text(row.at("motif")));
        }
        CHECK(told == expected);
    }
    CHECK(reasons.size() == 4);
}

TEST_CASE("each column of the two layers is told with its words, source, year and how many know it",
          "[atlas][property]") {
    for (unsigned seed = 0; seed < rounds; ++seed) {
        INFO("seed " << seed);
        const RandomZones town(seed);
        // The first table that has an indicator speaks for it.
        std::map<std::pair<std::string, std::string>, const ZoneIndicator*> first;
        const auto& definitions = town.atlas.inputs.indicators;
        for (std::size_t t = 0; t < town.atlas.zones.areas.size(); ++t)
            if (!town.atlas.inputs.areas[t].references_only)
                for (const ZoneIndicator& one : town.atlas.zones.areas[t])
                    first.emplace(std::pair("iris", definitions[one.definition].id), &one);
        for (const ZoneIndicator& one : town.atlas.zones.communes)
            first.emplace(std::pair("communes", definitions[one.definition].id), &one);
        const Table table = layers::zones_indicateurs(town.atlas);
        REQUIRE(table.rows.size() == first.size());
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto row = row_of(table, r);
            const std::string layer = text(row.at("couche"));
            const std::string id = text(row.at("indicateur"));
            INFO(layer << " " << id);
            REQUIRE(first.count({layer, id}) == 1);
            const ZoneIndicator& one = *first.at({layer, id});
            CHECK(text(row.at("libelle")) == "libellé de " + id);
            CHECK(text(row.at("theme")) == "thème de " + id);
            CHECK(text(row.at("unite")) == "unité de " + id);
            CHECK(text(row.at("univers")) == "univers de " + id);
            CHECK(text(row.at("source")) == one.source);
            CHECK(row.at("millesime") == Value{static_cast<std::int64_t>(one.vintage)});
            CHECK(text(row.at("statut")) == (one.official ? "officiel" : "modélisé"));
            std::int64_t known = 0;
            for (const auto& [place, value] : layer == "iris" ? town.areas : town.communes)
                if (place.second == id && value) ++known;
            CHECK(row.at("zones_renseignees") == Value{known});
        }
    }
}
