// SPDX-License-Identifier: Apache-2.0
#include "io/osm/read_barriers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <string_view>

#include "engine/geo/measure.hpp"
#include "io/osm/collect.hpp"
#include "io/reference/barrier_names.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {
using street::BarrierPiece;

bool has(const osm::Tags& tags, const std::string& key, const std::string& value) {
    const char* found = tags(key.c_str());
    return found != nullptr && value == found;
}

const BarrierRule* rule_for(const std::vector<BarrierRule>& rules, const osm::Tags& tags) {
    for (const BarrierRule& rule : rules) {
        if (!has(tags, rule.key, rule.value)) continue;
        const bool excepted =
            std::any_of(rule.except.begin(), rule.except.end(),
                        [&](const auto& tag) { return has(tags, tag.first, tag.second); });
        if (!excepted) return &rule;
    }
    return nullptr;
}

/// The kept tags of a shape, looked up as those of a file's object.
osm::Tags tags_of(const osm::Shape& shape) {
    return [&shape](const char* key) -> const char* {
        const auto at = shape.tags.find(key);
        return at == shape.tags.end() ? nullptr : at->second.c_str();
    };
}

bool said(const osm::Tags& tags, const char* key) {
    const char* value = tags(key);
    return value != nullptr && std::string_view(value) != "no";
}

int layer_of(const osm::Tags& tags) {
    const char* text = tags("layer");
    int layer = 0;
    if (text != nullptr) std::from_chars(text, text + std::string_view(text).size(), layer);
    return layer;
}

/// Area within the rings; none when one of them is open.
std::optional<double> area_of(const std::vector<geo::LineString>& rings) {
    double area = 0;
    for (const geo::LineString& ring : rings) {
        if (ring.front() != ring.back()) return std::nullopt;
        area += std::abs(geo::signed_area(ring));
    }
    return area;
}

}  // namespace

std::vector<BarrierRule> read_barrier_rules(const std::filesystem::path& file) {
    const CsvTable table = read_csv_table(file.string());
    std::vector<BarrierRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        BarrierRule rule;
        rule.key = row.required("cle");
        rule.value = row.text("valeur");
        const auto parsed = parse_barrier_kind(row.text("nature"));
        if (!parsed) row.refuse("nature", row.text("nature"), barrier_kinds);
        rule.kind = *parsed;
        rule.rim = row.word<bool>("forme", {{"ligne", false}, {"contour", true}});
        if (rule.rim) {
            const double area = row.number("surface_min_m2");
            if (area < 0)
                row.refuse("surface_min_m2", row.text("surface_min_m2"), "une surface en m²");
            rule.smallest = SquareMetres{area};
        }
        std::istringstream words(row.text("sauf"));
        for (std::string word; words >> word;) {
            const std::size_t equals = word.find('=');
            if (equals == std::string::npos)
                row.refuse("sauf", row.text("sauf"), "clé=valeur, séparées par des espaces");
            rule.except.emplace_back(word.substr(0, equals), word.substr(equals + 1));
        }
        rules.push_back(std::move(rule));
    }
    return rules;
}

std::vector<BarrierRule> read_barrier_rules() {
    return read_barrier_rules(data_folder() / "geodata" / "reference" / "coupures.csv");
}

std::vector<BarrierPiece> read_barriers(const std::filesystem::path& file, const Project& project,
                                        Notices& notices, const std::vector<BarrierRule>& rules) {
    osm::Wanted wanted;
    wanted.keys = {"bridge", "tunnel", "covered", "layer"};
    for (const BarrierRule& rule : rules) {
        wanted.keys.push_back(rule.key);
        for (const auto& tag : rule.except) wanted.keys.push_back(tag.first);
    }
    wanted.match = [&rules](const osm::Tags& tags) { return rule_for(rules, tags) != nullptr; };
    const osm::Collection found = osm::collect(file, wanted);

    const std::string layer = file.filename().string();
    std::vector<BarrierPiece> pieces;
    for (const osm::Shape& shape : found.shapes) {
        const osm::Tags tags = tags_of(shape);
        const BarrierRule& rule = *rule_for(rules, tags);
        std::vector<geo::LineString> lines;
        for (const auto& line : shape.lines) {
            lines.emplace_back(line.size());
            project(line, lines.back());
        }
        if (rule.rim) {
            const std::optional<double> area = area_of(lines);
            if (area && *area < rule.smallest.value()) continue;
        }
        for (geo::LineString& line : lines) {
            BarrierPiece piece;
            piece.kind = rule.kind;
            piece.name = shape.name();
            piece.line = std::move(line);
            piece.layer = layer_of(tags);
            piece.bridge = said(tags, "bridge");
            piece.tunnel = said(tags, "tunnel") || said(tags, "covered");
            piece.id = shape.label();
            pieces.push_back(std::move(piece));
        }
    }
    notices.add(Severity::info, "coupures_lues", layer, {}, pieces.size());
    if (found.missing_nodes > 0)
        notices.add(Severity::info, {"noeuds_manquants", {{"objet", "coupures"}}}, layer, {},
                    found.missing_nodes);
    return pieces;
}

}  // namespace lisiere::io
