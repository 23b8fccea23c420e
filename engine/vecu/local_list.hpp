// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/facility.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/units.hpp"
#include "engine/geo/geometry.hpp"

/// What local actors list as the quartier vécu of a quarter, beside what the model finds there.
namespace lisiere::vecu {

struct LivedArea;
struct Visits;

/// How a place of a list was recognised among the facilities of the run.
enum class ListMatch { aucun, identifiant, nom, adresse };
std::string_view to_text(ListMatch match);  ///< "aucun", "identifiant", "nom", "adresse"

/// One line of a local list.
struct ListedPlace {
    std::string id;
    std::string name;
    std::string address;
    std::string source;            ///< Source::id of the list
    access::CategoryIdx category;  ///< none: the list does not say
    std::size_t group = 0;         ///< position of its quarter among the perimeters
    std::optional<geo::Point> at;  ///< from its coordinates or its address
    std::string key;               ///< its name made comparable
    access::FacilityIdx facility;  ///< the facility it is; none
    ListMatch match = ListMatch::aucun;
};

struct ListMatchOptions {
    Metres same_name{500};  ///< DEFAULT: a located place is a facility of its name within 500 m
    Metres same_place{50};  ///< DEFAULT: else the nearest one within 50 m of its address
};

/// Finds the facility of each place, in this order: `id` is that of a facility, or the last part of
/// exactly one; the same name, the nearest within `same_name`, or the only one of that name when
/// the place is not located; the nearest within `same_place`, of its category if it has one, else
/// when it is alone there. A category that the list gives must agree in every case. `keys`: the
/// names of each facility made comparable, by every row that gives it. Ties: the lower facility.
void match_places(std::vector<ListedPlace>& places,
                  const IndexedVector<access::FacilityIdx, access::Facility>& facilities,
                  const IndexedVector<access::FacilityIdx, std::vector<std::string>>& keys,
                  const ListMatchOptions& options = {});

/// A place of a list, or a facility of the model that the list does not have.
struct ListRow {
    enum class Status { trouve, manque, en_plus };
    std::size_t group = 0;
    std::optional<std::size_t> place;  ///< position in the lists; none: en_plus
    access::FacilityIdx facility;      ///< none: no facility of the run is this place
    Status status = Status::manque;
    Maybe<double> visits;  ///< expected visits a week by the residents of the quarter
};
std::string_view to_text(ListRow::Status status);  ///< "trouvé", "manqué", "en plus"

/// One quarter at one level of its areas.
struct ListScore {
    std::size_t group = 0;
    double level = 0;
    std::size_t listed = 0;
    std::size_t known = 0;  ///< of them, those that are a facility of the run
    std::size_t found = 0;
    std::size_t extra = 0;
    Maybe<double> recall;     ///< found / listed
    Maybe<double> precision;  ///< found / (found + extra); `sans_objet` when the model has none
};

struct ListComparison {
    std::vector<ListRow> rows;      ///< at `level`; by group, then listed ones, then extra ones
    std::vector<ListScore> scores;  ///< by (group, level); quarters with a list only
};

/// Found: a listed facility that lies in the area of its quarter. Missed: one that does not, or is
/// no facility of the run. Extra: a facility of the area that the list does not have, of the
/// categories that the list of the quarter speaks of, since a list of schools says nothing of
/// bakeries. A facility listed twice for one quarter counts once. `level`: whose area the rows are
/// about.
ListComparison compare_lists(std::span<const ListedPlace> places,
                             const IndexedVector<access::FacilityIdx, access::Facility>& facilities,
                             std::span<const LivedArea> areas, const Visits& visits, double level);

}  // namespace lisiere::vecu
