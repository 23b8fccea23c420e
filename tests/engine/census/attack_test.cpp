// SPDX-License-Identifier: Apache-2.0
#include <random>
#include <set>
#include <tuple>

#include "engine/census/indicator.hpp"
#include "tests/support/attacker.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/shapes.hpp"

using namespace lisiere;
using namespace lisiere::census;
using lisiere::test::Attacker;
using lisiere::test::rectangle;

namespace {

constexpr std::size_t side = 6;  // 36 blocks of 100 m, three communes of two columns
constexpr double minimum = 11;

struct Quarter {
    std::size_t x0, y0, x1, y1;
    std::vector<std::size_t> blocks() const {
        std::vector<std::size_t> all;
        for (std::size_t y = y0; y < y1; ++y)
            for (std::size_t x = x0; x < x1; ++x) all.push_back(y * side + x);
        return all;
    }
};

geo::MultiPolygon box(const Quarter& blocks) {
    const auto metres = [](std::size_t count) { return 100 * static_cast<double>(count); };
    return rectangle(metres(blocks.x0), metres(blocks.y0), metres(blocks.x1), metres(blocks.y1));
}

IndicatorDefinition definition(const std::string& id, const std::string& above,
                               const std::string& below, const std::string& rule) {
    IndicatorDefinition made;
    made.id = id;
    made.kind = below.empty() ? IndicatorKind::effectif : IndicatorKind::part;
    made.numerator = {{above}};
    if (!below.empty()) made.denominator = {{below}};
    made.factor = below.empty() ? 1 : 100;
    made.secrecy = rule;
    return made;
}

/// A town drawn at random: blocks with few or many households, quarters that lie apart, in one
/// another or across, over the limits of communes.
struct RandomTown {
    AreaTable table;
    std::vector<Quarter> quarters;
    std::vector<std::vector<std::size_t>> commune_blocks{3};
    IndicatorInputs inputs;
    std::vector<SecrecyRule> rules;
    std::vector<Identity> identities;

    /// `filled`: quarters leave but one small block of the first commune, which whoever computes
    /// the commune computes too.
    explicit RandomTown(unsigned seed, bool filled = false) {
        std::mt19937 random(seed);
        const auto to = [&random](std::size_t most) {
            return static_cast<std::size_t>(random() % (most + 1));
        };
        for (const char* id : {"MEN", "PAUV", "POP", "JEUNES", "ADULTES", "AGES"}) {
            CountColumn column;
            column.variable = {id, id, "", 2021, "source"};
            table.counts.push_back(column);
        }
        for (std::size_t block = 0; block < side * side; ++block) {
            const std::size_t x = block % side;
            const std::size_t y = block / side;
            const std::size_t commune = x / 2;
            commune_blocks[commune].push_back(block);
            table.areas.push_back({std::to_string(block), "", "H", "5900" + std::to_string(commune),
                                   box({x, y, x + 1, y + 1})});
            const double men = static_cast<double>(to(2) == 0 ? to(4) : 4 + to(60));
            const double young = static_cast<double>(to(2) == 0 ? to(3) : to(40));
            const double old = static_cast<double>(to(1) == 0 ? to(2) : to(40));
            const double adults = men + static_cast<double>(to(30));
            std::size_t column = 0;
            for (const double value : {men, static_cast<double>(to(static_cast<std::size_t>(men))),
                                       young + old + adults, young, adults, old})
                table.counts[column++].values.emplace_back(value);
        }
        const std::size_t count = 3 + to(4);
        for (std::size_t q = 0; q < count; ++q) {
            const std::size_t x = to(side - 1);
            const std::size_t y = to(side - 1);
            quarters.push_back({x, y, x + 1 + to(std::min<std::size_t>(2, side - 1 - x)),
                                y + 1 + to(std::min<std::size_t>(2, side - 1 - y))});
        }
        // Planted: a quarter of two blocks whose one half is large enough and whose other is not.
        const std::size_t x = to(side - 2);
        const std::size_t y = to(side - 1);
        quarters.push_back({x, y, x + 2, y + 1});
        quarters.push_back({x, y, x + 1, y + 1});
        quarters.push_back({x + 1, y, x + 2, y + 1});
        for (const auto& [block, men, young] :
             {std::tuple{y * side + x, 40.0, 30.0}, {y * side + x + 1, 7.0, 3.0}}) {
            table.counts[0].values[block] = men;
            table.counts[1].values[block] = 2.0;
            table.counts[3].values[block] = young;
            table.counts[2].values[block] =
                young + *table.counts[4].values[block] + *table.counts[5].values[block];
        }
        if (filled) {
            quarters.push_back({0, 0, 2, side - 1});
            quarters.push_back({0, side - 1, 1, side});
            const std::size_t rest = (side - 1) * side + 1;
            table.counts[0].values[rest] = 7.0;
            table.counts[1].values[rest] = 2.0;
        }
        for (std::size_t q = 0; q < quarters.size(); ++q) {
            inputs.codes.push_back(std::string("Q").append(std::to_string(q)));
            inputs.perimeters.push_back(box(quarters[q]));
            inputs.priority.push_back(q % 3 != 2);
        }
        inputs.commune_codes = {"59000", "59001", "59002"};
        inputs.commune_epci = {"200", "200", "300"};
        // Sectors cut across EPCI: neither is made up of the others.
        inputs.commune_sector = {"Rive", "Plaine", "Plaine"};
        for (const Quarter& quarter : quarters)
            inputs.perimeter_sector.push_back(sector_of(quarter));
        for (std::size_t c = 0; c < 3; ++c)
            inputs.communes.push_back(box({2 * c, 0, 2 * c + 2, side}));
        inputs.tables = std::span(&table, 1);
    }

    std::vector<IndicatorValue> published(const std::vector<IndicatorDefinition>& kit) {
        inputs.secrecy = rules;
        inputs.identities = identities;
        Overlays overlays({1});
        return indicator_values(kit, inputs, overlays);
    }
    KitValues published_with_zones(const std::vector<IndicatorDefinition>& kit) {
        inputs.secrecy = rules;
        inputs.identities = identities;
        Overlays overlays({1});
        return kit_values(kit, inputs, overlays);
    }

    double total(std::size_t column, const std::vector<std::size_t>& blocks) const {
        double sum = 0;
        for (const std::size_t block : blocks) sum += *table.counts[column].values[block];
        return sum;
    }

    /// The communes that a quarter touches, as everybody can see on a map.
    std::vector<std::size_t> blocks_of_communes(const Quarter& quarter) const {
        std::vector<std::size_t> all;
        for (std::size_t c = quarter.x0 / 2; c <= (quarter.x1 - 1) / 2; ++c)
            all.insert(all.end(), commune_blocks[c].begin(), commune_blocks[c].end());
        return all;
    }
    /// EPCI of the commune that holds most of it, the first of equals.
    std::vector<std::size_t> blocks_of_epci(const Quarter& quarter) const {
        std::vector<std::size_t> held(3, 0);
        for (const std::size_t block : quarter.blocks()) ++held[block % side / 2];
        const auto most = std::max_element(held.begin(), held.end()) - held.begin();
        std::vector<std::size_t> all = commune_blocks[most == 2 ? 2 : 0];
        if (most != 2) all.insert(all.end(), commune_blocks[1].begin(), commune_blocks[1].end());
        return all;
    }
    /// The sector that holds most of it: two of the three columns of communes are the plain's.
    static std::string sector_of(const Quarter& quarter) {
        std::size_t in_plain = 0;
        for (const std::size_t block : quarter.blocks()) in_plain += block % side / 2 > 0;
        return 2 * in_plain > quarter.blocks().size() ? "Plaine" : "Rive";
    }
    std::vector<std::size_t> blocks_of_sector(const Quarter& quarter) const {
        std::vector<std::size_t> all = commune_blocks[sector_of(quarter) == "Rive" ? 0 : 1];
        if (sector_of(quarter) != "Rive")
            all.insert(all.end(), commune_blocks[2].begin(), commune_blocks[2].end());
        return all;
    }
    /// What of these lies in no priority quarter.
    std::vector<std::size_t> rest(std::vector<std::size_t> blocks) const {
        std::erase_if(blocks, [&](std::size_t block) {
            for (std::size_t q = 0; q < quarters.size(); ++q) {
                const std::vector<std::size_t> held = quarters[q].blocks();
                if (inputs.priority[q] && std::find(held.begin(), held.end(), block) != held.end())
                    return true;
            }
            return false;
        });
        return blocks;
    }
    std::vector<std::size_t> everything() const {
        std::vector<std::size_t> all;
        for (std::size_t block = 0; block < side * side; ++block) all.push_back(block);
        return all;
    }

    /// Every block and every commune that has a value, with its blocks and which definition it is.
    template <class Use>
    void each_zone(const ZoneValues& zones, const Use& use) const {
        for (const ZoneIndicator& one : zones.areas.front())
            for (std::size_t block = 0; block < one.values.size(); ++block)
                if (one.values[block])
                    use(one.definition, std::vector<std::size_t>{block}, *one.values[block]);
        for (const ZoneIndicator& one : zones.communes)
            for (std::size_t c = 0; c < one.values.size(); ++c)
                if (one.values[c]) use(one.definition, commune_blocks[c], *one.values[c]);
    }

    /// Every place whose value of `row` is published, with its blocks.
    template <class Use>
    void each_published(const IndicatorValue& row, const Use& use) const {
        const Quarter& quarter = quarters[row.perimeter];
        if (row.valeur) use(quarter.blocks(), *row.valeur);
        const auto beside = [&](const Comparison& with, const std::vector<std::size_t>& blocks) {
            if (with.value) use(blocks, *with.value);
            if (with.rest) use(rest(blocks), *with.rest);
        };
        beside(row.commune, blocks_of_communes(quarter));
        beside(row.epci, blocks_of_epci(quarter));
        beside(row.secteur, blocks_of_sector(quarter));
        if (row.zone.value) use(everything(), *row.zone.value);
    }
};

struct Attack {
    std::size_t withheld = 0;  ///< quarters whose number of poor households is not shown
    std::size_t told = 0;      ///< of those, the ones that somebody computes all the same
    std::size_t groups = 0;    ///< groups of 1 to 10 households whose poor are computed
    std::size_t shown = 0;     ///< figures published
    std::size_t whole = 0;     ///< of those, of whole territories and quarters, not of rests
};

/// The figures of a row that are of quarters and whole territories.
std::size_t whole_figures(const IndicatorValue& row) {
    std::size_t shown = 0;
    for (const Maybe<double>* value :
         {&row.valeur, &row.commune.value, &row.epci.value, &row.secteur.value, &row.zone.value})
        shown += value->has_value() ? 1 : 0;
    return shown;
}

/// Reads the published rates and numbers of households only, and computes the poor: rate × number.
Attack attack_households(unsigned seed, bool complementary, bool filled = false) {
    RandomTown town(seed, filled);
    town.rules = {{"fiscal", {{"MEN", minimum}}, 1, 0, complementary}};
    const auto rows = town.published({definition("menages", "MEN", "", "fiscal"),
                                      definition("taux_pauvrete", "PAUV", "MEN", "fiscal")});
    std::map<std::set<std::size_t>, double> households;
    std::map<std::set<std::size_t>, double> rates;
    Attack result;
    for (const IndicatorValue& row : rows) result.whole += whole_figures(row);
    for (const IndicatorValue& row : rows)
        town.each_published(row, [&](const std::vector<std::size_t>& blocks, double value) {
            ++result.shown;
            auto& known = row.definition == 0 ? households : rates;
            known[{blocks.begin(), blocks.end()}] = value;
        });
    Attacker attacker;
    for (const auto& [blocks, rate] : rates)
        if (const auto number = households.find(blocks); number != households.end())
            attacker.learn({blocks.begin(), blocks.end()}, rate / 100 * number->second);
    for (const IndicatorValue& row : rows) {
        if (row.definition != 1 || row.valeur) continue;
        const auto blocks = town.quarters[row.perimeter].blocks();
        const double men = town.total(0, blocks);
        if (men <= 0 || men >= minimum) continue;
        ++result.withheld;
        const auto found = attacker.solve(blocks);
        if (!found) continue;
        CHECK(*found == Approx(town.total(1, blocks)).margin(1e-6));
        ++result.told;
    }
    for (const auto& blocks : attacker.groups()) {
        const double men = town.total(0, blocks);
        result.groups += men > 0 && men < minimum ? 1 : 0;
    }
    return result;
}

/// Reads the shares of three ages and the population, which add up, and computes small numbers.
Attack attack_ages(unsigned seed, bool complementary) {
    RandomTown town(seed);
    town.rules = {{"rp", {{"POP", 0}}, 1, 5, complementary}};
    town.identities = {{"POP", {"JEUNES", "ADULTES", "AGES"}}};
    const auto rows = town.published({definition("population", "POP", "", ""),
                                      definition("part_jeunes", "JEUNES", "POP", "rp"),
                                      definition("part_adultes", "ADULTES", "POP", "rp"),
                                      definition("part_ages", "AGES", "POP", "rp")});
    std::map<std::set<std::size_t>, double> people;
    Attack result;
    for (const IndicatorValue& row : rows) result.whole += whole_figures(row);
    const auto classed = [](const std::set<std::size_t>& blocks, std::size_t which) {
        std::vector<std::size_t> pieces;
        for (const std::size_t block : blocks) pieces.push_back(which * side * side + block);
        return pieces;
    };
    Attacker attacker;
    for (const IndicatorValue& row : rows)
        if (row.definition == 0)
            town.each_published(row, [&](const std::vector<std::size_t>& list, double value) {
                const std::set<std::size_t> blocks(list.begin(), list.end());
                people[blocks] = value;
                std::vector<std::size_t> all;
                for (std::size_t which = 0; which < 3; ++which)
                    for (const std::size_t piece : classed(blocks, which)) all.push_back(piece);
                attacker.learn(all, value);
            });
    for (const IndicatorValue& row : rows)
        if (row.definition > 0)
            town.each_published(row, [&](const std::vector<std::size_t>& list, double share) {
                ++result.shown;
                const std::set<std::size_t> blocks(list.begin(), list.end());
                attacker.learn(classed(blocks, row.definition - 1),
                               share / 100 * people.at(blocks));
            });
    for (const IndicatorValue& row : rows) {
        if (row.definition == 0 || row.valeur) continue;
        const auto list = town.quarters[row.perimeter].blocks();
        const double truth = town.total(2 + row.definition, list);
        if (truth <= 0 || truth >= 5) continue;
        ++result.withheld;
        const auto found = attacker.solve(classed({list.begin(), list.end()}, row.definition - 1));
        if (!found) continue;
        CHECK(*found == Approx(truth).margin(1e-6));
        ++result.told;
    }
    return result;
}

/// Reads the maps by block and by commune beside the portraits of the quarters, and computes the
/// poor of blocks and quarters that are withheld.
Attack attack_zones(unsigned seed, bool complementary) {
    RandomTown town(seed);
    town.rules = {{"fiscal", {{"MEN", minimum}}, 1, 0, complementary}};
    const KitValues kit =
        town.published_with_zones({definition("menages", "MEN", "", "fiscal"),
                                   definition("taux_pauvrete", "PAUV", "MEN", "fiscal")});
    std::map<std::set<std::size_t>, double> households;
    std::map<std::set<std::size_t>, double> rates;
    Attack result;
    const auto read = [&](std::size_t definition, const std::vector<std::size_t>& blocks,
                          double value) {
        ++result.shown;
        (definition == 0 ? households : rates)[{blocks.begin(), blocks.end()}] = value;
    };
    for (const IndicatorValue& row : kit.perimeters)
        town.each_published(row, [&](const std::vector<std::size_t>& blocks, double value) {
            read(row.definition, blocks, value);
        });
    town.each_zone(kit.zones, read);
    Attacker attacker;
    for (const auto& [blocks, rate] : rates)
        if (const auto number = households.find(blocks); number != households.end())
            attacker.learn({blocks.begin(), blocks.end()}, rate / 100 * number->second);
    const auto attempt = [&](const std::vector<std::size_t>& blocks) {
        const double men = town.total(0, blocks);
        if (men <= 0 || men >= minimum) return;
        CHECK_FALSE(rates.contains({blocks.begin(), blocks.end()}));
        ++result.withheld;
        const auto found = attacker.solve(blocks);
        if (!found) return;
        CHECK(*found == Approx(town.total(1, blocks)).margin(1e-6));
        ++result.told;
    };
    for (std::size_t block = 0; block < side * side; ++block) attempt({block});
    for (const Quarter& quarter : town.quarters) attempt(quarter.blocks());
    for (const auto& blocks : attacker.groups()) {
        const double men = town.total(0, blocks);
        result.groups += men > 0 && men < minimum ? 1 : 0;
    }
    return result;
}

template <class Attempt>
std::pair<Attack, Attack> over_many_towns(const Attempt& attempt) {
    Attack without;
    Attack with;
    for (unsigned seed = 0; seed < 300; ++seed) {
        INFO("seed " << seed);
        for (const bool complementary : {false, true}) {
            const Attack one = attempt(seed, complementary);
            Attack& sum = complementary ? with : without;
            sum.withheld += one.withheld;
            sum.told += one.told;
            sum.groups += one.groups;
            sum.shown += one.shown;
            sum.whole += one.whole;
            if (complementary) REQUIRE(one.told == 0);
        }
    }
    return {without, with};
}

void show(const char* what, const Attack& without, const Attack& with) {
    WARN(what << ", 300 random towns: without complementary suppression " << without.told << " of "
              << without.withheld << " withheld figures computed, " << without.groups
              << " small groups, " << without.shown << " figures shown (" << without.whole
              << " not of rests); with it " << with.told << " of " << with.withheld << ", "
              << with.groups << " groups, " << with.shown << " (" << with.whole << ") shown");
}

}  // namespace

TEST_CASE("nobody computes a withheld rate from the published ones, nor that of a small rest",
          "[census][secrecy][property]") {
    const auto [without, with] = over_many_towns(
        [](unsigned seed, bool complementary) { return attack_households(seed, complementary); });
    show("rates and households", without, with);
    CHECK(without.told > 100);  // the attack works where it is not prevented
    CHECK(without.groups > 100);
    CHECK(with.withheld >= without.withheld);
    CHECK(with.groups == 0);
    CHECK(with.shown * 2 > without.shown);
}

TEST_CASE("nobody computes the small rest of a commune by taking a sector from the zone",
          "[census][secrecy][property]") {
    const auto [without, with] = over_many_towns([](unsigned seed, bool complementary) {
        return attack_households(seed, complementary, true);
    });
    show("a commune but for one block", without, with);
    CHECK(without.groups > 300);  // one a town at least
    // In two towns three elementary groups make up a small one: README.
    CHECK(with.groups <= 2);
    CHECK(with.shown * 2 > without.shown);
}

TEST_CASE("nobody computes a withheld class from the other classes that make up its total",
          "[census][secrecy][property]") {
    const auto [without, with] = over_many_towns(attack_ages);
    show("classes of age", without, with);
    CHECK(without.told > 100);
    CHECK(with.shown * 2 > without.shown);
}

TEST_CASE("nobody computes a withheld rate from the maps by block and by commune",
          "[census][secrecy][property]") {
    const auto [without, with] = over_many_towns(attack_zones);
    show("maps by block and commune", without, with);
    CHECK(without.told > 100);
    CHECK(with.groups == 0);
    CHECK(with.shown * 2 > without.shown);
}
