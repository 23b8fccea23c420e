// SPDX-License-Identifier: Apache-2.0
// Facilities of several files beside a plain reading of the rules, all pairs compared; and a great
// many of them at one place.
#include <ctime>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

#include "engine/geo/measure.hpp"
#include "tests/engine/access/given_facilities.hpp"
#include "tests/support/catch.hpp"

namespace lisiere::access {
namespace {

using test::Files;
using test::once;
using test::pharmacy;

/// Ids of each facility.
using Facilities = std::set<std::set<std::string>>;

Facilities ids_of(const IndexedVector<FacilityIdx, Facility>& kept) {
    Facilities all;
    for (const Facility& one : kept) {
        std::set<std::string> ids{one.id};
        for (const GivenAs& again : one.also) ids.insert(again.id);
        all.insert(ids);
    }
    return all;
}

/// The rules as the header says them, every row with every other. All ids differ.
class Plain {
  public:
    explicit Plain(const GivenFacilities& given) : given_(given), rules_(test::rules()) {}

    Facilities facilities() const {
        const std::size_t count = given_.rows.size();
        std::vector<std::tuple<int, double, std::string, std::string, std::string, std::string,
                               std::size_t, std::size_t>>
            pairs;
        for (std::size_t a = 0; a < count; ++a)
            for (std::size_t b = 0; b < count; ++b)
                if (const auto how = a == b ? std::nullopt : alike(a, b))
                    if (order(a) < order(b))
                        pairs.emplace_back(*how, apart(a, b), order(a).first, order(b).first,
                                           order(a).second, order(b).second, a, b);
        std::sort(pairs.begin(), pairs.end());
        std::vector<std::set<std::size_t>> groups(count);
        std::vector<std::size_t> of(count);
        for (std::size_t row = 0; row < count; ++row) {
            groups[row] = {row};
            of[row] = row;
        }
        for (const auto& pair : pairs) {
            const std::size_t into = of[std::get<6>(pair)];
            const std::size_t from = of[std::get<7>(pair)];
            bool all = into != from;
            for (const std::size_t x : groups[into])
                for (const std::size_t y : groups[from]) all = all && alike(x, y);
            if (!all) continue;
            for (const std::size_t row : groups[from]) of[row] = into;
            groups[into].merge(groups[from]);
            groups[from].clear();
        }
        Facilities found;
        for (const auto& group : groups) {
            std::set<std::string> ids;
            for (const std::size_t row : group) ids.insert(at(row).id);
            if (!ids.empty()) found.insert(ids);
        }
        return found;
    }

  private:
    const Facility& at(std::size_t row) const { return given_.rows[FacilityIdx{row}]; }
    double apart(std::size_t a, std::size_t b) const { return geo::distance(at(a).at, at(b).at); }

    /// Whether two names are the same, and whether they say different things. Words are letters.
    bool same(std::size_t a, std::size_t b) const { return given_.words[a] == given_.words[b]; }
    bool different(std::size_t a, std::size_t b) const {
        const std::set<std::string> x(given_.words[a].begin(), given_.words[a].end());
        const std::set<std::string> y(given_.words[b].begin(), given_.words[b].end());
        std::set<std::string> both = x;
        both.insert(y.begin(), y.end());
        return both != x && both != y;
    }

    std::optional<int> alike(std::size_t a, std::size_t b) const {
        const Facility& x = at(a);
        const Facility& y = at(b);
        if (x.category != y.category) return std::nullopt;
        const SameFacilityRule& rule = rules_[x.category];
        const bool numbers = !x.registry.empty() && !y.registry.empty();
        if (numbers && x.registry != y.registry) return std::nullopt;
        if (given_.file[a] == given_.file[b] && x.type == y.type)
            return numbers && same(a, b) && apart(a, b) <= 1 ? std::optional(0) : std::nullopt;
        const bool coarse = x.place != PlaceGrain::adresse || y.place != PlaceGrain::adresse;
        const double named = coarse ? rule.coarse.value() : rule.same_name.value();
        if (apart(a, b) <= named) {
            if (numbers) return 0;
            if (same(a, b) && !given_.words[a].empty()) return coarse ? 2 : 1;
        }
        if (given_.file[a] == given_.file[b] && !rule.one_site) return std::nullopt;
        if (different(a, b)) return std::nullopt;
        if (!coarse) return apart(a, b) <= rule.no_name.value() ? std::optional(3) : std::nullopt;
        const bool iris = given_.iris[a] == given_.iris[b] && x.place != PlaceGrain::commune &&
                          y.place != PlaceGrain::commune;
        return iris && apart(a, b) <= rule.coarse.value() ? std::optional(4) : std::nullopt;
    }

    /// First by the first id of the rows that say the same, then by id.
    std::pair<std::string, std::string> order(std::size_t row) const {
        std::string first = at(row).source + at(row).id;
        for (std::size_t other = 0; other < given_.rows.size(); ++other)
            if (says(other) == says(row)) first = std::min(first, at(other).source + at(other).id);
        return {first, at(row).source + at(row).id};
    }
    using Said = std::tuple<std::size_t, std::uint32_t, std::string, PlaceGrain, double, double,
                            std::vector<std::string>, std::string, std::uint32_t, std::string>;
    Said says(std::size_t row) const {
        const Facility& f = at(row);
        // A number that another row of the file and type bears makes a row one of its own.
        std::size_t bearers = 0;
        for (std::size_t other = 0; other < given_.rows.size(); ++other)
            bearers += !f.registry.empty() && at(other).registry == f.registry &&
                               at(other).category == f.category && at(other).type == f.type &&
                               given_.file[other] == given_.file[row]
                           ? 1
                           : 0;
        return {f.category.value(),
                given_.file[row],
                f.type,
                f.place,
                f.at.x,
                f.at.y,
                given_.words[row],
                f.registry,
                given_.iris[row],
                bearers > 1 ? f.id : ""};
    }

    const GivenFacilities& given_;
    IndexedVector<CategoryIdx, SameFacilityRule> rules_;
};

/// Processor seconds of `each_once` over two files of `rows` rows each, all at one place.
double seconds(std::size_t rows, bool named, std::size_t expected) {
    Files files;
    for (std::uint32_t file = 0; file < 2; ++file)
        for (std::size_t i = 0; i < rows; ++i) {
            // Of two named files every other name is in both.
            const std::string word =
                (i % 2 == 0 ? "x" : "y" + std::to_string(file) + "n") + std::to_string(i);
            files.row(file, pharmacy, {0, 0},
                      named ? std::vector<std::string>{"nom", word} : std::vector<std::string>{});
        }
    const std::clock_t start = std::clock();
    const std::size_t found = once(files).size();
    CHECK(found == expected);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("facilities are those of a plain reading of the rules", "[access][property]") {
#ifdef __SANITIZE_ADDRESS__
    constexpr unsigned sets = 15;  // the plain reading takes minutes more under the sanitizers
    constexpr int crowd = 40;
#else
    constexpr unsigned sets = 150;
    constexpr int crowd = 140;
#endif
    std::size_t merged = 0;
    for (unsigned seed = 1; seed <= sets; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto pick = [&](std::size_t n) { return random() % n; };
        // Every third set is of many names at one place, which are compared by their words.
        const bool dense = seed % 3 == 0;
        Files files;
        for (int i = 0; i < (dense ? crowd : 45); ++i) {
            std::vector<std::string> words;
            for (const char* word : {"gare", "centre", "parc", "nord", "pont", "port"})
                if (pick(dense ? 2 : 4) == 0) words.emplace_back(word);
            Facility& row = files.row(
                static_cast<std::uint32_t>(pick(3)), CategoryIdx{dense ? 0 : pick(2)},
                dense ? geo::Point{0, 0} : geo::Point{10.0 * static_cast<double>(pick(6)), 0},
                words, pick(3) == 0 ? "D101" : "D106");
            if (pick(6) == 0) row.place = PlaceGrain::iris;
            if (pick(12) == 0) row.place = PlaceGrain::commune;
            if (pick(4) == 0) row.registry = std::to_string(pick(8));
            files.given.iris.back() = static_cast<std::uint32_t>(pick(2));
        }
        const Facilities found = ids_of(once(files));
        REQUIRE(found == Plain(files.given).facilities());
        merged += files.given.rows.size() - found.size();
    }
    CHECK(merged > 5 * sets);
}

TEST_CASE("a great many facilities at one place cost nearly their number", "[access][cost]") {
    const bool named = GENERATE(false, true);
    const std::size_t few = 4000;
    const std::size_t many = 4 * few;
    // Without names each is one of the other file; with, the even ones are.
    const auto expected = [&](std::size_t rows) { return named ? rows + rows / 2 : rows; };
    seconds(few, named, expected(few));  // what is loaded once
    const double before = seconds(few, named, expected(few));
    const double after = seconds(many, named, expected(many));
    INFO(before << " s, four times as many " << after << " s");
    // Sixteen times where every pair is looked at.
    CHECK(after < 8 * before + 0.05);
}

}  // namespace lisiere::access
