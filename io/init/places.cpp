// SPDX-License-Identifier: Apache-2.0
#include "io/init/places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/geo/overlay.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/base/error.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io::init {
namespace {

constexpr double local_degrees = 4;

}  // namespace

std::vector<DrawnPerimeter> draw_perimeters(Item& item, const Projector& project) {
    std::vector<DrawnPerimeter> drawn;
    if (item.form == Form::table) return drawn;
    LayerSpec spec;
    spec.key = "perimetres";
    spec.file = item.file;
    spec.file_as_written = item.written;
    spec.layer = item.layer.couche;
    spec.crs = item.layer.assumed_crs;
    spec.fields = item.fit->mapping;
    const Schema schema = read_schema("perimetres");
    try {
        Notices ignored;
        const RawLayer layer =
            read_layer(spec, {schema, {project.crs(), 0.01, {}}, {}, false, {}}, ignored);
        for (const RawRow& row : layer.rows)
            drawn.push_back({&item, row.text[schema.at("code")], geo::repair(row.polygons).shape});
    } catch (const InputError& error) {
        item.fate = Fate::left;
        item.reason = error.trouble().found;
        drawn.clear();
    }
    return drawn;
}

geo::Box common_ground(const std::vector<Item>& items) {
    std::vector<geo::Box> boxes;
    for (const Item& item : items) {
        if (!item.taken() || item.degrees.empty()) continue;
        if (item.section == "perimetres" || item.section == "filiation" ||
            item.section == "coupures" || item.section == "relief" || item.section == "contexte")
            continue;
        if (item.degrees.width() < local_degrees && item.degrees.height() < local_degrees)
            boxes.push_back(item.degrees);
    }
    std::sort(boxes.begin(), boxes.end(), [](const geo::Box& a, const geo::Box& b) {
        const double own = a.width() * a.height();
        const double other = b.width() * b.height();
        return own != other ? own < other : a.min_x < b.min_x;
    });
    // From the smallest of those that most others meet: one file of another town moves nothing.
    const auto meets = [&](const geo::Box& box) {
        return std::count_if(boxes.begin(), boxes.end(),
                             [&](const geo::Box& other) { return other.intersects(box); });
    };
    const auto seed =
        std::max_element(boxes.begin(), boxes.end(),
                         [&](const geo::Box& a, const geo::Box& b) { return meets(a) < meets(b); });
    if (seed == boxes.end()) return {};
    geo::Box common = *seed;
    for (const geo::Box& box : boxes) {
        if (common.intersects(box))
            common = {std::max(common.min_x, box.min_x), std::max(common.min_y, box.min_y),
                      std::min(common.max_x, box.max_x), std::min(common.max_y, box.max_y)};
    }
    return common;
}

double distance_km(const geo::Box& a, const geo::Box& b) {
    if (a.empty() || b.empty()) return 0;
    constexpr double km_per_degree = 111.195;
    const double middle = (a.min_y + a.max_y) / 2 * std::numbers::pi / 180;
    const double dx = std::max({b.min_x - a.max_x, a.min_x - b.max_x, 0.0}) * std::cos(middle);
    const double dy = std::max({b.min_y - a.max_y, a.min_y - b.max_y, 0.0});
    return std::hypot(dx, dy) * km_per_degree;
}

std::string departement_of(const std::string& code) {
    const auto parsed = PerimeterCode::parse(code);
    if (!parsed) return {};
    const std::string three = parsed->text().substr(2, 3);
    return three.starts_with('0') ? three.substr(1) : three;
}

}  // namespace lisiere::io::init
