// SPDX-License-Identifier: Apache-2.0
#include "io/edition/write_edition.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "engine/table/table_rows.hpp"
#include "io/address/address_index.hpp"
#include "io/base/files.hpp"
#include "io/base/zip_file.hpp"
#include "io/catalogue/write_catalogue.hpp"
#include "io/edition/edition_parts.hpp"
#include "io/edition/place_lookup.hpp"
#include "io/edition/web_base.hpp"
#include "io/edition/write_map.hpp"
#include "io/gdal/projector.hpp"
#include "io/gdal/write_geopackage.hpp"
#include "io/inputs/run_styles.hpp"
#include "io/map/print_atlas.hpp"
#include "io/reference/distribution_file.hpp"
#include "io/reference/reference_row.hpp"
#include "io/report/content_hash.hpp"
#include "io/report/english_notices.hpp"
#include "io/report/html_report.hpp"
#include "io/report/iso_metadata.hpp"
#include "io/report/tables.hpp"
#include "io/style/column_texts.hpp"
#include "io/style/context_styles.hpp"
#include "io/style/layer_texts.hpp"
#include "io/style/qgis_project.hpp"
#include "io/style/qml.hpp"
#include "io/style/reference_name.hpp"
#include "io/style/style.hpp"
#include "io/style/style_classes.hpp"
#include "io/style/workbook_settings.hpp"
#include "io/viewer/write_scenario_map.hpp"
#include "io/viewer/write_viewer.hpp"
#include "io/workbook/write_workbook.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

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

fs::path schema_file(const char* name) {
    return data_folder() / "geodata" / "schemas" / name;
}

class Writer {
  public:
    Writer(std::vector<Table> tables, const Inputs& inputs, Threads threads,
           const RunConfig& config, std::string base, fs::path folder, Notices& notices,
           const Progress& progress)
        : config_(config),
          base_(std::move(base)),
          inputs_(inputs),
          folder_(std::move(folder)),
          notices_(notices),
          progress_(progress),
          tables_(std::move(tables)),
          texts_(read_column_texts(schema_file("sorties.csv"), config.language)),
          layer_texts_(read_layer_texts(schema_file("couches.csv"), config.language)),
          styles_(run_styles(config)),
          print_(read_print_settings(data_folder() / "styles", styles_)),
          crs_(inputs.territory.crs),
          attribution_(attribution_of(inputs.sources)),
          threads_(threads) {
        name_reference(styles_, reference());
        for (const Commune& commune : inputs.territory.communes)
            communes_[commune.code] = commune.name;
        for (Table& table : tables_)
            if (table.name == "constats" && config.language == "en")
                say_in_english(table, read_english_notices(schema_file("constats.csv")));
        for (const Table& table : tables_) {
            std::vector<std::string> columns;
            for (const Column& column : table.columns) columns.push_back(column.name);
            if (const LayerStyle* style = styles_.find(table.name))
                fitted_.push_back(
                    with_seen_categories(fitted(context_of(config, table.name) == nullptr
                                                    ? *style
                                                    : carried_style(*style, columns),
                                                columns, notices_),
                                         table));
        }
        std::stable_sort(
            fitted_.begin(), fitted_.end(),
            [](const LayerStyle& a, const LayerStyle& b) { return a.order < b.order; });
        absent_ = absent_plates(print_, tables_, fitted_);
    }

    /// `scenario`: whose tables these are; null: an edition, with tiles, report and atlas.
    /// `distribution`: the edition's own, null for a scenario.
    Edition write(const scenario::Scenario* scenario,
                  const enclavement::Distribution* distribution) {
        // A scenario is read over its edition, which has the base map.
        if (scenario == nullptr) {
            base_map_ = web_base(inputs_, styles_, print_.base);
            for (const AbsentPlate& plate : absent_)
                notices_.add(Severity::info, "planche_non_produite", "atlas",
                             "cartes non produites, à l'atlas, sur la carte web et dans QGIS : ce "
                             "qu'elles montrent manque à cette édition",
                             plate.said("fr"));
        }
        geopackage();
        csv();
        if (distribution != nullptr && !distribution->measures.empty())
            write_text(folder_ / distribution_name, to_text(*distribution));
        if (scenario == nullptr) {
            map();
            html();
            if (config_.outputs.workbook) workbook();
        } else {
            scenario_map();
        }
        if (config_.print.enabled) print(scenario);
        Edition edition;
        for (const Table& table : tables_)
            edition.layers.push_back({table.name, table.rows.size(), content_hash(table)});
        edition.files = files_below(folder_);
        if (scenario == nullptr) catalogue(edition.files);
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
        options.progress = [this, step](double done) {
            report(progress_, step, std::min(done, 0.99));
        };
        write_geopackage(tables_, folder_ / "lisiere.gpkg", options, notices_);
        write_zip(folder_ / "territoire.qgz", {{"territoire.qgs", project()}});
        report(progress_, step, 1);
    }

    /// The GeoPackage as QGIS opens it at once: groups, drawing order, what is shown at first.
    std::string project() const {
        ProjectOptions options;
        options.name = config_.name;
        options.language = config_.language;
        options.epsg = crs_.epsg;
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
                               text.styles.front().qml};
            layer.of_perimeter = edition && table.name != "perimetres" && has_column(table, "code");
            layer.description = text.description;
            if (style == nullptr || style->variants.empty()) {
                layers.push_back(std::move(layer));
            } else {
                for (std::size_t i = 0; i < style->variants.size(); ++i) {
                    layer.variant = style->variants[i].value;
                    layer.title = style->variants[i].title.in(config_.language);
                    layer.qml = std::move(text.styles[i].qml);
                    layers.push_back(layer);
                }
            }
            if (table.name == "perimetres") {
                options.bookmarks = bookmarks_of(table);
                options.page_names = page_names_of(table);
            }
        }
        for (const LayerStyle& style : base_map_.styles) {
            ProjectLayer layer{style.layer, style.title.in(config_.language), &style, {}};
            layer.of_tiles = true;
            layers.push_back(std::move(layer));
        }
        const geo::Box box = box_of_areas();
        options.extent = {box.min_x, box.min_y, box.max_x, box.max_y};
        options.attribution = attribution_;
        options.author = std::string("Lisière ") + LISIERE_VERSION;
        options.abstract = abstract();
        for (const Plate& plate : print_.plates) {
            if (!edition) break;
            if (!is_printed(plate, tables_, fitted_)) continue;
            ProjectTheme& theme = options.themes.emplace_back();
            theme = {plate.title.in(config_.language), plate.layers};
            // The main streets of small scales are a layer of their own in the tiles.
            if (std::find(theme.layers.begin(), theme.layers.end(), "fond_rues") !=
                theme.layers.end())
                theme.layers.emplace_back("fond_axes");
            if (plate.subject == Plate::Subject::quarter && options.layout_theme.empty())
                options.layout_theme = options.themes.back().name;
        }
        return qgis_project(layers, styles_, options);
    }

    /// Of what the run is about: sectors of a plan reach far beyond it.
    geo::Box box_of_areas() const {
        geo::Box box;
        for (const Table& table : tables_) {
            if (context_of(config_, table.name) != nullptr) continue;
            for (const geo::Geometry& geometry : table.geometries)
                if (const auto* shape = std::get_if<geo::MultiPolygon>(&geometry))
                    box.extend(geo::bounds(*shape));
        }
        return box;
    }

    /// Whose data the project holds, and the themes that it has not.
    std::string abstract() const {
        const bool english = config_.language == "en";
        std::string text = (english ? "Sources: " : "Sources : ") + attribution_ + ".";
        for (const AbsentPlate& plate : absent_)
            text += (english ? "\nMap not made: " : "\nCarte non produite : ") +
                    plate.said(config_.language) + ".";
        return text;
    }

    static bool has_column(const Table& table, std::string_view name) {
        return std::any_of(table.columns.begin(), table.columns.end(),
                           [&](const Column& column) { return column.name == name; });
    }

    void csv() {
        report(progress_, "tables", 0);
        write_csv_tables(tables_, dictionary_table(tables_, texts_), folder_ / "tables",
                         config_.outputs.csv);
        report(progress_, "tables", 1);
    }

    void workbook() {
        constexpr std::string_view step = "classeur";
        report(progress_, step, 0);
        const WorkbookSettings settings = read_workbook_settings(data_folder() / "styles");
        write_workbook({config_.name, LISIERE_VERSION, config_.print.date, config_.language,
                        tables_, &texts_, &settings, communes_},
                       folder_ / "tableaux.xlsx", notices_);
        report(progress_, step, 1);
    }

    MapJob map_job(const Projector& projector) const {
        MapJob job;
        job.tables = tables_;
        job.fitted = fitted_;
        job.styles = &styles_;
        job.projector = &projector;
        job.name = config_.name;
        job.language = config_.language;
        job.attribution = attribution_;
        job.threads = threads_;
        return job;
    }

    void map() {
        const Projector projector(crs_);
        MapJob job = map_job(projector);
        job.base = &base_map_;
        const fs::path folder = folder_ / "tuiles";
        fs::create_directories(folder);
        const WebMap map = write_map(job, folder / "lisiere.mbtiles", folder / "lisiere.pmtiles",
                                     notices_, progress_);
        write_text(folder / "lisiere.json",
                   tilejson(map.tiles.metadata, "pmtiles://lisiere.pmtiles/{z}/{x}/{y}"));
        write_text(folder / "style.json", map.style);

        report(progress_, "carte", 0);
        ViewerEdition viewer;
        viewer.name = config_.name;
        viewer.language = config_.language;
        const ViewerTexts texts = viewer_texts();
        viewer.texts = &texts;
        viewer.tables = tables_;
        viewer.drawn = map.shown;
        viewer.styles = &styles_;
        viewer.plates = print_.plates;
        viewer.absent = absent_;
        viewer.communes = communes_;
        viewer.to_lonlat = [&projector](const geo::Point& point) {
            return projector.inverse(point);
        };
        viewer.south_west = map.tiles.metadata.south_west;
        viewer.north_east = map.tiles.metadata.north_east;
        viewer.map_style = map.style;
        viewer.tiles = folder / "lisiere.pmtiles";
        viewer.addresses = !config_.addresses.empty();
        write_viewer(viewer, viewer_bundle(), folder_ / "carte", notices_);
        report(progress_, "carte", 1);
        if (viewer.addresses && fs::exists(folder_ / "carte" / "index.html")) addresses(projector);
    }

    /// What the web map finds addresses in: each with what `lisiere locate` says of it.
    void addresses(const Projector& projector) {
        report(progress_, "adresses", 0);
        Notices told;  // local lists are read with the same base
        const Gazetteer base = read_gazetteer(
            config_.addresses, crs_,
            read_address_words(data_folder() / "geodata" / "reference" / "abreviations_voies.csv"),
            config_.local_lists.empty() ? notices_ : told);
        const std::vector<CodedArea> iris = coded_areas(inputs_.areas);
        const Locator locator(inputs_.territory.perimeters, inputs_.territory.communes, iris,
                              locate_options(config_));
        write_address_index({base, locator, inputs_.territory, iris, projector},
                            folder_ / "carte" / "adresses");
        report(progress_, "adresses", 1);
    }

    /// What the map of the edition shows of a scenario: see `show_scenarios`.
    void scenario_map() {
        ScenarioMap scenario;
        scenario.name = config_.scenarios.front().name;
        scenario.title = config_.scenarios.front().title;
        scenario.description = config_.scenarios.front().description;
        scenario.base = base_;
        const std::vector<Table> all = scenario_map_tables(tables_);
        const Projector projector(crs_);
        MapJob job = map_job(projector);
        job.tables = all;
        std::vector<LayerStyle> styles = fitted_;
        // The edition's own outlines and names are there already.
        std::erase_if(styles, [](const auto& one) { return one.layer == "scenario_perimetres"; });
        job.fitted = styles;
        const fs::path folder = folder_ / "carte";
        fs::create_directories(folder);
        std::vector<Table> drawn;
        for (const Table& table : all)
            if (table.name != "scenario_perimetres") drawn.push_back(table);
        job.tables = drawn;
        const WebMap map = write_map(job, {}, folder / "lisiere.pmtiles", notices_, progress_);
        write_text(folder / "style.json", map.style);
        const ViewerTexts texts = viewer_texts();
        scenario.texts = &texts;
        scenario.tables = all;
        scenario.drawn = map.shown;
        write_scenario_map(scenario, folder);
    }

    /// Whom indices, ranks and percentiles compare with, in a few words.
    const std::string& reference() const {
        return inputs_.distribution ? inputs_.distribution->title : config_.name;
    }

    ViewerTexts viewer_texts() const {
        std::vector<MeasureRule> measures = read_measures(data_folder() / "styles");
        name_reference(measures, reference());
        return {read_column_texts(schema_file("sorties.csv"), "fr"),
                read_column_texts(schema_file("sorties.csv"), "en"), std::move(measures),
                read_words(data_folder() / "geodata" / "reference")};
    }

    void html() {
        report(progress_, "rapport", 0);
        ReportSettings settings = read_report_settings(data_folder() / "styles");
        name_reference(settings, reference());
        for (const ReportFile& file : report_files({config_.name, LISIERE_VERSION, config_.language,
                                                    tables_, texts_, settings, communes_})) {
            fs::create_directories((folder_ / file.path).parent_path());
            write_text(folder_ / file.path, file.html);
        }
        report(progress_, "rapport", 1);
    }

    void print(const scenario::Scenario* scenario) {
        constexpr std::string_view step = "atlas";
        report(progress_, step, 0);
        const Projector projector(crs_);
        PrintJob job{tables_, fitted_, styles_, print_, config_.print, inputs_};
        job.language = config_.language;
        job.attribution = attribution_;
        job.with_watched =
            std::find(config_.priority_geography.begin(), config_.priority_geography.end(),
                      PerimeterKind::veille_active) != config_.priority_geography.end();
        job.threads = threads_;
        std::mutex one_at_a_time;  // a projector serves one thread
        job.north = [&](const geo::Point& at) {
            const std::lock_guard lock(one_at_a_time);
            return true_north(projector, at);
        };
        const fs::path folder = folder_ / "atlas";
        fs::create_directories(folder);
        if (scenario != nullptr) {
            job.scenario_title = scenario->title.empty() ? scenario->name : scenario->title;
            job.scenario_text = scenario->description;
            write_scenario_page(job, folder, notices_);
        } else {
            write_print_atlas(job, folder, notices_, [this, step](double done) {
                report(progress_, step, std::min(done, 0.99));
            });
        }
        report(progress_, step, 1);
    }

    /// Last of all: the records tell sizes and hashes of the other files.
    void catalogue(std::vector<HashedFile>& files) {
        const CatalogueSettings settings = read_catalogue_settings(data_folder() / "styles");
        CatalogueSubject subject{config_, crs_.epsg, {}, inputs_.sources, files, {}};
        if (const geo::Box box = box_of_areas(); !box.empty())
            subject.extent = extent_in_degrees(Projector(crs_), box);
        subject.title_of = [this](std::string_view name) -> std::string {
            for (const Table& table : tables_)
                if (table.name == name) return layer_text(table).title;
            return {};
        };
        write_catalogue(
            catalogue_record(subject, settings,
                             read_licences(reference_folder() / "licences.csv", config_.language)),
            settings, folder_, notices_);
        for (const char* name : {catalogue_name, iso_record_name})
            files.push_back({name, sha256_of(folder_ / name), fs::file_size(folder_ / name)});
        std::sort(files.begin(), files.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
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
            for (const LayerStyle& one : by_variant(*style))
                text.styles.push_back({one.variant.empty() ? "" : one.title.in(config_.language),
                                       qml(one, aliases, config_.language)});
        } else {
            text.styles.push_back({"", qml(aliases)});
        }
        const std::vector<Source> sources = sources_of(table);
        text.description = attribution_of(sources);
        if (const LayerMeaning* meaning = find_layer(layer_texts_, table.name)) {
            if (text.title.empty()) text.title = meaning->title;
            text.description = meaning->description + " " + text.description;
        }
        // Dated as the atlas is: an edition knows no clock.
        text.metadata = iso_metadata({table.name, text.title.empty() ? table.name : text.title,
                                      text.description, config_.language,
                                      table.geometry_type == GeometryType::none ? 0 : crs_.epsg,
                                      config_.print.date, sources});
        return text;
    }

    /// What a layer is made from: its own source for one that is carried on, else all of them.
    std::vector<Source> sources_of(const Table& table) const {
        std::vector<Source> sources = inputs_.sources;
        if (const ContextSpec* spec = context_of(config_, table.name))
            std::erase_if(sources, [&](const Source& source) {
                return source.id != spec->source || source.file != spec->file_as_written;
            });
        return sources;
    }

    const RunConfig& config_;
    std::string base_;  ///< fingerprint of the edition that a scenario changes
    const Inputs& inputs_;
    fs::path folder_;
    Notices& notices_;
    const Progress& progress_;
    std::vector<Table> tables_;
    ColumnTexts texts_;
    LayerTexts layer_texts_;
    Styles styles_;
    PrintSettings print_;
    WebBase base_map_;                 ///< of an edition, from its tiles
    std::vector<LayerStyle> fitted_;   ///< for the tables of this edition, in drawing order
    std::vector<AbsentPlate> absent_;  ///< maps that no product has, and why
    geo::Crs crs_;
    std::string attribution_;
    Threads threads_;
    std::map<std::string, std::string> communes_;  ///< code → name
};

}  // namespace

Edition write_edition(const Atlas& atlas, const RunConfig& config, const fs::path& folder,
                      Notices& notices, const Progress& progress) {
    return Writer(tables(atlas), atlas.inputs, atlas.settings.threads, config, {}, folder, notices,
                  progress)
        .write(nullptr, &atlas.enclosure.own);
}

Edition write_scenario(const Comparison& comparison, const RunConfig& config,
                       const std::string& base_fingerprint, const fs::path& folder,
                       Notices& notices, const Progress& progress) {
    const Atlas& base = comparison.before;
    return Writer(scenario_tables(comparison), base.inputs, base.settings.threads, config,
                  base_fingerprint, folder, notices, progress)
        .write(&comparison.scenario, nullptr);
}

}  // namespace lisiere::io
