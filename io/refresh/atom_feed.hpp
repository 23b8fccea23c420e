// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "io/config/refreshed_territory.hpp"
#include "io/refresh/history.hpp"

namespace lisiere::io {

/// Atom 1.0 (RFC 4287): one entry an edition, the newest first, 24 at most. Identifiers are made
/// from the territory and the edition's name alone, so that they never change; dates are the
/// editions'. Links lead to the web map: to `adresse` where it is known, else to the page beside
/// the feed.
std::string atom_feed(const std::vector<PublishedEdition>& history,
                      const RefreshedTerritory& territory);

}  // namespace lisiere::io
