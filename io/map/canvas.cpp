// SPDX-License-Identifier: Apache-2.0
#include "io/map/canvas.hpp"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <numbers>

namespace lisiere::io {
namespace {

double part(const Colour& colour, std::size_t at) {
    return std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
}

}  // namespace

/// One text laid out; frees what Pango made.
struct Canvas::Layout {
    std::unique_ptr<PangoLayout, void (*)(void*)> pango{nullptr, g_object_unref};
    double width_mm() const { return size().first; }
    double height_mm() const { return size().second; }
    std::pair<double, double> size() const {
        int width = 0;
        int height = 0;
        pango_layout_get_size(pango.get(), &width, &height);
        return {width / (PANGO_SCALE * points_per_mm), height / (PANGO_SCALE * points_per_mm)};
    }
};

Canvas::Canvas(_cairo* context, std::string family)
    : context_(context), family_(std::move(family)) {}

void Canvas::colour(const Colour& colour, double opacity) {
    cairo_set_source_rgba(context_, part(colour, 1), part(colour, 3), part(colour, 5), opacity);
}

void Canvas::pen(const Pen& pen) {
    colour(pen.colour, 1);
    const double width = pen.width_mm * points_per_mm;
    cairo_set_line_width(context_, width);
    cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
    const double dash[] = {4 * width, 2 * width};
    const double dots[] = {width, 2 * width};
    if (pen.stroke == Stroke::solid)
        cairo_set_dash(context_, nullptr, 0, 0);
    else
        cairo_set_dash(context_, pen.stroke == Stroke::dashed ? dash : dots, 2, 0);
}

void Canvas::path(std::span<const PagePoint> points) {
    cairo_new_path(context_);
    for (const PagePoint& p : points)
        cairo_line_to(context_, p.x * points_per_mm, p.y * points_per_mm);
}

void Canvas::fill(const PageBox& box, const Colour& with, double opacity) {
    const PagePoint corners[] = {
        {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
    polygon(corners, with, opacity);
}

void Canvas::outline(const PageBox& box, const Pen& with) {
    const PagePoint corners[] = {
        {box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}};
    outline(corners, with);
}

void Canvas::outline(std::span<const PagePoint> points, const Pen& with) {
    path(points);
    cairo_close_path(context_);
    pen(with);
    cairo_stroke(context_);
}

void Canvas::line(std::span<const PagePoint> points, const Pen& with) {
    path(points);
    pen(with);
    cairo_stroke(context_);
}

void Canvas::polygon(std::span<const PagePoint> points, const Colour& with, double opacity) {
    path(points);
    cairo_close_path(context_);
    colour(with, opacity);
    cairo_fill(context_);
}

void Canvas::veil(const PageBox& box, std::span<const std::vector<PagePoint>> rings,
                  const Colour& with, double opacity) {
    const auto rectangle = [&] {
        cairo_rectangle(context_, box.x * points_per_mm, box.y * points_per_mm,
                        box.width * points_per_mm, box.height * points_per_mm);
    };
    cairo_save(context_);
    cairo_new_path(context_);
    rectangle();
    cairo_clip(context_);
    rectangle();
    for (const std::vector<PagePoint>& ring : rings) {
        cairo_new_sub_path(context_);
        for (const PagePoint& p : ring)
            cairo_line_to(context_, p.x * points_per_mm, p.y * points_per_mm);
        cairo_close_path(context_);
    }
    cairo_set_fill_rule(context_, CAIRO_FILL_RULE_EVEN_ODD);
    colour(with, opacity);
    cairo_fill(context_);
    cairo_restore(context_);
}

void Canvas::disc(PagePoint centre, double diameter_mm, const Colour& with) {
    cairo_new_path(context_);
    cairo_arc(context_, centre.x * points_per_mm, centre.y * points_per_mm,
              diameter_mm / 2 * points_per_mm, 0, 2 * std::numbers::pi);
    colour(with, 1);
    cairo_fill(context_);
}

void Canvas::circle(PagePoint centre, double diameter_mm, const Pen& with) {
    cairo_new_path(context_);
    cairo_arc(context_, centre.x * points_per_mm, centre.y * points_per_mm,
              diameter_mm / 2 * points_per_mm, 0, 2 * std::numbers::pi);
    pen(with);
    cairo_stroke(context_);
}

Canvas::Layout Canvas::layout(double width_mm, const std::string& words, const TextStyle& style) {
    Layout out;
    out.pango.reset(pango_cairo_create_layout(context_));
    PangoLayout* layout = out.pango.get();
    PangoContext* context = pango_layout_get_context(layout);
    // Letters stand where they are measured, whatever the resolution: the three formats agree.
    const std::unique_ptr<cairo_font_options_t, void (*)(cairo_font_options_t*)> options(
        cairo_font_options_create(), cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options.get());
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_cairo_context_set_resolution(context, 72);
    const std::unique_ptr<PangoFontDescription, void (*)(PangoFontDescription*)> font(
        pango_font_description_new(), pango_font_description_free);
    pango_font_description_set_family(font.get(), family_.c_str());
    pango_font_description_set_weight(font.get(),
                                      style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(font.get(),
                                    static_cast<int>(style.size_pt * PANGO_SCALE + 0.5));
    pango_layout_set_font_description(layout, font.get());
    // Names come from files: what is no UTF-8 is shown as such, and never reaches Pango.
    const std::unique_ptr<char, void (*)(void*)> valid(
        g_utf8_make_valid(words.data(), static_cast<gssize>(words.size())), g_free);
    pango_layout_set_text(layout, valid.get(), -1);
    if (width_mm > 0) {
        pango_layout_set_width(layout, static_cast<int>(width_mm * points_per_mm * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_height(layout, -style.lines);
        pango_layout_set_alignment(layout, style.align == Align::left     ? PANGO_ALIGN_LEFT
                                           : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                          : PANGO_ALIGN_RIGHT);
    }
    return out;
}

double Canvas::text(const PageBox& box, const std::string& words, const TextStyle& style) {
    if (words.empty() || family_.empty()) return 0;
    const Layout laid = layout(box.width, words, style);
    colour(style.colour, 1);
    cairo_move_to(context_, box.x * points_per_mm, box.y * points_per_mm);
    pango_cairo_show_layout(context_, laid.pango.get());
    return laid.height_mm();
}

void Canvas::text_with_halo(const PageBox& box, const std::string& words, const TextStyle& style,
                            const Colour& halo, double halo_mm) {
    if (words.empty() || family_.empty()) return;
    const Layout laid = layout(box.width, words, style);
    cairo_new_path(context_);
    cairo_move_to(context_, box.x * points_per_mm, box.y * points_per_mm);
    pango_cairo_layout_path(context_, laid.pango.get());
    pen({halo, 2 * halo_mm});
    cairo_stroke(context_);
    text(box, words, style);
}

double Canvas::text_height(double width_mm, const std::string& words, const TextStyle& style) {
    return words.empty() || family_.empty() ? 0 : layout(width_mm, words, style).height_mm();
}

double Canvas::text_width(const std::string& words, const TextStyle& style) {
    return words.empty() || family_.empty() ? 0 : layout(0, words, style).width_mm();
}

std::string name_before(Canvas& canvas, double width_mm, const std::string& name,
                        const std::string& caution, const TextStyle& style) {
    if (caution.empty()) return name;
    TextStyle free = style;
    free.lines = 99;
    const double room = canvas.text_height(width_mm, "x", style) * (style.lines + 0.5);
    std::string kept = name;
    std::string words = name + caution;
    while (!kept.empty() && canvas.text_height(width_mm, words, free) > room) {
        // A letter of several bytes goes whole.
        while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U)
            kept.pop_back();
        if (!kept.empty()) kept.pop_back();
        words = kept + "…" + caution;
    }
    return words;
}

}  // namespace lisiere::io
