// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "io/base/error.hpp"
#include "io/cli/commands.hpp"
#include "io/cli/memory.hpp"
#include "io/cli/standard_streams.hpp"
#include "io/config/run_config.hpp"
#include "io/gdal/inspect.hpp"
#include "io/gdal/projector.hpp"
#include "io/gtfs/feed_files.hpp"
#include "io/gtfs/inspect.hpp"
#include "io/gtfs/service.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/osm/inspect.hpp"
#include "io/reference/notice_words.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::cli {
namespace fs = std::filesystem;
namespace {

bool ends_with_any(const std::string& name, std::initializer_list<const char*> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return name.ends_with(ending); });
}

/// Decimals worth showing: five for degrees, none for metres.
int digits(const geo::Box& extent) {
    return std::abs(extent.max_x) <= 180 && std::abs(extent.max_y) <= 90 ? 5 : 0;
}

void show_vector(const fs::path& file) {
    const io::FileInfo info = io::inspect(file);
    show("{} : {}\n", file.string(), info.format);
    for (const io::LayerInfo& layer : info.layers) {
        show("\ncouche {} : {} lignes{}\n", layer.name, layer.features,
             layer.geometry.empty() ? ", sans géométrie" : ", " + layer.geometry);
        if (!layer.crs.empty())
            show("  CRS : {}{}\n", layer.crs,
                 layer.epsg != 0 ? fmt::format(" (EPSG:{})", layer.epsg) : "");
        if (!layer.extent.empty())
            show("  emprise : {:.{}f} {:.{}f} {:.{}f} {:.{}f}\n", layer.extent.min_x,
                 digits(layer.extent), layer.extent.min_y, digits(layer.extent), layer.extent.max_x,
                 digits(layer.extent), layer.extent.max_y, digits(layer.extent));
        if (!layer.warning.empty()) show("  attention : {}\n", layer.warning);
        for (const io::ColumnInfo& column : layer.columns)
            show("  {:<28} {:<8} {}\n", column.name, column.type, column.description);
    }
}

bool is_feed(const fs::path& file) {
    if (fs::is_directory(file)) return fs::exists(file / "stops.txt");
    if (file.extension() != ".zip") return false;
    return io::FeedFiles::open(file).has("stops.txt");
}

void show_feed(const fs::path& file) {
    const io::FeedSummary feed = io::inspect_feed(io::FeedFiles::open(file));
    show("{} : horaires GTFS, {}\n", file.string(), fmt::join(feed.agencies, ", "));
    show("  {} arrêts, {} stations, {} courses, {} horaires ({} sans heure, interpolées)\n",
         feed.stops, feed.stations, feed.trips, feed.stop_times, feed.blank_rows);
    for (const auto& [mode, lines] : feed.lines)
        show("  {} : {} lignes\n", transit::to_text(mode), lines);
    if (feed.first_day)
        show("  service du {} au {}\n", transit::iso_date(*feed.first_day),
             transit::iso_date(*feed.last_day));
    show("  {}\n", io::ordinary_weekday(feed.typical));
    const io::NoticeWords words = io::read_notice_words("fr");
    for (const Notice& notice : feed.notices.items())
        show("  {} ×{} : {}\n", notice.code, notice.count, words.message(notice));
}

void show_config(const fs::path& file) {
    const io::RunConfig config = load_config(file);
    show("{} : configuration de « {} »\n", file.string(), config.name);
    for (const io::LayerSpec* layer : io::layers_of(config))
        show("  {:<16} {}{}{}\n", layer->key, layer->file_as_written,
             layer->layer.empty() ? "" : ", couche " + layer->layer,
             layer->source.empty() ? "" : " (source " + layer->source + ")");
}

void show_edition(const fs::path& folder, const io::EarlierEdition& edition) {
    show("{} : {}, empreinte {}\n", folder.string(),
         edition.kind == io::EditionKind::scenario     ? "scénario"
         : edition.kind == io::EditionKind::comparison ? "comparaison"
                                                       : "édition",
         edition.fingerprint);
    for (const io::HashedFile& file : edition.outputs)
        show("  {:<32} {:>12} octets\n", file.path, file.bytes);
}

}  // namespace

void add_info(CLI::App& app, Action& action) {
    auto* verb = app.add_subcommand("info", "dit ce que contient un fichier ou une édition");
    auto path = std::make_shared<std::string>();
    verb->add_option("fichier", *path, "couche, OSM, GTFS, configuration ou dossier d'une édition")
        ->required();
    verb->callback([path, &action] {
        action = [path](Reporter&) {
            const fs::path file(*path);
            const std::string name = file.filename().string();
            std::error_code error;
            if (!fs::exists(file, error))
                throw io::InputError({file.string(), "aucun fichier de ce nom",
                                      "un fichier ou un dossier existant", "vérifier le chemin"});
            if (const auto edition = io::read_earlier_edition(file))
                show_edition(file, *edition);
            else if (name.ends_with(".toml"))
                show_config(file);
            else if (ends_with_any(name, {".pbf", ".osm", ".osm.gz", ".osm.bz2"}))
                show("{}", io::describe_osm(file));
            else if (is_feed(file))
                show_feed(file);
            else
                show_vector(file);
            return ExitCode::done;
        };
    });
}

}  // namespace lisiere::cli
