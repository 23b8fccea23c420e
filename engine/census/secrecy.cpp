// SPDX-License-Identifier: Apache-2.0
#include "engine/census/secrecy.hpp"

#include <optional>

#include "engine/census/suppression.hpp"
#include "engine/core/error.hpp"

namespace lisiere::census {
namespace {

/// What a perimeter's own figure is worth, in figures shown beside perimeters: the quarter is what
/// the table is about.
constexpr double own_figure = 10;

/// Perimeters, then references, as one list of places.
class PlaceList {
  public:
    explicit PlaceList(const Places& places)
        : places_(places),
          perimeters_(places.pieces.perimeters.size()),
          references_(places.pieces.references.size()) {
        LISIERE_EXPECTS(places.reference_loss.size() == references_);
    }
    std::size_t size() const { return perimeters_ + references_; }
    const std::vector<std::uint32_t>& pieces(std::size_t place) const {
        return place < perimeters_ ? places_.pieces.perimeters[place]
                                   : places_.pieces.references[place - perimeters_];
    }
    double loss(std::size_t place) const {
        return place < perimeters_ ? own_figure : places_.reference_loss[place - perimeters_];
    }
    const Maybe<double>& count(const PlaceCounts& counts, std::size_t place) const {
        return place < perimeters_ ? counts.perimeters[place]
                                   : counts.references[place - perimeters_];
    }
    bool is_in(const Withheld& withheld, std::size_t place) const {
        return place < perimeters_ ? withheld.perimeters[place]
                                   : withheld.references[place - perimeters_];
    }
    /// What became of a reference elsewhere; nothing for perimeters, or without `settled`.
    std::optional<bool> known(const std::vector<bool>* settled, std::size_t place) const {
        if (settled == nullptr || place < perimeters_) return std::nullopt;
        return (*settled)[place - perimeters_];
    }
    Withheld from(const std::vector<bool>& all, std::size_t first) const {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
        const auto middle = begin + static_cast<std::ptrdiff_t>(perimeters_);
        return {{begin, middle}, {middle, middle + static_cast<std::ptrdiff_t>(references_)}};
    }

  private:
    const Places& places_;
    std::size_t perimeters_;
    std::size_t references_;
};

}  // namespace

bool is_secret(const Maybe<double>& count, double minimum) {
    return !count || *count < minimum;
}

Withheld withheld_places(const SecrecyRule& rule, const Behind& behind, const Places& places,
                         const std::vector<bool>* settled) {
    const PlaceList list(places);
    std::vector<PublishedSum> sums(list.size());
    std::vector<bool> withheld(list.size());
    for (std::size_t place = 0; place < list.size(); ++place) {
        const Maybe<double>& units = list.count(behind.units, place);
        const std::optional<bool> known = list.known(settled, place);
        sums[place] = {list.pieces(place), units.value_or(0), list.loss(place), known.has_value()};
        withheld[place] = known.value_or(is_secret(units, behind.minimum));
    }
    if (rule.complementary)
        withheld = withheld_with_complements(sums, std::move(withheld), behind.minimum);
    return list.from(withheld, 0);
}

std::vector<Withheld> withheld_classes(const SecrecyRule& rule,
                                       std::span<const PlaceCounts> classes,
                                       const PlaceCounts* total, const Withheld& before,
                                       const Places& places,
                                       std::span<const std::vector<bool>> settled) {
    const PlaceList list(places);
    std::vector<PublishedSum> sums;
    std::vector<bool> withheld;
    const auto piece_of = [&](std::size_t which, std::uint32_t piece) {
        return static_cast<std::uint32_t>(which * places.pieces.count + piece);
    };
    for (std::size_t which = 0; which < classes.size(); ++which)
        for (std::size_t place = 0; place < list.size(); ++place) {
            const Maybe<double>& count = list.count(classes[which], place);
            const std::optional<bool> known =
                list.known(settled.empty() ? nullptr : &settled[which], place);
            PublishedSum sum{{}, count.value_or(0), list.loss(place), known.has_value()};
            for (const std::uint32_t piece : list.pieces(place))
                sum.pieces.push_back(piece_of(which, piece));
            const bool small = count && *count > 0 && *count < rule.least_counted;
            withheld.push_back(known.value_or(!count || small || list.is_in(before, place)));
            sums.push_back(std::move(sum));
        }
    if (total != nullptr)
        for (std::size_t place = 0; place < list.size(); ++place) {
            const Maybe<double>& count = list.count(*total, place);
            PublishedSum sum{{}, count.value_or(0), 0, true};
            for (std::size_t which = 0; which < classes.size(); ++which)
                for (const std::uint32_t piece : list.pieces(place))
                    sum.pieces.push_back(piece_of(which, piece));
            withheld.push_back(!count);
            sums.push_back(std::move(sum));
        }
    if (rule.complementary)
        withheld = withheld_with_complements(sums, std::move(withheld), rule.least_counted);
    std::vector<Withheld> result;
    for (std::size_t which = 0; which < classes.size(); ++which)
        result.push_back(list.from(withheld, which * list.size()));
    return result;
}

}  // namespace lisiere::census
