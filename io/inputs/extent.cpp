// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/extent.hpp"

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

constexpr double touched_m2 = 1.0;  // below, the cut is a rounding of the corners

/// The areas of one table inside the extent, their counts in proportion.
census::AreaTable inside(const census::AreaTable& table, const geo::MultiPolygon& extent,
                         Notices& notices) {
    census::AreaTable kept = table;
    kept.areas = {};
    for (census::CountColumn& column : kept.counts) column.values.clear();
    for (census::RateColumn& column : kept.rates) column.values.clear();
    for (const census::AreaIdx at : indices<census::AreaIdx>(table.areas.size())) {
        census::Area area = table.areas[at];
        const double before = geo::area(area.shape).value();
        geo::MultiPolygon shape = geo::intersection(area.shape, extent);
        const double after = geo::area(shape).value();
        const bool cut = before - after > touched_m2;
        const double share = cut ? after / before : 1;
        if (cut)
            notices.add(Severity::info, "zone_decoupee", table.source,
                        {{"zone", area.id}, {"part", 100 * share}});
        if (shape.empty()) continue;
        if (cut) area.shape = std::move(shape);
        kept.areas.push_back(std::move(area));
        for (std::size_t i = 0; i < kept.counts.size(); ++i) {
            Maybe<double> value = table.counts[i].values[at.value()];
            if (value && cut) value = *value * share;
            kept.counts[i].values.push_back(value);
        }
        for (std::size_t i = 0; i < kept.rates.size(); ++i)
            kept.rates[i].values.push_back(table.rates[i].values[at.value()]);
    }
    return kept;
}

}  // namespace

geo::MultiPolygon extent_shape(const geo::Box& degrees, const Projector& project) {
    geo::Ring ring;
    for (const geo::LonLat corner :
         {geo::LonLat{degrees.min_x, degrees.min_y}, geo::LonLat{degrees.max_x, degrees.min_y},
          geo::LonLat{degrees.max_x, degrees.max_y}, geo::LonLat{degrees.min_x, degrees.max_y},
          geo::LonLat{degrees.min_x, degrees.min_y}})
        ring.push_back(project(corner));
    return {{ring, {}}};
}

void cut_perimeters(IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                    const geo::MultiPolygon& extent, const RunConfig& config,
                    std::map<std::string, double>& kept_share, Notices& notices) {
    IndexedVector<PerimeterIdx, Perimeter> kept;
    for (Perimeter& perimeter : perimeters) {
        if (!perimeter.shape) {
            kept.push_back(std::move(perimeter));
            continue;
        }
        geo::MultiPolygon inside = geo::intersection(*perimeter.shape, extent);
        const double before = geo::area(*perimeter.shape).value();
        const double after = geo::area(inside).value();
        if (before - after > touched_m2) {
            kept_share[perimeter.id] = after / before;
            notices.add(Severity::avertissement, "perimetre_decoupe", config.name,
                        {{"perimetre", perimeter.id}, {"part", 100 * after / before}});
        }
        if (inside.empty()) continue;
        perimeter.shape = std::move(inside);
        kept.push_back(std::move(perimeter));
    }
    if (kept.empty())
        throw InputError({config.file.string() + ", clé territoire.emprise",
                          "aucun périmètre dans l'emprise", "une emprise qui touche les périmètres",
                          "ouest, sud, est, nord, en degrés"});
    perimeters = std::move(kept);
}

void cut_areas(std::vector<census::AreaTable>& tables, const geo::MultiPolygon& extent,
               Notices& notices) {
    for (census::AreaTable& table : tables)
        if (!table.references_only) table = inside(table, extent, notices);
}

}  // namespace lisiere::io
