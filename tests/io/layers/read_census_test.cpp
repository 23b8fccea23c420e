// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_census.hpp"

#include "io/gdal/schema.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/variable_name.hpp"
#include "io/reference/notice_words.hpp"
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
    const std::string words = message_of<InputError>([&] {
        join_census(
            table_of(folder.write("mots.csv", "IRIS;P20_POP\n010040101;beaucoup\n"), "iris", 2020),
            table, notices);
    });
    CHECK(has(words, "ligne 2, P20_POP : « beaucoup »"));
    // One cell of words among numbers is missing, and told.
    join_census(table_of(folder.write("mots.csv",
                                      "IRIS;P20_POP\n010040101;beaucoup\n"
                                      "010040102;6\n"),
                         "iris", 2020),
                table, notices);
    CHECK(notices.count("nombre_illisible") == 1);
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
          "coupures", "bpe", "equipements", "positions", "longue", "epci"}) {
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

TEST_CASE("codes that a spreadsheet took for numbers are given back where nothing is lost",
          "[io][gdal]") {
    const TempFolder folder;
    const auto joined = [&](const std::string& code, Notices& notices) {
        census::AreaTable table = three_iris();
        join_census(table_of(folder.write("c.csv", "IRIS;P20_POP\n" + code + ";5\n010040102;6\n"),
                             "iris", 2020),
                    table, notices);
        return *count(table, "POP");
    };
    for (const std::string code : {"590140101.0", "590140101,00", "5.90140101E+08", "5,90140101e8",
                                   "10040101.0", "1.0040101e7"}) {
        INFO(code);
        Notices notices;
        const auto people = joined(code, notices);
        CHECK(people.values[code.starts_with('5') ? 2 : 0] == Maybe<double>(5.0));
        CHECK(notices.count("code_lu_comme_nombre") == 1);
    }
    // Rounded, and one single area rounds to it.
    Notices notices;
    CHECK(joined("5.9014e8", notices).values[2] == Maybe<double>(5.0));
    CHECK(notices.count("code_lu_comme_nombre") == 1);
    // Rounded, and two do: refused with both.
    const std::string message = message_of<InputError>([&] { joined("1.0040e7", notices); });
    CHECK(has(message, "ligne 2"));
    CHECK(has(message, "« 1.0040e7 »"));
    CHECK(has(message, "010040101 ou 010040102"));
    // Rounded, and none does: a row outside the contours.
    Notices outside;
    CHECK(joined("7.5e8", outside).values[1] == Maybe<double>(6.0));
    CHECK(outside.count("code_lu_comme_nombre") == 0);
    CHECK(outside.count("recensement_sans_zone") == 1);
}

TEST_CASE("a table of another year than the contours is told with both years, or refused",
          "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable contours;
    std::string rows = "IRIS;P20_POP\n";
    for (int i = 101; i < 121; ++i) {
        const std::string code = "590140" + std::to_string(i);
        contours.areas.push_back({code, "", "H", "59014", {}});
        rows += (i == 120 ? "590140199" : code) + ";100\n";
    }
    Notices notices;
    const auto file = folder.write("t.csv", rows);
    join_census(table_of(file, "iris", 2016), contours, notices, "2021");
    REQUIRE(notices.count("decoupage_d_une_autre_annee") == 1);
    for (const Notice& notice : notices.items())
        if (notice.code == "decoupage_d_une_autre_annee") {
            CHECK(
                has(read_notice_words("fr").samples(notice)[0], "table de 2016, contours de 2021"));
            CHECK(has(read_notice_words("fr").samples(notice)[0], "590140120 ; 590140199"));
        }
    // One code of twenty in common.
    std::string other = "IRIS;P20_POP\n590140101;100\n";
    for (int i = 201; i < 220; ++i) other += "590140" + std::to_string(i) + ";100\n";
    const auto stranger = folder.write("o.csv", other);
    const std::string message = message_of<InputError>(
        [&] { join_census(table_of(stranger, "iris", 2011), contours, notices, "2021"); });
    CHECK(has(message, "1 zones habitées sur 20"));
    CHECK(has(message, "table de 2011, contours de 2021"));
    // A table of large communes only, or contours cut by the study area, are no other year.
    Notices silent;
    census::AreaTable two = contours;
    two.areas.push_back({"590010000", "", "H", "59001", {}});
    join_census(table_of(folder.write("p.csv", rows + "590020101;5\n"), "iris", 2020), two, silent);
    CHECK(silent.count("decoupage_d_une_autre_annee") == 1);  // still the one of 59014
    std::string same = rows;
    same.replace(same.find("590140199"), 9, "590140120");
    Notices none;
    join_census(table_of(folder.write("s.csv", same + "590020101;5\n"), "iris", 2020), two, none);
    CHECK(none.count("decoupage_d_une_autre_annee") == 0);
}

TEST_CASE("a note column gives empty cells their reason, and its own numbers are no figures",
          "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto values =
        read_official(table_of(folder.write("IPRO.csv",
                                            "CODGEO;TX_TOT_EMPL;CA;NOTE_ASP;ABC;ABC_F;A;NOTE_PE\n"
                                            "QP059020;40,0;;0;255;;152;0\n"
                                            "QP059021;;;3;;;;5\n"
                                            "QP059022;39,0;12;0;100;s;nd;0\n"),
                               "qpv", 2022),
                      notices);
    const auto of = [&](const char* perimeter, const char* column) {
        for (const census::OfficialValue& value : values)
            if (value.perimeter == perimeter && value.variable == column) return value.value;
        FAIL("no " << perimeter << " " << column);
        return Maybe<double>();
    };
    CHECK(values.size() == 3 * 5);  // no NOTE_ASP, no NOTE_PE
    CHECK(values[0].table == "IPRO");
    CHECK(of("QP059020", "CA") == Maybe<double>(Absence::secret));  // fewer than 5
    CHECK(of("QP059020", "ABC_F") == Maybe<double>(Absence::secret));
    CHECK(of("QP059021", "CA") == Maybe<double>(Absence::secret));           // note 3
    CHECK(of("QP059021", "ABC") == Maybe<double>(Absence::non_disponible));  // note 5
    CHECK(of("QP059021", "TX_TOT_EMPL") == Maybe<double>(Absence::non_disponible));
    CHECK(of("QP059022", "ABC_F") == Maybe<double>(Absence::secret));  // its own marker
    CHECK(of("QP059022", "CA") == Maybe<double>(12.0));
}

TEST_CASE("a year at the end of a column's name is its vintage, whatever is declared",
          "[io][gdal]") {
    CHECK(parse_variable("population_municipale_2013", 2022, "s").id == "POPULATION_MUNICIPALE");
    CHECK(parse_variable("population_municipale_2013", 2022, "s").vintage == 2013);
    CHECK(parse_variable("ENF_11_14", 2022, "s").id == "ENF_11_14");
    CHECK(parse_variable("CODE_5901", 2022, "s").vintage == 2022);
    CHECK(parse_variable("_2013", 2022, "s").id == "_2013");
    const TempFolder folder;
    Notices notices;
    (void)read_official(
        table_of(folder.write("pop.csv", "qp;population_municipale_2013\nQP059020;1248\n"), "qpv",
                 2022),
        notices);
    CHECK(notices.count("millesimes_melanges") == 1);
}

TEST_CASE("a table by IRIS without contours adds up by commune, and rates do not", "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable communes;
    for (const char* code : {"01004", "59014"}) communes.areas.push_back({code, "", "", code, {}});
    communes.references_only = true;
    Notices notices;
    join_census_by_commune(
        table_of(folder.write("caf.csv",
                              "CODGEO;NOTE;A;APRES50;DISP_MED19\n10040101;0;100;20;1\n"
                              "10040102;0;50;;2\n590140101;0;438;217;3\n590140102;3;;;4\n"),
                 "iris", 2016),
        communes, notices);
    CHECK(count(communes, "A")->values[0] == Maybe<double>(150.0));
    // One IRIS under secrecy withholds the whole commune: no partial sum passes for it.
    CHECK(count(communes, "APRES50")->values[0] == Maybe<double>(Absence::secret));
    CHECK(count(communes, "A")->values[1] == Maybe<double>(Absence::secret));
    CHECK(communes.rates.empty());
    CHECK(notices.count("iris_sans_contours") == 4);  // rows
    Notices rates;
    join_census_by_commune(
        table_of(folder.write("filo.csv", "IRIS;DISP_MED19\n590140101;3\n"), "iris", 2019),
        communes, rates);
    CHECK(rates.count("taux_sans_contours") == 1);
}

TEST_CASE("codes of a table are read in every disguise", "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable table = three_iris();
    Notices notices;
    join_census(table_of(folder.write("pop.csv",
                                      "IRIS;P20_POP\n10040101.000;1\n010 040 102;2\n"
                                      "590140101\xC2\xA0;3\n"),
                         "iris", 2020),
                table, notices, "2020");
    REQUIRE(count(table, "POP") != nullptr);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(count(table, "POP")->values[i] == Maybe<double>(1.0 + static_cast<double>(i)));
}

TEST_CASE("a point between thousands is read so where the column shows it, and told",
          "[io][gdal]") {
    const auto people = [](const std::string& a, const std::string& b, const std::string& c,
                           Notices& notices) {
        const TempFolder folder;
        census::AreaTable table = three_iris();
        join_census(
            table_of(folder.write("pop.csv", "IRIS;P20_POP\n010040101;" + a + "\n010040102;" + b +
                                                 "\n590140101;" + c + "\n"),
                     "iris", 2020),
            table, notices, "2020");
        std::vector<double> all;
        for (const Maybe<double>& value : count(table, "POP")->values) all.push_back(*value);
        return all;
    };
    using Values = std::vector<double>;
    Notices told;
    CHECK(people("3.514", "853", "1.020", told) == Values{3514, 853, 1020});
    CHECK(people("3,514", "853", "1,020", told) == Values{3514, 853, 1020});
    CHECK(told.count("milliers_par_point") == 4);
    // Decimals: another number of them, numbers above a thousand without a mark, marks everywhere.
    Notices quiet;
    CHECK(people("3.514", "853", "1.02", quiet) == Values{3.514, 853, 1.02});
    CHECK(people("3.514", "1853", "1.020", quiet) == Values{3.514, 1853, 1.02});
    CHECK(people("3.514", "2.113", "1.020", quiet) == Values{3.514, 2.113, 1.02});
    CHECK(quiet.count("milliers_par_point") == 0);
}

TEST_CASE("a count below 0 is missing, its row and column named", "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable table = three_iris();
    Notices notices;
    join_census(table_of(folder.write("pop.csv",
                                      "IRIS;P20_POP\n010040101;-3514\n010040102;5\n"
                                      "590140101;0\n"),
                         "iris", 2020),
                table, notices, "2020");
    CHECK(count(table, "POP")->values[0] == Maybe<double>(Absence::non_disponible));
    CHECK(count(table, "POP")->values[2] == Maybe<double>(0.0));
    REQUIRE(notices.count("effectif_negatif") == 1);
    for (const Notice& notice : notices.items())
        if (notice.code == "effectif_negatif") {
            CHECK(has(read_notice_words("fr").samples(notice)[0], "010040101"));
            CHECK(has(read_notice_words("fr").samples(notice)[0], "P20_POP"));
        }
}

TEST_CASE("two columns of one name are refused where they are read, by their place", "[io][gdal]") {
    const TempFolder folder;
    const auto message = [&](const std::string& text) {
        return message_of<InputError>([&] {
            census::AreaTable table = three_iris();
            Notices notices;
            join_census(table_of(folder.write("pop.csv", text), "iris", 2020), table, notices,
                        "2020");
        });
    };
    CHECK(has(message("IRIS;P20_POP;P20_POP\n010040101;1;2\n"),
              "deux colonnes de ce nom (la 2e et la 3e)"));
    CHECK(message("IRIS;P20_POP;LIBIRIS;LIBIRIS\n010040101;1;a;b\n").empty());
}

TEST_CASE("a text whose name looks like a count is no unreadable number", "[io][gdal]") {
    const TempFolder folder;
    census::AreaTable table = three_iris();
    Notices notices;
    join_census(table_of(folder.write("pop.csv", "IRIS;P20_POP;P20_LIBELLE\n010040101;1;Nord\n"),
                         "iris", 2020),
                table, notices, "2020");
    CHECK(notices.count("nombre_illisible") == 0);
    CHECK(count(table, "LIBELLE") == nullptr);
}

TEST_CASE("official codes with stray spaces and small letters find their quarter", "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto values =
        read_official(table_of(folder.write("qp.csv",
                                            "CODGEO;POP_MUN\nQN05901M\xC2\xA0;1\nQN059 02M;2\n"
                                            "qn05903m;3\n"),
                               "qpv", 2022),
                      notices);
    REQUIRE(values.size() == 3);
    CHECK(values[0].perimeter == "QN05901M");
    CHECK(values[1].perimeter == "QN05902M");
    CHECK(values[2].perimeter == "QN05903M");
}
