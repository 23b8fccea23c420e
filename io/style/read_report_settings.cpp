// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "io/base/files.hpp"
#include "io/style/report_settings.hpp"
#include "io/style/style_file.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::vector<ReportTable> tables_in(StyleReader& root, const std::string& key) {
    std::vector<ReportTable> tables;
    for (StyleReader& reader : root.tables(key)) {
        ReportTable table{reader.text("couche"),     reader.words(),
                          reader.texts("colonnes"),  0,
                          reader.text_or("tri", ""), {}};
        const double rows = reader.number_or("lignes", 0);
        if (!(rows >= 0)) reader.fail("lignes", "un nombre négatif", "0 (toutes) ou plus");
        table.most_rows = static_cast<std::size_t>(rows);
        table.method = reader.text_or("methode", "");
        reader.finish();
        tables.push_back(std::move(table));
    }
    return tables;
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
    for (StyleReader& one : reader.tables("chiffre")) {
        settings.headlines.push_back({one.text("indicateur"), one.words()});
        one.finish();
    }
    settings.portrait = tables_in(reader, "tableau");
    settings.quality = tables_in(reader, "qualite");
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
            reader.fail("tableau.methode", "« " + table.method + " »",
                        "la page d'une des [[methode]]");
    reader.finish();
    settings.css = read_text(styles / "rapport" / "rapport.css");
    settings.script = read_text(styles / "rapport" / "rapport.js");
    return settings;
}

}  // namespace lisiere::io
