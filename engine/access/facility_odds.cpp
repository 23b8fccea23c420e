// SPDX-License-Identifier: Apache-2.0
#include "engine/access/facility_odds.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/geo/spatial_index.hpp"

namespace lisiere::access {
namespace {

using RowNumber = std::uint32_t;

/// Rows of one file at one place, by their words; the group whose last row comes last first.
using Names = std::vector<std::vector<RowNumber>>;

struct Place {
    geo::Point at;
    std::map<std::uint32_t, Names> files;
};

std::vector<Place> places_of(const FacilityRows& rows, const std::vector<RowNumber>& own) {
    using Here = std::map<std::uint32_t, std::map<FacilityWords, std::vector<RowNumber>>>;
    std::map<std::pair<double, double>, Here> found;
    for (const RowNumber row : own) {
        const geo::Point& at = rows.at(row).at;
        found[{at.x, at.y}][rows.file(row)][rows.words(row)].push_back(row);
    }
    std::vector<Place> places;
    for (auto& [at, files] : found) {
        Place& place = places.emplace_back();
        place.at = {at.first, at.second};
        for (auto& [file, by_words] : files) {
            Names& names = place.files[file];
            for (auto& [words, group] : by_words) names.push_back(std::move(group));
            std::sort(names.begin(), names.end(),
                      [](const auto& a, const auto& b) { return a.back() > b.back(); });
        }
    }
    return places;
}

/// A row of these after `row` whose name says another thing.
std::optional<RowNumber> contradicted(const FacilityRows& rows, RowNumber row, const Names& names) {
    for (const std::vector<RowNumber>& group : names) {
        if (group.back() <= row) return std::nullopt;
        if (rows.at_odds(row, group.front()))
            return *std::upper_bound(group.begin(), group.end(), row);
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::pair<RowNumber, RowNumber>> at_odds(const FacilityRows& rows,
                                                     const std::vector<RowNumber>& among) {
    std::map<CategoryIdx, std::vector<RowNumber>> by_category;
    for (const RowNumber row : among)
        if (rows.at_address(row)) by_category[rows.at(row).category].push_back(row);
    std::vector<std::pair<RowNumber, RowNumber>> found;
    for (const auto& [category, own] : by_category) {
        const std::vector<Place> places = places_of(rows, own);
        std::vector<geo::Box> boxes;
        for (const Place& place : places) {
            boxes.emplace_back();
            boxes.back().extend(place.at);
        }
        const geo::BoxIndex index(boxes);
        std::vector<std::uint32_t> near;
        for (const RowNumber row : own) {
            geo::Box box;
            box.extend(rows.at(row).at);
            index.query(box.grown(rows.rule(row).no_name.value()), near);
            std::optional<RowNumber> first;
            for (const std::uint32_t place : near)
                for (const auto& [file, names] : places[place].files) {
                    if (file == rows.file(row)) continue;
                    const auto other = contradicted(rows, row, names);
                    if (other && (!first || *other < *first)) first = other;
                }
            if (first) found.emplace_back(row, *first);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace lisiere::access
