// SPDX-License-Identifier: Apache-2.0
// One study area, whatever table speaks of it.
#include <algorithm>
#include <random>

#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::test;

namespace {

constexpr unsigned towns = 60;

/// The town without streets, its 2 km cut into communes of random width; cells of random people.
Inputs strips(unsigned seed) {
    std::mt19937 random(seed);
    Inputs in = town({});
    in.streets.reset();
    in.barriers.reset();
    in.territory.communes = {};
    // On the lines of the cells or across them.
    double from = -100;
    for (int code = 1; from < 2000; ++code) {
        const double to = from + 250 + static_cast<double>(random() % 900);
        Commune commune;
        commune.code = std::to_string(99000 + code);
        commune.epci = random() % 3 == 0 ? "299999998" : "299999999";
        commune.shape = oblong(from, -100, (to > 1700 ? 2000.0 : to), 2100);
        in.territory.communes.push_back(commune);
        from = to > 1700 ? 2000 : to;  // each holds the centre of a cell
    }
    for (census::Cell& cell : in.population->cells.items())
        cell.people = 1 + static_cast<double>(random() % 300);
    census::IndicatorDefinition people;
    people.id = "habitants_carreaux";
    people.numerator = {{"IND", 1}};
    in.indicators.push_back(people);
    return in;
}

Maybe<double> people_of(const Atlas& atlas, ReferenceIdx reference) {
    if (!reference.valid()) return Absence::hors_couverture;
    return atlas.residents.references[reference].people();
}

}  // namespace

TEST_CASE("law: the study area, a commune, an EPCI have one number of residents in every table",
          "[atlas][law]") {
    for (unsigned seed = 0; seed < towns; ++seed) {
        CAPTURE(seed);
        const Atlas atlas = analyse(strips(seed), settings());
        const census::IndicatorValue& row = atlas.indicators.front();
        CHECK(*row.zone.value == Approx(*people_of(atlas, atlas.residents.zone)));
        CHECK(*row.commune.value == Approx(*people_of(atlas, atlas.residents.commune_of[0])));
        CHECK(*row.epci.value == Approx(*people_of(atlas, atlas.residents.epci_of[0])));
        CHECK(*row.epci.value <= *row.zone.value * (1 + 1e-9));
        double everybody = 0;
        for (const census::Cell& cell : atlas.inputs.population->cells) everybody += cell.people;
        CHECK(*row.zone.value == Approx(everybody));
    }
}

TEST_CASE("law: with communes without people at hand, the study area has no number in any table",
          "[atlas][law]") {
    for (unsigned seed = 0; seed < towns; ++seed) {
        CAPTURE(seed);
        Inputs in = strips(seed);
        // Beyond the cells, in the ground that was read.
        Commune bare;
        bare.code = "99100";
        bare.epci = "299999999";
        bare.shape = oblong(1990, 2100, 2400, 2500);
        in.territory.communes.push_back(bare);
        const Atlas atlas = analyse(std::move(in), settings());
        const census::IndicatorValue& row = atlas.indicators.front();
        CHECK_FALSE(atlas.residents.zone.valid());
        CHECK(row.zone.value == Maybe<double>(Absence::hors_couverture));
        CHECK(*row.zone.couverture ==
              Approx(1 - 1.0 / static_cast<double>(atlas.inputs.territory.communes.size())));
        CHECK(atlas.notices.count("zone_sans_carreaux") == 1);
        CHECK(row.commune.value.has_value());
        CHECK(atlas.residents.commune_of[0].valid());
        CHECK(row.epci.value.has_value() == atlas.residents.epci_of[0].valid());
    }
}

TEST_CASE("a commune that goes on beyond what was read is none of the study area", "[atlas]") {
    Inputs in = strips(1);
    const std::size_t whole = in.territory.communes.size();
    Commune rim;
    rim.code = "99101";
    rim.shape = oblong(2100, -100, 90000, 2100);
    in.territory.communes.push_back(rim);
    const Atlas atlas = analyse(std::move(in), settings());
    const census::IndicatorValue& row = atlas.indicators.front();
    CHECK(row.zone.value.has_value());
    CHECK(*row.zone.value == Approx(*people_of(atlas, atlas.residents.zone)));
    CHECK(std::count(atlas.residents.in_zone.begin(), atlas.residents.in_zone.end(), true) ==
          static_cast<std::ptrdiff_t>(whole));
}
