// SPDX-License-Identifier: Apache-2.0
#include "io/compare/write_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "io/base/files.hpp"
#include "io/compare/comparison_page.hpp"
#include "io/compare/comparison_tables.hpp"
#include "io/compare/rules.hpp"
#include "io/compare/sentences.hpp"
#include "io/gdal/read_geopackage.hpp"
#include "io/gdal/write_geopackage.hpp"
#include "io/reference/reference_row.hpp"
#include "io/report/content_hash.hpp"
#include "io/report/tables.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/layer_texts.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

constexpr const char* kind_of_comparison = "comparaison";

GeopackageOptions described_by(const std::string& language) {
    const fs::path schemas = data_folder() / "geodata" / "schemas";
    GeopackageOptions options;
    options.column = [texts = read_column_texts(schemas / "sorties.csv", language)](
                         std::string_view table,
                         std::string_view column) -> std::optional<ColumnText> {
        const auto meaning = texts.find(table, column);
        if (!meaning) return std::nullopt;
        return ColumnText{heading(*meaning), meaning->unit.empty() ? meaning->description
                                                                   : meaning->description + " (" +
                                                                         meaning->unit + ")"};
    };
    options.layer = [texts =
                         read_layer_texts(schemas / "couches.csv", language)](const Table& table) {
        LayerText text;
        if (const LayerMeaning* meaning = find_layer(texts, table.name)) {
            text.title = meaning->title;
            text.description = meaning->description;
        }
        return text;
    };
    return options;
}

Json files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Json list = Json::array();
    for (const fs::path& file : files)
        list.push_back({{"fichier", file.filename().string()},
                        {"octets", fs::file_size(file)},
                        {"sha256", sha256_of(file)}});
    return list;
}

Json side(const compare::Comparison::Side& of, const fs::path& folder) {
    return {{"dossier", folder.generic_string()},
            {"territoire", of.territory},
            {"langue", of.language},
            {"lisiere", of.version},
            {"empreinte", of.fingerprint}};
}

}  // namespace

void write_comparison(const compare::Comparison& comparison, const ComparedFolders& editions,
                      const fs::path& folder, Notices& notices) {
    const ComparisonRules rules = read_comparison_rules(reference_folder());
    const Sentences say(comparison, rules, editions.language);
    const std::array<LayerToRead, 2> wanted{{{"perimetres", {"code"}}, {"coupures", {"type"}}}};
    const std::vector<Table> drawn = read_geopackage(editions.next / "lisiere.gpkg", wanted);
    geo::Crs crs;
    PageSettings page;
    for (const Table& table : drawn) {
        if (table.name == "perimetres") crs = table.crs;
        if (table.name == "coupures") page.background.barriers = &table;
    }
    const std::vector<Table> tables = comparison_tables(comparison, rules, say, crs);
    write_geopackage(tables, folder / "comparaison.gpkg", described_by(editions.language), notices);
    Json layers = Json::array();
    for (const Table& table : tables) {
        if (table.name == "comparaison_chiffres")
            write_text(folder / "comparaison.csv", to_csv(table));
        layers.push_back({{"couche", table.name},
                          {"lignes", table.rows.size()},
                          {"sha256_contenu", content_hash(table)}});
    }
    const fs::path styles = data_folder() / "styles" / "rapport";
    page.css = read_text(styles / "rapport.css") + read_text(styles / "comparaison.css");
    page.names = {editions.base.string(), editions.next.string()};
    write_text(folder / "comparaison.html", comparison_page(comparison, rules, say, page));

    Json root;
    root["lisiere"] = LISIERE_VERSION;
    root["genre"] = kind_of_comparison;
    root["territoire"] = comparison.next.territory;
    root["empreinte"] =
        sha256_of_text(fmt::format("{}\n{}\n{}\n{}\n", LISIERE_VERSION, editions.language,
                                   comparison.base.fingerprint, comparison.next.fingerprint));
    root["avant"] = side(comparison.base, editions.base);
    root["apres"] = side(comparison.next, editions.next);
    root["couches"] = layers;
    root["sorties"] = files_in(folder);
    write_text(folder / "manifeste.json",
               root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace lisiere::io
