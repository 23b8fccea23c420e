// SPDX-License-Identifier: Apache-2.0
#include "io/style/measures.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <set>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// The class of a value: open below, closed above.
std::size_t class_of(const std::vector<double>& bounds, double value) {
    return static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), value) -
                                    bounds.begin());
}

}  // namespace

TEST_CASE("classes hold as many values each, and bounds have few digits", "[style]") {
    // Ten values: two a class; between 3.1 and 4.9 the roundest number is 4, and so on.
    CHECK(class_bounds({1, 3.1, 4.9, 5, 12, 19, 21, 33, 47, 80}, 5) ==
          std::vector<double>{4, 10, 20, 40});
    CHECK(class_bounds({0.11, 0.24, 0.27, 0.38}, 2) == std::vector<double>{0.25});
    CHECK(class_bounds({-3, -1, 2, 5}, 2) == std::vector<double>{0});
}

TEST_CASE("few or equal values make fewer classes", "[style]") {
    CHECK(class_bounds({}, 5).empty());
    CHECK(class_bounds({7}, 5).empty());
    CHECK(class_bounds({7, 7, 7, 7}, 5).empty());
    CHECK(class_bounds({0, 0, 0, 0, 5}, 5).size() == 1);
    CHECK(class_bounds({1, 2}, 5).size() == 1);
}

TEST_CASE("bounds grow, lie among the values, leave no class empty and forget the order given",
          "[style][property]") {
    for (unsigned seed = 0; seed < 500; ++seed) {
        std::mt19937 random(seed);
        std::vector<double> values;
        const double scale = std::pow(10.0, static_cast<int>(random() % 9) - 4);
        for (std::size_t i = random() % 60; i > 0; --i)
            values.push_back(scale * (static_cast<double>(random() % 2000) - 500) / 10);
        const std::vector<double> bounds = class_bounds(values, 5);
        INFO("seed " << seed);
        REQUIRE(bounds.size() <= 4);
        REQUIRE(std::is_sorted(bounds.begin(), bounds.end()));
        std::set<std::size_t> used;
        for (const double value : values) used.insert(class_of(bounds, value));
        REQUIRE(used.size() == (values.empty() ? 0 : bounds.size() + 1));
        std::shuffle(values.begin(), values.end(), random);
        REQUIRE(class_bounds(values, 5) == bounds);
    }
}

TEST_CASE("a pattern has one star at most", "[style]") {
    CHECK(fits("t_*_marche", "t_medecin_marche"));
    CHECK_FALSE(fits("t_*_marche", "t_marche"));
    CHECK(fits("*", "tout"));
    CHECK(fits("population", "population"));
    CHECK_FALSE(fits("population", "population_2"));
}

TEST_CASE("the measures of the project are read, each with colours for its classes", "[style]") {
    const auto rules = read_measures(fs::path(LISIERE_ROOT) / "styles");
    REQUIRE(rules.size() > 10);
    for (const MeasureRule& rule : rules) {
        CHECK(rule.colours_of(rule.bounds.size() + 1).size() == rule.bounds.size() + 1);
        CHECK(rule.colours_of(2).front() == rule.colours.front());
        CHECK(rule.colours_of(2).back() == rule.colours.back());
    }
}

TEST_CASE("a measure that makes no sense is refused, with its key", "[style]") {
    const fs::path folder = fs::temp_directory_path() / "lisiere_measures_test";
    fs::create_directories(folder);
    fs::copy_file(fs::path(LISIERE_ROOT) / "styles" / "palette.toml", folder / "palette.toml",
                  fs::copy_options::overwrite_existing);
    const auto refused = [&](const std::string& rule, const std::string& word) {
        std::ofstream(folder / "mesures.toml")
            << "[[mesure]]\ncouche = \"carreaux\"\ngroupe = { fr = \"a\", en = \"a\" }\n"
            << rule << '\n';
        try {
            read_measures(folder);
        } catch (const ConfigError& error) {
            return std::string(error.what()).find(word) != std::string::npos;
        }
        return false;
    };
    CHECK(refused("suite = \"temps\"", "colonne"));
    CHECK(refused("colonne = \"a\"\nindicateur = \"b\"\nsuite = \"temps\"", "colonne"));
    CHECK(refused("colonne = \"a\"\nsuite = \"arc-en-ciel\"", "suite"));
    CHECK(refused("colonne = \"a\"\nsuite = \"temps\"\nbornes = [5, 4]", "bornes"));
    CHECK(refused("colonne = \"a\"\nsuite = \"temps\"\nbornes = [1, 2, 3, 4, 5, 6]", "classes"));
    CHECK(refused("colonne = \"a\"\nsuite = \"temps\"\nborne = [1]", "borne"));
    fs::remove_all(folder);
}
