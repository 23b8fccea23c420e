// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/settle_territory.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

const Commune* commune_at(const geo::Point& point, std::span<const Commune> communes,
                          const std::vector<geo::Box>& boxes) {
    for (std::size_t i = 0; i < communes.size(); ++i)
        if (boxes[i].contains(point) && geo::contains(communes[i].shape, point))
            return &communes[i];
    return nullptr;
}

/// The part of France whose legal system a CRS is; 0 for another.
int legal_part(geo::Crs crs) {
    constexpr std::array parts{2154, 5490, 2972, 2975, 4471};
    return std::find(parts.begin(), parts.end(), crs.epsg) == parts.end() ? 0 : crs.epsg;
}

}  // namespace

void settle_communes(census::AreaTable& areas, std::span<const Commune> communes,
                     Notices& notices) {
    if (communes.empty()) return;
    std::set<std::string_view> known;
    std::vector<geo::Box> boxes;
    for (const Commune& commune : communes) {
        known.insert(commune.code);
        boxes.push_back(geo::bounds(commune.shape));
    }
    for (census::Area& area : areas.areas) {
        if (known.contains(area.commune) || area.shape.empty()) continue;
        const Commune* own = commune_at(geo::point_on_surface(area.shape), communes, boxes);
        if (own == nullptr) continue;
        if (!area.commune.empty())
            notices.add(Severity::avertissement, "commune_par_le_contour", areas.source,
                        {{"lu", area.commune}, {"code", own->code}, {"nom", own->name}});
        area.commune = own->code;
    }
}

void leave_out_far_perimeters(IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                              const Projector& projector, Notices& notices) {
    const int part = legal_part(projector.crs());
    if (part == 0) return;
    std::vector<Perimeter> kept;
    for (Perimeter& perimeter : perimeters) {
        std::optional<geo::Crs> home;
        if (perimeter.shape) {
            const geo::Box box = geo::bounds(*perimeter.shape);
            home = choose_working_crs(
                projector.inverse({(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}));
        }
        const int own = home ? legal_part(*home) : 0;
        if (own == 0 || own == part) {
            kept.push_back(std::move(perimeter));
            continue;
        }
        notices.add(Severity::avertissement, "perimetre_d_un_autre_systeme", perimeter.source,
                    {{"code", perimeter.id},
                     {"nom", perimeter.name},
                     {"ici", crs_name(projector.crs())},
                     {"la", crs_name(*home)}});
    }
    perimeters = IndexedVector<PerimeterIdx, Perimeter>(std::move(kept));
}

}  // namespace lisiere::io
