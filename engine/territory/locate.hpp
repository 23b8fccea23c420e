// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/geo/shape_locator.hpp"
#include "engine/territory/perimeter.hpp"

namespace lisiere {

/// A census area as a place: its code and shape.
struct CodedArea {
    std::string code;
    geo::MultiPolygon shape;
};

struct LocateOptions {
    /// Kinds whose nearest perimeter is looked for. DEFAULT: quarters of the State's list only.
    std::vector<PerimeterKind> priority{PerimeterKind::quartier_prioritaire};
    /// Regulatory bands around QPV, any order. DEFAULT: 300 and 500 m (reduced VAT).
    std::vector<Metres> bands{Metres{300}, Metres{500}};
};

/// Where a point lies.
struct Location {
    std::vector<PerimeterIdx> within;  ///< all kinds; by kind, then id
    PerimeterIdx nearest;              ///< nearest priority perimeter; none(): there is none
    Metres distance;                   ///< to it: 0 inside and on its rim
    /// Narrowest band round a QPV that holds the point; nullopt inside a QPV and beyond all.
    std::optional<Metres> band;
    std::optional<std::uint32_t> iris;
    CommuneIdx commune;  ///< none(): outside all
};

/// Tells in which perimeters, band, IRIS and commune a point lies, and how far the nearest priority
/// perimeter is. All in one CRS, metres.
/// - Exact for the coordinates given: no tolerance, no simplified shape. A point of a rim belongs
/// to
///   the perimeter; of two IRIS or communes that share the rim, to the one of the smaller code.
/// - Bands are told by the true distance, not by the drawn shape of the layer `bandes`.
/// - Of perimeters equally near, the first by id. Perimeters without shape hold nothing.
/// Reading from several threads is safe. Cost: a few µs a point, whatever the number of perimeters.
class Locator {
  public:
    Locator(const IndexedVector<PerimeterIdx, Perimeter>& perimeters,
            const IndexedVector<CommuneIdx, Commune>& communes, std::span<const CodedArea> iris,
            const LocateOptions& options = {});

    struct Scratch {
        std::vector<std::uint32_t> hits;
    };
    Location locate(const geo::Point& p, Scratch& scratch) const;

  private:
    /// Some of the items, in an order of their own.
    struct Layer {
        std::vector<std::uint32_t> items;
        std::optional<geo::ShapeLocator> shapes;
    };
    std::optional<std::uint32_t> first_holding(const Layer& layer, const geo::Point& p,
                                               Scratch& scratch) const;
    std::optional<geo::ShapeLocator::Nearest> nearest(const Layer& layer, const geo::Point& p,
                                                      Scratch& scratch) const;

    std::vector<Metres> bands_;    ///< ascending
    Layer all_;                    ///< by kind, then id
    Layer priority_;               ///< by id
    std::optional<Layer> banded_;  ///< QPV by id; none: the same as the priority ones
    Layer communes_;               ///< by code
    Layer iris_;                   ///< by code
};

}  // namespace lisiere
