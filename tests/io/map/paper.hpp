// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cairo.h>

#include <string>

#include "io/map/canvas.hpp"

namespace lisiere::tests {

/// A sheet of 100 × 80 mm whose pixels can be read, ten a millimetre.
class PixelPaper {
  public:
    PixelPaper() : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)) {
        context_ = cairo_create(surface_);
        cairo_set_source_rgb(context_, 1, 1, 1);
        cairo_paint(context_);
        cairo_scale(context_, per_mm / io::points_per_mm, per_mm / io::points_per_mm);
    }
    ~PixelPaper() {
        cairo_destroy(context_);
        cairo_surface_destroy(surface_);
    }
    PixelPaper(const PixelPaper&) = delete;
    PixelPaper& operator=(const PixelPaper&) = delete;

    io::Canvas canvas() { return io::Canvas(context_, "DejaVu Sans"); }
    /// The bytes of the pixels of a part of the sheet.
    std::string pixels(const io::PageBox& box) const {
        cairo_surface_flush(surface_);
        const unsigned char* bytes = cairo_image_surface_get_data(surface_);
        const int stride = cairo_image_surface_get_stride(surface_);
        std::string out;
        for (int y = static_cast<int>(box.y * per_mm); y < box.bottom() * per_mm; ++y)
            for (int x = static_cast<int>(box.x * per_mm); x < box.right() * per_mm; ++x)
                out.append(reinterpret_cast<const char*>(bytes) + y * stride + x * 4, 3);
        return out;
    }
    static bool is_blank(const std::string& pixels) {
        return pixels.find_first_not_of('\xFF') == std::string::npos;
    }

  private:
    static constexpr double per_mm = 10;
    static constexpr int width = 1000;
    static constexpr int height = 800;
    cairo_surface_t* surface_;
    cairo_t* context_ = nullptr;
};

}  // namespace lisiere::tests
