// SPDX-License-Identifier: Apache-2.0
#include "io/report/html_report.hpp"

#include "io/base/file_names.hpp"
#include "io/base/files.hpp"
#include "io/base/policy_hash.hpp"
#include "tests/io/sample_tables.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace lisiere::io;

namespace {

Table perimeters() {
    return tests::table_of(
        "perimetres",
        {{"code", ColumnType::text},
         {"nom_qp", ColumnType::text},
         {"genre", ColumnType::text},
         {"communes", ColumnType::text},
         {"statut", ColumnType::text},
         {"population", ColumnType::integer},
         {"indice_enclavement", ColumnType::real},
         {"comp_coupures", ColumnType::real},
         {"motif", ColumnType::text}},
        {{std::string("QN05901A"), std::string("L'Épine <&> \"Été\""),
          std::string("quartier_prioritaire"), std::string("59001,59002"), std::string("officiel"),
          std::int64_t{12345}, 61.25, 80.0, Value{}},
         {std::string("VA-1"), std::string("Verrerie"), std::string("veille_active"),
          std::string("59001"), std::string("local"), Value{}, Value{}, Value{},
          std::string("sans contour")}});
}

Table roses() {
    return tests::table_of(
        "roses",
        {{"code", ColumnType::text},
         {"secteur", ColumnType::integer},
         {"direction", ColumnType::text},
         {"detour", ColumnType::real},
         {"ferme", ColumnType::boolean},
         {"nom_coupure", ColumnType::text}},
        {{std::string("QN05901A"), std::int64_t{0}, std::string("nord"), 1.5, false, Value{}},
         {std::string("QN05901A"), std::int64_t{8}, std::string("sud"), Value{}, true,
          std::string("Voie <1>")}});
}

struct Written {
    std::vector<Table> tables{perimeters(), roses()};
    std::map<std::string, std::string> communes{{"59001", "Anzin"}, {"59002", "Beuvrages"}};
    ReportSettings settings = read_report_settings(data_folder() / "styles");

    std::string in(const std::string& language) const {
        const ColumnTexts texts =
            read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", language);
        return html_report({"Essai", "1.2.3", language, tables, texts, settings, communes});
    }
};

/// Without the pages of methods, which are in the project's own language.
std::string without_pages(std::string html) {
    for (std::size_t at; (at = html.find("<div class=\"methode\"")) != std::string::npos;)
        html.erase(at, html.find("</details>", at) - at);
    return html;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_CASE("every layer and column that the report names is documented", "[io][report][html]") {
    const ReportSettings settings = read_report_settings(data_folder() / "styles");
    std::vector<ReportTable> shown{settings.overview};
    shown.insert(shown.end(), settings.portrait.begin(), settings.portrait.end());
    shown.insert(shown.end(), settings.quality.begin(), settings.quality.end());
    CHECK(shown.size() > 8);
    for (const char* language : {"fr", "en"}) {
        const ColumnTexts texts =
            read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", language);
        for (const ReportTable& table : shown)
            for (const std::string& column : table.columns) {
                INFO(table.layer << "." << column);
                CHECK(texts.find(table.layer, column).has_value());
            }
    }
    for (const ReportMethod& method : settings.methods)
        CHECK(std::filesystem::exists(std::filesystem::path(LISIERE_ROOT) / method.page));
}

TEST_CASE("a name is text, whatever it holds, and leads to its portrait", "[io][report][html]") {
    const std::string html = Written().in("fr");
    CHECK(html.find("<&>") == std::string::npos);
    CHECK(html.find("L'Épine &lt;&amp;&gt; &quot;Été&quot;") != std::string::npos);
    CHECK(html.find("Voie &lt;1&gt;") != std::string::npos);
    CHECK(html.find("<a href=\"#QN05901A\">") != std::string::npos);
    CHECK(html.find("<h2 id=\"QN05901A\">") != std::string::npos);
    CHECK(count(html, "<section class=\"portrait\"") == 2);
    CHECK(count(html, "Anzin, Beuvrages") == 2);  // in the overview and in its portrait
}

TEST_CASE("numbers are in the language's form, sorted by their value, and missing ones say why",
          "[io][report][html]") {
    const std::string french = Written().in("fr");
    CHECK(french.find("<html lang=\"fr\">") != std::string::npos);
    CHECK(french.find("data-v=\"12345\">12\u202f345<") != std::string::npos);
    CHECK(french.find("data-v=\"61.25\">61,2<") != std::string::npos);
    // Once a row: the reason is that of the whole row.
    CHECK(count(french, "data-v=\"\"><i>sans contour</i>") == 1);
    CHECK(french.find("data-v=\"\">0") == std::string::npos);
    const std::string english = without_pages(Written().in("en"));
    CHECK(english.find("<html lang=\"en\">") != std::string::npos);
    CHECK(english.find("data-v=\"12345\">12,345<") != std::string::npos);
    CHECK(english.find("Enclosure index") != std::string::npos);
    CHECK(english.find("Indice d") == std::string::npos);
    CHECK(english.find("Habitants") == std::string::npos);
}

TEST_CASE("nothing is asked for outside the file", "[io][report][html]") {
    const std::string html = Written().in("fr");
    for (const char* outside : {"<link", " src=", "@import", "url(", "fetch("})
        CHECK(html.find(outside) == std::string::npos);
}

TEST_CASE("the rose has a sector a row, and the closed ones name what closes them",
          "[io][report][html]") {
    const std::string html = Written().in("fr");
    CHECK(count(html, "class=\"ouvert\"") == 1);
    CHECK(count(html, "class=\"ferme\"") == 1);
    CHECK(html.find("<title>sud : Voie &lt;1&gt;</title>") != std::string::npos);
    // To the north by 1.5 times the straight way: half of the 80 that stand for 3.
    CHECK(html.find("A 40.0 40.0") != std::string::npos);
    // 80 percent of 260.
    CHECK(html.find("width=\"208.0\"") != std::string::npos);
}

TEST_CASE("an edition without perimeters has a report", "[io][report][html]") {
    Written written;
    written.tables.clear();
    CHECK(written.in("fr").find("aucun périmètre") != std::string::npos);
}

TEST_CASE("a portrait holds its own rows, no more than the settings say", "[io][report][html]") {
    Table lost;
    lost.name = "acces_perdu";
    lost.columns = {{"code", ColumnType::text}, {"nom_coupure", ColumnType::text}};
    for (int i = 0; i < 12; ++i)
        lost.rows.push_back({std::string("QN05901A"), "Voie n° " + std::to_string(i)});
    lost.rows.push_back({std::string("VA-1"), std::string("Canal d'ailleurs")});
    Written written;
    written.tables.push_back(lost);
    const std::string html = written.in("fr");
    CHECK(count(html, "<td>Voie n° ") == 10);
    CHECK(html.find("Voie n° 9<") != std::string::npos);
    const std::size_t second = html.find("<h2 id=\"VA-1\">");
    CHECK(html.find("Canal d'ailleurs") > second);
    CHECK(html.rfind("<td>Voie n° ") < second);
}

TEST_CASE("shares are told in percent, and a column has one number of decimals",
          "[io][report][html]") {
    Written written;
    Table& quarters = written.tables.front();
    quarters.columns.push_back({"part_panier_15_marche", ColumnType::real});
    quarters.columns.push_back({"departs_h_pointe_matin", ColumnType::real});
    quarters.rows[0].insert(quarters.rows[0].end(), {0.271, 36.1});
    quarters.rows[1].insert(quarters.rows[1].end(), {0.5, 20.0});
    const std::string french = written.in("fr");
    CHECK(french.find("data-v=\"0.271\">27\u202f%<") != std::string::npos);
    CHECK(french.find("data-v=\"0.5\">50\u202f%<") != std::string::npos);
    CHECK(french.find("data-v=\"36.1\">36,1<") != std::string::npos);
    CHECK(french.find("data-v=\"20\">20,0<") != std::string::npos);
    CHECK(written.in("en").find("data-v=\"0.271\">27%<") != std::string::npos);
}

TEST_CASE(
    "a portrait says its indicators beside the commune's and the rest of the EPCI, with the gap "
    "published",
    "[io][report][html]") {
    Written written;
    const auto row = [](const char* code, const char* indicator, Value value, Value commune,
                        Value rest, Value gap_to_rest, Value epci, Value gap, Value zone,
                        const char* unit, Value reason) {
        return std::vector<Value>{std::string(code),
                                  std::string(indicator),
                                  value,
                                  commune,
                                  rest,
                                  gap_to_rest,
                                  epci,
                                  gap,
                                  zone,
                                  std::string(unit),
                                  reason};
    };
    written.tables.push_back(
        tests::table_of("indicateurs",
                        {{"code", ColumnType::text},
                         {"indicateur", ColumnType::text},
                         {"valeur", ColumnType::real},
                         {"valeur_commune", ColumnType::real},
                         {"valeur_epci_reste", ColumnType::real},
                         {"ecart_epci_reste", ColumnType::real},
                         {"valeur_epci", ColumnType::real},
                         {"ecart_epci", ColumnType::real},
                         {"valeur_zone", ColumnType::real},
                         {"unite", ColumnType::text},
                         {"motif", ColumnType::text}},
                        {row("QN05901A", "taux_chomage_15_64", 21.4, 12.6, 11.2, 10.2, 11.9, 9.5,
                             99.0, "%", Value{}),
                         row("QN05901A", "revenu_median", Value{}, 20281.0, Value{}, Value{},
                             Value{}, Value{}, 20885.0, "€ par an", std::string("secret")),
                         // Of two years: both values, no gap.
                         row("VA-1", "revenu_median", 14000.0, Value{}, Value{}, Value{}, 20000.0,
                             Value{}, Value{}, "€ par an", Value{}),
                         row("VA-1", "taux_chomage_15_64", 9.6, Value{}, Value{}, Value{}, 11.9,
                             -2.3, Value{}, "%", Value{})}));
    const std::string french = written.in("fr");
    const std::string first = french.substr(french.find("<h2 id=\"QN05901A\">"));
    CHECK(first.find("21,4\u202f%</td>") != std::string::npos);
    CHECK(first.find("12,6\u202f%</td>") != std::string::npos);
    CHECK(first.find("+10,2\u202fpt</td>") != std::string::npos);  // 21.4 - 11.2, the rest
    CHECK(first.find(">EPCI hors quartiers</th>") != std::string::npos);
    CHECK(first.find("<i>secret</i></td>") != std::string::npos);
    CHECK(first.find("20\u202f885\u202f€²</td>") !=
          std::string::npos);  // of the zone, without an EPCI, and said
    CHECK(first.find("² zone d'étude") != std::string::npos);
    const std::string second = french.substr(french.find("<h2 id=\"VA-1\">"));
    CHECK(second.find("−2,3\u202fpt</td>") != std::string::npos);  // 9.6 - 11.9
    CHECK(second.find("11,9\u202f%¹</td>") != std::string::npos);
    CHECK(second.find("20\u202f000\u202f€¹</td>") != std::string::npos);
    CHECK(second.find("6\u202f000") == std::string::npos);
    CHECK(second.find("21,4") == std::string::npos);
}

TEST_CASE("a table leads to its method, and the method holds its whole page",
          "[io][report][html]") {
    Written written;
    Table lost;
    lost.name = "acces_perdu";
    lost.columns = {{"code", ColumnType::text}, {"nom_coupure", ColumnType::text}};
    lost.rows.push_back({std::string("QN05901A"), std::string("Canal")});
    written.tables.push_back(lost);
    const std::string html = written.in("fr");
    CHECK(html.find("<a href=\"#methode-1\">") != std::string::npos);
    CHECK(html.find("<h3 id=\"methode-1\">Enclavement</h3>") != std::string::npos);
    CHECK(count(html, "<div class=\"methode\"") == written.settings.methods.size());
    // As prose: no mark of its writing, no file of the program.
    const std::string methods = html.substr(html.find("<div class=\"methode\""));
    CHECK(methods.find("\n## ") == std::string::npos);
    CHECK(methods.find("| --- |") == std::string::npos);
    for (ReportMethod& method : written.settings.methods) method.full.clear();
    CHECK(count(written.in("fr"), "<div class=\"methode\"") == 0);
}

TEST_CASE("a comparison that the edition has not takes no column, a missing measure keeps its own",
          "[io][report][html]") {
    Written written;
    Table& quarters = written.tables.front();
    quarters.columns.push_back({"secteur", ColumnType::text});
    quarters.columns.push_back({"comp_desserte", ColumnType::real});
    for (auto& row : quarters.rows) row.insert(row.end(), {Value{}, Value{}});
    CHECK(written.in("fr").find(">Secteur<") == std::string::npos);
    CHECK(written.in("fr").find(">Desserte<") != std::string::npos);
    quarters.rows[1][quarters.columns.size() - 2] = std::string("Nord");
    CHECK(written.in("fr").find(">Secteur<") != std::string::npos);
    CHECK(written.in("fr").find("<td>Nord</td>") != std::string::npos);
}

TEST_CASE("the report carries a policy that allows its own sheet and script and nothing else",
          "[io][report][html]") {
    const std::string html = Written{}.in("fr");
    const auto inside = [&](const std::string& element) {
        const std::string open = "<" + element + ">";
        REQUIRE(count(html, open) == 1);
        const std::size_t from = html.find(open) + open.size();
        return html.substr(from, html.find("</" + element + ">", from) - from);
    };
    CHECK(html.find("content=\"default-src 'none'; style-src '" + policy_hash(inside("style")) +
                    "'; script-src '" + policy_hash(inside("script")) + "'; ") !=
          std::string::npos);
    CHECK(count(html, " style=\"") == 0);  // the policy would take them away
    CHECK(count(html, " onclick") == 0);
    CHECK(html.find("Content-Security-Policy") < html.find("<style>"));
}

TEST_CASE("each perimeter has an anchor of its own, whatever its code", "[io][report][html]") {
    Written written;
    written.tables[0].rows[0][0] = std::string("qualite");  // a heading of ours
    written.tables[0].rows[1][0] = std::string("\"><b>/1");
    const std::string html = written.in("fr");
    const std::vector<std::string> codes{"qualite", "\"><b>/1"};
    const FileNames names(codes);
    for (const std::string& code : codes) {
        CHECK(count(html, "id=\"" + names.of(code) + "\"") == 1);
        CHECK(count(html, "href=\"#" + names.of(code) + "\"") == 1);
    }
    CHECK(count(html, "id=\"qualite\"") == 1);
    CHECK(count(html, "<b>") == 0);
}

TEST_CASE("a quarter that is cut says so beside its name and in its portrait",
          "[io][report][html]") {
    Written written;
    Table& quarters = written.tables.front();
    quarters.columns.push_back({"part_couverte", ColumnType::real});
    quarters.rows[0].push_back(0.05);
    quarters.rows[1].push_back(1.0);
    const std::string html = written.in("fr");
    // In the overview and at the head of its portrait; the whole quarter nowhere.
    CHECK(count(html, "(partie couverte, 5\u202f%)") >= 3);  // and behind its estimate
    CHECK(html.find("Verrerie (partie") == std::string::npos);
}

TEST_CASE("a report of many perimeters leads to a page for each, one of few holds them",
          "[io][report][html]") {
    Written written;
    const auto files = [&] {
        const ColumnTexts texts =
            read_column_texts(data_folder() / "geodata" / "schemas" / "sorties.csv", "fr");
        return report_files(
            {"Essai", "1.2.3", "fr", written.tables, texts, written.settings, written.communes});
    };
    CHECK(files().size() == 1);
    Table& quarters = written.tables.front();
    while (quarters.rows.size() <= most_portraits) {
        quarters.rows.push_back(quarters.rows[1]);
        quarters.rows.back()[0] = "VA-" + std::to_string(quarters.rows.size());
    }
    const std::vector<ReportFile> many = files();
    REQUIRE(many.size() == 1 + quarters.rows.size());
    CHECK(many[0].path == "rapport.html");
    CHECK(many[1].path == "rapport/QN05901A.html");
    CHECK(count(many[0].html, "<section class=\"portrait\"") == 0);
    CHECK(many[0].html.find("href=\"rapport/QN05901A.html\"") != std::string::npos);
    CHECK(count(many[1].html, "<section class=\"portrait\"") == 1);
    CHECK(many[1].html.find("href=\"../rapport.html#apercu\"") != std::string::npos);
}
