// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"
#include "engine/territory/lineage.hpp"
#include "engine/territory/perimeter.hpp"

namespace lisiere {

/// The perimeters of one generation, as their lineage asks for them.
struct GenerationInputs {
    std::vector<std::string> ids;
    std::vector<geo::MultiPolygon> shapes;  ///< empty: no outline, or no part of the lineage
    std::vector<bool> drawn;                ///< has it an outline?
    std::vector<bool> counted;              ///< has it an official population?
};
GenerationInputs generation(std::span<const Perimeter> perimeters,
                            std::span<const census::OfficialValue> official);

struct LineageInputs {
    GenerationInputs former;
    GenerationInputs current;
    std::vector<PublishedPassage> passages;  ///< empty: no passage table supplied
    /// Null: no cells, or cells made of the current perimeters' official people, which hold nobody
    /// where a former one was. Then official people count, spread evenly.
    Digested<census::Population> population;
    LineageSettings settings;
    Aside<Threads> threads;
};

struct Lineage {
    std::vector<LineageRow> rows;
    Notices notices;
};

/// Which former perimeter became which current one. Cost: that of `lineage`.
Lineage lineage_of_perimeters(const LineageInputs& inputs, const Progress& progress);

}  // namespace lisiere
