// SPDX-License-Identifier: Apache-2.0
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>

#include <cmath>
#include <fstream>

#include "io/base/encoding.hpp"
#include "io/base/error.hpp"
#include "io/map/canvas.hpp"

namespace lisiere::io {
namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Cairo names an SVG's outer group after a count of the surfaces of the process: taken out, so
/// that pages do not depend on what was drawn before them.
void without_surface_ids(std::string& svg) {
    const std::string name = " id=\"surface";
    for (std::size_t at = svg.find(name); at != std::string::npos; at = svg.find(name, at)) {
        const std::size_t end = svg.find('"', at + name.size());
        if (end == std::string::npos) return;
        svg.erase(at, end + 1 - at);
    }
}

}  // namespace

PageFile::PageFile(std::filesystem::path path, Format format, Paper paper, const std::string& title,
                   double dots_per_inch)
    : path_(std::move(path)), format_(format) {
    const double width = paper.width_mm * points_per_mm;
    const double height = paper.height_mm * points_per_mm;
    switch (format) {
        case Format::pdf:
            surface_ = cairo_pdf_surface_create_for_stream(append, &bytes_, width, height);
            cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_TITLE,
                                           without_controls(title).c_str());
            // The same pages give the same bytes: a fixed moment, as in the GeoPackage.
            cairo_pdf_surface_set_metadata(surface_, CAIRO_PDF_METADATA_CREATE_DATE,
                                           "2000-01-01T00:00:00Z");
            break;
        case Format::svg:
            surface_ = cairo_svg_surface_create_for_stream(append, &bytes_, width, height);
            break;
        case Format::png: {
            const double scale = dots_per_inch / 72;
            surface_ = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                  static_cast<int>(std::lround(width * scale)),
                                                  static_cast<int>(std::lround(height * scale)));
            cairo_surface_set_device_scale(surface_, scale, scale);
            break;
        }
    }
    context_ = cairo_create(surface_);
}

PageFile::~PageFile() {
    if (context_ != nullptr) cairo_destroy(context_);
    if (surface_ != nullptr) cairo_surface_destroy(surface_);
}

void PageFile::end_page() {
    cairo_show_page(context_);
}

void PageFile::close() {
    cairo_destroy(context_);
    context_ = nullptr;
    cairo_surface_flush(surface_);
    if (format_ == Format::png) cairo_surface_write_to_png_stream(surface_, append, &bytes_);
    cairo_surface_finish(surface_);
    const cairo_status_t status = cairo_surface_status(surface_);
    if (format_ == Format::svg) without_surface_ids(bytes_);
    std::ofstream out(path_, std::ios::binary);
    out << bytes_;
    out.flush();
    if (!out || status != CAIRO_STATUS_SUCCESS)
        throw OutputError({path_.string(),
                           status == CAIRO_STATUS_SUCCESS ? std::string("écriture impossible")
                                                          : cairo_status_to_string(status),
                           "de la place et des droits d'écriture", "vérifier le disque"});
}

}  // namespace lisiere::io
