// SPDX-License-Identifier: Apache-2.0
#include "engine/access/facility_pairs.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "engine/geo/spatial_index.hpp"

namespace lisiere::access {
namespace {

using RowNumber = std::uint32_t;
using ClassNumber = std::uint32_t;

/// Pairs of two places that are compared one by one; where there are more, by their words.
constexpr std::size_t few_pairs = 1024;

/// Rows whose id or register number another row of their file and type bears too.
std::vector<bool> written_again(const FacilityRows& rows) {
    std::map<std::tuple<CategoryIdx, std::uint32_t, std::string, std::string>, RowNumber> first;
    std::vector<bool> again(rows.size(), false);
    for (RowNumber row = 0; row < rows.size(); ++row)
        for (const std::string& number : {"i" + rows.at(row).id, "r" + rows.at(row).registry}) {
            if (number == "r") continue;
            const auto [found, added] = first.try_emplace(
                {rows.at(row).category, rows.file(row), rows.at(row).type, number}, row);
            if (!added) again[row] = again[found->second] = true;
        }
    return again;
}

/// Classes at one place.
struct Place {
    geo::Point at;
    std::vector<ClassNumber> classes;
};

/// The classes of a place by what of their words is the rarest: words that hold all of another's
/// hold its rarest one.
class ByWords {
  public:
    ByWords(const FacilityRows& rows, const std::vector<FacilityClass>& classes, const Place& place,
            const std::unordered_map<std::string, std::size_t>& uses) {
        for (const ClassNumber c : place.classes) {
            const RowNumber row = classes[c].rows.front();
            const std::string& registry = rows.at(row).registry;
            if (!registry.empty()) registered_[registry].push_back(c);
            const FacilityWords& words = rows.words(row);
            const auto rarest =
                std::min_element(words.begin(), words.end(), [&](const auto& a, const auto& b) {
                    return std::pair(uses.at(a), a) < std::pair(uses.at(b), b);
                });
            // Two registered rows are alike by their number alone.
            words_[rarest == words.end() ? std::string() : *rarest][registry.empty() ? 0 : 1]
                .push_back(c);
        }
    }

    /// Calls `use` with every class of the place whose words are among these, and that may be like
    /// a row with that register number.
    template <class Use>
    void held_by(const FacilityWords& words, const std::string& registry, const Use& use) const {
        const auto each = [&](const std::string& word) {
            const auto found = words_.find(word);
            if (found == words_.end()) return;
            for (const ClassNumber c : found->second[0]) use(c);
            if (registry.empty())
                for (const ClassNumber c : found->second[1]) use(c);
        };
        each({});
        for (const std::string& word : words) each(word);
        if (const auto found = registered_.find(registry); found != registered_.end())
            for (const ClassNumber c : found->second) use(c);
    }

  private:
    std::unordered_map<std::string, std::array<std::vector<ClassNumber>, 2>> words_;
    std::unordered_map<std::string, std::vector<ClassNumber>> registered_;
};

/// The pairs of one category.
class CategoryPairs {
  public:
    CategoryPairs(const FacilityRows& rows, const std::vector<FacilityClass>& classes,
                  const std::vector<ClassNumber>& own, std::vector<ClassPair>& found)
        : rows_(rows), classes_(classes), found_(found) {
        for (const ClassNumber c : own)
            for (const std::string& word : rows.words(row(c))) ++uses_[word];
        twice(own);
        const SameFacilityRule& rule = rows.rule(row(own.front()));
        const std::vector<Place> addresses = places(own, true);
        const std::vector<Place> coarse = places(own, false);
        near(addresses, addresses, std::max(rule.same_name, rule.no_name).value());
        near(coarse, addresses, rule.coarse.value());
        near(coarse, coarse, rule.coarse.value());
    }

  private:
    RowNumber row(ClassNumber c) const { return classes_[c].rows.front(); }

    std::vector<Place> places(const std::vector<ClassNumber>& own, bool at_address) const {
        std::map<std::pair<double, double>, Place> found;
        for (const ClassNumber c : own) {
            if (rows_.at_address(row(c)) != at_address) continue;
            const geo::Point& at = rows_.at(row(c)).at;
            Place& place = found[{at.x, at.y}];
            place.at = at;
            place.classes.push_back(c);
        }
        std::vector<Place> all;
        for (auto& [at, place] : found) all.push_back(std::move(place));
        return all;
    }

    /// Of one file and type: neighbours by their number and what they say.
    void twice(std::vector<ClassNumber> own) {
        std::erase_if(own, [&](ClassNumber c) { return !classes_[c].one_facility; });
        const auto key = [&](ClassNumber c) {
            const Facility& f = rows_.at(row(c));
            return std::tuple<std::uint32_t, const std::string&, const std::string&,
                              const FacilityWords&, double, double, ClassNumber>(
                rows_.file(row(c)), f.type, f.registry.empty() ? f.id : f.registry,
                rows_.words(row(c)), f.at.x, f.at.y, c);
        };
        std::sort(own.begin(), own.end(),
                  [&](ClassNumber a, ClassNumber b) { return key(a) < key(b); });
        for (std::size_t i = 1; i < own.size(); ++i)
            if (rows_.one_kind(row(own[i - 1]), row(own[i]))) offer(own[i - 1], own[i]);
    }

    void near(const std::vector<Place>& some, const std::vector<Place>& others, double reach) {
        std::vector<geo::Box> boxes;
        for (const Place& place : others) {
            boxes.emplace_back();
            boxes.back().extend(place.at);
        }
        const geo::BoxIndex index(boxes);
        std::vector<std::uint32_t> found;
        for (const Place& place : some) {
            geo::Box box;
            box.extend(place.at);
            index.query(box.grown(reach), found);
            for (const std::uint32_t other : found)
                if (&some != &others || &place <= &others[other]) compare(place, others[other]);
        }
    }

    void compare(const Place& one, const Place& other) {
        if (one.classes.size() * other.classes.size() <= few_pairs) {
            for (const ClassNumber a : one.classes)
                for (const ClassNumber b : other.classes)
                    if (&one != &other || a < b) look_at(a, b);
            return;
        }
        const auto held = [&](const Place& by, const Place& in) {
            const ByWords& words = by_words(in);
            for (const ClassNumber a : by.classes)
                words.held_by(rows_.words(row(a)), rows_.at(row(a)).registry,
                              [&](ClassNumber b) { look_at(a, b); });
        };
        held(one, other);
        if (&one != &other) held(other, one);
    }

    const ByWords& by_words(const Place& place) {
        const auto [found, added] = by_words_.try_emplace(&place, nullptr);
        if (added) found->second = std::make_unique<ByWords>(rows_, classes_, place, uses_);
        return *found->second;
    }

    void look_at(ClassNumber a, ClassNumber b) {
        if (a != b && !rows_.one_kind(row(a), row(b))) offer(a, b);
    }
    void offer(ClassNumber a, ClassNumber b) {
        if (const auto likeness = rows_.likeness(row(a), row(b)))
            found_.push_back(
                {*likeness, rows_.apart(row(a), row(b)), std::min(a, b), std::max(a, b)});
    }

    const FacilityRows& rows_;
    const std::vector<FacilityClass>& classes_;
    std::vector<ClassPair>& found_;
    std::unordered_map<std::string, std::size_t> uses_;  ///< classes a word is in
    std::unordered_map<const Place*, std::unique_ptr<ByWords>> by_words_;
};

}  // namespace

std::vector<FacilityClass> facility_classes(const FacilityRows& rows) {
    const std::vector<bool> again = written_again(rows);
    static const std::string any;
    const auto key = [&](RowNumber row) {
        const Facility& f = rows.at(row);
        return std::tuple<CategoryIdx, std::uint32_t, const std::string&, PlaceGrain, double,
                          double, const FacilityWords&, const std::string&, std::uint32_t,
                          const std::string&, bool>(
            f.category, rows.file(row), f.type, f.place, f.at.x, f.at.y, rows.words(row),
            f.registry, rows.iris(row), again[row] ? f.id : any, again[row]);
    };
    std::vector<RowNumber> order(rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](RowNumber a, RowNumber b) { return rows.rank(a) < rows.rank(b); });
    std::stable_sort(order.begin(), order.end(),
                     [&](RowNumber a, RowNumber b) { return key(a) < key(b); });
    std::vector<FacilityClass> classes;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || key(order[i - 1]) < key(order[i]))
            classes.push_back({{}, static_cast<bool>(again[order[i]])});
        classes.back().rows.push_back(order[i]);
    }
    std::sort(classes.begin(), classes.end(), [&](const FacilityClass& a, const FacilityClass& b) {
        return rows.rank(a.rows.front()) < rows.rank(b.rows.front());
    });
    return classes;
}

std::vector<ClassPair> alike_classes(const FacilityRows& rows,
                                     const std::vector<FacilityClass>& classes) {
    std::map<CategoryIdx, std::vector<ClassNumber>> by_category;
    for (ClassNumber c = 0; c < classes.size(); ++c)
        by_category[rows.at(classes[c].rows.front()).category].push_back(c);
    std::vector<ClassPair> found;
    for (const auto& [category, own] : by_category) CategoryPairs(rows, classes, own, found);
    const auto order = [](const ClassPair& pair) {
        return std::tuple(pair.likeness, pair.apart, pair.a, pair.b);
    };
    std::sort(found.begin(), found.end(),
              [&](const ClassPair& x, const ClassPair& y) { return order(x) < order(y); });
    // Equal words hold each other.
    found.erase(
        std::unique(found.begin(), found.end(),
                    [&](const ClassPair& x, const ClassPair& y) { return order(x) == order(y); }),
        found.end());
    return found;
}

}  // namespace lisiere::access
