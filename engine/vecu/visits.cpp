// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/visits.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/vecu/walks.hpp"

namespace lisiere::vecu {

namespace {

using access::CategoryIdx;
using access::FacilityIdx;
using census::CellIdx;

constexpr std::size_t block = 64;  // facilities whose pairs are held at once

/// f(t) of the cells that can get to one facility, ascending by cell.
struct Pull {
    CellIdx cell;
    double value = 0;
    bool ridden = false;  ///< transit is faster than the walk
};

/// By the faster of walk and ride for each cell.
std::vector<Pull> pulls_by(std::span<const TimedCell> walks, std::span<const access::Ride> rides,
                           double half, double limit) {
    std::vector<Pull> pulls;
    pulls.reserve(walks.size());
    const auto add = [&](CellIdx cell, double minutes, bool ridden) {
        pulls.push_back({cell, std::exp2(-minutes / half), ridden});
    };
    auto walk = walks.begin();
    for (const access::Ride& ride : rides) {
        const double minutes = Minutes(ride.time).count();
        if (minutes > limit) continue;
        for (; walk != walks.end() && walk->cell < ride.cell; ++walk)
            add(walk->cell, walk->minutes, false);
        const bool walked = walk != walks.end() && walk->cell == ride.cell;
        if (walked && walk->minutes <= minutes)
            add(ride.cell, walk->minutes, false);
        else
            add(ride.cell, minutes, true);
        if (walked) ++walk;
    }
    for (; walk != walks.end(); ++walk) add(walk->cell, walk->minutes, false);
    return pulls;
}

/// S_j: relative to the median known capacity of the category.
void set_attractions(const ChoiceInputs& inputs, Visits& out) {
    std::vector<std::vector<double>> known(inputs.categories.size());
    const auto usable = [](const access::Facility& facility) {
        return facility.capacity_known && std::isfinite(facility.capacity) && facility.capacity > 0;
    };
    for (const access::Facility& facility : inputs.facilities) {
        if (usable(facility)) known[facility.category.value()].push_back(facility.capacity);
        if (facility.capacity_known && !usable(facility))
            out.notices.add(Severity::avertissement, "capacite_refusee", facility.source,
                            "capacité nulle, négative ou illisible : prise pour inconnue",
                            facility.id);
    }
    for (std::vector<double>& values : known) std::sort(values.begin(), values.end());
    out.attraction.resize(inputs.facilities.size());
    for (const FacilityIdx f : indices<FacilityIdx>(inputs.facilities.size())) {
        const access::Facility& facility = inputs.facilities[f];
        const std::vector<double>& values = known[facility.category.value()];
        out.attraction[f] = usable(facility) ? facility.capacity / values[values.size() / 2] : 1;
    }
}

/// One category under way.
class Choice {
  public:
    Choice(const ChoiceInputs& inputs, const ChoiceSettings& settings, Threads threads)
        : inputs_(inputs),
          settings_(settings),
          threads_(threads),
          cells_(inputs.streets, inputs.cells),
          searches_(threads.count),
          priority_(inputs.population.cells.size(), 0),
          groups_of_cell_(inputs.population.cells.size()) {
        for (std::size_t g = 0; g < inputs.groups.size(); ++g)
            for (const access::CellWeight& cell : inputs.groups[g].cells) {
                groups_of_cell_[cell.cell.value()].push_back(
                    {static_cast<std::uint32_t>(g), cell.people});
                if (inputs.priority[g]) priority_[cell.cell.value()] += cell.people;
            }
        for (const CellIdx c : indices<CellIdx>(priority_.size()))
            priority_[c.value()] =
                std::min(priority_[c.value()], inputs.population.cells[c].people);
    }

    void run(CategoryIdx category, const std::vector<FacilityIdx>& facilities, Visits& out) {
        std::vector<double>& appeal = out.appeal[category.value()];
        appeal.assign(inputs_.population.cells.size(), 0);
        each_block(category, facilities, [&](FacilityIdx f, const std::vector<Pull>& pulls) {
            for (const Pull& pull : pulls)
                appeal[pull.cell.value()] += out.attraction[f] * pull.value;
        });
        for (const CellIdx c : indices<CellIdx>(appeal.size()))
            if (appeal[c.value()] <= 0)
                out.people_without[category] += inputs_.population.cells[c].people;
        const double rate = *inputs_.categories[category].visits_per_week;
        std::vector<GroupVisits> by_group(inputs_.groups.size());
        each_block(category, facilities, [&](FacilityIdx f, const std::vector<Pull>& pulls) {
            double all = 0;
            double priority = 0;
            std::fill(by_group.begin(), by_group.end(), GroupVisits{f});
            for (const Pull& pull : pulls) {
                const std::size_t c = pull.cell.value();
                if (appeal[c] <= 0) continue;
                const double each = rate * out.attraction[f] * pull.value / appeal[c];
                all += inputs_.population.cells[pull.cell].people * each;
                priority += priority_[c] * each;
                for (const auto& [group, people] : groups_of_cell_[c]) {
                    by_group[group].per_week += people * each;
                    if (pull.ridden) by_group[group].ridden += people * each;
                }
            }
            FacilityVisits& visits = out.facilities[f];
            visits.per_week = all;
            visits.from_priority = priority;
            visits.priority_share = Absence::sans_objet;
            if (all > 0) {
                visits.priority_share = std::min(1.0, priority / all);
                visits.majoritaire = priority / all > settings_.majority;
            }
            for (std::size_t g = 0; g < by_group.size(); ++g)
                if (by_group[g].per_week > 0) out.by_group[g].push_back(by_group[g]);
        });
    }

  private:
    /// Calls `use(facility, pulls)` in the order of the facilities; pulls are found in parallel, a
    /// block at a time.
    template <class Use>
    void each_block(CategoryIdx category, const std::vector<FacilityIdx>& facilities, Use use) {
        const double half = half_minutes(inputs_.categories[category], settings_);
        const double limit = limit_minutes(inputs_.categories[category], settings_);
        std::vector<std::vector<Pull>> pulls(block);
        for (std::size_t first = 0; first < facilities.size(); first += block) {
            const std::size_t count = std::min(block, facilities.size() - first);
            for_each_chunk(
                count, 1, threads_, [&](std::size_t begin, std::size_t end, unsigned worker) {
                    if (!searches_[worker]) searches_[worker] = std::make_unique<WalksTo>(cells_);
                    for (std::size_t i = begin; i < end; ++i)
                        pulls[i] = pulls_of(facilities[first + i], half, limit, *searches_[worker]);
                });
            for (std::size_t i = 0; i < count; ++i) use(facilities[first + i], pulls[i]);
        }
    }
    std::vector<Pull> pulls_of(FacilityIdx f, double half, double limit, WalksTo& search) const {
        std::span<const access::Ride> rides;
        if (!inputs_.rides.empty()) rides = inputs_.rides[f.value()];
        return pulls_by(search.run(*inputs_.facility_snaps[f.value()], limit), rides, half, limit);
    }

    const ChoiceInputs& inputs_;
    const ChoiceSettings& settings_;
    Threads threads_;
    CellsByNode cells_;
    std::vector<std::unique_ptr<WalksTo>> searches_;
    std::vector<double> priority_;  // residents of priority groups, by cell
    std::vector<std::vector<std::pair<std::uint32_t, double>>> groups_of_cell_;
};

}  // namespace

double half_minutes(const access::Category& category, const ChoiceSettings& settings) {
    LISIERE_EXPECTS(category.decay_minutes > 0 && settings.decay_factor > 0);
    return category.decay_minutes * settings.decay_factor;
}

double limit_minutes(const access::Category& category, const ChoiceSettings& settings) {
    return std::min(settings.limit_halves * half_minutes(category, settings),
                    settings.longest.count());
}

Visits expected_visits(const ChoiceInputs& inputs, const ChoiceSettings& settings, Threads threads,
                       const Progress& progress) {
    LISIERE_EXPECTS(inputs.facility_snaps.size() == inputs.facilities.size());
    LISIERE_EXPECTS(inputs.priority.size() == inputs.groups.size());
    LISIERE_EXPECTS(inputs.rides.empty() || inputs.rides.size() == inputs.facilities.size());
    LISIERE_EXPECTS(inputs.cells.snaps.size() == inputs.population.cells.size());
    Visits out;
    out.facilities.resize(inputs.facilities.size());
    out.by_group.resize(inputs.groups.size());
    out.people_without.resize(inputs.categories.size());
    out.appeal.resize(inputs.categories.size());
    set_attractions(inputs, out);

    std::vector<std::vector<FacilityIdx>> by_category(inputs.categories.size());
    for (const FacilityIdx f : indices<FacilityIdx>(inputs.facilities.size())) {
        const access::Category& category = inputs.categories[inputs.facilities[f].category];
        FacilityVisits& visits = out.facilities[f];
        if (!category.lived || !category.visits_per_week) {
            visits = {Absence::non_disponible, Absence::non_disponible, Absence::non_disponible,
                      false};
            out.attraction[f] = 0;
        } else if (!inputs.facility_snaps[f.value()]) {
            visits = {Absence::non_rattache, Absence::non_rattache, Absence::non_rattache, false};
            out.attraction[f] = 0;
        } else {
            by_category[inputs.facilities[f].category.value()].push_back(f);
        }
    }
    Choice choice(inputs, settings, threads);
    for (const CategoryIdx category : indices<CategoryIdx>(inputs.categories.size())) {
        if (inputs.categories[category].lived && inputs.categories[category].visits_per_week)
            choice.run(category, by_category[category.value()], out);
        report(progress, "quartier vécu: visites",
               static_cast<double>(category.value() + 1) /
                   static_cast<double>(inputs.categories.size()));
    }
    for (std::vector<GroupVisits>& visits : out.by_group)
        std::sort(visits.begin(), visits.end(), [](const GroupVisits& a, const GroupVisits& b) {
            return a.facility < b.facility;
        });
    return out;
}

}  // namespace lisiere::vecu
