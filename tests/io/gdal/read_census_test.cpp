// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_census.hpp"

#include "io/gdal/read_areas.hpp"
#include "io/gdal/schema.hpp"
#include "io/gdal/variable_name.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

census::AreaTable three_iris() {
    census::AreaTable table;
    for (const char* code : {"010040101", "010040102", "590140101"})
        table.areas.push_back({code, "", "H", std::string(code).substr(0, 5), {}});
    return table;
}

CensusSpec table_of(const std::filesystem::path& file, const char* scale, int vintage) {
    CensusSpec spec = spec_of<CensusSpec>(file, "recensement[0]");
    spec.scale = scale;
    spec.vintage = vintage;
    return spec;
}

const census::CountColumn* count(const census::AreaTable& table, const char* id) {
    for (const census::CountColumn& column : table.counts)
        if (column.variable.id == id) return &column;
    return nullptr;
}

}  // namespace

TEST_CASE("the vintage is taken out of a column name as INSEE writes it", "[io][gdal]") {
    const census::Variable census = parse_variable("p20_chom1564", 0, "s");
    CHECK(census.id == "CHOM1564");
    CHECK(census.prefix == "P");
    CHECK(census.vintage == 2020);
    CHECK(census.column == "p20_chom1564");
    CHECK(parse_variable("C99_MEN", 0, "s").vintage == 1999);
    CHECK(parse_variable("DISP_TP6019", 2000, "s").id == "DISP_TP60");
    CHECK(parse_variable("DISP_TP6019", 2000, "s").vintage == 2019);
    CHECK(parse_variable("POP_MUN", 2022, "s").id == "POP_MUN");
    CHECK(parse_variable("POP_MUN", 2022, "s").vintage == 2022);
    CHECK(parse_variable("P20", 7, "s").id == "P20");
}

TEST_CASE("a census table joins its areas: BOM, semicolons, French numbers, secret, zeros lost",
          "[io][gdal]") {
    const TempFolder folder;
    // CP1252: é is the byte E9.
    const auto file =
        folder.write("base-ic.csv",
                     "IRIS;LIBIRIS;TYP_IRIS;P20_POP;P20_CHOM1564;C20_MEN;DISP_MED19;BIZARRE\r\n"
                     "10040101;P\xE9rouses;H;5 019,5;s;12;19400;1\r\n"
                     "590140101;Nord;H;0;3;;nd;2\r\n"
                     "999990101;Loin;H;1;1;1;1;3\r\n");
    census::AreaTable table = three_iris();
    Notices notices;
    join_census(table_of(file, "iris", 2020), table, notices);
    const census::CountColumn* people = count(table, "POP");
    REQUIRE(people != nullptr);
    CHECK(people->variable.vintage == 2020);
    CHECK(people->values[0] == Maybe<double>(5019.5));
    CHECK(people->values[1] == Maybe<double>(Absence::hors_couverture));
    CHECK(people->values[2] == Maybe<double>(0.0));  // a true zero stays one
    CHECK(count(table, "CHOM1564")->values[0] == Maybe<double>(Absence::secret));
    CHECK(count(table, "MEN")->values[2] == Maybe<double>(Absence::non_disponible));
    REQUIRE(table.rates.size() == 1);  // an income is never split
    CHECK(table.rates[0].variable.id == "DISP_MED");
    CHECK(table.rates[0].values[2] == Maybe<double>(Absence::non_disponible));
    CHECK(notices.count("zone_sans_recensement") == 1);
    CHECK(notices.count("recensement_sans_zone") == 1);
    CHECK(notices.count("secret_statistique") == 1);
    CHECK(notices.count("zero_retabli") == 1);
    CHECK(notices.count("colonne_non_classee") == 1);  // BIZARRE

    // The same table again replaces its columns.
    join_census(table_of(file, "iris", 2020), table, notices);
    CHECK(table.counts.size() == 3);
}

TEST_CASE("a table of another scale, codes in double and words for numbers are told",
          "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable table = three_iris();
    Notices notices;
    const std::string scale = message_of<InputError>([&] {
        join_census(table_of(folder.write("com.csv", "COM;P20_POP\n01004;5\n"), "commune", 2020),
                    table, notices);
    });
    CHECK(has(scale, "« 01004 » ici, « 010040101 » là"));
    const std::string twice = message_of<InputError>([&] {
        join_census(table_of(folder.write("d.csv", "IRIS;P20_POP\n010040101;5\n010040101;6\n"),
                             "iris", 2020),
                    table, notices);
    });
    CHECK(has(twice, "010040101 (lignes 2, 3)"));
    join_census(
        table_of(folder.write("mots.csv", "IRIS;P20_POP\n010040101;beaucoup\n"), "iris", 2020),
        table, notices);
    CHECK(notices.count("nombre_illisible") == 1);
    CHECK(has(notices.items().back().samples.empty() ? "" : notices.items()[0].samples[0],
              "P20_POP"));
    CHECK(count(table, "POP")->values[0] == Maybe<double>(Absence::non_disponible));
    const std::string none = message_of<InputError>([&] {
        join_census(table_of(folder.write("n.csv", "IRIS;LIBIRIS\n010040101;a\n"), "iris", 2020),
                    table, notices);
    });
    CHECK(has(none, "aucune colonne"));
    CHECK(has(message_of<InputError>([&] {
                  join_census(table_of(folder.write("v.csv", ""), "iris", 2020), table, notices);
              }),
              "v.csv"));
}

TEST_CASE("official tables keep QPV rows only, with what is missing", "[io][gdal]") {
    const TempFolder folder;
    const auto file = folder.write("DEMO.csv",
                                   "\xEF\xBB\xBF"
                                   "CODGEO;LIBGEO;POP_MUN;TX_F;NOTE_RP;;\n"
                                   "Ensemble;Ensemble des QPV;5 019 573;52,1;;;\n"
                                   "QP059020;Verrerie;1 318;56,5;0;;\n"
                                   "qn05906m ;Neuf;;;0;;\n");
    Notices notices;
    const auto values = read_official(table_of(file, "qpv", 2022), notices);
    REQUIRE(values.size() == 4);  // 2 perimeters x (POP_MUN, TX_F)
    CHECK(values[0].perimeter == "QP059020");
    CHECK(values[0].variable == "POP_MUN");
    CHECK(values[0].value == Maybe<double>(1318.0));
    CHECK(values[0].vintage == 2022);
    CHECK(values[0].source == "essai");
    CHECK(values[1].value == Maybe<double>(56.5));
    CHECK(values[2].perimeter == "QN05906M");
    CHECK(values[2].value == Maybe<double>(Absence::non_disponible));
    CHECK(notices.items().empty());
    CHECK_FALSE(message_of<InputError>([&] {
                    (void)read_official(
                        table_of(folder.write("c.csv", "CODGEO;POP\n59014;3\n"), "qpv", 2022),
                        notices);
                }).empty());
}

TEST_CASE("every shipped schema reads and no two of its fields accept a name first", "[io][gdal]") {
    for (const char* kind :
         {"perimetres", "communes", "iris", "recensement", "officiel", "carreaux", "points", "rues",
          "coupures", "bpe", "equipements", "positions"}) {
        const Schema schema = read_schema(kind);
        CHECK_FALSE(schema.title().empty());
        for (const SchemaField& a : schema.fields())
            for (const SchemaField& b : schema.fields())
                if (&a < &b && !a.accepted.empty() && !b.accepted.empty())
                    CHECK(a.accepted[0] != b.accepted[0]);
    }
    const Schema iris = read_schema("iris");
    CHECK(iris.role("P16_POP1564") == ColumnRole::comptage);
    CHECK(iris.role("DISP_MED19") == ColumnRole::taux);
    CHECK(iris.role("GRD_QUART") == ColumnRole::ignoree);
    const Schema census = read_schema("recensement");
    CHECK(census.role("AAL") == ColumnRole::comptage);
    CHECK(census.role("TX_TOT_0A24") == ColumnRole::taux);
    CHECK(census.role("LIBCOM") == ColumnRole::ignoree);
    CHECK(census.role("AUTRE") == ColumnRole::inconnue);
    CHECK(read_schema("carreaux").role("men_pauv") == ColumnRole::comptage);
    CHECK(read_schema("carreaux").role("idcar_1km") == ColumnRole::ignoree);
    CHECK_THROWS_AS(read_schema("rien"), InputError);
}
