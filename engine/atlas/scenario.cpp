// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/scenario.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/scenario/closures.hpp"
#include "engine/scenario/facilities.hpp"
#include "engine/scenario/lines.hpp"
#include "engine/scenario/ties_kept.hpp"

namespace lisiere {
namespace {

using scenario::AddedWay;
using scenario::Selection;
using street::Mode;

/// What is drawn of a selection.
geo::MultiLineString drawing(const Selection& selection) {
    geo::MultiLineString lines = selection.lines;
    for (const geo::Polygon& polygon : selection.zone) {
        lines.push_back(polygon.outer);
        lines.insert(lines.end(), polygon.holes.begin(), polygon.holes.end());
    }
    return lines;
}

/// Whether a closure takes anything in any mode, and how far the nearest street is.
struct Taken {
    bool anything = false;
    double nearest_m = std::numeric_limits<double>::infinity();
};

class Streets {
  public:
    Streets(const Inputs& inputs, const scenario::Scenario& scenario,
            const street::SnapOptions& snap)
        : inputs_(inputs), scenario_(scenario), snap_(snap) {}

    /// The streets of one mode as the scenario makes them.
    street::StreetGraph of(Mode mode, const street::StreetGraph& graph) {
        std::vector<const Selection*> closed;
        std::vector<std::pair<std::string, std::string>> names;  ///< where and what
        for (const scenario::ClosedStreets& one : scenario_.closed)
            if (one.modes[street::index_of(mode)]) {
                closed.push_back(&one.streets);
                names.emplace_back(one.where, "fermee");
            }
        if (mode == Mode::voiture)
            for (const scenario::PedestrianStreets& one : scenario_.pedestrian) {
                closed.push_back(&one.streets);
                names.emplace_back(one.where, "pietonne");
            }
        scenario::ClosedGraph left = scenario::without(graph, closed, snap_.large_component);
        note_closed(mode, left, names);
        std::vector<AddedWay> ways = scenario::open_ways(scenario_.ways, closed);
        if (mode != Mode::voiture && inputs_.driving)
            for (AddedWay& walk :
                 scenario::walks_over(*inputs_.driving, graph, scenario_.pedestrian))
                ways.push_back(std::move(walk));
        scenario::EditedStreets edited =
            scenario::with_ways(left.graph, ways, scenario_.tolerance, mode);
        for (scenario::TiedWay& way : edited.ways) {
            const bool drawn =
                std::any_of(scenario_.ways.begin(), scenario_.ways.end(),
                            [&](const AddedWay& added) { return added.where == way.where; });
            traces_.push_back({way.where,
                               drawn ? "ajoutee" : "pietonne",
                               std::string(street::to_text(mode)),
                               way.kind,
                               {way.line},
                               way});
        }
        tied_[street::index_of(mode)] = std::move(edited.ways);
        scenario::KeptTies kept = scenario::untied_from_parts_joined(
            std::move(edited.graph), left.graph, snap_.large_component);
        if (mode == Mode::marche) joined_ = kept.crossings;
        return std::move(kept.graph);
    }

    /// What is drawn, then what became of it by mode.
    std::vector<StreetTrace> traces() const {
        std::vector<StreetTrace> all;
        for (const AddedWay& way : scenario_.ways)
            all.push_back({way.where, "ajoutee", "dessin", way.kind, {way.line}, {}});
        for (const scenario::ClosedStreets& one : scenario_.closed)
            all.push_back({one.where, "fermee", "dessin", "", drawing(one.streets), {}});
        for (const scenario::PedestrianStreets& one : scenario_.pedestrian)
            all.push_back({one.where, "pietonne", "dessin", one.kind, drawing(one.streets), {}});
        all.insert(all.end(), traces_.begin(), traces_.end());
        return all;
    }

    void note(Notices& notices) const {
        const std::string& layer = scenario_.name;
        scenario::note_ways(scenario_, tied_, notices);
        for (const auto& [where, taken] : taken_) {
            if (taken.anything) continue;
            notices.add(Severity::erreur, "scenario_rien_a_fermer", layer,
                        std::isfinite(taken.nearest_m)
                            ? Sample{{"ou", where}, {"distance", taken.nearest_m}}
                            : Sample(where));
        }
        if (isolated_ > 0)
            notices.add(Severity::avertissement, "scenario_partie_isolee", layer, {}, isolated_);
        if (joined_ > 0) notices.add(Severity::info, "scenario_partie_reliee", layer, {}, joined_);
    }

  private:
    void note_closed(Mode mode, const scenario::ClosedGraph& left,
                     const std::vector<std::pair<std::string, std::string>>& names) {
        std::map<std::size_t, geo::MultiLineString> lines;
        for (const scenario::TakenStretch& stretch : left.taken)
            lines[stretch.change].push_back(stretch.line);
        for (std::size_t c = 0; c < names.size(); ++c) {
            Taken& taken = taken_[names[c].first];
            taken.anything = taken.anything || lines.contains(c);
            taken.nearest_m = std::min(taken.nearest_m, left.nearest_m[c]);
        }
        for (auto& [change, drawn] : lines)
            traces_.push_back({names[change].first,
                               names[change].second,
                               std::string(street::to_text(mode)),
                               "",
                               std::move(drawn),
                               {}});
        isolated_ += left.isolated;
    }

    const Inputs& inputs_;
    const scenario::Scenario& scenario_;
    street::SnapOptions snap_;
    street::ByMode<std::vector<scenario::TiedWay>> tied_;
    std::map<std::string, Taken> taken_;
    std::size_t isolated_ = 0;
    std::size_t joined_ = 0;
    std::vector<StreetTrace> traces_;
};

/// Services of the basket that no source brings and the scenario does.
void note_first_services(const Inputs& before, const Inputs& after, const std::string& scenario,
                         Notices& notices) {
    const auto there = [](const Inputs& inputs, access::CategoryIdx category) {
        return std::any_of(
            inputs.facilities.begin(), inputs.facilities.end(),
            [&](const access::Facility& facility) { return facility.category == category; });
    };
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(after.categories.size()))
        if (after.categories[category].basket && there(after, category) && !there(before, category))
            notices.add(Severity::info, "scenario_service_premier", scenario,
                        after.categories[category].id);
}

}  // namespace

ScenarioInputs with_scenario(const Inputs& inputs, const scenario::Scenario& scenario,
                             const street::SnapOptions& snap, Notices& notices) {
    ScenarioInputs result{inputs, {}};
    Streets streets(inputs, scenario, snap);
    if (inputs.streets) result.inputs.streets = streets.of(Mode::marche, *inputs.streets);
    if (inputs.cycling) result.inputs.cycling = streets.of(Mode::velo, *inputs.cycling);
    if (inputs.driving) result.inputs.driving = streets.of(Mode::voiture, *inputs.driving);
    streets.note(notices);
    result.streets = streets.traces();
    result.inputs.facilities = scenario::with_facilities(inputs.facilities, scenario.facilities);
    note_first_services(inputs, result.inputs, scenario.name, notices);
    if (inputs.timetable && scenario.changes_transit())
        result.inputs.timetable =
            scenario::with_lines(*inputs.timetable, scenario.added_lines, scenario.changed_lines);
    return result;
}

}  // namespace lisiere
