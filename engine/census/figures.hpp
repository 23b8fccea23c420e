// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/census/indicator.hpp"
#include "engine/census/unevenness.hpp"

namespace lisiere::census {

/// Groups of communes that values are compared with; each is named once, however many perimeters
/// share it.
struct References {
    std::vector<std::vector<std::uint32_t>>
        communes;  ///< rows of IndicatorInputs::communes; empty: everything
    /// By group: is it the communes without the priority perimeters?
    std::vector<bool> is_rest;
    std::vector<std::size_t> rest_of;  ///< by group, the same without them; `none`: not asked for
    std::vector<std::size_t> commune_of;  ///< by perimeter; `none` without communes
    std::vector<std::size_t> epci_of;     ///< by perimeter; `none` if not known
    std::vector<std::size_t> sector_of;   ///< by perimeter; `none` without a sector of communes
    std::size_t zone = 0;
    std::vector<std::size_t> of_commune;  ///< by commune, itself alone; empty: not asked for
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};
/// `each_commune`: with every commune as a reference of its own.
References references(const IndicatorInputs& inputs, Overlays& overlays, bool each_commune = false);

/// One variable brought to perimeters and references.
struct Figure {
    /// One method's estimates.
    struct Version {
        std::string method;
        std::vector<Estimate> perimeters;
    };
    Variable variable;
    bool rate = false;
    std::size_t layer = 0;  ///< which table; the population comes after the tables, then points
    std::vector<Version> versions;  ///< every method at hand, that of the source first
    std::vector<Estimate> references;
    std::span<const Maybe<double>> values;  ///< by source area; empty for points
    std::span<const Maybe<double>> people;  ///< of a rate, by source area: whose numbers weigh it
    std::string people_name;                ///< of a rate: their variable, "P:POP"

    const std::string& method() const { return versions.front().method; }
    const std::vector<Estimate>& perimeters() const { return versions.front().perimeters; }
    /// By the method named, else by that of the source.
    const Version& version(std::string_view method) const;
};

/// How one layer's areas are carried to the perimeters and to the references.
struct LayerWeights {
    std::vector<std::pair<std::string, const Weights*>> by_method;
    Neighbours neighbours;  ///< of the source areas
    Weights to_references;  ///< whole territories; what of rests the first method leaves
    /// By method, as `by_method`: the same, rests being what the method leaves to them.
    std::vector<Weights> to_rests;

    const Weights* find(std::string_view method) const;  ///< null: not by that method
    const Weights& to_references_by(std::size_t method) const {
        return to_rests.empty() ? to_references : to_rests[method];
    }
};

/// All that is brought to perimeters and references, layer by layer in the order given.
struct Figures {
    std::vector<Figure> items;
    std::vector<LayerWeights> layers;
    std::deque<CountColumn> columns;  ///< that `items` point to and no table holds
    std::deque<Weights> weights;      ///< that `layers` point to

    /// What the name in a formula means: of the vintage asked for (points have none), of `layer`
    /// rather than of another. Null: nothing.
    const Figure* find(std::string_view variable, bool rate, std::optional<int> vintage,
                       std::size_t layer) const;
};

/// The residents of cells whose values the producer imputed, as a variable.
inline constexpr std::string_view imputed_people = "IND_IMPUTES";

/// Does the name in a formula mean this variable? Its id, its whole column, or, where no prefix
/// tells the vintage, its id without two digits at its end; upper and lower case are one.
/// "C:ACT1564" asks for prefix C.
bool names(std::string_view term, const Variable& variable);

/// All variables that the formulas and rules name. `inputs` and `overlays` must outlive the result.
/// Methods: of tables "surface", "carreaux" (published cells or points), "batiments"; of the cells'
/// own counts "grille" (evenly in each cell), "grille_batiments"; "points".
Figures figures(std::span<const IndicatorDefinition> definitions, const IndicatorInputs& inputs,
                const References& references, const ApportionSettings& settings, Overlays& overlays,
                const std::function<void(double)>& progress);

}  // namespace lisiere::census
