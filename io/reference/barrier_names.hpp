// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/street/barrier.hpp"

namespace lisiere::io {

/// "voie_ferree" → BarrierKind; nullopt when it is none.
std::optional<street::BarrierKind> parse_barrier_kind(std::string_view text);
/// The words that `parse_barrier_kind` knows, as a message lists them.
inline constexpr std::string_view barrier_kinds =
    "voie_ferree, autoroute, voie_rapide, cours_eau, emprise_fermee ou autre";

/// geodata/reference/coupures_noms.csv: what is written where a name should be and is none, such as
/// the number of a track in its station. A yard whose tracks kept their numbers for names would be
/// as many barriers, each walled in by the others, and taking one away would open nothing.
class BarrierNames {
  public:
    /// InputError with file and line: unknown kind, a regular expression that is none.
    explicit BarrierNames(const std::filesystem::path& folder);
    BarrierNames();

    /// Whether the whole name, folded (names.hpp), is one of the patterns of that kind. False for
    /// an empty name.
    bool is_number(street::BarrierKind kind, const std::string& name) const;

  private:
    struct Rule {
        street::BarrierKind kind;
        std::regex pattern;
    };
    std::vector<Rule> rules_;
};

}  // namespace lisiere::io
