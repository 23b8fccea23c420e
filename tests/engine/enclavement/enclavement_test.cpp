// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/enclavement.hpp"

#include <cmath>

#include "engine/enclavement/sentence.hpp"
#include "engine/geo/measure.hpp"
#include "tests/engine/enclavement/scene.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::enclavement {
namespace {

using test::of;
using test::raw;
using test::Scene;
using test::worse;

}  // namespace

TEST_CASE("a planted railway raises the index of those it cuts, and nobody's raw measures drop",
          "[enclavement][property]") {
    Scene scene;
    const Enclosure open = scene.result();
    scene.line({});
    const Enclosure cut = scene.result();
    CHECK(*cut.index.groups[0].index > *open.index.groups[0].index + 10);
    CHECK(*cut.index.groups[0].rank == 1);
    for (std::size_t m = 0; m < open.index.measures.size(); ++m) {
        const RankedMeasure& before = open.index.measures[m];
        const RankedMeasure& after = cut.index.measures[m];
        // The form of what is walked within 400 m may gain or lose a dead end when it is cut: left
        // to its own tests.
        if (before.definition.weight == 0) continue;
        for (std::size_t c = 0; c < scene.places.size(); ++c) {
            INFO(before.definition.id << " at cell " << c);
            CHECK_FALSE(worse(before.definition, before.values[c], after.values[c]));
        }
    }
    CHECK(*of(cut.fabric.perimeters[0], "bord_coupure_part") > 0);
    CHECK(*of(open.fabric.perimeters[0], "bord_coupure_part") == 0);
    CHECK(*of(cut.fabric.perimeters[1], "portes_km") ==
          *of(open.fabric.perimeters[1], "portes_km"));
}

TEST_CASE("an added bridge never raises the index of those it serves, and opens the rose",
          "[enclavement][property]") {
    Scene scene;
    scene.line({});
    const Enclosure base = scene.result();
    scene.keep_as_base(base);
    const RoseSector& east = base.fabric.perimeters[0].rose.sectors[4];
    CHECK(east.closed);
    CHECK(base.fabric.barriers.barriers[east.barrier].name == "Ligne de Lisse");
    std::vector<double> bridges;
    Enclosure before = base;
    for (const double at : {0.0, -700.0, 900.0}) {
        bridges.push_back(at);
        scene.line(bridges);
        Enclosure after = scene.result({}, &base);
        for (std::size_t c = 0; c < scene.places.size(); ++c)
            CHECK(*after.index.index[c] <= *before.index.index[c] + 1e-9);
        before = std::move(after);
    }
    CHECK(*before.index.groups[0].index < *base.index.groups[0].index - 5);
    CHECK_FALSE(before.fabric.perimeters[0].rose.sectors[4].closed);
    CHECK(*of(base.fabric.perimeters[0], "coupe_minimale") == 0);
    CHECK(*of(before.fabric.perimeters[0], "coupe_minimale") == 3);
}

TEST_CASE("without barriers nothing is crossed and the town is told so", "[enclavement]") {
    Scene scene;
    const Enclosure open = scene.result();
    CHECK(open.fabric.notices.count("aucune_coupure") == 1);
    const RankedMeasure& lost = open.index.measures[0];
    for (const Maybe<double>& value : lost.values) CHECK(*value == 0);
    for (const Maybe<double>& percentile : lost.percentiles) CHECK(*percentile == Approx(50));
    for (const RoseSector& sector : open.fabric.perimeters[0].rose.sectors)
        CHECK_FALSE(sector.barrier.valid());
}

TEST_CASE("a town turned by a quarter has the same measures, its rose four sectors on",
          "[enclavement][property]") {
    Scene straight;
    straight.line({700});
    Scene turned(3);
    turned.line({700});
    const Enclosure a = straight.result();
    const Enclosure b = turned.result();
    for (std::size_t m = 0; m < a.index.measures.size(); ++m)
        for (std::size_t c = 0; c < straight.places.size(); ++c) {
            const Maybe<double>& before = a.index.measures[m].values[c];
            const Maybe<double>& after = b.index.measures[m].values[c];
            REQUIRE(before.has_value() == after.has_value());
            INFO(a.index.measures[m].definition.id << " at cell " << c);
            if (before) CHECK(*after == Approx(*before).epsilon(1e-4).margin(1e-4));
        }
    for (std::size_t s = 0; s < sector_count; ++s)
        CHECK(*b.fabric.perimeters[0].rose.sectors[(s + 4) % sector_count].detour ==
              Approx(*a.fabric.perimeters[0].rose.sectors[s].detour).margin(1e-4));
    CHECK(*of(b.fabric.perimeters[0], "portes_km") ==
          Approx(*of(a.fabric.perimeters[0], "portes_km")).epsilon(1e-3));
}

TEST_CASE("the whole analysis is the same with 1, 2 and 7 threads", "[enclavement]") {
    Scene scene;
    scene.line({300});
    const Enclosure one = scene.result();
    for (const unsigned threads : {2U, 7U}) {
        const Enclosure many = scene.result({threads});
        CHECK(one.index.index == many.index.index);
        for (std::size_t p = 0; p < one.perimeters.size(); ++p) {
            CHECK(one.perimeters[p].sentence == many.perimeters[p].sentence);
            CHECK(one.index.groups[p].low == many.index.groups[p].low);
            for (std::size_t s = 0; s < sector_count; ++s)
                CHECK(one.fabric.perimeters[p].rose.sectors[s].shape ==
                      many.fabric.perimeters[p].rose.sectors[s].shape);
        }
    }
}

TEST_CASE("petals lie around the residents' centre, as long as the detour, and are valid",
          "[enclavement]") {
    Scene scene;
    scene.line({});
    const Enclosure result = scene.result();
    const Rose& rose = result.fabric.perimeters[0].rose;
    for (std::size_t s = 0; s < sector_count; ++s) {
        const RoseSector& sector = rose.sectors[s];
        REQUIRE(geo::is_valid(sector.shape));
        CHECK(geo::signed_area(sector.shape[0].outer) > 0);
        const geo::Point d = sector_direction(s);
        const geo::Point& tip = sector.shape[0].outer[4];
        CHECK((tip.x - rose.centre.x) * d.x + (tip.y - rose.centre.y) * d.y ==
              Approx(150 * *sector.detour));
    }
    CHECK(*rose.sectors[4].detour == 5);
    // Half the residents live at x = -87 m, where the target at 300 m is still on this side.
    CHECK(rose.sectors[4].closed_share == Approx(1 - 1 / 2.0 * 1 / 4.0));
    CHECK(*rose.sectors[12].detour < 1.5);
}

TEST_CASE("the bands of a rose part the sector by distance, and name what closes each of them",
          "[enclavement]") {
    Scene scene;
    scene.line({});
    const Enclosure result = scene.result();
    const Rose& rose = result.fabric.perimeters[0].rose;
    const double width = 2 * std::acos(-1.0) / 16;
    for (std::size_t s = 0; s < sector_count; ++s) {
        const std::vector<RoseBand>& bands = rose.sectors[s].bands;
        REQUIRE(bands.size() == 4);
        double inner = 0;
        for (const RoseBand& band : bands) {
            REQUIRE(geo::is_valid(band.shape));
            CHECK(geo::signed_area(band.shape[0].outer) > 0);
            CHECK(band.from_m == inner);
            // Six chords an arc: the ring's area but for sin(x) / x of a sixth of the width.
            const double ring = (band.to_m * band.to_m - inner * inner) * width / 2;
            CHECK(geo::area(band.shape).value() ==
                  Approx(ring * std::sin(width / 6) / (width / 6)).epsilon(1e-6));
            inner = band.to_m;
        }
    }
    // East, the railway lies 250 m from the centre: beyond it everything is closed, and by it. Half
    // the residents live 337 m from it and still have their nearest target on this side.
    const std::vector<RoseBand>& east = rose.sectors[4].bands;
    for (std::size_t band = 1; band < east.size(); ++band) {
        CHECK(east[band].closed);
        REQUIRE(east[band].barrier.valid());
        CHECK(result.fabric.barriers.barriers[east[band].barrier].name == "Ligne de Lisse");
    }
    for (const RoseBand& band : rose.sectors[12].bands) {
        CHECK_FALSE(band.closed);
        CHECK_FALSE(band.barrier.valid());
    }
}

TEST_CASE("a mean that rests on a part of the residents says on which", "[enclavement]") {
    Scene scene;
    scene.line({});
    // From x = -167 m on the railway at 250 m is within 500 m of whoever lives east of -250 m.
    scene.shapes = {{{{{-390, -390}, {230, -390}, {230, 230}, {-390, 230}, {-390, -390}}, {}}}};
    const Enclosure result = scene.result();
    std::size_t near = 0;
    std::size_t all = 0;
    for (const geo::Point& p : scene.places)
        if (geo::contains(scene.shapes[0], p)) {
            ++all;
            near += p.x > -250 ? 1U : 0U;
        }
    REQUIRE(near < all);
    for (const GroupMeasure& m : result.index.groups[0].measures) {
        const RankedMeasure& ranked = result.index.measures[m.measure];
        INFO(ranked.definition.id);
        if (ranked.definition.id == "sans_franchissement_m_500") {
            CHECK(*m.concerned == Approx(double(near) / double(all)));
            CHECK(*m.value == Approx(4200));  // a length that is there: the whole railway
            CHECK(m.percentile.has_value());
        }
        if (ranked.definition.id == "detour_median") CHECK(*m.concerned == 1);
    }
}

TEST_CASE("a count that stops at its limit says that it is at least that", "[enclavement]") {
    Scene scene;
    scene.settings.min_cut.limit = 3;
    const Enclosure result = scene.result();
    for (const PerimeterMeasure& m : result.fabric.perimeters[0].measures)
        CHECK(m.at_least == (m.id == "coupe_minimale"));
    CHECK(*of(result.fabric.perimeters[0], "coupe_minimale") == 3);
    scene.settings.min_cut.limit = 1000;
    const Enclosure counted = scene.result();
    for (const PerimeterMeasure& m : counted.fabric.perimeters[0].measures) CHECK(!m.at_least);
    CHECK(*of(counted.fabric.perimeters[0], "coupe_minimale") > 3);
    CHECK(at_least("rues", {}) == "au_moins");
}

TEST_CASE("what is listed as closing a quarter closes it, and what as opening it opens it",
          "[enclavement][property]") {
    Scene scene;
    scene.line({});
    const Enclosure result = scene.result();
    const Index& index = result.index;
    for (std::size_t g = 0; g < index.groups.size(); ++g) {
        const GroupIndex& group = index.groups[g];
        const std::string& text = result.perimeters[g].sentence;
        INFO(text);
        const bool closes = *group.index >= 50;
        CHECK((text.find("Ce qui l'enclave") != std::string::npos) == closes);
        CHECK((text.find("Ce qui l'ouvre") != std::string::npos) == !closes);
        for (const GroupMeasure& m : group.measures) {
            const std::string& label = index.measures[m.measure].definition.label;
            if (text.find(label + ",") == std::string::npos) continue;
            CHECK((*m.percentile > 50) == closes);
        }
    }
}

TEST_CASE("the sentence names the railway and the two measures that weigh most", "[enclavement]") {
    Scene scene;
    scene.line({});
    const Enclosure result = scene.result();
    const std::string& text = result.perimeters[0].sentence;
    INFO(text);
    CHECK(text.find("enclavé (indice ") != std::string::npos);
    CHECK(text.find("selon les poids). Ce qui l'enclave : ") != std::string::npos);
    CHECK(text.find("La coupure qui prend le plus : voie ferrée « Ligne de Lisse », ") !=
          std::string::npos);
    CHECK(text.find(" des habitants à 15 min à pied.") != std::string::npos);
    CHECK(text.find('{') == std::string::npos);
    CHECK(result.perimeters[0].typology == "fermé par ce qui l'entoure");
}

TEST_CASE("numbers are written as French text has them, or English", "[enclavement]") {
    const Wording french = Scene().settings.wording;
    CHECK(number_in_words(1400, "m", french) == "1 400 m");
    CHECK(number_in_words(1234567, "m", french) == "1 234 567 m");
    CHECK(number_in_words(-1234.5, "m", french) == "-1 234 m");
    CHECK(number_in_words(0.5, "1/h", french) == "0,5 par heure");
    CHECK(number_in_words(0.453, "part", french) == "45 %");
    CHECK(number_in_words(1.876, "", french) == "1,88");
    CHECK(number_in_words(12, "min", french) == "12 min");
    Wording english;
    english.phrases = {
        {"separateur_milliers", ","}, {"separateur_decimal", "."}, {"pourcentage", "{}%"}};
    CHECK(number_in_words(1234567, "m", english) == "1,234,567 m");
    CHECK(number_in_words(0.5, "1/h", english) == "0.5 1/h");
    CHECK(number_in_words(0.453, "part", english) == "45%");
}

}  // namespace lisiere::enclavement
