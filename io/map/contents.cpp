// SPDX-License-Identifier: Apache-2.0
#include "io/map/contents.hpp"

namespace lisiere::io {
namespace {

constexpr double number_mm = 9;
constexpr double above_heading_mm = 3;
constexpr int any = 99;

}  // namespace

TextStyle Contents::style_of(const ContentsLine& line) const {
    TextStyle text = line.heading ? style_.strong() : style_.body();
    if (line.heading) text.size_pt = 9 * style_.scale;
    text.lines = any;
    return text;
}

Contents::Contents(Canvas& canvas, std::vector<ContentsLine> lines, const PageBox& body,
                   const FigureStyle& style)
    : lines_(std::move(lines)), style_(style) {
    const double s = style.scale;
    const int columns = body.width > body.height ? 3 : 2;
    const double gap = 6 * s;
    const double width = (body.width - gap * (columns - 1)) / columns;
    std::vector<double> heights;
    for (const ContentsLine& line : lines_)
        heights.push_back(canvas.text_height(width - number_mm * s, line.words, style_of(line)) +
                          (line.heading ? 2 * s : 0.7 * s));
    Place next{0, {body.x, body.y, width, 0}};
    int column = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const bool followed = lines_[i].heading && i + 1 < lines_.size();
        const double needed = heights[i] + (followed ? heights[i + 1] + above_heading_mm * s : 0);
        if (next.box.y + needed > body.bottom() && next.box.y > body.y) {
            column = (column + 1) % columns;
            if (column == 0) ++next.page;
            next.box.x = body.x + column * (width + gap);
            next.box.y = body.y;
        }
        // Room above a heading, but for the first line of a column.
        if (lines_[i].heading && next.box.y > body.y) next.box.y += above_heading_mm * s;
        next.box.height = heights[i];
        places_.push_back(next);
        next.box.y += heights[i];
    }
    pages_ = lines_.empty() ? 0 : next.page + 1;
}

void Contents::draw(Canvas& canvas, std::size_t page, std::size_t first) const {
    const double s = style_.scale;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (places_[i].page != page) continue;
        const ContentsLine& line = lines_[i];
        const PageBox& box = places_[i].box;
        canvas.text({box.x, box.y, box.width - number_mm * s, box.height}, line.words,
                    style_of(line));
        if (line.page > 0) {
            TextStyle number = style_.body();
            number.align = Align::right;
            canvas.text({box.right() - number_mm * s, box.y, number_mm * s, box.height},
                        std::to_string(first + line.page), number);
        }
        if (line.heading) {
            const double y = box.bottom() - 0.8 * s;
            const PagePoint rule[] = {{box.x, y}, {box.right(), y}};
            canvas.line(rule, {style_.colours.rule, 0.25 * s});
        }
    }
}

std::vector<PageLink> Contents::links(std::size_t page, std::size_t first) const {
    std::vector<PageLink> out;
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (places_[i].page == page && lines_[i].page > 0)
            out.push_back({places_[i].box, first + lines_[i].page});
    return out;
}

}  // namespace lisiere::io
