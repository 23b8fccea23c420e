// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/views.hpp"

#include <set>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

using namespace lisiere::io;

TEST_CASE("every column of a ready view is one of its layer", "[postgis]") {
    std::set<std::pair<std::string, std::string>> columns;
    const CsvTable described = read_csv_table(LISIERE_ROOT "/geodata/schemas/sorties.csv");
    for (const auto& row : described.rows) {
        columns.insert({row[0], row[1]});
        if (const auto star = row[1].find('*'); star != std::string::npos)
            columns.insert({row[0], row[1].substr(0, star)});
    }
    const auto views = read_views(LISIERE_ROOT "/geodata/schemas/vues.csv", "fr");
    CHECK(views.size() == 3);
    for (const PostgisView& view : views)
        for (const std::string& column : view.columns) {
            INFO(view.name << " " << column);
            const std::string stem = column.substr(0, column.rfind('_') + 1);
            CHECK((columns.contains({view.layer, column}) || columns.contains({view.layer, stem})));
        }
}

TEST_CASE("a view without a layer is said with its line", "[postgis]") {
    const lisiere::tests::Scratch scratch;
    const auto file =
        scratch.write("v.csv", "vue;couche;colonnes;libelle_fr;libelle_en\nx;;code;X;X\n");
    CHECK_THROWS_WITH(read_views(file, "fr"),
                      Catch::Matchers::Contains("ligne 2") && Catch::Matchers::Contains("couche"));
}
