// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/atlas/table.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// An indicator, a period... under the short name that figures have room for.
struct ShortName {
    std::string id;
    StyleText label;
};

/// One map of the atlas.
struct Plate {
    /// Of an edition: one page, one a commune with a quarter, one a quarter. Of a scenario: one
    /// page.
    enum class Subject { territory, commune, quarter, scenario };
    /// One of several maps of the same ground on one page.
    struct Panel {
        StyleText title;
        std::string layer;  ///< over the plate's own
    };
    std::string id;
    Subject subject = Subject::quarter;
    StyleText title;
    bool figures = true;  ///< beside the map; false: the map takes the whole page
    std::vector<std::string> layers;
    std::vector<std::string> of_quarter;  ///< layers whose rows of other quarters are left out
    /// Layers or variants without which there is nothing to print: the edition has them, with rows.
    std::vector<std::string> needs = {};
    /// Context layers of which one at least has rows; on the page of a quarter, rows near it.
    /// Empty: not asked for.
    std::vector<std::string> needs_one = {};
    /// What the table beside the map tells of every quarter in place of its index; empty: the
    /// index.
    std::string indicator = {};
    std::vector<Panel> panels = {};  ///< of a scenario: at least one, the last tells the difference
    bool local_list = false;         ///< beside the map, the quarter's local list and the model's
    bool facilities = false;         ///< beside the map, where its residents go, numbered on it
    /// Beside the map, the figures of the quarter.
    bool is_portrait() const { return figures && !local_list && !facilities; }
};

/// styles/impression.toml: how the atlas is laid out and what its figures tell.
struct PrintSettings {
    std::string family;
    double margin_mm = 9;
    double column_mm = 98;
    double dots_per_inch = 150;
    double a3_scale = 1.2;
    struct Colours {
        Colour quarter;
        Colour commune;
        Colour agglomeration;
        Colour text;
        Colour quiet;
        Colour rule;
        Colour frame;
    } colours;
    struct Base {
        double streets_up_to = 0;  ///< scale denominators
        double paths_up_to = 0;
        double buildings_up_to = 0;
        std::vector<std::string> main_streets;  ///< kinds of geodata/reference/voirie.csv
        std::vector<std::string> streets;
    } base;
    std::vector<ShortName> gaps;
    std::vector<ShortName> ages;
    std::vector<ShortName> periods;
    std::vector<Plate> plates;
};

/// Has the edition what the plate needs?
bool is_printed(const Plate& plate, std::span<const Table> tables,
                std::span<const LayerStyle> styles);

/// ConfigError naming file and key: unknown key, colour, layer or subject, a number out of range.
PrintSettings read_print_settings(const std::filesystem::path& folder, const Styles& styles);

}  // namespace lisiere::io
