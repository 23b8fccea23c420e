// SPDX-License-Identifier: Apache-2.0
// What stands beside the map of a territory.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {
namespace {

PageLine line_of(const QuarterFigures& quarter, const FigureStyle& style) {
    return {quarter.name.empty() ? quarter.code : quarter.name,
            quarter.kind == "quartier_prioritaire" ? style.colours.quarter : style.colours.text,
            {}};
}

/// Decimals that a reader can use: none from a thousand on.
int decimals_of(double value) {
    return std::abs(value) >= 1000 ? 0 : 1;
}

}  // namespace

void draw_lines(Canvas& canvas, std::span<const PageBox> columns, const std::string& title,
                std::span<const std::string> heads, std::span<const PageLine> lines,
                const std::string& see, const FigureStyle& style) {
    const double s = style.scale;
    const double row = 4.6 * s;
    const double number = 16 * s;
    std::size_t next = 0;
    for (const PageBox& column : columns) {
        if (next >= lines.size() && next > 0) return;
        const PageBox box = draw_heading(canvas, column, title, style);
        const auto cell = [&](std::size_t i, double y) {
            return PageBox{box.right() - number * static_cast<double>(heads.size() - i), y, number,
                           row};
        };
        TextStyle head = style.small();
        head.align = Align::right;
        for (std::size_t i = 0; i < heads.size(); ++i) canvas.text(cell(i, box.y), heads[i], head);
        double y = box.y + 3.6 * s;
        for (; next < lines.size() && y + row <= box.bottom(); ++next, y += row) {
            const bool last_row = y + 2 * row > box.bottom();
            if (last_row && &column == &columns.back() && next + 1 < lines.size()) {
                canvas.text({box.x, y, box.width, row},
                            style.words("… et ", "… and ") + std::to_string(lines.size() - next) +
                                style.words(" autres : voir la table ", " more: see table ") + see,
                            style.small());
                return;
            }
            TextStyle name = style.body();
            name.colour = lines[next].colour;
            canvas.text({box.x, y, cell(0, y).x - box.x - 1, row}, lines[next].name, name);
            TextStyle value = style.body();
            value.align = Align::right;
            for (std::size_t i = 0; i < heads.size(); ++i)
                canvas.text(cell(i, y), lines[next].cells[i], value);
            const PagePoint rule[] = {{box.x, y + row - 0.6}, {box.right(), y + row - 0.6}};
            canvas.line(rule, {style.colours.rule, 0.1});
        }
    }
}

void PagePainter::quarter_table(Canvas& canvas,
                                std::span<const QuarterFigures* const> quarters) const {
    const FigureStyle style = figures();
    const std::string heads[] = {style.words("habitants", "residents"),
                                 style.words("indice", "index"), style.words("rang", "rank")};
    std::vector<PageLine> lines;
    for (const QuarterFigures* quarter : quarters) {
        PageLine& line = lines.emplace_back(line_of(*quarter, style));
        for (const std::optional<double>& one :
             {quarter->population, quarter->index, quarter->rank})
            line.cells.push_back(one ? number_text(*one, 0, job_.language) : std::string("–"));
    }
    draw_lines(canvas, layout_.columns, style.words("Les quartiers", "The quarters"), heads, lines,
               "perimetres", style);
}

void PagePainter::indicator_table(Canvas& canvas, std::span<const QuarterFigures* const> quarters,
                                  const std::string& indicator) const {
    const FigureStyle style = figures();
    const std::string heads[] = {style.words("quartier", "quarter"), "commune",
                                 style.words("agglo.", "agglom.")};
    const TableRows rows(job_.tables, "indicateurs");
    std::vector<PageLine> lines;
    std::string title;
    for (const QuarterFigures* quarter : quarters) {
        PageLine& line = lines.emplace_back(line_of(*quarter, style));
        line.cells.assign(std::size(heads), "–");
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.text(row, "indicateur") != indicator ||
                rows.text(row, "code") != quarter->code)
                continue;
            if (title.empty()) title = indicator_words(indicator);
            const auto epci = rows.number(row, "valeur_epci");
            const std::optional<double> values[] = {rows.number(row, "valeur"),
                                                    rows.number(row, "valeur_commune"),
                                                    epci ? epci : rows.number(row, "valeur_zone")};
            for (std::size_t i = 0; i < std::size(values); ++i)
                if (values[i])
                    line.cells[i] = number_text(*values[i], decimals_of(*values[i]), job_.language);
            if (!values[0] && !rows.text(row, "motif").empty())
                line.cells[0] = rows.text(row, "motif");
        }
    }
    draw_lines(canvas, layout_.columns,
               title.empty() ? style.words("Les quartiers", "The quarters") : title, heads, lines,
               "indicateurs", style);
}

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
            if (!category.empty()) name += (name.empty() ? "" : " · ") + category;
            lines.push_back({name,
                             style.colours.text,
                             {words, visits ? number_text(*visits, 0, job_.language) : "–"}});
        }
    draw_lines(canvas, layout_.columns, title, heads, lines, "listes_locales", style);
}

std::string PagePainter::category_words(const std::string& category) const {
    for (const access::Category& one : job_.inputs.categories)
        if (one.id == category) return one.label;
    return category;
}

std::string PagePainter::indicator_words(const std::string& indicator) const {
    const auto unit = [](const census::IndicatorDefinition& one) {
        return one.unit.empty() ? std::string() : " (" + one.unit + ")";
    };
    for (const ShortName& name : job_.settings.gaps)
        for (const census::IndicatorDefinition& one : job_.inputs.indicators)
            if (name.id == indicator && one.id == indicator)
                return name.label.in(job_.language) + unit(one);
    for (const census::IndicatorDefinition& one : job_.inputs.indicators)
        if (one.id == indicator)
            return one.label + unit(one);
    return indicator;
}

std::string PagePainter::indicator_note(const Plate& plate) const {
    const FigureStyle style = figures();
    std::string note;
    const TableRows told(job_.tables, "zones_indicateurs");
    for (std::size_t row = 0; row < told.size() && note.empty(); ++row) {
        const std::string name = told.text(row, "couche") + "/" + told.text(row, "indicateur");
        if (std::find(plate.needs.begin(), plate.needs.end(), name) == plate.needs.end()) continue;
        std::string source = told.text(row, "source");
        for (const Source& one : job_.inputs.sources)
            if (one.id == source) source = one.title;
        const auto year = told.number(row, "millesime");
        note = style.words("Carte : ", "Map: ") + source +
               (year ? ", " + std::to_string(std::lround(*year)) : std::string()) +
               (told.text(row, "statut") == "officiel"
                    ? style.words(" ; valeurs de la source.", "; values of the source.")
                    : style.words(" ; valeurs modélisées.", "; modelled values."));
    }
    return note + style.words(" Sans couleur : secret statistique ou non disponible.",
                              " No colour: withheld for secrecy or not available.");
}

void PagePainter::heavy_stops(Canvas& canvas) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const double row = 4.6 * s;
    const PageBox& column = layout_.columns.front();
    const PageBox box = draw_heading(
        canvas, column,
        style.words("Quartiers que touchent les disques", "Quarters touched by the discs"), style);
    // A quarter is named once per stop name: platforms of one stop have a disc each.
    const TableRows discs(job_.tables, "divat");
    std::vector<std::pair<std::string, std::string>> told;
    for (std::size_t i = 0; i < discs.size(); ++i) {
        if (discs.text(i, "forme") != "disque" || discs.text(i, "quartiers").empty()) continue;
        std::string names;
        const std::string list = discs.text(i, "quartiers");
        for (const QuarterFigures& quarter : quarters_)
            if (("," + list + ",").find("," + quarter.code + ",") != std::string::npos ||
                (", " + list + ",").find(", " + quarter.code + ",") != std::string::npos)
                names += (names.empty() ? "" : ", ") + quarter.name;
        const std::pair line(discs.text(i, "nom") + " (" + discs.text(i, "modes") + ")",
                             names.empty() ? list : names);
        if (std::find(told.begin(), told.end(), line) == told.end()) told.push_back(line);
    }
    if (told.empty())
        canvas.text(box,
                    style.words("Aucun quartier n'est à portée d'un arrêt lourd.",
                                "No quarter is within reach of a heavy stop."),
                    style.small());
    double y = box.y;
    for (const auto& [stop, quarters] : told) {
        if (y + row > box.bottom()) return;
        TextStyle name = style.body();
        name.colour = style.colours.quarter;
        canvas.text({box.x, y, box.width * 0.55 - 2, row}, stop, style.body());
        canvas.text({box.x + box.width * 0.55, y, box.width * 0.45, row}, quarters, name);
        y += row;
        const PagePoint rule[] = {{box.x, y - 0.6}, {box.right(), y - 0.6}};
        canvas.line(rule, {style.colours.rule, 0.1});
    }
}

}  // namespace lisiere::io
