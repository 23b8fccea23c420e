// SPDX-License-Identifier: Apache-2.0
#include "io/pipeline/write_edition.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/table_rows.hpp"
#include "io/base/zip_file.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/write_geopackage.hpp"
#include "io/map/print_atlas.hpp"
#include "io/pipeline/edition_parts.hpp"
#include "io/pipeline/tile_layers.hpp"
#include "io/pipeline/web_base.hpp"
#include "io/report/content_hash.hpp"
#include "io/report/html_report.hpp"
#include "io/report/iso_metadata.hpp"
#include "io/report/tables.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/layer_texts.hpp"
#include "io/style/maplibre.hpp"
#include "io/style/qgis_project.hpp"
#include "io/style/qml.hpp"
#include "io/style/style.hpp"
#include "io/tiles/write_tiles.hpp"
#include "io/viewer/write_viewer.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// What goes to the web: a layer with rows, and geometry.
/// The generation before is for the GeoPackage: a web map shows the quarters there are.
bool is_mapped(const Table& table) {
    return table.name != "filiation" && table.geometry_type != GeometryType::none &&
           !table.rows.empty();
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.flush();
    if (!out)
        throw OutputError({file.string(), "écriture impossible",
                           "de la place et des droits d'écriture", "vérifier le disque"});
}

std::vector<HashedFile> files_below(const fs::path& folder) {
    std::vector<HashedFile> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back({entry.path().lexically_relative(folder).generic_string(),
                             sha256_of(entry.path()), entry.file_size()});
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
}

fs::path columns_file() {
    return data_folder() / "geodata" / "schemas" / "sorties.csv";
}

fs::path layers_file() {
    return data_folder() / "geodata" / "schemas" / "couches.csv";
}

class Writer {
  public:
    Writer(std::vector<Table> tables, const Inputs& inputs, Threads threads,
           const RunConfig& config, fs::path folder, Notices& notices, const Progress& progress)
        : config_(config),
          inputs_(inputs),
          folder_(std::move(folder)),
          notices_(notices),
          progress_(progress),
          tables_(std::move(tables)),
          texts_(read_column_texts(columns_file(), config.language)),
          layer_texts_(read_layer_texts(layers_file(), config.language)),
          styles_(read_styles(data_folder() / "styles")),
          print_(read_print_settings(data_folder() / "styles", styles_)),
          crs_(inputs.territory.crs),
          attribution_(attribution_of(inputs.sources)),
          threads_(threads) {
        for (const Commune& commune : inputs.territory.communes)
            communes_[commune.code] = commune.name;
        for (const Table& table : tables_) {
            std::vector<std::string> columns;
            for (const Column& column : table.columns) columns.push_back(column.name);
            if (const LayerStyle* style = styles_.find(table.name))
                fitted_.push_back(fitted(*style, columns, notices_));
        }
        std::stable_sort(
            fitted_.begin(), fitted_.end(),
            [](const LayerStyle& a, const LayerStyle& b) { return a.order < b.order; });
    }

    /// `whole`: with tiles, report and pages.
    Edition write(bool whole) {
        geopackage();
        csv();
        if (whole) {
            vector_tiles();
            html();
            if (config_.print.enabled) print();
        }
        Edition edition;
        for (const Table& table : tables_)
            edition.layers.push_back({table.name, table.rows.size(), content_hash(table)});
        edition.files = files_below(folder_);
        return edition;
    }

  private:
    void geopackage() {
        constexpr std::string_view step = "GeoPackage";
        report(progress_, step, 0);
        GeopackageOptions options;
        options.column = [this](std::string_view table,
                                std::string_view column) -> std::optional<ColumnText> {
            const auto meaning = texts_.find(table, column);
            if (!meaning) return std::nullopt;
            return ColumnText{heading(*meaning),
                              meaning->unit.empty()
                                  ? meaning->description
                                  : meaning->description + " (" + meaning->unit + ")"};
        };
        options.layer = [this](const Table& table) { return layer_text(table); };
        options.metadata = metadata("lisiere.gpkg", config_.name, attribution_, crs_.epsg);
        options.progress = [this, step](double done) {
            report(progress_, step, std::min(done, 0.99));
        };
        write_geopackage(tables_, folder_ / "lisiere.gpkg", options, notices_);
        write_zip(folder_ / "territoire.qgz", "territoire.qgs", project());
        report(progress_, step, 1);
    }

    /// The GeoPackage as QGIS opens it at once: groups, drawing order, what is shown at first.
    std::string project() const {
        ProjectOptions options;
        options.name = config_.name;
        options.language = config_.language;
        options.epsg = crs_.epsg;
        geo::Box box;
        // Those of a scenario have no perimeters to relate to, nor what the plates show.
        const bool edition = std::any_of(tables_.begin(), tables_.end(), [](const Table& table) {
            return table.name == "perimetres";
        });
        std::vector<ProjectLayer> layers;
        for (const Table& table : tables_) {
            LayerText text = layer_text(table);
            const LayerStyle* style =
                table.geometry_type == GeometryType::none ? nullptr : style_of(table);
            ProjectLayer layer{table.name, text.title.empty() ? table.name : text.title, style,
                               std::move(text.style_qml)};
            layer.of_perimeter = edition && table.name != "perimetres" && has_column(table, "code");
            if (style == nullptr || style->variants.empty()) {
                layers.push_back(std::move(layer));
            } else {
                for (const LayerStyle::Variant& variant : style->variants) {
                    layer.variant = variant.value;
                    layer.title = variant.title.in(config_.language);
                    if (style->variant_column.empty())
                        layer.qml = qml(as_variant(*style, variant.value), aliases_of(table),
                                        config_.language);
                    layers.push_back(layer);
                }
            }
            if (table.name == "perimetres") options.bookmarks = bookmarks_of(table);
            for (const geo::Geometry& geometry : table.geometries)
                if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                    box.extend(geo::bounds(*shape));
        }
        options.extent = {box.min_x, box.min_y, box.max_x, box.max_y};
        options.attribution = attribution_;
        for (const Plate& plate : print_.plates) {
            if (!edition) break;
            if (!is_printed(plate, tables_, fitted_)) continue;
            options.themes.push_back({plate.title.in(config_.language), plate.layers});
            if (plate.subject == Plate::Subject::quarter && options.layout_theme.empty())
                options.layout_theme = options.themes.back().name;
        }
        return qgis_project(layers, styles_, options);
    }

    static bool has_column(const Table& table, std::string_view name) {
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [&](const Column& column) { return column.name == name; });
    }

    void csv() {
        report(progress_, "tables", 0);
        write_csv_tables(tables_, folder_ / "tables");
        report(progress_, "tables", 1);
    }

    void vector_tiles() {
        constexpr std::string_view step = "tuiles";
        report(progress_, step, 0);
        const WebBase base =
            web_base(inputs_, styles_, read_print_settings(data_folder() / "styles", styles_).base);
        std::vector<TileLayer> layers;
        std::vector<Table> labels;
        labels.reserve(tables_.size() + base.tables.size());  // layers point at them
        // Of a full tile the base map leaves first, then what opens hidden; names stay longest.
        constexpr int above = 1000;  // more than any order
        const auto add = [&](const Table& table, const LayerStyle* style, int priority) {
            layers.push_back(tile_layer(table, style));
            layers.back().priority += priority;
            if (style == nullptr || !style->label || style->geometry != StyleGeometry::polygon)
                return;
            labels.push_back(label_points(table, *style));
            layers.push_back({&labels.back(), style->title.in(config_.language),
                              std::max(style->label->min_zoom, style->min_zoom), 30,
                              style->order + 2 * above});
        };
        for (std::size_t i = 0; i < base.tables.size(); ++i)
            add(base.tables[i], &base.styles[i], -above);
        for (const Table& table : tables_)
            if (const LayerStyle* style = style_of(table); is_mapped(table))
                add(table, style, style != nullptr && style->visible ? above : 0);
        const fs::path folder = folder_ / "tuiles";
        fs::create_directories(folder);
        TileOptions options;
        options.threads = threads_;
        options.name = config_.name;
        options.attribution = attribution_;
        options.progress = [this, step](double done) {
            report(progress_, step, std::min(done, 0.99));
        };
        const Projector projector(crs_);
        const ToLonLat to_lonlat = [&projector](std::span<const geo::Point> from,
                                                std::span<geo::LonLat> to) {
            projector.inverse(from, to);
        };
        const TileReport tiles = write_tiles(layers, to_lonlat, options, folder / "lisiere.mbtiles",
                                             folder / "lisiere.pmtiles", notices_);
        write_text(folder / "lisiere.json",
                   tilejson(tiles.metadata, "pmtiles://lisiere.pmtiles/{z}/{x}/{y}"));
        MapStyleOptions map;
        map.name = config_.name;
        map.language = config_.language;
        map.attribution = attribution_;
        map.min_zoom = tiles.metadata.min_zoom;
        map.max_zoom = tiles.metadata.max_zoom;
        map.lon = (tiles.metadata.south_west.lon + tiles.metadata.north_east.lon) / 2;
        map.lat = (tiles.metadata.south_west.lat + tiles.metadata.north_east.lat) / 2;
        map.zoom = opening_zoom(tiles.metadata);
        std::vector<LayerStyle> shown = drawn();
        shown.insert(shown.end(), base.styles.begin(), base.styles.end());
        std::stable_sort(shown.begin(), shown.end(), [](const LayerStyle& a, const LayerStyle& b) {
            return a.order < b.order;
        });
        const std::string style = maplibre_style(shown, styles_, map);
        write_text(folder / "style.json", style);
        report(progress_, step, 1);

        ViewerEdition viewer;
        viewer.name = config_.name;
        viewer.language = config_.language;
        viewer.tables = tables_;
        viewer.drawn = shown;
        viewer.styles = &styles_;
        const ColumnTexts french = read_column_texts(columns_file(), "fr");
        const ColumnTexts english = read_column_texts(columns_file(), "en");
        viewer.french = &french;
        viewer.english = &english;
        const std::vector<MeasureRule> measures = read_measures(data_folder() / "styles");
        viewer.measures = measures;
        viewer.reference = data_folder() / "geodata" / "reference";
        viewer.communes = communes_;
        viewer.to_lonlat = [&projector](const geo::Point& point) {
            return projector.inverse(point);
        };
        viewer.south_west = tiles.metadata.south_west;
        viewer.north_east = tiles.metadata.north_east;
        viewer.map_style = style;
        viewer.tiles = folder / "lisiere.pmtiles";
        report(progress_, "carte", 0);
        write_viewer(viewer, viewer_bundle(), folder_ / "carte", notices_);
        report(progress_, "carte", 1);
    }

    void html() {
        report(progress_, "rapport", 0);
        const ReportSettings settings = read_report_settings(data_folder() / "styles");
        write_text(folder_ / "rapport.html",
                   html_report({config_.name, LISIERE_VERSION, config_.language, tables_, texts_,
                                settings, communes_}));
        report(progress_, "rapport", 1);
    }

    void print() {
        constexpr std::string_view step = "atlas";
        report(progress_, step, 0);
        const Projector projector(crs_);
        const PrintJob job{
            tables_,
            fitted_,
            styles_,
            print_,
            config_.print,
            inputs_,
            config_.language,
            attribution_,
            std::find(config_.priority_geography.begin(), config_.priority_geography.end(),
                      PerimeterKind::veille_active) != config_.priority_geography.end(),
            [&projector](const geo::Point& at) { return true_north(projector, at); }};
        const fs::path folder = folder_ / "atlas";
        fs::create_directories(folder);
        write_print_atlas(job, folder, notices_, [this, step](double done) {
            report(progress_, step, std::min(done, 0.99));
        });
        report(progress_, step, 1);
    }

    const LayerStyle* style_of(const Table& table) const {
        const auto found =
            std::find_if(fitted_.begin(), fitted_.end(),
                         [&](const LayerStyle& style) { return style.layer == table.name; });
        return found == fitted_.end() ? nullptr : &*found;
    }

    std::vector<FieldAlias> aliases_of(const Table& table) const {
        std::vector<FieldAlias> aliases;
        for (const Column& column : table.columns)
            if (const auto meaning = texts_.find(table.name, column.name))
                aliases.push_back({column.name, heading(*meaning)});
        return aliases;
    }

    LayerText layer_text(const Table& table) const {
        LayerText text;
        const std::vector<FieldAlias> aliases = aliases_of(table);
        const LayerStyle* style = style_of(table);
        if (style != nullptr) {
            text.title = style->title.in(config_.language);
            text.style_qml = qml(*style, aliases, config_.language);
        } else {
            text.style_qml = qml(aliases);
        }
        if (const auto meaning = layer_texts_.find(table.name); meaning != layer_texts_.end()) {
            if (text.title.empty()) text.title = meaning->second.title;
            text.description = meaning->second.description + " " + attribution_;
        } else {
            text.description = attribution_;
        }
        text.metadata =
            metadata(table.name, text.title.empty() ? table.name : text.title, text.description,
                     table.geometry_type == GeometryType::none ? 0 : crs_.epsg);
        return text;
    }

    /// Dated as the atlas is: an edition knows no clock.
    std::string metadata(const std::string& identifier, const std::string& title,
                         const std::string& abstract, int epsg) const {
        return iso_metadata({identifier, title, abstract, config_.language, epsg,
                             config_.print.date, inputs_.sources});
    }

    TileLayer tile_layer(const Table& table, const LayerStyle* style) const {
        TileLayer layer;
        layer.table = &table;
        if (style != nullptr) {
            layer.description = style->title.in(config_.language);
            layer.min_zoom = style->min_zoom;
            layer.priority = style->order;
            layer.all_columns_zoom = style->whole_zoom;
            layer.few_columns = drawn_columns(*style);
        }
        return layer;
    }

    /// Styles of the layers that are in the tiles.
    std::vector<LayerStyle> drawn() const {
        std::vector<LayerStyle> styles;
        for (const LayerStyle& style : fitted_)
            for (const Table& table : tables_)
                if (table.name == style.layer && is_mapped(table)) styles.push_back(style);
        return styles;
    }

    /// The zoom at which the whole territory fits a screen of 1,024 pixels.
    static double opening_zoom(const TileMetadata& metadata) {
        const double degrees = std::max(metadata.north_east.lon - metadata.south_west.lon,
                                        metadata.north_east.lat - metadata.south_west.lat);
        return degrees > 0 ? std::clamp(std::floor(std::log2(360.0 * 2 / degrees)), 0.0, 15.0)
                           : 12.0;
    }

    const RunConfig& config_;
    const Inputs& inputs_;
    fs::path folder_;
    Notices& notices_;
    const Progress& progress_;
    std::vector<Table> tables_;
    ColumnTexts texts_;
    LayerTexts layer_texts_;
    Styles styles_;
    PrintSettings print_;
    std::vector<LayerStyle> fitted_;  ///< for the tables of this edition, in drawing order
    geo::Crs crs_;
    std::string attribution_;
    Threads threads_;
    std::map<std::string, std::string> communes_;  ///< code → name
};

}  // namespace

Edition write_edition(const Atlas& atlas, const RunConfig& config, const fs::path& folder,
                      Notices& notices, const Progress& progress) {
    return Writer(tables(atlas), atlas.inputs, atlas.settings.threads, config, folder, notices,
                  progress)
        .write(true);
}

Edition write_scenario(const Comparison& comparison, const RunConfig& config,
                       const fs::path& folder, Notices& notices, const Progress& progress) {
    const Atlas& base = comparison.before;
    return Writer(scenario_tables(comparison), base.inputs, base.settings.threads, config, folder,
                  notices, progress)
        .write(false);
}

}  // namespace lisiere::io
