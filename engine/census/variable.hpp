// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere::census {

using AreaIdx = Index<struct AreaTag>;
using CellIdx = Index<struct CellTag>;

/// What a column is about. `id` is the source's column name without its vintage prefix, upper
/// case: "P20_CHOM1564" has id "CHOM1564", prefix "P", vintage 2020.
struct Variable {
    std::string id;
    std::string column;  ///< as the file writes it
    std::string prefix;  ///< "P" principal, "C" complementary sample, "" none
    int vintage = 0;     ///< year, 0 unknown
    std::string source;  ///< Source::id
};

/// One count of a formula and its sign. `variable` is a Variable::id ("CHOM1564"), with its prefix
/// where two columns share the id ("C:ACT1564"); "DISP_MED" also finds DISP_MED19.
struct Term {
    std::string variable;
    double coefficient = 1;
};

/// A count (extensive): split between areas, summed over them.
struct CountColumn {
    Variable variable;
    std::vector<Maybe<double>> values;  ///< by area or cell
};

/// A rate, mean or median (intensive): never split nor summed; a CountColumn does not convert to
/// it.
struct RateColumn {
    Variable variable;
    std::vector<Maybe<double>> values;
};

/// One source area: an IRIS, a commune, a polling station.
struct Area {
    std::string id;  ///< text, leading zeros kept
    std::string name;
    std::string type;     ///< IRIS type H, A, D, Z; may be empty
    std::string commune;  ///< INSEE code; may be empty
    geo::MultiPolygon shape;
};

/// Areas with their counts and rates.
struct AreaTable {
    std::string source;  ///< of the contours
    IndexedVector<AreaIdx, Area> areas;
    std::vector<CountColumn> counts;
    std::vector<RateColumn> rates;
    /// Whole communes: what perimeters are compared with, never split into an estimate. A rate of
    /// the quarter taken from its whole commune would be the commune's own.
    bool references_only = false;
};

enum class CellOrigin {
    carreau,   ///< a cell of a published grid
    ponctuel,  ///< a point with a population; its shape is its nearest-site area
    decoupe,   ///< cut from source areas by a regular grid, people by area
};

/// A populated place, the unit everything is computed on.
struct Cell {
    std::string id;
    geo::Point centre;  ///< where its residents start from
    geo::MultiPolygon shape;
    double people = 0;     ///< > 0
    bool imputed = false;  ///< the producer imputed its values (i_est_200)
    std::string commune;   ///< INSEE code of the commune that holds its centre, if known
};

struct Population {
    CellOrigin origin = CellOrigin::carreau;
    std::string source;
    IndexedVector<CellIdx, Cell> cells;
    std::vector<CountColumn> counts;  ///< further counts by cell (men, men_pauv, ...)
};

/// A published value for a perimeter; it wins over any estimate, which stays beside it.
struct OfficialValue {
    std::string perimeter;  ///< official code
    std::string variable;   ///< column as published, upper case, the year taken out
    Maybe<double> value;
    int vintage = 0;
    std::string source;
    std::string table = {};  ///< which of the producer's tables: "DEMO"; empty if not recognised
};

}  // namespace lisiere::census
