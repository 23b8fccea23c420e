// SPDX-License-Identifier: Apache-2.0
#include "io/style/check_styles.hpp"

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/style/catalogue_settings.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/context_styles.hpp"
#include "io/style/measures.hpp"
#include "io/style/portrait_settings.hpp"
#include "io/style/print_settings.hpp"
#include "io/style/report_settings.hpp"
#include "io/style/workbook_settings.hpp"

namespace lisiere::io {
namespace {

void require(const ColumnTexts& texts, const std::filesystem::path& file, const std::string& layer,
             const std::string& column) {
    if (column.empty() || texts.documents(layer, column)) return;
    const std::string near = nearest_name(column, texts.names(layer));
    throw ConfigError({file.string() + ", couche " + layer, "colonne « " + column + " »",
                       near.empty() ? "une colonne de la couche" : "« " + near + " » ?",
                       "les colonnes sont dans geodata/schemas/sorties.csv, les indicateurs dans "
                       "geodata/reference/indicateurs.csv"});
}

}  // namespace

void check_styles(const std::filesystem::path& folder, const std::filesystem::path& columns) {
    const Styles styles = read_styles(folder);
    check_drawings(folder);
    read_print_settings(folder, styles);
    read_report_settings(folder);
    const ColumnTexts texts = read_column_texts(columns, "fr");
    for (const LayerStyle& style : styles.layers) {
        const auto file = folder / "couches" / (style.layer + ".toml");
        require(texts, file, style.layer, style.column);
        require(texts, file, style.layer, style.sort_column);
        require(texts, file, style.layer, style.variant_column);
        if (style.label) require(texts, file, style.layer, style.label->column);
        for (const std::string& column : style.tip) require(texts, file, style.layer, column);
        if (style.variant_column.empty())
            for (const LayerStyle::Variant& variant : style.variants)
                require(texts, file, style.layer, variant.value);
    }
    for (const PortraitPart& section : read_portrait_settings(folder).sections)
        for (const PortraitLayer& layer : section.layers) {
            std::vector<std::string> named{layer.key, layer.sorted_by};
            named.insert(named.end(), layer.columns.begin(), layer.columns.end());
            named.insert(named.end(), layer.shown.begin(), layer.shown.end());
            if (layer.report)
                named.insert(named.end(), layer.report->columns.begin(),
                             layer.report->columns.end());
            for (const std::string& column : named)
                if (column.find('*') == std::string::npos)
                    require(texts, folder / "portrait.toml", layer.layer, column);
        }
    for (const SheetSettings& sheet : read_workbook_settings(folder).sheets)
        for (const std::string& column : sheet.columns)
            require(texts, folder / "classeur.toml", sheet.layer, column);
    read_catalogue_settings(folder);
    for (const MeasureRule& rule : read_measures(folder))
        if (rule.column.find('*') == std::string::npos)
            require(texts, folder / "mesures.toml", rule.layer, rule.column);
}

}  // namespace lisiere::io
