// SPDX-License-Identifier: Apache-2.0
#include "io/init/look.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/territory/perimeter.hpp"
#include "io/base/csv_stream.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/init/feed.hpp"
#include "io/init/keyed.hpp"
#include "io/init/toml_words.hpp"
#include "io/init/vintage.hpp"
#include "io/osm/inspect.hpp"
#include "io/osm/osm_file.hpp"

namespace lisiere::io::init {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t sampled_rows = 2000;
constexpr std::uintmax_t small_osm = 64U << 20U;  // read through for its true extent

std::string written_from(const fs::path& file, const fs::path& base) {
    const fs::path relative = file.lexically_relative(base);
    return (relative.empty() ? file : relative).generic_string();
}

/// Official codes say their generation; that of most, where a file mixes them.
int generation_of(const std::set<std::string>& codes) {
    std::map<Generation, std::size_t> seen;
    for (const std::string& code : codes)
        if (const auto parsed = PerimeterCode::parse(code)) ++seen[parsed->generation()];
    return seen[Generation::g2015] > seen[Generation::g2024] ? 2015 : 2024;
}

bool describes(const CatalogueEntry& entry, const Item& item) {
    const Signature& signature = *item.fit->signature;
    if (entry.schema != signature.schema ||
        std::find(entry.signatures.begin(), entry.signatures.end(), signature.id) ==
            entry.signatures.end() ||
        (entry.generation != 0 && entry.generation != item.generation))
        return false;
    const auto& columns = item.layer.info.columns;
    return entry.columns.empty() ||
           std::any_of(entry.columns.begin(), entry.columns.end(), [&](const std::regex& wanted) {
               return std::any_of(columns.begin(), columns.end(), [&](const ColumnInfo& column) {
                   return std::regex_search(column.name, wanted);
               });
           });
}

class Looker {
  public:
    Looker(const std::vector<Kind>& kinds, const std::vector<CatalogueEntry>& catalogue,
           const fs::path& base)
        : kinds_(kinds), catalogue_(catalogue), base_(base) {}

    void look(const FoundFile& file) {
        Item item;
        item.file = file.path;
        item.form = file.form;
        item.written = written_from(file.path, base_);
        item.reason = file.reason;
        try {
            switch (file.form) {
                case Form::vector:
                case Form::table:
                    layers(item);
                    return;
                case Form::osm:
                    osm(item);
                    return;
                case Form::gtfs:
                    look_at_feed(item);
                    item.entry = entry_of_schema("gtfs");
                    break;
                case Form::raster:
                    raster(item);
                    break;
                case Form::unread:
                    break;
            }
        } catch (const InputError& error) {
            item.section.clear();
            item.fate = Fate::left;
            item.reason = fmt::format("illisible : {}", error.trouble().found);
        }
        items_.push_back(std::move(item));
    }

    std::vector<Item> items() { return std::move(items_); }

  private:
    const CatalogueEntry* entry_of_schema(const std::string& schema) const {
        for (const CatalogueEntry& entry : catalogue_)
            if (entry.schema == schema) return &entry;
        return nullptr;
    }

    void layers(const Item& file) {
        std::vector<LayerSample> samples = sample_layers(file.file, sampled_rows);
        for (LayerSample& sample : samples) {
            Item item = file;
            item.layer = std::move(sample);
            if (!layer(item)) items_.push_back(std::move(item));
        }
    }

    /// True when other items stand for it.
    bool layer(Item& item) {
        if (item.layer.info.extent_degrees) item.degrees = *item.layer.info.extent_degrees;
        if (item.layer.rows.empty()) {
            item.reason = "vide : aucune ligne";
            return false;
        }
        if (item.form == Form::vector && item.layer.info.geometry.empty()) {
            item.reason = "table sans géométrie : l'enregistrer en CSV";
            return false;
        }
        item.fit = recognise(item.layer, kinds_);
        if (!item.fit || !item.fit->whole()) {
            if (add_keyed(item)) return true;
            context(item);
            return false;
        }
        const Signature& signature = *item.fit->signature;
        const auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& one) {
            return one.schema.kind() == signature.schema;
        });
        item.section = signature.section;
        item.title = signature.title;
        item.evidence = fmt::format("{}", fmt::join(item.fit->met, ", "));
        item.fate = signature.proposal.empty() ? Fate::taken : Fate::proposed;
        item.reason = signature.proposal;
        for (const auto& [key, value] : signature.keys)
            item.keys.emplace_back(key, toml_text(value));
        if (signature.id == "qpv") {
            item.codes = codes_of(item, "code");
            item.generation = generation_of(item.codes);
        }
        find_vintage(item, *kind);
        for (const CatalogueEntry& entry : catalogue_)
            if (item.entry == nullptr && describes(entry, item)) item.entry = &entry;
        if (signature.id == "veille_active")
            item.remarks.push_back(
                "Rien n'y dit le genre des périmètres : pris comme veille active ; sinon, genre = "
                "\"comparaison\" ou \"quartier_vecu\".");
        if (item.section == "iris" && item.year != 0 && !item.year_by_name)
            item.remarks.push_back(
                "Cette couche porte aussi des chiffres, lus avec elle : leur source est à "
                "préciser.");
        // Motorways are streets and barriers.
        if (item.section == "rues") add_keyed(item);
        return false;
    }

    /// Barriers and facilities by OpenStreetMap's keys; false: none.
    bool add_keyed(const Item& item) {
        std::vector<Item> found = keyed_items(item, categories_, barriers_);
        for (Item& one : found) {
            one.year = year_of_name(one.file);
            one.year_by_name = one.year != 0;
            one.entry = entry_of_schema("osm");
            items_.push_back(std::move(one));
        }
        return !found.empty();
    }

    /// What has shapes and no other place is carried to the maps as it is, hidden when they open
    /// and without its columns: whoever knows what may be published names them.
    void context(Item& item) {
        if (item.layer.info.geometry.empty()) return;
        item.section = "contexte";
        item.title = "couche de contexte";
        item.evidence = item.layer.info.geometry;
        item.fate = Fate::taken;
        item.remarks.push_back(
            "Dessinée telle quelle sur les cartes, qui s'ouvrent sans elle, et sans ses colonnes : "
            "choisir le style, et décommenter de colonnes ce qui peut être publié.");
        if (item.fit)
            item.remarks.push_back(
                fmt::format("Le schéma le plus proche est « {} » ; il y manque {}.",
                            item.fit->signature->title, fmt::join(item.fit->missing, " ; ")));
        const std::string id = context_id(item.layer.info.name);
        const std::string& geometry = item.layer.info.geometry;
        item.keys = {{"id", toml_text(id)},
                     {"titre", toml_text(item.layer.info.name)},
                     {"style", toml_text(geometry == "lignes"   ? "parcours"
                                         : geometry == "points" ? "points"
                                                                : "secteurs")},
                     {"visible", "false"}};
        std::vector<std::string> names;
        for (const ColumnInfo& column : item.layer.info.columns)
            names.push_back(toml_text(column.name));
        item.keys.emplace_back("# colonnes", toml_list(names));
    }

    /// A name as the configuration wants it, two layers of one name apart.
    std::string context_id(const std::string& name) {
        constexpr std::size_t longest = 50;  // the configuration takes 60
        std::string stem = slug(name).substr(0, longest);
        std::replace(stem.begin(), stem.end(), '-', '_');
        if (stem.empty()) stem = "couche";
        std::string id = stem;
        for (int time = 2; !context_ids_.insert(id).second; ++time)
            id = fmt::format("{}_{}", stem, time);
        return id;
    }

    void osm(Item& item) {
        item.degrees = osm::header_box(item.file);
        if (item.degrees.empty() || fs::file_size(item.file) <= small_osm) {
            const OsmInfo info = inspect_osm(item.file);
            item.degrees = info.degrees;
            item.evidence = fmt::format("{} nœuds, {} voies", info.nodes, info.ways);
        } else {
            item.evidence = "format OpenStreetMap, emprise de l'en-tête";
        }
        item.entry = entry_of_schema("osm");
        item.year = year_of_name(item.file);
        item.year_by_name = item.year != 0;
        for (const char* section : {"rues", "coupures", "equipements"}) {
            item.section = section;
            item.title = "OpenStreetMap";
            item.fate = Fate::taken;
            item.keys = {{"type", toml_text("osm")}};
            items_.push_back(item);
        }
    }

    void raster(Item& item) {
        const RasterInfo info = inspect_raster(item.file);
        if (info.bands != 1) {
            item.reason = fmt::format("une image ({} bandes), pas des hauteurs", info.bands);
            return;
        }
        item.section = "relief";
        item.title = "relief";
        item.evidence = fmt::format("raster d'une bande de nombres, {} × {} cellules", info.columns,
                                    info.lines);
        item.degrees = info.degrees;
        item.fate = info.numbers ? Fate::taken : Fate::proposed;
        if (!info.numbers)
            item.reason = "des nombres de 0 à 255 : des hauteurs basses, ou une image en gris";
        item.entry = entry_of_schema("raster");
        if (info.epsg == 0) {
            item.fate = Fate::left;
            item.reason = "sans système de coordonnées : déclarer crs = 2154, par exemple";
        }
    }

    const std::vector<Kind>& kinds_;
    const std::vector<CatalogueEntry>& catalogue_;
    const fs::path& base_;
    const Categories categories_ = read_categories();
    const std::vector<BarrierRule> barriers_ = read_barrier_rules();
    std::vector<Item> items_;
    std::set<std::string> context_ids_;
};

}  // namespace

std::set<std::string> codes_of(const Item& item, const std::string& field) {
    std::set<std::string> codes;
    const auto column = item.fit->columns.find(field);
    if (column == item.fit->columns.end()) return codes;
    const auto add = [&](std::string_view text) {
        if (!text.empty()) codes.emplace(text);
    };
    if (item.form != Form::table) {
        // A layer of up to 50,000 features is sampled with a step: read again only if it was.
        const bool whole = item.layer.rows.size() >= item.layer.info.features;
        const std::vector<LayerSample> again =
            whole ? std::vector<LayerSample>() : sample_layers(item.file, item.layer.info.features);
        for (const LayerSample& sample : again)
            if (sample.couche == item.layer.couche)
                for (const auto& row : sample.rows) add(row[column->second]);
        if (whole)
            for (const auto& row : item.layer.rows) add(row[column->second]);
        return codes;
    }
    CsvStream stream(item.file, item.written);
    CsvBlock block;
    while (stream.next(block))
        read_records(block, item.written, stream.delimiter(),
                     [&](std::span<const std::string_view> fields, std::string_view, std::size_t) {
                         if (column->second < fields.size()) add(fields[column->second]);
                     });
    return codes;
}

std::vector<Item> look(const FileList& files, const std::vector<Kind>& kinds,
                       const std::vector<CatalogueEntry>& catalogue, const fs::path& base,
                       const Progress& progress) {
    Looker looker(kinds, catalogue, base);
    for (std::size_t i = 0; i < files.files.size(); ++i) {
        report(progress, "lecture des fichiers",
               static_cast<double>(i) / static_cast<double>(files.files.size()));
        looker.look(files.files[i]);
    }
    report(progress, "lecture des fichiers", 1);
    return looker.items();
}

}  // namespace lisiere::io::init
