// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/json.hpp"

#include <cmath>
#include <type_traits>

#include "io/reference/notice_words.hpp"

namespace lisiere::io {
namespace {

Json position(const geo::Point& point, const Projector& projector) {
    const auto rounded = [](double degrees) { return std::round(degrees * 1e7) / 1e7; };
    const geo::LonLat at = projector.inverse(point);
    return Json::array({rounded(at.lon), rounded(at.lat)});
}

Json positions(const std::vector<geo::Point>& points, const Projector& projector) {
    Json list = Json::array();
    for (const geo::Point& point : points) list.push_back(position(point, projector));
    return list;
}

}  // namespace

std::string text_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json error_json(const Trouble& trouble) {
    return {{"erreur",
             {{"ou", trouble.where},
              {"trouve", trouble.found},
              {"attendu", trouble.expected},
              {"conseil", trouble.advice},
              {"texte", to_text(trouble)}}}};
}

Json notices_json(const Notices& notices, const std::string& language) {
    const NoticeWords words = read_notice_words(language);
    Json list = Json::array();
    for (const Notice& notice : notices.items())
        list.push_back({{"code", notice.code},
                        {"gravite", to_text(notice.severity)},
                        {"texte", words.message(notice)},
                        {"nombre", notice.count},
                        {"exemples", words.samples(notice)}});
    return list;
}

Json geometry_json(const geo::Geometry& geometry, const Projector& projector) {
    return std::visit(
        [&](const auto& shape) -> Json {
            using T = std::decay_t<decltype(shape)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, geo::Point>) {
                return {{"type", "Point"}, {"coordinates", position(shape, projector)}};
            } else if constexpr (std::is_same_v<T, geo::MultiLineString>) {
                Json lines = Json::array();
                for (const geo::LineString& line : shape)
                    lines.push_back(positions(line, projector));
                return {{"type", "MultiLineString"}, {"coordinates", lines}};
            } else {
                Json polygons = Json::array();
                for (const geo::Polygon& polygon : shape) {
                    Json rings = Json::array({positions(polygon.outer, projector)});
                    for (const geo::Ring& hole : polygon.holes)
                        rings.push_back(positions(hole, projector));
                    polygons.push_back(rings);
                }
                return {{"type", "MultiPolygon"}, {"coordinates", polygons}};
            }
        },
        geometry);
}

}  // namespace lisiere::io
