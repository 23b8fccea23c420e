// SPDX-License-Identifier: Apache-2.0
#include "engine/access/cell_group.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace lisiere::access {
namespace {

using Reasons = std::array<double, 7>;  ///< people by Absence

/// The reason most people have; `first` among equals.
Absence most_common(const Reasons& people, Absence first) {
    Absence best = first;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (people[i] > people[static_cast<std::size_t>(best)]) best = static_cast<Absence>(i);
    return best;
}

/// A group's people sorted by what is known of them.
struct Tally {
    std::vector<std::pair<double, double>> known;  ///< value, people
    double in_reach = 0;
    double out_of_reach = 0;
    Reasons far{};
    Reasons unknown{};

    Tally(const CellGroup& group, std::span<const Maybe<double>> values)
        : Tally(group, [values](census::CellIdx cell) -> const Maybe<double>& {
              LISIERE_EXPECTS(cell.value() < values.size());
              return values[cell.value()];
          }) {}
    template <class ValueOf>
    requires std::is_invocable_v<ValueOf, census::CellIdx> Tally(const CellGroup& group,
                                                                 const ValueOf& value_of) {
        known.reserve(group.cells.size());
        for (const CellWeight& w : group.cells) {
            const Maybe<double>& value = value_of(w.cell);
            if (value) {
                known.emplace_back(*value, w.people);
                in_reach += w.people;
            } else if (is_out_of_reach(value.absence())) {
                far[static_cast<std::size_t>(value.absence())] += w.people;
                out_of_reach += w.people;
            } else {
                unknown[static_cast<std::size_t>(value.absence())] += w.people;
            }
        }
    }
    double counted() const { return in_reach + out_of_reach; }
    Absence nobody_known(const CellGroup& group) const {
        return group.cells.empty() ? Absence::sans_objet
                                   : most_common(unknown, Absence::non_disponible);
    }
    Absence too_far() const { return most_common(far, Absence::au_dela); }
    Maybe<double> mean(const CellGroup& group) const {
        if (counted() <= 0) return nobody_known(group);
        if (in_reach <= 0) return too_far();
        double sum = 0;
        for (const auto& [value, people] : known) sum += value * people;
        return sum / in_reach;
    }
};

}  // namespace

double CellGroup::people() const {
    double sum = 0;
    for (const CellWeight& w : cells) sum += w.people;
    return sum;
}

std::vector<CellGroup> groups_by_overlap(const census::Population& population,
                                         const census::OverlapMatrix& overlap,
                                         std::span<const std::string> ids) {
    LISIERE_EXPECTS(overlap.sources == population.cells.size());
    LISIERE_EXPECTS(overlap.targets() == ids.size());
    std::vector<CellGroup> groups(ids.size());
    for (std::size_t t = 0; t < ids.size(); ++t) {
        groups[t].id = ids[t];
        for (const census::OverlapMatrix::Entry& entry : overlap.row(t)) {
            const census::CellIdx cell{entry.source};
            const double people = population.cells[cell].people * entry.share;
            if (people > 0) groups[t].cells.push_back({cell, people});
        }
    }
    return groups;
}

CellGroup group_of_communes(const census::Population& population,
                            std::span<const std::string> communes, std::string id) {
    CellGroup group{std::move(id), {}};
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size())) {
        const census::Cell& cell = population.cells[c];
        if (!cell.commune.empty() &&
            std::find(communes.begin(), communes.end(), cell.commune) != communes.end() &&
            cell.people > 0)
            group.cells.push_back({c, cell.people});
    }
    return group;
}

CellGroup whole_population(const census::Population& population, std::string id) {
    CellGroup group{std::move(id), {}};
    for (const census::CellIdx c : indices<census::CellIdx>(population.cells.size()))
        if (population.cells[c].people > 0) group.cells.push_back({c, population.cells[c].people});
    return group;
}

bool is_out_of_reach(Absence absence) {
    return absence == Absence::au_dela || absence == Absence::non_desservi;
}

Maybe<double> weighted_quantile(const CellGroup& group, std::span<const Maybe<double>> values,
                                double q) {
    LISIERE_EXPECTS(q > 0 && q <= 1);
    Tally tally(group, values);
    if (tally.counted() <= 0) return tally.nobody_known(group);
    std::stable_sort(tally.known.begin(), tally.known.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    // A sum of people that should fall exactly on the rank must not miss it by rounding.
    const double rank = q * tally.counted() * (1 - 1e-12);
    double sum = 0;
    for (const auto& [value, people] : tally.known) {
        sum += people;
        if (sum >= rank) return value;
    }
    return tally.too_far();
}

Maybe<double> share_within(const CellGroup& group, std::span<const Maybe<double>> values,
                           double limit) {
    const Tally tally(group, values);
    if (tally.counted() <= 0) return tally.nobody_known(group);
    double within = 0;
    for (const auto& [value, people] : tally.known)
        if (value <= limit) within += people;
    return std::min(1.0, within / tally.counted());
}

Maybe<double> weighted_mean(const CellGroup& group, std::span<const Maybe<double>> values) {
    return Tally(group, values).mean(group);
}

Maybe<double> weighted_mean(const CellGroup& group,
                            const std::function<const Maybe<double>&(census::CellIdx)>& value_of) {
    return Tally(group, value_of).mean(group);
}

Maybe<double> known_share(const CellGroup& group, std::span<const Maybe<double>> values) {
    const double people = group.people();
    if (people <= 0) return Absence::sans_objet;
    return std::min(1.0, Tally(group, values).counted() / people);
}

}  // namespace lisiere::access
