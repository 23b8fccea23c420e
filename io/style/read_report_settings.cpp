// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/files.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/style/report_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// In the overview, for `comp_*`, the components of enclosure that weigh.
void spell_components(ReportSettings& settings, const fs::path& reference) {
    std::vector<std::string> weighing;
    for (const auto& component : read_enclosure_components(reference, "fr"))
        if (component.weight > 0) weighing.push_back("comp_" + component.id);
    std::vector<std::string> columns;
    for (std::string& column : settings.overview.columns)
        if (column == "comp_*")
            columns.insert(columns.end(), weighing.begin(), weighing.end());
        else
            columns.push_back(std::move(column));
    settings.overview.columns = std::move(columns);
}

}  // namespace

ReportSettings read_report_settings(const fs::path& styles) {
    const fs::path file = styles / "rapport.toml";
    const toml::table root = parse_style(file);
    StyleReader reader(root, file.string());
    ReportSettings settings;
    StyleReader title = reader.table("titre");
    settings.title = title.words();
    title.finish();
    StyleReader overview = reader.table("apercu");
    settings.overview = {"perimetres", overview.words(), overview.texts("colonnes"), 0, "", {}};
    overview.finish();
    const PortraitSettings portrait = read_portrait_settings(styles);
    settings.short_names = portrait.column_names;
    spell_components(settings, styles.parent_path() / "geodata" / "reference");
    settings.heads = portrait.heads_of(PortraitProduct::report);
    settings.headlines = portrait.headlines_of(PortraitProduct::report);
    settings.headline_heads = portrait.headline_heads;
    settings.around = portrait.around;
    settings.portrait = portrait.report_tables();
    for (StyleReader& one : reader.tables("qualite")) {
        settings.quality.push_back(
            {one.text("couche"), one.words(), one.texts("colonnes"), 0, "", {}});
        one.finish();
    }
    for (StyleReader& method : reader.tables("methode")) {
        StyleReader text = method.table("texte");
        settings.methods.push_back(
            {method.words(), text.words(), method.text("page"), method.text("langue"), {}});
        // The pages lie beside styles/, in the tree as where it is installed.
        const fs::path page = styles.parent_path() / settings.methods.back().page;
        if (fs::exists(page)) settings.methods.back().full = read_text(page);
        text.finish();
        method.finish();
    }
    for (const ReportTable& table : settings.portrait)
        if (!table.method.empty() &&
            std::none_of(settings.methods.begin(), settings.methods.end(),
                         [&](const ReportMethod& one) { return one.page == table.method; }))
            reader.fail("methode", "portrait.toml : « " + table.method + " »",
                        "la page d'une des [[methode]]");
    reader.finish();
    settings.css = read_text(styles / "rapport" / "rapport.css");
    settings.script = read_text(styles / "rapport" / "rapport.js");
    return settings;
}

}  // namespace lisiere::io
