// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/maybe.hpp"
#include "engine/core/notice.hpp"
#include "engine/enclavement/measure.hpp"

namespace lisiere::enclavement {

/// Place of a value in a ranking, the least enclosed first. Values that differ by less than 1e-6
/// are the same.
struct RankKey {
    int level = 0;           ///< -1 below every value, 0 a value, 1 above every value
    std::int64_t value = 0;  ///< millionths, with the sign that makes more the more enclosed
    auto operator<=>(const RankKey&) const = default;
};
/// `au_dela` and `non_desservi` rank above every value, `sans_objet` below every value or nowhere
/// (`definition.when_void`), other missing values nowhere (nullopt).
std::optional<RankKey> rank_key(const Maybe<double>& value, const MeasureDefinition& definition);

/// How many people have each value of one measure: the whole of it, nothing rounded away. People
/// are counted in whole millionths, so that sums do not depend on their order.
class PeopleByValue {
  public:
    using Row = std::pair<RankKey, std::int64_t>;  ///< millionths of a person, above 0

    PeopleByValue() = default;
    /// Of cells: values without a key and cells without people are left out, as are those that
    /// `whole` (by cell; empty: all are) says are cut.
    PeopleByValue(std::span<const Maybe<double>> values, std::span<const double> people,
                  const MeasureDefinition& definition, const std::vector<bool>& whole = {});

    /// That of both together, exactly: merged(A, B) is that of the cells of A and of B, in whatever
    /// order and grouping.
    PeopleByValue merged(const PeopleByValue& other) const;

    std::span<const Row> rows() const { return rows_; }  ///< ascending, each key once
    std::int64_t all() const { return all_; }
    friend bool operator==(const PeopleByValue&, const PeopleByValue&) = default;

  private:
    explicit PeopleByValue(std::vector<Row> unsorted);
    std::vector<Row> rows_;
    std::int64_t all_ = 0;
};

/// The same by its 10,001 quantiles (0, 0.01, ... 100 %), each value once with the people below it
/// and at it: at most 10,001 rows, all of them where there are no more values than that.
struct Quantiles {
    struct Row {
        RankKey key;
        std::int64_t below = 0;  ///< millionths of a person
        std::int64_t at = 0;
        friend bool operator==(const Row&, const Row&) = default;
    };
    std::vector<Row> rows;  ///< ascending; the first has nobody below, the last nobody above
    std::int64_t all = 0;

    /// 100 × (people below + half the people at the key) / all, 0 to 100. Of a value that is no
    /// quantile: halfway between the people up to the row before it and below the row after it, who
    /// are less than one in 10,000 apart: at most 0.005 point from the exact figure. Guarantees:
    /// never falls when the key rises; exact at each row. Broken precondition without people. Cost:
    /// O(log rows).
    double percentile(const RankKey& key) const;
    friend bool operator==(const Quantiles&, const Quantiles&) = default;
};
inline constexpr std::size_t quantile_steps = 10000;
Quantiles quantiles(const PeopleByValue& people);

/// The people among whom one measure is ranked.
struct MeasureDistribution {
    std::string id;
    std::string unit;
    Sense sense = Sense::plus;
    WhenVoid when_void = WhenVoid::ignore;
    std::string basis;  ///< `MeasureDefinition::basis`: what else its values depend on
    Quantiles quantiles;
    double known =
        0;  ///< people of the area who have a rank; `quantiles.all` make the distribution
    friend bool operator==(const MeasureDistribution&, const MeasureDistribution&) = default;
};

/// A reference distribution: whom a residents' enclosure is compared with.
struct Distribution {
    std::string title;
    std::string area;      ///< where its residents live
    double residents = 0;  ///< of the area, ranked or not
    std::vector<MeasureDistribution> measures;
    const MeasureDistribution* find(std::string_view id) const;
    friend bool operator==(const Distribution&, const Distribution&) = default;
};

/// Among fewer than this share of those who have a measure nobody is compared with the others: the
/// few whose surroundings are whole live in the middle of the data, and are like one another.
inline constexpr double least_whole_share = 0.1;

/// Share of the people who have a measure whose surroundings are whole for it; 1 where nobody has
/// it. `whole`: by cell; empty: all are.
double whole_share(std::span<const Maybe<double>> values, std::span<const double> people,
                   const MeasureDefinition& definition, const std::vector<bool>& whole);

/// That of some cells: every measure of the definitions that has values, in their order. A measure
/// is ranked among the residents whose surroundings are whole for it; where these are less than
/// `least_whole_share` of those who have it, among all of them. `whole`: by measure id, by cell; a
/// measure that is not named is whole everywhere.
Distribution distribution_of(std::span<const MeasureDefinition> definitions,
                             std::span<const CellMeasure> values, std::span<const double> people,
                             const std::map<std::string, std::vector<bool>>& whole = {});

/// The measures that `distribution_of` ranks among everybody for want of whole surroundings: notice
/// `distribution_environs_coupes` (avertissement), of layer "distribution", with each and its
/// share.
void tell_cut_surroundings(std::span<const MeasureDefinition> definitions,
                           std::span<const CellMeasure> values, std::span<const double> people,
                           const std::map<std::string, std::vector<bool>>& whole, Notices& notices);

/// A named distribution for a run whose own is `own`: the measures of `own` that it holds under the
/// same unit, sense and basis. Notices, of layer "distribution": `distribution_autre_definition`
/// (avertissement: a measure it holds by another definition: not ranked),
/// `distribution_mesure_absente` (avertissement: one it does not hold: not ranked),
/// `distribution_mesure_inconnue` (info: one that this run has not).
Distribution fitted(const Distribution& named, const Distribution& own, Notices& notices);

/// By value, its percentile in a distribution; its own reason where it has no rank,
/// `non_disponible` where the distribution is null or nobody's.
std::vector<Maybe<double>> percentiles(std::span<const Maybe<double>> values,
                                       const MeasureDistribution* reference,
                                       const MeasureDefinition& definition);

}  // namespace lisiere::enclavement
