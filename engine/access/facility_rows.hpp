// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/same_facility.hpp"

/// What `same_facility` knows of two rows.
namespace lisiere::access {

using FacilityWords = std::vector<std::string>;

/// How two rows are one facility, the likeliest first.
enum class Likeness { register_number, name, coarse_name, place, coarse_place };

/// One name is missing, or says all that the other says but for its numbers.
bool no_contradiction(const FacilityWords& a, const FacilityWords& b);

/// The rows of `GivenFacilities` under the rules of their categories, and their order: one that no
/// order of the files changes. `given` and `rules` must outlive it.
class FacilityRows {
  public:
    FacilityRows(const GivenFacilities& given,
                 const IndexedVector<CategoryIdx, SameFacilityRule>& rules);

    const Facility& at(std::uint32_t row) const { return given_.rows[FacilityIdx{row}]; }
    const FacilityWords& words(std::uint32_t row) const { return given_.words[row]; }
    std::size_t size() const { return given_.rows.size(); }
    std::uint32_t rank(std::uint32_t row) const { return rank_[row]; }
    std::uint32_t iris(std::uint32_t row) const { return given_.iris[row]; }
    const SameFacilityRule& rule(std::uint32_t row) const { return rules_[at(row).category]; }
    std::uint32_t file(std::uint32_t row) const { return given_.file[row]; }
    bool at_address(std::uint32_t row) const { return at(row).place == PlaceGrain::adresse; }
    double apart(std::uint32_t a, std::uint32_t b) const;
    /// Of one file and one type, which has as many facilities as rows.
    bool one_kind(std::uint32_t a, std::uint32_t b) const {
        return file(a) == file(b) && at(a).type == at(b).type;
    }

    /// How two rows of a category are one facility; nullopt: they are not.
    std::optional<Likeness> likeness(std::uint32_t a, std::uint32_t b) const;
    /// Of two files, at one place, under names that say different things.
    bool at_odds(std::uint32_t a, std::uint32_t b) const;
    /// Which of two rows of one facility is kept.
    bool wins(std::uint32_t a, std::uint32_t b) const;

  private:
    const GivenFacilities& given_;
    const IndexedVector<CategoryIdx, SameFacilityRule>& rules_;
    std::vector<std::uint32_t> rank_;
};

}  // namespace lisiere::access
