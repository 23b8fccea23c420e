// SPDX-License-Identifier: Apache-2.0
// What stands beside the map of a quarter, in place of its portrait.
#include <algorithm>
#include <map>

#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/map/page.hpp"
#include "io/style/style_classes.hpp"

namespace lisiere::io {
namespace {

/// Room for the number of a mark before the name of its line.
std::string numbered(std::size_t number, const std::string& name) {
    return std::to_string(number) + ".\u2002" + name;
}

/// A name that tells what the place is needs no category; a category stands where there is no name.
std::string place_words(const std::string& name, const std::string& category) {
    if (name.empty() || name.starts_with(category)) return name.empty() ? category : name;
    return name + " · " + category;
}

}  // namespace

void PagePainter::local_list(Canvas& canvas, const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const TableRows rows(job_.tables, "listes_locales");
    const TableRows scores(job_.tables, "listes_bilan");
    std::string title = style.words("La liste locale et le modèle", "The local list and the model");
    for (std::size_t row = 0; row < scores.size(); ++row) {
        if (scores.text(row, "code") != quarter.code || scores.number(row, "niveau") != list_level)
            continue;
        const auto count = [&](const char* column) {
            return number_text(scores.number(row, column).value_or(0), 0, job_.language);
        };
        title = count("trouves") + style.words(" trouvés sur ", " found of ") + count("liste") +
                style.words(" listés, ", " listed, ") + count("en_plus") +
                style.words(" en plus", " extra");
    }
    const std::string heads[] = {style.words("résultat", "result"),
                                 style.words("visites/sem.", "visits/week")};
    const std::pair<const char*, std::string> results[] = {
        {"trouvé", style.words("trouvé", "found")},
        {"manqué", style.words("manqué", "missed")},
        {"en plus", style.words("en plus", "extra")}};
    std::vector<PageLine> lines;
    for (const auto& [result, words] : results)
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.text(row, "code") != quarter.code || rows.text(row, "resultat") != result)
                continue;
            const auto visits = rows.number(row, "visites");
            std::string name = rows.text(row, "nom_liste");
            if (name.empty()) name = rows.text(row, "nom");
            // One place may stand in two categories: a primary school is two.
            const std::string category = category_words(rows.text(row, "categorie"));
            lines.push_back({place_words(name, category),
                             style.colours.text,
                             {words, visits ? number_text(*visits, 0, job_.language) : "–"}});
        }
    draw_lines(canvas, layout_.columns, title, heads, lines, "listes_locales", style);
}

std::vector<MapMark> PagePainter::facilities(Canvas& canvas, const QuarterFigures& quarter) const {
    const FigureStyle style = figures();
    const TableRows rows(job_.tables, "frequentations");
    const TableRows places(job_.tables, "equipements");
    std::map<std::string, std::size_t> place_of;
    for (std::size_t row = 0; row < places.size(); ++row) place_of[places.text(row, "id")] = row;
    const auto style_of = [&](bool majority) {
        for (const LayerStyle& one : job_.styles)
            if (one.layer == "equipements")
                if (const auto at = class_of(one, majority)) return one.classes[*at].symbol.fill;
        return style.colours.quarter;
    };
    const std::string percent = job_.language == "en" ? "%" : "\u202f%";
    const std::string heads[] = {style.words("visites/sem.", "visits/week"),
                                 style.words("public QP", "QP public")};
    std::vector<PageLine> lines;
    std::vector<MapMark> marks;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows.text(row, "code") != quarter.code) continue;
        const std::string name =
            place_words(rows.text(row, "nom"), category_words(rows.text(row, "categorie")));
        const auto visits = rows.number(row, "visites");
        const auto share = rows.number(row, "part_residents_qp");
        const bool majority = rows.flag(row, "majoritaire");
        lines.push_back({numbered(lines.size() + 1, name),
                         majority ? style_of(true) : style.colours.text,
                         {visits ? number_text(*visits, 0, job_.language) : "–",
                          share ? number_text(100 * *share, 0, job_.language) + percent : "–"}});
        const auto place = place_of.find(rows.text(row, "equipement"));
        const auto* at = place == place_of.end()
                             ? nullptr
                             : std::get_if<geo::Point>(&places.table()->geometries[place->second]);
        marks.push_back(
            {at == nullptr ? geo::Point{} : *at, std::to_string(lines.size()), style_of(majority)});
    }
    const DrawnLines drawn = draw_lines(canvas, layout_.columns,
                                        style.words("Où vont les habitants", "Where residents go"),
                                        heads, lines, "frequentations", style);
    marks.resize(drawn.drawn);
    return marks;
}

}  // namespace lisiere::io
