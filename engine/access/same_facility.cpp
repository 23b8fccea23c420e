// SPDX-License-Identifier: Apache-2.0
#include "engine/access/same_facility.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "engine/access/facility_odds.hpp"
#include "engine/access/facility_pairs.hpp"
#include "engine/access/facility_rows.hpp"
#include "engine/core/error.hpp"

namespace lisiere::access {
namespace {

using RowNumber = std::uint32_t;

/// Rows grouped into facilities, pair by pair.
class Groups {
  public:
    explicit Groups(const FacilityRows& rows)
        : rows_(rows), kind_(rows.size()), of_(rows.size()), groups_(rows.size()) {
        std::map<std::tuple<CategoryIdx, std::uint32_t, std::string>, std::uint32_t> kinds;
        for (RowNumber row = 0; row < rows.size(); ++row) {
            kind_[row] =
                kinds
                    .try_emplace({rows.at(row).category, rows.file(row), rows.at(row).type},
                                 static_cast<std::uint32_t>(kinds.size()))
                    .first->second;
            of_[row] = row;
            groups_[row] = {{row}, {kind_[row]}};
        }
    }

    bool alone(RowNumber row) const { return groups_[of_[row]].rows.size() == 1; }
    const std::vector<RowNumber>& of(RowNumber row) const { return groups_[of_[row]].rows; }
    /// The number of its facility, below that of rows.
    std::uint32_t number(RowNumber row) const { return of_[row]; }
    /// A number for its category, file and type.
    std::uint32_t kind(RowNumber row) const { return kind_[row]; }
    bool has_kind(RowNumber row, std::uint32_t kind) const {
        const auto& kinds = groups_[of_[row]].kinds;
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    }

    /// Rows that are one facility, none of them in company yet.
    void gather(const std::vector<RowNumber>& rows) {
        for (const RowNumber row : rows)
            if (row != rows.front()) unite(rows.front(), row);
    }
    /// Only if all rows of both are alike two by two. Whether it did.
    bool join(RowNumber a, RowNumber b) {
        if (of_[a] == of_[b]) return false;
        for (const RowNumber x : of(a))
            for (const RowNumber y : of(b))
                if (!rows_.likeness(x, y)) return false;
        unite(a, b);
        return true;
    }

  private:
    struct Group {
        std::vector<RowNumber> rows;
        std::vector<std::uint32_t> kinds;
    };

    void unite(RowNumber a, RowNumber b) {
        const std::uint32_t group = of_[a];
        const Group moved = std::exchange(groups_[of_[b]], {});
        for (const RowNumber row : moved.rows) {
            if (!has_kind(a, kind_[row])) groups_[group].kinds.push_back(kind_[row]);
            groups_[group].rows.push_back(row);
            of_[row] = group;
        }
    }

    const FacilityRows& rows_;
    std::vector<std::uint32_t> kind_;
    std::vector<std::uint32_t> of_;
    std::vector<Group> groups_;
};

/// Joins the rows of classes that are alike, the first free one of each at a time.
class Matching {
  public:
    Matching(const std::vector<FacilityClass>& classes, Groups& groups)
        : classes_(classes), groups_(groups) {
        for (const FacilityClass& one : classes)
            if (one.one_facility) groups.gather(one.rows);
    }

    void join(std::uint32_t a, std::uint32_t b) {
        for (std::size_t i = free(a, b, 0); i < count(a); i = free(a, b, i + 1)) {
            std::size_t j = free(b, a, 0);
            if (j == count(b)) return;
            while (j < count(b) && !groups_.join(classes_[a].rows[i], classes_[b].rows[j]))
                j = free(b, a, j + 1);
        }
    }

  private:
    /// Rows that stand for the class.
    std::size_t count(std::uint32_t c) const {
        return classes_[c].one_facility ? 1 : classes_[c].rows.size();
    }
    std::uint32_t kind(std::uint32_t c) const { return groups_.kind(classes_[c].rows.front()); }

    /// The first row of `c`, from `from` on, that one of `other` may yet join. A row in company
    /// with one of `other`'s file and type never may again, unless that is written several times.
    std::size_t free(std::uint32_t c, std::uint32_t other, std::size_t from) {
        const std::size_t end = count(c);
        if (from >= end || classes_[other].one_facility) return std::min(from, end);
        std::vector<std::uint32_t>& next = next_[{c, kind(other)}];
        if (next.empty()) {
            next.resize(end + 1);
            std::iota(next.begin(), next.end(), 0U);
        }
        std::size_t at = from;
        for (;;) {
            while (next[at] != at) {
                next[at] = next[next[at]];
                at = next[at];
            }
            if (at == end || !groups_.has_kind(classes_[c].rows[at], kind(other))) return at;
            next[at] = static_cast<std::uint32_t>(at + 1);
        }
    }

    const std::vector<FacilityClass>& classes_;
    Groups& groups_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> next_;
};

/// What the rows of a facility say of it together.
Facility together(const FacilityRows& rows, std::vector<std::uint32_t> group) {
    std::sort(group.begin(), group.end(),
              [&](std::uint32_t a, std::uint32_t b) { return rows.wins(a, b); });
    Facility kept = rows.at(group.front());
    // Of names: one that may be shown, then one that says something, then the first.
    const auto worth = [&](std::uint32_t row) {
        const Facility& f = rows.at(row);
        return std::tuple(f.register_name && !f.name.empty(), !rows.words(row).empty(),
                          !f.name.empty());
    };
    std::uint32_t named = group.front();
    for (const std::uint32_t row : group)
        if (worth(row) > worth(named)) named = row;
    kept.name = rows.at(named).name;
    kept.register_name = rows.at(named).register_name;
    for (const std::uint32_t row : std::span(group).subspan(1)) {
        const Facility& other = rows.at(row);
        if (kept.registry.empty()) kept.registry = other.registry;
        if (!kept.capacity_known && other.capacity_known) {
            kept.capacity = other.capacity;
            kept.capacity_known = true;
        }
        kept.number = std::max(kept.number, other.number);
        kept.main = kept.main || other.main;
        kept.annex = kept.annex && other.annex;
        kept.also.push_back({other.id, other.name, other.source});
        kept.also.insert(kept.also.end(), other.also.begin(), other.also.end());
    }
    return kept;
}

/// Where a notice about rows of a source belongs.
std::string layer_of(const std::string& source) {
    return source.empty() ? std::string("equipements") : source;
}

}  // namespace

IndexedVector<FacilityIdx, Facility> each_once(
    GivenFacilities given, const IndexedVector<CategoryIdx, SameFacilityRule>& rules,
    const IndexedVector<CategoryIdx, Category>& categories, Notices& notices) {
    LISIERE_EXPECTS(rules.size() == categories.size());
    LISIERE_EXPECTS(
        given.file.size() == given.rows.size() && given.preference.size() == given.rows.size() &&
        given.words.size() == given.rows.size() && given.iris.size() == given.rows.size());
    const FacilityRows rows(given, rules);
    const std::vector<FacilityClass> classes = facility_classes(rows);
    Groups groups(rows);
    Matching matching(classes, groups);
    for (const ClassPair& pair : alike_classes(rows, classes)) matching.join(pair.a, pair.b);

    std::vector<RowNumber> best(rows.size(), static_cast<RowNumber>(rows.size()));
    for (RowNumber row = 0; row < rows.size(); ++row) {
        RowNumber& own = best[groups.number(row)];
        if (own == rows.size() || rows.wins(row, own)) own = row;
    }
    IndexedVector<FacilityIdx, Facility> kept;
    for (RowNumber row = 0; row < rows.size(); ++row) {
        if (best[groups.number(row)] != row) continue;
        const Facility& facility = kept[kept.push_back(together(rows, groups.of(row)))];
        for (const GivenAs& again : facility.also)
            notices.add(Severity::info, "equipement_en_double", layer_of(again.source),
                        {{"categorie", categories[facility.category].id},
                         {"un", again.id},
                         {"autre", facility.id}});
    }
    std::vector<RowNumber> alone;
    for (RowNumber row = 0; row < rows.size(); ++row)
        if (groups.alone(row)) alone.push_back(row);
    for (const auto& [a, b] : at_odds(rows, alone))
        notices.add(Severity::info, "equipement_double_possible", layer_of(rows.at(a).source),
                    {{"categorie", categories[rows.at(a).category].id},
                     {"un", rows.at(a).id},
                     {"autre", rows.at(b).id}});
    return kept;
}

}  // namespace lisiere::access
