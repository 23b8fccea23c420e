// SPDX-License-Identifier: Apache-2.0
// One quarter told five times from one edition: explain, the report, the web map, the printed page
// and the QGIS layout say the same figures of it, under the same names.
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/demo.hpp"
#include "tests/support/geopackage_rows.hpp"
#include "tests/support/program.hpp"

using namespace lisiere;
using namespace lisiere::tests;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

const std::string quarter = "QN09901M";

/// "indice_enclavement", or "taux_chomage_15_64.valeur" → the figure as a product writes it.
using Told = std::map<std::string, std::string>;

/// What is in front of a reader, product by product, before anything is read out of it.
struct Pages {
    std::string explain;  ///< JSON
    std::string report;   ///< HTML
    std::string web;      ///< JSON
    std::string words;    ///< JSON, of the web map
    std::string page;     ///< text of the PDF
    std::string layout;   ///< XML
};

std::string unzipped(const fs::path& archive, const std::string& name) {
    GByte* bytes = nullptr;
    vsi_l_offset size = 0;
    REQUIRE(VSIIngestFile(nullptr, ("/vsizip/{" + archive.string() + "}/" + name).c_str(), &bytes,
                          &size, -1) != FALSE);
    std::string text(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    VSIFree(bytes);
    return text;
}

const Pages& pages() {
    static const Pages all = [] {
        const fs::path edition = demo_edition();
        Pages read;
        const Outcome told =
            run_lisiere({"explain", LISIERE_ROOT "/examples/demo.toml", quarter, "--json"});
        REQUIRE(told.exit_code == 0);
        read.explain = told.out;
        read.report = io::read_text(edition / "rapport.html");
        read.web = io::read_text(edition / "carte" / "donnees" / "quartiers" / (quarter + ".json"));
        read.words = io::read_text(edition / "carte" / "donnees" / "territoire.json");
        const Outcome text = run_shell("pdftotext -l 1 -layout '" +
                                       (edition / "atlas" / (quarter + ".pdf")).string() + "' -");
        REQUIRE(text.exit_code == 0);
        read.page = text.out;
        read.layout = unzipped(edition / "territoire.qgz", "territoire.qgs");
        return read;
    }();
    return all;
}

/// Of `perimetres`, then of the headline indicators.
const std::vector<std::string>& columns() {
    static const std::vector<std::string> names{"population",
                                                "indice_enclavement",
                                                "indice_bas",
                                                "indice_haut",
                                                "rang",
                                                "comp_coupures",
                                                "comp_permeabilite",
                                                "comp_desserte",
                                                "comp_eloignement",
                                                "comp_acces_routier"};
    return names;
}
/// By the short name that figures have room for.
const std::map<std::string, std::string>& headlines() {
    static const std::map<std::string, std::string> names{
        {"Chômage, 15-64 ans", "taux_chomage_15_64"},
        {"Sans diplôme", "part_sans_diplome"},
        {"Familles monoparentales", "part_familles_monoparentales"},
        {"Locataires HLM", "part_locataires_hlm"},
        {"Ménages sans voiture", "part_sans_voiture"},
        {"Revenu médian", "revenu_median"}};
    return names;
}
/// What a component is called: column → its name in short.
const std::map<std::string, std::string>& components() {
    static const std::map<std::string, std::string> names{{"comp_coupures", "Coupures"},
                                                          {"comp_permeabilite", "Perméabilité"},
                                                          {"comp_desserte", "Desserte"},
                                                          {"comp_eloignement", "Éloignement"},
                                                          {"comp_acces_routier", "Accès routier"}};
    return names;
}

/// The figures as the GeoPackage has them.
std::map<std::string, double> published() {
    const fs::path file = demo_edition() / "lisiere.gpkg";
    std::map<std::string, double> exact;
    const auto add = [&](const std::string& name, const std::string& text) {
        if (text != "NULL") exact[name] = std::stod(text);
    };
    for (const std::string& column : columns())
        add(column, geopackage_rows(file, fmt::format("SELECT {} FROM perimetres WHERE code = '{}'",
                                                      column, quarter))[0][0]);
    for (const auto& [label, id] : headlines()) {
        const auto row = geopackage_rows(
            file, fmt::format("SELECT valeur, valeur_commune, coalesce(valeur_epci_reste, "
                              "valeur_epci) FROM indicateurs WHERE code = '{}' AND indicateur = "
                              "'{}'",
                              quarter, id))[0];
        add(id + ".valeur", row[0]);
        add(id + ".commune", row[1]);
        add(id + ".autour", row[2]);
    }
    return exact;
}

/// Every figure of a text that its pattern finds: the first group.
std::optional<std::string> found(const std::string& text, const std::string& pattern) {
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(pattern))) return std::nullopt;
    return match[1].str();
}

void tell(Told& told, const std::string& name, const std::string& text,
          const std::string& pattern) {
    if (const auto figure = found(text, pattern)) told[name] = *figure;
}

Told of_tables(const std::function<Json(const std::string& layer)>& rows_of) {
    Told told;
    const Json row = rows_of("perimetres")[0];
    for (const std::string& column : columns())
        if (row.contains(column)) told[column] = row[column].dump();
    for (const Json& one : rows_of("indicateurs"))
        for (const auto& [label, id] : headlines())
            if (one["indicateur"] == id) {
                told[id + ".valeur"] = one["valeur"].dump();
                told[id + ".commune"] = one["valeur_commune"].dump();
                told[id + ".autour"] =
                    one[one["valeur_epci_reste"].is_null() ? "valeur_epci" : "valeur_epci_reste"]
                        .dump();
            }
    return told;
}

Told of_explain(const Pages& from) {
    const Json portrait = Json::parse(from.explain);
    return of_tables([&](const std::string& layer) {
        Json rows = Json::array();
        for (const Json& section : portrait["sections"])
            for (const Json& table : section["tables"]) {
                if (table["couche"] != layer) continue;
                for (std::size_t i = 0; i < table["lignes"].size(); ++i) {
                    // A layer told in several sections is one row, its columns shared out.
                    if (layer != "perimetres" || rows.empty()) rows.push_back(Json::object());
                    rows[layer == "perimetres" ? 0 : rows.size() - 1].update(
                        table["lignes"][i]["valeurs"]);
                }
            }
        return rows;
    });
}

Told of_web(const Pages& from) {
    const Json data = Json::parse(from.web);
    return of_tables([&](const std::string& layer) {
        Json rows = Json::array();
        for (const Json& line : data[layer]["lignes"]) {
            Json row = Json::object();
            for (std::size_t c = 0; c < line.size(); ++c)
                row[data[layer]["colonnes"][c].get<std::string>()] = line[c];
            rows.push_back(std::move(row));
        }
        return rows;
    });
}

Told of_report(const Pages& from) {
    const std::size_t start = from.report.find("<h2 id=\"" + quarter + "\"");
    const std::string text =
        from.report.substr(start, from.report.find("</section>", start) - start);
    Told told;
    tell(told, "population", text, "<strong>([^<]+)</strong> habitants");
    tell(told, "indice_enclavement", text, "indice ([0-9]+), de");
    tell(told, "indice_bas", text, "indice [0-9]+, de ([0-9]+) à");
    tell(told, "indice_haut", text, "indice [0-9]+, de [0-9]+ à ([0-9]+) ");
    for (const auto& [column, name] : components())
        tell(told, column, text, ">" + name + "</text><text[^>]*>([^<]+)</text>");
    for (const auto& [label, id] : headlines()) {
        const std::string row = "<th scope=\"row\">" + label + "</th>";
        const std::string cell = "<td class=\"nombre\">[^<]*</td>";
        const std::string figure = "<td class=\"nombre\">([^<]*)</td>";
        tell(told, id + ".valeur", text, row + figure);
        tell(told, id + ".commune", text, row + cell + figure);
        tell(told, id + ".autour", text, row + cell + cell + figure);
    }
    // The overview, where every perimeter has its line.
    tell(told, "rang", from.report,
         "<a href=\"#" + quarter + "\">(?:.*?</td>){6}<td class=\"nombre\" data-v=\"([^\"]+)\"");
    return told;
}

Told of_page(const Pages& from) {
    Told told;
    // A number as it is set: digits in groups, a comma; pdftotext makes every space plain.
    const std::string figure = "([0-9]+(?: [0-9]{3})*(?:,[0-9]+)?)";
    tell(told, "population", from.page, figure + " +[0-9]+ +[0-9]+ ?/");
    tell(told, "indice_enclavement", from.page, "[0-9] {3,}([0-9]+) {3,}[0-9]+ */");
    tell(told, "rang", from.page, " {3,}([0-9]+) */ *[0-9]+ ");
    tell(told, "indice_bas", from.page, "100 \\(([0-9]+) à [0-9]+\\)");
    tell(told, "indice_haut", from.page, "100 \\([0-9]+ à ([0-9]+)\\)");
    for (const auto& [column, name] : components())
        tell(told, column, from.page, name + " {3,}([0-9]+)");
    for (const auto& [label, id] : headlines()) {
        const std::string unit = " ?(?:%|€)?(?:¹)?";
        tell(told, id + ".valeur", from.page, label + " {3,}" + figure);
        tell(told, id + ".commune", from.page,
             label + " {3,}" + figure.substr(1, figure.size() - 2) + unit + " +" + figure);
        tell(told, id + ".autour", from.page,
             label + " {3,}" + figure.substr(1, figure.size() - 2) + unit + " +" +
                 figure.substr(1, figure.size() - 2) + unit + " +" + figure);
    }
    return told;
}

/// QGIS reads the GeoPackage: its labels tell the columns that they name, whole.
Told of_layout(const Pages& from) {
    Told told;
    REQUIRE(from.layout.find("coverageLayerSource=\"./lisiere.gpkg|layername=perimetres\"") !=
            std::string::npos);
    const std::map<std::string, std::string> expected{
        {"indice_enclavement", "Indice d''enclavement : ' \\|\\| format_number\\(&quot;"},
        {"indice_bas", "' \\(' \\|\\| format_number\\(&quot;"},
        {"indice_haut", "' à ' \\|\\| format_number\\(&quot;"},
        {"population", "' · ' \\|\\| format_number\\(&quot;"}};
    for (const auto& [name, before] : expected)
        if (const auto column = found(from.layout, before + "(\\w+)&quot;, 0"))
            told[name] = geopackage_rows(demo_edition() / "lisiere.gpkg",
                                         fmt::format("SELECT CAST(round({}) AS INTEGER) FROM "
                                                     "perimetres WHERE code = '{}'",
                                                     *column, quarter))[0][0];
    return told;
}

struct Product {
    std::string name;
    Told (*read)(const Pages&);
    std::size_t figures;  ///< how many of them it tells
};
const std::vector<Product>& products() {
    static const std::vector<Product> all{{"explain", of_explain, 28},
                                          {"rapport", of_report, 28},
                                          {"carte", of_web, 28},
                                          {"page", of_page, 28},
                                          {"QGIS", of_layout, 4}};
    return all;
}

/// Is the text this number, as far as it is written? "21,4 %" is 21.35.
bool says(const std::string& text, double exact) {
    // Its unit, and the mark of a note, stand behind its last digit.
    const auto number = io::parse_number(text.substr(0, text.find_last_of("0123456789") + 1));
    if (!number || !*number) return false;
    const std::size_t comma = text.find_first_of(",.");
    std::size_t decimals = 0;
    while (comma != std::string::npos && comma + 1 + decimals < text.size() &&
           text[comma + 1 + decimals] >= '0' && text[comma + 1 + decimals] <= '9')
        ++decimals;
    return std::abs(**number - exact) <= 0.5 * std::pow(10, -static_cast<double>(decimals)) + 1e-9;
}

/// "page: rang" for every figure that a product tells otherwise than the edition.
std::set<std::string> disagreements(const Pages& from) {
    const std::map<std::string, double> exact = published();
    std::set<std::string> wrong;
    for (const Product& product : products())
        for (const auto& [name, text] : product.read(from))
            if (!exact.contains(name) || !says(text, exact.at(name)))
                wrong.insert(product.name + ": " + name + " " + text);
    return wrong;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a quarter has the same figures in the five products", "[cli][portrait]") {
    CHECK(published().size() == columns().size() + 3 * headlines().size());
    for (const Product& product : products()) {
        INFO(product.name);
        const Told told = product.read(pages());
        for (const auto& [name, text] : told) UNSCOPED_INFO(name << " = " << text);
        CHECK(told.size() == product.figures);
    }
    CHECK(disagreements(pages()) == std::set<std::string>{});
}

TEST_CASE("a figure changed in one product is seen", "[cli][portrait]") {
    Pages changed = pages();
    changed.explain = with(changed.explain, "21.35", "21.45");
    CHECK(disagreements(changed) ==
          std::set<std::string>{"explain: taux_chomage_15_64.valeur 21.45"});
    changed = pages();
    changed.web =
        with(changed.web, fmt::format("{}", published().at("indice_enclavement")), "11.111");
    CHECK(disagreements(changed) == std::set<std::string>{"carte: indice_enclavement 11.111"});
    changed = pages();
    changed.report =
        with(changed.report,
             ">Coupures</text><text x=\"260\" y=\"12\" text-anchor=\"end\" font-weight=\"700\">83",
             ">Coupures</text><text x=\"260\" y=\"12\" text-anchor=\"end\" font-weight=\"700\">38");
    CHECK(disagreements(changed) == std::set<std::string>{"rapport: comp_coupures 38"});
    changed = pages();
    changed.page = with(changed.page, "21,4", "21,9");
    CHECK(disagreements(changed).size() == 1);
    changed = pages();
    changed.layout = with(changed.layout, "format_number(&quot;indice_haut&quot;",
                          "format_number(&quot;indice_bas&quot;");
    CHECK(disagreements(changed) == std::set<std::string>{"QGIS: indice_haut 52"});
}

TEST_CASE("a component has one name in the report, the printed page and the web map",
          "[cli][portrait]") {
    const Json words = Json::parse(pages().words)["colonnes"]["perimetres"];
    for (const auto& [column, name] : components()) {
        INFO(name);
        CHECK(pages().report.find(">" + name + "</text>") != std::string::npos);
        CHECK(pages().page.find(name + "   ") != std::string::npos);
        CHECK(words[column]["fr"].get<std::string>().starts_with(name + ", "));
    }
}
