// SPDX-License-Identifier: Apache-2.0
#include "io/compare/change_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/geo/simplify.hpp"
#include "io/base/numbers.hpp"
#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

using compare::PerimeterPair;
using compare::PlaceChange;

/// A window of the ground onto `width` × `height` pixels.
class Drawing {
  public:
    Drawing(geo::Box window, double width, double height) : width_(width), height_(height) {
        metres_ = std::max(window.width() / width, window.height() / height);
        const double x = (window.min_x + window.max_x) / 2;
        const double y = (window.min_y + window.max_y) / 2;
        window_ = {x - metres_ * width / 2, y - metres_ * height / 2, x + metres_ * width / 2,
                   y + metres_ * height / 2};
    }

    const geo::Box& window() const { return window_; }

    void area(const geo::MultiPolygon& shape, std::string_view kind, const std::string& title) {
        if (!geo::bounds(shape).intersects(window_)) return;
        std::string path;
        for (const geo::Polygon& polygon : shape) {
            ring(path, polygon.outer);
            for (const geo::Ring& hole : polygon.holes) ring(path, hole);
        }
        svg_ += fmt::format("<path class=\"{}\" d=\"{}\"><title>{}</title></path>", kind, path,
                            escaped_xml(title));
    }
    void line(const geo::LineString& line, std::string_view kind) {
        geo::Box box;
        for (const geo::Point& p : line) box.extend(p);
        if (!box.intersects(window_)) return;
        std::string path;
        points(path, line);
        svg_ += fmt::format("<path class=\"{}\" d=\"{}\"/>", kind, path);
    }
    void mark(const PlaceChange& place, const std::string& title) {
        if (!window_.contains(place.at)) return;
        constexpr std::array kinds{"ouvert", "ferme", "deplace"};
        const auto [x, y] = pixel(place.at);
        svg_ += fmt::format(
            "<g class=\"lieu {}{}\" transform=\"translate({:.1f} {:.1f})\"><title>{}</title>{}</g>",
            kinds[static_cast<std::size_t>(place.kind)], place.stop ? " arret" : "", x, y,
            escaped_xml(title),
            place.kind == PlaceChange::Kind::closed
                ? "<circle r=\"6\"/><path d=\"M-3 -3 3 3M-3 3 3 -3\"/>"
            : place.kind == PlaceChange::Kind::opened
                ? "<circle r=\"6\"/><path d=\"M-4 0H4M0 -4V4\"/>"
                : "<circle r=\"6\"/><path d=\"M-3 0H3\"/>");
    }
    void label(const geo::MultiPolygon& shape, const std::string& text) {
        const geo::Box box = geo::bounds(shape);
        const geo::Point middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        if (!window_.contains(middle)) return;
        const auto [x, y] = pixel(middle);
        svg_ += fmt::format("<text class=\"nom\" x=\"{:.0f}\" y=\"{:.0f}\">{}</text>", x, y,
                            escaped_xml(text));
    }
    /// The longest of 1, 2, 5 × 10ⁿ metres within a third of the width.
    void scale_bar(const std::string& language) {
        const double most = metres_ * width_ / 3;
        double length = std::pow(10, std::floor(std::log10(most)));
        for (const double times : {5.0, 2.0})
            if (length * times <= most) {
                length *= times;
                break;
            }
        const std::string text = length >= 1000 ? number_text(length / 1000, 0, language) + " km"
                                                : number_text(length, 0, language) + " m";
        svg_ += fmt::format(
            "<path class=\"echelle\" d=\"M8 {0:.0f}h{1:.1f}\"/><text class=\"echelle\" x=\"8\" "
            "y=\"{2:.0f}\">{3}</text>",
            height_ - 8, length / metres_, height_ - 13, text);
    }
    std::string finish(const std::string& title) const {
        return fmt::format(
            "<svg class=\"carte\" role=\"img\" aria-label=\"{2}\" width=\"{0:.0f}\" "
            "height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\">{3}</svg>",
            width_, height_, escaped_xml(title), svg_);
    }

  private:
    std::pair<double, double> pixel(const geo::Point& p) const {
        return {(p.x - window_.min_x) / metres_, (window_.max_y - p.y) / metres_};
    }
    void points(std::string& path, const geo::LineString& line) const {
        const geo::LineString plain = geo::simplified(line, metres_ / 3);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            const auto [x, y] = pixel(plain[i]);
            path += fmt::format("{}{:.1f} {:.1f}", i == 0 ? "M" : "L", x, y);
        }
    }
    void ring(std::string& path, const geo::Ring& ring) const {
        points(path, ring);
        path += "Z";
    }

    double width_;
    double height_;
    double metres_ = 1;  ///< of a pixel
    geo::Box window_;
    std::string svg_;
};

void draw_barriers(Drawing& drawing, const MapBackground& background) {
    if (background.barriers == nullptr) return;
    const Table& table = *background.barriers;
    std::size_t kind = table.columns.size();
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].name == "type") kind = c;
    for (std::size_t row = 0; row < table.geometries.size(); ++row) {
        const auto* lines = std::get_if<geo::MultiLineString>(&table.geometries[row]);
        if (lines == nullptr) continue;
        const auto* word = kind < table.columns.size()
                               ? std::get_if<std::string>(&table.rows[row][kind])
                               : nullptr;
        const bool water = word != nullptr && *word == "cours_eau";
        for (const geo::LineString& line : *lines) drawing.line(line, water ? "eau" : "coupure");
    }
}

}  // namespace

std::string perimeter_map(const compare::Comparison& comparison, const Sentences& say,
                          std::size_t pair, const MapBackground& background) {
    const PerimeterPair& one = comparison.perimeters[pair];
    geo::Box box;
    for (const std::optional<compare::PerimeterFacts>* facts : {&one.base, &one.next})
        if (*facts) box.extend(geo::bounds((*facts)->shape));
    if (box.empty()) return {};
    constexpr double margin_m = 700;
    constexpr double width = 320;
    constexpr double height = 240;
    Drawing drawing(box.grown(margin_m), width, height);
    draw_barriers(drawing, background);
    for (const PerimeterPair& other : comparison.perimeters)
        if (&other != &one) drawing.area(other.shown().shape, "voisin", say.name(other));
    if (one.base && (one.redrawn || !one.next))
        drawing.area(one.base->shape, "avant", one.base->name);
    if (one.next) drawing.area(one.next->shape, "quartier", one.next->name);
    for (const PlaceChange& place : comparison.places) drawing.mark(place, say.place(place));
    drawing.scale_bar(say.language());
    return drawing.finish(say.name(one));
}

std::string overview_map(const compare::Comparison& comparison, const Sentences& say,
                         const std::vector<std::pair<int, int>>& senses,
                         const MapBackground& background) {
    geo::Box box;
    for (const PerimeterPair& one : comparison.perimeters)
        box.extend(geo::bounds(one.shown().shape));
    if (box.empty()) return {};
    constexpr double margin_m = 500;
    constexpr double width = 560;
    constexpr double height = 380;
    Drawing drawing(box.grown(margin_m), width, height);
    draw_barriers(drawing, background);
    for (std::size_t i = 0; i < comparison.perimeters.size(); ++i) {
        const PerimeterPair& one = comparison.perimeters[i];
        const auto [better, worse] = senses[i];
        const char* kind = !one.base            ? "entre"
                           : !one.next          ? "sorti"
                           : better > 2 * worse ? "mieux"
                           : worse > 2 * better ? "moins"
                           : better + worse > 0 ? "mixte"
                                                : "pareil";
        drawing.area(one.shown().shape, kind, say.name(one));
    }
    for (const PlaceChange& place : comparison.places) drawing.mark(place, say.place(place));
    for (const PerimeterPair& one : comparison.perimeters)
        drawing.label(one.shown().shape, one.shown().name);
    drawing.scale_bar(say.language());
    return drawing.finish(comparison.next.territory);
}

}  // namespace lisiere::io
