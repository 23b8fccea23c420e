// SPDX-License-Identifier: Apache-2.0
#include "io/osm/way_rules.hpp"

#include <algorithm>

namespace lisiere::io {
namespace {
using osm::Tags;
using street::Mode;

std::string_view value(const Tags& tags, const char* key) {
    const char* found = tags(key);
    return found == nullptr ? std::string_view{} : std::string_view{found};
}

struct Directions {
    bool forward = true;
    bool backward = true;
};

/// nullopt: the text says nothing.
std::optional<Directions> one_way(std::string_view text) {
    if (text == "yes" || text == "1" || text == "true") return Directions{true, false};
    if (text == "-1" || text == "reverse") return Directions{false, true};
    if (text == "no" || text == "0" || text == "false") return Directions{};
    if (text == "reversible" || text == "alternating") return Directions{false, false};
    return std::nullopt;
}

Directions vehicle_directions(std::string_view kind, const Tags& tags) {
    if (const auto told = one_way(value(tags, "oneway"))) return *told;
    const std::string_view junction = value(tags, "junction");
    const bool implied = junction == "roundabout" || junction == "circular" || kind == "motorway" ||
                         kind == "motorway_link";
    return {true, !implied};
}

Directions bicycle_directions(std::string_view kind, const Tags& tags) {
    if (const auto told = one_way(value(tags, "oneway:bicycle"))) return *told;
    for (const char* key : {"cycleway", "cycleway:left", "cycleway:right"})
        if (value(tags, key).starts_with("opposite")) return {};
    return vehicle_directions(kind, tags);
}

Directions walking_directions(const Tags& tags) {
    const std::string_view moving = value(tags, "conveying");
    const Directions told = one_way(value(tags, "oneway:foot")).value_or(Directions{});
    return {told.forward && moving != "backward", told.backward && moving != "forward"};
}

WaySpeed towards(const Directions& directions, double forward_kmh, double backward_kmh) {
    return {directions.forward ? forward_kmh : 0, directions.backward ? backward_kmh : 0};
}

class Evaluation {
  public:
    Evaluation(const WayProfile& profile, const WayRule& rule, std::string_view kind,
               const Tags& tags)
        : profile_(profile), rule_(rule), kind_(kind), tags_(tags) {}

    WayUse use() {
        if (open(Mode::marche)) {
            const double speed = of(Mode::marche).speed_kmh;
            speed_of(Mode::marche) = towards(walking_directions(tags_), speed, speed);
        }
        if (open(Mode::velo)) {
            const double speed = of(Mode::velo).speed_kmh;
            speed_of(Mode::velo) = towards(bicycle_directions(kind_, tags_), speed, speed);
        }
        if (open(Mode::voiture)) {
            const double speed = of(Mode::voiture).speed_kmh;
            speed_of(Mode::voiture) = towards(vehicle_directions(kind_, tags_), speed, speed);
        }
        limits();
        push();
        return use_;
    }

  private:
    const ModeRule& of(Mode mode) const { return rule_.of[street::index_of(mode)]; }
    WaySpeed& speed_of(Mode mode) { return use_.speed[street::index_of(mode)]; }

    bool open(Mode mode) {
        Permit permit = of(mode).permit;
        if (permit == Permit::no) return false;
        if (permit == Permit::yes && mode != Mode::voiture && value(tags_, "motorroad") == "yes")
            permit = Permit::if_allowed;
        if (access_of(profile_, mode, tags_, false) == std::optional(false)) {
            use_.forbidden[street::index_of(mode)] = true;
            return false;
        }
        return permit == Permit::yes ||
               access_of(profile_, mode, tags_, true) == std::optional(true) || has_proof(mode);
    }

    bool has_proof(Mode mode) const {
        const auto& proofs = profile_.traits(mode).proofs;
        return std::any_of(proofs.begin(), proofs.end(), [&](const auto& proof) {
            return value(tags_, proof.first.c_str()) == proof.second;
        });
    }

    void limits() {
        if (!speed_of(Mode::velo).any() && !speed_of(Mode::voiture).any()) return;
        const auto both = profile_.speed_limit(value(tags_, "maxspeed"));
        const auto forward = profile_.speed_limit(value(tags_, "maxspeed:forward"));
        const auto backward = profile_.speed_limit(value(tags_, "maxspeed:backward"));
        const auto bind = [&](Mode mode, double& speed, std::optional<double> limit) {
            const double share = profile_.traits(mode).limit_share;
            if (!limit || share == 0 || speed == 0) return;
            speed = mode == Mode::voiture ? share * *limit : std::min(speed, share * *limit);
        };
        for (const Mode mode : {Mode::velo, Mode::voiture}) {
            bind(mode, speed_of(mode).forward_kmh, forward ? forward : both);
            bind(mode, speed_of(mode).backward_kmh, backward ? backward : both);
        }
    }

    /// Who rides may as well get off.
    void push() {
        const double share = profile_.traits(Mode::velo).pushing_share;
        const WaySpeed walked = speed_of(Mode::marche);
        WaySpeed& ridden = speed_of(Mode::velo);
        ridden.forward_kmh = std::max(ridden.forward_kmh, share * walked.forward_kmh);
        ridden.backward_kmh = std::max(ridden.backward_kmh, share * walked.backward_kmh);
    }

    const WayProfile& profile_;
    const WayRule& rule_;
    std::string_view kind_;
    const Tags& tags_;
    WayUse use_;
};

}  // namespace

std::optional<bool> access_of(const WayProfile& profile, Mode mode, const Tags& tags,
                              bool specific) {
    const auto& keys = profile.traits(mode).access_keys;
    const std::size_t general = specific ? 1 : 0;
    for (std::size_t i = keys.size(); i > general; --i)
        if (const char* word = tags(keys[i - 1].c_str()))
            if (const auto told = profile.allows(word)) return told;
    return std::nullopt;
}

bool passes(const WayProfile& profile, Mode mode, const Tags& tags) {
    const std::string_view barrier = value(tags, "barrier");
    if (const auto told = access_of(profile, mode, tags, false)) {
        if (*told || mode != Mode::velo || !barrier.empty()) return *told;
        return passes(profile, Mode::marche, tags);
    }
    if (value(tags, "locked") == "yes") return false;
    if (!barrier.empty() && !profile.passes(barrier, mode)) return false;
    return value(tags, "entrance") != "emergency" || profile.passes("entrance=emergency", mode);
}

WayUse way_use(const WayProfile& profile, const WayRule& rule, std::string_view kind,
               const Tags& tags) {
    return Evaluation(profile, rule, kind, tags).use();
}

}  // namespace lisiere::io
