// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/core/index.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/units.hpp"

namespace lisiere::access {

/// One line of geodata/reference/doublons.csv: when two rows of a category are one facility.
struct SameFacilityRule {
    Metres same_name{0};  ///< of one name, at most so far apart
    Metres no_name{0};    ///< where a name is missing or says less than the other
    Metres coarse{0};     ///< of one name, where one is placed at its IRIS or commune
    /// Types of one source at one place are one site (short stay and emergencies of a hospital),
    /// even without a name.
    bool one_site = false;
};

/// Rows as the declared files give them.
struct GivenFacilities {
    IndexedVector<FacilityIdx, Facility> rows;
    std::vector<std::uint32_t> file;  ///< by row: rows of one number come from one file
    std::vector<int> preference;      ///< by row: of two like rows the lower one is kept
    /// By row: the words of its name that tell it from others of its category, sorted, each once.
    std::vector<std::vector<std::string>> words;
    std::vector<std::uint32_t> iris;  ///< by row: the source area it lies in; `no_iris`: none known
    static constexpr std::uint32_t no_iris = static_cast<std::uint32_t>(-1);
};

/// Facilities that several rows give, as one each. Two rows of a category are one facility:
/// 1. with the same number in a register, or the same name, at most `same_name` apart (`coarse`
///    when one of them is placed at its IRIS or commune);
/// 2. without a name, or with one that holds all words of the other and no other number, at most
///    `no_name` apart and of different files;
/// 3. of different files, one of them placed at its IRIS and the other in it, at most `coarse`
/// apart,
///    unless their names say different things;
/// 4. of one file and one type only when everything they say is the same, within a metre; of one
///    file and several types by their name, or as 2. where the category is `one_site`.
/// Different numbers of a register are different facilities. A file that lists two facilities of
/// one type has two: each is the same as at most one row of another file, the likeliest and nearest
/// pairs first, of equals those whose rows come first by source and id (rows that say the same but
/// for their ids together), and all rows of one facility are alike two by two. Kept: the row at its
/// own address, then with a capacity, then of the lower `preference`, then named, then the first by
/// source and id; a name or a capacity it lacks comes from the others. Guarantee: the order of rows
/// and files changes no facility. Notices: `equipement_en_double`
/// (rows that are given again), `equipement_double_possible` (rows beside which, `no_name` apart at
/// most, a later row has a name that says another thing: two facilities, to be looked at). Cost: a
/// tree of boxes, then the pairs in reach; at one place, however many rows of however many files it
/// has, nearly linear.
IndexedVector<FacilityIdx, Facility> each_once(
    GivenFacilities given, const IndexedVector<CategoryIdx, SameFacilityRule>& rules,
    const IndexedVector<CategoryIdx, Category>& categories, Notices& notices);

}  // namespace lisiere::access
