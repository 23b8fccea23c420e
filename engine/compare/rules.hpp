// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lisiere::compare {

enum class Better { none, more, less };

/// What an edition publishes of the doubt about a figure, by the columns beside it. Empty: nothing,
/// the figure is computed from the inputs as they are.
struct ErrorColumns {
    std::string standard_error;
    std::string low;  ///< ends of a range, under drawn weights or other decays
    std::string high;
    /// Rows whose column holds this word have no error of their own: "methode", "officiel".
    std::string except_column;
    std::string except_value;
    /// Measures of which the figure is a mean, and the setting that weighs each: "0" takes it out.
    std::vector<std::pair<std::string, std::string>> parts;
};

/// The raw figures of which a rank, a percentile or an index is only the place among others.
struct RawMeasures {
    std::string rule;  ///< id of their rule; empty: the measure is raw itself
    std::map<std::string, std::string> where;  ///< their key columns; "=": as the measure's own
    std::string counts;  ///< column that is not 0 in what counts; empty: all count
};

/// A figure that is compared: one column of one table, row by row. A line of
/// geodata/reference/comparaison.csv.
struct MeasureRule {
    std::string id;
    std::string table;
    std::string column;
    std::vector<std::string> keys;            ///< columns that tell a perimeter's rows apart
    std::map<std::string, std::string> only;  ///< rows where the key column holds this word
    std::string label_column;                 ///< of the table, for what the keys mean; or empty
    std::string unit_column;                  ///< where each row has a unit of its own; or empty
    Better better = Better::none;
    ErrorColumns error;
    RawMeasures raw;
    double least = 0;        ///< smallest difference worth a sentence
    double least_share = 0;  ///< and the smallest worth one as a share of the former value
    int lead = 0;            ///< place among what a summary says first; 0: told in tables only
    std::vector<std::string> inputs;  ///< what the figure hangs on directly
    std::map<std::string, std::vector<std::string>> inputs_by_key;  ///< for one of the first key
};

/// What hangs on what: "carreaux" → the layers that make cells where no grid is published.
struct Dependences {
    std::map<std::string, std::vector<std::string>, std::less<>> on;

    /// The kinds, settings and reference files that `direct` hangs on, at any depth: name → depth,
    /// 0 for those given.
    std::map<std::string, int> reach(const std::vector<std::string>& direct) const;
};

/// Distances and shares that decide; metres and shares of 1.
struct Thresholds {
    double same_place_m = 10;  ///< nearer: one place, whatever it is called
    double same_name_m = 100;  ///< nearer: one place, where the names are equal
    double moved_m = 2000;     ///< nearer, of one name, the only one left of it: it moved
    double near_m = 3000;      ///< facilities that may explain what changes in a perimeter
    double same_ground = 0.9;  ///< share of both that makes one perimeter of two codes
    double heir = 0.5;  ///< share of both that lets figures of two generations be set side by side
    double redrawn = 1e-6;  ///< share of a perimeter that must move for it to be redrawn
};

struct Rules {
    std::vector<MeasureRule> measures;
    Dependences dependences;
    Thresholds thresholds;

    const MeasureRule* find(std::string_view id) const {
        for (const MeasureRule& rule : measures)
            if (rule.id == id) return &rule;
        return nullptr;
    }
};

}  // namespace lisiere::compare
