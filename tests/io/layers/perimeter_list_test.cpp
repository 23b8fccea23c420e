// SPDX-License-Identifier: Apache-2.0
#include "io/layers/perimeter_list.hpp"

#include <algorithm>

#include "engine/geo/measure.hpp"
#include "io/layers/read_areas.hpp"
#include "io/layers/read_perimeters.hpp"
#include "io/reference/notice_words.hpp"
#include "tests/io/gdal/temp_folder.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

const ReadContext lambert{{2154}, 0.01, {}};

/// Two QPV polygons of Anzin and Valenciennes, four communes, two IRIS of Beuvrages, and a list.
struct Valley {
    TempFolder folder;
    Notices notices;
    std::vector<Commune> communes;
    census::AreaTable iris;
    PerimeterSpec polygons = spec_of<PerimeterSpec>(
        folder.write(
            "qpv.geojson",
            geojson(
                {rectangle(3.50, 50.30, 3.51, 50.31,
                           R"("code_qp":"QP059020","nom_qp":"Verrerie","commune_qp":"Anzin")"),
                 rectangle(
                     3.52, 50.30, 3.53, 50.31,
                     R"("code_qp":"QP059030","nom_qp":"Chasse Royale","commune_qp":"59606")")})),
        "perimetres[0]");

    Valley() {
        for (const auto& [code, name] :
             {std::pair{"59014", "Anzin"}, std::pair{"59079", "Beuvrages"},
              std::pair{"59606", "Valenciennes"}}) {
            Commune commune;
            commune.code = code;
            commune.name = name;
            const double x = 730000 + 3000.0 * static_cast<double>(communes.size());
            commune.shape = {{{{x, 0}, {x + 2000, 0}, {x + 2000, 2000}, {x, 2000}, {x, 0}}, {}}};
            communes.push_back(commune);
        }
        Notices quiet;
        iris = read_iris(
            spec_of<LayerSpec>(
                folder.write("iris.geojson",
                             geojson({rectangle(3.60, 50.30, 3.61, 50.31,
                                                R"("CODE_IRIS":"590790101","NOM_IRIS":"a")"),
                                      rectangle(3.61, 50.30, 3.62, 50.31,
                                                R"("CODE_IRIS":"590790102","NOM_IRIS":"b")")})),
                "iris[0]"),
            lambert, quiet);
    }

    PerimeterSpec list(const std::string& text) const {
        PerimeterSpec spec =
            spec_of<PerimeterSpec>(folder.write("liste.csv", text), "perimetres[1]");
        spec.by = "liste";
        spec.kind = PerimeterKind::veille_active;
        spec.statut = Statut::local;
        return spec;
    }
    IndexedVector<PerimeterIdx, Perimeter> read(const PerimeterSpec& list_spec) {
        return read_perimeters({polygons, list_spec}, lambert, {&iris, communes}, notices);
    }
    IndexedVector<PerimeterIdx, Perimeter> read(const std::string& text) {
        return read(list(text));
    }
    std::string refusal(const std::string& text) {
        return message_of<InputError>([&] { (void)read(text); });
    }
    std::string sample(std::string_view code) const {
        for (const Notice& notice : notices.items())
            if (notice.code == code) return read_notice_words("fr").samples(notice).at(0);
        return {};
    }
};

const Perimeter& named(const IndexedVector<PerimeterIdx, Perimeter>& all, std::string_view id) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Perimeter& one) { return one.id == id; });
    REQUIRE(found != all.end());
    return *found;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a quarter without area has no shape and keeps its row; areas are united", "[io][gdal]") {
    Valley valley;
    const auto all = valley.read(
        "nom;communes;zone_iris;zone_commune\n"
        "Fénelon;Beuvrages;590790101;\nFénelon;Beuvrages;590790102;\n"
        "Bourg;Anzin;;59014\nMacou;Beuvrages;;\n");
    REQUIRE(all.size() == 5);
    const Perimeter& drawn = named(all, "VA-beuvrages-fenelon");
    REQUIRE(drawn.shape);
    CHECK(drawn.statut == Statut::local);
    const double both = geo::area(valley.iris.areas[census::AreaIdx{0}].shape).value() +
                        geo::area(valley.iris.areas[census::AreaIdx{1}].shape).value();
    CHECK(geo::area(*drawn.shape).value() == Approx(both).epsilon(1e-9));
    CHECK(geo::area(*named(all, "VA-anzin-bourg").shape).value() == Approx(2000 * 2000.0));
    const Perimeter& undrawn = named(all, "VA-beuvrages-macou");
    CHECK_FALSE(undrawn.shape);
    CHECK(valley.sample("perimetre_sans_contour") == "VA-beuvrages-macou");
}

TEST_CASE("a list completes the polygons, by code, else by commune and name", "[io][gdal]") {
    Valley valley;
    PerimeterSpec spec = valley.list(
        "nom;communes;code;g;alias;autres_codes;reference;note;npnru;anru\n"
        "Verrerie - Square;Anzin / Raismes;qp059020;q;La Verrerie;Z0566;521 893;deux graphies;"
        "oui;\n"
        "la chasse-royale;Valenciennes;;q;;;;;;x\n");
    spec.fields["genre"] = "g";
    spec.values = {{"q", "quartier_prioritaire"}};
    spec.programmes = {{"NPNRU", "npnru"}, {"PNRU", "anru"}};
    const auto all = valley.read(spec);
    REQUIRE(all.size() == 2);
    const Perimeter& glass = named(all, "QP059020");
    CHECK(glass.name == "Verrerie");
    CHECK(glass.statut == Statut::officiel);
    CHECK(glass.shape.has_value());
    CHECK(glass.aliases == Texts{"Verrerie - Square", "La Verrerie"});
    CHECK(glass.communes == Texts{"Anzin", "Raismes"});
    CHECK(glass.other_codes == Texts{"Z0566"});
    CHECK(glass.programmes == Texts{"NPNRU"});
    CHECK(glass.reference == "521 893");
    CHECK(glass.remark == "deux graphies");
    // "Valenciennes" in the list is 59606 in the layer; article, case and hyphen do not count.
    CHECK(named(all, "QP059030").programmes == Texts{"PNRU"});
    CHECK(valley.notices.count("liste_jointe") == 2);
    CHECK(has(valley.sample("code_repare"), "QP059020"));
}

TEST_CASE("the same name in two communes, or under two statuses, stays two quarters",
          "[io][gdal]") {
    Valley valley;
    const auto all = valley.read(
        "nom;communes\nVerrerie;Beuvrages\nVerrerie;Anzin\nChasse Royale;Valenciennes\n");
    REQUIRE(all.size() == 2 + 3);
    CHECK_FALSE(named(all, "VA-beuvrages-verrerie").shape);
    CHECK_FALSE(named(all, "VA-anzin-verrerie").shape);  // veille active, beside the QPV
    CHECK_FALSE(named(all, "VA-valenciennes-chasse-royale").shape);
    CHECK(named(all, "QP059020").aliases.empty());
    CHECK(valley.notices.count("noms_homonymes") == 2);
    CHECK(has(valley.sample("noms_homonymes"), "QP059030"));
}

TEST_CASE("what answers to several quarters is told with the candidates and joined to none",
          "[io][gdal]") {
    Valley valley;
    valley.polygons = spec_of<PerimeterSpec>(
        valley.folder.write(
            "deux.geojson",
            geojson({rectangle(3.50, 50.30, 3.51, 50.31,
                               R"("code_qp":"QP059020","nom_qp":"Le Centre","commune_qp":"Anzin")"),
                     rectangle(3.52, 50.30, 3.53, 50.31,
                               R"("code_qp":"QP059021","nom_qp":"Centre","commune_qp":"Anzin")")})),
        "perimetres[0]");
    PerimeterSpec spec = valley.list("nom;communes\nCENTRE;Anzin\n");
    spec.kind = PerimeterKind::quartier_prioritaire;
    const auto all = valley.read(spec);
    REQUIRE(all.size() == 3);
    CHECK_FALSE(all[PerimeterIdx{2}].shape);
    const std::string told = valley.sample("rapprochement_ambigu");
    CHECK(has(told, "ligne 2"));
    CHECK(has(told, "QP059020"));
    CHECK(has(told, "QP059021"));
}

TEST_CASE("an alias that is another quarter's name in the same commune joins nothing",
          "[io][gdal]") {
    Valley valley;
    PerimeterSpec spec =
        valley.list("nom;communes;alias\nSquare;Anzin;Verrerie\nVerrerie;Anzin;\n");
    spec.kind = PerimeterKind::quartier_prioritaire;
    const auto all = valley.read(spec);
    // "Square" would have joined QP059020 by its alias; the row "Verrerie" joins it by name.
    REQUIRE(all.size() == 3);
    CHECK(named(all, "QP-anzin-square").aliases == Texts{"Verrerie"});
    CHECK(has(valley.sample("alias_ambigu"), "« Verrerie » de QP-anzin-square"));

    Valley elsewhere;  // the same alias in another commune is nobody's
    spec = elsewhere.list("nom;communes;alias\nSquare;Anzin;Verrerie\nVerrerie;Beuvrages;\n");
    spec.kind = PerimeterKind::quartier_prioritaire;
    const auto joined = elsewhere.read(spec);
    CHECK(named(joined, "QP059020").aliases == Texts{"Square"});
    CHECK(elsewhere.notices.count("alias_ambigu") == 0);
}

TEST_CASE("sub-sectors go to their quarter by code, else by its name; orphans are told",
          "[io][gdal]") {
    Valley valley;
    PerimeterSpec spec = valley.list(
        "nom;communes;code;niveau;parent\n"
        "Carpeaux;Anzin;QP059020;part;\nDutemple;Valenciennes;;part;Chasse-Royale\n"
        "Hainaut;Anzin;;part;?\nPont;Anzin;QP059099;part;\nLa Plaine;Anzin;;place;\n"
        "Macou;Beuvrages;;;\n");
    spec.values = {{"part", "sous_secteur"}, {"place", "ignorer"}};
    const auto all = valley.read(spec);
    REQUIRE(all.size() == 3);
    CHECK(named(all, "QP059020").sub_sectors == Texts{"Carpeaux"});
    CHECK(named(all, "QP059030").sub_sectors == Texts{"Dutemple"});
    CHECK(valley.notices.count("sous_secteur_orphelin") == 2);
    CHECK(has(valley.sample("sous_secteur_orphelin"), "« Hainaut » (Anzin, ligne 4)"));
    CHECK(valley.sample("lignes_ecartees") == "ligne 6 : La Plaine");
}

TEST_CASE("unknown areas are refused with their line and the layer that lacks them", "[io][gdal]") {
    Valley valley;
    std::string message = valley.refusal("nom;communes;zone_iris\nA;Anzin;\nB;Anzin;590149999\n");
    CHECK(has(message, "« 590149999 » (ligne 3)"));
    CHECK(has(message, "iris"));
    message = valley.refusal("nom;communes;zone_commune\nA;Anzin;59999\n");
    CHECK(has(message, "« 59999 » (ligne 2)"));
    CHECK(has(message, "communes"));
    valley.iris.areas = {};
    CHECK(has(valley.refusal("nom;communes;zone_iris\nA;Anzin;590790101\n"), "[[iris]]"));
    CHECK(has(valley.refusal("nom;communes;dessin\nA;Anzin;plan 1\n"), "contours"));
}

TEST_CASE("rows without commune, rows in double and areas in double are told with their lines",
          "[io][gdal]") {
    Valley valley;
    const auto all = valley.read(
        "nom;communes;zone_iris\nVerrerie;;\nMacou;Beuvrages;\nLe Macou;Beuvrages;\n"
        "Fénelon;Beuvrages;590790101\nFénelon;Beuvrages;590790101\nRuissard;Beuvrages;590790101\n");
    REQUIRE(all.size() == 2 + 4);
    CHECK_FALSE(named(all, "VA-x-verrerie").shape);  // a name alone joins nothing
    CHECK(valley.sample("liste_sans_commune") == "« Verrerie » (ligne 2)");
    CHECK(valley.sample("ligne_en_double") == "VA-beuvrages-macou : lignes 3 et 4");
    CHECK(has(valley.sample("noms_rapproches"), "« Macou » et « Le Macou »"));
    CHECK(has(valley.sample("zone_repetee"), "590790101 (ligne 6)"));
    CHECK(has(valley.sample("zone_partagee"), "lignes 5 et 7"));
    CHECK(valley.notices.count("perimetres_superposes") == 1);
}

TEST_CASE("a drawn file gives shapes by code or name, told apart by commune", "[io][gdal]") {
    Valley valley;
    PerimeterSpec spec = valley.list(
        "nom;communes;dessin\nLes Pins;Anzin;\nLes Pins;Beuvrages;\nMacou;Anzin;plan 7\n");
    spec.drawn = spec_of<LayerSpec>(
        valley.folder.write("dessins.geojson",
                            geojson({rectangle(3.60, 50.30, 3.61, 50.31,
                                               R"("code":"","nom":"Les pins","commune":"59014")"),
                                     rectangle(3.62, 50.30, 3.64, 50.31,
                                               R"("code":"","nom":"Pins","commune":"Beuvrages")"),
                                     rectangle(3.66, 50.30, 3.67, 50.31,
                                               R"("code":"plan 7","nom":"","commune":"")")})),
        "perimetres[1].contours");
    const auto all = valley.read(spec);
    const auto width = [&](std::string_view id) {
        return geo::bounds(*named(all, id).shape).width();
    };
    // Drawn 0.01 and 0.02 degree wide.
    CHECK(width("VA-beuvrages-les-pins") > 1.5 * width("VA-anzin-les-pins"));
    CHECK(named(all, "VA-anzin-macou").shape.has_value());

    spec = valley.list("nom;dessin\nAilleurs;Les Pins\n");
    spec.drawn =
        spec_of<LayerSpec>(valley.folder.path("dessins.geojson"), "perimetres[1].contours");
    CHECK(has(message_of<InputError>([&] { (void)valley.read(spec); }), "« Les Pins »"));
    spec.drawn->file = valley.folder.path("absent.geojson");
    CHECK(has(message_of<InputError>([&] { (void)valley.read(spec); }), "absent"));
}

TEST_CASE("a quarter whose polygon was read keeps it, whatever areas the list designates",
          "[io][gdal]") {
    Valley valley;
    const auto alone = read_perimeters({valley.polygons}, lambert, {}, valley.notices);
    PerimeterSpec spec = valley.list("nom;communes;code;zone_iris\nX;Anzin;QP059020;590790101\n");
    spec.kind = PerimeterKind::quartier_prioritaire;
    const auto all = valley.read(spec);
    CHECK(named(all, "QP059020").shape == alone[PerimeterIdx{0}].shape);
    CHECK(valley.sample("zones_ignorees") == "QP059020");
}
