// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/census/figures.hpp"
#include "engine/census/overlays.hpp"

namespace lisiere::census {

/// Areas or cells, each carried whole.
struct WholeSources {
    std::span<const geo::MultiPolygon> shapes;
    std::vector<std::string_view> commune_of;  ///< the code that each carries; may be empty
    std::vector<double> size;                  ///< area or people: what their parts go by
    std::span<const double> people;            ///< of each; empty: areas
};

/// Sources to the territories that perimeters are compared with: whole, by the commune code that
/// they carry; by ground where none carries one.
Weights weights_to_references(const WholeSources& sources, const IndicatorInputs& inputs,
                              const References& references, Overlays& overlays);

/// Takes the priority perimeters out of the rests among the references. `taken`: their share of
/// every source, by the methods of the layer. A table of whole communes (none) cannot tell what of
/// them lies in a quarter: its rests have nothing.
void leave_rests(LayerWeights& weights, const std::vector<const Weights*>& taken,
                 const std::vector<bool>& is_rest);

}  // namespace lisiere::census
