// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/numbers.hpp"
#include "io/map/page.hpp"

namespace lisiere::io {

void PagePainter::draw_territory(Canvas& canvas, const Plate& plate) const {
    const FigureStyle style = figures();
    canvas.fill({0, 0, layout_.paper.width_mm, layout_.paper.height_mm}, "#ffffff");
    std::size_t priority = 0;
    std::size_t watched = 0;
    geo::Box content;
    for (const QuarterFigures& quarter : quarters_) {
        if (quarter.kind == "quartier_prioritaire") ++priority;
        if (quarter.kind == "veille_active") ++watched;
        if (const geo::MultiPolygon* shape = shape_of(quarter)) content.extend(geo::bounds(*shape));
    }
    std::string line =
        std::to_string(priority) +
        style.words(priority > 1 ? " quartiers prioritaires" : " quartier prioritaire",
                    priority > 1 ? " priority quarters" : " priority quarter");
    if (watched > 0)
        line +=
            ", " + std::to_string(watched) +
            style.words(watched > 1 ? " quartiers de veille active" : " quartier de veille active",
                        watched > 1 ? " watched quarters" : " watched quarter");
    header(canvas, plate.title.in(job_.language), line);
    map(canvas, plate, content, 0.06 * std::max({content.width(), content.height(), 1000.0}),
        nullptr);
    territory_columns(canvas);
    footer(canvas, style.words("Contours des quartiers prioritaires : officiels. Veille active : "
                               "fournie par les acteurs locaux.",
                               "Outlines of the priority quarters: official. Veille active: "
                               "supplied by local actors."));
}

void PagePainter::territory_columns(Canvas& canvas) const {
    const FigureStyle style = figures();
    const double s = layout_.scale;
    const double row = 4.6 * s;
    const double number = 16 * s;
    std::size_t next = 0;
    for (const PageBox& column : layout_.columns) {
        if (next >= quarters_.size() && next > 0) return;
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
        for (; next < quarters_.size() && y + row <= box.bottom(); ++next, y += row) {
            const QuarterFigures& quarter = quarters_[next];
            const bool last_row = y + 2 * row > box.bottom();
            if (last_row && &column == &layout_.columns.back() && next + 1 < quarters_.size()) {
                canvas.text({box.x, y, box.width, row},
                            style.words("… et ", "… and ") +
                                std::to_string(quarters_.size() - next) +
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

}  // namespace lisiere::io
