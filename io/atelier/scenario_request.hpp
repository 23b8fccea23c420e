// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "io/config/scenario_spec.hpp"

namespace lisiere::io {

/// What one request may ask of a machine that others share.
struct RequestLimits {
    std::size_t bytes = 256 * 1024;  ///< DEFAULT: of a body; a scenario drawn by hand has 2 kB
    std::size_t changes = 50;        ///< DEFAULT: streets, facilities and lines together
    std::size_t vertices = 2000;     ///< DEFAULT: of all that is drawn
    std::size_t texts = 2000;        ///< DEFAULT: bytes of a name or description
};

/// A scenario as it is drawn: a JSON object with the very keys of a table `[[scenarios]]` (`nom`,
/// `voies`, `equipements`, `lignes`…; io/config/README.md), read by the same reader. Coordinates
/// are degrees; neither files nor other coordinate systems are taken from a request. ConfigError,
/// which names the key in `dessin`, for all that is wrong with it, too much included.
ScenarioSpec parse_request(std::string_view body, const RequestLimits& limits = {});

}  // namespace lisiere::io
