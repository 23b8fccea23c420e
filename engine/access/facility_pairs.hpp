// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/facility_rows.hpp"

namespace lisiere::access {

/// Rows that say the same but for their ids: of one category, file and type, at one place, under
/// one name. What one of them is to any other row, all are. Ascending by rank.
struct FacilityClass {
    std::vector<std::uint32_t> rows;
    /// The rows are one facility, written several times; else each is one of its own.
    bool one_facility = false;
};

/// Two classes of which each row of one is like each row of the other.
struct ClassPair {
    Likeness likeness;
    double apart = 0;
    std::uint32_t a = 0;  ///< the class whose first row comes first
    std::uint32_t b = 0;
};

/// The classes of all rows, by the rank of their first row.
std::vector<FacilityClass> facility_classes(const FacilityRows& rows);

/// The pairs of classes that are alike: likeliest first, then the nearest, then in their order. Two
/// classes of one file and type are compared when one number or id says that they may be one
/// facility; others when they are in reach of each other. At a place with many classes only those
/// are compared that share a register number, or of which one's words may all be among the other's:
/// a million facilities at one place cost a million, not their square. Cost otherwise: a tree of
/// boxes, then the pairs in reach.
std::vector<ClassPair> alike_classes(const FacilityRows& rows,
                                     const std::vector<FacilityClass>& classes);

}  // namespace lisiere::access
