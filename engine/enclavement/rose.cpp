// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/rose.hpp"

#include <cmath>
#include <map>
#include <numbers>

namespace lisiere::enclavement {

namespace {

geo::MultiPolygon petal(const geo::Point& centre, std::size_t sector, double radius, int steps) {
    const double width = 2 * std::numbers::pi / sector_count;
    const double last = (static_cast<double>(sector) + 0.5) * width;
    geo::Polygon shape;
    shape.outer.push_back(centre);
    // Azimuths run clockwise: from the last to the first, the ring is counter-clockwise.
    for (int i = 0; i <= steps; ++i) {
        const double azimuth = last - width * i / steps;
        shape.outer.push_back(
            {centre.x + radius * std::sin(azimuth), centre.y + radius * std::cos(azimuth)});
    }
    shape.outer.push_back(centre);
    return {shape};
}

/// The ring between two radii, as wide as a sector, counter-clockwise.
geo::MultiPolygon ring_part(const geo::Point& centre, std::size_t sector, double inner,
                            double outer, int steps) {
    if (inner <= 0) return petal(centre, sector, outer, steps);
    const double width = 2 * std::numbers::pi / sector_count;
    const double first = (static_cast<double>(sector) - 0.5) * width;
    const auto at = [&](double radius, int step) {
        const double azimuth = first + width * step / steps;
        return geo::Point{centre.x + radius * std::sin(azimuth),
                          centre.y + radius * std::cos(azimuth)};
    };
    geo::Polygon shape;
    for (int i = steps; i >= 0; --i) shape.outer.push_back(at(outer, i));
    for (int i = 0; i <= steps; ++i) shape.outer.push_back(at(inner, i));
    shape.outer.push_back(shape.outer.front());
    return {shape};
}

/// The barrier that weighs on most people; ties: the lowest; none.
BarrierIdx most_people(const std::map<BarrierIdx, double>& people_by_barrier) {
    BarrierIdx found;
    double most = 0;
    for (const auto& [barrier, people] : people_by_barrier)
        if (people > most) {
            most = people;
            found = barrier;
        }
    return found;
}

RoseSector sector_of(const access::CellGroup& group, std::span<const Sectors> sectors,
                     std::size_t sector, double closed_from) {
    RoseSector out;
    std::vector<Maybe<double>> detours(sectors.size(), Absence::non_disponible);
    double closed = 0;
    double known = 0;
    std::map<BarrierIdx, double> people_by_barrier;
    for (const access::CellWeight& cell : group.cells) {
        const SectorView& view = sectors[cell.cell.value()][sector];
        if (!view.detour) {
            detours[cell.cell.value()] = view.detour.absence();
            continue;
        }
        detours[cell.cell.value()] = static_cast<double>(*view.detour);
        closed += cell.people * static_cast<double>(view.closed);
        known += cell.people;
        if (view.barrier.valid()) people_by_barrier[view.barrier] += cell.people;
    }
    out.detour = access::weighted_quantile(group, detours, 0.5);
    if (!out.detour) return out;
    out.closed_share = closed / known;
    out.closed = *out.detour >= closed_from;
    if (out.closed) out.barrier = most_people(people_by_barrier);
    return out;
}

RoseBand band_of(const access::CellGroup& group, std::span<const Sectors> sectors,
                 std::size_t sector, std::size_t band, double closed_from) {
    RoseBand out;
    std::vector<Maybe<double>> detours(sectors.size(), Absence::non_disponible);
    std::map<BarrierIdx, double> people_by_barrier;
    for (const access::CellWeight& cell : group.cells) {
        const SectorView& view = sectors[cell.cell.value()][sector];
        const TargetView& target = view.targets[band];
        Maybe<double>& detour = detours[cell.cell.value()];
        if (!view.detour && view.detour.absence() != Absence::sans_objet)
            detour = view.detour.absence();
        else if (!target.detour)
            detour = target.detour.absence();
        else
            detour = static_cast<double>(*target.detour);
        if (target.barrier.valid()) people_by_barrier[target.barrier] += cell.people;
    }
    out.detour = access::weighted_quantile(group, detours, 0.5);
    out.closed = out.detour && *out.detour >= closed_from;
    if (out.closed) out.barrier = most_people(people_by_barrier);
    return out;
}

}  // namespace

Rose rose_of(const access::CellGroup& group, std::span<const geo::Point> centres,
             std::span<const Sectors> sectors, const RoseOptions& options) {
    LISIERE_EXPECTS(centres.size() == sectors.size());
    LISIERE_EXPECTS(options.distances_m.size() <= most_distances);
    Rose rose;
    const double people = group.people();
    if (people <= 0) {
        for (RoseSector& sector : rose.sectors) sector.detour = Absence::sans_objet;
        return rose;
    }
    for (const access::CellWeight& cell : group.cells) {
        const geo::Point& at = centres[cell.cell.value()];
        rose.centre.x += at.x * (cell.people / people);
        rose.centre.y += at.y * (cell.people / people);
    }
    for (std::size_t s = 0; s < sector_count; ++s) {
        RoseSector& sector = rose.sectors[s];
        sector = sector_of(group, sectors, s, options.closed_from);
        if (sector.detour)
            sector.shape = petal(rose.centre, s, options.radius_per_detour.value() * *sector.detour,
                                 options.arc_steps);
        for (std::size_t b = 0; b < options.distances_m.size(); ++b) {
            RoseBand band = band_of(group, sectors, s, b, options.closed_from);
            band.from_m = b == 0 ? 0 : options.distances_m[b - 1];
            band.to_m = options.distances_m[b];
            if (band.detour)
                band.shape = ring_part(rose.centre, s, band.from_m, band.to_m, options.arc_steps);
            sector.bands.push_back(std::move(band));
        }
    }
    return rose;
}

}  // namespace lisiere::enclavement
