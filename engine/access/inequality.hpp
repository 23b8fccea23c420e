// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "engine/access/cell_group.hpp"
#include "engine/core/maybe.hpp"

namespace lisiere::access {

/// Gini index of a value over residents, 0 (all the same) to 1:
///     G = sum over i, j of p_i p_j |y_i - y_j| / (2 P^2 mean)
/// `sans_objet` when the mean is 0 or nobody has a value; negative values are a broken
/// precondition. Guarantees (tests): unchanged when every value is multiplied by the same number,
/// when the population is repeated or a cell cut; a transfer from who has more to who has less, too
/// small to change their order, lowers it. Cost: O(n log n). Source: Gini 1912 (from the
/// literature, not re-read).
Maybe<double> gini(const CellGroup& group, std::span<const Maybe<double>> values);

/// Palma ratio of shares: what the tenth with most have / what the 40 % with least have, people at
/// the limits shared out; 0.25 when all have the same. `sans_objet` when the latter have nothing.
/// Source: Palma 2011 (from the literature, not re-read).
Maybe<double> palma(const CellGroup& group, std::span<const Maybe<double>> values);

/// Palma ratio by income, as the R package `accessibility` has it (from its documentation, not
/// re-read): mean value of the tenth with most income / mean value of the 40 % with least, people
/// at the limits shared out; 1 when all have the same. Over residents with a value and an income.
/// `non_disponible` when nobody has both, `sans_objet` when the poorest have nothing. Guarantee:
/// cutting a cell in parts, or multiplying all incomes, changes nothing. Ties of income: the lower
/// cell.
Maybe<double> palma_by_income(const CellGroup& group, std::span<const Maybe<double>> values,
                              std::span<const Maybe<double>> income);

/// Foster-Greer-Thorbecke measures of those under a line z (> 0), of values where more is better:
///     FGT_a = sum over y_i < z of p_i ((z - y_i) / z)^a / P
/// a = 0 how many, 1 how far, 2 how unequally far; each in [0, 1], falling in a. Decomposes
/// exactly: the FGT of a union is the mean of its parts' weighted by their people with a value.
/// Source: Foster, Greer, Thorbecke 1984 (from the literature, not re-read).
struct Poverty {
    double people = 0;  ///< with a value
    std::array<double, 3> fgt{};
};
/// Missing when nobody has a value, or the line is not above 0.
Maybe<Poverty> poverty(const CellGroup& group, std::span<const Maybe<double>> values, double line);

/// People of the group whose cell has a value.
double people_with(const CellGroup& group, std::span<const Maybe<double>> values);

/// One line of geodata/reference/inegalites.csv: under what a resident is held to be short of
/// access.
struct PovertyLine {
    enum class Subject { basket, opportunities, floating } subject = Subject::basket;
    double line = 0;         ///< > 0
    bool of_median = false;  ///< a share of the residents' median, else a value
    std::string source;
};

/// The residents of `all` that are not in `part` (fewer people a cell; cells without any left drop
/// out).
CellGroup rest_of(const CellGroup& all, const CellGroup& part);

}  // namespace lisiere::access
