// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/write_viewer.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/viewer/legend_data.hpp"
#include "io/viewer/measure_data.hpp"
#include "io/viewer/words.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void refuse(const fs::path& file) {
    throw OutputError({file.string(), "écriture impossible", "de la place et des droits d'écriture",
                       "vérifier le disque"});
}

void write(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.flush();
    if (!out) refuse(file);
}

void write(const fs::path& file, const Json& json) {
    // Names from the inputs may hold bytes that are not UTF-8; they must not stop the run.
    write(file, json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void link_or_copy(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (error) fs::copy_file(from, to, error);
    if (error) refuse(to);
}

const Table* find(std::span<const Table> tables, std::string_view name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    return found == tables.end() ? nullptr : &*found;
}

}  // namespace

fs::path viewer_bundle() {
    std::vector<fs::path> folders{data_folder() / "viewer", LISIERE_BUILT_VIEWER};
    if (const char* asked = std::getenv("LISIERE_CARTE")) folders = {asked};
    for (const fs::path& folder : folders)
        if (fs::exists(folder / "index.html")) return folder;
    return {};
}

void write_viewer(const ViewerEdition& edition, const fs::path& bundle, const fs::path& folder,
                  Notices& notices) {
    if (bundle.empty()) {
        notices.add(Severity::avertissement, "carte_absente", "carte",
                    "la carte web n'est pas écrite : ce programme a été compilé sans npm",
                    "installer nodejs et npm, puis compiler de nouveau");
        return;
    }
    fs::create_directories(folder / "donnees" / "quartiers");
    for (const auto& entry : fs::directory_iterator(bundle)) {
        std::error_code error;
        fs::copy_file(entry.path(), folder / entry.path().filename(), error);
        if (error) refuse(folder / entry.path().filename());
    }
    write(folder / "style.json", edition.map_style);
    link_or_copy(edition.tiles, folder / "lisiere.pmtiles");

    Json index = Json::array();
    if (const Table* perimeters = find(edition.tables, "perimetres"))
        index = quarter_index(*perimeters, edition.to_lonlat);
    const QuarterData quarters(edition.tables);
    for (const Json& quarter : index)
        write(folder / "donnees" / "quartiers" / quarter["fichier"].get<std::string>(),
              quarters.of(quarter["code"].get<std::string>()));
    const Words words = read_words(edition.reference);
    const MeasureData measures = measure_data(edition.tables, edition.drawn, edition.measures,
                                              *edition.french, *edition.english, words);
    fs::create_directories(folder / "donnees" / "mesures");
    for (const auto& [file, values] : measures.files)
        write(folder / "donnees" / "mesures" / file, values);
    Json data{{"nom", edition.name},
              {"langue", edition.language},
              {"boite",
               {edition.south_west.lon, edition.south_west.lat, edition.north_east.lon,
                edition.north_east.lat}},
              {"groupes", group_data(*edition.styles)},
              {"couches", legend_data(edition.drawn)},
              {"mesures", measures.list},
              {"mots", word_data(words)},
              {"communes", edition.communes},
              {"quartiers", index},
              {"colonnes", column_data(edition.tables, *edition.french, *edition.english)}};
    for (const char* name : {"sources", "constats"})
        if (const Table* table = find(edition.tables, name)) data[name] = table_data(*table);
    write(folder / "donnees" / "territoire.json", data);
}

}  // namespace lisiere::io
