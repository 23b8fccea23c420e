// SPDX-License-Identifier: Apache-2.0
#include "io/viewer/measure_data.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/table/table_rows.hpp"
#include "io/base/file_names.hpp"
#include "io/viewer/edition_data.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

Json both(const StyleText& text) {
    return {{"fr", text.fr}, {"en", text.en}};
}

std::optional<double> number(const Value& value) {
    if (const auto* real = std::get_if<double>(&value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    return std::nullopt;
}

/// Bounds as the rule writes them, else from the values; the colours that go with them.
void add_classes(Json& measure, const MeasureRule& rule, const std::vector<double>& values) {
    const std::vector<double> bounds =
        rule.bounds.empty() ? class_bounds(values, rule.colours.size()) : rule.bounds;
    measure["minimum"] =
        rule.bounds.empty() ? *std::min_element(values.begin(), values.end()) : rule.minimum;
    measure["bornes"] = bounds;
    measure["couleurs"] = rule.colours_of(bounds.size() + 1);
}

/// Those of the layer's style where it has a map of the column: the same on paper and in QGIS.
bool add_classes_of_variant(Json& measure, const LayerStyle& style, const std::string& column) {
    if (!style.variant_column.empty() || !has_variant(style, column)) return false;
    const LayerStyle drawn = as_variant(style, column);
    Json bounds = Json::array();
    Json colours = Json::array();
    for (const StyleClass& one : drawn.classes) {
        if (one.up_to) bounds.push_back(*one.up_to);
        colours.push_back(one.symbol.fill);
    }
    measure["minimum"] = drawn.minimum;
    measure["bornes"] = bounds;
    measure["couleurs"] = colours;
    return true;
}

std::size_t rule_of(std::span<const MeasureRule> rules, const std::string& layer,
                    const std::string& column, const std::string& indicator) {
    for (std::size_t r = 0; r < rules.size(); ++r)
        if (rules[r].layer == layer &&
            (column.empty() ? !rules[r].indicator.empty() && fits(rules[r].indicator, indicator)
                            : !rules[r].column.empty() && fits(rules[r].column, column)))
            return r;
    return rules.size();
}

/// {key: value} of the rows that have one; the key is the first column.
Json by_key(const Table& table, std::size_t column) {
    Json values = Json::object();
    for (const auto& row : table.rows)
        if (const auto value = number(row[column]))
            if (const auto* key = std::get_if<std::string>(&row.front())) values[*key] = *value;
    return values;
}

class Builder {
  public:
    Builder(std::span<const MeasureRule> rules, const ColumnTexts& french,
            const ColumnTexts& english, const Words& words)
        : rules_(rules),
          french_(french),
          english_(english),
          words_(words),
          by_rule_(rules.size()) {}

    void columns(const Table& table, const LayerStyle& style) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::string& name = table.columns[c].name;
            const std::size_t rule = rule_of(rules_, table.name, name, {});
            if (rule == rules_.size()) continue;
            std::vector<double> values;
            for (const auto& row : table.rows)
                if (const auto value = number(row[c])) values.push_back(*value);
            const auto fr = french_.find(table.name, name);
            const auto en = english_.find(table.name, name);
            if (values.empty() || !fr || !en) continue;
            Json measure{
                {"id", table.name + "." + name},
                {"couche", table.name},
                {"colonne", name},
                {"titre", both({heading({fr->description, ""}), heading({en->description, ""})})},
                {"groupe", both(rules_[rule].group)},
                {"unite", fr->unit},
                {"zoom_min", zoom_of(style, name)}};
            if (!add_classes_of_variant(measure, style, name))
                add_classes(measure, rules_[rule], values);
            if (style.is_choropleth()) {
                measure["cle"] = table.columns.front().name;
                keep(measure, "valeurs", table.name + "-" + name, by_key(table, c));
            }
            by_rule_[rule].push_back(std::move(measure));
        }
    }

    void indicators(const Table& table) {
        const std::size_t code = column_of(table, "code");
        const std::size_t id = column_of(table, "indicateur");
        const std::size_t label = column_of(table, "libelle");
        const std::size_t unit = column_of(table, "unite");
        const std::size_t value = column_of(table, "valeur");
        if (std::max({code, id, label, unit, value}) == no_column) return;
        std::vector<std::string> order;
        std::map<std::string, std::vector<std::size_t>> rows;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            const std::string& name = std::get<std::string>(table.rows[row][id]);
            if (rows[name].empty()) order.push_back(name);
            rows[name].push_back(row);
        }
        for (const std::string& name : order) {
            const std::size_t rule = rule_of(rules_, "perimetres", {}, name);
            if (rule == rules_.size()) continue;
            std::vector<double> values;
            Json by_code = Json::object();
            for (const std::size_t row : rows[name])
                if (const auto one = number(table.rows[row][value])) {
                    values.push_back(*one);
                    by_code[std::get<std::string>(table.rows[row][code])] = *one;
                }
            if (values.empty()) continue;
            const auto& first = table.rows[rows[name].front()];
            const auto word = words_.find(name);
            const auto* own = std::get_if<std::string>(&first[label]);
            const std::string text = own == nullptr ? name : *own;
            const auto* unit_text = std::get_if<std::string>(&first[unit]);
            Json measure{
                {"id", "indicateurs." + name},
                {"couche", "perimetres"},
                {"titre", both(word == words_.end() ? StyleText{text, text} : word->second)},
                {"groupe", both(rules_[rule].group)},
                {"unite", unit_text == nullptr ? "" : *unit_text},
                {"zoom_min", 0}};
            add_classes(measure, rules_[rule], values);
            // An indicator of a local document may have any letters in its name: with a dot no
            // other file's key is like it.
            const bool plain = name.find_first_of("-.") == name.npos;
            keep(measure, "valeurs", plain ? name : "indicateurs." + name, std::move(by_code));
            by_rule_[rule].push_back(std::move(measure));
        }
    }

    /// Where the values of areas come from, and why some have none.
    void provenance(std::span<const Table> tables) {
        const TableRows indicators(tables, "zones_indicateurs");
        std::map<std::string, std::size_t> row_of;
        for (std::size_t row = 0; row < indicators.size(); ++row)
            row_of[indicators.text(row, "couche") + "." + indicators.text(row, "indicateur")] = row;
        const TableRows reasons(tables, "zones_motifs");
        std::map<std::string, Json> by_zone;
        for (std::size_t row = 0; row < reasons.size(); ++row)
            by_zone[reasons.text(row, "couche") + "." + reasons.text(row, "indicateur")]
                   [reasons.text(row, "zone")] = reasons.text(row, "motif");
        for (std::vector<Json>& measures : by_rule_)
            for (Json& measure : measures) {
                const std::string id = measure["id"];
                const auto row = row_of.find(id);
                if (row == row_of.end()) continue;
                measure["source"] = indicators.text(row->second, "source");
                measure["millesime"] = indicators.text(row->second, "millesime");
                const auto missing = by_zone.find(id);
                if (missing == by_zone.end()) continue;
                std::string key = "motifs-" + id;
                std::replace(key.begin(), key.end(), '.', '-');  // identifiers hold neither
                keep(measure, "motifs", key, missing->second);
            }
    }

    MeasureData done() {
        std::vector<std::string> keys;
        for (const auto& [key, values] : kept_) keys.push_back(key);
        const FileNames names(keys);
        MeasureData data;
        for (auto& [key, values] : kept_) data.files[names.of(key) + ".json"] = std::move(values);
        data.list = Json::array();
        for (std::vector<Json>& measures : by_rule_)
            for (Json& measure : measures) {
                for (const char* member : {"valeurs", "motifs"})
                    if (measure.contains(member))
                        measure[member] = names.of(measure[member].get<std::string>()) + ".json";
                data.list.push_back(std::move(measure));
            }
        return data;
    }

  private:
    /// Values for a file of their own, told by the measure; `done` gives the file its name.
    void keep(Json& measure, const char* member, const std::string& key, Json values) {
        measure[member] = key;
        kept_[key] = std::move(values);
    }
    int zoom_of(const LayerStyle& style, const std::string& column) const {
        const std::vector<std::string> few = drawn_columns(style);
        const bool everywhere =
            style.is_choropleth() || std::find(few.begin(), few.end(), column) != few.end();
        return everywhere ? style.min_zoom : std::max(style.min_zoom, style.whole_zoom);
    }

    std::span<const MeasureRule> rules_;
    const ColumnTexts& french_;
    const ColumnTexts& english_;
    const Words& words_;
    std::vector<std::vector<Json>> by_rule_;
    std::map<std::string, Json> kept_;  ///< by key: what the files will hold
};

}  // namespace

MeasureData measure_data(std::span<const Table> tables, std::span<const LayerStyle> drawn,
                         std::span<const MeasureRule> rules, const ColumnTexts& french,
                         const ColumnTexts& english, const Words& words) {
    Builder builder(rules, french, english, words);
    for (const Table& table : tables) {
        const auto style = std::find_if(drawn.begin(), drawn.end(), [&](const LayerStyle& one) {
            return one.layer == table.name;
        });
        if (style != drawn.end()) builder.columns(table, *style);
        if (table.name == "indicateurs") builder.indicators(table);
    }
    builder.provenance(tables);
    return builder.done();
}

}  // namespace lisiere::io
