// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_perimeters.hpp"

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/layers/read_areas.hpp"
#include "io/reference/notice_words.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

const ReadContext lambert{{2154}, 0.01, {}};

IndexedVector<PerimeterIdx, Perimeter> read(const PerimeterSpec& spec, Notices& notices,
                                            const DesignatedAreas& areas = {}) {
    return read_perimeters({spec}, lambert, areas, notices);
}

std::string refusal(const PerimeterSpec& spec) {
    return message_of<InputError>([&] {
        Notices notices;
        (void)read(spec, notices);
    });
}

PerimeterSpec declared(const std::filesystem::path& file) {
    return spec_of<PerimeterSpec>(file, "perimetres[0]");
}

}  // namespace

TEST_CASE("both official generations are read by their own field names, in any case",
          "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto old = read(
        declared(folder.write(
            "a.geojson",
            geojson({rectangle(
                3.50, 50.30, 3.51, 50.31,
                R"("CODE_QP":"QP059020","NOM_QP":"Verrerie","COMMUNE_QP":"Anzin,  Raismes")")}))),
        notices);
    REQUIRE(old.size() == 1);
    const Perimeter& a = old[PerimeterIdx{0}];
    CHECK(a.id == "QP059020");
    CHECK(a.name == "Verrerie");
    CHECK(a.generation == Generation::g2015);
    CHECK(a.communes == std::vector<std::string>{"Anzin", "Raismes"});
    CHECK(a.statut == Statut::officiel);
    CHECK(a.source == "essai");

    const auto young = read(
        declared(folder.write(
            "b.geojson",
            geojson({rectangle(
                3.50, 50.30, 3.51, 50.31,
                R"("code_qp":"QN05906M","lib_qp":"Verrerie","insee_com":"59014","lib_com":"Anzin")")}))),
        notices);
    const Perimeter& b = young[PerimeterIdx{0}];
    CHECK(b.id == "QN05906M");
    CHECK(b.name == "Verrerie");
    CHECK(b.generation == Generation::g2024);
    CHECK(b.communes == std::vector<std::string>{"59014"});

    const auto export_variant = read(
        declared(folder.write(
            "c.geojson",
            geojson({rectangle(
                3.50, 50.30, 3.51, 50.31,
                R"("code_quartier":" qp059020 ","quartier_prioritaire":"Verrerie","noms_des_communes_concernees":"Anzin")")}))),
        notices);
    CHECK(export_variant[PerimeterIdx{0}].id == "QP059020");
    CHECK(export_variant[PerimeterIdx{0}].name == "Verrerie");
    REQUIRE(notices.items().size() == 1);  // the lower case is put right, and told
    CHECK(read_notice_words("fr").samples(notices.items()[0]).at(0) == "« qp059020 » → QP059020");
}

TEST_CASE("a perimeter lands in Lambert-93 metres where its degrees say", "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    // 3° E, 46.5° N is (700 km, 6,600 km) by the definition of Lambert-93.
    const auto read_back = read(
        declared(folder.write(
            "a.geojson",
            geojson({rectangle(3.0, 46.5, 3.01, 46.51, R"("code_qp":"QP058001","nom_qp":"A")")}))),
        notices);
    const geo::Box box = geo::bounds(*read_back[PerimeterIdx{0}].shape);
    CHECK(box.min_x == Approx(700000).margin(0.01));
    CHECK(box.min_y == Approx(6600000).margin(0.5));
}

TEST_CASE("a missing column is named, with the nearest one and what to write", "[io][gdal]") {
    const TempFolder folder;
    PerimeterSpec spec = declared(folder.write(
        "qpv.geojson",
        geojson({rectangle(3.50, 50.30, 3.51, 50.31, R"("CODEQP":"QP059020","NOM":"V")")})));
    const std::string message = refusal(spec);
    CHECK(has(message, "qpv.geojson"));
    CHECK(has(message, "champ code"));
    CHECK(has(message, "CODEQP, NOM"));
    CHECK(has(message, "champs = { code = \"CODEQP\" }"));

    spec.fields = {{"code", "CODEQP"}};
    CHECK(refusal(spec).empty());
    spec.fields = {{"code", "CODE_QPX"}};
    CHECK(has(refusal(spec), "« CODEQP » ?"));
    spec.fields = {{"codes", "CODEQP"}};
    CHECK(has(message_of<ConfigError>([&] {
                  Notices notices;
                  (void)read(spec, notices);
              }),
              "« code » ?"));
}

TEST_CASE("Lambert-93 numbers labelled WGS 84, and degrees labelled Lambert-93, are caught",
          "[io][gdal]") {
    const TempFolder folder;
    const std::string name = R"("code_qp":"QP059020","nom_qp":"V")";
    const std::string metres = rectangle(733000, 7027000, 734000, 7028000, name);
    const std::string degrees = rectangle(3.50, 50.30, 3.51, 50.31, name);

    std::string message = refusal(declared(folder.write("metres.geojson", geojson({metres}))));
    CHECK(has(message, "metres.geojson"));
    CHECK(has(message, "733000"));
    CHECK(has(message, "2154 (Lambert-93)"));
    message = refusal(declared(folder.write("degres.geojson", geojson({degrees}, 2154))));
    CHECK(has(message, "x de 3.5 à 3.51"));
    CHECK(has(message, "4326"));
    message = refusal(declared(
        folder.write("axes.geojson", geojson({rectangle(50.30, 3.50, 50.31, 3.51, name)}))));
    CHECK(has(message, "axes inversés"));
    message = refusal(declared(folder.write("antilles.geojson", geojson({metres}, 5490))));
    CHECK(has(message, "2154"));

    PerimeterSpec right = declared(folder.path("metres.geojson"));
    right.crs = 2154;
    CHECK(refusal(right).empty());
    CHECK(refusal(declared(folder.write("ok.geojson", geojson({metres}, 2154)))).empty());
}

TEST_CASE("a CSV that does not say what its rows designate is refused with the way out",
          "[io][gdal]") {
    const TempFolder folder;
    const std::string message =
        refusal(declared(folder.write("liste.csv", "code_qp;nom_qp\nQP059020;V\n")));
    CHECK(has(message, "par = \"iris\""));
}

TEST_CASE("an empty layer, a filter that nothing passes, a missing file are refused",
          "[io][gdal]") {
    const TempFolder folder;
    CHECK(has(refusal(declared(folder.write("vide.geojson", geojson({})))), "vide"));
    PerimeterSpec spec = declared(folder.write(
        "a.geojson",
        geojson({rectangle(3.50, 50.30, 3.51, 50.31, R"("code_qp":"QP059020","nom_qp":"V")"),
                 rectangle(3.60, 50.30, 3.61, 50.31, R"("code_qp":"QP059021","nom_qp":"W")")})));
    spec.filter_field = "CODE_QP";
    spec.filter_values = {"QP059021"};
    Notices notices;
    const auto one = read(spec, notices);
    REQUIRE(one.size() == 1);
    CHECK(one[PerimeterIdx{0}].id == "QP059021");
    spec.filter_values = {"QP059999"};
    CHECK(has(refusal(spec), "QP059020, QP059021"));
    spec.filter_field = "CODE_QPP";
    CHECK(has(refusal(spec), "« code_qp » ?"));
    CHECK(has(refusal(declared(folder.path("absent.gpkg"))), "absent"));
    CHECK(has(refusal(declared(folder.write("texte.gpkg", "pas une base"))), "texte.gpkg"));
}

TEST_CASE("a truncated GeoJSON is refused", "[io][gdal]") {
    const TempFolder folder;
    const std::string whole =
        geojson({rectangle(3.50, 50.30, 3.51, 50.31, R"("code_qp":"QP059020","nom_qp":"V")"),
                 rectangle(3.60, 50.30, 3.61, 50.31, R"("code_qp":"QP059021","nom_qp":"W")")});
    for (const double share : {0.4, 0.6, 0.8, 0.95}) {
        const auto cut = static_cast<std::size_t>(share * static_cast<double>(whole.size()));
        CHECK_FALSE(refusal(declared(folder.write("t.geojson", whole.substr(0, cut)))).empty());
    }
}

TEST_CASE("codes in double are refused with their rows, within a file and between files",
          "[io][gdal]") {
    const TempFolder folder;
    const std::string one =
        rectangle(3.50, 50.30, 3.51, 50.31, R"("code_qp":"QP059020","nom_qp":"V")");
    const std::string other =
        rectangle(3.60, 50.30, 3.61, 50.31, R"("code_qp":"QP059020","nom_qp":"W")");
    const std::string message = refusal(declared(folder.write("d.geojson", geojson({one, other}))));
    CHECK(has(message, "d.geojson"));
    CHECK(has(message, "QP059020 (lignes 0, 1)"));

    Notices notices;
    const std::vector<PerimeterSpec> two{declared(folder.write("a.geojson", geojson({one}))),
                                         declared(folder.write("b.geojson", geojson({other})))};
    const std::string between =
        message_of<InputError>([&] { (void)read_perimeters(two, lambert, {}, notices); });
    CHECK(has(between, "a.geojson et b.geojson"));
    CHECK(has(between, "QP059020"));
}

TEST_CASE(
    "a bow-tie keeps both wings and is counted; a line over itself is refused above the tolerance",
    "[io][gdal]") {
    const TempFolder folder;
    // Wings of 50 x 100 / 2 = 2,500 m² each, drawn opposite ways: the shoelace sum is 0.
    const std::string bow =
        R"({"type":"Feature","properties":{"code_qp":"QP059020","nom_qp":"V"},"geometry":)"
        R"({"type":"Polygon","coordinates":[[[733000,7027000],[733100,7027100],[733100,7027000],)"
        R"([733000,7027100],[733000,7027000]]]}})";
    Notices notices;
    const auto repaired =
        read(declared(folder.write("bow.geojson", geojson({bow}, 2154))), notices);
    CHECK(geo::area(*repaired[PerimeterIdx{0}].shape).value() == Approx(2 * 2500.0));
    CHECK(geo::is_valid(*repaired[PerimeterIdx{0}].shape));
    REQUIRE(notices.count("geometrie_reparee") == 1);
    CHECK(has(read_notice_words("fr").samples(notices.items()[0]).at(0), "QP059020 (0 → 5000 m²"));

    // A square of 100 m with, inside it, a loop of 40 m drawn the same way: even-odd says 10,000 -
    // 1,600, the union of what is wound says 10,000.
    const std::string doubled =
        R"({"type":"Feature","properties":{"code_qp":"QP059021","nom_qp":"W"},"geometry":)"
        R"({"type":"Polygon","coordinates":[[[733000,7027000],[733100,7027000],[733100,7027100],)"
        R"([733000,7027100],[733000,7027000],[733040,7027040],[733080,7027040],[733080,7027080],)"
        R"([733040,7027080],[733040,7027040],[733000,7027000]]]}})";
    const PerimeterSpec spec = declared(folder.write("double.geojson", geojson({doubled}, 2154)));
    Notices more;
    const std::string message = message_of<InputError>([&] { (void)read(spec, more); });
    CHECK(has(message, "QP059021"));
    CHECK(has(message, "tolerance_reparation"));
    CHECK(more.count("geometrie_refusee") == 1);
    CHECK(more.has_errors());
    const ReadContext tolerant{{2154}, 0.5, {}};
    CHECK_NOTHROW(read_perimeters({spec}, tolerant, {}, more));
}

TEST_CASE(
    "a QPV code that is not official is an error for an official layer, a warning for a local one",
    "[io][gdal]") {
    const TempFolder folder;
    PerimeterSpec spec = declared(folder.write(
        "a.geojson",
        geojson({rectangle(3.50, 50.30, 3.51, 50.31, R"("code_qp":"ESSAI01","nom_qp":"V")")})));
    Notices official;
    CHECK(read(spec, official)[PerimeterIdx{0}].id == "ESSAI01");
    CHECK(official.count("code_invalide") == 1);
    CHECK(official.has_errors());
    spec.statut = Statut::local;
    Notices local;
    CHECK_FALSE(read(spec, local)[PerimeterIdx{0}].code.has_value());
    CHECK(local.count("code_invalide") == 1);
    CHECK_FALSE(local.has_errors());
    spec.kind = PerimeterKind::veille_active;
    Notices watch;
    (void)read(spec, watch);
    CHECK(watch.count("code_invalide") == 0);
}

TEST_CASE("veille active without codes gets ids by commune and name, kinds may come row by row",
          "[io][gdal]") {
    const TempFolder folder;
    PerimeterSpec spec = declared(folder.write(
        "va.geojson",
        geojson(
            {rectangle(3.50, 50.30, 3.51, 50.31,
                       R"("nom":"Cité des Œillets, n° 2","commune":"59014","g":"veille_active")"),
             rectangle(3.60, 50.30, 3.61, 50.31,
                       R"("nom":"Cité des Œillets, n° 2","commune":"59079","g":"comparaison")"),
             rectangle(3.70, 50.30, 3.71, 50.31,
                       R"("nom":"Sans commune","commune":null,"g":"veille_active")")})));
    spec.kind = PerimeterKind::veille_active;
    spec.kind_field = "g";
    spec.statut = Statut::local;
    Notices notices;
    const auto all = read(spec, notices);
    REQUIRE(all.size() == 3);
    CHECK(all[PerimeterIdx{0}].id == "VA-59014-cite-des-oeillets-n-2");
    CHECK(all[PerimeterIdx{1}].id == "CO-59079-cite-des-oeillets-n-2");
    CHECK(all[PerimeterIdx{1}].kind == PerimeterKind::comparaison);
    CHECK(all[PerimeterIdx{2}].id == "VA-x-sans-commune");
    spec.kind_field = "nom";
    CHECK(has(refusal(spec), "veille_active"));
}

TEST_CASE("a list of IRIS codes draws its perimeters; an unknown code is refused with its line",
          "[io][gdal]") {
    const TempFolder folder;
    Notices notices;
    const auto iris = read_iris(
        spec_of<LayerSpec>(
            folder.write("iris.geojson",
                         geojson({rectangle(3.50, 50.30, 3.51, 50.31,
                                            R"("CODE_IRIS":"010040101","NOM_IRIS":"a")"),
                                  rectangle(3.51, 50.30, 3.52, 50.31,
                                            R"("CODE_IRIS":"010040102","NOM_IRIS":"b")"),
                                  rectangle(3.60, 50.30, 3.61, 50.31,
                                            R"("CODE_IRIS":"590140101","NOM_IRIS":"c")")})),
            "iris[0]"),
        lambert, notices);
    PerimeterSpec spec = declared(folder.write(
        "liste.csv",
        "nom;code_iris\nLes Pins;010040101\nLes Pins;10040102\nLe Moulin;590140101\n"));
    spec.kind = PerimeterKind::veille_active;
    spec.by = "iris";
    const auto listed = read(spec, notices, {&iris, {}});
    REQUIRE(listed.size() == 2);
    CHECK(listed[PerimeterIdx{0}].id == "VA-01004-les-pins");
    CHECK(notices.count("zero_retabli") == 1);
    const double both = geo::area(iris.areas[census::AreaIdx{0}].shape).value() +
                        geo::area(iris.areas[census::AreaIdx{1}].shape).value();
    CHECK(geo::area(*listed[PerimeterIdx{0}].shape).value() == Approx(both).epsilon(1e-9));
    CHECK(listed[PerimeterIdx{1}].communes == std::vector<std::string>{"59014"});

    spec.file = folder.write("faux.csv", "nom;code_iris\nLes Pins;010049999\n");
    const std::string message = message_of<InputError>([&] {
        (void)read(spec, notices, {&iris, {}});
    });
    CHECK(has(message, "« 010049999 » (ligne 2)"));
    CHECK(has(refusal(spec), "[[iris]]"));
}

TEST_CASE("perimeters of one kind that overlap are named with the area they share", "[io][gdal]") {
    const TempFolder folder;
    const auto square = [](double west, const char* code, const char* kind) {
        return rectangle(
            west, 7027000, west + 100, 7027100,
            R"("code_qp":")" + std::string(code) + R"(","nom_qp":"x","g":")" + kind + "\"");
    };
    PerimeterSpec spec = declared(
        folder.write("a.geojson", geojson({square(733000, "QP059020", "quartier_prioritaire"),
                                           square(733090, "QP059021", "quartier_prioritaire"),
                                           square(733189.5, "QP059022", "quartier_prioritaire"),
                                           square(733000, "Z", "comparaison")},
                                          2154)));
    spec.kind_field = "g";
    Notices notices;
    (void)read(spec, notices);
    // 10 m x 100 m shared; 0.5 m x 100 m is under 1 % of 10,000 m²; another kind may overlap.
    CHECK(notices.count("perimetres_superposes") == 1);
    CHECK(has(read_notice_words("fr").samples(notices.items().back()).at(0),
              "QP059020 et QP059021 : 1\u202f000 m²"));
}

TEST_CASE("a code of the other generation is told by name, and refused where the layer is official",
          "[io][gdal]") {
    const TempFolder folder;
    PerimeterSpec spec = declared(folder.write(
        "a.geojson",
        geojson({rectangle(3.50, 50.30, 3.51, 50.31, R"("code_qp":"QP059020","nom_qp":"V")"),
                 rectangle(3.60, 50.30, 3.61, 50.31, R"("code_qp":"qn 05906 m","nom_qp":"W")")})));
    Notices mixed;
    (void)read(spec, mixed);
    CHECK(mixed.count("code_repare") == 1);
    CHECK(mixed.count("generations_melangees") == 1);
    CHECK(read_notice_words("fr").samples(mixed.items().back()).at(0) ==
          "2015 : 1 (QP059020) ; 2024 : 1 (QN05906M)");
    CHECK_FALSE(mixed.has_errors());

    spec.generation = Generation::g2024;
    Notices official;
    (void)read(spec, official);
    REQUIRE(official.count("generation_contraire") == 1);
    CHECK(official.has_errors());
    for (const Notice& notice : official.items())
        if (notice.code == "generation_contraire")
            CHECK(read_notice_words("fr").samples(notice).at(0) ==
                  "QP059020 (V) : code de 2015, couche déclarée 2024");
    spec.statut = Statut::local;
    Notices local;
    (void)read(spec, local);
    CHECK(local.count("generation_contraire") == 1);
    CHECK_FALSE(local.has_errors());
}
