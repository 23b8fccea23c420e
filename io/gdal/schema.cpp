// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/schema.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "engine/core/error.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"

namespace lisiere::io {
namespace {

/// Of a column's name, in the tables of shapefiles.
constexpr std::size_t dbf_name_length = 10;

/// Names are compared trimmed and in lower case; accents are left alone, official files have none.
std::string folded(std::string_view name) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!name.empty() && blank(name.front())) name.remove_prefix(1);
    while (!name.empty() && blank(name.back())) name.remove_suffix(1);
    std::string text(name);
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::optional<std::size_t> find_column(std::span<const std::string> columns,
                                       std::string_view name) {
    const std::string wanted = folded(name);
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (folded(columns[i]) == wanted) return i;
    return std::nullopt;
}

/// The column whose name is one of `accepted` cut at ten characters, as shapefiles cut them; none
/// when two could be, or when it is another field already.
std::optional<std::size_t> cut_column(std::span<const std::string> columns,
                                      const std::vector<std::string>& accepted,
                                      const FieldMap& taken) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string column = folded(columns[i]);
        const bool cut = column.size() == dbf_name_length &&
                         std::any_of(accepted.begin(), accepted.end(), [&](const auto& name) {
                             return name.size() > dbf_name_length && name.starts_with(column);
                         });
        if (!cut || std::find(taken.begin(), taken.end(), std::optional(i)) != taken.end())
            continue;
        if (found) return std::nullopt;
        found = i;
    }
    return found;
}

std::string listed(std::span<const std::string> columns) {
    constexpr std::size_t most = 20;
    const auto shown = columns.first(std::min(columns.size(), most));
    return fmt::format(
        "{}{}", fmt::join(shown, ", "),
        columns.size() > most ? fmt::format("... ({} en tout)", columns.size()) : "");
}

/// `taken`: columns that are other fields already; the nearest name is looked for among the rest.
[[noreturn]] void missing(const SchemaField& field, std::span<const std::string> columns,
                          const FieldMap& taken, const LayerSpec& spec, const std::string& where) {
    std::vector<std::string> free;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (std::find(taken.begin(), taken.end(), std::optional(i)) == taken.end())
            free.push_back(columns[i]);
    std::string near = nearest_name(field.name, free);
    for (const std::string& name : field.accepted)
        if (near.empty()) near = nearest_name(name, free);
    const std::string advice =
        near.empty()
            ? fmt::format(
                  "vérifier le fichier, ou nommer la colonne dans la configuration : [[{}]] "
                  "champs = {{ {} = \"...\" }}",
                  spec.key.substr(0, spec.key.find('[')), field.name)
            : fmt::format("la plus proche est « {} » ; si c'est elle : champs = {{ {} = \"{}\" }}",
                          near, field.name, near);
    throw InputError(
        {fmt::format("{}, champ {}", where, field.name),
         fmt::format("colonne absente ; présentes : {}", listed(columns)),
         fmt::format("une colonne {} ({})", fmt::join(field.accepted, " ou "), field.description),
         advice});
}

std::vector<std::regex> patterns(const toml::table& table, const char* key) {
    std::vector<std::regex> made;
    if (const toml::array* list = table["colonnes"][key].as_array())
        for (const toml::node& node : *list)
            made.emplace_back(node.value_or(std::string()),
                              std::regex::icase | std::regex::optimize);
    return made;
}

bool any_matches(const std::vector<std::regex>& list, const std::string& text) {
    return std::any_of(list.begin(), list.end(),
                       [&](const std::regex& pattern) { return std::regex_search(text, pattern); });
}

std::vector<std::string> texts(const toml::node_view<const toml::node> list) {
    std::vector<std::string> values;
    if (const toml::array* array = list.as_array())
        for (const toml::node& node : *array) values.push_back(node.value_or(std::string()));
    return values;
}

Absence reason(const std::string& word, const std::filesystem::path& path) {
    for (const Absence absence : {Absence::secret, Absence::non_disponible})
        if (to_text(absence) == word) return absence;
    throw InputError({path.string(), fmt::format("le motif « {} »", word),
                      "« secret » ou « non disponible »", "corriger [[notes]]"});
}

NoteRule note_rule(const toml::table& entry, const std::filesystem::path& path) {
    const auto pattern = [&](const char* key) {
        return std::regex(entry[key].value_or(std::string()),
                          std::regex::icase | std::regex::optimize);
    };
    NoteRule rule{pattern("note"), pattern("colonnes"), {}, {}};
    if (const toml::table* reasons = entry["motifs"].as_table())
        for (const auto& [number, word] : *reasons)
            rule.reasons[std::atoi(std::string(number.str()).c_str())] =
                reason(word.value_or(std::string()), path);
    if (const auto blank = entry["vide"].value<std::string>()) rule.blank = reason(*blank, path);
    return rule;
}

}  // namespace

std::string Schema::table_with(std::span<const std::string> columns) const {
    for (const auto& [name, wanted] : tables_)
        if (std::all_of(wanted.begin(), wanted.end(), [&](const std::string& column) {
                return find_column(columns, column).has_value();
            }))
            return name;
    return {};
}

std::size_t Schema::at(std::string_view name) const {
    const auto found = std::find_if(fields_.begin(), fields_.end(),
                                    [&](const SchemaField& field) { return field.name == name; });
    LISIERE_EXPECTS(found != fields_.end());
    return static_cast<std::size_t>(found - fields_.begin());
}

ColumnRole Schema::role(const std::string& column) const {
    if (std::any_of(notes_.begin(), notes_.end(),
                    [&](const NoteRule& rule) { return std::regex_search(column, rule.note); }))
        return ColumnRole::note;
    if (any_matches(ignored_, column)) return ColumnRole::ignoree;
    if (any_matches(rates_, column)) return ColumnRole::taux;
    if (any_matches(counts_, column)) return ColumnRole::comptage;
    return rest_ignored_ ? ColumnRole::ignoree : ColumnRole::inconnue;
}

Schema read_schema(std::string_view kind) {
    const std::filesystem::path path =
        data_folder() / "geodata" / "schemas" / (std::string(kind) + ".toml");
    const auto refuse = [&](std::string_view found) -> InputError {
        return InputError({path.string(), std::string(found), "un schéma d'entrée de Lisière",
                           "réinstaller les données de référence (geodata/)"});
    };
    try {
        const toml::table table = toml::parse(read_text(path), path.string());
        Schema schema;
        schema.kind_ = kind;
        schema.title_ = table["titre"].value_or(std::string());
        const toml::array* fields = table["champs"].as_array();
        if (fields == nullptr) throw refuse("aucun champ");
        for (const toml::node& node : *fields) {
            const toml::table& entry = *node.as_table();
            SchemaField& field = schema.fields_.emplace_back();
            field.name = entry["nom"].value_or(std::string());
            field.required = entry["requis"].value_or(false);
            field.code = entry["forme"].value_or(std::string()) == "code";
            field.description = entry["description"].value_or(std::string());
            if (const toml::array* names = entry["noms"].as_array())
                for (const toml::node& name : *names)
                    field.accepted.push_back(name.value_or(std::string()));
            if (field.name.empty() || field.description.empty())
                throw refuse("un champ sans nom ni description");
        }
        if (const toml::array* notes = table["notes"].as_array())
            for (const toml::node& node : *notes)
                schema.notes_.push_back(note_rule(*node.as_table(), path));
        if (const toml::array* tables = table["tables"].as_array())
            for (const toml::node& node : *tables) {
                const toml::table& entry = *node.as_table();
                schema.tables_.emplace_back(entry["nom"].value_or(std::string()),
                                            texts(entry["colonnes"]));
            }
        schema.ignored_ = patterns(table, "ignorees");
        schema.rates_ = patterns(table, "taux");
        schema.counts_ = patterns(table, "comptages");
        schema.rest_ignored_ = table["colonnes"]["reste"].value_or(std::string()) == "ignorer";
        return schema;
    } catch (const toml::parse_error& error) {
        throw refuse(error.description());
    } catch (const std::regex_error& error) {
        throw refuse(error.what());
    }
}

FieldMap find_fields(const Schema& schema, std::span<const std::string> columns) {
    FieldMap map;
    for (const SchemaField& field : schema.fields()) {
        std::optional<std::size_t>& at = map.emplace_back();
        for (const std::string& name : field.accepted)
            if (!at) at = find_column(columns, name);
    }
    return map;
}

std::size_t require_column(std::span<const std::string> columns, const std::string& name,
                           const std::string& where, const std::string& expected) {
    if (const auto found = find_column(columns, name)) return *found;
    const std::string near = nearest_name(name, columns);
    throw InputError(
        {where, fmt::format("pas de colonne « {} » ; présentes : {}", name, listed(columns)),
         expected, near.empty() ? "corriger la configuration" : fmt::format("« {} » ?", near)});
}

FieldMap match_fields(const Schema& schema, std::span<const std::string> columns,
                      const LayerSpec& spec, const std::string& where,
                      std::span<const std::string_view> also_required) {
    std::vector<std::string> ours;
    for (const SchemaField& field : schema.fields()) ours.push_back(field.name);
    for (const auto& [name, column] : spec.fields) {
        if (std::find(ours.begin(), ours.end(), name) != ours.end()) continue;
        const std::string near = nearest_name(name, ours);
        throw ConfigError({fmt::format("{}.champs", spec.key), fmt::format("champ « {} »", name),
                           fmt::format("un champ de cette couche : {}", fmt::join(ours, ", ")),
                           near.empty() ? "" : fmt::format("« {} » ?", near)});
    }
    FieldMap map = find_fields(schema, columns);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const SchemaField& field = schema.fields()[i];
        if (const auto declared = spec.fields.find(field.name); declared != spec.fields.end())
            map[i] = require_column(columns, declared->second,
                                    fmt::format("{}, champ {}", where, field.name),
                                    "la colonne déclarée dans champs");
    }
    for (std::size_t i = 0; i < ours.size(); ++i)
        if (!map[i] && !spec.fields.contains(ours[i]))
            map[i] = cut_column(columns, schema.fields()[i].accepted, map);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        const SchemaField& field = schema.fields()[i];
        const bool required =
            field.required || std::find(also_required.begin(), also_required.end(), field.name) !=
                                  also_required.end();
        if (!map[i] && required) missing(field, columns, map, spec, where);
    }
    return map;
}

}  // namespace lisiere::io
