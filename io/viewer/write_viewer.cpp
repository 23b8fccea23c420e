// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/write_viewer.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <vector>

#include "engine/table/table_rows.hpp"
#include "io/viewer/json_file.hpp"
#include "io/viewer/legend_data.hpp"
#include "io/viewer/measure_data.hpp"
#include "io/viewer/portrait_data.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

/// What a plate asks of a layer: "" the layer, the column that it is coloured by, or nothing.
std::optional<std::string> asked_of(const Plate& plate, const LayerStyle& style) {
    // On the web main streets are a layer of their own: see web_base.
    const std::string name = style.layer == "fond_axes" ? "fond_rues" : map_name(style);
    for (const std::string& layer : plate.layers) {
        if (layer == name) return "";
        const auto [table, column] = split_variant(layer);
        if (table == name && !column.empty() && style.variant_column.empty() &&
            has_variant(style, column))
            return column;
    }
    return std::nullopt;
}

/// The maps that are declared once for paper, QGIS and screen: those of which something is drawn
/// here beside the base map.
Json theme_data(const ViewerEdition& edition) {
    Json themes = Json::array();
    for (const Plate& plate : edition.plates) {
        if (!is_printed(plate, edition.tables, edition.drawn)) continue;
        Json layers = Json::array();
        Json of_quarter = Json::array();
        Json measure;
        bool own = false;
        for (const LayerStyle& style : edition.drawn) {
            const auto column = asked_of(plate, style);
            if (!column) continue;
            layers.push_back(map_name(style));
            own = own || style.group != "fond";
            if (!column->empty()) measure = style.layer + "." + *column;
            if (std::find(plate.of_quarter.begin(), plate.of_quarter.end(), style.layer) !=
                plate.of_quarter.end())
                of_quarter.push_back(map_name(style));
        }
        if (own)
            themes.push_back({{"id", plate.id},
                              {"titre", {{"fr", plate.title.fr}, {"en", plate.title.en}}},
                              {"couches", layers},
                              {"mesure", measure},
                              {"du_quartier", of_quarter}});
    }
    return themes;
}

/// The maps that this edition has not, and why.
Json absent_data(const ViewerEdition& edition) {
    Json absent = Json::array();
    for (const AbsentPlate& plate : edition.absent)
        absent.push_back({{"id", plate.id},
                          {"titre", {{"fr", plate.title.fr}, {"en", plate.title.en}}},
                          {"motif", {{"fr", plate.why.fr}, {"en", plate.why.en}}}});
    return absent;
}

/// Where a bundle may be, in order.
std::vector<fs::path> bundle_folders() {
    if (const char* asked = std::getenv("LISIERE_CARTE")) return {asked};
    return {data_folder() / "viewer", LISIERE_BUILT_VIEWER};
}

}  // namespace

fs::path viewer_bundle() {
    for (const fs::path& folder : bundle_folders())
        if (fs::exists(folder / "index.html")) return folder;
    return {};
}

ViewerAbsence viewer_absence() {
    const std::vector<fs::path> folders = bundle_folders();
    for (const fs::path& folder : folders) {
        std::ifstream file(folder / "absente.txt");
        ViewerAbsence told;
        if (std::getline(file, told.reason) && std::getline(file, told.way_out)) return told;
    }
    if (std::getenv("LISIERE_CARTE") != nullptr)
        return {"LISIERE_CARTE nomme « " + folders.front().string() +
                    " », où il n'y a pas d'index.html",
                "nommer le dossier d'une carte assemblée, ou ôter LISIERE_CARTE"};
    return {"elle n'est pas assemblée à côté de ce programme (« " + folders.back().string() +
                " » n'existe pas)",
            "compiler la cible lisiere_viewer, ou nommer une carte assemblée par LISIERE_CARTE"};
}

void write_viewer(const ViewerEdition& edition, const fs::path& bundle, const fs::path& folder,
                  Notices& notices) {
    if (bundle.empty()) {
        const ViewerAbsence why = viewer_absence();
        notices.add(Severity::avertissement, {"carte_absente", {{"motif", why.reason}}}, "carte",
                    {{"recours", why.way_out}});
        return;
    }
    fs::create_directories(folder / "donnees" / "quartiers");
    for (const auto& entry : fs::directory_iterator(bundle)) {
        // A copy: an editor that writes in place must not change the bundle.
        write_text(folder / entry.path().filename(), read_text(entry.path()));
    }
    write_text(folder / "style.json", edition.map_style);
    link_or_copy(edition.tiles, folder / "lisiere.pmtiles");

    Json index = Json::array();
    if (const Table* perimeters = TableRows(edition.tables, "perimetres").table())
        index = quarter_index(*perimeters, edition.to_lonlat);
    const QuarterData quarters(edition.tables);
    for (const Json& quarter : index)
        write_json(folder / "donnees" / "quartiers" / quarter["fichier"].get<std::string>(),
                   quarters.of(quarter["code"].get<std::string>()));
    const ViewerTexts& texts = *edition.texts;
    const MeasureData measures = measure_data(edition.tables, edition.drawn, texts.measures,
                                              texts.french, texts.english, texts.words);
    fs::create_directories(folder / "donnees" / "mesures");
    for (const auto& [file, values] : measures.files)
        write_json(folder / "donnees" / "mesures" / file, values);
    Json data{{"nom", edition.name},
              {"langue", edition.language},
              {"boite",
               {edition.south_west.lon, edition.south_west.lat, edition.north_east.lon,
                edition.north_east.lat}},
              {"groupes", group_data(*edition.styles)},
              {"couches", legend_data(edition.drawn, edition.tables, edition.styles->background)},
              {"mesures", measures.list},
              {"mots", word_data(texts.words)},
              {"portrait", portrait_data(texts.portrait)},
              {"themes", theme_data(edition)},
              {"themes_absents", absent_data(edition)},
              {"reference", edition.styles->reference},
              {"adresses", edition.addresses},
              {"communes", edition.communes},
              {"quartiers", index},
              {"colonnes", column_data(edition.tables, texts.french, texts.english)}};
    for (const char* name : {"sources", "constats"})
        if (const Table* table = TableRows(edition.tables, name).table())
            data[name] = table_data(*table);
    write_json(folder / "donnees" / "territoire.json", data);
}

}  // namespace lisiere::io
