// SPDX-License-Identifier: Apache-2.0
#include "engine/enclavement/interchanges.hpp"

#include <algorithm>

namespace lisiere::enclavement {
namespace {

using street::Arc;
using street::NodeIdx;

enum class Way { ordinary, ramp, motorway };

class Ways {
  public:
    Ways(const street::StreetGraph& streets, const MotorwayKinds& kinds)
        : streets_(streets), kinds_(kinds) {}
    Way operator()(const Arc& arc) const {
        const std::string& kind = streets_.kind_name(streets_.edge(arc.edge).kind);
        const auto is = [&](const std::vector<std::string>& names) {
            return std::find(names.begin(), names.end(), kind) != names.end();
        };
        return is(kinds_.motorways) ? Way::motorway : is(kinds_.ramps) ? Way::ramp : Way::ordinary;
    }

  private:
    const street::StreetGraph& streets_;
    const MotorwayKinds& kinds_;
};

bool has_motorway(const street::StreetGraph& streets, const MotorwayKinds& kinds) {
    const Ways way(streets, kinds);
    for (const NodeIdx node : indices<NodeIdx>(streets.node_count()))
        for (const Arc& arc : streets.arcs(node))
            if (way(arc) == Way::motorway) return true;
    return false;
}

/// Nodes from which a motorway is driven onto, at once or by ramps alone.
std::vector<bool> leading(const street::StreetGraph& streets, const Ways& way) {
    std::vector<bool> leads(streets.node_count(), false);
    std::vector<NodeIdx> found;
    const auto add = [&](NodeIdx node) {
        if (leads[node.value()]) return;
        leads[node.value()] = true;
        found.push_back(node);
    };
    for (const NodeIdx node : indices<NodeIdx>(streets.node_count()))
        for (const Arc& arc : streets.arcs(node))
            if (way(arc) == Way::motorway) add(node);
    for (std::size_t next = 0; next < found.size(); ++next)
        for (const Arc& arc : streets.incoming(found[next]))
            if (way(arc) == Way::ramp) add(arc.head);
    return leads;
}

}  // namespace

access::CategorySites interchanges(const street::StreetGraph& streets, const MotorwayKinds& kinds) {
    const Ways way(streets, kinds);
    const std::vector<bool> leads = leading(streets, way);
    access::CategorySites found;
    for (const NodeIdx node : indices<NodeIdx>(streets.node_count())) {
        const auto incoming = streets.incoming(node);
        if (!leads[node.value()] || std::none_of(incoming.begin(), incoming.end(), [&](auto& arc) {
                return way(arc) == Way::ordinary;
            }))
            continue;
        for (const Arc& arc : streets.arcs(node)) {
            const Way onto = way(arc);
            if (onto != Way::motorway && !(onto == Way::ramp && leads[arc.head.value()])) continue;
            street::Snap at;
            at.edge = arc.edge;
            at.along_mm = streets.edge(arc.edge).from == node ? 0 : arc.length_mm;
            at.at = streets.position(node);
            found.sites.push_back(at);
            break;  // the node is one place, however many ramps begin there
        }
    }
    found.known = found.sites.size();
    return found;
}

std::vector<Maybe<double>> interchange_minutes(const access::StreetMode& driving,
                                               const MotorwayKinds& kinds) {
    const access::CategorySites places = interchanges(*driving.graph, kinds);
    if (places.sites.empty())
        return std::vector<Maybe<double>>(
            driving.cells->snaps.size(),
            has_motorway(*driving.graph, kinds) ? Absence::non_desservi : Absence::non_disponible);
    access::StreetMode without_parking = driving;
    without_parking.parking = 0;
    return access::NearestPlaces(without_parking, places).from_cells();
}

}  // namespace lisiere::enclavement
