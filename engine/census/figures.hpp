// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/census/indicator.hpp"

namespace lisiere::census {

/// Groups of communes that values are compared with; each is named once, however many perimeters
/// share it.
struct References {
    std::vector<std::vector<std::uint32_t>>
        communes;                         ///< rows of IndicatorInputs::communes; empty: everything
    std::vector<std::size_t> commune_of;  ///< by perimeter; `none` without communes
    std::vector<std::size_t> epci_of;     ///< by perimeter; `none` if not known
    std::size_t zone = 0;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};
References references(const IndicatorInputs& inputs, Overlays& overlays);

/// One variable brought to perimeters and references.
struct Figure {
    Variable variable;
    bool rate = false;
    std::string method;
    std::size_t layer = 0;  ///< which table; the population comes after the tables, then points
    std::vector<Estimate> perimeters;
    std::vector<Estimate> references;
};

/// The residents of cells whose values the producer imputed, as a variable.
inline constexpr std::string_view imputed_people = "IND_IMPUTES";

/// Does the name in a formula mean this variable? Its id, its whole column, or, where no prefix
/// tells the vintage, its id without two digits at its end; upper and lower case are one.
/// "C:ACT1564" asks for prefix C.
bool names(std::string_view term, const Variable& variable);

/// All variables that the formulas and rules name, layer by layer in the order given.
std::vector<Figure> figures(std::span<const IndicatorDefinition> definitions,
                            const IndicatorInputs& inputs, const References& references,
                            const ApportionSettings& settings, Overlays& overlays,
                            const std::function<void(double)>& progress);

}  // namespace lisiere::census
