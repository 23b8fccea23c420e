// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/access/decay.hpp"
#include "engine/access/place_times.hpp"
#include "engine/core/maybe.hpp"
#include "engine/core/progress.hpp"

namespace lisiere::access {

/// Something counted at places: jobs, pupils' places, doctors.
struct Opportunity {
    std::string id;     ///< "emplois": used in column names
    std::string label;  ///< "Emplois"
    std::string source;
    double goal = 0;  ///< the count whose time is asked (dual access); > 0
    struct Place {
        geo::Point at;
        double count = 0;  ///< > 0
    };
    std::vector<Place> places;
    double total() const;
};

/// One line of geodata/reference/opportunites.csv: how far away a place counts, and how much.
struct OpportunityMeasure {
    std::string id;     ///< "30": used in column names when it is a step
    std::string label;  ///< in the language of the run
    Decay decay;
    std::string source;
};

/// What a search from every cell to every place finds out, by one mode.
struct ReachFigures {
    /// [opportunity][measure][cell]: A = sum over places of count × f(minutes), places beyond the
    /// mode's limit left out. 0 is a value: nothing in reach.
    std::vector<std::vector<std::vector<Maybe<double>>>> sums;
    /// [opportunity][cell]: least minutes within which `goal` are reached; `au_dela` when the limit
    /// comes first, `sans_objet` when there are fewer in all.
    std::vector<std::vector<Maybe<double>>> goal_minutes;
    /// [category][cell]: minutes to the `rank`-th nearest facility, places apart even when they
    /// stand together; `sans_objet` when the run has fewer, `au_dela` beyond the limits.
    std::vector<std::vector<Maybe<double>>> nth_minutes;
    friend bool operator==(const ReachFigures&, const ReachFigures&) = default;
};

/// The places of a search: those of every opportunity, then the facilities of every category, tied
/// to the streets of the mode (untied ones are never reached).
struct ReachPlaces {
    std::span<const Opportunity> opportunities;
    std::span<const OpportunityMeasure> measures;
    /// [category]: facilities known, tied or not.
    std::vector<std::size_t> facilities;
    std::size_t rank = 3;
    std::vector<std::optional<street::Snap>> snaps;
};
/// Ties the opportunities; notice `opportunites_non_rattachees` with the share of each that is
/// lost, its layer the opportunity's source (and `streets`, when it is not walked).
ReachPlaces reach_places(std::span<const Opportunity> opportunities,
                         std::span<const OpportunityMeasure> measures,
                         const IndexedVector<CategoryIdx, CategorySites>& categories,
                         const street::Snapper& snapper, Threads threads, Notices& notices,
                         std::string_view streets = {});

/// One search a cell. Cells off the network: `non_rattache`; opportunities without any place, or
/// categories without facility: `non_disponible`. Same bytes with any number of threads (sums go
/// by ascending place). Memory: what comes out. Source of the sums: Hansen 1959 (from the
/// literature, not re-read).
ReachFigures reach_figures(const ReachPlaces& places, const PlaceTimesMaker& maker,
                           const CellTies& cells, Threads threads, std::string_view step,
                           const Progress& progress = {});

}  // namespace lisiere::access
