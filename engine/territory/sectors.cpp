// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/sectors.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "engine/geo/measure.hpp"
#include "engine/geo/overlay.hpp"

namespace lisiere {
namespace {

struct Held {
    std::string name;
    double area = 0;
};

/// What each sector holds of the shape, the greatest first; sectors that hold none are left out.
std::vector<Held> shares_of(const geo::MultiPolygon& shape, std::span<const Sector> sectors) {
    std::vector<Held> shares;
    const geo::Box box = geo::bounds(shape);
    for (const Sector& sector : sectors) {
        if (!geo::bounds(sector.shape).intersects(box)) continue;
        const double area = geo::intersection_area(shape, sector.shape).value();
        if (area <= 0) continue;
        const auto same = std::find_if(shares.begin(), shares.end(),
                                       [&](const Held& one) { return one.name == sector.name; });
        if (same == shares.end())
            shares.push_back({sector.name, area});
        else
            same->area += area;
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const Held& a, const Held& b) { return a.area > b.area; });
    return shares;
}

/// The first of them, where it holds as much as what is left beside all of them.
std::string held_by(const std::vector<Held>& shares, double whole) {
    if (shares.empty()) return {};
    double held = 0;
    for (const Held& share : shares) held += share.area;
    return shares.front().area >= whole - held ? shares.front().name : std::string();
}

/// "Nord 60 %, Sud 40 %".
std::string with_shares(const std::vector<Held>& shares, double whole) {
    std::string text;
    for (const Held& share : shares)
        text += (text.empty() ? "" : ", ") + share.name + " " +
                std::to_string(std::lround(100 * share.area / whole)) + " %";
    return text;
}

}  // namespace

void assign_sectors(std::span<const Sector> sectors, Territory& territory, Notices& notices) {
    for (Perimeter& perimeter : territory.perimeters.items())
        if (perimeter.shape)
            perimeter.sector =
                held_by(shares_of(*perimeter.shape, sectors), geo::area(*perimeter.shape).value());
    std::map<std::string, double> ground;
    for (const Sector& sector : sectors) ground[sector.name] += geo::area(sector.shape).value();
    std::map<std::string, double> covered;
    for (Commune& commune : territory.communes.items()) {
        const std::vector<Held> shares = shares_of(commune.shape, sectors);
        const double whole = geo::area(commune.shape).value();
        commune.sector = held_by(shares, whole);
        for (const Held& share : shares) covered[share.name] += share.area;
        if (shares.size() > 1 && shares[1].area >= least_sector_share * whole)
            notices.add(Severity::avertissement, "commune_entre_secteurs", territory.name,
                        {{"code", commune.code},
                         {"nom", commune.name},
                         {"secteurs", with_shares(shares, whole)}});
    }
    for (const auto& [name, area] : ground)
        if (area > 0) territory.sector_covered[name] = std::min(covered[name] / area, 1.0);
}

}  // namespace lisiere
