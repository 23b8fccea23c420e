// SPDX-License-Identifier: Apache-2.0
#include "io/layers/read_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>

#include <fmt/format.h>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/layers/place_rows.hpp"
#include "io/reference/barrier_names.hpp"

namespace lisiere::io {
namespace {

/// OSM's layer, or BD TOPO's position relative to the ground ("Gué ou radier", "-1", "2"): 0 when
/// not a number.
int level_of(const std::string& text) {
    int level = 0;
    std::from_chars(text.data(), text.data() + text.size(), level);
    constexpr int deepest = 10;
    return std::clamp(level, -deepest, deepest);
}

/// BD TOPO's, OSM's and Geofabrik's words for one-ways, 0 and 1, in OSM's; "" when unknown.
std::string one_way_word(const std::string& text) {
    static const std::map<std::string, std::string, std::less<>> words{
        {"Double sens", "no"}, {"Sens direct", "yes"}, {"Sens inverse", "-1"},
        {"B", "no"},           {"F", "yes"},           {"T", "-1"},
        {"0", "no"},           {"1", "yes"},           {"false", "no"},
        {"true", "yes"}};
    const auto at = words.find(text);
    if (at != words.end()) return at->second;
    return text == "yes" || text == "no" || text == "-1" || text == "reversible" ? text : "";
}

std::uint8_t bit(street::WayFlag flag) {
    return static_cast<std::uint8_t>(flag);
}

}  // namespace

std::vector<StreetLine> read_street_lines(const StreetSpec& spec, const ReadContext& context,
                                          Notices& notices) {
    const Schema schema = read_schema("rues");
    RawLayer layer = read_layer(spec, {schema, context, {}, false, {}}, notices);
    std::vector<StreetLine> lines;
    std::size_t others = 0;
    const auto measure = [&](const char* field, const RawRow& row) -> std::optional<double> {
        const std::string& text = row.text[schema.at(field)];
        if (text.empty()) return std::nullopt;
        const auto value = parse_number(text);
        if (value && value->has_value() && **value > 0) return **value;
        notices.add(Severity::avertissement, "temps_invalide", layer.where,
                    {{"champ", field}, {"texte", text}, {"ligne", row.number}});
        return std::nullopt;
    };
    for (RawRow& row : layer.rows) {
        if (row.lines.empty()) ++others;
        for (geo::LineString& part : row.lines) {
            if (part.size() < 2) continue;
            StreetLine& line = lines.emplace_back();
            line.id = row.text[schema.at("id")];
            if (line.id.empty()) line.id = fmt::format("{}", row.number);
            line.kind = row.text[schema.at("nature")];
            line.name = row.text[schema.at("nom")];
            line.line = std::move(part);
            if (says_yes(row.text[schema.at("pont")])) line.flags |= bit(street::WayFlag::bridge);
            if (says_yes(row.text[schema.at("tunnel")])) line.flags |= bit(street::WayFlag::tunnel);
            line.layer = level_of(row.text[schema.at("niveau")]);
            line.access = row.text[schema.at("acces")];
            line.foot = row.text[schema.at("pietons")];
            line.bicycle = row.text[schema.at("velos")];
            line.motor_vehicle = row.text[schema.at("voitures")];
            line.one_way = one_way_word(row.text[schema.at("sens")]);
            line.junction = row.text[schema.at("giratoire")];
            line.limit = row.text[schema.at("vitesse_permise")];
            line.car_kmh = measure("vitesse_voiture", row);
            line.car_seconds = measure("duree_voiture_s", row);
        }
    }
    if (others > 0) notices.add(Severity::avertissement, "sans_ligne", layer.where, {}, others);
    if (lines.empty())
        throw InputError(
            {layer.where,
             fmt::format("aucune ligne dans la zone d'étude ({} objets lus)", layer.read),
             "des rues autour des périmètres",
             "vérifier que c'est la bonne couche, et son système de coordonnées (crs)"});
    return lines;
}

void append_lines(const std::vector<StreetLine>& lines, const LineRule& rule,
                  std::span<street::ModeWays> modes, const std::string& layer, Notices& notices) {
    street::VertexMerger merger;
    std::vector<street::WayTable> tables(modes.size());
    std::vector<std::uint32_t> through;
    std::int64_t position = 0;
    for (const StreetLine& line : lines) {
        ++position;
        through.clear();
        for (const geo::Point& point : line.line) through.push_back(merger.vertex(point));
        // Ids that are no numbers (BD TOPO's cleabs) give way to the line's position.
        std::int64_t id = 0;
        const char* end = line.id.data() + line.id.size();
        if (std::from_chars(line.id.data(), end, id).ptr != end) id = position;
        bool whole = true;
        for (std::size_t m = 0; m < modes.size(); ++m)
            if (const auto traits = rule(line, modes[m].mode))
                whole = tables[m].add_way(id, *traits, through) && whole;
        if (!whole)
            notices.add(Severity::info, {"voies_sans_longueur", {{"objet", "rues"}}}, layer,
                        line.id);
    }
    for (std::size_t m = 0; m < modes.size(); ++m) {
        tables[m].vertices = merger.vertices;
        modes[m].table.append(tables[m]);
    }
}

std::vector<street::BarrierPiece> read_barrier_lines(const BarrierSpec& spec,
                                                     const ReadContext& context, Notices& notices) {
    const auto declared = parse_barrier_kind(spec.type);
    if (!spec.type.empty() && !declared)
        throw ConfigError({spec.key + ".nature", fmt::format("« {} »", spec.type),
                           std::string(barrier_kinds), ""});
    const Schema schema = read_schema("coupures");
    const RawLayer layer = read_layer(spec, {schema, context, {}, false, {}}, notices);
    if (!declared && !layer.has(schema.at("type")))
        throw ConfigError({spec.key, "ni nature, ni champ qui la donne",
                           fmt::format("nature = {}", barrier_kinds),
                           "ou champs = { type = \"...\" }"});
    std::vector<street::BarrierPiece> pieces;
    for (const RawRow& row : layer.rows) {
        street::BarrierPiece piece;
        piece.kind = declared.value_or(street::BarrierKind::autre);
        if (!declared) {
            const std::string& text = row.text[schema.at("type")];
            if (const auto kind = parse_barrier_kind(text))
                piece.kind = *kind;
            else
                notices.add(Severity::avertissement,
                            {"nature_inconnue", {{"attendu", barrier_kinds}}}, layer.where, text);
        }
        piece.name = row.text[schema.at("nom")];
        piece.layer = level_of(row.text[schema.at("niveau")]);
        piece.bridge = says_yes(row.text[schema.at("pont")]);
        piece.tunnel = says_yes(row.text[schema.at("tunnel")]);
        piece.id = row.text[schema.at("id")];
        if (piece.id.empty()) piece.id = fmt::format("{}/{}", layer.where, row.number);
        piece.source = spec.source;
        const auto add = [&](const geo::LineString& line) {
            if (line.size() < 2) return;
            pieces.push_back(piece);
            pieces.back().line = line;
        };
        for (const geo::LineString& line : row.lines) add(line);
        for (const geo::Polygon& polygon : row.polygons) {
            add(polygon.outer);
            for (const geo::Ring& hole : polygon.holes) add(hole);
        }
    }
    if (pieces.empty()) notices.add(Severity::avertissement, "couche_hors_zone", layer.where);
    return pieces;
}

}  // namespace lisiere::io
