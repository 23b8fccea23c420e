// SPDX-License-Identifier: Apache-2.0
#include "engine/atlas/run_parts.hpp"

#include "engine/atlas/atlas.hpp"
#include "engine/atlas/shapes.hpp"
#include "engine/core/error.hpp"
#include "engine/street/graph_digest.hpp"
#include "engine/transit/timetable_digest.hpp"

namespace lisiere {
namespace {

using access::TravelMode;

/// Whoever rides walks on the streets of those who walk.
std::size_t slot(TravelMode mode) {
    return static_cast<std::size_t>(mode == TravelMode::transports ? TravelMode::marche : mode);
}

Minutes parking_of(const access::AccessSettings& settings, TravelMode mode) {
    if (mode == TravelMode::velo) return settings.bicycle_parking;
    return mode == TravelMode::voiture ? settings.car_parking : Minutes{0};
}

}  // namespace

const std::optional<street::StreetGraph>& streets_of(const Inputs& inputs, TravelMode mode) {
    if (mode == TravelMode::velo) return inputs.cycling;
    return mode == TravelMode::voiture ? inputs.driving : inputs.streets;
}

RunParts::RunParts(const Atlas& atlas, const Atlas* base, Memo* memo, const Progress& progress)
    : atlas_(&atlas), base_(base), memo_(memo), progress_(&progress) {}

const std::vector<geo::MultiPolygon>& RunParts::shapes() {
    if (!shapes_) shapes_ = perimeter_shapes(atlas_->inputs.territory.perimeters.items());
    return *shapes_;
}

Digested<census::Population> RunParts::population() {
    const census::Population& population = *atlas_->inputs.population;
    if (memo_ == nullptr) return {&population, {}};
    if (!population_) population_ = archive::digest_of(population);
    return {&population, *population_};
}

Digested<transit::Timetable> RunParts::timetable() {
    const auto& timetable = atlas_->inputs.timetable;
    if (!timetable) return {};
    if (memo_ == nullptr) return {&*timetable, {}};
    if (!timetable_) timetable_ = transit::digest_of(*timetable);
    return {&*timetable, *timetable_};
}

bool RunParts::other_timetable() {
    if (base_ == nullptr) return false;
    const auto& now = atlas_->inputs.timetable;
    const auto& before = base_->inputs.timetable;
    if (!now || !before) return now.has_value() != before.has_value();
    return transit::digest_of(*now) != transit::digest_of(*before);
}

Digested<street::StreetGraph> RunParts::graph(TravelMode mode) {
    const auto& graph = streets_of(atlas_->inputs, mode);
    if (!graph) return {};
    // A scenario compares its streets with those of its base, memo or not.
    if (memo_ == nullptr && base_ == nullptr) return {&*graph, {}};
    std::optional<Digest>& digest = graphs_[slot(mode)];
    if (!digest) digest = street::digest_of(*graph);
    return {&*graph, *digest};
}

Digested<street::StreetGraph> RunParts::graph_before(TravelMode mode) {
    if (base_ == nullptr) return {};
    auto& kept = before_[slot(mode)];
    if (!kept) {
        const Digested<street::StreetGraph> now = graph(mode);
        const auto& before = streets_of(base_->inputs, mode);
        kept.emplace();
        if (now && before) {
            const Digest digest = street::digest_of(*before);
            if (digest != now.digest) *kept = {&*before, digest};
        }
    }
    return *kept;
}

Made<ModeStreets> RunParts::streets(TravelMode mode) {
    const Digested<street::StreetGraph> streets = graph(mode);
    if (!streets) return {};
    auto& made = streets_[slot(mode)];
    if (!made) {
        const TravelMode own = mode == TravelMode::transports ? TravelMode::marche : mode;
        const access::AccessSettings& settings = atlas_->settings.access;
        made = std::make_unique<ModeStreets>(ModeStreetsInputs{own,
                                                               streets,
                                                               graph_before(own),
                                                               settings.snap,
                                                               parking_of(settings, own),
                                                               population(),
                                                               {atlas_->settings.threads}});
    }
    return {made.get()};
}

Made<ModeSites> RunParts::sites(TravelMode mode) {
    const Made<ModeStreets> on = streets(mode);
    if (!on) return {};
    auto& made = sites_[slot(mode)];
    if (!made) {
        std::vector<std::string> asked;
        for (const access::Category& category : atlas_->inputs.categories)
            asked.push_back(atlas_->settings.access.asks_for(category.id) ? category.id
                                                                          : std::string());
        made = std::make_unique<ModeSites>(
            ModeSitesInputs{on, std::move(asked), view(atlas_->inputs.facilities)});
    }
    return {made.get()};
}

Made<RunNetwork> RunParts::network() {
    if (!network_) {
        const access::AccessSettings& settings = atlas_->settings.access;
        const Made<ModeStreets> walked = streets(TravelMode::marche);
        LISIERE_EXPECTS(walked && atlas_->inputs.timetable.has_value());
        network_ = std::make_unique<RunNetwork>(
            RunNetworkInputs{timetable(), atlas_->settings.travel_day, walked,
                             settings.stop_walk_limit, settings.transfer_walk_limit,
                             settings.window, settings.limits},
            *progress_);
    }
    return {network_.get()};
}

}  // namespace lisiere
