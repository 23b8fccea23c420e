// SPDX-License-Identifier: Apache-2.0
// One quarter told five times from one edition: explain, the report, the web map, the printed page
// and the QGIS layout say the same figures of it, under the same names. What each has to tell is
// styles/portrait.toml; the test names no figure of its own.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "io/base/csv.hpp"
#include "io/base/files.hpp"
#include "io/style/portrait_settings.hpp"
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
    std::string explain;    ///< JSON
    std::string report;     ///< HTML
    std::string web;        ///< JSON of the quarter, which the web map's own module draws
    std::string territory;  ///< JSON, of the web map
    std::string page;       ///< text of the PDF
    std::string layout;     ///< what QGIS writes on the page of its layout; empty: there is no QGIS
};

const io::PortraitSettings& settings() {
    static const io::PortraitSettings read =
        io::read_portrait_settings(fs::path(LISIERE_ROOT) / "styles");
    return read;
}

std::string web_told(const Pages& from) {
    const Scratch scratch;
    scratch.write("territoire.json", from.territory);
    scratch.write("quartier.json", from.web);
    const Outcome told =
        run_shell(fmt::format("node {} '{}' '{}' fr", LISIERE_ROOT "/tests/styles/viewer/told.mjs",
                              (scratch.path() / "territoire.json").string(),
                              (scratch.path() / "quartier.json").string()));
    INFO(told.err);
    REQUIRE(told.exit_code == 0);
    return told.out;
}

std::string layout_told(const fs::path& edition) {
    const std::string python = "QT_QPA_PLATFORM=offscreen /usr/bin/python3 ";
    if (run_shell(python + "-c 'import qgis.core'").exit_code != 0) return {};
    const Outcome told = run_shell(fmt::format("{} {} '{}' {}", python,
                                               LISIERE_ROOT "/tests/io/cli/told_by_layout.py",
                                               (edition / "territoire.qgz").string(), quarter));
    INFO(told.err);
    REQUIRE(told.exit_code == 0);
    return told.out;
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
        read.territory = io::read_text(edition / "carte" / "donnees" / "territoire.json");
        const Outcome text = run_shell("pdftotext -l 1 -layout '" +
                                       (edition / "atlas" / (quarter + ".pdf")).string() + "' -");
        REQUIRE(text.exit_code == 0);
        read.page = text.out;
        return read;
    }();
    return all;
}

/// The components that the edition weighs: column → its name in short.
const std::map<std::string, std::string>& components() {
    static const std::map<std::string, std::string> names = [] {
        std::map<std::string, std::string> found;
        const Json columns = Json::parse(pages().web)["perimetres"]["colonnes"];
        for (const Json& column : columns)
            if (column.get<std::string>().starts_with("comp_"))
                found[column] = settings().column_names.at(column).fr;
        return found;
    }();
    return names;
}

/// Columns of `perimetres` that a product has among its head figures, with their ranges.
std::set<std::string> head_columns(io::PortraitProduct product) {
    std::set<std::string> columns;
    for (const io::HeadFigure& head : settings().heads_of(product))
        for (const std::string& column : {head.column, head.low, head.high})
            if (!column.empty()) columns.insert(column);
    return columns;
}

constexpr std::size_t room_of_page = 6;  ///< headline indicators
constexpr const char* parts[] = {"valeur", "commune", "autour", "ecart"};

/// The figures as the GeoPackage has them: shares in percent, as every reader sees them.
const std::map<std::string, double>& published() {
    static const std::map<std::string, double> all = [] {
        const fs::path file = demo_edition() / "lisiere.gpkg";
        std::map<std::string, double> exact;
        const auto add = [&](const std::string& name, const std::string& text) {
            if (text != "NULL") exact[name] = std::stod(text);
        };
        const auto add_column = [&](const std::string& column, bool share) {
            add(column, geopackage_rows(
                            file, fmt::format("SELECT {} * {} FROM perimetres WHERE code = '{}'",
                                              column, share ? 100 : 1, quarter))[0][0]);
        };
        for (const io::HeadFigure& head : settings().heads)
            for (const std::string& column : {head.column, head.low, head.high})
                if (!column.empty()) add_column(column, head.share);
        for (const auto& [column, name] : components()) add_column(column, false);
        std::string around;
        std::string gap = "CASE";
        for (const io::AroundPlace& place : settings().around) {
            around += (around.empty() ? "" : ", ") + place.value;
            gap += " WHEN " + place.value + " IS NOT NULL THEN " + place.gap;
        }
        for (const io::Headline& one : settings().headlines) {
            const auto rows = geopackage_rows(
                file, fmt::format("SELECT valeur, valeur_commune, coalesce({}), {} END FROM "
                                  "indicateurs WHERE code = '{}' AND indicateur = '{}'",
                                  around, gap, quarter, one.name.id));
            for (std::size_t i = 0; !rows.empty() && i < std::size(parts); ++i)
                add(one.name.id + "." + parts[i], rows[0][i]);
        }
        return exact;
    }();
    return all;
}

/// Blanks as plain spaces, none before a sign: what an eye reads. (pdftotext makes every space
/// plain, and Qt writes a narrow space where others write none.)
std::string read_text(std::string text) {
    for (const char* space : {"\u202f", "\u00a0"})
        for (std::size_t at = 0; (at = text.find(space, at)) != std::string::npos;)
            text.replace(at, std::string(space).size(), 1, ' ');
    while (!text.empty() && text.back() == ' ') text.pop_back();
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    return text;
}

void tell(Told& told, const std::string& name, const std::string& text) {
    const std::string read = read_text(text);
    if (!read.empty() && read != "–") told[name] = read;
}

void tell(Told& told, const std::vector<std::string>& names, const std::string& text,
          const std::string& pattern) {
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(pattern))) return;
    for (std::size_t i = 0; i < names.size(); ++i) tell(told, names[i], match[i + 1].str());
}

std::vector<std::string> names_of(const std::string& indicator) {
    std::vector<std::string> names;
    for (const char* part : parts) names.push_back(indicator + "." + part);
    return names;
}

/// A label in a pattern.
std::string quoted(const std::string& text) {
    return std::regex_replace(text, std::regex(R"([.()|+*?\[\]^$])"), R"(\$&)");
}

/// Values as published: shares as they are, so in percent here too.
Told of_explain(const Pages& from) {
    Told told;
    const Json portrait = Json::parse(from.explain);
    for (const Json& section : portrait["sections"])
        for (const Json& table : section["tables"])
            for (const Json& line : table["lignes"]) {
                const Json& row = line["valeurs"];
                if (table["couche"] == "perimetres")
                    for (const auto& [column, value] : row.items())
                        if (published().contains(column))
                            told[column] = column.starts_with("part_")
                                               ? fmt::format("{}", 100 * value.get<double>())
                                               : value.dump();
                if (table["couche"] != "indicateurs") continue;
                const std::string id = row["indicateur"];
                const auto add = [&](const std::string& part, const std::string& column) {
                    if (!row[column].is_null() && published().contains(id + "." + part))
                        told[id + "." + part] = row[column].dump();
                };
                add("valeur", "valeur");
                add("commune", "valeur_commune");
                for (const io::AroundPlace& place : settings().around)
                    if (!row[place.value].is_null()) {
                        add("autour", place.value);
                        add("ecart", place.gap);
                        break;
                    }
            }
    return told;
}

Told of_web(const Pages& from) {
    Told told;
    const Json written = Json::parse(web_told(from));
    for (const auto& [name, text] : written.items())
        if (published().contains(name)) tell(told, name, text.get<std::string>());
    return told;
}

Told of_report(const Pages& from) {
    const std::size_t start = from.report.find("<h2 id=\"" + quarter + "\"");
    const std::string text =
        from.report.substr(start, from.report.find("</section>", start) - start);
    Told told;
    for (const io::HeadFigure& head : settings().heads_of(io::PortraitProduct::report))
        tell(told, {head.column}, text, "<strong>([^<]+)</strong> " + quoted(head.label.fr));
    tell(told, {"indice_enclavement", "indice_bas", "indice_haut"}, text,
         "indice ([0-9]+), de ([0-9]+) à ([0-9]+)");
    for (const auto& [column, name] : components())
        tell(told, {column}, text, ">" + name + "</text><text[^>]*>([^<]+)</text>");
    for (const io::ShortName& one : settings().headlines_of(io::PortraitProduct::report)) {
        std::string row = "<th scope=\"row\">" + quoted(one.label.fr) + "</th>";
        for (std::size_t i = 0; i < std::size(parts); ++i)
            row += "<td class=\"nombre\">([^<]*)</td>";
        tell(told, names_of(one.id), text, row);
    }
    // The overview, where every perimeter has its line.
    tell(told, {"rang"}, from.report,
         "<a href=\"#" + quarter + "\">(?:.*?</td>){6}<td class=\"nombre\" data-v=\"([^\"]+)\"");
    return told;
}

/// A number as it is set, with its unit and mark: "18 450 €¹", "−3,2 pt".
const std::string figure = "((?:−|\\+)?[0-9]+(?: [0-9]{3})*(?:,[0-9]+)?(?: ?(?:%|€|pt))?(?:¹|²)?)";

Told of_page(const Pages& from) {
    Told told;
    const std::string page = read_text(from.page);
    // The four tiles, in the order of [[tete]].
    tell(told, {"population", "indice_enclavement", "rang", "part_panier_15_marche"}, page,
         figure + " {2,}([0-9]+) {2,}([0-9]+) ?/ ?[0-9]+ {2,}([0-9]+ ?%)");
    tell(told, {"indice_bas", "indice_haut"}, page, "100 \\(([0-9]+) à ([0-9]+)\\)");
    for (const auto& [column, name] : components())
        tell(told, {column}, page, name + " {3,}([0-9]+)");
    for (const io::ShortName& one : settings().headlines_of(io::PortraitProduct::page))
        tell(told, names_of(one.id), page,
             quoted(one.label.fr) + " {2,}" + figure + " +" + figure + " +" + figure + " +" +
                 figure);
    return told;
}

/// QGIS tells no gap: it has room for a line.
Told of_layout(const Pages& from) {
    Told told;
    const std::string page = read_text(from.layout);
    for (const io::HeadFigure& head : settings().heads_of(io::PortraitProduct::qgis)) {
        const std::string label = quoted(head.label.fr);
        tell(told, {head.column}, page, "(?:^|\n)" + figure + " " + label);
        if (!head.low.empty())
            tell(told, {head.low, head.high}, page,
                 label + " \\(" + figure + " à " + figure + "\\)");
    }
    for (const io::ShortName& one : settings().headlines_of(io::PortraitProduct::qgis))
        tell(told, {one.id + ".valeur", one.id + ".commune", one.id + ".autour"}, page,
             quoted(one.label.fr) + " : " + figure + " \\(" + figure + " · " + figure + "\\)");
    return told;
}

struct Product {
    std::string name;
    Told (*read)(const Pages&);
    io::PortraitProduct of;
};
const std::vector<Product>& products() {
    static const std::vector<Product> all{{"rapport", of_report, io::PortraitProduct::report},
                                          {"carte", of_web, io::PortraitProduct::web},
                                          {"page", of_page, io::PortraitProduct::page},
                                          {"QGIS", of_layout, io::PortraitProduct::qgis}};
    return all;
}

/// What a product has to tell, by styles/portrait.toml, of what is published of the quarter.
std::set<std::string> expected(const Product& product) {
    std::set<std::string> names = head_columns(product.of);
    // The printed page tells what a rank is out of, in place of its range.
    if (product.of == io::PortraitProduct::page) {
        names.erase("rang_bas");
        names.erase("rang_haut");
    }
    // The report tells the index in its sentence, the rank in its overview.
    if (product.of == io::PortraitProduct::report)
        names.insert({"indice_enclavement", "indice_bas", "indice_haut", "rang"});
    const bool layout = product.of == io::PortraitProduct::qgis;
    if (!layout)
        for (const auto& [column, name] : components()) names.insert(column);
    std::size_t told = 0;
    for (const io::ShortName& one : settings().headlines_of(product.of)) {
        if (!published().contains(one.id + ".valeur")) continue;
        if (product.of == io::PortraitProduct::page && ++told > room_of_page) break;
        for (const std::string& name : names_of(one.id))
            if (!layout || !name.ends_with(".ecart")) names.insert(name);
    }
    std::erase_if(names, [](const std::string& name) { return !published().contains(name); });
    return names;
}

/// Is the text this number, as far as it is written? "21,4 %" is 21.35.
bool says(const std::string& text, double exact) {
    // Its unit, and the mark of a note, stand behind its last digit.
    std::string digits = text.substr(0, text.find_last_of("0123456789") + 1);
    const std::string minus = "−";
    const bool below = digits.starts_with(minus);
    if (below) digits.erase(0, minus.size());
    if (digits.starts_with('+')) digits.erase(0, 1);
    const auto number = io::parse_number(digits);
    if (!number || !*number) return false;
    const std::size_t comma = digits.find_first_of(",.");
    const std::size_t decimals = comma == std::string::npos ? 0 : digits.size() - comma - 1;
    return std::abs((below ? -1 : 1) * **number - exact) <=
           0.5 * std::pow(10, -static_cast<double>(decimals)) + 1e-9;
}

/// "page: rang 4" for every figure that a product tells otherwise than the edition, or writes
/// otherwise than another product.
std::set<std::string> disagreements(const Pages& from) {
    std::set<std::string> wrong;
    const auto check = [&](const std::string& product, const Told& told) {
        for (const auto& [name, text] : told)
            if (!published().contains(name) || !says(text, published().at(name)))
                wrong.insert(product + ": " + name + " " + text);
    };
    check("explain", of_explain(from));
    Told first;
    for (const Product& product : products()) {
        const Told told = product.read(from);
        check(product.name, told);
        for (const auto& [name, text] : told)
            if (const auto written = first.try_emplace(name, text).first; written->second != text)
                wrong.insert(product.name + ": " + name + " " + text);
    }
    return wrong;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::set<std::string> names_in(const Told& told) {
    std::set<std::string> names;
    for (const auto& [name, text] : told) names.insert(name);
    return names;
}

}  // namespace

TEST_CASE("a quarter has the same figures, written the same, in explain, report, web and print",
          "[cli][portrait]") {
    // As a reader sees them: LISIERE_DIRE=1 writes them down.
    const bool aloud = std::getenv("LISIERE_DIRE") != nullptr;
    for (const Product& product : products()) {
        if (product.of == io::PortraitProduct::qgis) continue;
        INFO(product.name);
        const Told told = product.read(pages());
        if (aloud)
            for (const auto& [name, text] : told)
                fmt::print("{:8} {:44} {}\n", product.name, name, text);
        CHECK(names_in(told) == expected(product));
    }
    CHECK(names_in(of_explain(pages())).size() == published().size());
    CHECK(disagreements(pages()) == std::set<std::string>{});
}

TEST_CASE("QGIS writes on the page of a quarter the figures that the other products write",
          "[cli][qgis]") {
    Pages read = pages();
    read.layout = layout_told(demo_edition());
    if (read.layout.empty()) {
        WARN("QGIS absent : page de quartier non lue (installer python3-qgis)");
        return;
    }
    INFO(read.layout);
    const Product& layout = products().back();
    CHECK(names_in(layout.read(read)) == expected(layout));
    CHECK(disagreements(read) == std::set<std::string>{});
    // Changed there alone, it is seen.
    const std::string index = of_layout(read).at("indice_enclavement");
    read.layout = with(read.layout, index + " indice d'enclavement", "11 indice d'enclavement");
    CHECK(disagreements(read) == std::set<std::string>{"QGIS: indice_enclavement 11"});
}

TEST_CASE("a figure changed in one product is seen", "[cli][portrait]") {
    Pages changed = pages();
    changed.explain = with(changed.explain, "21.35", "21.45");
    CHECK(disagreements(changed) ==
          std::set<std::string>{"explain: taux_chomage_15_64.valeur 21.45"});
    changed = pages();
    changed.web =
        with(changed.web, fmt::format("{}", published().at("indice_enclavement")), "11.111");
    CHECK(disagreements(changed) == std::set<std::string>{"carte: indice_enclavement 11"});
    changed = pages();
    changed.report =
        with(changed.report,
             ">Coupures</text><text x=\"260\" y=\"12\" text-anchor=\"end\" font-weight=\"700\">83",
             ">Coupures</text><text x=\"260\" y=\"12\" text-anchor=\"end\" font-weight=\"700\">38");
    CHECK(disagreements(changed).contains("rapport: comp_coupures 38"));
    changed = pages();
    changed.page = with(changed.page, "21,4", "21,9");
    CHECK(disagreements(changed).size() == 1);
    // A territory around that is chosen otherwise on the web alone.
    changed = pages();
    changed.territory =
        with(changed.territory, "\"valeur\":\"valeur_epci_reste\"", "\"valeur\":\"valeur_zone\"");
    CHECK(!disagreements(changed).empty());
}

TEST_CASE("a component has one name in the report, the printed page and the web map",
          "[cli][portrait]") {
    const Json words = Json::parse(pages().territory)["portrait"]["intitules"];
    CHECK(components().size() >= 5);
    for (const auto& [column, name] : components()) {
        INFO(name);
        CHECK(pages().report.find(">" + name + "</text>") != std::string::npos);
        CHECK(pages().page.find(name + "   ") != std::string::npos);
        CHECK(words[column]["fr"] == name);
    }
}
