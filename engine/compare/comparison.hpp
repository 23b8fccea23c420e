// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/geo/geometry.hpp"

namespace lisiere::compare {

/// Something that two editions were not made from alike.
struct Cause {
    enum class Kind { source, reference, setting, program };
    Kind kind = Kind::source;
    std::string what;  ///< kind of input, file of geodata/, key of a setting; empty: the program
    std::string base;  ///< files, value or version; empty: there was none
    std::string next;  ///< the same of the new edition
    std::string base_vintage = {};  ///< of a source
    std::string next_vintage = {};
    friend bool operator==(const Cause&, const Cause&) = default;
};

/// A perimeter as one of the editions tells it.
struct PerimeterFacts {
    std::string code;
    std::string name;
    std::string genre;
    std::string communes;
    std::string generation;
    geo::MultiPolygon shape;  ///< empty: nobody has drawn it
};

/// One perimeter in both editions, or in one of them.
struct PerimeterPair {
    /// By what the two are one: never by a name.
    enum class Tie {
        none,     ///< in one edition only
        code,     ///< the same code, on ground that both share
        ground,   ///< other codes of one generation, nearly the same ground
        lineage,  ///< two generations, by the layer `filiation`
    };
    Tie tie = Tie::none;
    std::optional<PerimeterFacts> base;
    std::optional<PerimeterFacts> next;
    bool redrawn = false;  ///< the ground is not the same
    /// Of a pair on ground of its own: share of each that is common, of area and of people. Nothing
    /// when it cannot be told (no outline, no cells, two CRS).
    std::optional<double> area_of_base;
    std::optional<double> area_of_next;
    std::optional<double> people_of_base;
    std::optional<double> people_of_next;
    /// Are their figures set side by side? Not those of a small exchange between generations.
    bool compared = false;
    /// A code that both editions have, for two places that share no ground.
    bool homonym = false;

    bool renamed() const { return base && next && base->name != next->name; }
    const PerimeterFacts& shown() const { return next ? *next : *base; }
};

/// A value as published, or why there is none.
struct Figure {
    std::optional<double> value;
    std::string reason;          ///< of a missing one: the table's `motif`, else "non disponible"
    std::optional<double> low;   ///< standard error, or the low end of a range
    std::optional<double> high;  ///< the high end
    friend bool operator==(const Figure&, const Figure&) = default;
};

/// What can be said of a difference, given the doubt about both values.
enum class Verdict {
    beyond,      ///< larger than the error of both
    same_sense,  ///< of the same sense under any weights, its size is not sure
    within,      ///< the error of both may do
    rounding,    ///< the rounding of published figures may do
    exact,       ///< no error is published: computed from the inputs as they are, beyond rounding
    untold,      ///< one of the two is missing
};
std::string_view to_text(Verdict verdict);

/// Why a figure moved.
struct CauseOf {
    std::size_t cause = 0;  ///< in Comparison::causes
    bool direct = false;    ///< the figure's formula names it; else through what that hangs on
    friend auto operator<=>(const CauseOf&, const CauseOf&) = default;
};

/// A figure of a perimeter that is not the same in both editions.
struct Change {
    std::size_t pair = 0;           ///< in Comparison::perimeters
    std::size_t rule = 0;           ///< in Rules::measures
    std::vector<std::string> keys;  ///< values of the rule's key columns
    std::string label;              ///< what they mean, as the tables say it; may be empty
    std::string unit;               ///< of this row; empty: the rule's
    Figure base;
    Figure next;
    std::optional<double> difference;  ///< next - base, where both are there
    Verdict verdict = Verdict::untold;
    /// The raw figures are equal: only the others moved.
    bool by_rank = false;
    /// The outline of the perimeter changed, and the figure with it.
    bool outline = false;
    std::vector<CauseOf> causes;      ///< the nearest first; empty with `by_rank` or nothing known
    std::vector<std::size_t> places;  ///< facilities or stops that explain it, the nearest first
    std::vector<std::size_t> lines;   ///< lines that explain it, the greatest change first
};

/// A facility or a stop that one edition has and the other has not.
struct PlaceChange {
    enum class Kind { opened, closed, moved };
    Kind kind = Kind::opened;
    bool stop = false;
    std::string category;  ///< "pharmacie"; empty for a stop
    std::string name;
    std::string label;               ///< of the category
    std::string lines;               ///< of a stop
    geo::Point at;                   ///< where it is, or was
    std::optional<geo::Point> from;  ///< of one that moved: `at` is the new place
};

/// A line at a perimeter over a period, where its departures are not the same.
struct LineChange {
    std::size_t pair = 0;
    std::string period;
    std::string line;
    std::string operator_name;
    std::string mode;
    double base = 0;  ///< departures an hour at its best stop, both directions; 0: not in reach
    double next = 0;
    std::string base_last;  ///< last departure of the period; empty: none
    std::string next_last;
};

/// A table or a column that one of the editions has not: nothing of it is compared.
struct Absent {
    std::string table;
    std::string column;    ///< empty: the whole table
    bool in_base = false;  ///< which one lacks it: the former edition, else the new one
    friend auto operator<=>(const Absent&, const Absent&) = default;
};

/// What changed between two editions. A value: nothing in it refers to the editions.
/// - `compare(A, A)` has no cause, no change, no place, no line.
/// - `compare(B, A)` is `compare(A, B)` with base and next exchanged.
/// - `base + difference = next` for every change that has a difference.
/// - No cause names what has the same hash, value or version in both.
/// - The order of rows, of tables and of inputs changes nothing.
struct Comparison {
    struct Side {
        std::string territory;
        std::string language;
        std::string version;
        std::string fingerprint;
    };
    Side base;
    Side next;
    std::vector<Cause> causes;
    std::vector<PerimeterPair> perimeters;  ///< by code: of the new edition, else of the former
    std::vector<Change> changes;            ///< by perimeter, rule and keys
    std::vector<PlaceChange> places;
    std::vector<LineChange> lines;
    std::vector<Absent> absent;
    std::size_t compared = 0;  ///< figures set side by side

    /// Nothing moved in what the editions say, whatever they were made from.
    bool unchanged() const;
};

}  // namespace lisiere::compare
