// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/same_facility.hpp"

/// Facilities as several files give them.
namespace lisiere::test {

using access::Category;
using access::CategoryIdx;
using access::Facility;
using access::FacilityIdx;
using access::GivenFacilities;
using access::SameFacilityRule;

inline constexpr CategoryIdx pharmacy{0U};
inline constexpr CategoryIdx hospital{1U};

/// Rows as files give them.
struct Files {
    GivenFacilities given;

    Facility& row(std::uint32_t file, CategoryIdx category, geo::Point at,
                  std::vector<std::string> words = {}, std::string type = "") {
        Facility facility;
        facility.source = "source" + std::to_string(file);
        facility.id = facility.source + "/" + std::to_string(given.rows.size());
        for (const std::string& word : words)
            facility.name += (facility.name.empty() ? "" : " ") + word;
        facility.category = category;
        facility.at = at;
        facility.type = std::move(type);
        std::sort(words.begin(), words.end());
        given.file.push_back(file);
        given.preference.push_back(static_cast<int>(file));
        given.words.push_back(std::move(words));
        given.iris.push_back(GivenFacilities::no_iris);
        return given.rows[given.rows.push_back(std::move(facility))];
    }
};

inline IndexedVector<CategoryIdx, SameFacilityRule> rules() {
    IndexedVector<CategoryIdx, SameFacilityRule> all;
    all.push_back({Metres{120}, Metres{40}, Metres{1500}, false});
    all.push_back({Metres{600}, Metres{200}, Metres{2000}, true});
    return all;
}

inline IndexedVector<CategoryIdx, Category> categories() {
    IndexedVector<CategoryIdx, Category> all;
    for (const char* id : {"pharmacie", "hopital"}) {
        Category category;
        category.id = id;
        all.push_back(category);
    }
    return all;
}

inline IndexedVector<FacilityIdx, Facility> once(const Files& files, Notices* told = nullptr) {
    Notices notices;
    auto kept = each_once(files.given, rules(), categories(), notices);
    if (told != nullptr) *told = notices;
    return kept;
}

}  // namespace lisiere::test
