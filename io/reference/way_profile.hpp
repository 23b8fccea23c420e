// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/street/mode.hpp"
#include "engine/street/relief.hpp"
#include "engine/street/street_graph.hpp"

namespace lisiere::io {

/// Whether a kind of way is open to a mode: always unless a sign forbids it, only where a sign
/// allows it, or never.
enum class Permit { yes, if_allowed, no };

struct ModeRule {
    Permit permit = Permit::no;
    double speed_kmh = 0;  ///< > 0 unless never open
};

struct WayRule {
    street::ByMode<ModeRule> of;
    bool walkers_only = false;  ///< a footway
    street::Cost crossing = 0;  ///< cars: lost at each crossing on a way of this kind
};

/// What holds for a mode on every way.
struct ModeTraits {
    std::vector<std::string> access_keys;  ///< from the general to the particular, which wins
    /// Tags that open what is open only where allowed: a pavement along a trunk road.
    std::vector<std::pair<std::string, std::string>> proofs;
    double limit_share = 0;    ///< driven of the speed allowed; 0: limits do not bind the mode
    double pushing_share = 0;  ///< of the walking speed, where one may walk but not ride; 0: no
    street::Cost light = 0;    ///< lost at a traffic light
    street::SlopeRule slope{};
};

/// The profiles of all modes: geodata/reference/voirie.csv by vocabulary ("osm", "bdtopo") and
/// kind, and voirie_{acces,barrieres,limites,modes}.csv beside it.
class WayProfile {
  public:
    /// nullptr when the table does not know the kind.
    const WayRule* find(std::string_view schema, std::string_view kind) const;
    /// Every kind of a vocabulary, in order.
    std::vector<std::string> kinds(std::string_view schema) const;
    /// Keys other than `highway` by which kinds of the vocabulary "osm" are told ("railway" of
    /// railway=platform), in order.
    const std::vector<std::string>& other_keys() const { return other_keys_; }
    const ModeTraits& traits(street::Mode mode) const { return traits_[street::index_of(mode)]; }
    /// Does a word of an access tag allow or forbid? nullopt: the table does not know it.
    std::optional<bool> allows(std::string_view word) const;
    /// May a mode pass a barrier of this kind that carries no access tag?
    bool passes(std::string_view barrier, street::Mode mode) const;
    /// Speed allowed, km/h: "50", "30 mph", or a word of the table ("FR:urban"); nullopt: none of
    /// these, or 0.
    std::optional<double> speed_limit(std::string_view text) const;

  private:
    friend WayProfile read_way_profile(const std::filesystem::path& folder);
    std::map<std::pair<std::string, std::string>, WayRule, std::less<>> rules_;
    std::map<std::string, bool, std::less<>> words_;
    std::map<std::string, street::ByMode<bool>, std::less<>> barriers_;
    std::map<std::string, double, std::less<>> limits_;
    std::vector<std::string> other_keys_;
    street::ByMode<ModeTraits> traits_;
};

/// From the tables of a folder. InputError with file and line when a word or a number is not
/// understood, or a key comes twice.
WayProfile read_way_profile(const std::filesystem::path& folder);
/// geodata/reference.
WayProfile read_way_profile();

}  // namespace lisiere::io
