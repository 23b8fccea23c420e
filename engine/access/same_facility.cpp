// SPDX-License-Identifier: Apache-2.0
#include "engine/access/same_facility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/geo/measure.hpp"
#include "engine/geo/spatial_index.hpp"

namespace lisiere::access {
namespace {

constexpr double one_place_m = 1;

bool is_number(const std::string& word) {
    return std::all_of(word.begin(), word.end(),
                       [](unsigned char letter) { return std::isdigit(letter) != 0; });
}

using Words = std::vector<std::string>;

Words numbers_of(const Words& words) {
    Words numbers;
    std::copy_if(words.begin(), words.end(), std::back_inserter(numbers), is_number);
    return numbers;
}

/// One name is missing, or says all that the other says but for its numbers.
bool no_contradiction(const Words& a, const Words& b) {
    if (a.empty() || b.empty()) return true;
    if (numbers_of(a) != numbers_of(b)) return false;
    return std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
           std::includes(b.begin(), b.end(), a.begin(), a.end());
}

enum class Likeness { register_number, name, coarse_name, place, coarse_place };

class Rows {
  public:
    Rows(const GivenFacilities& given, const IndexedVector<CategoryIdx, SameFacilityRule>& rules)
        : given_(given), rules_(rules), rank_(given.rows.size()) {
        std::vector<std::uint32_t> order(given.rows.size());
        std::iota(order.begin(), order.end(), 0U);
        const auto key = [&](std::uint32_t row) {
            const Facility& f = at(row);
            return std::tie(f.source, f.id, f.name, f.type, f.at.x, f.at.y);
        };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
        for (std::uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
    }

    const Facility& at(std::uint32_t row) const { return given_.rows[FacilityIdx{row}]; }
    const Words& words(std::uint32_t row) const { return given_.words[row]; }
    std::size_t size() const { return given_.rows.size(); }
    /// Its place in an order that no order of the files changes.
    std::uint32_t rank(std::uint32_t row) const { return rank_[row]; }
    const SameFacilityRule& rule(std::uint32_t row) const { return rules_[at(row).category]; }
    double apart(std::uint32_t a, std::uint32_t b) const {
        return geo::distance(at(a).at, at(b).at);
    }
    /// Farthest that a row of the same facility may be.
    double reach(std::uint32_t row) const {
        const SameFacilityRule& own = rule(row);
        return std::max({own.same_name.value(), own.no_name.value(), own.coarse.value()});
    }
    std::uint32_t file(std::uint32_t row) const { return given_.file[row]; }
    bool one_file(std::uint32_t a, std::uint32_t b) const { return file(a) == file(b); }

    /// How two rows of a category are one facility; nullopt: they are not.
    std::optional<Likeness> likeness(std::uint32_t a, std::uint32_t b) const {
        const Facility& x = at(a);
        const Facility& y = at(b);
        const SameFacilityRule& own = rule(a);
        const double far = apart(a, b);
        const bool registered = !x.registry.empty() && !y.registry.empty();
        if (registered && x.registry != y.registry) return std::nullopt;
        const bool same_words = words(a) == words(b);
        if (one_file(a, b) && x.type == y.type) {
            const bool twice = (registered || x.id == y.id) && same_words && far <= one_place_m;
            return twice ? std::optional(Likeness::register_number) : std::nullopt;
        }
        const bool coarse = x.place != PlaceGrain::adresse || y.place != PlaceGrain::adresse;
        const double named_within = (coarse ? own.coarse : own.same_name).value();
        if (registered && far <= named_within) return Likeness::register_number;
        if (same_words && !words(a).empty() && far <= named_within)
            return coarse ? Likeness::coarse_name : Likeness::name;
        if ((one_file(a, b) && !own.one_site) || !no_contradiction(words(a), words(b)))
            return std::nullopt;
        if (!coarse)
            return far <= own.no_name.value() ? std::optional(Likeness::place) : std::nullopt;
        const bool at_commune = x.place == PlaceGrain::commune || y.place == PlaceGrain::commune;
        const bool one_iris =
            given_.iris[a] == given_.iris[b] && given_.iris[a] != GivenFacilities::no_iris;
        return one_iris && !at_commune && far <= own.coarse.value()
                   ? std::optional(Likeness::coarse_place)
                   : std::nullopt;
    }

    /// Of two files, at one place, under names that say different things.
    bool at_odds(std::uint32_t a, std::uint32_t b) const {
        return !one_file(a, b) && at(a).place == PlaceGrain::adresse &&
               at(b).place == PlaceGrain::adresse && apart(a, b) <= rule(a).no_name.value() &&
               !no_contradiction(words(a), words(b));
    }

    /// Which of two rows of one facility is kept.
    bool wins(std::uint32_t a, std::uint32_t b) const { return standing(a) < standing(b); }

  private:
    std::tuple<bool, bool, int, bool, std::uint32_t> standing(std::uint32_t row) const {
        const Facility& f = at(row);
        return {f.place != PlaceGrain::adresse, !f.capacity_known, given_.preference[row],
                words(row).empty(), rank_[row]};
    }

    const GivenFacilities& given_;
    const IndexedVector<CategoryIdx, SameFacilityRule>& rules_;
    std::vector<std::uint32_t> rank_;
};

struct Pair {
    Likeness likeness;
    double apart = 0;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

/// Rows grouped into facilities, pair by pair.
class Groups {
  public:
    explicit Groups(const Rows& rows) : rows_(rows), of_(rows.size()), members_(rows.size()) {
        std::iota(of_.begin(), of_.end(), 0U);
        for (std::uint32_t row = 0; row < rows.size(); ++row) members_[row] = {row};
    }

    bool together(std::uint32_t a, std::uint32_t b) const { return of_[a] == of_[b]; }
    bool alone(std::uint32_t row) const { return members_[of_[row]].size() == 1; }
    const std::vector<std::uint32_t>& of(std::uint32_t row) const { return members_[of_[row]]; }

    /// Only if all rows of both are alike two by two.
    void join(std::uint32_t a, std::uint32_t b) {
        if (together(a, b)) return;
        std::vector<std::uint32_t>& into = members_[of_[a]];
        std::vector<std::uint32_t>& from = members_[of_[b]];
        for (const std::uint32_t x : into)
            for (const std::uint32_t y : from)
                if (!rows_.likeness(x, y)) return;
        const std::uint32_t group = of_[a];
        const std::vector<std::uint32_t> moved = std::move(from);
        from.clear();
        for (const std::uint32_t row : moved) {
            of_[row] = group;
            into.push_back(row);
        }
    }

  private:
    const Rows& rows_;
    std::vector<std::uint32_t> of_;
    std::vector<std::vector<std::uint32_t>> members_;
};

/// Pairs of rows of one category in reach of each other: those that are one facility, and those of
/// two files whose names say different things at one place. Rows of one file and type are looked
/// for by their number, the others by place: a file with a million rows at one place is a file
/// like another.
struct Pairs {
    std::vector<Pair> alike;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> at_odds;

    explicit Pairs(const Rows& rows) {
        std::map<CategoryIdx, std::map<std::pair<std::uint32_t, std::string>, Kind>> kinds;
        for (std::uint32_t row = 0; row < rows.size(); ++row)
            kinds[rows.at(row).category][{rows.file(row), rows.at(row).type}].rows.push_back(row);
        for (auto& [category, of_category] : kinds) {
            for (auto one = of_category.begin(); one != of_category.end(); ++one) {
                given_twice(rows, one->second.rows);
                for (auto other = of_category.begin(); other != one; ++other)
                    in_reach(rows, one->second, other->second);
            }
        }
        std::sort(alike.begin(), alike.end(), [&](const Pair& x, const Pair& y) {
            return std::tuple(x.likeness, x.apart, rows.rank(x.a), rows.rank(x.b)) <
                   std::tuple(y.likeness, y.apart, rows.rank(y.a), rows.rank(y.b));
        });
        std::sort(at_odds.begin(), at_odds.end());
    }

  private:
    /// Rows of one category, file and type.
    struct Kind {
        std::vector<std::uint32_t> rows;
        std::optional<geo::BoxIndex> places;  ///< by position in `rows`, once asked for
    };

    static geo::Box box_of(const Rows& rows, std::uint32_t row) {
        geo::Box box;
        box.extend(rows.at(row).at);
        return box;
    }

    void look_at(const Rows& rows, std::uint32_t a, std::uint32_t b) {
        if (const auto likeness = rows.likeness(a, b)) {
            const bool first = rows.rank(a) < rows.rank(b);
            alike.push_back({*likeness, rows.apart(a, b), first ? a : b, first ? b : a});
        } else if (rows.at_odds(a, b)) {
            at_odds.emplace_back(std::min(a, b), std::max(a, b));
        }
    }

    /// Of one file and type only the same number, words and place make one facility: neighbours in
    /// that order.
    void given_twice(const Rows& rows, std::vector<std::uint32_t> own) {
        const auto number = [&](std::uint32_t row) -> const std::string& {
            const Facility& f = rows.at(row);
            return f.registry.empty() ? f.id : f.registry;
        };
        std::sort(own.begin(), own.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Facility& x = rows.at(a);
            const Facility& y = rows.at(b);
            return std::tie(number(a), rows.words(a), x.at.x, x.at.y, a) <
                   std::tie(number(b), rows.words(b), y.at.x, y.at.y, b);
        });
        for (std::size_t i = 1; i < own.size(); ++i)
            if (number(own[i - 1]) == number(own[i])) look_at(rows, own[i - 1], own[i]);
    }

    void in_reach(const Rows& rows, Kind& one, Kind& other) {
        Kind& few = one.rows.size() <= other.rows.size() ? one : other;
        Kind& many = &few == &one ? other : one;
        if (!many.places) {
            std::vector<geo::Box> boxes;
            for (const std::uint32_t row : many.rows) boxes.push_back(box_of(rows, row));
            many.places.emplace(boxes);
        }
        std::vector<std::uint32_t> near;
        for (const std::uint32_t a : few.rows) {
            many.places->query(box_of(rows, a).grown(rows.reach(a)), near);
            for (const std::uint32_t at : near) look_at(rows, a, many.rows[at]);
        }
    }
};

/// What the rows of a facility say of it together.
Facility together(const Rows& rows, std::vector<std::uint32_t> group) {
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
    const Rows rows(given, rules);
    const Pairs pairs(rows);
    Groups groups(rows);
    for (const Pair& pair : pairs.alike) groups.join(pair.a, pair.b);

    IndexedVector<FacilityIdx, Facility> kept;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        const std::vector<std::uint32_t>& group = groups.of(row);
        const bool first = std::none_of(group.begin(), group.end(),
                                        [&](std::uint32_t other) { return rows.wins(other, row); });
        if (!first) continue;
        const Facility& facility = kept[kept.push_back(together(rows, group))];
        for (const GivenAs& again : facility.also)
            notices.add(Severity::info, "equipement_en_double", layer_of(again.source),
                        "équipements que deux sources donnent, ou qu'une donne deux fois : le même "
                        "équipement (catégorie, nom et lieu) n'est compté qu'une fois",
                        fmt::format("{} : {} = {}", categories[facility.category].id, again.id,
                                    facility.id));
    }
    for (const auto& [a, b] : pairs.at_odds)
        if (groups.alone(a) && groups.alone(b))
            notices.add(Severity::info, "equipement_double_possible", layer_of(rows.at(a).source),
                        "équipements de deux sources au même lieu, sous des noms différents : "
                        "comptés deux fois, à vérifier",
                        fmt::format("{} : {} et {}", categories[rows.at(a).category].id,
                                    rows.at(a).id, rows.at(b).id));
    return kept;
}

}  // namespace lisiere::access
