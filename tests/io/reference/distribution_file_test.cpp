// SPDX-License-Identifier: Apache-2.0
#include "io/reference/distribution_file.hpp"

#include <random>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::io {
namespace {

using namespace enclavement;

Distribution sample(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<MeasureDefinition> definitions(3);
    std::vector<CellMeasure> values;
    for (std::size_t m = 0; m < definitions.size(); ++m) {
        MeasureDefinition& d = definitions[m];
        d.id = std::string("mesure_") + static_cast<char>('a' + m);
        d.unit = m == 0 ? "1/km" : "min";
        d.sense = m == 1 ? Sense::moins : Sense::plus;
        d.when_void = m == 2 ? WhenVoid::moindre : WhenVoid::ignore;
        d.basis = m == 2 ? "07:00 à 09:00; écoles, \"crèches\"" : "";
        CellMeasure& measure = values.emplace_back();
        measure.id = d.id;
        for (int c = 0; c < 90; ++c) {
            const auto which = random() % 20;
            measure.values.push_back(
                which == 0   ? Maybe<double>(Absence::non_desservi)
                : which == 1 ? Maybe<double>(Absence::sans_objet)
                             : Maybe<double>(static_cast<double>(random() % 5000) / 7.0 - 50));
        }
    }
    std::vector<double> people;
    for (int c = 0; c < 90; ++c) people.push_back(static_cast<double>(random() % 3000) / 13.0);
    Distribution d = distribution_of(definitions, values, people);
    d.title = "Rive-Neuve 2026";
    d.area = "Rive-Neuve";
    return d;
}

std::string refused(const std::string& text) {
    try {
        parse_distribution(text, "une.distribution");
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

const std::string head = "lisiere-distribution;1\ntitre;T\nzone;Z\nresidents;30\n";
const std::string measure = "mesure;a;min;plus;ignore;;30\n";

}  // namespace

TEST_CASE("a distribution is read back as it was written, to the bit", "[io][distribution]") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const Distribution written = sample(seed);
        const std::string text = to_text(written);
        const Distribution read = parse_distribution(text, "d");
        CHECK(read.title == written.title);
        CHECK(read.area == written.area);
        REQUIRE(read.measures.size() == 3);
        for (std::size_t m = 0; m < 3; ++m) {
            CHECK(read.measures[m].quantiles == written.measures[m].quantiles);
            CHECK(read.measures[m].basis == written.measures[m].basis);
            CHECK(read.measures[m].sense == written.measures[m].sense);
            CHECK(read.measures[m].when_void == written.measures[m].when_void);
        }
        CHECK(to_text(read) == text);
    }
}

TEST_CASE("the text of a distribution", "[io][distribution]") {
    MeasureDefinition d;
    d.id = "arret_min";
    d.unit = "min";
    Distribution one = distribution_of(
        std::vector{d}, std::vector<CellMeasure>{{"arret_min", {0.5, 2.118, Absence::au_dela}}},
        std::vector{12.25, 31.0, 54.0});
    one.title = one.area = "Rive-Neuve";
    CHECK(to_text(one) ==
          "lisiere-distribution;1\ntitre;Rive-Neuve\nzone;Rive-Neuve\nresidents;97.25\n"
          "mesure;arret_min;min;plus;ignore;;97.25\n0.5;0;12.25\n2.118;12.25;31\n+;43.25;54\n");
}

TEST_CASE("what is no distribution is refused, with file and line", "[io][distribution]") {
    CHECK(refused(head + measure + "1;0;10\n2;10;20\n").empty());
    CHECK(refused("code;nom\n1;2\n").find("une.distribution") != std::string::npos);
    CHECK(refused("lisiere-distribution;2\n").find("version « 2 »") != std::string::npos);
    CHECK(refused(head).find("aucune mesure") != std::string::npos);
    for (const char* rows :
         {"2;0;10\n1;10;20\n", "1;0;10\n1;10;20\n", "1;1;10\n", "1;0;10\n2;5;20\n", "1;0;0\n",
          "1;0;-3\n", "un;0;10\n", "1;0\n", "1;0;1e3\n", "nan;0;1\n", "1;0;40\n"}) {
        INFO(rows);
        CHECK(refused(head + measure + rows).find("une.distribution, ligne ") != std::string::npos);
    }
    CHECK_FALSE(refused(head + measure + measure).empty());
    CHECK_FALSE(refused(head + "1;0;10\n").empty());
    CHECK_FALSE(refused(head + "mesure;a;min;mieux;ignore;;30\n").empty());
}

TEST_CASE("a distribution cut or altered anywhere is read or refused, never more than that",
          "[io][distribution][property]") {
    const std::string text = to_text(sample(3));
    std::mt19937 random(11);
    std::size_t refusals = 0;
    for (int i = 0; i < 3000; ++i) {
        std::string other = text.substr(0, random() % text.size());
        for (unsigned k = random() % 4; k > 0 && !other.empty(); --k)
            other[random() % other.size()] = static_cast<char>(random() % 256);
        refusals += refused(other).empty() ? 0 : 1;
    }
    CHECK(refusals > 100);
}

}  // namespace lisiere::io
