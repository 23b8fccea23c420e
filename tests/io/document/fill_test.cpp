// SPDX-License-Identifier: Apache-2.0
#include <pugixml.hpp>

#include "io/base/error.hpp"
#include "io/document/template.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using Json = nlohmann::ordered_json;

namespace {

/// The body of a text of OpenDocument, filled.
std::string odt(const std::string& body, const Json& data) {
    const DocumentTemplate text{"modele.odt",
                                DocumentFormat::odt,
                                {{"content.xml", "<office:text>" + body + "</office:text>"}}};
    std::string out = filled(text, data).front().bytes;
    const std::string open = "<office:text>";
    const auto from = out.find(open);
    if (from == out.npos) return {};  // <office:text/>
    return out.substr(from + open.size(), out.rfind("</office:text>") - from - open.size());
}
std::string docx(const std::string& body, const Json& data) {
    const DocumentTemplate text{"modele.docx",
                                DocumentFormat::docx,
                                {{"word/document.xml", "<w:body>" + body + "</w:body>"}}};
    pugi::xml_document xml;
    xml.load_string(filled(text, data).front().bytes.c_str(),
                    pugi::parse_default | pugi::parse_ws_pcdata);
    std::string read;
    for (const auto& found : xml.select_nodes("//w:t")) read += found.node().text().get();
    return read;
}
std::string said(const std::string& body, const Json& data) {
    try {
        odt(body, data);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a name in a paragraph becomes the text it stands for, markup included as text",
          "[document]") {
    CHECK(odt("<text:p>{{nom}}, {{ ville.nom }}</text:p>",
              {{"nom", "Les <Prés> & Cie"}, {"ville", {{"nom", "Orme"}}}}) ==
          "<text:p>Les &lt;Prés&gt; &amp; Cie, Orme</text:p>");
    CHECK(odt("<text:h>{{vide}}</text:h>", {{"vide", ""}}) == "<text:h></text:h>");
    // What stands in a value is never a name.
    CHECK(odt("<text:p>{{a}}</text:p>", {{"a", "{{b}} {"}, {"b", "x"}}) ==
          "<text:p>{{b}} {</text:p>");
}

TEST_CASE("a name that the office suite cut into runs is read whole, at every cut", "[document]") {
    const std::string whole = "a {{nom}} b";
    for (std::size_t first = 0; first <= whole.size(); ++first)
        for (std::size_t second = first; second <= whole.size(); ++second) {
            std::string runs;
            for (const std::string& run :
                 {whole.substr(0, first), whole.substr(first, second - first),
                  whole.substr(second)})
                runs += "<w:r><w:t xml:space=\"preserve\">" + run + "</w:t></w:r>";
            INFO(runs);
            CHECK(docx("<w:p>" + runs + "</w:p>", {{"nom", "Orme"}}) == "a Orme b");
        }
}

TEST_CASE("a block stands once an item, blocks within blocks too, and not at all for an empty list",
          "[document]") {
    const std::string body =
        "<text:p>{{pour rues}}</text:p><text:h>{{nom}} de {{ville}}</text:h><text:p>{{pour "
        "arrets}}</text:p>"
        "<text:p>{{.}}</text:p><text:p>{{fin}}</text:p><text:p>{{fin}}</text:p>";
    const Json data{
        {"ville", "Orme"},
        {"rues",
         {{{"nom", "A"}, {"arrets", {"1", "2"}}}, {{"nom", "B"}, {"arrets", Json::array()}}}}};
    CHECK(
        odt(body, data) ==
        "<text:h>A de Orme</text:h><text:p>1</text:p><text:p>2</text:p><text:h>B de Orme</text:h>");
    CHECK(odt(body, {{"rues", Json::array()}}) == "");
    // An object is a list of one, a text too; an empty text is none.
    CHECK(odt("<text:p>{{pour un}}</text:p><text:p>{{n}}</text:p><text:p>{{fin}}</text:p>",
              {{"un", {{"n", "7"}}}}) == "<text:p>7</text:p>");
    CHECK(odt("<text:p>{{pour un}}</text:p><text:p>{{.}}</text:p><text:p>{{fin}}</text:p>",
              {{"un", ""}}) == "");
}

TEST_CASE("rows and cells of a table stand once an item, and the table counts its columns",
          "[document]") {
    const std::string cell =
        "<table:table-cell><text:p>{{cellule cellules}}{{.}}</text:p></table:table-cell>";
    const std::string head =
        "<table:table-cell><text:p>{{ligne lignes}}{{nom}}</text:p></table:table-cell>";
    const std::string table = "<table:table><table:table-column/><table:table-row>" + head + cell +
                              "</table:table-row></table:table>";
    const auto written = [](const std::string& text) {
        return "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>";
    };
    CHECK(
        odt(table, {{"lignes",
                     {{{"nom", "a"}, {"cellules", {"1", "2"}}},
                      {{"nom", "b"}, {"cellules", {"3", "4"}}}}}}) ==
        "<table:table><table:table-column table:number-columns-repeated=\"3\"/><table:table-row>" +
            written("a") + written("1") + written("2") + "</table:table-row><table:table-row>" +
            written("b") + written("3") + written("4") + "</table:table-row></table:table>");
    // Office suites refuse a table without rows.
    CHECK(odt(table, {{"lignes", Json::array()}}) == "");
}

TEST_CASE("a template that asks for what is not there is refused with what there is",
          "[document]") {
    CHECK_THAT(said("<text:p>{{nim}}</text:p>", {{"nom", "x"}}), Catch::Contains("modele.odt") &&
                                                                     Catch::Contains("{{nim}}") &&
                                                                     Catch::Contains("nom"));
    CHECK_THAT(said("<text:p>{{pour nom}}</text:p>", {{"nom", "x"}}), Catch::Contains("{{fin}}"));
    CHECK_THAT(said("<text:p>{{nom}}</text:p>", {{"nom", {"x", "y"}}}),
               Catch::Contains("une liste"));
    CHECK_THAT(said("<text:p>{{a", {}), Catch::Contains("content.xml"));
}
