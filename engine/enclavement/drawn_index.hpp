// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/enclavement/drawn_choices.hpp"

/// Private to the folder: the index of residents as a draw decides it.
namespace lisiere::enclavement {

/// Scores of all cells: by alternative, by scaling, by cell; NaN where a cell has none.
class CellScores {
  public:
    CellScores(const Choices& choices, std::size_t cells);
    double operator()(std::size_t alternative, std::size_t scaling, std::size_t cell) const {
        return scores_[(alternative * choices_.scalings() + scaling) * cells_ + cell];
    }

  private:
    std::size_t cells_;
    const Choices& choices_;
    std::vector<double> scores_;
};

/// Residents of a group who have the same known measures: their scores add up.
struct Alike {
    double people = 0;
    std::vector<double> means;  ///< by alternative, by scaling; NaN where they have none
};

std::vector<Alike> alike(const access::CellGroup& group, const Choices& choices,
                         const CellScores& scores);

/// NaN where too few components are known.
double index_of_cell(const CellScores& scores, std::size_t cell, const Choices& choices,
                     const Setting& setting);
/// The mean over the residents of a group who have an index; NaN where nobody has.
double index_of_group(const std::vector<Alike>& group, const Choices& choices,
                      const Setting& setting);

}  // namespace lisiere::enclavement
