// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/table/table.hpp"
#include "io/style/portrait_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

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
    StyleText without = {};  ///< why there is no plate where what it needs is not there
    /// What the table beside the map tells of every quarter in place of its index; empty: the
    /// index.
    std::string indicator = {};
    std::vector<Panel> panels = {};  ///< of a scenario: at least one, the last tells the difference
    bool local_list = false;         ///< beside the map, the quarter's local list and the model's
    bool facilities = false;         ///< beside the map, where its residents go, numbered on it
    /// Beside the map, the figures of the quarter.
    bool is_portrait() const { return figures && !local_list && !facilities; }
};

/// styles/impression.toml: how the atlas is laid out; portrait.toml: what its figures tell.
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
    std::vector<ShortName> components;  ///< of enclosure
    // What follows is of styles/portrait.toml.
    std::vector<HeadFigure> heads;
    std::vector<ShortName> gaps;
    HeadlineHeads gap_heads;
    std::vector<AroundPlace> around;  ///< what `gaps` are beside; outlives the figures
    std::vector<ShortName> ages;
    std::vector<ShortName> wide_ages;  ///< where a quarter has none of `ages`
    std::vector<ShortName> periods;
    std::vector<Plate> plates;
    std::vector<Plate> undeclared;  ///< of layers that the configuration does not declare: none
};

/// Has the edition what the plate needs? Of "isochrones/marche" a row of that mode, of
/// "iris/revenu_median" an area with that value.
bool is_printed(const Plate& plate, std::span<const Table> tables,
                std::span<const LayerStyle> styles);

/// A plate that the edition has not, under its title, and why.
struct AbsentPlate {
    std::string id;
    StyleText title;
    StyleText why;
    /// "Où mène la marche, parce qu'aucune rue n'est lue": French elides before a vowel.
    std::string said(const std::string& language) const;
};
/// What paper, the QGIS project and the web map leave out, each plate once, in the settings' order
/// and those of undeclared layers last; plates of a scenario are no part of an edition.
std::vector<AbsentPlate> absent_plates(const PrintSettings& settings, std::span<const Table> tables,
                                       std::span<const LayerStyle> styles);

/// `folder`: styles/, beside which geodata/ lies. ConfigError naming file and key: unknown key,
/// colour, layer or subject, a number out of range.
PrintSettings read_print_settings(const std::filesystem::path& folder, const Styles& styles);

}  // namespace lisiere::io
