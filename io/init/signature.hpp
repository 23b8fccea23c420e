// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/gdal/schema.hpp"

namespace lisiere::io::init {

/// [[reconnaissance]] of a schema: by what a file of that kind is known. Everything here is by
/// names of fields; the columns are those by which the readers themselves find them.
struct Signature {
    std::string schema;                   ///< of geodata/schemas
    std::string id;                       ///< unique among all signatures
    std::string title;                    ///< French, for people
    std::string section;                  ///< of the configuration: "perimetres"
    int order = 0;                        ///< tried in this order, the first that fits in full wins
    std::vector<std::string> geometries;  ///< "polygones", "lignes", "points", "table"
    std::vector<std::string> required;    ///< fields that must have a column
    std::vector<std::vector<std::string>>
        one_of;  ///< groups of fields, one of which is whole; "geometrie": the layer has one
    std::vector<std::string> among;  ///< fields of which at least `at_least` have a column
    std::size_t at_least = 0;
    std::map<std::string, std::regex> values;  ///< what most values of a field look like
    std::map<std::string, std::set<std::string>>
        known;                ///< words of a reference table, of which a field's values are many
    bool by_values = false;   ///< a field under another name may be found by what it says
    double least_side_m = 0;  ///< the median feature is at least that long
    std::vector<std::string> unique;  ///< fields that never say the same twice
    std::vector<std::regex> columns;  ///< names that columns must have beside the fields
    bool figures = false;             ///< has a column of numbers that the schema reads
    std::map<std::string, std::vector<std::string>> also;   ///< fields that only this folder reads
    std::vector<std::pair<std::string, std::string>> keys;  ///< to write: echelle → iris
    std::string proposal;  ///< why it is only proposed, as a comment; empty: written
};

struct Kind {
    Schema schema;
    std::vector<Signature> signatures;
};

/// Every schema of the data folder, by name, with its signatures. InputError when one is wrong.
std::vector<Kind> read_kinds();

}  // namespace lisiere::io::init
