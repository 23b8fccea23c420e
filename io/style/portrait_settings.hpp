// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/style/around.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// Where a quarter is told, beside `lisiere explain`, which tells every column.
enum class PortraitProduct : std::uint8_t { report, page, web, qgis };

/// An indicator, a period... under the short name that figures have room for.
struct ShortName {
    std::string id;
    StyleText label;
};

/// A figure of `perimetres` that is seen first.
struct HeadFigure {
    std::string column;
    StyleText label;
    std::string low;  ///< columns of its range; empty: none
    std::string high;
    bool share = false;  ///< 0 to 1, told in percent
    std::set<PortraitProduct> in;
};

/// An indicator told first, beside the commune and what is around.
struct Headline {
    ShortName name;
    std::set<PortraitProduct> in;
};

/// Heads of the columns of the headlines.
struct HeadlineHeads {
    StyleText title;
    StyleText quarter;
    StyleText commune;
    StyleText around;  ///< where there is little room; else the words of the first of `around`
    StyleText gap;
};

/// A table of the report: columns of an output layer, in order.
struct ReportTable {
    std::string layer;
    StyleText title;
    std::vector<std::string> columns;
    std::size_t most_rows = 0;  ///< 0: all
    std::string sorted_by;      ///< greatest first; empty: as published
    std::string method = {};    ///< page of the method its figures come from; empty: none
};

/// How the web map draws a layer of the portrait.
struct WebTable {
    std::string layer;
    StyleText title;
    std::string drawing;               ///< one of `web_drawings()`
    std::vector<std::string> columns;  ///< "a|b": b where a is missing
    std::size_t most_rows = 0;         ///< 0: all
    std::string only;                  ///< rows where this column is true; empty: all
    std::string strong;                ///< in bold where this column is true; empty: none
    StyleText help;                    ///< below; empty: nothing
};
/// What the web map knows to draw: styles/viewer/src/portrait.js.
const std::set<std::string>& web_drawings();

/// What a section tells of one output layer.
struct PortraitLayer {
    std::string layer;
    std::string key = "code";  ///< column that names the perimeter
    bool key_is_list = false;  ///< it names several, separated by spaces or commas
    /// Told, a `*` allowed in each; empty: every column but the key and the name of the quarter.
    std::vector<std::string> columns;
    /// At a terminal, in this order; of `perimetres`, whose row is a card, none: all that is told.
    std::vector<std::string> shown;
    std::size_t most_rows = 40;  ///< at a terminal
    std::string sorted_by;       ///< at a terminal, greatest first; empty: as published
    std::optional<ReportTable> report;
    std::optional<WebTable> web;
};

struct PortraitPart {
    std::string id;  ///< of a section: "enclavement"
    StyleText title;
    std::vector<PortraitLayer> layers;
};

/// What is told of a quarter, wherever it is told: styles/portrait.toml.
struct PortraitSettings {
    std::vector<HeadFigure> heads;
    std::vector<AroundPlace> around;  ///< at least one
    HeadlineHeads headline_heads;
    /// The report and the web map show every one that the run has; QGIS every one, the printed
    /// page the first, that the quarter has.
    std::vector<Headline> headlines;
    std::map<std::string, StyleText> column_names;  ///< in place of headings, report and web map
    std::map<std::string, StyleText> web_names;     ///< of the web map alone, before the others
    std::vector<ShortName> ages;                    ///< of the printed page
    std::vector<ShortName> wide_ages;               ///< where a quarter has none of `ages`
    std::vector<ShortName> periods;                 ///< of the printed page
    std::vector<PortraitPart> sections;

    std::vector<HeadFigure> heads_of(PortraitProduct product) const;
    std::vector<ShortName> headlines_of(PortraitProduct product) const;
    /// The tables of the report, in the order of the sections.
    std::vector<ReportTable> report_tables() const;
};

/// `styles`: the folder. ConfigError naming file and key: an unknown key, product or drawing, no
/// TOML, a layer without what is shown of it, two sections of one id.
PortraitSettings read_portrait_settings(const std::filesystem::path& styles);

}  // namespace lisiere::io
