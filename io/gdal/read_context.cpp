// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/read_context.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "engine/core/ascii.hpp"
#include "engine/table/table_rows.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/names.hpp"
#include "io/gdal/crs_check.hpp"
#include "io/gdal/layer_checks.hpp"
#include "io/gdal/session.hpp"
#include "io/gdal/vector_file.hpp"
#include "io/style/context_styles.hpp"

namespace lisiere::io {
namespace {

/// The columns of a file, without its rows.
struct FileColumns {
    std::string where;
    std::vector<std::string> names;
    std::vector<ColumnType> types;
    bool rows = false;
};

ColumnType type_of(const OGRFieldDefn& field) {
    if (field.GetSubType() == OFSTBoolean) return ColumnType::boolean;
    switch (field.GetType()) {
        case OFTInteger:
        case OFTInteger64:
            return ColumnType::integer;
        case OFTReal:
            return ColumnType::real;
        default:
            return ColumnType::text;
    }
}

FileColumns columns_of(const LayerSpec& spec) {
    const GdalErrors quiet;
    const OpenLayer open = open_layer(spec);
    FileColumns columns{open.where, {}, {}, open.layer->GetFeatureCount() > 0};
    const OGRFeatureDefn& definition = *open.layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        columns.names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
        columns.types.push_back(type_of(*definition.GetFieldDefn(i)));
    }
    return columns;
}

/// One column that is carried: its name with us, its place in the file.
struct Carried {
    std::string name;
    std::size_t from;
};

class Columns {
  public:
    Columns(const ContextSpec& spec, const LayerStyle& style, const FileColumns& file)
        : spec_(spec), file_(file) {
        const std::string label = style.label ? style.label->column : std::string();
        std::vector<std::string> ours{"nom"};
        for (const std::string* one : {&style.column, &style.sort_column, &style.variant_column})
            if (!one->empty()) ours.push_back(*one);
        for (const LayerStyle::Variant& variant : style.variants)
            if (style.variant_column.empty()) ours.push_back(variant.value);
        const std::size_t needed = ours.size();  // a feature without a name is drawn all the same
        if (!label.empty()) ours.push_back(label);
        for (const auto& [name, column] : spec.fields)
            if (std::find(ours.begin(), ours.end(), name) == ours.end()) {
                const std::string near = nearest_name(name, ours);
                throw ConfigError({spec.key + ".champs", fmt::format("champ « {} »", name),
                                   fmt::format("une colonne du dessin « {} » : {}", spec.style,
                                               fmt::join(ours, ", ")),
                                   near.empty() ? "les autres colonnes se nomment dans colonnes"
                                                : fmt::format("« {} » ?", near)});
            }
        for (std::size_t i = 0; i < ours.size(); ++i) add(ours[i], i > 0 && i < needed);
        for (const std::string& column : spec.columns) {
            const std::size_t at =
                require_column(file.names, column, file.where, "une colonne que colonnes nomme");
            if (!carries(at)) add_free(context_column(file.names[at]), at);
        }
    }

    const std::vector<Carried>& list() const { return list_; }
    std::optional<std::size_t> find(const std::string& name) const {
        for (std::size_t i = 0; i < list_.size(); ++i)
            if (list_[i].name == name) return i;
        return std::nullopt;
    }
    bool carries(std::size_t column) const {
        return std::any_of(list_.begin(), list_.end(),
                           [&](const Carried& one) { return one.from == column; });
    }

  private:
    /// By `champs`, else by its own name; never `nom`, which may be that of a person.
    void add(const std::string& name, bool required) {
        if (find(name)) return;
        const auto declared = spec_.fields.find(name);
        if (declared != spec_.fields.end()) {
            list_.push_back({name, require_column(file_.names, declared->second,
                                                  fmt::format("{}, champ {}", file_.where, name),
                                                  "la colonne déclarée dans champs")});
            return;
        }
        if (name == "nom") return;
        if (required) {
            list_.push_back(
                {name,
                 require_column(file_.names, name, file_.where,
                                fmt::format("la colonne par laquelle le dessin « {} » classe ; "
                                            "si elle porte un autre nom : champs = {{ {} = "
                                            "\"...\" }}",
                                            spec_.style, name))});
            return;
        }
        const auto same = std::find(file_.names.begin(), file_.names.end(), name);
        if (same != file_.names.end())
            list_.push_back({name, static_cast<std::size_t>(same - file_.names.begin())});
    }

    void add_free(const std::string& name, std::size_t from) {
        std::string free = name;
        for (int n = 2; find(free); ++n) free = fmt::format("{}_{}", name, n);
        list_.push_back({free, from});
    }

    const ContextSpec& spec_;
    const FileColumns& file_;
    std::vector<Carried> list_;
};

template <class Number>
Value number_in(const std::string& text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end ? Value{number} : Value{};
}

Value value_of(const std::string& text, ColumnType type) {
    if (text.empty()) return {};
    switch (type) {
        case ColumnType::integer:
            return number_in<std::int64_t>(text);
        case ColumnType::real:
            return number_in<double>(text);
        case ColumnType::boolean:
            return Value{text == "1"};
        case ColumnType::text:
            break;
    }
    return Value{text};
}

geo::Box bounds_of(const RawRow& row, StyleGeometry kind) {
    switch (kind) {
        case StyleGeometry::polygon:
            return geo::bounds(row.polygons);
        case StyleGeometry::line: {
            geo::Box box;
            for (const geo::LineString& line : row.lines) box.extend(geo::bounds(line));
            return box;
        }
        case StyleGeometry::point:
            return geo::bounds(row.points);
    }
    return {};
}

bool has(const RawRow& row, StyleGeometry kind) {
    switch (kind) {
        case StyleGeometry::polygon:
            return !row.polygons.empty();
        case StyleGeometry::line:
            return !row.lines.empty();
        case StyleGeometry::point:
            return !row.points.empty();
    }
    return false;
}

const char* words_of(StyleGeometry kind) {
    switch (kind) {
        case StyleGeometry::polygon:
            return "polygones";
        case StyleGeometry::line:
            return "lignes";
        case StyleGeometry::point:
            return "points";
    }
    return "";
}

constexpr std::array kinds{StyleGeometry::polygon, StyleGeometry::line, StyleGeometry::point};

/// Rows that have a shape of the kind, in one piece with what else they have; what is left is told.
void keep_kind(RawLayer& layer, StyleGeometry kind, const std::string& drawing, Notices& notices) {
    std::set<std::string> found;
    std::size_t others = 0;
    for (const RawRow& row : layer.rows) {
        bool other = false;
        for (const StyleGeometry one : kinds)
            if (has(row, one)) {
                found.insert(words_of(one));
                other = other || one != kind;
            }
        others += other;
    }
    if (!found.contains(words_of(kind)))
        throw InputError({layer.where,
                          fmt::format("des {}, et aucun objet à dessiner", fmt::join(found, ", ")),
                          fmt::format("des {}, ce que dessine « {} »", words_of(kind), drawing),
                          "choisir un autre style, ou une autre couche du fichier"});
    if (others > 0)
        notices.add(Severity::avertissement, "contexte_autre_geometrie", layer.where,
                    {{"dessin", words_of(kind)}}, others);
    std::erase_if(layer.rows, [&](const RawRow& row) { return !has(row, kind); });
}

void keep_near(RawLayer& layer, StyleGeometry kind, const geo::Box& window, Notices& notices) {
    geo::Box all;
    for (const RawRow& row : layer.rows) all.extend(bounds_of(row, kind));
    check_nearby(layer.where, all, window);
    const std::size_t before = layer.rows.size();
    std::erase_if(layer.rows,
                  [&](const RawRow& row) { return !window.intersects(bounds_of(row, kind)); });
    if (layer.rows.empty())
        notices.add(Severity::avertissement, "couche_hors_zone", layer.where);
    else if (layer.rows.size() < before)
        notices.add(Severity::info, "contexte_hors_zone", layer.where, {},
                    before - layer.rows.size());
}

std::vector<geo::Geometry> shapes_of(RawRow& row, StyleGeometry kind) {
    switch (kind) {
        case StyleGeometry::polygon:
            return {geo::Geometry(std::move(row.polygons))};
        case StyleGeometry::line:
            return {geo::Geometry(std::move(row.lines))};
        case StyleGeometry::point:
            return {row.points.begin(), row.points.end()};
    }
    return {};
}

GeometryType type_of(StyleGeometry kind) {
    switch (kind) {
        case StyleGeometry::polygon:
            return GeometryType::multipolygon;
        case StyleGeometry::line:
            return GeometryType::multilinestring;
        case StyleGeometry::point:
            return GeometryType::point;
    }
    return GeometryType::none;
}

/// Is it drawn as a class of its own? Intervals hold any number.
bool has_class(const LayerStyle& style, const Value& value) {
    return style.rendering != Rendering::categories ||
           std::any_of(style.classes.begin(), style.classes.end(), [&](const StyleClass& one) {
               return std::visit(
                   [&](const auto& known) {
                       using T = std::decay_t<decltype(known)>;
                       const auto* same = std::get_if<T>(&value);
                       return same != nullptr && *same == known;
                   },
                   one.value);
           });
}

}  // namespace

std::vector<Sector> sectors_of(const Table& table, Notices& notices) {
    const TableRows rows(&table);
    std::vector<Sector> sectors;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto* shape = std::get_if<geo::MultiPolygon>(&table.geometries[row]);
        const std::string name = rows.text(row, "nom");
        if (shape != nullptr && !name.empty())
            sectors.push_back({name, *shape});
        else
            notices.add(Severity::avertissement, "secteur_sans_nom", table.name);
    }
    return sectors;
}

std::string context_column(const std::string& column) {
    std::string name = folded(column);
    std::replace(name.begin(), name.end(), ' ', '_');
    if (name.empty() || is_digit(name.front())) name = "colonne_" + name;
    if (is_taken_column(name) || name == "nom") name += "_fichier";
    return name;
}

Table read_context(const ContextSpec& spec, const LayerStyle& style, const ReadContext& context,
                   Notices& notices) {
    if (is_table(spec))
        throw InputError({spec.file_as_written, "un CSV : il n'a pas de contours",
                          "une couche de polygones, de lignes ou de points",
                          "l'enregistrer en GeoPackage ou en GeoJSON"});
    const Schema no_field_of_ours;
    LayerRequest request{
        no_field_of_ours, {context.crs, context.repair_tolerance, {}}, {}, false, {}};
    LayerSpec plain = spec;
    plain.fields.clear();
    const FileColumns file = columns_of(spec);
    // An empty layer has, often, no columns either: the first thing is said first.
    if (!file.rows) read_layer(plain, request, notices);
    const Columns columns(spec, style, file);
    for (const Carried& one : columns.list()) request.more_texts.push_back(file.names[one.from]);
    RawLayer layer = read_layer(plain, request, notices);

    std::vector<std::string> left;
    for (std::size_t c = 0; c < file.names.size(); ++c)
        if (!columns.carries(c)) left.push_back(file.names[c]);
    if (!left.empty())
        notices.add(Severity::info, "contexte_colonnes_laissees", layer.where,
                    fmt::format("{}", fmt::join(left, ", ")), left.size());
    if (style.label && !columns.find(style.label->column))
        notices.add(Severity::info, "contexte_sans_nom", layer.where, style.label->column);

    keep_kind(layer, style.geometry, spec.style, notices);
    if (style.geometry == StyleGeometry::polygon)
        repair_shapes(
            layer, context.repair_tolerance, [](const RawRow&) { return std::string(); },
            Refusal::ligne, notices);
    if (context.window) keep_near(layer, style.geometry, *context.window, notices);

    Table table;
    table.name = spec.table();
    table.geometry_type = type_of(style.geometry);
    table.crs = context.crs;
    for (const Carried& one : columns.list())
        table.columns.push_back({one.name, file.types[one.from]});
    table.columns.push_back({"statut", ColumnType::text});
    table.columns.push_back({"source", ColumnType::text});
    const std::size_t nothing = columns.list().size();
    const std::size_t classed = columns.find(style.column).value_or(nothing);
    if (classed != nothing && !spec.values.empty()) table.columns[classed].type = ColumnType::text;
    for (RawRow& row : layer.rows) {
        std::vector<Value> values;
        for (std::size_t c = 0; c < nothing; ++c) {
            std::string& text = row.text[c];
            if (c == classed)
                if (const auto ours = spec.values.find(text); ours != spec.values.end())
                    text = ours->second;
            values.push_back(value_of(text, table.columns[c].type));
        }
        if (classed != nothing && !has_class(style, values[classed]))
            notices.add(Severity::info, "contexte_valeurs_autres", layer.where,
                        {{"valeur", row.text[classed].empty() ? "aucune" : row.text[classed]}});
        values.emplace_back(std::string(to_text(Statut::local)));
        values.push_back(to_value(std::string_view(spec.source)));
        for (geo::Geometry& shape : shapes_of(row, style.geometry)) {
            table.rows.push_back(values);
            table.geometries.push_back(std::move(shape));
        }
    }
    return table;
}

}  // namespace lisiere::io
