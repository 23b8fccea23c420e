// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/census/cells.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Published squares (Filosofi 200 m), from a layer with geometry or a CSV with INSPIRE ids; the
/// squares of a CSV are drawn from their ids and reprojected corner by corner. Squares without
/// people are left out
/// (`carreau_vide`, info). Other numeric columns become counts. The centre is the middle of the
/// square. InputError: no INSPIRE id and no geometry, ids in double, none in the window. Notices:
/// `carreau_impute` (info, count of `i_est_200` = 1), `carreau_vide`, `population_negative`. Cost:
/// one pass; memory of the squares inside the window only.
census::Population read_grid(const GridSpec& spec, const ReadContext& context, Notices& notices);

/// Places with a population, not yet cells (census::cells_from_points makes them), with their other
/// numeric columns as counts by point.
struct PopulationPoints {
    std::string source;
    std::vector<census::PopulatedPoint> points;
    std::vector<std::string> communes;        ///< by point; "" unknown
    std::vector<census::CountColumn> counts;  ///< by point
};

/// From a CSV with lon/lat or x/y (`crs` says which system), or a point layer; polygons give a
/// point on their surface. InputError: no coordinates, ids in double, none in the window. Notices:
/// `point_sans_coordonnees`, `population_negative`.
PopulationPoints read_population_points(const GridSpec& spec, const ReadContext& context,
                                        Notices& notices);

}  // namespace lisiere::io
