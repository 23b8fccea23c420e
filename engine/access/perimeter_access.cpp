// SPDX-License-Identifier: Apache-2.0
#include "engine/access/perimeter_access.hpp"

#include <algorithm>
#include <iterator>

#include "engine/core/parallel.hpp"

namespace lisiere::access {
namespace {

Maybe<double> difference(const Maybe<double>& a, const Maybe<double>& b) {
    if (!a) return a.absence();
    if (!b) return b.absence();
    return *a - *b;
}

}  // namespace

GroupAccess group_access(const CellGroup& group, std::span<const Maybe<double>> minutes,
                         std::span<const double> thresholds_min) {
    LISIERE_EXPECTS(std::is_sorted(thresholds_min.begin(), thresholds_min.end()));
    GroupAccess access;
    access.median_min = weighted_quantile(group, minutes, 0.5);
    access.p90_min = weighted_quantile(group, minutes, 0.9);
    for (const double threshold : thresholds_min)
        access.share_within.push_back(share_within(group, minutes, threshold));
    access.known_share = known_share(group, minutes);
    return access;
}

AccessGap gap_between(const GroupAccess& group, const GroupAccess& reference) {
    LISIERE_EXPECTS(group.share_within.size() == reference.share_within.size());
    AccessGap gap;
    gap.median_min = difference(group.median_min, reference.median_min);
    gap.p90_min = difference(group.p90_min, reference.p90_min);
    for (std::size_t i = 0; i < group.share_within.size(); ++i)
        gap.share_within.push_back(difference(group.share_within[i], reference.share_within[i]));
    return gap;
}

const GroupAccess& AccessTable::at(std::size_t group, CategoryIdx category, TravelMode mode) const {
    const auto found = std::find(modes.begin(), modes.end(), mode);
    LISIERE_EXPECTS(found != modes.end());
    return rows[(group * categories + category.value()) * modes.size() +
                static_cast<std::size_t>(found - modes.begin())];
}

AccessTable access_table(std::span<const CellGroup> groups, const ServiceTimes& times,
                         std::span<const TravelMode> modes, std::span<const double> thresholds_min,
                         Threads threads) {
    AccessTable table;
    table.groups = groups.size();
    table.categories = times.size();
    table.modes.assign(modes.begin(), modes.end());
    table.rows.resize(table.groups * table.categories * modes.size());
    for_each_chunk(groups.size(), 1, threads, [&](std::size_t begin, std::size_t end, unsigned) {
        for (std::size_t g = begin; g < end; ++g)
            for (std::size_t c = 0; c < table.categories; ++c)
                for (std::size_t m = 0; m < modes.size(); ++m)
                    table.rows[(g * table.categories + c) * modes.size() + m] =
                        group_access(groups[g], times[c].by(modes[m]), thresholds_min);
    });
    return table;
}

std::vector<bool> basket_of(const IndexedVector<CategoryIdx, Category>& categories,
                            const ServiceTimes& times) {
    LISIERE_EXPECTS(times.size() == categories.size());
    const auto says_something = [](const Maybe<double>& time) {
        return time || is_out_of_reach(time.absence());
    };
    std::vector<bool> counted;
    for (const CategoryIdx category : indices<CategoryIdx>(categories.size())) {
        const TimesTo& to = times[category.value()];
        counted.push_back(
            categories[category].basket &&
            std::any_of(std::begin(every_mode), std::end(every_mode), [&](TravelMode mode) {
                const auto& minutes = to.by(mode);
                return std::any_of(minutes.begin(), minutes.end(), says_something);
            }));
    }
    return counted;
}

std::vector<Maybe<double>> basket_share(const std::vector<bool>& counted, const ServiceTimes& times,
                                        TravelMode mode, double minutes) {
    LISIERE_EXPECTS(times.size() == counted.size());
    const std::size_t cells = times.empty() ? 0 : times.front().by(mode).size();
    const auto all = std::count(counted.begin(), counted.end(), true);
    std::vector<Maybe<double>> shares(cells);
    for (std::size_t c = 0; c < cells; ++c) {
        std::size_t known = 0;
        std::size_t reached = 0;
        Absence reason = Absence::non_disponible;
        for (std::size_t category = 0; category < counted.size(); ++category) {
            if (!counted[category]) continue;
            const Maybe<double>& time = times[category].by(mode)[c];
            if (time || is_out_of_reach(time.absence())) {
                ++known;
                if (time && *time <= minutes) ++reached;
            } else if (time.absence() == Absence::non_rattache) {
                reason = Absence::non_rattache;
            }
        }
        if (known == 0)
            shares[c] = reason;
        else
            shares[c] = static_cast<double>(reached) / static_cast<double>(all);
    }
    return shares;
}

}  // namespace lisiere::access
