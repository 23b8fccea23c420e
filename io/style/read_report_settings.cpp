// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/files.hpp"
#include "io/reference/enclosure_components.hpp"
#include "io/style/report_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The components of enclosure under their names, and in the overview, for `comp_*`, those that
/// weigh.
void add_components(ReportSettings& settings, const fs::path& reference) {
    const auto french = read_enclosure_components(reference, "fr");
    const auto english = read_enclosure_components(reference, "en");
    std::vector<std::string> weighing;
    for (std::size_t i = 0; i < french.size(); ++i) {
        const std::string column = "comp_" + french[i].id;
        settings.short_names[column] = {french[i].label, english[i].label};
        if (french[i].weight > 0) weighing.push_back(column);
    }
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
    for (StyleReader& name : reader.tables("intitule")) {
        settings.short_names[name.text("colonne")] = name.words();
        name.finish();
    }
    add_components(settings, styles.parent_path() / "geodata" / "reference");
    const PortraitSettings portrait = read_portrait_settings(styles);
    settings.headlines = portrait.of_report;
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
