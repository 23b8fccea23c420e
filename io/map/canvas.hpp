// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/style/style.hpp"

struct _cairo;
struct _cairo_surface;

namespace lisiere::io {

inline constexpr double points_per_mm = 72.0 / 25.4;

/// A place on paper, in millimetres from the top left corner.
struct PagePoint {
    double x = 0;
    double y = 0;
};
struct PageBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
};

/// Do they share some ground?
inline bool touch(const PageBox& a, const PageBox& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

enum class Align { left, centre, right };

struct TextStyle {
    double size_pt = 8;
    Colour colour = "#1e1e1e";
    bool bold = false;
    Align align = Align::left;
    int lines = 1;  ///< at most; what is left ends in an ellipsis
};

/// How a line or an outline is drawn.
struct Pen {
    Colour colour = "#1e1e1e";
    double width_mm = 0.2;
    Stroke stroke = Stroke::solid;
};

/// A drawing surface in millimetres with text by Pango. The same calls give the same bytes: no
/// clock, no identifiers that count the process's drawings.
class Canvas {
  public:
    /// Draws on a context of Cairo's whose unit is the point; does not own it.
    Canvas(_cairo* context, std::string family);

    void fill(const PageBox& box, const Colour& colour, double opacity = 1);
    void outline(const PageBox& box, const Pen& pen);
    void line(std::span<const PagePoint> points, const Pen& pen);
    void polygon(std::span<const PagePoint> points, const Colour& colour, double opacity = 1);
    void outline(std::span<const PagePoint> points, const Pen& pen);
    /// Veils what of the box lies outside the rings (even-odd: a ring within another is a hole).
    void veil(const PageBox& box, std::span<const std::vector<PagePoint>> rings,
              const Colour& colour, double opacity);
    void disc(PagePoint centre, double diameter_mm, const Colour& colour);
    void circle(PagePoint centre, double diameter_mm, const Pen& pen);

    /// Writes into the width of the box from its top; returns the height used, in millimetres.
    double text(const PageBox& box, const std::string& words, const TextStyle& style);
    /// The same over a light band around the letters, to be read on any ground.
    void text_with_halo(const PageBox& box, const std::string& words, const TextStyle& style,
                        const Colour& halo, double halo_mm);
    /// What `text` would use, without drawing.
    double text_height(double width_mm, const std::string& words, const TextStyle& style);
    double text_width(const std::string& words, const TextStyle& style);

    _cairo* context() { return context_; }

  private:
    struct Layout;
    Layout layout(double width_mm, const std::string& words, const TextStyle& style);
    void colour(const Colour& colour, double opacity);
    void pen(const Pen& pen);
    void path(std::span<const PagePoint> points);
    _cairo* context_;
    std::string family_;
};

/// A name and what must be read after it: where both do not fit the lines of `style` it is the name
/// that ends in an ellipsis.
std::string name_before(Canvas& canvas, double width_mm, const std::string& name,
                        const std::string& caution, const TextStyle& style);

/// Size of a page.
struct Paper {
    double width_mm = 297;
    double height_mm = 210;
};

/// One file of pages. PDF holds any number, vector with its fonts inside; SVG and PNG one.
class PageFile {
  public:
    enum class Format { pdf, svg, png };
    /// `title`: the document's, shown by readers of PDF. `dots_per_inch`: of PNG.
    PageFile(std::filesystem::path path, Format format, Paper paper, const std::string& title,
             double dots_per_inch);
    ~PageFile();
    PageFile(const PageFile&) = delete;
    PageFile& operator=(const PageFile&) = delete;

    _cairo* context() { return context_; }
    /// Ends a page; what follows goes to the next one (PDF only).
    void end_page();
    /// Writes what is left. OutputError when the disk refuses.
    void close();

  private:
    std::filesystem::path path_;
    Format format_;
    std::string bytes_;
    _cairo_surface* surface_ = nullptr;
    _cairo* context_ = nullptr;
};

}  // namespace lisiere::io
