// SPDX-License-Identifier: Apache-2.0
#include "io/report/portrait_document.hpp"

#include <algorithm>

#include "engine/table/table_rows.hpp"
#include "io/base/names.hpp"
#include "io/report/report_table.hpp"
#include "io/style/covered.hpp"
#include "io/style/figure_text.hpp"
#include "io/style/product_words.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json texts_of(const std::vector<ToldCell>& cells) {
    Json texts = Json::array();
    for (const ToldCell& cell : cells) texts.push_back(cell.text);
    return texts;
}

Json headlines_of(const ToldHeadlines& told) {
    if (told.lines.empty()) return nullptr;
    Json heads = Json::array({""});
    for (const std::string& head : told.heads) heads.push_back(head);
    Json lines = Json::array();
    for (const ToldHeadlines::Line& line : told.lines)
        lines.push_back({{"libelle", line.label}, {"cellules", texts_of(line.cells)}});
    return {{"entetes", heads}, {"lignes", lines}, {"notes", told.notes}};
}

Json table_of(const std::string& title, const ToldRows& told, const std::string& more) {
    Json heads = Json::array();
    for (const ToldHead& head : told.heads) heads.push_back(head.text);
    Json lines = Json::array();
    for (const std::vector<ToldCell>& cells : told.rows)
        lines.push_back({{"cellules", texts_of(cells)}});
    return {{"titre", title}, {"entetes", heads}, {"lignes", lines}, {"suite", more}};
}

Json sources_of(const ReportEdition& edition) {
    const TableRows sources(edition.tables, "sources");
    Json lines = Json::array();
    for (std::size_t row = 0; row < sources.size(); ++row) {
        std::string line;
        for (const char* column : {"producteur", "titre", "millesime", "licence"})
            if (const std::string text = sources.text(row, column); !text.empty())
                line += (line.empty() ? "" : ", ") + text;
        lines.push_back(line);
    }
    return lines;
}

}  // namespace

PortraitDocuments::PortraitDocuments(const ReportEdition& edition, std::string date)
    : edition_(edition), date_(std::move(date)) {
    const TableRows perimeters(edition.tables, "perimetres");
    for (std::size_t row = 0; row < perimeters.size(); ++row)
        codes_.push_back(perimeters.text(row, "code"));
    for (const Table& one : edition.tables) {
        const TableRows rows(&one);
        for (std::size_t row = 0; row < rows.size(); ++row)
            rows_[one.name][rows.text(row, "code")].push_back(row);
    }
}

Json PortraitDocuments::data(std::size_t perimeter) const {
    const std::string& language = edition_.language;
    const TableRows perimeters(edition_.tables, "perimetres");
    const std::string& code = codes_[perimeter];
    const auto rows_of = [&](const std::string& layer) -> std::vector<std::size_t> {
        const auto of_layer = rows_.find(layer);
        if (of_layer == rows_.end()) return {};
        const auto found = of_layer->second.find(code);
        return found == of_layer->second.end() ? std::vector<std::size_t>{} : found->second;
    };
    Json data{
        {"nom", perimeters.text(perimeter, "nom_qp")},
        {"code", code},
        {"communes", names_of_codes(perimeters.text(perimeter, "communes"), edition_.communes)},
        {"territoire", edition_.territory},
        {"langue", language},
        {"date", date_},
        {"version", edition_.version},
        {"mots",
         {{"portrait", say("document.portrait", language)},
          {"sources", say("document.sources", language)}}}};
    Json cautions = Json::array();
    if (const std::string part =
            covered_words(perimeters.number(perimeter, covered_column), language);
        !part.empty())
        cautions.push_back(part);
    cautions.push_back(
        say("document.contour", language, {{"statut", perimeters.text(perimeter, "statut")}}));
    // At the foot of every page; of an edition without a date, no empty place between two dots.
    std::string foot = edition_.territory + " · " + perimeters.text(perimeter, "nom_qp");
    if (!date_.empty()) foot += " · " + date_;
    data["pied"] = foot + " · Lisière " + edition_.version;
    data["avertissements"] = cautions;
    Json tiles = Json::array();
    for (const HeadFigure& figure : edition_.settings.heads) {
        const auto value = perimeters.number(perimeter, figure.column);
        if (!value) continue;
        const bool estimate = figure.column == "population" &&
                              perimeters.text(perimeter, "population_methode") != "officiel";
        tiles.push_back(
            {{"valeur", head_text(*value, figure.share, language)},
             {"libelle", figure.label.in(language) +
                             (estimate ? " (" + say("document.estimation", language) + ")" : "")}});
    }
    data["tete"] = tiles;
    Json texts = Json::array();
    for (const char* column : {"population_reserve", "resume", "typologie"})
        if (const std::string text = perimeters.text(perimeter, column); !text.empty())
            texts.push_back(text);
    data["phrases"] = texts;
    data["chiffres"] = headlines_of(told_headlines(edition_, rows_of("indicateurs")));
    Json tables = Json::array();
    for (const ReportTable& shown : edition_.settings.portrait) {
        const auto of = std::find_if(edition_.tables.begin(), edition_.tables.end(),
                                     [&](const Table& one) { return one.name == shown.layer; });
        if (of == edition_.tables.end()) continue;
        const std::vector<std::size_t> all = rows_of(shown.layer);
        const std::vector<std::size_t> rows = shown_rows(*of, shown, all);
        if (rows.empty()) continue;
        const std::size_t left = all.size() - rows.size();
        tables.push_back(
            table_of(shown.title.in(language), told_rows(edition_, shown, *of, rows),
                     left == 0 ? std::string() : say("document.suite", language, {{"n", left}})));
    }
    data["tableaux"] = tables;
    data["sources"] = sources_of(edition_);
    return data;
}

Json every_name_of_a_portrait() {
    const Json cells = Json::array({"x"});
    return {{"nom", "x"},
            {"code", "x"},
            {"communes", "x"},
            {"territoire", "x"},
            {"langue", "x"},
            {"date", "x"},
            {"version", "x"},
            {"pied", "x"},
            {"mots", {{"portrait", "x"}, {"sources", "x"}}},
            {"avertissements", cells},
            {"tete", Json::array({{{"valeur", "x"}, {"libelle", "x"}}})},
            {"phrases", cells},
            {"chiffres",
             {{"entetes", cells},
              {"lignes", Json::array({{{"libelle", "x"}, {"cellules", cells}}})},
              {"notes", cells}}},
            {"tableaux", Json::array({{{"titre", "x"},
                                       {"entetes", cells},
                                       {"lignes", Json::array({{{"cellules", cells}}})},
                                       {"suite", "x"}}})},
            {"sources", cells}};
}

}  // namespace lisiere::io
