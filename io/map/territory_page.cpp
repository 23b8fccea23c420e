// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/numbers.hpp"
#include "io/base/table_rows.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count > 1 ? many : one);
}

}  // namespace

bool PagePainter::lies_in(const QuarterFigures& quarter, const Commune& commune) {
    return std::any_of(
        quarter.communes.begin(), quarter.communes.end(),
        [&](const std::string& name) { return name == commune.code || name == commune.name; });
}

std::vector<const Commune*> PagePainter::communes() const {
    std::vector<const Commune*> out;
    for (const Commune& commune : job_.inputs.territory.communes)
        if (std::any_of(quarters_.begin(), quarters_.end(), [&](const QuarterFigures& quarter) {
                return shape_of(quarter) != nullptr && lies_in(quarter, commune);
            }))
            out.push_back(&commune);
    return out;
}

void PagePainter::draw_territory(Canvas& canvas, const Plate& plate, const Commune* commune) const {
    const FigureStyle style = figures();
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    std::size_t priority = 0;
    std::size_t watched = 0;
    double people = 0;
    bool known = true;
    geo::Box content;
    if (commune != nullptr) content = geo::bounds(commune->shape);
    std::vector<const QuarterFigures*> told;
    for (const QuarterFigures& quarter : quarters_) {
        if (commune != nullptr && !lies_in(quarter, *commune)) continue;
        told.push_back(&quarter);
        const bool is_watched = quarter.kind == "veille_active";
        if (quarter.kind == "quartier_prioritaire") ++priority;
        if (is_watched) ++watched;
        if (quarter.kind == "quartier_prioritaire" || (is_watched && job_.with_watched)) {
            known = known && quarter.population.has_value();
            people += quarter.population.value_or(0);
        }
        if (const geo::MultiPolygon* shape = shape_of(quarter)) content.extend(geo::bounds(*shape));
    }
    std::string line = commune == nullptr ? "" : plate.title.in(job_.language) + " · ";
    line += style.language == "en"
                ? counted(priority, "priority quarter", "priority quarters")
                : counted(priority, "quartier prioritaire", "quartiers prioritaires");
    if (watched > 0)
        line += ", " +
                (style.language == "en"
                     ? counted(watched, "watched quarter", "watched quarters")
                     : counted(watched, "quartier de veille active", "quartiers de veille active"));
    line += job_.with_watched
                ? style.words(" · définition de la Région", " · the Region's definition")
                : style.words(" · définition de l'État", " · the State's definition");
    if (known && people > 0)
        line += style.words(" : ", ": ") + number_text(people, 0, job_.language) +
                style.words(" habitants", " residents");
    header(canvas, commune == nullptr ? plate.title.in(job_.language) : commune->name, line);
    map(canvas, plate, content, 0.06 * std::max({content.width(), content.height(), 1000.0}),
        nullptr);
    const bool heavy =
        std::any_of(plate.layers.begin(), plate.layers.end(),
                    [](const std::string& name) { return split_variant(name).first == "divat"; });
    if (plate.figures && heavy)
        heavy_stops(canvas);
    else if (plate.figures)
        quarter_table(canvas, told);
    footer(canvas, style.words("Contours des quartiers prioritaires : officiels. Veille active : "
                               "fournie par les acteurs locaux.",
                               "Outlines of the priority quarters: official. Veille active: "
                               "supplied by local actors."));
}

void PagePainter::quarter_table(Canvas& canvas,
                                std::span<const QuarterFigures* const> quarters) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const double row = 4.6 * s;
    const double number = 16 * s;
    std::size_t next = 0;
    for (const PageBox& column : layout_.columns) {
        if (next >= quarters.size() && next > 0) return;
        const PageBox box =
            draw_heading(canvas, column, style.words("Les quartiers", "The quarters"), style);
        TextStyle head = style.small();
        head.align = Align::right;
        const auto cell = [&](int i, double y) {
            return PageBox{box.right() - number * (3 - i), y, number, row};
        };
        canvas.text(cell(0, box.y), style.words("habitants", "residents"), head);
        canvas.text(cell(1, box.y), style.words("indice", "index"), head);
        canvas.text(cell(2, box.y), style.words("rang", "rank"), head);
        double y = box.y + 3.6 * s;
        for (; next < quarters.size() && y + row <= box.bottom(); ++next, y += row) {
            const QuarterFigures& quarter = *quarters[next];
            const bool last_row = y + 2 * row > box.bottom();
            if (last_row && &column == &layout_.columns.back() && next + 1 < quarters.size()) {
                canvas.text({box.x, y, box.width, row},
                            style.words("… et ", "… and ") +
                                std::to_string(quarters.size() - next) +
                                style.words(" autres : voir la table perimetres",
                                            " more: see table perimetres"),
                            style.small());
                return;
            }
            TextStyle name = style.body();
            name.colour =
                quarter.kind == "quartier_prioritaire" ? style.colours.quarter : style.colours.text;
            canvas.text({box.x, y, box.width - 3 * number - 1, row},
                        quarter.name.empty() ? quarter.code : quarter.name, name);
            TextStyle value = style.body();
            value.align = Align::right;
            const auto text = [&](const std::optional<double>& one) {
                return one ? number_text(*one, 0, job_.language) : std::string("–");
            };
            canvas.text(cell(0, y), text(quarter.population), value);
            canvas.text(cell(1, y), text(quarter.index), value);
            canvas.text(cell(2, y), text(quarter.rank), value);
            const PagePoint rule[] = {{box.x, y + row - 0.6}, {box.right(), y + row - 0.6}};
            canvas.line(rule, {style.colours.rule, 0.1});
        }
    }
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
