// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/notice.hpp"
#include "engine/transit/untimed.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Stops and stations without hours: any point layer (of polygons, a point on their surface), or a
/// CSV with coordinates. The mode of a row is the declared one, else what its field says: words of
/// `valeurs`, then of geodata/reference/modes_arrets.csv, compared without accents nor case,
/// several apart by commas. Lines likewise apart by commas, semicolons or slashes. Rows outside the
/// study area are left. ConfigError: neither a mode nor a field that gives it. Notices:
/// `arret_mode_inconnu` and `arret_autre_usage` (rows left), `point_sans_coordonnees`,
/// `sans_geometrie`, `couche_hors_zone`.
transit::UntimedLayer read_stops(const StopSpec& spec, const ReadContext& context,
                                 Notices& notices);

}  // namespace lisiere::io
