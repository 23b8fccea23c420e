// SPDX-License-Identifier: Apache-2.0
// What the layer of bands says of reduced VAT.
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/layers/layers.hpp"
#include "tests/engine/atlas/canal_town.hpp"
#include "tests/support/catch.hpp"

namespace lisiere {
namespace {

using Row = std::vector<Value>;

const std::string whole = "entierement_a_moins_de_300_m";
const std::string part = "en_partie_a_moins_de_300_m_et_entierement_a_moins_de_500_m";

/// "code distance: renouvellement, regle_tva" of each band.
std::vector<std::string> told(const std::vector<std::vector<std::string>>& programmes) {
    Atlas atlas;
    atlas.inputs = test::town({});
    atlas.inputs.reduced_vat = {{whole, 300, ""}, {part, 500, "NPNRU"}};
    auto& perimeters = atlas.inputs.territory.perimeters;
    std::vector<geo::MultiPolygon> shapes;
    for (std::size_t i = 0; i < programmes.size(); ++i) {
        if (i > 0) perimeters.push_back(perimeters[PerimeterIdx{0}]);
        perimeters[PerimeterIdx{i}].id = "Q" + std::to_string(i);
        perimeters[PerimeterIdx{i}].programmes = programmes[i];
        atlas.banded.push_back(PerimeterIdx{i});
        shapes.push_back(test::square(2000.0 * static_cast<double>(i), 0, 400));
    }
    const std::vector<double> distances{300, 500, 700};
    atlas.bands = vecu::bands(shapes, distances, *atlas.inputs.population, {});
    const Table table = layers::bandes(atlas);
    const auto column = [&](const Row& row, const std::string& name) -> const Value& {
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (table.columns[c].name == name) return row[c];
        throw std::out_of_range(name);
    };
    std::vector<std::string> lines;
    for (const Row& row : table.rows) {
        const auto* code = std::get_if<std::string>(&column(row, "code"));
        const auto* renewal = std::get_if<bool>(&column(row, "renouvellement"));
        const auto* rule = std::get_if<std::string>(&column(row, "regle_tva"));
        lines.push_back((code != nullptr ? *code : "-") + " " +
                        std::to_string(std::lround(std::get<double>(column(row, "distance_m")))) +
                        ": " +
                        (renewal == nullptr ? "-"
                         : *renewal         ? "oui"
                                            : "non") +
                        ", " + (rule != nullptr ? *rule : "-"));
    }
    return lines;
}

}  // namespace

TEST_CASE("a band says which rule of reduced VAT its line serves, never more than the law",
          "[atlas]") {
    CHECK(told({{"OPAH", "NPNRU"}, {"OPAH"}}) ==
          std::vector<std::string>{"Q0 300: oui, " + whole, "Q0 500: oui, " + part,
                                   "Q0 700: oui, -", "Q1 300: non, " + whole, "Q1 500: non, -",
                                   "Q1 700: non, -", "- 300: -, " + whole, "- 500: -, -",
                                   "- 700: -, -"});
    // Nobody has told which quarters are under renewal.
    CHECK(told({{}}) == std::vector<std::string>{"Q0 300: -, " + whole, "Q0 500: -, -",
                                                 "Q0 700: -, -", "- 300: -, " + whole,
                                                 "- 500: -, -", "- 700: -, -"});
}

}  // namespace lisiere
