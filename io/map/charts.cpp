// SPDX-License-Identifier: Apache-2.0
#include "io/map/charts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "io/base/numbers.hpp"
#include "io/style/covered.hpp"
#include "io/style/figure_text.hpp"

namespace lisiere::io {
namespace {

std::string value_text(const std::optional<double>& value, const std::string& unit,
                       const FigureStyle& style) {
    return value ? indicator_text(*value, unit, style.language) : "–";
}

void draw_nothing(Canvas& canvas, const PageBox& box, const FigureStyle& style) {
    canvas.text({box.x, box.y + 1, box.width, box.height}, style.say("page.rien"),
                {6.5 * style.scale, style.colours.quiet, false, Align::left, 2});
}

/// A square of colour and its meaning; returns where the next one starts.
double draw_key(Canvas& canvas, PagePoint at, const Colour& colour, const std::string& words,
                const FigureStyle& style) {
    const double side = 2 * style.scale;
    canvas.fill({at.x, at.y + 0.4 * style.scale, side, side}, colour);
    const TextStyle text = style.small();
    canvas.text({at.x + side + 1, at.y, 60, 4}, words, text);
    return at.x + side + 1 + canvas.text_width(words, text) + 3 * style.scale;
}

/// What the second columns are of: one territory for all of them.
std::string around_words(std::span<const Gap> ages, const FigureStyle& style) {
    std::string words;
    for (const Gap& age : ages) {
        if (age.around.place == nullptr) continue;
        words = age.around.place->words.in(style.language);
        if (!age.around.place->mark.empty()) break;
    }
    return words;
}

}  // namespace

PageBox draw_heading(Canvas& canvas, const PageBox& box, const std::string& title,
                     const FigureStyle& style) {
    TextStyle text = style.strong();
    text.size_pt = 8 * style.scale;
    // A long title takes smaller letters before it loses its end.
    while (text.size_pt > 5 * style.scale && canvas.text_width(title, text) > box.width)
        text.size_pt -= 0.25;
    if (canvas.text_width(title, text) > box.width) text.lines = 2;
    const double used = canvas.text(box, title, text) + 0.6 * style.scale;
    const PagePoint rule[] = {{box.x, box.y + used}, {box.right(), box.y + used}};
    canvas.line(rule, {style.colours.rule, 0.25 * style.scale});
    const double top = used + 1.2 * style.scale;
    return {box.x, box.y + top, box.width, box.height - top};
}

void draw_tiles(Canvas& canvas, const PageBox& box, std::span<const Tile> tiles,
                const FigureStyle& style) {
    const double step = box.width / static_cast<double>(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const PageBox cell{box.x + step * static_cast<double>(i), box.y, step - 2, box.height};
        TextStyle number{15 * style.scale, style.colours.quarter, true};
        double used = 0;
        if (tiles[i].number.empty()) {
            number.colour = style.colours.quiet;
            used = canvas.text(cell, "–", number);
        } else {
            // A long number takes smaller figures, never an ellipsis.
            while (number.size_pt > 7 && canvas.text_width(tiles[i].number, number) > cell.width)
                number.size_pt -= 0.5;
            used = canvas.text(cell, tiles[i].number, number);
        }
        TextStyle caption = style.small();
        caption.lines = 4;
        // A long caption takes smaller letters before it loses its end.
        TextStyle free = caption;
        free.lines = 99;
        while (caption.size_pt > 5 * style.scale &&
               canvas.text_height(cell.width, tiles[i].caption, free) >
                   canvas.text_height(cell.width, tiles[i].caption, caption) + 0.1)
            caption.size_pt = free.size_pt -= 0.25;
        canvas.text({cell.x, cell.y + used, cell.width, 9}, tiles[i].caption, caption);
    }
}

void draw_gaps(Canvas& canvas, const PageBox& box, const HeadlineHeads& heads,
               std::span<const Gap> gaps, const FigureStyle& style) {
    if (gaps.empty()) return draw_nothing(canvas, box, style);
    const double s = style.scale;
    const double value_width = 15 * s;
    const double label_width = box.width - 4 * value_width;
    TextStyle head = style.small();
    head.align = Align::right;
    const StyleText* const headings[] = {&heads.quarter, &heads.commune, &heads.around, &heads.gap};
    const auto column = [&](int i) { return box.x + label_width + value_width * i; };
    for (int i = 0; i < 4; ++i)
        canvas.text({column(i), box.y, value_width, 4}, headings[i]->in(style.language), head);
    const double step =
        std::min(4.8 * s, (box.height - 3.6 * s) / static_cast<double>(gaps.size()));
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        const Gap& gap = gaps[i];
        const double y = box.y + 3.4 * s + step * static_cast<double>(i);
        TextStyle label = style.body();
        const std::string words = gap.label + covered_suffix(gap.covered, style.language);
        while (label.size_pt > 5 * s && canvas.text_width(words, label) > label_width)
            label.size_pt -= 0.25;
        if (canvas.text_width(words, label) > label_width) label.lines = 2;
        canvas.text({box.x, label.lines > 1 ? y - 0.3 * s : y, label_width, step},
                    name_before(canvas, label_width, gap.label,
                                covered_suffix(gap.covered, style.language), label),
                    label);
        TextStyle number = style.strong();
        number.align = Align::right;
        if (gap.value) {
            canvas.text({column(0), y, value_width, step}, value_text(gap.value, gap.unit, style),
                        number);
        } else {
            TextStyle why = style.small();
            why.align = Align::right;
            canvas.text({column(0) - 6 * s, y + 0.4, value_width + 6 * s, step},
                        gap.missing.empty() ? "–" : gap.missing, why);
        }
        number.bold = false;
        canvas.text({column(1), y, value_width, step}, value_text(gap.commune, gap.unit, style),
                    number);
        canvas.text({column(2), y, value_width, step},
                    value_text(gap.around.value, gap.unit, style) + gap.around.mark(), number);
        if (gap.around.gap)
            canvas.text({column(3), y, value_width, step},
                        indicator_gap_text(*gap.around.gap, gap.unit, style.language), number);
        const PagePoint rule[] = {{box.x, y + step - 0.5}, {box.right(), y + step - 0.5}};
        canvas.line(rule, {style.colours.rule, 0.1});
    }
}

void draw_ages(Canvas& canvas, const PageBox& box, std::span<const Gap> ages,
               const FigureStyle& style) {
    double greatest = 0;
    for (const Gap& age : ages)
        for (const auto& value : {age.value, age.around.value})
            if (value) greatest = std::max(greatest, *value);
    if (greatest <= 0) return draw_nothing(canvas, box, style);
    const double s = style.scale;
    const double x = draw_key(canvas, {box.x, box.y}, style.colours.quarter,
                              style.say("page.legende_quartier"), style);
    if (const std::string around = around_words(ages, style); !around.empty())
        draw_key(canvas, {x, box.y}, style.colours.agglomeration, around, style);
    const double top = box.y + 7 * s;
    const double floor = box.bottom() - 3.5 * s;
    const double step = box.width / static_cast<double>(ages.size());
    const double bar = step * 0.36;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        const double x0 = box.x + step * static_cast<double>(i) + step * 0.1;
        const auto column = [&](double at, const std::optional<double>& value,
                                const Colour& colour) {
            if (!value) return;
            const double height = (floor - top) * *value / greatest;
            canvas.fill({at, floor - height, bar, height}, colour);
        };
        column(x0, ages[i].value, style.colours.quarter);
        column(x0 + bar, ages[i].around.value, style.colours.agglomeration);
        TextStyle text = style.small();
        text.align = Align::centre;
        if (ages[i].value) {
            const double height = (floor - top) * *ages[i].value / greatest;
            canvas.text({x0 - 2, floor - height - 2.8 * s, bar + 4, 3},
                        number_text(*ages[i].value, 0, style.language), text);
        }
        canvas.text({box.x + step * static_cast<double>(i), floor + 0.3, step, 3}, ages[i].label,
                    text);
    }
    const PagePoint rule[] = {{box.x, floor}, {box.right(), floor}};
    canvas.line(rule, {style.colours.quiet, 0.2});
}

void draw_departures(Canvas& canvas, const PageBox& box,
                     std::span<const QuarterFigures::Departures> departures,
                     const FigureStyle& style) {
    double greatest = 0;
    bool known = false;
    for (const auto& one : departures)
        if (one.per_hour) {
            known = true;
            greatest = std::max(greatest, *one.per_hour);
        }
    if (!known) return draw_nothing(canvas, box, style);
    const double s = style.scale;
    const double top = box.y + 7 * s;
    const double floor = box.bottom() - 3.5 * s;
    const double step = box.width / static_cast<double>(departures.size());
    for (std::size_t i = 0; i < departures.size(); ++i) {
        const double x = box.x + step * static_cast<double>(i);
        TextStyle text = style.small();
        text.align = Align::centre;
        const auto& value = departures[i].per_hour;
        const double height = value && greatest > 0 ? (floor - top) * *value / greatest : 0;
        if (value)
            canvas.fill({x + step * 0.2, floor - height, step * 0.6, height},
                        style.colours.quarter);
        canvas.text({x - 1, floor - height - 2.8 * s, step + 2, 3},
                    value ? number_text(*value, *value < 10 ? 1 : 0, style.language) : "–", text);
        text.size_pt = 5.8 * s;
        canvas.text({x - 0.5, floor + 0.4, step + 1, 3}, departures[i].label, text);
    }
    const PagePoint rule[] = {{box.x, floor}, {box.right(), floor}};
    canvas.line(rule, {style.colours.quiet, 0.2});
}

void draw_rose(Canvas& canvas, const PageBox& box, const QuarterFigures& quarter,
               const LayerStyle* classes, const FigureStyle& style) {
    const bool known = std::any_of(quarter.rose.begin(), quarter.rose.end(),
                                   [](const auto& detour) { return detour.has_value(); });
    if (!known || classes == nullptr) return draw_nothing(canvas, box, style);
    const double s = style.scale;
    const double radius = std::min(box.width, box.height) / 2 - 3.2 * s;
    const PagePoint centre{box.x + box.width / 2, box.y + box.height / 2};
    constexpr double longest = 3;  // beyond, the sector stops at the rim
    constexpr double half = std::numbers::pi / 16;
    const auto at = [&](double angle, double r) {
        return PagePoint{centre.x + r * std::sin(angle), centre.y - r * std::cos(angle)};
    };
    for (std::size_t i = 0; i < 16; ++i) {
        const double angle = 2 * half * static_cast<double>(i);
        // Nobody gets through: the whole sector, hollow.
        const double detour = quarter.rose[i] ? std::min(*quarter.rose[i], longest) : longest;
        const double r = radius * detour / longest;
        const PagePoint corners[] = {centre, at(angle - half, r), at(angle, r / std::cos(half)),
                                     at(angle + half, r)};
        if (quarter.rose[i]) {
            Colour colour = classes->classes.back().symbol.fill;
            for (const StyleClass& one : classes->classes)
                if (!one.up_to || *quarter.rose[i] <= *one.up_to) {
                    colour = one.symbol.fill;
                    break;
                }
            canvas.polygon(corners, colour);
            canvas.outline(corners, {style.colours.quiet, 0.1});
        } else if (quarter.closed[i]) {
            canvas.outline(corners, {style.colours.quarter, 0.3, Stroke::dotted});
        }
    }
    for (const double ring : {1.0, 2.0, 3.0})
        canvas.circle(centre, 2 * radius * ring / longest,
                      {style.colours.quiet, ring == 1 ? 0.2 : 0.1, Stroke::dashed});
    TextStyle text = style.small();
    text.align = Align::centre;
    canvas.text({centre.x - 4, centre.y - radius - 3 * s, 8, 3}, "N", text);
    TextStyle tick = style.small();
    tick.size_pt = 5.2 * s;
    for (const int ring : {1, 2})
        canvas.text({centre.x + 0.4, centre.y - radius * ring / longest - 2.2 * s, 8, 3},
                    "×" + std::to_string(ring), tick);
}

namespace {
constexpr double bar_row_mm = 4.6;
constexpr double heading_mm = 7;
}  // namespace

double bars_height(std::size_t count, const FigureStyle& style) {
    return (heading_mm + bar_row_mm * static_cast<double>(count)) * style.scale;
}

void draw_bars(Canvas& canvas, const PageBox& box, std::span<const Bar> bars,
               const FigureStyle& style) {
    const double s = style.scale;
    const double row = bar_row_mm * s;
    const double name = box.width * 0.42;
    const double number = 16 * s;
    const PageBox room{box.x + name + 2, box.y, box.width - name - number - 3, box.height};
    TextStyle value = style.body();
    value.align = Align::right;
    double y = box.y;
    for (const Bar& bar : bars) {
        if (y + row > box.bottom() + 0.1) return;
        TextStyle label = style.body();
        if (!bar.caution.empty())
            while (label.size_pt > 5.2 * s &&
                   canvas.text_width(bar.name + bar.caution, label) > name)
                label.size_pt -= 0.25;
        canvas.text({box.x, y, name, row}, name_before(canvas, name, bar.name, bar.caution, label),
                    label);
        const PageBox line{room.x, y + 0.9 * s, room.width, 2.2 * s};
        canvas.fill({line.x, line.y, line.width * std::clamp(bar.length, 0.0, 1.0), line.height},
                    bar.colour);
        if (bar.low && bar.high) {
            const double middle = line.y + line.height / 2;
            const PagePoint range[] = {{line.x + line.width * *bar.low, middle},
                                       {line.x + line.width * *bar.high, middle}};
            canvas.line(range, {style.colours.text, 0.35 * s});
        }
        canvas.text({box.right() - number, y, number, row}, bar.value, value);
        y += row;
    }
}

void draw_components(Canvas& canvas, const PageBox& box,
                     std::span<const QuarterFigures::Component> components,
                     const FigureStyle& style) {
    const bool known =
        std::any_of(components.begin(), components.end(), [](const auto& c) { return c.value; });
    if (!known) return draw_nothing(canvas, box, style);
    const double s = style.scale;
    const double step = std::min(8.0 * s, box.height / static_cast<double>(components.size()));
    for (std::size_t i = 0; i < components.size(); ++i) {
        const double y = box.y + step * static_cast<double>(i);
        const auto& value = components[i].value;
        canvas.text({box.x, y, box.width - 20, 4}, components[i].label, style.small());
        TextStyle number = style.small();
        number.align = Align::right;
        number.bold = value.has_value();
        canvas.text({box.right() - 20, y, 20, 4},
                    value ? number_text(*value, 0, style.language) : style.say("page.non_mesure"),
                    number);
        const PageBox bar{box.x, y + 3.1 * s, box.width, 1.8 * s};
        canvas.fill(bar, style.colours.rule);
        if (value)
            canvas.fill({bar.x, bar.y, bar.width * std::clamp(*value / 100, 0.0, 1.0), bar.height},
                        style.colours.quarter);
        // The middle resident of the study area.
        const PagePoint middle[] = {{bar.x + bar.width / 2, bar.y - 0.4},
                                    {bar.x + bar.width / 2, bar.bottom() + 0.4}};
        canvas.line(middle, {style.colours.text, 0.2});
    }
}

}  // namespace lisiere::io
