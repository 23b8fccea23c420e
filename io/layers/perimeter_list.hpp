// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/census/variable.hpp"
#include "engine/core/notice.hpp"
#include "engine/territory/perimeter.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/layers/perimeter_rows.hpp"

namespace lisiere::io {

/// What a CSV list of a perimeter's parts designates them in.
struct DesignatedAreas {
    const census::AreaTable* iris = nullptr;
    std::span<const Commune> communes;
};

/// Communes as lists and layers write them, by code or by name, made comparable.
class CommuneNames {
  public:
    explicit CommuneNames(std::span<const Commune> communes);
    /// The INSEE code where the text is one, or the name of exactly one known commune; else the
    /// comparable name. Two texts with the same key are the same commune.
    std::string key(std::string_view written) const;
    /// Whether two lists of communes have one in common.
    bool share(std::span<const std::string> a, std::span<const std::string> b) const;

  private:
    std::map<std::string, std::string, std::less<>> code_of_;  ///< comparable name → code, if one
};

/// A quarter of a list: its rows put together.
struct ListedQuarter {
    Perimeter perimeter;  ///< without shape where no area is designated
    std::size_t line = 0;
};

/// A part of a quarter, named by a list.
struct ListedSector {
    std::string name;
    std::string code;    ///< of its quarter; may be empty
    std::string parent;  ///< name of its quarter; may be empty
    std::vector<std::string> communes;
    std::size_t line = 0;
};

struct PerimeterList {
    std::string where;
    std::vector<ListedQuarter> quarters;  ///< in the order of their first rows
    std::vector<ListedSector> sectors;
};

/// A CSV list of quarters, one row a quarter or one an area of it. Rows are put together by code,
/// else by (kind, communes, comparable name), else, where the list has no communes, by name. The
/// shape is the union of the areas designated; without any it is missing.
/// - InputError: an area that the layers do not hold, with its line; a layer that the list needs
/// and that is not declared; a name that several polygons of `contours` have.
/// - Notices: `zero_retabli`, `zones_par_nom`, `zone_repetee` (an area twice in a quarter),
/// `zone_partagee` (an area in two quarters of a kind), `ligne_en_double`, `noms_rapproches` (two
/// spellings taken as one), `liste_sans_commune`, `lignes_ecartees`; those of the codes.
PerimeterList read_list(const PerimeterRows& rows, const ReadContext& context,
                        const DesignatedAreas& areas, Notices& notices);

}  // namespace lisiere::io
