// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/notice.hpp"
#include "io/gtfs/feed_files.hpp"

namespace lisiere::io {

/// Says which files of a feed are left aside and matter: `cheminements_non_lus` (pathways, levels:
/// walks inside stations), `zones_a_la_demande` (GTFS-Flex), `fichiers_non_lus` (files the format
/// does not know).
void note_other_files(const FeedFiles& feed, Notices& notices);

/// Whether a feed has files of services on demand (GTFS-Flex): zones, groups of stops, booking.
bool has_on_demand_files(const FeedFiles& feed);

}  // namespace lisiere::io
