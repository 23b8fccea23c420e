// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "io/refresh/edition_card.hpp"
#include "io/refresh/outcome.hpp"
#include "io/refresh/refresh_folder.hpp"

namespace lisiere::io {

/// Writes `refus/<name>/`: `rapport.md`, what the gate found, and `fiche.json`, the card of the
/// edition that was not made. The newest 24 are kept. OutputError.
void write_refusal(const RefreshFolder& folder, const EditionCard& card,
                   const RefreshOutcome& outcome);

/// The cards of refused editions, the newest names first.
std::vector<EditionCard> refusals(const RefreshFolder& folder);

}  // namespace lisiere::io
