// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/layer_checks.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogr_geometry.h>

#include "engine/core/ascii.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/geo/spatial_index.hpp"
#include "io/base/error.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "io/gdal/session.hpp"

namespace lisiere::io {
namespace {

/// By the even-odd rule over all lines drawn: what OGR's (GEOS's linework) repair keeps.
double enclosed_area(const geo::MultiPolygon& shape) {
    const GdalErrors quiet;
    double total = 0;
    for (const geo::Polygon& polygon : shape) {
        const std::unique_ptr<OGRGeometry> valid(to_ogr(geo::MultiPolygon{polygon})->MakeValid());
        if (valid) total += geo::area(to_multipolygon(*valid)).value();
    }
    return total;
}

}  // namespace

void repair_shapes(RawLayer& layer, double tolerance, const RowLabel& label, Refusal refusal,
                   Notices& notices) {
    std::size_t row_at = 0;
    std::vector<bool> dropped(layer.rows.size(), false);
    for (RawRow& row : layer.rows) {
        const std::size_t at = row_at++;
        geo::Repair repaired = geo::repair(row.polygons);
        if (!repaired.changed && !repaired.shape.empty()) {
            row.polygons = std::move(repaired.shape);
            continue;
        }
        const double before = repaired.area_before.value();
        const double after = repaired.area_after.value();
        const double enclosed = enclosed_area(row.polygons);
        const double change = std::abs(after - enclosed) / std::max({enclosed, after, 1e-9});
        const std::string name = label(row);
        const Sample sample{{"objet", name.empty() ? "aucun" : name},
                            {"ligne", row.number},
                            {"avant", std::llround(before)},
                            {"apres", std::llround(after)},
                            {"raison", repaired.reason.empty() ? "aucune" : repaired.reason}};
        if (!repaired.shape.empty() && change <= tolerance) {
            notices.add(Severity::avertissement, "geometrie_reparee", layer.where, sample);
            row.polygons = std::move(repaired.shape);
            continue;
        }
        notices.add(Severity::erreur, "geometrie_refusee", layer.where, sample);
        if (refusal == Refusal::couche)
            throw InputError(
                {layer.where,
                 fmt::format("géométrie irréparable : {} ({:.0f} → {:.0f} m², {})",
                             name.empty() ? fmt::format("ligne {}", row.number) : name, before,
                             after, repaired.reason.empty() ? "aucun polygone" : repaired.reason),
                 fmt::format("une réparation qui change la surface d'au plus {:.3g} %",
                             100 * tolerance),
                 "corriger le contour à la source, ou relever tolerance_reparation"});
        dropped[at] = true;
    }
    if (std::find(dropped.begin(), dropped.end(), true) == dropped.end()) return;
    const auto compact = [&dropped](auto& items) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < items.size(); ++i)
            if (!dropped[i]) {
                if (kept != i) items[kept] = std::move(items[i]);
                ++kept;
            }
        items.resize(kept);
    };
    compact(layer.rows);
    for (NumberColumn& column : layer.numbers) compact(column.values);
}

void require_unique(const RawLayer& layer, std::size_t field, const std::string& what) {
    std::map<std::string, std::vector<std::size_t>> rows;
    for (const RawRow& row : layer.rows)
        if (!row.text[field].empty()) rows[row.text[field]].push_back(row.number);
    std::vector<std::string> twice;
    constexpr std::size_t most = 5;
    std::size_t count = 0;
    for (const auto& [key, numbers] : rows) {
        if (numbers.size() < 2) continue;
        if (++count <= most)
            twice.push_back(fmt::format("{} (lignes {})", key, fmt::join(numbers, ", ")));
    }
    if (count == 0) return;
    throw InputError({layer.where,
                      fmt::format("{} en double : {}{}", what, fmt::join(twice, " ; "),
                                  count > most ? fmt::format(" ; {} autres", count - most) : ""),
                      "une seule ligne par code",
                      "fusionner les parties d'un même objet, ou corriger les codes"});
}

void note_overlaps(const IndexedVector<PerimeterIdx, Perimeter>& perimeters, Notices& notices) {
    std::vector<geo::Box> boxes;
    for (const Perimeter& perimeter : perimeters)
        boxes.push_back(geo::bounds(perimeter.shape.value_or({})));
    const geo::BoxIndex index(boxes);
    std::vector<std::uint32_t> near;
    for (const PerimeterIdx a : indices<PerimeterIdx>(perimeters.size())) {
        const Perimeter& one = perimeters[a];
        if (!one.shape) continue;
        index.query(boxes[a.value()], near);
        for (const std::uint32_t b : near) {
            if (b <= a.value()) continue;
            const Perimeter& other = perimeters[PerimeterIdx{b}];
            if (one.kind != other.kind || one.generation != other.generation || !other.shape)
                continue;
            const double shared = geo::intersection_area(*one.shape, *other.shape).value();
            const double smaller =
                std::min(geo::area(*one.shape).value(), geo::area(*other.shape).value());
            constexpr double least_area = 1;  // m²: digitising noise along a common border
            constexpr double least_share = 0.01;
            if (shared <= least_area || shared <= least_share * smaller) continue;
            notices.add(Severity::avertissement, "perimetres_superposes", "perimetres",
                        {{"un", one.id}, {"autre", other.id}, {"surface", shared}});
        }
    }
}

void restore_leading_zeros(RawLayer& layer, std::size_t field, std::size_t width,
                           Notices& notices) {
    for (RawRow& row : layer.rows) {
        std::string& code = row.text[field];
        const bool digits = std::all_of(code.begin(), code.end(), is_digit);
        if (code.size() + 1 != width || !digits) continue;
        const std::string read = code;
        code.insert(code.begin(), '0');
        notices.add(Severity::info, "zero_retabli", layer.where,
                    fmt::format("{} → {}", read, code));
    }
}

}  // namespace lisiere::io
