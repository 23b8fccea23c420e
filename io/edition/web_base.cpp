// SPDX-License-Identifier: Apache-2.0
#include "io/edition/web_base.hpp"

#include <algorithm>

#include "io/map/base_map.hpp"

namespace lisiere::io {
namespace {

constexpr const char* main_street = "principale";

bool is_main(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && *text == main_street;
}

/// The main streets alone, for the zooms where all streets would be a blot.
Table main_streets(const Table& streets) {
    Table table = streets;
    table.name = "fond_axes";
    table.rows.clear();
    table.geometries.clear();
    for (std::size_t row = 0; row < streets.rows.size(); ++row) {
        if (!is_main(streets.rows[row].front())) continue;
        table.rows.push_back(streets.rows[row]);
        table.geometries.push_back(streets.geometries[row]);
    }
    return table;
}

LayerStyle main_street_style(const LayerStyle& streets) {
    LayerStyle style = streets;
    style.layer = "fond_axes";
    style.max_zoom = streets.min_zoom;
    style.min_zoom = std::max(0, streets.min_zoom - 2);
    std::erase_if(style.classes, [](const StyleClass& one) {
        return one.value != StyleValue(std::string(main_street));
    });
    style.title = style.classes.empty() ? style.title : style.classes.front().label;
    return style;
}

}  // namespace

WebBase web_base(const Inputs& inputs, const Styles& styles, const PrintSettings::Base& settings) {
    constexpr double close = 1;  // a scale at which everything is drawn: zooms decide here
    WebBase base;
    const auto add = [&](Table table, const LayerStyle& style) {
        if (table.rows.empty()) return;
        base.tables.push_back(std::move(table));
        base.styles.push_back(style);
    };
    std::vector<Table> tables =
        BaseMap(inputs, settings).tables(inputs.territory.study_area, close);
    for (Table& table : tables) {
        const auto style =
            std::find_if(styles.base.begin(), styles.base.end(),
                         [&](const LayerStyle& one) { return one.layer == table.name; });
        if (style == styles.base.end()) continue;
        table.crs = inputs.territory.crs;
        if (table.name == "fond_rues") {
            const LayerStyle axes = main_street_style(*style);
            if (!axes.classes.empty()) add(main_streets(table), axes);
        }
        add(std::move(table), *style);
    }
    return base;
}

}  // namespace lisiere::io
