// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "io/style/style.hpp"

namespace lisiere::io {

/// An indicator, a period... under the short name that figures have room for.
struct ShortName {
    std::string id;
    StyleText label;
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
};

struct PortraitPart {
    std::string id;  ///< of a section: "enclavement"
    StyleText title;
    std::vector<PortraitLayer> layers;
};

/// What is told of a quarter, wherever it is told: styles/portrait.toml.
struct PortraitSettings {
    std::vector<PortraitPart> sections;
    /// Indicators told first, beside commune and agglomeration: of the report, every one that the
    /// run has; of the printed page, the first that the quarter has.
    std::vector<ShortName> of_report;
    std::vector<ShortName> of_page;
    std::vector<ShortName> ages;       ///< of the printed page
    std::vector<ShortName> wide_ages;  ///< where a quarter has none of `ages`
    std::vector<ShortName> periods;    ///< of the printed page

    /// The tables of the report, in the order of the sections.
    std::vector<ReportTable> report_tables() const;
};

/// `styles`: the folder. ConfigError naming file and key: an unknown key or product, no TOML, a
/// layer without what is shown of it, two sections of one id.
PortraitSettings read_portrait_settings(const std::filesystem::path& styles);

}  // namespace lisiere::io
