// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_stops.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/names.hpp"
#include "io/layers/place_rows.hpp"

namespace lisiere::io {
namespace {

using transit::Mode;

std::optional<Mode> mode_named(const std::string& word) {
    using enum Mode;
    for (const Mode mode : {tram, metro, train, bus, bhns, ferry, telepherique, autre})
        if (transit::to_text(mode) == word) return mode;
    return std::nullopt;
}

/// The file's words for modes, folded; no mode: rows that are no stop for people.
class ModeWords {
  public:
    explicit ModeWords(const StopSpec& spec) {
        for (const auto& [word, mode] : spec.values) modes_[folded(word)] = mode_named(mode);
        const CsvTable table =
            read_csv_table((data_folder() / "geodata" / "reference" / "modes_arrets.csv").string());
        const std::size_t word = table.require("mot");
        const std::size_t mode = table.require("mode");
        for (const auto& row : table.rows)
            modes_.try_emplace(folded(row[word]), mode_named(row[mode]));
    }

    /// nullptr: a word that nobody knows.
    const std::optional<Mode>* find(const std::string& word) const {
        const auto found = modes_.find(folded(word));
        return found == modes_.end() ? nullptr : &found->second;
    }

  private:
    std::map<std::string, std::optional<Mode>> modes_;
};

/// The modes of a row, in its order; empty: it is left, and told.
std::vector<Mode> modes_of(const std::string& text, const ModeWords& words, const RawLayer& layer,
                           Notices& notices) {
    std::vector<std::string> said = split_list(text);
    // A whole text may be one word of the table: "Gare voyageurs et fret".
    if (words.find(text) != nullptr || said.empty()) said = {text};
    std::vector<Mode> modes;
    for (const std::string& word : said) {
        const std::optional<Mode>* mode = words.find(word);
        if (mode == nullptr)
            notices.add(Severity::avertissement, "arret_mode_inconnu", layer.where,
                        {{"mode", word.empty() ? "rien" : word}});
        else if (!*mode)
            notices.add(Severity::info, "arret_autre_usage", layer.where, word);
        else if (std::find(modes.begin(), modes.end(), **mode) == modes.end())
            modes.push_back(**mode);
    }
    // Lines that have a name are of the mode that most needs one.
    std::stable_partition(modes.begin(), modes.end(), transit::is_heavy);
    return modes;
}

}  // namespace

transit::UntimedLayer read_stops(const StopSpec& spec, const ReadContext& context,
                                 Notices& notices) {
    const Schema schema = read_schema("arrets");
    const RawLayer layer = read_places(spec, schema, context, false, notices);
    const std::size_t mode = schema.at("mode");
    if (spec.mode.empty() && !layer.has(mode))
        throw ConfigError({spec.key, "ni mode, ni champ qui le donne", "le mode des arrêts",
                           "mode = \"tram\", ou champs = { mode = \"...\" }"});
    const ModeWords words(spec);
    transit::UntimedLayer made{layer.where, {}};
    std::set<std::string> ids;
    for (const RawRow& row : layer.rows) {
        transit::UntimedStop stop;
        if (!spec.mode.empty())
            stop.modes = {*mode_named(spec.mode)};
        else
            stop.modes = modes_of(row.text[mode], words, layer, notices);
        if (stop.modes.empty()) continue;
        // A code that several rows bear (of their commune, of their line) is none of a stop.
        stop.id = row.text[schema.at("id")];
        if (stop.id.empty()) stop.id = fmt::format("{}", row.number);
        if (!ids.insert(stop.id).second) {
            stop.id += fmt::format("#{}", row.number);
            ids.insert(stop.id);
        }
        stop.name = row.text[schema.at("nom")];
        stop.lines = split_list(row.text[schema.at("lignes")]);
        stop.at = row.points.front();
        made.stops.push_back(std::move(stop));
    }
    if (layer.rows.empty()) notices.add(Severity::avertissement, "couche_hors_zone", layer.where);
    return made;
}

}  // namespace lisiere::io
