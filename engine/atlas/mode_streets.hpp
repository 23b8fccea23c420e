// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/access/street_times.hpp"
#include "engine/access/transit_network.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/step.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere {

/// What people are tied to the streets of a mode with.
struct ModeStreetsInputs {
    access::TravelMode mode = access::TravelMode::marche;  ///< any but `transports`
    Digested<street::StreetGraph> streets;
    /// Those of the base of a scenario, where they are others: whoever is tied to streets is tied
    /// where they were, by every mode, so that ways only added, or only closed, move everybody one
    /// way.
    Digested<street::StreetGraph> before;
    street::SnapOptions snap;
    Minutes parking{0};  ///< part of every trip
    Digested<census::Population> population;
    Aside<Threads> threads;
};

/// Where cells meet the streets of a mode, made when first asked for: a step that an earlier run
/// kept needs none of it. What its inputs point to must outlive it.
class ModeStreets {
  public:
    explicit ModeStreets(ModeStreetsInputs inputs) : inputs_(std::move(inputs)) {}
    ModeStreets(const ModeStreets&) = delete;
    ModeStreets& operator=(const ModeStreets&) = delete;

    const ModeStreetsInputs& inputs() const { return inputs_; }
    access::TravelMode mode() const { return inputs_.mode; }
    const street::StreetGraph& graph() const { return *inputs_.streets; }
    const census::Population& population() const { return *inputs_.population; }
    Threads threads() const { return inputs_.threads.value; }
    /// In which notices about these streets are told apart; empty for those walked.
    std::string_view name() const;
    const street::Snapper& snapper();
    const access::CellTies& cells();
    /// What tying the cells found out.
    const Notices& notices();
    /// `limit`: longest trip that is looked for, door to door.
    access::StreetMode within(Minutes limit);

  private:
    ModeStreetsInputs inputs_;
    std::optional<street::Snapper> before_;  ///< of the base's streets; `snapper_` looks at it
    std::optional<street::Snapper> snapper_;
    std::optional<access::CellTies> cells_;
    Notices notices_;
};

using Sites = IndexedVector<access::CategoryIdx, access::CategorySites>;

/// What services are tied to the streets of a mode with.
struct ModeSitesInputs {
    Made<ModeStreets> on;
    std::vector<std::string> asked;  ///< by category: its id, empty when it is not asked
    View<IndexedVector<access::FacilityIdx, access::Facility>> facilities;
};

/// Where services meet the streets of a mode, made when first asked for.
class ModeSites {
  public:
    explicit ModeSites(ModeSitesInputs inputs) : inputs_(std::move(inputs)) {}
    ModeSites(const ModeSites&) = delete;
    ModeSites& operator=(const ModeSites&) = delete;

    const ModeSitesInputs& inputs() const { return inputs_; }
    ModeStreets& on() { return *inputs_.on; }
    /// By category; those of services that were not asked are empty.
    const Sites& sites();
    /// What tying the services found out.
    const Notices& notices_of_sites();

  private:
    ModeSitesInputs inputs_;
    std::optional<Sites> sites_;
    Notices notices_;
};

/// What a day's rides are looked for with, the walks to stops and between them included.
struct RunNetworkInputs {
    Digested<transit::Timetable> timetable;
    transit::Day day;
    Made<ModeStreets> walked;
    Minutes stop_walk_limit{0};
    Minutes transfer_walk_limit{0};
    transit::DepartureWindow window;
    transit::TransitLimits limits;
};

/// The transit network of a run, made when first asked for. What `inputs` points to, and
/// `progress`, must outlive it.
class RunNetwork {
  public:
    RunNetwork(RunNetworkInputs inputs, const Progress& progress)
        : inputs_(std::move(inputs)), progress_(&progress) {}
    RunNetwork(const RunNetwork&) = delete;
    RunNetwork& operator=(const RunNetwork&) = delete;

    const RunNetworkInputs& inputs() const { return inputs_; }
    ModeStreets& walked() { return *inputs_.walked; }
    /// What searches on the network are asked with: the limits that the inputs hold, walks of
    /// `walk_limit`, and no other setting.
    access::AccessSettings settings(Minutes walk_limit = Minutes{0}) const;
    const access::TransitNetwork& network();

  private:
    RunNetworkInputs inputs_;
    const Progress* progress_;
    std::optional<transit::DayTimetable> day_;
    std::optional<access::TransitNetwork> network_;
};

}  // namespace lisiere
