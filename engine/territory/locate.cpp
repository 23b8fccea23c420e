// SPDX-License-Identifier: Apache-2.0
#include "engine/territory/locate.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace lisiere {
namespace {

/// The positions of `items` that `wanted` keeps, sorted by `key`, then position.
template <class Items, class Wanted, class Key>
std::vector<std::uint32_t> sorted_positions(const Items& items, const Wanted& wanted,
                                            const Key& key) {
    std::vector<std::uint32_t> positions;
    for (std::uint32_t i = 0; i < items.size(); ++i)
        if (wanted(items[i])) positions.push_back(i);
    std::stable_sort(positions.begin(), positions.end(), [&](std::uint32_t a, std::uint32_t b) {
        return key(items[a]) < key(items[b]);
    });
    return positions;
}

const geo::MultiPolygon& outline(const geo::MultiPolygon& shape) {
    return shape;
}
/// Of a perimeter that nobody has drawn: empty, and nothing lies in it or near it.
geo::MultiPolygon outline(const Maybe<geo::MultiPolygon>& shape) {
    return shape.value_or({});
}

template <class Items>
geo::ShapeLocator shapes_of(const Items& items, std::span<const std::uint32_t> positions) {
    std::vector<geo::MultiPolygon> shapes;
    for (const std::uint32_t position : positions) shapes.push_back(outline(items[position].shape));
    return geo::ShapeLocator(shapes);
}

}  // namespace

Locator::Locator(const IndexedVector<PerimeterIdx, Perimeter>& perimeters,
                 const IndexedVector<CommuneIdx, Commune>& communes,
                 std::span<const CodedArea> iris, const LocateOptions& options)
    : bands_(options.bands) {
    std::sort(bands_.begin(), bands_.end());
    const auto by_id = [](const Perimeter& perimeter) { return perimeter.id; };
    const auto by_code = [](const auto& area) { return area.code; };
    const auto any = [](const auto&) { return true; };
    const auto is_priority = [&](const Perimeter& perimeter) {
        return std::find(options.priority.begin(), options.priority.end(), perimeter.kind) !=
               options.priority.end();
    };
    const std::vector<Perimeter>& list = perimeters.items();
    all_.items = sorted_positions(list, any, [](const Perimeter& perimeter) {
        return std::tuple(perimeter.kind, perimeter.id);
    });
    all_.shapes = shapes_of(list, all_.items);
    priority_.items = sorted_positions(list, is_priority, by_id);
    priority_.shapes = shapes_of(list, priority_.items);
    Layer qpv;
    qpv.items = sorted_positions(
        list,
        [](const Perimeter& perimeter) {
            return perimeter.kind == PerimeterKind::quartier_prioritaire;
        },
        by_id);
    if (qpv.items != priority_.items) {
        qpv.shapes = shapes_of(list, qpv.items);
        banded_ = std::move(qpv);
    }
    communes_.items = sorted_positions(communes.items(), any, by_code);
    communes_.shapes = shapes_of(communes.items(), communes_.items);
    iris_.items = sorted_positions(iris, any, by_code);
    iris_.shapes = shapes_of(iris, iris_.items);
}

std::optional<std::uint32_t> Locator::first_holding(const Layer& layer, const geo::Point& p,
                                                    Scratch& scratch) const {
    layer.shapes->holding(p, scratch.hits);
    if (scratch.hits.empty()) return std::nullopt;
    return layer.items[scratch.hits.front()];
}

/// As the layer's nearest rim, but 0 for the first perimeter that holds the point.
std::optional<geo::ShapeLocator::Nearest> Locator::nearest(const Layer& layer, const geo::Point& p,
                                                           Scratch& scratch) const {
    layer.shapes->holding(p, scratch.hits);
    if (!scratch.hits.empty()) return geo::ShapeLocator::Nearest{scratch.hits.front(), 0};
    return layer.shapes->nearest(p);
}

Location Locator::locate(const geo::Point& p, Scratch& scratch) const {
    Location location;
    all_.shapes->holding(p, scratch.hits);
    for (const std::uint32_t hit : scratch.hits)
        location.within.push_back(PerimeterIdx{all_.items[hit]});
    const auto near = nearest(priority_, p, scratch);
    if (near) {
        location.nearest = PerimeterIdx{priority_.items[near->shape]};
        location.distance = Metres{near->distance};
    }
    if (const auto qpv = banded_ ? nearest(*banded_, p, scratch) : near; qpv && qpv->distance > 0)
        for (const Metres band : bands_)
            if (qpv->distance <= band.value()) {
                location.band = band;
                break;
            }
    location.iris = first_holding(iris_, p, scratch);
    if (const auto commune = first_holding(communes_, p, scratch))
        location.commune = CommuneIdx{*commune};
    return location;
}

}  // namespace lisiere
