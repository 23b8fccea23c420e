// SPDX-License-Identifier: Apache-2.0
#include "engine/vecu/visits.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "engine/access/counted_supply.hpp"
#include "engine/vecu/trips.hpp"

namespace lisiere::vecu {

namespace {

using access::Category;
using access::CategoryIdx;
using access::FacilityIdx;
using census::CellIdx;

constexpr std::size_t block = 64;  // facilities whose pulls are held at once

IndexedVector<FacilityIdx, double> attractions(const ChoiceInputs& inputs, Notices& notices) {
    IndexedVector<FacilityIdx, double> attraction;
    std::vector<bool> without_reference(inputs.categories.size(), false);
    for (const access::Facility& facility : inputs.facilities) {
        const Category& category = inputs.categories[facility.category];
        const bool usable = access::has_capacity(facility);
        if (facility.capacity_known && !usable)
            notices.add(Severity::avertissement, "capacite_refusee", facility.source, facility.id);
        if (usable && !category.typical_capacity && category.visits_per_week)
            without_reference[facility.category.value()] = true;
        attraction.push_back(usable && category.typical_capacity
                                 ? facility.capacity / *category.typical_capacity
                                 : facility.number);
    }
    for (const CategoryIdx category : indices<CategoryIdx>(without_reference.size()))
        if (without_reference[category.value()])
            notices.add(Severity::info, "capacite_sans_reference", "frequentation.csv",
                        inputs.categories[category].id);
    return attraction;
}

/// What everyone has to go by, and who counts where.
class People {
  public:
    explicit People(const ChoiceInputs& inputs)
        : inputs_(inputs),
          priority_(inputs.population.cells.size(), 0),
          groups_of_cell_(inputs.population.cells.size()) {
        for (std::size_t g = 0; g < inputs.groups.size(); ++g)
            for (const access::CellWeight& cell : inputs.groups[g].cells)
                groups_of_cell_[cell.cell.value()].push_back(
                    {static_cast<std::uint32_t>(g), cell.people});
        for (const access::CellWeight& cell : inputs.priority.cells)
            priority_[cell.cell.value()] = cell.people;
    }

    double of(CellIdx cell) const { return inputs_.population.cells[cell].people; }
    double priority(CellIdx cell) const { return priority_[cell.value()]; }
    const std::vector<std::pair<std::uint32_t, double>>& groups(CellIdx cell) const {
        return groups_of_cell_[cell.value()];
    }
    /// The means that matter for a category.
    std::vector<Means> means(const Category& category) const {
        std::vector<Means> all{Means::on_foot};
        if (cycled(category)) all.push_back(Means::cycle);
        if (driven(category)) all.push_back(Means::drive);
        return all;
    }
    /// Share of the residents of a cell who have that means; 1 in all over `means`.
    double share(CellIdx cell, Means means, const Category& category, double cyclists) const {
        const Maybe<double> known =
            driven(category) ? inputs_.motorised[cell.value()] : Maybe<double>(0.0);
        const double motorised = known ? *known : 0;
        if (means == Means::drive) return motorised;
        const double cycling = cycled(category) ? cyclists : 0;
        return (1 - motorised) * (means == Means::cycle ? cycling : 1 - cycling);
    }

  private:
    bool cycled(const Category& category) const {
        return category.by_bicycle && inputs_.cycling != nullptr;
    }
    bool driven(const Category& category) const {
        return category.by_car && inputs_.driving != nullptr && !inputs_.motorised.empty();
    }

    const ChoiceInputs& inputs_;
    std::vector<double> priority_;
    std::vector<std::vector<std::pair<std::uint32_t, double>>> groups_of_cell_;
};

/// Categories one by one.
class Choice {
  public:
    Choice(const ChoiceInputs& inputs, const ChoiceSettings& settings, Threads threads)
        : inputs_(inputs),
          settings_(settings),
          threads_(threads),
          people_(inputs),
          walked_(inputs.streets, inputs.cells),
          searches_(threads.count) {
        if (inputs.cycling != nullptr)
            cycled_ = std::make_unique<CellsByNode>(inputs.cycling->graph, inputs.cycling->cells);
        if (inputs.driving != nullptr)
            driven_ = std::make_unique<CellsByNode>(inputs.driving->graph, inputs.driving->cells);
    }

    void run(CategoryIdx category, const std::vector<FacilityIdx>& facilities,
             std::vector<Visits>& out) {
        std::vector<Trips> trips(facilities.size());
        for_each_chunk(trips.size(), 1, threads_,
                       [&](std::size_t begin, std::size_t end, unsigned worker) {
                           if (!searches_[worker])
                               searches_[worker] = std::make_unique<TripSearch>(
                                   inputs_, settings_, walked_, cycled_.get(), driven_.get());
                           for (std::size_t i = begin; i < end; ++i)
                               trips[i] = searches_[worker]->to(facilities[i]);
                       });
        for (std::size_t r = 0; r < out.size(); ++r)
            choose({category, facilities, trips, settings_.decay_factors[r], r == 0}, out[r]);
    }

  private:
    struct Market {
        CategoryIdx category;
        const std::vector<FacilityIdx>& facilities;
        const std::vector<Trips>& trips;
        double factor = 1;
        bool model = false;  ///< not one of the runs that vary it
    };
    using ByMeans = std::array<std::vector<Pull>, means_count>;

    void choose(const Market& market, Visits& out) {
        const Category& category = inputs_.categories[market.category];
        const std::vector<Means> means = people_.means(category);
        std::array<std::vector<double>, means_count> appeal;
        for (const Means one : means) appeal[at(one)].assign(inputs_.population.cells.size(), 0);
        each_block(market, means, [&](FacilityIdx f, const ByMeans& pulls) {
            for (const Means one : means)
                for (const Pull& pull : pulls[at(one)])
                    appeal[at(one)][pull.cell.value()] += out.attraction[f] * pull.value;
        });
        std::vector<double>& served = out.served[market.category.value()];
        served.assign(inputs_.population.cells.size(), 0);
        for (const CellIdx c : indices<CellIdx>(served.size())) {
            for (const Means one : means)
                if (appeal[at(one)][c.value()] > 0)
                    served[c.value()] += people_.share(c, one, category, settings_.cyclists);
            served[c.value()] = std::min(1.0, served[c.value()]);
            out.people_without[market.category] += people_.of(c) * (1 - served[c.value()]);
        }
        each_block(market, means, [&](FacilityIdx f, const ByMeans& pulls) {
            count(market, f, means, pulls, appeal, out);
        });
    }

    void count(const Market& market, FacilityIdx f, const std::vector<Means>& means,
               const ByMeans& pulls, const std::array<std::vector<double>, means_count>& appeal,
               Visits& out) {
        const Category& category = inputs_.categories[market.category];
        double all = 0;
        double priority = 0;
        std::vector<GroupVisits> by_group(inputs_.groups.size(), GroupVisits{f});
        std::vector<WalkedVisits> walked;
        for (const Means one : means)
            for (const Pull& pull : pulls[at(one)]) {
                const double choices = appeal[at(one)][pull.cell.value()];
                if (choices <= 0) continue;
                const double each = *category.visits_per_week *
                                    people_.share(pull.cell, one, category, settings_.cyclists) *
                                    out.attraction[f] * pull.value / choices;
                if (each <= 0) continue;
                all += people_.of(pull.cell) * each;
                priority += people_.priority(pull.cell) * each;
                const auto& groups = people_.groups(pull.cell);
                for (const auto& [group, people] : groups)
                    add(by_group[group], pull.way, people * each);
                if (market.model && pull.way == Way::walk && !groups.empty())
                    walked.push_back({pull.cell, each});
            }
        FacilityVisits& visits = out.facilities[f];
        visits.per_week = all;
        visits.from_priority = priority;
        visits.priority_share = all > 0 ? Maybe<double>(std::min(1.0, priority / all))
                                        : Maybe<double>(Absence::sans_objet);
        for (std::size_t g = 0; g < by_group.size(); ++g)
            if (by_group[g].per_week > 0) out.by_group[g].push_back(by_group[g]);
        if (market.model) out.walked[f] = by_cell(std::move(walked));
    }

    static std::size_t at(Means means) { return static_cast<std::size_t>(means); }

    static void add(GroupVisits& visits, Way way, double more) {
        visits.per_week += more;
        switch (way) {
            case Way::ride:
                visits.ridden += more;
                break;
            case Way::cycle:
                visits.cycled += more;
                break;
            case Way::drive:
                visits.driven += more;
                break;
            case Way::walk:
                break;
        }
    }

    /// Those who walk with whatever means, together.
    static std::vector<WalkedVisits> by_cell(std::vector<WalkedVisits> walked) {
        std::stable_sort(
            walked.begin(), walked.end(),
            [](const WalkedVisits& a, const WalkedVisits& b) { return a.cell < b.cell; });
        std::vector<WalkedVisits> all;
        for (const WalkedVisits& one : walked) {
            if (all.empty() || all.back().cell != one.cell)
                all.push_back(one);
            else
                all.back().per_resident += one.per_resident;
        }
        return all;
    }

    /// Calls `use(facility, pulls)` in the order of the facilities; pulls are found in parallel, a
    /// block at a time.
    template <class Use>
    void each_block(const Market& market, const std::vector<Means>& means, Use use) {
        const Category& category = inputs_.categories[market.category];
        std::vector<ByMeans> pulls(block);
        for (std::size_t first = 0; first < market.facilities.size(); first += block) {
            const std::size_t count = std::min(block, market.facilities.size() - first);
            for_each_chunk(count, 1, threads_, [&](std::size_t begin, std::size_t end, unsigned) {
                for (std::size_t i = begin; i < end; ++i)
                    for (const Means one : means)
                        pulls[i][at(one)] = pulls_of(market.trips[first + i], one, category,
                                                     settings_, market.factor);
            });
            for (std::size_t i = 0; i < count; ++i) use(market.facilities[first + i], pulls[i]);
        }
    }

    const ChoiceInputs& inputs_;
    const ChoiceSettings& settings_;
    Threads threads_;
    People people_;
    CellsByNode walked_;
    std::unique_ptr<CellsByNode> cycled_;
    std::unique_ptr<CellsByNode> driven_;
    std::vector<std::unique_ptr<TripSearch>> searches_;
};

/// A result with nothing counted yet.
Visits nothing(const ChoiceInputs& inputs, const IndexedVector<FacilityIdx, double>& attraction) {
    Visits out;
    out.facilities.resize(inputs.facilities.size());
    out.by_group.resize(inputs.groups.size());
    out.people_without.resize(inputs.categories.size());
    out.served.resize(inputs.categories.size());
    out.walked.resize(inputs.facilities.size());
    out.attraction = attraction;
    return out;
}

bool in_model(const Category& category) {
    return category.lived && category.visits_per_week;
}

}  // namespace

std::vector<Visits> expected_visits(const ChoiceInputs& inputs, const ChoiceSettings& settings,
                                    Threads threads, const Progress& progress) {
    LISIERE_EXPECTS(inputs.facility_snaps.size() == inputs.facilities.size());
    LISIERE_EXPECTS(inputs.rides.empty() || inputs.rides.size() == inputs.facilities.size());
    LISIERE_EXPECTS(inputs.cells.snaps.size() == inputs.population.cells.size());
    LISIERE_EXPECTS(inputs.motorised.empty() ||
                    inputs.motorised.size() == inputs.population.cells.size());
    LISIERE_EXPECTS(!settings.decay_factors.empty());
    Notices notices;
    IndexedVector<FacilityIdx, double> attraction = attractions(inputs, notices);
    std::vector<std::vector<FacilityIdx>> by_category(inputs.categories.size());
    IndexedVector<FacilityIdx, FacilityVisits> unknown(inputs.facilities.size());
    for (const FacilityIdx f : indices<FacilityIdx>(inputs.facilities.size())) {
        const CategoryIdx category = inputs.facilities[f].category;
        const bool asked = in_model(inputs.categories[category]);
        if (asked && inputs.facility_snaps[f.value()]) {
            by_category[category.value()].push_back(f);
            continue;
        }
        const Absence reason = asked ? Absence::non_rattache : Absence::non_disponible;
        unknown[f] = {reason, reason, reason};
        attraction[f] = 0;
    }
    std::vector<Visits> out(settings.decay_factors.size(), nothing(inputs, attraction));
    for (Visits& one : out) one.facilities = unknown;
    out.front().notices = std::move(notices);
    Choice choice(inputs, settings, threads);
    for (const CategoryIdx category : indices<CategoryIdx>(inputs.categories.size())) {
        if (in_model(inputs.categories[category]))
            choice.run(category, by_category[category.value()], out);
        report(progress, "quartier vécu: visites",
               static_cast<double>(category.value() + 1) /
                   static_cast<double>(inputs.categories.size()));
    }
    for (Visits& one : out)
        for (std::vector<GroupVisits>& visits : one.by_group)
            std::sort(visits.begin(), visits.end(), [](const GroupVisits& a, const GroupVisits& b) {
                return a.facility < b.facility;
            });
    return out;
}

}  // namespace lisiere::vecu
