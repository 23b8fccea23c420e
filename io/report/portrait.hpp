// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/provenance.hpp"
#include "engine/table/table.hpp"
#include "io/report/formulas.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/portrait_settings.hpp"

/// `lisiere explain`: all that the outputs say of one perimeter, and where each number comes from.
namespace lisiere::io {

/// One column of the outputs and how its figures are come by.
struct ToldColumn {
    std::string name;   ///< as in the GeoPackage
    std::string label;  ///< heading, without the unit
    std::string unit;   ///< "voir unite": in the row
    bool number = false;
    Formula formula;  ///< of numbers; empty where each row has its own
};

/// The rows of one output layer that are about the perimeter, with their values as published.
struct ToldTable {
    PortraitLayer view;  ///< which layer, and what of it is shown
    std::vector<ToldColumn> columns;
    std::vector<std::vector<Value>> rows;
    std::vector<Formula> row_formulas;  ///< empty, or one a row
};

struct PortraitSection {
    std::string id;     ///< "enclavement"
    std::string title;  ///< "Enclavement", in the language of the edition
    std::vector<ToldTable> tables;
};

struct Portrait {
    std::string territory;
    std::string version;  ///< of the program
    std::string language = "fr";
    std::string code;  ///< key of all tables
    std::string name;
    std::string communes;  ///< "Chanteraine (99001)"
    std::vector<PortraitSection> sections;
    std::vector<Source> sources;  ///< those of the run, as in the table `sources`
    /// Kinds of layers of the formulas ("rues") → ids of the sources declared for them.
    std::map<std::string, std::vector<std::string>> declared;
};

/// What a portrait is made from. Views: they must outlive the call.
struct PortraitInputs {
    std::span<const Table> tables;  ///< every output layer of the run
    const ColumnTexts& texts;
    const Formulas& formulas;
    /// Indicator → its formula in words, as used for this perimeter.
    const std::map<std::string, Formula>& indicators;
    const PortraitSettings& settings;
    std::string language;
};

/// The sections of one perimeter: every column of every table that speaks of it, in the order of
/// the outputs; a section without rows has empty tables. Values are those of the tables, hence
/// those of the GeoPackage.
std::vector<PortraitSection> sections_of(const PortraitInputs& inputs, const std::string& code);

}  // namespace lisiere::io
