// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/mode_streets.hpp"

namespace lisiere {

std::string_view ModeStreets::name() const {
    return mode() == access::TravelMode::marche ? std::string_view() : access::to_text(mode());
}

const street::Snapper& ModeStreets::snapper() {
    if (snapper_) return *snapper_;
    if (inputs_.before) before_.emplace(*inputs_.before, inputs_.snap);
    return snapper_.emplace(graph(), inputs_.snap, before_ ? &*before_ : nullptr);
}

const access::CellTies& ModeStreets::cells() {
    if (!cells_) cells_ = access::snap_cells(population(), snapper(), threads(), notices_, name());
    return *cells_;
}

const Notices& ModeStreets::notices() {
    cells();
    return notices_;
}

access::StreetMode ModeStreets::within(Minutes limit) {
    return {mode(), &graph(), &cells(), access::limit_cost(limit),
            access::limit_cost(inputs_.parking)};
}

const Sites& ModeSites::sites() {
    if (sites_) return *sites_;
    sites_ = access::category_sites(*inputs_.facilities, inputs_.asked.size(), on().snapper(),
                                    on().threads(), notices_, on().name());
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(sites_->size()))
        if (inputs_.asked[category.value()].empty()) (*sites_)[category] = {};
    return *sites_;
}

const Notices& ModeSites::notices_of_sites() {
    sites();
    return notices_;
}

access::AccessSettings RunNetwork::settings(Minutes walk_limit) const {
    access::AccessSettings settings;
    settings.walk_limit = walk_limit;
    settings.stop_walk_limit = inputs_.stop_walk_limit;
    settings.transfer_walk_limit = inputs_.transfer_walk_limit;
    settings.window = inputs_.window;
    settings.limits = inputs_.limits;
    settings.snap = inputs_.walked->inputs().snap;
    return settings;
}

const access::TransitNetwork& RunNetwork::network() {
    if (network_) return *network_;
    day_.emplace(*inputs_.timetable, inputs_.day);
    Notices said_before;  // the supply tells which stops are off the streets
    network_ =
        access::transit_network(*day_, walked().graph(), walked().snapper(), walked().cells(),
                                settings(), walked().threads(), *progress_, said_before);
    return *network_;
}

}  // namespace lisiere
