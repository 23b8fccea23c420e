// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/census/overlays.hpp"
#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/core/parallel.hpp"
#include "engine/territory/territory.hpp"

namespace lisiere {

/// The populated cells of a run, from the best source there is:
/// 1. the grid or points supplied, fitted to published totals where that is asked for;
/// 2. else source areas (IRIS) with a population count, cut by a 200 m grid, people by area;
/// 3. else the official population of each perimeter, spread evenly over it: then the rest of the
/// study area
///    holds nobody, and ranks compare the perimeters' residents among themselves only.
/// A perimeter cut to an extent counts, in 3, for the share of its area that is left.
/// Adds the notice `population_decoupee` or `population_partielle` (2, from POP, else from POP1564:
/// 15-64 year-olds only), `population_par_perimetre` (3), or `population_absente` (no cells then).
/// Each cell gets the commune that holds its centre.
struct ResidentSources {
    const Territory& territory;
    std::span<const census::AreaTable> areas;
    std::span<const census::OfficialValue> official;
    const std::map<std::string, double>& kept_share;  ///< of perimeters cut to an extent
    std::string_view calage;  ///< what supplied cells are fitted to (calibrate.hpp); empty: nothing
};
/// Where the cells of a run come from, as the list above has it.
enum class PeopleFrom { nobody, supplied, areas, areas_in_part, perimeters };
struct PopulatedCells {
    census::Population population;
    PeopleFrom from = PeopleFrom::nobody;
};
PopulatedCells populated_cells(const ResidentSources& sources,
                               std::optional<census::Population> supplied,
                               census::Overlays& overlays, Notices& notices);

/// The areas that cells are cut from where none are supplied: the first table with the population
/// (POP), else with that of 15 to 64 years (POP1564).
struct AreasWithPeople {
    const census::AreaTable* table = nullptr;
    const census::CountColumn* people = nullptr;
};
std::optional<AreasWithPeople> areas_with_people(std::span<const census::AreaTable> areas);

/// The commune of every cell: that of the contours that holds its centre; where none does, what
/// its source says. (Grids stick the codes of all communes that a cell touches together.)
void assign_communes(census::Population& population, const Territory& territory);

/// The newest official population of each perimeter, in their order: POP_MUN or
/// POPULATION_MUNICIPALE of the tables by quarter, whichever is newer; `non_disponible` without
/// any.
std::vector<Maybe<double>> official_populations(std::span<const Perimeter> perimeters,
                                                std::span<const census::OfficialValue> official);

/// The kit's indicator that is the estimated population of a perimeter: the census's count, which
/// is what the official one is, by the best method at hand; the cells' own sum only where no census
/// count is. Cells hold fiscal households only, and weigh measures of access by resident.
inline constexpr std::string_view population_indicator = "population";
/// Its stand-in where no census count is: another universe, so another indicator.
inline constexpr std::string_view cells_population_indicator = "habitants_carreaux";

/// By perimeter, the share that an extent left of its official ground.
std::vector<double> kept_shares(const Territory& territory,
                                const std::map<std::string, double>& kept_share);

/// Position of the commune that holds the point; none outside every contour. Ties: the first.
CommuneIdx commune_at(const Territory& territory, const geo::Point& point);
/// The communes of a perimeter that nobody has drawn: those its list names, by code or name as
/// written; none as soon as one of them is not at hand, or bears a name that two communes have.
std::vector<CommuneIdx> communes_named(const Territory& territory,
                                       std::span<const std::string> names);

/// People of the cells, by share of area, in each shape.
std::vector<double> people_in(const census::Population& population,
                              std::span<const geo::MultiPolygon> shapes, Threads threads);

}  // namespace lisiere
