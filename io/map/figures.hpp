// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/around.hpp"
#include "io/style/print_settings.hpp"

namespace lisiere::io {

/// One indicator beside the same one of the commune and the EPCI around; nothing where it is not
/// known, with the reason in words.
struct Gap {
    std::string label;
    std::string unit;
    std::optional<double> value;
    std::optional<double> commune;
    Around around;           ///< the rest of its EPCI, else the EPCI, else the study area
    bool estimated = false;  ///< the value is no published one
    std::string missing;     ///< "secret", "non disponible"...
    std::optional<double> covered = {};  ///< as `QuarterFigures::covered`, of this figure
};

/// What the page of a quarter tells, read from the tables that the GeoPackage holds.
struct QuarterFigures {
    std::size_t row = 0;  ///< in `perimetres`
    std::string code;
    std::string official_code;
    std::string name;
    std::string kind;        ///< "quartier_prioritaire"...
    std::string generation;  ///< "2015", "2024" or ""
    std::string statut;      ///< "officiel", "local", "modélisé"
    std::vector<std::string> communes;
    std::string programmes;
    std::string summary;
    bool at_edge = false;
    std::optional<double> covered;  ///< share of its area; 1: whole (io/style/covered.hpp)
    std::optional<double> area_ha;
    std::optional<double> population;
    bool population_official = false;
    std::string reserve;  ///< what is known to be wrong with the method of `population`
    std::optional<double> index;
    std::optional<double> index_low;
    std::optional<double> index_high;
    std::optional<double> rank;
    std::size_t ranked = 0;                ///< how many perimeters have a rank
    std::size_t ranked_cut = 0;            ///< of those, how many are covered in part only
    std::optional<double> services_known;  ///< of the basket, what the share is of
    std::optional<double> services;        ///< of the basket, all of them
    struct Component {
        std::string label;
        std::optional<double> value;
    };
    std::vector<Component> components;
    std::vector<Gap> gaps;
    std::vector<Gap> ages;
    struct Departures {
        std::string label;
        std::optional<double> per_hour;
    };
    std::vector<Departures> departures;
    std::array<std::optional<double>, 16> rose;  ///< detour, from north clockwise
    std::array<bool, 16> closed{};               ///< nobody gets through in that direction
};

/// How many indicators the page of a quarter has room for.
inline constexpr std::size_t most_gaps = 6;

/// One a row of `perimetres`, in its order. Of `settings.gaps` the first `most_gaps` that a quarter
/// has a value of, then those that it lacks; ages by `settings.ages`, by `settings.wide_ages` where
/// it has none of them. `settings` must outlive them.
std::vector<QuarterFigures> quarter_figures(std::span<const Table> tables,
                                            const PrintSettings& settings,
                                            const std::string& language);

}  // namespace lisiere::io
