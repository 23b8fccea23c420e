// SPDX-License-Identifier: Apache-2.0
#include "engine/layers/gains.hpp"

#include <algorithm>

#include "engine/atlas/atlas.hpp"

namespace lisiere {
namespace {

/// Sums of milliseconds told in minutes: a gain of one minute is not missed by a rounding.
constexpr double slack = 1e-6;

double limit_of(const access::AccessSettings& settings, access::TravelMode mode) {
    switch (mode) {
        case access::TravelMode::velo:
            return settings.cycling_limit.count();
        case access::TravelMode::voiture:
            return settings.driving_limit.count();
        case access::TravelMode::transports:
            return std::chrono::duration_cast<Minutes>(settings.limits.max_time).count();
        case access::TravelMode::marche:
            break;
    }
    return settings.walk_limit.count();
}

bool empty(const std::vector<Maybe<double>>& values) {
    return std::none_of(values.begin(), values.end(), [](const Maybe<double>& value) {
        return value || access::is_out_of_reach(value.absence());
    });
}

}  // namespace

std::vector<ComparedTimes> compared_times(const Comparison& comparison) {
    const Atlas& before = comparison.before;
    const Atlas& after = comparison.after;
    std::vector<ComparedTimes> all;
    const auto add = [&](const std::string& place, const std::string& label,
                         const access::TimesTo& was, const access::TimesTo& is, bool counts) {
        for (const access::TravelMode mode : before.modes)
            if (after.has(mode) && !(empty(was.by(mode)) && empty(is.by(mode))))
                all.push_back({place, label, mode, &was.by(mode), &is.by(mode), counts,
                               limit_of(before.settings.access, mode)});
    };
    for (const access::CategoryIdx category :
         indices<access::CategoryIdx>(before.inputs.categories.size())) {
        const access::Category& service = before.inputs.categories[category];
        if (before.settings.access.asks_for(service.id))
            add(service.id, service.label, before.times[category.value()],
                after.times[category.value()], service.basket);
    }
    add("mairie_commune", before.own_mairie.label, before.own_mairie.minutes,
        after.own_mairie.minutes, true);
    for (std::size_t place = 0; place < before.destinations.size(); ++place)
        add("dest_" + before.destinations[place].id, before.destinations[place].label,
            before.destinations[place].minutes, after.destinations[place].minutes, true);
    return all;
}

Maybe<double> gain(const Maybe<double>& before, const Maybe<double>& after) {
    if (!after) return after.absence();
    if (!before) return before.absence();
    return *before - *after;
}

bool opened(const Maybe<double>& before, const Maybe<double>& after) {
    return after && !before && access::is_out_of_reach(before.absence());
}

bool gains(const Maybe<double>& before, const Maybe<double>& after, double limit, double minutes) {
    if (!after) return false;
    if (before) return *before - *after >= minutes - slack;
    if (before.absence() == Absence::non_desservi) return true;
    return before.absence() == Absence::au_dela && limit - *after >= minutes - slack;
}

std::vector<CellGain> cell_gains(const std::vector<ComparedTimes>& times, access::TravelMode mode,
                                 std::size_t cells) {
    std::vector<CellGain> result(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        CellGain& own = result[cell];
        double sum = 0;
        int known = 0;
        for (const ComparedTimes& to : times) {
            if (to.mode != mode || !to.counts) continue;
            const Maybe<double>& before = (*to.before)[cell];
            const Maybe<double>& after = (*to.after)[cell];
            own.opened += opened(before, after) ? 1 : 0;
            own.closed += opened(after, before) ? 1 : 0;
            const Maybe<double> difference = gain(before, after);
            if (!difference) continue;
            own.largest = own.largest ? std::max(*own.largest, *difference) : *difference;
            sum += *difference;
            ++known;
        }
        if (known > 0) own.mean = sum / known;
    }
    return result;
}

double people_gaining(const access::CellGroup& group, const ComparedTimes& times, double minutes) {
    double people = 0;
    for (const access::CellWeight& cell : group.cells)
        if (gains((*times.before)[cell.cell.value()], (*times.after)[cell.cell.value()],
                  times.limit, minutes))
            people += cell.people;
    return people;
}

double people_gaining(const access::CellGroup& group, const std::vector<ComparedTimes>& times,
                      access::TravelMode mode, double minutes) {
    double people = 0;
    for (const access::CellWeight& cell : group.cells)
        for (const ComparedTimes& to : times) {
            const std::size_t at = cell.cell.value();
            if (to.mode != mode || !to.counts ||
                !gains((*to.before)[at], (*to.after)[at], to.limit, minutes))
                continue;
            people += cell.people;
            break;
        }
    return people;
}

double people_losing(const access::CellGroup& group, const ComparedTimes& times, double minutes) {
    ComparedTimes back = times;
    std::swap(back.before, back.after);
    return people_gaining(group, back, minutes);
}

}  // namespace lisiere
