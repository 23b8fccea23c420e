// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/mode_streets.hpp"

#include "engine/atlas/atlas.hpp"
#include "engine/core/error.hpp"
#include "engine/street/graph_digest.hpp"

namespace lisiere {

const std::optional<street::StreetGraph>& streets_of(const Inputs& inputs,
                                                     access::TravelMode mode) {
    switch (mode) {
        case access::TravelMode::velo:
            return inputs.cycling;
        case access::TravelMode::voiture:
            return inputs.driving;
        case access::TravelMode::marche:
        case access::TravelMode::transports:
            break;
    }
    return inputs.streets;
}

const street::StreetGraph* streets_before(const Inputs& inputs, const Atlas* base,
                                          access::TravelMode mode) {
    if (base == nullptr) return nullptr;
    const auto& now = streets_of(inputs, mode);
    const auto& before = streets_of(base->inputs, mode);
    if (!now || !before) return nullptr;
    return street::digest_of(*now) == street::digest_of(*before) ? nullptr : &*before;
}

ModeStreets::ModeStreets(const Atlas& atlas, const street::Snapper& walked)
    : atlas_(&atlas),
      mode_(access::TravelMode::marche),
      graph_(&*atlas.inputs.streets),
      walked_(&walked) {}

ModeStreets::ModeStreets(const Atlas& atlas, const Atlas* base, access::TravelMode mode)
    : atlas_(&atlas), mode_(mode), base_(base) {
    const auto& graph = streets_of(atlas.inputs, mode);
    LISIERE_EXPECTS(graph.has_value());
    graph_ = &*graph;
}

const access::StreetMode& ModeStreets::streets() {
    if (streets_) return *streets_;
    const access::AccessSettings& settings = atlas_->settings.access;
    if (walked_ == nullptr) {
        if (const auto* before = streets_before(atlas_->inputs, base_, mode_))
            before_.emplace(*before, settings.snap);
        snapper_.emplace(*graph_, settings.snap, before_ ? &*before_ : nullptr);
        ties_ = access::snap_cells(*atlas_->inputs.population, *snapper_, atlas_->settings.threads,
                                   notices_, access::in_french(mode_));
    }
    streets_ =
        access::street_mode(mode_, *graph_, walked_ != nullptr ? atlas_->ties : ties_, settings);
    return *streets_;
}

const OnStreets& ModeStreets::on() {
    if (on_) return *on_;
    const Inputs& in = atlas_->inputs;
    const access::AccessSettings& settings = atlas_->settings.access;
    const access::StreetMode& mode = streets();
    const street::Snapper& snapper = walked_ != nullptr ? *walked_ : *snapper_;
    sites_ = access::category_sites(
        in.facilities, in.categories.size(), snapper, atlas_->settings.threads, notices_,
        walked_ != nullptr ? std::string_view() : access::in_french(mode_));
    for (const access::CategoryIdx category : indices<access::CategoryIdx>(sites_.size()))
        if (!settings.asks_for(in.categories[category].id)) sites_[category] = {};
    on_ = {mode, &snapper, &sites_};
    return *on_;
}

const access::TransitNetwork& RunNetwork::network() {
    if (network_) return *network_;
    const Inputs& in = atlas_->inputs;
    day_.emplace(*in.timetable, atlas_->settings.travel_day);
    Notices said_before;  // desserte_step tells which stops are off the streets
    network_ =
        access::transit_network(*day_, *in.streets, *walked_, atlas_->ties, atlas_->settings.access,
                                atlas_->settings.threads, *progress_, said_before);
    return *network_;
}

}  // namespace lisiere
