// SPDX-License-Identifier: Apache-2.0
#include "io/map/lines.hpp"

namespace lisiere::io {
namespace {

constexpr double cell_mm = 16;

}  // namespace

double name_width(const PageBox& column, std::size_t cells, double scale) {
    return column.width - cell_mm * scale * static_cast<double>(cells) - 1;
}

DrawnLines draw_lines(Canvas& canvas, std::span<const PageBox> columns, const std::string& title,
                      std::span<const std::string> heads, std::span<const PageLine> lines,
                      const std::string& see, const FigureStyle& style) {
    const double s = style.scale;
    const double row = 4.6 * s;
    const double number = cell_mm * s;
    DrawnLines out;
    std::size_t& next = out.drawn;
    for (const PageBox& column : columns) {
        if (next >= lines.size() && next > 0) {
            out.rest.push_back(column);
            continue;
        }
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
                canvas.text(
                    {box.x, y, box.width, row},
                    style.say("page.lignes_en_plus", {{"n", lines.size() - next}, {"table", see}}),
                    style.small());
                return out;
            }
            TextStyle name = lines[next].strong ? style.strong() : style.body();
            name.colour = lines[next].colour;
            const double room = name_width(box, heads.size(), s);
            const std::string whole = lines[next].name + lines[next].caution;
            // A long name takes smaller letters before it loses its end.
            while (name.size_pt > 5.2 * s && canvas.text_width(whole, name) > room)
                name.size_pt -= 0.25;
            // Then it takes two lines of them.
            if (canvas.text_width(whole, name) > room) name.lines = 2;
            canvas.text({box.x, name.lines > 1 ? y - 0.3 * s : y, room, row},
                        name_before(canvas, room, lines[next].name, lines[next].caution, name),
                        name);
            TextStyle value = lines[next].strong ? style.strong() : style.body();
            value.align = Align::right;
            for (std::size_t i = 0; i < heads.size(); ++i)
                canvas.text(cell(i, y), lines[next].cells[i], value);
            const PagePoint rule[] = {{box.x, y + row - 0.6}, {box.right(), y + row - 0.6}};
            canvas.line(rule, {style.colours.rule, 0.1});
        }
        const double top = y + 5 * s;
        if (next >= lines.size() && top < box.bottom())
            out.rest.push_back({box.x, top, box.width, box.bottom() - top});
    }
    return out;
}

}  // namespace lisiere::io
