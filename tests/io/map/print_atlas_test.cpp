// SPDX-License-Identifier: Apache-2.0
#include "io/map/print_atlas.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "io/base/file_names.hpp"
#include "io/base/files.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;
namespace fs = std::filesystem;

namespace {

/// Two quarters, one of them in two pieces, and one that nobody has drawn.
Table perimeters(const std::string& name) {
    Table table;
    table.name = "perimetres";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"code", ColumnType::text},
                     {"nom_qp", ColumnType::text},
                     {"genre", ColumnType::text},
                     {"statut", ColumnType::text},
                     {"genre_statut", ColumnType::text}};
    const auto row = [](const char* code, const std::string& label, const std::string& kind,
                        const std::string& statut) {
        return std::vector<Value>{std::string(code), label, kind, statut, kind + "/" + statut};
    };
    table.rows = {row("QN05901M", name, "quartier_prioritaire", "officiel"),
                  row("VA-59606-l/été", "L'Été", "veille_active", "local"),
                  row("VA-59606-x", "Sans contour", "veille_active", "local")};
    table.geometries = {
        geo::MultiPolygon{tests::square(735000, 7030000, 600, 200)},
        geo::MultiPolygon{tests::square(736000, 7030000, 300), tests::square(737000, 7030000, 300)},
        geo::Geometry{}};
    return table;
}

struct Print {
    fs::path folder = fs::temp_directory_path() / ("lisiere_atlas_" + std::to_string(::getpid()));
    Styles styles = read_styles(LISIERE_ROOT "/styles");
    PrintSettings settings = read_print_settings(LISIERE_ROOT "/styles", styles);
    PrintConfig config;
    Inputs inputs;
    Notices notices;
    Threads threads;
    Print() { fs::remove_all(folder); }
    ~Print() { fs::remove_all(folder); }

    /// The files by name.
    std::map<std::string, std::string> operator()(const std::vector<Table>& tables,
                                                  const char* under = "a") {
        const fs::path to = folder / under;
        fs::create_directories(to);
        std::vector<LayerStyle> fitted_styles;
        for (const Table& table : tables)
            if (const LayerStyle* style = styles.find(table.name)) {
                std::vector<std::string> columns;
                for (const Column& column : table.columns) columns.push_back(column.name);
                fitted_styles.push_back(fitted(*style, columns, notices));
            }
        write_print_atlas({tables,
                           fitted_styles,
                           styles,
                           settings,
                           config,
                           inputs,
                           "fr",
                           "INSEE 2021",
                           {},
                           {},
                           false,
                           {},
                           threads},
                          to, notices);
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(to))
            files[entry.path().filename().string()] = read_text(entry.path());
        return files;
    }
};

}  // namespace

TEST_CASE("each drawn quarter has its page in three formats, and the atlas holds them all",
          "[io][map]") {
    Print print;
    const auto files = print({perimeters("Vieux-Condé : Solitude")});
    std::vector<std::string> names;
    for (const auto& [name, unused] : files) names.push_back(name);
    const std::vector<std::string> codes{"QN05901M", "VA-59606-l/été", "VA-59606-x"};
    const std::string second = FileNames(codes).of("VA-59606-l/été");
    CHECK(second.starts_with("VA-59606-l-ete-"));
    CHECK(names == std::vector<std::string>{"QN05901M.pdf", "QN05901M.png", "QN05901M.svg",
                                            second + ".pdf", second + ".png", second + ".svg",
                                            "atlas.pdf"});
    CHECK(files.at("atlas.pdf").substr(0, 5) == "%PDF-");
    CHECK(files.at("QN05901M.png").substr(1, 3) == "PNG");
    CHECK(files.at("QN05901M.svg").find("<svg") != std::string::npos);
    CHECK(print.notices.count("page_sans_contour") == 1);
}

TEST_CASE("a page takes neither another's place nor that of the whole atlas", "[io][map]") {
    Print print;
    print.config.formats = {"pdf", "png"};
    Table table = perimeters("Solitude");
    const std::vector<std::string> codes{"VA/1", "VA.1", "atlas"};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        table.rows[i][0] = codes[i];
        table.geometries[i] =
            geo::MultiPolygon{tests::square(735000 + 900.0 * static_cast<double>(i), 7030000, 300)};
    }
    const auto files = print({table});
    CHECK(files.size() == 1 + 3 * 2);
    const FileNames names(codes);
    for (const std::string& code : codes) {
        CHECK(files.count(names.of(code) + ".png") == 1);
        CHECK(files.at("atlas.pdf").size() > files.at(names.of(code) + ".pdf").size());
    }
}

TEST_CASE("the same run gives the same bytes, whatever was drawn before", "[io][map][property]") {
    Print print;
    const std::vector<Table> tables{perimeters("Vieux-Condé")};
    const auto first = print(tables, "a");
    print.config.portrait = true;
    print(tables, "b");  // other drawings in between
    print.config.portrait = false;
    const auto again = print(tables, "c");
    CHECK(first == again);
    CHECK(first.at("QN05901M.svg").find("id=\"surface") == std::string::npos);
}

TEST_CASE("pages drawn by several threads are those of one, and none waits behind",
          "[io][map][property]") {
    Print print;
    const std::vector<Table> tables{perimeters("Vieux-Condé")};
    const auto one = print(tables, "a");
    print.threads.count = 4;
    CHECK(print(tables, "b") == one);
    CHECK_FALSE(fs::exists(print.folder / "b" / ".pages"));
}

TEST_CASE("a font that is not there is replaced, and told", "[io][map]") {
    Print print;
    print.settings.family = "Police Inconnue de Personne";
    print.config.formats = {"png"};
    const auto files = print({perimeters("Solitude")});
    CHECK(print.notices.count("police_absente") == 1);
    CHECK(files.count("QN05901M.png") == 1);
}

TEST_CASE("no perimeter at all gives an atlas of its overview", "[io][map]") {
    Print print;
    Table none = perimeters("Solitude");
    none.rows.clear();
    none.geometries.clear();
    const auto files = print({none});
    CHECK(files.size() == 1);
    CHECK(files.at("atlas.pdf").substr(0, 5) == "%PDF-");
}

TEST_CASE("a strip of 1 km by 20 m and a quarter in two far pieces have their pages", "[io][map]") {
    Print print;
    Table table = perimeters("La Digue");
    const geo::Ring strip{{735000, 7030000},
                          {736000, 7030000},
                          {736000, 7030020},
                          {735000, 7030020},
                          {735000, 7030000}};
    table.geometries[0] = geo::MultiPolygon{{strip, {}}};
    table.geometries[1] =
        geo::MultiPolygon{tests::square(736000, 7030000, 300), tests::square(741000, 7036000, 20)};
    const auto files = print({table});
    CHECK(files.count("QN05901M.svg") == 1);
    // Both pieces are on the map: its scale is that of what lies between them, 6.4 km high.
    const auto page = std::find_if(files.begin(), files.end(), [](const auto& file) {
        return file.first.starts_with("VA-59606-l-") && file.first.ends_with(".svg");
    });
    REQUIRE(page != files.end());
    CHECK(page->second.size() > 1000);
    CHECK(print.notices.count("legende_coupee") == 0);
}

TEST_CASE("a plate is left out where the edition lacks what it needs", "[io][map]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    Plate plate;
    CHECK(is_printed(plate, {}, {}));
    plate.needs = {"iris/revenu_median"};
    Table iris;
    iris.name = "iris";
    iris.columns = {{"revenu_median", ColumnType::real}};
    iris.rows = {{21000.0}};
    const std::vector<Table> tables{iris};
    Notices notices;
    const std::vector<std::string> columns{"revenu_median"};
    const std::vector<LayerStyle> with{fitted(*styles.find("iris"), columns, notices)};
    CHECK(is_printed(plate, tables, with));
    plate.needs = {"iris/part_locataires_hlm"};
    CHECK_FALSE(is_printed(plate, tables, with));
    plate.needs = {"communes"};
    CHECK_FALSE(is_printed(plate, tables, with));
    plate.needs = {"iris"};
    CHECK(is_printed(plate, tables, with));
    const std::vector<Table> empty{Table{"iris", GeometryType::none, {}, iris.columns, {}, {}}};
    CHECK_FALSE(is_printed(plate, empty, with));
}

TEST_CASE("a plate of one mode needs a row of that mode, one of an indicator an area with a value",
          "[io][map]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    Notices notices;
    const auto as_drawn = [&](const Table& table) {
        std::vector<std::string> columns;
        for (const Column& column : table.columns) columns.push_back(column.name);
        return fitted(*styles.find(table.name), columns, notices);
    };
    Table areas;
    areas.name = "isochrones";
    areas.columns = {
        {"code", ColumnType::text}, {"mode", ColumnType::text}, {"minutes", ColumnType::integer}};
    areas.rows = {{std::string("A"), std::string("marche"), std::int64_t{5}}};
    Table iris;
    iris.name = "iris";
    iris.columns = {{"revenu_median", ColumnType::real}};
    iris.rows = {{Value{}}};
    const std::vector<Table> tables{areas, iris};
    const std::vector<LayerStyle> drawn{as_drawn(areas), as_drawn(iris)};
    Plate plate;
    plate.needs = {"isochrones/marche"};
    CHECK(is_printed(plate, tables, drawn));
    plate.needs = {"isochrones/velo"};
    CHECK_FALSE(is_printed(plate, tables, drawn));
    plate.needs = {"iris/revenu_median"};
    CHECK_FALSE(is_printed(plate, tables, drawn));
}

TEST_CASE("what an edition has no map of is told once a plate, with the reason in both languages",
          "[io][map]") {
    const Styles styles = read_styles(LISIERE_ROOT "/styles");
    const PrintSettings settings = read_print_settings(LISIERE_ROOT "/styles", styles);
    const std::vector<Table> tables{perimeters("Solitude")};
    const std::vector<LayerStyle> drawn{*styles.find("perimetres")};
    const std::vector<AbsentPlate> absent = absent_plates(settings, tables, drawn);
    std::map<std::string, AbsentPlate> by_id;
    for (const AbsentPlate& plate : absent) {
        CHECK_FALSE(plate.why.fr.empty());
        CHECK_FALSE(plate.why.en.empty());
        CHECK(by_id.emplace(plate.id, plate).second);
    }
    // Without streets, timetable or declared context: each of these would be an empty page, and a
    // map of heavy lines would print what nobody read as none.
    for (const char* id : {"marche", "velo", "vecu", "lignes_lourdes", "contexte", "secteurs"})
        CHECK(by_id.count(id) == 1);
    CHECK(by_id.at("velo").said("fr").find(", parce qu'aucun trajet") != std::string::npos);
    CHECK(by_id.at("velo").said("en").find(", because no cycling") != std::string::npos);
    for (const char* id : {"situation", "priorite", "enclavement", "scenario"})
        CHECK(by_id.count(id) == 0);
}

namespace {

/// The words of a PDF, page after page.
std::string words_of(const fs::path& pdf) {
    const fs::path text = pdf.string() + ".txt";
    REQUIRE(std::system(("pdftotext -layout " + pdf.string() + " " + text.string()).c_str()) == 0);
    return read_text(text);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

/// With a column of one value a row.
void add_column(Table& table, const char* name, std::vector<Value> values) {
    table.columns.push_back({name, ColumnType::real});
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        table.rows[row].push_back(values[row]);
}

}  // namespace

TEST_CASE("a part of a quarter is never printed as the quarter, a whole one bears no part",
          "[io][map]") {
    Print print;
    print.config.formats = {"pdf"};
    Table table = perimeters("Faubourg");
    add_column(table, "surface_ha", {20.3, 18.0, Value{}});
    add_column(table, "population", {1321.0, 900.0, Value{}});
    add_column(table, "indice_enclavement", {56.0, 40.0, Value{}});
    add_column(table, "part_couverte", {0.049, 1.0, Value{}});
    add_column(table, "population_reserve",
               {std::string("Les quartiers en ont trop peu."), Value{}, Value{}});
    table.columns.back().type = ColumnType::text;
    print({table});
    const std::string page = words_of(print.folder / "a" / "QN05901M.pdf");
    CHECK(page.find("Faubourg — partie couverte, 5") != std::string::npos);
    CHECK(page.find("contour officiel, couvert en partie") != std::string::npos);
    // The known under-count stands on the page of the figure that it is of.
    CHECK(page.find("Les quartiers en ont trop peu.") != std::string::npos);
    // Headline, area, and each of the four tiles, the ages, departures, detours and components.
    CHECK(count(page, "partie couverte") >= 6);
    const std::string atlas = words_of(print.folder / "a" / "atlas.pdf");
    CHECK(atlas.find("Faubourg (partie couverte, 5") != std::string::npos);
    CHECK(atlas.find("parties couvertes seulement") != std::string::npos);
    CHECK(atlas.find("L'Été (partie") == std::string::npos);
    CHECK(atlas.find("L'Été — partie") == std::string::npos);
}

namespace {

/// What the first quarter reaches on foot and by bicycle, both to where the streets end or neither.
Table reached(bool at_rim) {
    Table table;
    table.name = "isochrones";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"code", ColumnType::text},
                     {"mode", ColumnType::text},
                     {"minutes", ColumnType::real},
                     {"population_atteinte", ColumnType::real},
                     {"bord", ColumnType::boolean}};
    for (const char* mode : {"marche", "velo"}) {
        table.rows.push_back({std::string("QN05901M"), std::string(mode), 15.0, 26148.0, at_rim});
        table.geometries.emplace_back(geo::MultiPolygon{tests::square(734500, 7029500, 1600)});
    }
    return table;
}

/// Where its residents go.
Table visits() {
    Table table;
    table.name = "frequentations";
    table.columns = {{"code", ColumnType::text},
                     {"equipement", ColumnType::text},
                     {"nom", ColumnType::text},
                     {"visites", ColumnType::real},
                     {"part_residents_qp", ColumnType::real}};
    table.rows = {
        {std::string("QN05901M"), std::string("e1"), std::string("Collège Carnot"), 40.0, 0.03}};
    return table;
}

/// As large as 80 % of the visits.
Table lived() {
    Table table;
    table.name = "quartiers_vecus";
    table.geometry_type = GeometryType::multipolygon;
    table.columns = {{"code", ColumnType::text}, {"niveau", ColumnType::real}};
    table.rows = {{std::string("QN05901M"), 80.0}};
    table.geometries = {geo::MultiPolygon{tests::square(734500, 7029500, 1600)}};
    return table;
}

}  // namespace

TEST_CASE("residents of an area that ends with the streets are told as a least count",
          "[io][map]") {
    Print print;
    print.config.formats = {"pdf"};
    Table table = perimeters("Faubourg");
    print({table, reached(false)});
    const std::string whole = words_of(print.folder / "a" / "QN05901M.pdf");
    CHECK(count(whole, "(en 15 min") == 2);
    CHECK(whole.find("u moins 26") == std::string::npos);
    CHECK(whole.find("Au moins") == std::string::npos);
    CHECK(whole.find("partie couverte") == std::string::npos);

    print({table, reached(true)}, "b");
    const std::string least = words_of(print.folder / "b" / "QN05901M.pdf");
    CHECK(count(least, "au moins 26") == 2);
    CHECK(count(least, "Au moins : l'aire va jusqu'au bord des rues lues") == 2);
}

TEST_CASE("legends and tables of a quarter that is cut say its part; so do ranks beside it",
          "[io][map]") {
    Print print;
    print.config.formats = {"pdf"};
    Table table = perimeters("Faubourg");
    table.rows.pop_back();  // the one without outline
    table.geometries.pop_back();
    add_column(table, "rang", {1.0, 2.0});
    add_column(table, "indice_enclavement", {56.0, 40.0});
    add_column(table, "part_couverte", {0.049, 1.0});
    print({table, reached(false), visits(), lived()});
    const std::string own = words_of(print.folder / "a" / "QN05901M.pdf");
    // The titles of both legends, and behind the residents of each.
    CHECK(count(own, "Aires atteintes à pied (partie couverte, 5") == 1);
    CHECK(count(own, "habitants\u00a0; partie couverte, 5") +
              count(own, "habitants ; partie couverte, 5") ==
          2);
    CHECK(own.find("Quartiers vécus (modélisés) (partie couverte, 5") != std::string::npos);
    CHECK(own.find("Où vont les habitants (partie couverte, 5") != std::string::npos);
    CHECK(own.find("≥") != std::string::npos);
    CHECK(own.find("≥ : au moins, des quartiers en sont découpés") != std::string::npos);
    CHECK(own.find("partie couv…") == std::string::npos);
    const std::string atlas = words_of(print.folder / "a" / "atlas.pdf");
    CHECK(atlas.find("rang*") != std::string::npos);
    CHECK(atlas.find("* Rang : 1 des 2 périmètres classés n'est couvert qu'en partie.") !=
          std::string::npos);
    // The page of the whole quarter; its captions take several lines.
    CHECK(count(atlas, "(1\u00a0autre") + count(atlas, "(1 autre") > 0);

    for (auto& row : table.rows) row.back() = 1.0;
    print({table, reached(false), visits(), lived()}, "b");
    const std::string all = words_of(print.folder / "b" / "atlas.pdf");
    CHECK(all.find("≥") == std::string::npos);
    CHECK(all.find("rang*") == std::string::npos);
    CHECK(all.find("couvert") == std::string::npos);
}

TEST_CASE("a measure that no cell of the edition has is no layer: it has no legend", "[io][map]") {
    Print print;
    print.config.formats = {"pdf"};
    Table cells;
    cells.name = "carreaux";
    cells.geometry_type = GeometryType::multipolygon;
    cells.columns = {{"indice", ColumnType::real}};
    cells.rows = {{Value{}}, {Value{}}};
    cells.geometries = {geo::MultiPolygon{tests::square(735000, 7030000, 200)},
                        geo::MultiPolygon{tests::square(735200, 7030000, 200)}};
    print({perimeters("Faubourg"), cells});
    CHECK(words_of(print.folder / "a" / "QN05901M.pdf").find("non disponible ou secret") ==
          std::string::npos);
    cells.rows[1][0] = 61.0;
    print({perimeters("Faubourg"), cells}, "b");
    CHECK(words_of(print.folder / "b" / "QN05901M.pdf").find("non disponible ou secret") !=
          std::string::npos);
}

TEST_CASE("on the page of a commune a quarter that reaches into others is said to be counted whole",
          "[io][map]") {
    Print print;
    print.config.formats = {};
    for (const auto& [code, name, x] :
         {std::tuple{"59606", "Valenciennes", 734800.0}, std::tuple{"59153", "Anzin", 735300.0}}) {
        Commune commune;
        commune.code = code;
        commune.name = name;
        commune.shape = {tests::square(x, 7029800, 500, 600)};
        print.inputs.territory.communes.push_back(commune);
    }
    Table table = perimeters("Rives");
    add_column(table, "population", {1000.0, Value{}, Value{}});
    add_column(table, "communes", {std::string("59606, 59153"), Value{}, Value{}});
    table.columns.back().type = ColumnType::text;
    print({table});
    const std::string shared = words_of(print.folder / "a" / "atlas.pdf");
    CHECK(count(shared, "1 quartier intercommunal compté entier") == 2);

    table.rows[0].back() = std::string("59606");
    print({table}, "b");
    const std::string own = words_of(print.folder / "b" / "atlas.pdf");
    CHECK(own.find("habitants de la géographie prioritaire") != std::string::npos);
    CHECK(own.find("intercommunal") == std::string::npos);
}

TEST_CASE("an atlas begins with its contents: pages, homonyms by number, plates that are not made",
          "[io][map]") {
    Print print;
    print.config.formats = {};
    Table table = perimeters("Centre");
    table.rows[1][1] = std::string("Centre");
    print({table});
    const std::string atlas = words_of(print.folder / "a" / "atlas.pdf");
    const std::string contents = atlas.substr(0, atlas.find('\f'));
    CHECK(contents.find("Sommaire") != std::string::npos);
    CHECK(count(contents, "· n°") == 2);
    CHECK(contents.find("Planches non produites") != std::string::npos);
    CHECK(contents.find("Lignes lourdes et quartiers, parce qu'aucun arrêt") != std::string::npos);
    // Nothing unknown is printed as none.
    CHECK(atlas.find("Aucun quartier n'est à portée") == std::string::npos);
    // A page for the territory, two quarters, and the contents, each with its number.
    CHECK(count(atlas, "\f") == 4);
    for (const char* number : {"1\u202f/\u202f4", "4\u202f/\u202f4"})
        CHECK((atlas.find(number) != std::string::npos ||
               atlas.find(std::string{number[0]} + "/4") != std::string::npos ||
               atlas.find(std::string{number[0]} + " / 4") != std::string::npos));
}
