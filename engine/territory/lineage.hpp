// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere {

/// What became of a former perimeter, or where a current one comes from (see README.md).
enum class LineageClass { identique, modifie, scinde, fusionne, nouveau, sorti };
std::string_view to_text(LineageClass lineage);  ///< "identique", "modifié", "scindé", ...
std::optional<LineageClass> parse_lineage(std::string_view text);

struct LineageSettings {
    /// DEFAULT: 0.10. A former and a current perimeter are tied when their common part holds this
    /// share of either, of its area or of its people. Less is a border moved between neighbours.
    double least_share = 0.10;
    /// DEFAULT: 10 m. What no disc of this width fits in is one border drawn twice: neither a
    /// common part nor a change.
    Metres sliver{10};
};

/// A former perimeter beside a current one; one of the two alone for `sorti` and `nouveau`.
struct LineageRow {
    std::optional<std::size_t> former;
    std::optional<std::size_t> current;
    LineageClass lineage = LineageClass::modifie;
    bool tied = false;  ///< the common part is more than an exchange at the border
    /// |former ∩ current| / |former| and / |current|, 0..1; `sans_objet` when one of them is none.
    Maybe<double> area_of_former;
    Maybe<double> area_of_current;
    /// The same of people; `non_disponible` without people, `sans_objet` where nobody lives.
    Maybe<double> people_of_former;
    Maybe<double> people_of_current;
    geo::MultiPolygon shape;  ///< the common part; the whole perimeter for `sorti` and `nouveau`
};

/// What the published passage table says of a pair; one of the codes is empty for a perimeter that
/// came or went.
struct PublishedPassage {
    std::string former_code;
    std::string current_code;
    std::string statut;                   ///< as written
    std::optional<LineageClass> lineage;  ///< what it means, when its word is known
};

/// People in each of some shapes.
using PeopleIn = std::function<std::vector<double>(std::span<const geo::MultiPolygon> shapes)>;

/// Which former perimeter became which current one: a row per pair that shares more than slivers,
/// by former then current, a former one without tie as `sorti` in its place, then the current ones
/// without tie as `nouveau`.
///
/// Class of a tied pair, by the ties each side has: one and one, `identique` when what they do not
/// share is slivers only, else `modifie`; one former and several current, `scinde`; several former
/// and one current, `fusionne`; several of both, `modifie`. A pair that is not tied (an exchange at
/// the border) is `modifie`.
/// - Shapes: valid, one projected CRS; an empty one (a perimeter nobody has drawn) has no row.
/// - Shares of a former perimeter sum to at most 1 where the current ones do not overlap, and the
/// other way round. Swapping the generations transposes: `scinde` and `fusionne` change places, and
/// so do `nouveau` and `sorti`.
/// - Cost: one overlay per pair of boxes that meet.
std::vector<LineageRow> lineage(std::span<const geo::MultiPolygon> former,
                                std::span<const geo::MultiPolygon> current,
                                const PeopleIn& people = {}, const LineageSettings& settings = {});

}  // namespace lisiere
